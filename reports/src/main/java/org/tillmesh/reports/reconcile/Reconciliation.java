package org.tillmesh.reports.reconcile;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.shift.DayZ;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.stock.StockEntry;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.View;

/** Looks through one day of a branch, document by document. */
public final class Reconciliation {
    /** The time that the law gives for reporting a simplified invoice. */
    private static final Duration REPORTING_TIME = Duration.ofHours(24);

    private final Retail retail;
    private final Outside outside;
    private final Scope branch;
    private final LocalDate day;
    private final Instant from;
    private final Instant to;

    /** @param zone the branch's; the day begins and ends at its midnights */
    public Reconciliation(Retail retail, Outside outside, Scope branch, ZoneId zone, LocalDate day) {
        this.retail = retail;
        this.outside = outside;
        this.branch = branch;
        this.day = day;
        this.from = day.atStartOfDay(zone).toInstant();
        this.to = day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** Documents and invoices that {@link #run} reads in whole. */
    public List<DocRef> needed() {
        return day().stream()
                .flatMap(sold ->
                        Stream.of(sold.ref(), DocType.INVOICE.ref(sold.uuid().value())))
                .toList();
    }

    private List<Sold> day() {
        return retail.sales().between(branch, from, to);
    }

    /** @param now for what is not late yet */
    public Reconciled run(View view, Instant now) {
        var found = new ArrayList<Difference>();
        List<Sold> sold = day();
        List<IssuedDocument> documents = sold.stream()
                .flatMap(each -> SalesBook.document(view, branch, each).stream())
                .toList();
        documents.forEach(document -> {
            payments(document, found);
            lines(document, found);
            invoice(document, now, found);
            headOffice(document, found);
        });
        receipts(sold, found);
        stock(view, documents, found);
        shifts(found);
        found.sort(Comparator.comparing((Difference each) -> each.till().toString())
                .thenComparing(Difference::comparison)
                .thenComparing(each -> String.join(" ", each.documents())));
        return new Reconciled(
                branch.branchId(), day, sold.size(), SalesBook.sums(sold).gross(), found);
    }

    private static void payments(IssuedDocument document, List<Difference> found) {
        Money paid = document.ways().stream().map(Tender::settles).reduce(Money.ZERO, Money::plus);
        compare(Comparison.PAYMENTS, document, document.total(), paid.minus(document.change()), found);
    }

    private static void lines(IssuedDocument document, List<Difference> found) {
        Money total = document.lines().stream().map(IssuedLine::total).reduce(Money.ZERO, Money::plus);
        Money vat = document.lines().stream().map(IssuedLine::vat).reduce(Money.ZERO, Money::plus);
        compare(Comparison.LINES, document, document.total(), total, found);
        compare(Comparison.LINES, document, document.vat(), vat, found);
    }

    private void invoice(IssuedDocument document, Instant now, List<Difference> found) {
        Optional<InvoiceRecord> first =
                retail.invoices().invoice(branch, document.uuid().value());
        if (first.isEmpty()) {
            found.add(of(Comparison.INVOICE, document, document.receipt().toString(), Difference.NONE));
            return;
        }
        InvoiceRecord invoice = first.get();
        compare(Comparison.INVOICE, document, document.receipt(), invoice.receipt(), found);
        compare(Comparison.INVOICE, document, document.total(), outside.due(invoice), found);
        chain(document, invoice, found);
        reported(document, now, found);
    }

    private void chain(IssuedDocument document, InvoiceRecord invoice, List<Difference> found) {
        if (invoice.icv() == 1) {
            return;
        }
        Optional<InvoiceChain.Link> before = retail.invoices().byHash(branch, document.till(), invoice.pih());
        compare(
                Comparison.CHAIN,
                document,
                invoice.icv() - 1,
                before.map(link -> Long.toString(link.icv())).orElse(Difference.NONE),
                found);
    }

    /** Of an invoice that was issued anew, the last one counts. */
    private void reported(IssuedDocument document, Instant now, List<Difference> found) {
        if (!outside.isReporting(document.till())) {
            return;
        }
        String standing = retail.invoices()
                .standing(branch, document.uuid())
                .map(InvoiceChain.Link::uuid)
                .orElse(document.uuid().value());
        Optional<Reporting> answer = retail.invoices().answer(branch, standing);
        boolean isLate = document.at().plus(REPORTING_TIME).isBefore(now);
        if (answer.isPresent() ? !answer.get().isAccepted() : isLate) {
            found.add(of(
                    Comparison.REPORTED,
                    document,
                    Reporting.State.ACCEPTED.name(),
                    answer.map(said -> said.state().name()).orElse(Difference.NONE)));
        }
    }

    private void headOffice(IssuedDocument document, List<Difference> found) {
        if (outside.unsent().contains(document.uuid())) {
            found.add(of(Comparison.HEAD_OFFICE, document, document.receipt().toString(), Difference.NONE));
        }
    }

    /** Numbers between the day's first and last of each till that no document bears, and those that several bear. */
    private void receipts(List<Sold> sold, List<Difference> found) {
        var byTill = new TreeMap<String, TreeMap<Long, Integer>>();
        sold.forEach(each -> byTill.computeIfAbsent(each.till().toString(), t -> new TreeMap<>())
                .merge(each.receipt().counter(), 1, Integer::sum));
        byTill.forEach((name, numbers) -> {
            TillId till = TillId.parse(name);
            numbers.forEach((number, times) -> {
                if (times > 1) {
                    found.add(receipt(till, number, "1", Integer.toString(times)));
                }
            });
            for (long number = numbers.firstKey(); number < numbers.lastKey(); number++) {
                if (!numbers.containsKey(number)
                        && retail.sales()
                                .byReceipt(branch, new ReceiptNumber(till, number))
                                .isEmpty()) {
                    found.add(receipt(till, number, "1", "0"));
                }
            }
        });
    }

    private static Difference receipt(TillId till, long number, String expected, String times) {
        return new Difference(
                Comparison.RECEIPTS, till, expected, times, List.of(new ReceiptNumber(till, number).toString()));
    }

    private void stock(View view, List<IssuedDocument> documents, List<Difference> found) {
        SortedMap<String, StockEntry> moved = moved(view);
        for (IssuedDocument document : documents) {
            for (Movement movement : Movement.of(document)) {
                StockEntry entry = moved.remove(movement.uuid());
                long expected = movement.qty().thousandths();
                if (entry == null || entry.thousandths() != expected) {
                    found.add(of(
                            Comparison.STOCK,
                            document,
                            thousandths(expected),
                            entry == null ? Difference.NONE : thousandths(entry.thousandths())));
                }
            }
        }
        moved.forEach((id, entry) -> found.add(new Difference(
                Comparison.STOCK,
                TillId.parse(Objects.requireNonNull(entry.till())),
                Difference.NONE,
                thousandths(entry.thousandths()),
                List.of(id))));
    }

    /** What moved on that day in the name of a sale or return, by the movement's id. */
    private SortedMap<String, StockEntry> moved(View view) {
        var moved = new TreeMap<String, StockEntry>();
        try (var rows = view.rows(branch, Index.STOCK, KeyRange.ALL)) {
            rows.map(row -> StockEntry.of(row.document().id(), row.value()))
                    .filter(entry -> !entry.isCount() && entry.till() != null && Movement.isOfDocument(entry.uuid()))
                    .filter(entry -> entry.at() >= from.toEpochMilli() && entry.at() < to.toEpochMilli())
                    .forEach(entry -> moved.put(entry.uuid(), entry));
        }
        return moved;
    }

    private static String thousandths(long amount) {
        return BigDecimal.valueOf(amount, 3).stripTrailingZeros().toPlainString();
    }

    private void shifts(List<Difference> found) {
        for (ShiftClosed closed : retail.shifts().closedBetween(branch, from, to)) {
            Optional<ShiftOpened> opened = retail.shifts().opened(branch, closed.shift());
            Figures figures = retail.shifts().figures(branch, closed.shift());
            zs(Comparison.SHIFT, closed.till(), closed.number(), figures, closed.figures(), found);
            opened.ifPresent(shift -> {
                Money cash = shift.openingFloat()
                        .plus(closed.figures().tender(TenderKind.CASH))
                        .plus(retail.shifts()
                                .paidOnAccount(branch, closed.shift())
                                .getOrDefault(TenderKind.CASH.code(), Money.ZERO))
                        .plus(retail.shifts().cashMoved(branch, closed.shift()).balance());
                z(Comparison.EXPECTED_CASH, closed.till(), closed.number(), cash, closed.expected(), found);
            });
            z(Comparison.DRAWER, closed.till(), closed.number(), closed.expected(), closed.counted(), found);
        }
        for (DayZ each : retail.shifts().daysBetween(branch, from, to)) {
            Figures sum = each.shifts().stream()
                    .flatMap(shift -> retail.shifts().closed(branch, shift).stream())
                    .map(ShiftClosed::figures)
                    .reduce(Figures.NONE, Figures::plus);
            zs(Comparison.DAY_Z, each.till(), each.number(), sum, each.figures(), found);
        }
    }

    private static void zs(
            Comparison comparison, TillId till, int number, Figures expected, Figures told, List<Difference> found) {
        z(comparison, till, number, expected.count(), told.count(), found);
        z(comparison, till, number, expected.gross(), told.gross(), found);
        z(comparison, till, number, expected.vat(), told.vat(), found);
        for (TenderKind kind : TenderKind.values()) {
            z(comparison, till, number, expected.tender(kind), told.tender(kind), found);
        }
    }

    private static void z(
            Comparison comparison, TillId till, int number, Object expected, Object told, List<Difference> found) {
        if (!expected.equals(told)) {
            found.add(new Difference(comparison, till, expected.toString(), told.toString(), List.of("Z " + number)));
        }
    }

    private static void compare(
            Comparison comparison, IssuedDocument document, Object expected, Object told, List<Difference> found) {
        if (!expected.toString().equals(told.toString())) {
            found.add(of(comparison, document, expected.toString(), told.toString()));
        }
    }

    private static Difference of(Comparison comparison, IssuedDocument document, String expected, String told) {
        return new Difference(
                comparison,
                document.till(),
                expected,
                told,
                List.of(document.receipt().toString()));
    }
}
