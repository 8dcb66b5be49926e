package org.tillmesh.retail.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.Customers;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.Escrow;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.query.TypedChange;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.store.View;

/**
 * What does not fit together after tills have met: derived from the records alone, with ids made of the records involved,
 * so that all tills list the same. Stored is only what a person did about it ({@link Resolution}).
 */
public final class Misfits implements TypedProjection {

    /** What kind of misfit. */
    public enum Kind {
        /** Stock of a batch is below zero. */
        OVERSOLD,
        /** More of a sale was returned than it sold. */
        REFUNDED_TWICE,
        /** More was spent of a gift card or of store credit than was on it: a folder was copied or put back. */
        OVERSPENT,
        /** More is owed on account than the customer's limit, and nobody approved it: tills that could not ask each other. */
        CREDIT_EXCEEDED,
        /** One parked cart was sold at two tills. */
        CART_SOLD_TWICE,
        /** Two documents bear one receipt number. */
        DOUBLE_RECEIPT,
        /** A till's invoice counter was used twice. */
        CHAIN_FORK,
        /** A stream has two branches: a folder was copied or restored. */
        FORK,
        /** A record that nobody can read any more, or several in a row, named by the first. */
        LOST_RECORD,
        /** A till's clock was far off. */
        CLOCK_SKEW,
        /** A delta that its writer had no right to write; it has no effect. */
        UNAUTHORISED,
        /** The tax authority refused an invoice. */
        REJECTED,
        /** The tax authority cleared an invoice, and its answer with the stamped document was lost. */
        STAMPED_COPY_MISSING
    }

    /** @param about in words, with the ids of the records */
    public record Found(String id, Kind kind, String about, Instant since, @Nullable Resolution resolution) {
        public boolean isResolved() {
            return resolution != null;
        }
    }

    /** What only the store or a link knows. */
    public record Outside(
            List<ForkAt> forks, List<LostAt> lost, List<SkewOf> skews, List<UnauthorisedAt> unauthorised) {
        public static final Outside NOTHING = new Outside(List.of(), List.of(), List.of(), List.of());

        public record ForkAt(StreamId stream, long seq, Instant at) {}

        /** Records in a row, from the first to the last, of which nobody here has any. */
        public record LostAt(StreamId stream, long seq, long last, Instant at) {
            /** The runs in the seqs that a stream lacks, in their order. */
            public static List<LostAt> runs(StreamId stream, List<Long> seqs, LongFunction<Instant> at) {
                var runs = new ArrayList<LostAt>();
                int from = 0;
                for (int i = 1; i <= seqs.size(); i++) {
                    if (i == seqs.size() || seqs.get(i) != seqs.get(i - 1) + 1) {
                        long last = seqs.get(i - 1);
                        runs.add(new LostAt(stream, seqs.get(from), last, at.apply(last)));
                        from = i;
                    }
                }
                return runs;
            }
        }

        /** @param firstSeq of the records that were written with that clock */
        public record SkewOf(Origin origin, long firstSeq, long skewMs, Instant at) {}

        public record UnauthorisedAt(Scope scope, Dot dot, String document, Instant at) {}
    }

    private final StockLevels stock;
    private final SalesBook sales;
    private final InvoiceChain chain;
    private final Escrow escrow;
    private final Customers customers;
    private final Map<Scope, TreeMap<String, Resolution>> resolutions = new TreeMap<>();

    public Misfits(StockLevels stock, SalesBook sales, InvoiceChain chain, Escrow escrow, Customers customers) {
        this.stock = stock;
        this.sales = sales;
        this.chain = chain;
        this.escrow = escrow;
        this.customers = customers;
    }

    @Override
    public boolean follows(String type) {
        return type.equals(DocType.RESOLUTION.typeName());
    }

    /** All exceptions of a store, resolved ones too, the oldest first. */
    public List<Found> list(View view, Scope branch, Outside outside) {
        view.catchUp();
        var found = new ArrayList<Found>();
        oversold(branch, found);
        refundedTwice(view, branch, found);
        overspent(branch, found);
        creditExceeded(view, branch, found);
        soldTwice(branch, found);
        doubledReceipts(branch, found);
        chainForks(branch, found);
        rejected(view, branch, found);
        outside(branch, outside, found);
        found.sort(Comparator.comparing(Found::since).thenComparing(Found::id));
        return List.copyOf(found);
    }

    public Optional<Found> find(View view, Scope branch, Outside outside, String id) {
        return list(view, branch, outside).stream()
                .filter(found -> found.id().equals(id))
                .findFirst();
    }

    /** Whether a person has done with it. @param key what makes it one of its kind: of a rejected invoice its uuid */
    public boolean isResolved(View view, Scope branch, Kind kind, String key) {
        view.catchUp();
        return resolution(branch, kind + ":" + key) != null;
    }

