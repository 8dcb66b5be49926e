package org.tillmesh.reports.sales;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.SalesGroup;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.reports.table.Titles;
import org.tillmesh.retail.hourly.SalesSums;
import org.tillmesh.retail.hourly.SalesSums.Figure;
import org.tillmesh.retail.hourly.SalesSums.Taxed;
import org.tillmesh.retail.hourly.SalesSums.Taxes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;

/** What the documents of a period come to by tender, tax, promotion, and as baskets. */
public final class TenderTables {
    /** Reasons of services that citizens get free of VAT: their own box of the return. */
    private static final List<String> FOR_CITIZENS = List.of("VATEX-SA-EDU", "VATEX-SA-HEA");

    /** Goods and services that leave the country. */
    private static final List<String> EXPORTED = List.of("VATEX-SA-32", "VATEX-SA-33");

    private final Books books;
    private final ReportQuery query;
    private final SalesTables sales;

    public TenderTables(Books books, ReportQuery query) {
        this.books = books;
        this.query = query;
        this.sales = new SalesTables(books, query);
    }

    public ReportTable tenders() {
        SalesSums all = sales.all();
        var rows = new ArrayList<List<Cell>>();
        var order = Comparator.comparing((String code) ->
                        TenderKind.of(code).map(TenderKind::ordinal).orElse(Integer.MAX_VALUE))
                .thenComparing(Comparator.naturalOrder());
        all.tenders().keySet().stream().sorted(order).forEach(code -> {
            SalesSums.Taking taking = all.tender(code);
            rows.add(List.of(Cell.of(code), Cell.of(taking.documents()), Cell.of(taking.amount())));
        });
        if (all.count(Figure.ROUNDED) > 0) {
            rows.add(List.of(
                    Cell.of("rounding"), Cell.of(all.count(Figure.ROUNDED)), Cell.of(all.money(Figure.ROUNDING))));
        }
        Column tender = Column.text("tender").to(ReportName.DOCUMENTS.code(), ReportParameter.TENDER.code());
        return table(all, List.of(tender, Column.count("count"), Column.amount("gross")), rows);
    }

    public ReportTable promotions() {
        SalesSums all = sales.all();
        var rows = new ArrayList<List<Cell>>();
        all.deals()
                .forEach((id, given) -> rows.add(List.of(
                        Cell.of(id),
                        Cell.of(given.name()),
                        Cell.of(given.nameAr()),
                        Cell.of(given.times()),
                        Cell.of(given.off()))));
        return table(
                all,
                List.of(
                        Column.text("promotion"),
                        Column.text("name"),
                        Column.text("nameAr"),
                        Column.count("times"),
                        Column.amount("off")),
                rows);
    }

    /** How much a customer takes: sales alone, and what came back beside. */
    public ReportTable baskets() {
        SalesSums all = new SalesSums();
        var rows = new ArrayList<List<Cell>>();
        sales.documents(new GroupKeys(SalesGroup.DAY, new Names(books))).forEach((day, sums) -> {
            all.plus(sums);
            long count = sums.count(Figure.DOCUMENTS) - sums.count(Figure.RETURNS);
            Money sold = sums.money(Figure.GROSS).plus(sums.money(Figure.RETURNED));
            rows.add(List.of(
                    Cell.of(LocalDate.parse(day)),
                    Cell.of(count),
                    Cell.of(sums.count(Figure.LINES)),
                    Cell.of(sums.count(Figure.ITEMS)),
                    Cell.of(sold),
                    Cell.of(average(sold, count)),
                    perSale(sums.count(Figure.LINES), count),
                    perSale(sums.count(Figure.ITEMS), count)));
        });
        var columns = List.of(
                Column.date("day"),
                Column.count("count"),
                Column.count("lines"),
                Column.count("items"),
                Column.amount("sold"),
                Column.price("average"),
                Column.quantity("linesPerSale"),
                Column.quantity("itemsPerSale"));
        return table(all, columns, rows);
    }

    private static Money average(Money sum, long of) {
        return of == 0 ? Money.ZERO : Money.sar(Rounding.halfUp(sum.minor(), 1, of));
    }

    private static Cell perSale(long things, long of) {
        return Cell.of(of == 0 ? Quantity.ZERO : Quantity.ofThousandths(Rounding.halfUp(things, 1_000, of)));
    }

