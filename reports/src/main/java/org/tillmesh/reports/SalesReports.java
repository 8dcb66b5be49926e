package org.tillmesh.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.CashSums;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.View;

/**
 * Reports over one store as this till knows it. Every sales report is made of the issued documents of its period, returns
 * counting negative, so that gross and VAT of each agree to the halala with the sum of the invoices.
 */
public final class SalesReports {
    /** How far ahead batches are listed when no end is asked for. */
    public static final int EXPIRING_DAYS = 30;

    private final Retail retail;
    private final View view;
    private final Scope branch;
    private final ZoneId zone;

    /**
     * @param view valid while this is used: call inside {@code Store.read}
     * @param zone in which the store's days run
     */
    public SalesReports(Retail retail, View view, Scope branch, ZoneId zone) {
        this.retail = retail;
        this.view = view;
        this.branch = branch;
        this.zone = zone;
    }

    /**
     * @param from issue time, inclusive
     * @param to exclusive; null is open. Stock is as of now; of expiring batches only {@code to} counts, by
     *     default 30 days after {@code now}
     */
    public ReportTable report(ReportName name, @Nullable Instant from, @Nullable Instant to, Instant now) {
        return switch (name) {
            case SALES_BY_PRODUCT -> byProduct(from, to);
            case SALES_BY_CATEGORY -> byCategory(from, to);
            case SALES_BY_CASHIER ->
                byDocument(name, "cashier", from, to, document -> document.cashier()
                        .value());
            case SALES_BY_HOUR -> byDocument(name, "hour", from, to, this::hour);
            case SALES_BY_PAYMENT -> byPayment(from, to);
            case VAT_SUMMARY -> vatSummary(from, to);
            case STOCK -> stock();
            case EXPIRING_BATCHES -> expiring(to, now);
            case CASH_DIFFERENCES -> cashDifferences(from, to);
            case CASH_MOVEMENTS -> cashMovements(from, to);
        };
    }

    // ---- by line

    private static final class LineSum {
        Quantity qty = Quantity.ZERO;
        Money gross = Money.ZERO;
        Money vat = Money.ZERO;
        Money discount = Money.ZERO;

        void add(IssuedDocument document, IssuedLine line) {
            qty = document.isSale() ? qty.plus(line.pieces()) : qty.minus(line.pieces());
            gross = gross.plus(document.signed(line.total()));
            vat = vat.plus(document.signed(line.vat()));
            discount = document.isSale() ? discount.plus(line.discount()) : discount;
        }
    }

