package org.tillmesh.reports.source;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.reports.query.Period.Span;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.retail.hourly.HourKey;
import org.tillmesh.retail.hourly.ProductSums;
import org.tillmesh.retail.hourly.SalesSums;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.store.KeyRange;

/**
 * What one branch sold in a period. Whole hours come from the sums that the store keeps; documents are read where a period
 * begins or ends inside an hour, where the days of a zone do, where only some documents of an hour count, and in hours whose
 * sums were made by an older version and lack documents.
 */
public final class SalesSource {
    private static final long HOUR_SECONDS = HourKey.HOUR.toSeconds();

    private final Books books;
    private final Branch branch;
    private final Predicate<TillId> tills;
    private final Predicate<UserId> cashiers;
    private final Predicate<IssuedDocument> documents;

    /** The first and last whole hour that sums are taken of; equal if none are. */
    private final Instant firstHour;

    private final Instant endHour;

    /** Hours between them whose documents are read. */
    private final Set<Instant> uncovered;

    /** What is read document by document. */
    private final List<Sold> singly = new ArrayList<>();

    public SalesSource(Books books, Branch branch, ReportQuery query, Span span) {
        this(books, branch, query, span, Set.of());
    }

    /** @param apart hours whose documents are read one by one, because something else changed within them */
    public SalesSource(Books books, Branch branch, ReportQuery query, Span span, Set<Instant> apart) {
        this.books = books;
        this.branch = branch;
        String till = query.only(ReportParameter.TILL).orElse("");
        String cashier = query.only(ReportParameter.CASHIER).orElse("");
        String customer = query.only(ReportParameter.CUSTOMER).orElse("");
        String tender = query.only(ReportParameter.TENDER).orElse("");
        this.tills = id -> till.isEmpty() || id.toString().equals(till);
        this.cashiers = id -> cashier.isEmpty() || id.value().equals(cashier);
        this.documents = document -> (customer.isEmpty()
                        || (document.customerId() != null
                                && document.customerId().value().equals(customer)))
                && (tender.isEmpty()
                        || document.takings().keySet().stream()
                                .anyMatch(kind -> kind.code().equals(tender)));
        boolean isWhole = customer.isEmpty() && tender.isEmpty() && hasWholeHours(branch.zone(), span);
        Instant floor = HourKey.floor(span.from());
        Instant first = floor.equals(span.from()) ? floor : floor.plus(HourKey.HOUR);
        Instant end = HourKey.floor(span.to());
        this.firstHour = isWhole && first.isBefore(end) ? first : span.to();
        this.endHour = isWhole && first.isBefore(end) ? end : span.to();
        this.uncovered = new TreeSet<>();
        if (firstHour.isBefore(endHour)) {
            uncovered.addAll(uncovered());
            apart.stream()
                    .filter(hour -> !hour.isBefore(firstHour) && hour.isBefore(endHour))
                    .forEach(uncovered::add);
        }
        if (firstHour.isBefore(endHour)) {
            read(span.from(), firstHour);
            uncovered.forEach(hour -> read(hour, hour.plus(HourKey.HOUR)));
            read(endHour, span.to());
        } else {
            read(span.from(), span.to());
        }
    }

    /** Days that begin inside an hour of UTC, as India's do, can't be made of whole hours. */
    private static boolean hasWholeHours(ZoneId zone, Span span) {
        return zone.getRules().getOffset(span.from()).getTotalSeconds() % HOUR_SECONDS == 0
                && zone.getRules().getOffset(span.to()).getTotalSeconds() % HOUR_SECONDS == 0;
    }

    private void read(Instant from, Instant to) {
        if (from.isBefore(to)) {
            books.retail().sales().between(branch.scope(), from, to).stream()
                    .filter(sold -> tills.test(sold.till()) && cashiers.test(sold.cashier()))
                    .forEach(singly::add);
        }
    }