    // ---- tax

    public ReportTable vatSummary() {
        SalesSums all = sales.all();
        SortedMap<String, Taxes> byCode = new TreeMap<>();
        all.taxes().forEach((key, taxes) -> byCode.merge(key.code(), taxes, Taxes::plus));
        var rows = new ArrayList<List<Cell>>();
        byCode.forEach((code, taxes) -> {
            var row = new ArrayList<Cell>();
            row.add(Cell.of(code));
            row.addAll(cells(taxes));
            rows.add(row);
        });
        var columns = new ArrayList<>(List.of(Column.text("tax")));
        columns.addAll(taxColumns());
        return table(all, columns, rows);
    }

    private static List<Column> taxColumns() {
        return List.of(
                Column.amount("salesNet"),
                Column.amount("salesVat"),
                Column.amount("returnsNet"),
                Column.amount("returnsVat"),
                Column.amount("net"),
                Column.amount("vat"),
                Column.amount("gross"));
    }

    private static List<Cell> cells(Taxes taxes) {
        return List.of(
                Cell.of(taxes.salesNet()),
                Cell.of(taxes.salesVat()),
                Cell.of(taxes.returnsNet()),
                Cell.of(taxes.returnsVat()),
                Cell.of(taxes.net()),
                Cell.of(taxes.vat()),
                Cell.of(taxes.net().plus(taxes.vat())));
    }

    /** The boxes of the return's side of sales, as the tax authority numbers them. */
    private enum Box {
        STANDARD("1", "vatStandard"),
        REDUCED("1.1", "vatReduced"),
        CITIZENS("2", "vatCitizens"),
        ZERO("3", "vatZero"),
        EXPORTS("4", "vatExports"),
        EXEMPT("5", "vatExempt"),
        OUTSIDE("-", "vatOutside");

        private final String number;
        private final String word;

        Box(String number, String word) {
            this.number = number;
            this.word = word;
        }

        static Box of(Taxed taxed) {
            String reason = taxed.exemption().code();
            return switch (TaxCategory.of(taxed.code()).orElse(TaxCategory.O)) {
                case S15 -> STANDARD;
                case S5 -> REDUCED;
                case Z -> FOR_CITIZENS.contains(reason) ? CITIZENS : EXPORTED.contains(reason) ? EXPORTS : ZERO;
                case E -> EXEMPT;
                case O -> OUTSIDE;
            };
        }
    }

    /** Each box, and under it each reason for bearing no VAT; returns are the adjustments. */
    public ReportTable vatReturn() {
        SalesSums all = sales.all();
        Map<Box, SortedMap<Taxed, Taxes>> byBox = new EnumMap<>(Box.class);
        all.taxes().forEach((key, taxes) -> byBox.computeIfAbsent(Box.of(key), box -> new TreeMap<>())
                .put(key, taxes));
        var rows = new ArrayList<List<Cell>>();
        byBox.forEach((box, parts) -> parts.forEach((key, taxes) -> rows.add(List.of(
                Cell.of(box.number),
                Cell.of(Titles.word(box.word, Locale.ENGLISH)),
                Cell.of(Titles.word(box.word, Titles.ARABIC)),
                Cell.of(key.code()),
                new Cell.Percent(100L
                        * TaxCategory.of(key.code())
                                .map(TaxCategory::ratePercent)
                                .orElse(0)),
                Cell.of(key.exemption().code()),
                Cell.of(key.exemption().text()),
                Cell.of(taxes.salesNet()),
                Cell.of(taxes.returnsNet()),
                Cell.of(taxes.net()),
                Cell.of(taxes.vat())))));
        var columns = List.of(
                Column.text("box"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.text("tax"),
                Column.percent("rate"),
                Column.text("exemption"),
                Column.text("exemptionText"),
                Column.amount("salesNet"),
                Column.amount("adjustment"),
                Column.amount("net"),
                Column.amount("vat"));
        return table(all, columns, rows);
    }

    private ReportTable table(SalesSums all, List<Column> columns, List<List<Cell>> rows) {
        return sales.table(
                columns, rows, (int) all.count(Figure.DOCUMENTS), all.money(Figure.GROSS), all.money(Figure.VAT));
    }
}