    private ReportTable byProduct(@Nullable Instant from, @Nullable Instant to) {
        var sums = new TreeMap<String, LineSum>();
        var lastLine = new TreeMap<String, IssuedLine>();
        List<IssuedDocument> documents = documents(from, to);
        for (IssuedDocument document : documents) {
            for (IssuedLine line : document.lines()) {
                sums.computeIfAbsent(line.productId().value(), p -> new LineSum())
                        .add(document, line);
                lastLine.put(line.productId().value(), line);
            }
        }
        var rows = new ArrayList<List<Cell>>();
        for (Map.Entry<String, IssuedLine> entry : lastLine.entrySet()) {
            LineSum sum = sums.getOrDefault(entry.getKey(), new LineSum());
            rows.add(List.of(
                    Cell.of(entry.getKey()),
                    Cell.of(entry.getValue().name()),
                    Cell.of(entry.getValue().nameAr()),
                    Cell.of(sum.qty),
                    Cell.of(sum.discount),
                    Cell.of(sum.gross.minus(sum.vat)),
                    Cell.of(sum.vat),
                    Cell.of(sum.gross)));
        }
        var columns = List.of(
                Column.text("product"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.quantity("qty"),
                Column.amount("discount"),
                Column.amount("net"),
                Column.amount("vat"),
                Column.amount("gross"));
        return table(ReportName.SALES_BY_PRODUCT, from, to, columns, rows, documents);
    }

    private ReportTable byCategory(@Nullable Instant from, @Nullable Instant to) {
        var sums = new TreeMap<String, LineSum>();
        List<IssuedDocument> documents = documents(from, to);
        for (IssuedDocument document : documents) {
            for (IssuedLine line : document.lines()) {
                sums.computeIfAbsent(line.category(), c -> new LineSum()).add(document, line);
            }
        }
        var rows = new ArrayList<List<Cell>>();
        sums.forEach((id, sum) -> rows.add(List.of(
                Cell.of(id),
                Cell.of(retail.catalogue().category(id).map(Category::name).orElse(id)),
                Cell.of(retail.catalogue().category(id).map(Category::nameAr).orElse(id)),
                Cell.of(sum.discount),
                Cell.of(sum.gross.minus(sum.vat)),
                Cell.of(sum.vat),
                Cell.of(sum.gross))));
        var columns = List.of(
                Column.text("category"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.amount("discount"),
                Column.amount("net"),
                Column.amount("vat"),
                Column.amount("gross"));
        return table(ReportName.SALES_BY_CATEGORY, from, to, columns, rows, documents);
    }

    // ---- by document

    @FunctionalInterface
    private interface GroupOf {
        String of(IssuedDocument document);
    }

    private ReportTable byDocument(
            ReportName name, String column, @Nullable Instant from, @Nullable Instant to, GroupOf group) {
        var sums = new TreeMap<String, Figures>();
        List<IssuedDocument> documents = documents(from, to);
        documents.forEach(d -> sums.merge(group.of(d), Figures.of(d), Figures::plus));
        var rows = new ArrayList<List<Cell>>();
        sums.forEach((key, figures) -> rows.add(List.of(
                Cell.of(key),
                Cell.of(figures.count()),
                Cell.of(figures.returns()),
                Cell.of(figures.discounts()),
                Cell.of(figures.gross().minus(figures.vat())),
                Cell.of(figures.vat()),
                Cell.of(figures.gross()))));
        var columns = List.of(
                Column.text(column),
                Column.number("count"),
                Column.number("returns"),
                Column.amount("discount"),
                Column.amount("net"),
                Column.amount("vat"),
                Column.amount("gross"));
        return table(name, from, to, columns, rows, documents);
    }

    private String hour(IssuedDocument document) {
        ZonedDateTime at = document.at().atZone(zone);
        return at.toLocalDate() + " " + (at.getHour() < 10 ? "0" : "") + at.getHour() + ":00";
    }

    private ReportTable byPayment(@Nullable Instant from, @Nullable Instant to) {
        var taken = new TreeMap<TenderKind, Money>();
        var counts = new TreeMap<TenderKind, Integer>();
        List<IssuedDocument> documents = documents(from, to);
        for (IssuedDocument document : documents) {
            document.takings().forEach((kind, amount) -> {
                taken.merge(kind, amount, Money::plus);
                counts.merge(kind, 1, Integer::sum);
            });
        }
        var rows = new ArrayList<List<Cell>>();
        taken.forEach((kind, amount) ->
                rows.add(List.of(Cell.of(kind.code()), Cell.of(counts.getOrDefault(kind, 0)), Cell.of(amount))));
        Money rounding =
                documents.stream().map(d -> d.signed(d.rounding())).reduce(Money.ZERO, Money::plus);
        long rounded = documents.stream().filter(d -> !d.rounding().isZero()).count();
        if (rounded > 0) {
            rows.add(List.of(Cell.of("rounding"), Cell.of((int) rounded), Cell.of(rounding)));
        }
        return table(
                ReportName.SALES_BY_PAYMENT,
                from,
                to,
                List.of(Column.text("tender"), Column.number("count"), Column.amount("gross")),
                rows,
                documents);
    }

    private ReportTable vatSummary(@Nullable Instant from, @Nullable Instant to) {
        List<IssuedDocument> documents = documents(from, to);
        var sales = new TreeMap<String, Money[]>();
        for (IssuedDocument document : documents) {
            document.taxes().forEach(tax -> {
                Money[] sums = sales.computeIfAbsent(
                        tax.category().code(), c -> new Money[] {Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO});
                int at = document.isSale() ? 0 : 2;
                sums[at] = sums[at].plus(tax.net());
                sums[at + 1] = sums[at + 1].plus(tax.vat());
            });
        }
        var rows = new ArrayList<List<Cell>>();
        sales.forEach((code, sums) -> {
            Money net = sums[0].minus(sums[2]);
            Money vat = sums[1].minus(sums[3]);
            rows.add(List.of(
                    Cell.of(code),
                    Cell.of(sums[0]),
                    Cell.of(sums[1]),
                    Cell.of(sums[2]),
                    Cell.of(sums[3]),
                    Cell.of(net),
                    Cell.of(vat),
                    Cell.of(net.plus(vat))));
        });
        var columns = List.of(
                Column.text("tax"),
                Column.amount("salesNet"),
                Column.amount("salesVat"),
                Column.amount("returnsNet"),
                Column.amount("returnsVat"),
                Column.amount("net"),
                Column.amount("vat"),
                Column.amount("gross"));
        return table(ReportName.VAT_SUMMARY, from, to, columns, rows, documents);
    }

    // ---- stock and cash

    private ReportTable stock() {
        var rows = new ArrayList<List<Cell>>();
        Money value = Money.ZERO;
        for (StockLevels.Item item : retail.stock().all(branch)) {
            Product product = retail.catalogue().byId(item.product()).orElse(null);
            Quantity onHand = item.batch().onHand();
            Money worth = product == null ? Money.ZERO : product.price().times(onHand);
            value = value.plus(worth);
            rows.add(List.of(
                    Cell.of(item.product().value()),
                    Cell.of(product == null ? item.product().value() : product.name()),
                    Cell.of(product == null ? item.product().value() : product.nameAr()),
                    Cell.of(item.batch().batch() == null ? "" : item.batch().batch()),
                    expiry(item.batch()),
                    Cell.of(onHand),
                    Cell.of(product == null ? "" : product.unit()),
                    Cell.of(worth),
                    Cell.of(item.batch().checkAgain() ? "check" : "")));
        }
        var columns = List.of(
                Column.text("product"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.text("batch"),
                Column.date("expiry"),
                Column.quantity("onHand"),
                Column.text("unit"),
                Column.amount("value"),
                Column.text("checkAgain"));
        return new ReportTable(
                ReportName.STOCK.code(),
                null,
                null,
                columns,
                rows,
                rows.size(),
                sorted(Map.of("value", value)),
                asOf());
    }

    private ReportTable expiring(@Nullable Instant to, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate until =
                to == null ? today.plusDays(EXPIRING_DAYS) : to.atZone(zone).toLocalDate();
        var rows = new ArrayList<List<Cell>>();
        for (StockLevels.Item item : retail.stock().expiring(branch, until)) {
            Product product = retail.catalogue().byId(item.product()).orElse(null);
            rows.add(List.of(
                    Cell.of(item.product().value()),
                    Cell.of(product == null ? item.product().value() : product.name()),
                    Cell.of(product == null ? item.product().value() : product.nameAr()),
                    Cell.of(item.batch().batch() == null ? "" : item.batch().batch()),
                    expiry(item.batch()),
                    Cell.of(item.batch().onHand()),
                    Cell.of(item.batch().isExpired(today) ? "expired" : "expiring")));
        }
        var columns = List.of(
                Column.text("product"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.text("batch"),
                Column.date("expiry"),
                Column.quantity("onHand"),
                Column.text("state"));
        return new ReportTable(
                ReportName.EXPIRING_BATCHES.code(), null, to, columns, rows, rows.size(), new TreeMap<>(), asOf());
    }

    private ReportTable cashDifferences(@Nullable Instant from, @Nullable Instant to) {
        var rows = new ArrayList<List<Cell>>();
        Money expected = Money.ZERO;
        Money counted = Money.ZERO;
        for (ShiftClosed shift : retail.shifts().closedBetween(branch, from, to)) {
            expected = expected.plus(shift.expected());
            counted = counted.plus(shift.counted());
            rows.add(List.of(
                    Cell.of(shift.till().toString()),
                    Cell.of(shift.number()),
                    Cell.of(shift.user().value()),
                    Cell.of(shift.at()),
                    Cell.of(shift.figures().tender(TenderKind.CASH)),
                    Cell.of(shift.count().cash().in()),
                    Cell.of(shift.count().cash().out()),
                    Cell.of(shift.count().cash().drop()),
                    Cell.of(shift.expected()),
                    Cell.of(shift.counted()),
                    Cell.of(shift.difference())));
        }
        var figures = sorted(Map.of("expected", expected, "counted", counted, "difference", counted.minus(expected)));
        var columns = List.of(
                Column.text("till"),
                Column.number("number"),
                Column.text("user"),
                Column.time("at"),
                Column.amount("taken"),
                Column.amount("in"),
                Column.amount("out"),
                Column.amount("drop"),
                Column.amount("expected"),
                Column.amount("counted"),
                Column.amount("difference"));
        return new ReportTable(
                ReportName.CASH_DIFFERENCES.code(), from, to, columns, rows, rows.size(), figures, asOf());
    }

    private ReportTable cashMovements(@Nullable Instant from, @Nullable Instant to) {
        List<CashMovement> movements = retail.shifts().cashBetween(branch, from, to);
        var rows = new ArrayList<List<Cell>>();
        for (CashMovement movement : movements) {
            rows.add(List.of(
                    Cell.of(movement.till().toString()),
                    Cell.of(movement.at()),
                    Cell.of(movement.kind().code()),
                    Cell.of(movement.user().value()),
                    Cell.of(
                            movement.approvedBy() == null
                                    ? ""
                                    : movement.approvedBy().value()),
                    Cell.of(movement.reason()),
                    Cell.of(movement.amount())));
        }
        CashSums sums = CashSums.of(movements);
        var figures =
                sorted(Map.of("in", sums.in(), "out", sums.out(), "drop", sums.drop(), "balance", sums.balance()));
        var columns = List.of(
                Column.text("till"),
                Column.time("at"),
                Column.text("kind"),
                Column.text("user"),
                Column.text("approvedBy"),
                Column.text("reason"),
                Column.amount("amount"));
        return new ReportTable(ReportName.CASH_MOVEMENTS.code(), from, to, columns, rows, rows.size(), figures, asOf());
    }

    // ----

    private List<IssuedDocument> documents(@Nullable Instant from, @Nullable Instant to) {
        var found = new ArrayList<IssuedDocument>();
        for (Sold sold : retail.sales().between(branch, from, to)) {
            SalesBook.document(view, branch, sold).ifPresent(found::add);
        }
        return found;
    }

    private ReportTable table(
            ReportName name,
            @Nullable Instant from,
            @Nullable Instant to,
            List<Column> columns,
            List<List<Cell>> rows,
            List<IssuedDocument> documents) {
        Money gross = documents.stream().map(d -> d.signed(d.total())).reduce(Money.ZERO, Money::plus);
        Money vat = documents.stream().map(d -> d.signed(d.vat())).reduce(Money.ZERO, Money::plus);
        var figures = sorted(Map.of("gross", gross, "vat", vat, "net", gross.minus(vat)));
        return new ReportTable(name.code(), from, to, columns, rows, documents.size(), figures, asOf());
    }

    private SortedMap<TillId, Instant> asOf() {
        return retail.stock().heardFrom(branch);
    }

    private static Cell expiry(StockLevels.Batch batch) {
        return batch.expiry() == null ? new Cell.Blank(Column.Kind.DATE) : Cell.of(batch.expiry());
    }

    private static SortedMap<String, Money> sorted(Map<String, Money> figures) {
        return new TreeMap<>(figures);
    }
}