    private void oversold(Scope branch, List<Found> found) {
        stock.oversold(branch).forEach(item -> {
            String batch = item.batch().batch() == null ? "" : item.batch().batch();
            add(
                    branch,
                    found,
                    Kind.OVERSOLD,
                    String.join(":", item.product().value(), batch, item.batch().baseCount()),
                    "Product " + item.product() + (batch.isEmpty() ? "" : " batch " + batch) + " is at "
                            + item.batch().onHand(),
                    item.since());
        });
    }

    private void refundedTwice(View view, Scope branch, List<Found> found) {
        for (DocumentId uuid : sales.salesWithSeveralReturns(branch)) {
            Optional<IssuedDocument> sale =
                    ifHere(() -> sales.find(branch, uuid).flatMap(sold -> SalesBook.document(view, branch, sold)));
            if (sale.isEmpty()) {
                continue;
            }
            List<IssuedDocument> returns = sales.returnDocuments(view, branch, uuid);
            var soFar = Returns.soFar(returns);
            for (IssuedLine line : sale.get().goods()) {
                Returns.Returned back = soFar.getOrDefault(line.line(), Returns.Returned.NOTHING);
                if (back.qty().compareTo(line.qty()) > 0) {
                    add(
                            branch,
                            found,
                            Kind.REFUNDED_TWICE,
                            uuid.value(),
                            "Of receipt " + sale.get().receipt() + " line " + line.line() + " sold " + line.qty()
                                    + ", returned " + back.qty() + " by "
                                    + returns.stream()
                                            .map(r -> r.receipt().toString())
                                            .toList(),
                            returns.get(returns.size() - 1).at());
                    break;
                }
            }
        }
    }

    /** Listed in each store that had a hand in the account. */
    private void overspent(Scope branch, List<Found> found) {
        for (EscrowAccount account : escrow.overspent()) {
            List<EscrowRecord> records = escrow.records(account).stream()
                    .sorted(Comparator.comparing(EscrowRecord::at).thenComparing(EscrowRecord::uuid))
                    .toList();
            List<TillId> tills = records.stream()
                    .flatMap(record -> Stream.ofNullable(record.till()))
                    .distinct()
                    .sorted()
                    .toList();
            BoundedCounter counter = EscrowRecord.counter(records);
            boolean isOfBranch =
                    tills.stream().anyMatch(till -> Scope.branch(till.branch()).equals(branch));
            if (isOfBranch && !counter.overspent().isEmpty()) {
                add(
                        branch,
                        found,
                        Kind.OVERSPENT,
                        account.toString(),
                        "Of " + account + " more was spent than was there: " + Money.sar(counter.balance())
                                + " are left after what tills " + tills
                                + " took. It stands; settle it with the customer",
                        records.get(records.size() - 1).at());
            }
        }
    }

    /** Where a limit is given, and a sale of this branch went beyond it without anybody's word. */
    private void creditExceeded(View view, Scope branch, List<Found> found) {
        for (CustomerId id : customers.owingIn(branch)) {
            Customer customer = customers.byId(id).orElse(null);
            Money limit = customer == null ? null : customer.creditLimit();
            if (customer == null || limit == null || !limit.isPositive()) {
                continue;
            }
            Money owed = customers.owed(branch, id);
            Optional<Sold> last = owed.compareTo(limit) > 0 ? lastUnapproved(view, branch, id) : Optional.empty();
            last.ifPresent(sold -> add(
                    branch,
                    found,
                    Kind.CREDIT_EXCEEDED,
                    id.value(),
                    "Customer \"" + customer.name() + "\" owes " + owed + " with a limit of " + limit
                            + ", and nobody approved receipt " + sold.receipt() + ". It stands; ask for a payment",
                    sold.at()));
        }
    }

    private Optional<Sold> lastUnapproved(View view, Scope branch, CustomerId id) {
        return customers.owing(branch, id).stream()
                .filter(owing -> DocType.SALE.is(owing.document()))
                .flatMap(owing ->
                        sales.find(branch, new DocumentId(owing.document().id())).stream())
                .max(Comparator.naturalOrder())
                .filter(sold -> ifHere(() -> SalesBook.document(view, branch, sold))
                        .filter(sale -> sale.tenders().stream()
                                .noneMatch(
                                        tender -> tender.kind() == TenderKind.ACCOUNT && tender.approvedBy() != null))
                        .isPresent());
    }

    /** An archived sale that is returned once more is at hand again with the next checkpoint; head office has it now. */
    private static <T> Optional<T> ifHere(Supplier<Optional<T>> read) {
        try {
            return read.get();
        } catch (ArchivedException e) {
            return Optional.empty();
        }
    }

    private void soldTwice(Scope branch, List<Found> found) {
        for (String cart : sales.cartsSoldTwice(branch)) {
            List<Sold> both = sales.ofCart(branch, cart);
            add(
                    branch,
                    found,
                    Kind.CART_SOLD_TWICE,
                    cart,
                    "Cart " + cart + " was sold by "
                            + both.stream().map(s -> s.receipt().toString()).toList(),
                    latest(both));
        }
    }