    /** Archived records may have been archived by a version that kept no sums of hours. */
    private Set<Instant> uncovered() {
        KeyRange keys = new KeyRange(Index.ordered(firstHour.toEpochMilli()), Index.ordered(endHour.toEpochMilli()));
        if (!beginsInAnArchive(keys)) {
            return Set.of();
        }
        var documentsOf = new TreeMap<Instant, Long>();
        books.view()
                .rows(branch.scope(), Index.ISSUED, keys)
                .forEach(row -> documentsOf.merge(
                        HourKey.floor(Instant.ofEpochMilli(
                                Index.number(row.key().substring(0, row.key().indexOf(Index.SEP))))),
                        1L,
                        Long::sum));
        folds(
                Index.HOUR_SALES,
                (slot, sums) -> documentsOf.computeIfPresent(
                        slot.at(), (hour, count) -> count - SalesSums.of(sums).count(SalesSums.Figure.DOCUMENTS)));
        documentsOf.values().removeIf(missing -> missing == 0);
        return new TreeSet<>(documentsOf.keySet());
    }

    private boolean beginsInAnArchive(KeyRange keys) {
        DocRef first;
        try (var rows = books.view().rows(branch.scope(), Index.ISSUED, keys)) {
            first = rows.findFirst().map(row -> row.document()).orElse(null);
        }
        if (first == null) {
            return false;
        }
        try {
            books.view().get(branch.scope(), first);
            return false;
        } catch (ArchivedException e) {
            return true;
        }
    }

    /** Documents that are read in whole for sums. */
    public List<Sold> singly() {
        return List.copyOf(singly);
    }

    // ---- what was sold

    /** Sums of documents. */
    public void sales(BiConsumer<Slot, SalesSums> into) {
        kept(Index.HOUR_SALES, (slot, value) -> into.accept(slot, SalesSums.of(value)));
        singly((slot, document) -> into.accept(slot, SalesSums.of(document)));
    }

    /** Sums of products, each to be added to whatever the receiver finds for a slot. */
    public void products(Function<Slot, ProductSums> of) {
        kept(Index.HOUR_PRODUCTS, (slot, value) -> of.apply(slot).plus(value));
        singly((slot, document) -> of.apply(slot).plus(ProductSums.of(document)));
    }

    /**
     * Documents among which something is to be found: of the hours whose sums say so, and those that are read anyway.
     *
     * @param isWorth whether sums of an hour say so
     */
    public List<Sold> worth(Predicate<SalesSums> isWorth) {
        var found = new ArrayList<Sold>();
        kept(Index.HOUR_SALES, (slot, value) -> {
            if (isWorth.test(SalesSums.of(value))) {
                books
                        .retail()
                        .sales()
                        .between(branch.scope(), slot.at(), slot.at().plus(HourKey.HOUR))
                        .stream()
                        .filter(sold -> sold.till().equals(slot.till())
                                && sold.cashier().equals(slot.cashier()))
                        .forEach(found::add);
            }
        });
        found.addAll(singly);
        found.sort(null);
        return found;
    }

    /** Those of some documents that the query takes. */
    public Stream<IssuedDocument> documents(List<Sold> of) {
        return of.stream()
                .flatMap(sold -> SalesBook.document(books.view(), branch.scope(), sold).stream())
                .filter(documents);
    }

    private void singly(BiConsumer<Slot, IssuedDocument> into) {
        documents(singly)
                .forEach(document ->
                        into.accept(new Slot(branch, document.at(), document.till(), document.cashier()), document));
    }

    private void kept(String index, BiConsumer<Slot, Value> into) {
        if (firstHour.isBefore(endHour)) {
            folds(index, (slot, value) -> {
                if (!uncovered.contains(slot.at()) && tills.test(slot.till()) && cashiers.test(slot.cashier())) {
                    into.accept(slot, value);
                }
            });
        }
    }

    private void folds(String index, BiConsumer<Slot, Value> into) {
        try (var folds = books.view().folds(branch.scope(), index, HourKey.between(firstHour, endHour))) {
            folds.forEach(fold -> {
                HourKey key = HourKey.parse(fold.key());
                Value value = fold.value();
                if (value != null) {
                    into.accept(new Slot(branch, key.at(), key.till(), key.cashier()), value);
                }
            });
        }
    }
}
