package org.tillmesh.reports.sales;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tillmesh.reports.query.Period.Span;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.SalesGroup;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.reports.source.SalesSource;
import org.tillmesh.reports.source.Slot;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.hourly.HourKey;
import org.tillmesh.retail.hourly.ProductSums;
import org.tillmesh.retail.hourly.SalesSums.Figure;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.stock.CostBook;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;

/**
 * What goods brought beside what they cost, by the moving average of the moment of each sale. Goods that came back into stock
 * take their cost with them; what came back spoilt stays lost. Costs are added up exactly and rounded once in each row.
 *
 * <p>Whole hours are taken from their sums; those in which an average changed are read document by document.
 */
public final class MarginTables {
    private final Books books;
    private final ReportQuery query;
    private final SalesTables sales;
    private final Names names;

    public MarginTables(Books books, ReportQuery query) {
        this.books = books;
        this.query = query;
        this.sales = new SalesTables(books, query);
        this.names = new Names(books);
    }

    /** What one group came to. */
    private static final class Margin {
        private Quantity qty = Quantity.ZERO;
        private Money net = Money.ZERO;
        private Money vat = Money.ZERO;
        private Money costed = Money.ZERO;
        private BigDecimal exactCost = BigDecimal.ZERO;

        Money cost() {
            return Money.sar(exactCost.setScale(0, RoundingMode.HALF_UP).longValueExact());
        }
    }

    /** What a branch sold, and when its costs changed. */
    private static final class Source {
        final CostBook costs;
        final NavigableSet<Instant> changes;
        final SalesSource sold;
        private final Span span;

        Source(Books books, Branch branch, ReportQuery query, Span span) {
            this.span = span;
            this.costs = new CostBook(books.view(), branch.scope());
            this.changes = costs.changes(span.from(), span.to());
            this.sold = new SalesSource(
                    books,
                    branch,
                    query,
                    span,
                    changes.stream().map(HourKey::floor).collect(Collectors.toCollection(TreeSet::new)));
        }

        /** The last change up to a moment. No cost changes between it and that moment. */
        Instant since(Instant at) {
            Instant change = changes.floor(at);
            return change == null ? span.from() : change;
        }

        /** Returns among which are those that were not put back. */
        List<Sold> returns() {
            return sold.worth(sums -> sums.count(Figure.RETURNS) > 0).stream()
                    .filter(each -> !each.isSale())
                    .toList();
        }
    }

    /** Documents that are read in whole. */
    public static List<Sold> needed(Books books, Branch branch, ReportQuery query) {
        var source =
                new Source(books, branch, query, query.period().in(branch.zone(), books.now()));
        var needed = new TreeSet<>(source.sold.singly());
        needed.addAll(source.returns());
        return List.copyOf(needed);
    }

    public ReportTable margin(SalesGroup group) {
        var keys = new GroupKeys(group, names);
        SortedMap<String, Margin> margins = new TreeMap<>();
        for (Branch branch : books.branches()) {
            add(branch, query.period().in(branch.zone(), books.now()), group, keys, margins);
        }
        var rows = new ArrayList<List<Cell>>();
        margins.forEach((key, margin) -> {
            Money cost = margin.cost();
            Money profit = margin.costed.minus(cost);
            var row = new ArrayList<>(keys.cells(key));
            if (group == SalesGroup.PRODUCT) {
                row.add(Cell.of(margin.qty));
            }
            row.addAll(List.of(
                    Cell.of(margin.net),
                    Cell.of(cost),
                    Cell.of(profit),
                    margin.costed.isZero()
                            ? new Cell.Blank(Column.Kind.PERCENT)
                            : Cell.Percent.of(profit.minor(), margin.costed.minor()),
                    Cell.of(margin.net.minus(margin.costed))));
            rows.add(row);
        });
        var columns = new ArrayList<>(keys.columns());
        if (group == SalesGroup.PRODUCT) {
            columns.add(Column.quantity("qty"));
        }
        columns.addAll(List.of(
                Column.amount("net"),
                Column.amount("costOfGoods"),
                Column.amount("profit"),
                Column.percent("margin"),
                Column.amount("netUncosted")));
        return table(columns, rows, margins.values());
    }