    private void doubledReceipts(Scope branch, List<Found> found) {
        for (ReceiptNumber receipt : sales.doubledReceipts(branch)) {
            List<Sold> both = sales.byReceipt(branch, receipt);
            add(
                    branch,
                    found,
                    Kind.DOUBLE_RECEIPT,
                    receipt.toString(),
                    "Receipt " + receipt + " is borne by "
                            + both.stream().map(Sold::uuid).toList(),
                    latest(both));
        }
    }

    private void chainForks(Scope branch, List<Found> found) {
        for (InvoiceChain.Fork fork : chain.forks(branch)) {
            add(
                    branch,
                    found,
                    Kind.CHAIN_FORK,
                    fork.till() + ":" + fork.icv(),
                    "Till " + fork.till() + " used invoice counter " + fork.icv() + " for "
                            + fork.links().stream()
                                    .map(InvoiceChain.Link::receipt)
                                    .toList(),
                    fork.links().get(fork.links().size() - 1).at());
        }
    }

    private void rejected(View view, Scope branch, List<Found> found) {
        for (Reporting answer : chain.needingAPerson(branch)) {
            String receipt = ifHere(() -> view.record(branch, DocType.INVOICE.ref(answer.invoice())))
                    .map(invoice -> InvoiceRecord.of(invoice).receipt())
                    .orElse(answer.invoice());
            switch (answer.state()) {
                case REJECTED ->
                    add(
                            branch,
                            found,
                            Kind.REJECTED,
                            answer.invoice(),
                            "Invoice " + receipt + " was rejected by the tax authority: " + answer.message()
                                    + ". It stays in the chain. Correct the cause (product, customer, company), then issue"
                                    + " it anew: a corrected document with the next counter",
                            answer.at());
                case COPY_MISSING ->
                    add(
                            branch,
                            found,
                            Kind.STAMPED_COPY_MISSING,
                            answer.invoice(),
                            "Invoice " + receipt + ": " + answer.message(),
                            answer.at());
                case ACCEPTED, ACCEPTED_WITH_WARNINGS, BEFORE_ONBOARDING -> {}
            }
        }
    }

    private void outside(Scope branch, Outside outside, List<Found> found) {
        outside.forks()
                .forEach(f -> add(
                        branch,
                        found,
                        Kind.FORK,
                        f.stream() + ":" + f.seq(),
                        "Stream " + f.stream() + " forks at " + f.seq(),
                        f.at()));
        outside.lost()
                .forEach(l -> add(
                        branch,
                        found,
                        Kind.LOST_RECORD,
                        l.stream() + ":" + l.seq(),
                        l.last() == l.seq()
                                ? "Record " + l.seq() + " of " + l.stream() + " can't be read anywhere"
                                : (l.last() - l.seq() + 1) + " records of " + l.stream() + ", " + l.seq() + " to "
                                        + l.last() + ", can't be read anywhere",
                        l.at()));
        outside.skews()
                .forEach(s -> add(
                        branch,
                        found,
                        Kind.CLOCK_SKEW,
                        s.origin() + ":" + s.firstSeq(),
                        "The clock of " + s.origin() + " was " + s.skewMs() + " ms off from record " + s.firstSeq(),
                        s.at()));
        outside.unauthorised().forEach(u -> {
            if (u.scope().equals(branch) || u.scope().equals(Scope.COMPANY)) {
                add(
                        branch,
                        found,
                        Kind.UNAUTHORISED,
                        u.dot().toString(),
                        "A change of " + u.document() + " by " + u.dot().origin() + " has no authority and no effect",
                        u.at());
            }
        });
    }

    private static Instant latest(List<Sold> documents) {
        return documents.stream().map(Sold::at).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private void add(Scope branch, List<Found> into, Kind kind, String key, String about, Instant since) {
        String id = kind + ":" + key;
        into.add(new Found(id, kind, about, since, resolution(branch, id)));
    }

    /** The first resolution stands. */
    private synchronized @Nullable Resolution resolution(Scope branch, String id) {
        Resolution first = null;
        for (Resolution resolution :
                resolutions.getOrDefault(branch, new TreeMap<>()).values()) {
            if (resolution.exceptionId().equals(id) && (first == null || before(resolution, first))) {
                first = resolution;
            }
        }
        return first;
    }

    private static boolean before(Resolution a, Resolution b) {
        int byTime = a.at().compareTo(b.at());
        return byTime != 0 ? byTime < 0 : a.uuid().compareTo(b.uuid()) < 0;
    }

    @Override
    public synchronized void reset(Scope scope) {
        resolutions.remove(scope);
    }

    @Override
    public synchronized void accept(TypedChange change) {
        if (change.is(DocType.RESOLUTION)) {
            change.after(Resolution::of).ifPresent(r -> resolutions
                    .computeIfAbsent(change.scope(), s -> new TreeMap<>())
                    .put(r.uuid(), r));
        }
    }
}
