package org.tillmesh.reports.sales;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.reports.query.Period;
import org.tillmesh.reports.query.Period.Span;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.SalesGroup;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.value.Money;

/** Sales beside each other: of a period and the one before it, of the products that sell most and least. */
public final class RankTables {
    /** Products that make the first 80 % of the sales are A, those up to 95 % are B. */
    private static final long A_HUNDREDTHS = 8_000;

    private static final long B_HUNDREDTHS = 9_500;

    private final Books books;
    private final ReportQuery query;

    public RankTables(Books books, ReportQuery query) {
        this.books = books;
        this.query = query;
    }

    /**
     * The period beside the one before, which ends where it begins and is as long; a period that runs still is compared with
     * as much of the one before.
     */
    public ReportTable comparison(SalesGroup group) {
        Span span = SalesTables.span(books, query);
        Span known = new Span(
                span.from(),
                span.to().isAfter(books.now()) && books.now().isAfter(span.from()) ? books.now() : span.to());
        Instant earlier = span.before().from();
        Span before = new Span(earlier, earlier.plus(Duration.between(known.from(), known.to())));
        SortedMap<String, Money> now = gross(group, known);
        SortedMap<String, Money> then = gross(group, before);
        var keys = new GroupKeys(group, new Names(books));
        var all = new TreeSet<>(now.keySet());
        all.addAll(then.keySet());
        var rows = new ArrayList<List<Cell>>();
        for (String key : all) {
            Money here = now.getOrDefault(key, Money.ZERO);
            Money there = then.getOrDefault(key, Money.ZERO);
            var row = new ArrayList<>(keys.cells(key));
            row.add(Cell.of(here));
            row.add(Cell.of(there));
            row.add(Cell.of(here.minus(there)));
            row.add(
                    there.isZero()
                            ? new Cell.Blank(Column.Kind.PERCENT)
                            : Cell.Percent.of(here.minus(there).minor(), there.minor()));
            rows.add(row);
        }
        var columns = new ArrayList<>(keys.columns());
        columns.addAll(List.of(
                Column.amount("gross"),
                Column.amount("grossBefore"),
                Column.amount("difference"),
                Column.percent("change")));
        Money gross = sum(now);
        Money grossBefore = sum(then);
        return new ReportTable(
                query.name().code(),
                known.from(),
                known.to(),
                columns,
                rows,
                rows.size(),
                new TreeMap<>(
                        Map.of("gross", gross, "grossBefore", grossBefore, "difference", gross.minus(grossBefore))),
                books.heard());
    }

    private SortedMap<String, Money> gross(SalesGroup group, Span span) {
        var part = new ReportQuery(
                query.name(), new Period.Between(span.from(), span.to()), query.filter(), query.group());
        return new SalesTables(books, part).gross(group);
    }

    private static Money sum(SortedMap<String, Money> sums) {
        return sums.values().stream().reduce(Money.ZERO, Money::plus);
    }

    /** Products by what they brought, the best first, with the part of the whole that they and those above make. */
    public ReportTable abc() {
        var sales = new SalesTables(books, query);
        var keys = new GroupKeys(SalesGroup.PRODUCT, new Names(books));
        List<Map.Entry<String, SalesTables.Goods>> best =
                new ArrayList<>(sales.goods(SalesGroup.PRODUCT, keys).entrySet());
        best.sort(Comparator.comparing((Map.Entry<String, SalesTables.Goods> e) -> e.getValue().gross)
                .reversed()
                .thenComparing(Map.Entry::getKey));
        Money all = best.stream().map(e -> e.getValue().gross).reduce(Money.ZERO, Money::plus);
        Money vat = best.stream().map(e -> e.getValue().vat).reduce(Money.ZERO, Money::plus);
        var rows = new ArrayList<List<Cell>>();
        long above = 0;
        for (Map.Entry<String, SalesTables.Goods> each : best) {
            long before = Cell.Percent.of(above, all.minor()).hundredths();
            above += each.getValue().gross.minor();
            var row = new ArrayList<>(keys.cells(each.getKey()));
            row.addAll(List.of(
                    Cell.of(before < A_HUNDREDTHS ? "A" : before < B_HUNDREDTHS ? "B" : "C"),
                    Cell.of(each.getValue().qty),
                    Cell.of(each.getValue().gross),
                    Cell.Percent.of(each.getValue().gross.minor(), all.minor()),
                    Cell.Percent.of(above, all.minor())));
            rows.add(row);
        }
        var columns = new ArrayList<>(keys.columns());
        columns.addAll(List.of(
                Column.text("abc"),
                Column.quantity("qty"),
                Column.amount("gross"),
                Column.percent("share"),
                Column.percent("shareSum")));
        return sales.table(columns, rows, rows.size(), all, vat);
    }
}