    private ReportTable table(List<Column> columns, List<List<Cell>> rows, Collection<Margin> margins) {
        Money net = Money.ZERO;
        Money vat = Money.ZERO;
        Money costed = Money.ZERO;
        Money cost = Money.ZERO;
        for (Margin each : margins) {
            net = net.plus(each.net);
            vat = vat.plus(each.vat);
            costed = costed.plus(each.costed);
            cost = cost.plus(each.cost());
        }
        ReportTable plain = sales.table(columns, rows, rows.size(), net.plus(vat), vat);
        var figures = new TreeMap<>(plain.figures());
        figures.put("costOfGoods", cost);
        figures.put("profit", costed.minus(cost));
        return new ReportTable(
                plain.name(), plain.from(), plain.to(), columns, rows, rows.size(), figures, plain.asOf());
    }

    /** What the goods that a branch sold on each day cost. */
    public SortedMap<String, Money> costByDay(Branch branch, Span span) {
        SortedMap<String, Margin> margins = new TreeMap<>();
        add(branch, span, SalesGroup.DAY, new GroupKeys(SalesGroup.DAY, names), margins);
        var costs = new TreeMap<String, Money>();
        margins.forEach((day, margin) -> costs.put(day, margin.cost()));
        return costs;
    }

    /** @param since no cost changed between it and the sales */
    private record Part(String slot, Instant since) {}

    private void add(Branch branch, Span span, SalesGroup group, GroupKeys keys, SortedMap<String, Margin> into) {
        var source = new Source(books, branch, query, span);
        Map<Part, ProductSums> parts = new HashMap<>();
        source.sold.products(slot -> parts.computeIfAbsent(
                new Part(group.isOfDocuments() ? keys.of(slot) : "", source.since(slot.at())),
                part -> new ProductSums()));
        parts.forEach((part, sums) -> sums.entries().stream()
                .filter(entry -> isWanted(entry.product(), entry.category()))
                .forEach(entry -> {
                    Margin margin = into.computeIfAbsent(
                            key(group, part.slot(), entry.product(), entry.category()), key -> new Margin());
                    margin.qty = margin.qty.plus(entry.qty());
                    margin.net = margin.net.plus(entry.net());
                    margin.vat = margin.vat.plus(entry.vat());
                    source.costs
                            .exact(new ProductId(entry.product()), entry.qty(), part.since())
                            .ifPresent(cost -> {
                                margin.exactCost = margin.exactCost.add(cost);
                                margin.costed = margin.costed.plus(entry.net());
                            });
                }));
        source.sold
                .documents(source.returns())
                .filter(document -> !document.restock())
                .forEach(document -> document.lines()
                        .forEach(line -> lost(source.costs, branch, document, line, group, keys, into)));
    }

    /** What came back and was not put back was taken off with all returns, and is added again. */
    private void lost(
            CostBook costs,
            Branch branch,
            IssuedDocument document,
            IssuedLine line,
            SalesGroup group,
            GroupKeys keys,
            SortedMap<String, Margin> into) {
        String product = line.productId().value();
        if (isWanted(product, line.category())) {
            var slot = new Slot(branch, document.at(), document.till(), document.cashier());
            String key = key(group, group.isOfDocuments() ? keys.of(slot) : "", product, line.category());
            Margin margin = into.computeIfAbsent(key, each -> new Margin());
            costs.exact(line.productId(), line.pieces(), document.at())
                    .ifPresent(cost -> margin.exactCost = margin.exactCost.add(cost));
        }
    }

    private static String key(SalesGroup group, String slot, String product, String category) {
        return group == SalesGroup.PRODUCT ? product : group == SalesGroup.CATEGORY ? category : slot;
    }

    private boolean isWanted(String product, String category) {
        return query.only(ReportParameter.PRODUCT).map(product::equals).orElse(true)
                && query.only(ReportParameter.CATEGORY).map(category::equals).orElse(true);
    }
}
