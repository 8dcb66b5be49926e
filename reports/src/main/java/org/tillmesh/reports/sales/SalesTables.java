package org.tillmesh.reports.sales;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tillmesh.reports.query.Period.Span;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.SalesGroup;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.reports.source.SalesSource;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.hourly.ProductSums;
import org.tillmesh.retail.hourly.SalesSums;
import org.tillmesh.retail.hourly.SalesSums.Figure;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** Sales summed by whatever group, of documents or of goods. Returns count negative. */
public final class SalesTables {
    private final Books books;
    private final ReportQuery query;
    private final Names names;

    public SalesTables(Books books, ReportQuery query) {
        this.books = books;
        this.query = query;
        this.names = new Names(books);
    }

    private boolean isOfGoods(SalesGroup group) {
        return !group.isOfDocuments()
                || query.filter().containsKey(ReportParameter.PRODUCT)
                || query.filter().containsKey(ReportParameter.CATEGORY);
    }

    public ReportTable by(SalesGroup group) {
        var keys = new GroupKeys(group, names);
        return isOfGoods(group) ? ofGoods(group, keys) : ofDocuments(keys);
    }

    /** Sums of all documents of the query, by key. */
    SortedMap<String, SalesSums> documents(GroupKeys keys) {
        var sums = new TreeMap<String, SalesSums>();
        each(source -> source.sales((slot, more) ->
                sums.computeIfAbsent(keys.of(slot), key -> new SalesSums()).plus(more)));
        return sums;
    }

    /** All of them together. */
    SalesSums all() {
        var all = new SalesSums();
        each(source -> source.sales((slot, more) -> all.plus(more)));
        return all;
    }

    private void each(Consumer<SalesSource> work) {
        for (Branch branch : books.branches()) {
            work.accept(source(books, branch, query));
        }
    }

    /** What a branch sold in the query's period. */
    static SalesSource source(Books books, Branch branch, ReportQuery query) {
        return new SalesSource(books, branch, query, query.period().in(branch.zone(), books.now()));
    }

    /** What each group comes to. */
    SortedMap<String, Money> gross(SalesGroup group) {
        var keys = new GroupKeys(group, names);
        var sums = new TreeMap<String, Money>();
        if (isOfGoods(group)) {
            goods(group, keys).forEach((key, goods) -> sums.put(key, goods.gross));
        } else {
            documents(keys).forEach((key, sum) -> sums.put(key, sum.money(Figure.GROSS)));
        }
        return sums;
    }

    private ReportTable ofDocuments(GroupKeys keys) {
        SortedMap<String, SalesSums> sums = documents(keys);
        var rows = new ArrayList<List<Cell>>();
        sums.forEach((key, sum) -> {
            var row = new ArrayList<>(keys.cells(key));
            row.addAll(List.of(
                    Cell.of(sum.count(Figure.DOCUMENTS)),
                    Cell.of(sum.count(Figure.RETURNS)),
                    Cell.of(sum.money(Figure.DISCOUNTS)),
                    Cell.of(sum.net()),
                    Cell.of(sum.money(Figure.VAT)),
                    Cell.of(sum.money(Figure.GROSS))));
            rows.add(row);
        });
        var columns = new ArrayList<>(keys.columns());
        columns.addAll(List.of(
                Column.count("count"),
                Column.count("returns"),
                Column.amount("discount"),
                Column.amount("net"),
                Column.amount("vat"),
                Column.amount("gross")));
        SalesSums all = new SalesSums();
        sums.values().forEach(all::plus);
        return table(columns, rows, (int) all.count(Figure.DOCUMENTS), all.money(Figure.GROSS), all.money(Figure.VAT));
    }

    // ---- goods

    /** The sums of one group of goods. */
    static final class Goods {
        Quantity qty = Quantity.ZERO;
        Money gross = Money.ZERO;
        Money vat = Money.ZERO;
        Money discount = Money.ZERO;
        long lines;

        void add(ProductSums.Entry entry) {
            qty = qty.plus(entry.qty());
            gross = gross.plus(entry.gross());
            vat = vat.plus(entry.vat());
            discount = discount.plus(entry.discount());
            lines += entry.lines();
        }
    }

    /** Sums of the goods of the query, by key. */
    SortedMap<String, Goods> goods(SalesGroup group, GroupKeys keys) {
        Predicate<ProductSums.Entry> wanted = entry ->
                query.only(ReportParameter.PRODUCT).map(entry.product()::equals).orElse(true)
                        && query.only(ReportParameter.CATEGORY)
                                .map(entry.category()::equals)
                                .orElse(true);
        Map<String, ProductSums> bySlot = new HashMap<>();
        each(source -> source.products(
                slot -> bySlot.computeIfAbsent(group.isOfDocuments() ? keys.of(slot) : "", key -> new ProductSums())));
        var goods = new TreeMap<String, Goods>();
        bySlot.forEach((slot, sums) -> sums.entries().stream().filter(wanted).forEach(entry -> goods.computeIfAbsent(
                        group == SalesGroup.PRODUCT
                                ? entry.product()
                                : group == SalesGroup.CATEGORY ? entry.category() : slot,
                        key -> new Goods())
                .add(entry)));
        return goods;
    }

    private ReportTable ofGoods(SalesGroup group, GroupKeys keys) {
        SortedMap<String, Goods> goods = goods(group, keys);
        boolean hasQuantity = group != SalesGroup.CATEGORY;
        var rows = new ArrayList<List<Cell>>();
        Money gross = Money.ZERO;
        Money vat = Money.ZERO;
        for (Map.Entry<String, Goods> entry : goods.entrySet()) {
            Goods sum = entry.getValue();
            gross = gross.plus(sum.gross);
            vat = vat.plus(sum.vat);
            var row = new ArrayList<>(keys.cells(entry.getKey()));
            if (hasQuantity) {
                row.add(Cell.of(sum.qty));
            }
            row.addAll(List.of(
                    Cell.of(sum.discount), Cell.of(sum.gross.minus(sum.vat)), Cell.of(sum.vat), Cell.of(sum.gross)));
            rows.add(row);
        }
        var columns = new ArrayList<>(keys.columns());
        if (hasQuantity) {
            columns.add(Column.quantity("qty"));
        }
        columns.addAll(
                List.of(Column.amount("discount"), Column.amount("net"), Column.amount("vat"), Column.amount("gross")));
        boolean isAll = query.filter().keySet().stream()
                .noneMatch(each -> each == ReportParameter.PRODUCT || each == ReportParameter.CATEGORY);
        return table(columns, rows, isAll ? (int) all().count(Figure.DOCUMENTS) : rows.size(), gross, vat);
    }

    ReportTable table(List<Column> columns, List<List<Cell>> rows, int count, Money gross, Money vat) {
        Span span = span(books, query);
        return new ReportTable(
                query.name().code(),
                span.from(),
                span.to(),
                columns,
                rows,
                count,
                new TreeMap<>(Map.of("gross", gross, "vat", vat, "net", gross.minus(vat))),
                books.heard());
    }

    /** The period as the first branch has it. */
    public static Span span(Books books, ReportQuery query) {
        return query.period().in(books.branches().get(0).zone(), books.now());
    }
}
