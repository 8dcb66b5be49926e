package org.tillmesh.reports.trail;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.reports.query.Period.Span;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.sales.SalesTables;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.audit.AuditLog;
import org.tillmesh.retail.audit.WorkedHours;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TillId;

/** What tills and their people did beside selling. */
public final class TrailTables {
    private static final int EVENTS_MAX = 100_000;

    /** What takes lines away before they are sold. */
    private static final List<String> VOIDS = List.of("void-line", "clear", "drop-unknown");

    private final Books books;
    private final ReportQuery query;

    public TrailTables(Books books, ReportQuery query) {
        this.books = books;
        this.query = query;
    }

    private boolean isOfTill(@Nullable TillId till) {
        return query.only(ReportParameter.TILL)
                .map(wanted -> till != null && till.toString().equals(wanted))
                .orElse(true);
    }

    private boolean isOfUser(String user) {
        return query.only(ReportParameter.CASHIER).map(user::equals).orElse(true);
    }

    // ---- the audit trail

    public ReportTable audit() {
        return events(null);
    }

    public ReportTable voids() {
        return events(VOIDS);
    }

    private ReportTable events(@Nullable List<String> kinds) {
        var rows = new ArrayList<List<Cell>>();
        for (Branch branch : books.branches()) {
            Span span = query.period().in(branch.zone(), books.now());
            var asked = new AuditLog.Asked(span.from(), span.to(), null, null, null);
            for (AuditEvent event : books.retail().audit().events(branch.scope(), asked, EVENTS_MAX)) {
                if ((kinds == null || kinds.contains(event.what()))
                        && isOfTill(event.till())
                        && isOfUser(event.user())) {
                    rows.add(List.of(
                            Cell.of(event.at()),
                            Cell.of(event.till() == null ? "" : event.till().toString()),
                            Cell.of(event.user()),
                            Cell.of(
                                    event.approvedBy() == null
                                            ? ""
                                            : event.approvedBy().value()),
                            Cell.of(event.what()),
                            Cell.of(event.about())));
                }
            }
        }
        var columns = List.of(
                Column.time("at"),
                Column.text("till"),
                Column.text("user"),
                Column.text("approvedBy"),
                Column.text("kind"),
                Column.text("about"));
        return table(columns, rows, new TreeMap<>());
    }

    // ---- the time clock

    /** What each worked on each day; ends without their other end are named and count nothing. */
    public ReportTable hours() {
        var rows = new ArrayList<List<Cell>>();
        for (Branch branch : books.branches()) {
            Span span = query.period().in(branch.zone(), books.now());
            for (WorkedHours each :
                    books.retail().audit().worked(branch.scope(), span.from(), span.to(), branch.zone())) {
                if (isOfUser(each.user())) {
                    rows.add(List.of(
                            Cell.of(each.day()),
                            Cell.of(each.user()),
                            each.from() == null ? new Cell.Blank(Column.Kind.TIME) : Cell.of(each.from()),
                            each.to() == null ? new Cell.Blank(Column.Kind.TIME) : Cell.of(each.to()),
                            Cell.of(each.minutes()),
                            Cell.of(each.open().stream()
                                    .map(at -> at.atZone(branch.zone())
                                            .toLocalTime()
                                            .truncatedTo(ChronoUnit.MINUTES))
                                    .map(LocalTime::toString)
                                    .collect(Collectors.joining(", ")))));
                }
            }
        }
        var columns = List.of(
                Column.date("day"),
                Column.text("user"),
                Column.time("cameAt"),
                Column.time("wentAt"),
                Column.number("minutes"),
                Column.text("openEnds"));
        return table(columns, rows, new TreeMap<>());
    }

    // ---- drawers

    /** Drawers that were opened for nothing. */
    public ReportTable noSales() {
        var rows = new ArrayList<List<Cell>>();
        for (Branch branch : books.branches()) {
            Span span = query.period().in(branch.zone(), books.now());
            for (CashMovement each : books.retail().shifts().cashBetween(branch.scope(), span.from(), span.to())) {
                if (each.kind() == CashMovement.Kind.NO_SALE
                        && isOfTill(each.till())
                        && isOfUser(each.user().value())) {
                    rows.add(List.of(
                            Cell.of(each.at()),
                            Cell.of(each.till().toString()),
                            Cell.of(each.user().value()),
                            Cell.of(
                                    each.approvedBy() == null
                                            ? ""
                                            : each.approvedBy().value()),
                            Cell.of(each.reason())));
                }
            }
        }
        var columns = List.of(
                Column.time("at"),
                Column.text("till"),
                Column.text("user"),
                Column.text("approvedBy"),
                Column.text("reason"));
        return table(columns, rows, new TreeMap<>());
    }

    /** What each tender of each closed shift should have come to, and what was counted of it. */
    public ReportTable tenderDifferences() {
        var rows = new ArrayList<List<Cell>>();
        Money difference = Money.ZERO;
        for (ShiftClosed shift : closed()) {
            var tenders = new TreeSet<>(shift.expectedByTender().keySet());
            tenders.addAll(shift.countedByTender().keySet());
            for (String tender : tenders) {
                Money expected = shift.expectedByTender().getOrDefault(tender, Money.ZERO);
                Money counted = shift.countedByTender().get(tender);
                Money off = shift.differenceByTender().get(tender);
                difference = off == null ? difference : difference.plus(off);
                rows.add(List.of(
                        Cell.of(shift.till().toString()),
                        Cell.of((long) shift.number()),
                        Cell.of(shift.user().value()),
                        Cell.of(shift.at()),
                        Cell.of(tender),
                        Cell.of(expected),
                        amount(counted),
                        amount(off)));
            }
        }
        var columns = List.of(
                Column.text("till"),
                Column.number("number"),
                Column.text("user"),
                Column.time("at"),
                Column.text("tender"),
                Column.amount("expected"),
                Column.amount("counted"),
                Column.amount("difference"));
        var figures = new TreeMap<String, Money>();
        figures.put("difference", difference);
        return table(columns, rows, figures);
    }

    private static Cell amount(@Nullable Money money) {
        return money == null ? new Cell.Blank(Column.Kind.AMOUNT) : Cell.of(money);
    }

    private List<ShiftClosed> closed() {
        return books.branches().stream()
                .flatMap(branch -> {
                    Span span = query.period().in(branch.zone(), books.now());
                    return books.retail().shifts().closedBetween(branch.scope(), span.from(), span.to()).stream();
                })
                .filter(shift -> isOfTill(shift.till()))
                .toList();
    }

    /** The Zs of the period, with what all of their till came to up to each. */
    public ReportTable zReports() {
        var rows = new ArrayList<List<Cell>>();
        Money gross = Money.ZERO;
        Money vat = Money.ZERO;
        for (ShiftClosed shift : closed()) {
            gross = gross.plus(shift.figures().gross());
            vat = vat.plus(shift.figures().vat());
            rows.add(List.of(
                    Cell.of(shift.till().toString()),
                    Cell.of((long) shift.number()),
                    Cell.of(shift.at()),
                    Cell.of(shift.user().value()),
                    Cell.of((long) shift.figures().count()),
                    Cell.of((long) shift.figures().returns()),
                    Cell.of(shift.figures().discounts()),
                    Cell.of(shift.figures().gross().minus(shift.figures().vat())),
                    Cell.of(shift.figures().vat()),
                    Cell.of(shift.figures().gross()),
                    Cell.of(shift.difference())));
        }
        var columns = List.of(
                Column.text("till"),
                Column.number("number"),
                Column.time("at"),
                Column.text("user"),
                Column.count("count"),
                Column.count("returns"),
                Column.amount("discount"),
                Column.amount("net"),
                Column.amount("vat"),
                Column.amount("gross"),
                Column.amount("difference"));
        var figures = new TreeMap<String, Money>();
        figures.put("gross", gross);
        figures.put("vat", vat);
        figures.put("net", gross.minus(vat));
        return table(columns, rows, figures);
    }

    // ---- the tax authority

    /** How each till's invoices stand; as of now, whatever the period. */
    public ReportTable zatca() {
        var rows = new ArrayList<List<Cell>>();
        for (Branch branch : books.branches()) {
            InvoiceChain chain = books.retail().invoices();
            var refused = new TreeMap<TillId, Long>();
            for (Reporting answer : chain.needingAPerson(branch.scope())) {
                chain.invoice(branch.scope(), answer.invoice())
                        .ifPresent(invoice -> refused.merge(invoice.till(), 1L, Long::sum));
            }
            var tills = new TreeSet<>(
                    books.retail().stock().heardFrom(branch.scope()).keySet());
            tills.removeIf(till -> !isOfTill(till));
            for (TillId till : tills) {
                Optional<InvoiceChain.Link> head = chain.head(branch.scope(), till);
                InvoiceChain.Unreported waiting = chain.unreported(branch.scope(), till);
                rows.add(List.of(
                        Cell.of(till.toString()),
                        Cell.of(head.map(InvoiceChain.Link::icv).orElse(0L)),
                        Cell.of(waiting.count()),
                        waiting.oldest().map(Cell::of).orElseGet(() -> new Cell.Blank(Column.Kind.TIME)),
                        Cell.of(refused.getOrDefault(till, 0L)),
                        Cell.of((long) chain.gaps(branch.scope(), till).size())));
            }
        }
        var columns = List.of(
                Column.text("till"),
                Column.count("issued"),
                Column.count("unreported"),
                Column.time("oldest"),
                Column.count("refused"),
                Column.count("gaps"));
        return table(columns, rows, new TreeMap<>());
    }

    private ReportTable table(List<Column> columns, List<List<Cell>> rows, TreeMap<String, Money> figures) {
        Span span = SalesTables.span(books, query);
        return new ReportTable(
                query.name().code(), span.from(), span.to(), columns, rows, rows.size(), figures, books.heard());
    }
}
