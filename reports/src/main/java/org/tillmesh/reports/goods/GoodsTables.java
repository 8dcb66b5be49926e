package org.tillmesh.reports.goods;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tillmesh.reports.query.Period.Span;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.sales.Names;
import org.tillmesh.reports.sales.SalesTables;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.reports.source.SalesSource;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.hourly.ProductSums;
import org.tillmesh.retail.purchase.PurchaseOrder;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.stock.CountSheet;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.stock.StockEntry;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;

/** Goods that lie, goods that were counted, goods that came. */
public final class GoodsTables {
    private final Books books;
    private final ReportQuery query;
    private final Names names;

    public GoodsTables(Books books, ReportQuery query) {
        this.books = books;
        this.query = query;
        this.names = new Names(books);
    }

    /** Products in stock of which nothing was sold in the period. */
    public ReportTable dead() {
        var rows = new ArrayList<List<Cell>>();
        Money worth = Money.ZERO;
        for (Branch branch : books.branches()) {
            var sold = new TreeSet<String>();
            var sums = new ProductSums();
            new SalesSource(books, branch, query, query.period().in(branch.zone(), books.now())).products(slot -> sums);
            sums.entries().stream().filter(entry -> entry.lines() > 0).forEach(entry -> sold.add(entry.product()));
            var onHand = new TreeMap<ProductId, Quantity>();
            for (StockLevels.Item item : books.retail().stock().all(branch.scope())) {
                onHand.merge(item.product(), item.batch().onHand(), Quantity::plus);
            }
            for (var each : onHand.entrySet()) {
                Product product = names.product(each.getKey()).orElse(null);
                if (!each.getValue().isPositive()
                        || sold.contains(each.getKey().value())
                        || (product != null && !isWanted(product))) {
                    continue;
                }
                Money value = product == null ? Money.ZERO : product.price().times(each.getValue());
                worth = worth.plus(value);
                var row = new ArrayList<Cell>();
                row.add(Cell.of(branch.scope().branchId()));
                row.addAll(names.product(each.getKey().value()));
                row.add(Cell.of(each.getValue()));
                row.add(Cell.of(value));
                rows.add(row);
            }
        }
        var columns = List.of(
                Column.text("store"),
                Column.text("product"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.quantity("onHand"),
                Column.amount("value"));
        return table(columns, rows, "value", worth);
    }

    private boolean isWanted(Product product) {
        return query.only(ReportParameter.CATEGORY)
                .map(product.category()::equals)
                .orElse(true);
    }

    private boolean isWanted(ProductId product) {
        return query.only(ReportParameter.PRODUCT).map(product.value()::equals).orElse(true);
    }

    /** Each count of the period, with what was expected to be there then. */
    public ReportTable counts() {
        var rows = new ArrayList<List<Cell>>();
        Money worth = Money.ZERO;
        for (Branch branch : books.branches()) {
            var counts = new ArrayList<Count>();
            stocked(branch, record -> {
                if (DocType.COUNT.is(record.ref())) {
                    Read.record(record, Count::of)
                            .filter(count -> isWanted(count.product()))
                            .ifPresent(counts::add);
                }
            });
            counts.addAll(ofSheets(branch));
            counts.sort(Comparator.comparing(Count::at));
            for (Count count : counts) {
                Quantity expected = before(branch, count);
                Quantity difference = count.qty().minus(expected);
                Money value = names.product(count.product())
                        .map(product -> product.price().times(difference))
                        .orElse(Money.ZERO);
                worth = worth.plus(value);
                var row = new ArrayList<Cell>();
                row.add(Cell.of(count.at()));
                row.add(Cell.of(branch.scope().branchId()));
                row.addAll(names.product(count.product().value()));
                row.add(Cell.of(count.batch() == null ? "" : count.batch()));
                row.add(Cell.of(expected));
                row.add(Cell.of(count.qty()));
                row.add(Cell.of(difference));
                row.add(Cell.of(value));
                row.add(Cell.of(count.user() == null ? "" : count.user().value()));
                rows.add(row);
            }
        }
        var columns = List.of(
                Column.time("at"),
                Column.text("store"),
                Column.text("product"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.text("batch"),
                Column.quantity("expected"),
                Column.quantity("counted"),
                Column.quantity("difference"),
                Column.amount("value"),
                Column.text("user"));
        return table(columns, rows, "value", worth);
    }

    /** A posted sheet is a count of every batch that has an entry, as of that batch's first one. */
    private List<Count> ofSheets(Branch branch) {
        Span span = query.period().in(branch.zone(), books.now());
        try (Stream<Document> all = books.view().scan(branch.scope(), DocType.SHEET.typeName())) {
            return all.flatMap(document -> Read.state(document, CountSheet::of).stream())
                    .filter(sheet -> sheet.posted() != null)
                    .flatMap(sheet -> sheet.byItem().values().stream().map(entries -> count(sheet, entries)))
                    .filter(count -> isWanted(count.product()))
                    .filter(count ->
                            !count.at().isBefore(span.from()) && count.at().isBefore(span.to()))
                    .toList();
        }
    }

    private static Count count(CountSheet sheet, List<CountSheet.Entry> entries) {
        CountSheet.Entry first = entries.get(0);
        return new Count(
                sheet.id(),
                first.till(),
                first.product(),
                first.batch(),
                first.expiry(),
                CountSheet.sum(entries),
                first.at(),
                first.user(),
                null);
    }

    /** What the count before says, and what moved between it and this one. */
    private Quantity before(Branch branch, Count count) {
        String key = Index.key(count.product().value(), count.batch() == null ? "" : count.batch());
        var entries = new TreeSet<StockEntry>();
        books.view()
                .rows(branch.scope(), Index.STOCK, KeyRange.exactly(key))
                .forEach(row -> entries.add(StockEntry.of(row.document().id(), row.value())));
        long sum = 0;
        for (StockEntry entry : entries) {
            if (entry.uuid().equals(count.uuid())) {
                break;
            }
            sum = entry.isCount() ? entry.thousandths() : sum + entry.thousandths();
        }
        return Quantity.ofThousandths(sum);
    }

    /** What was received, by product. */
    public ReportTable purchases() {
        var rows = new ArrayList<List<Cell>>();
        var paid = new Money[] {Money.ZERO};
        for (Branch branch : books.branches()) {
            Map<String, String> suppliers = suppliers(branch);
            stocked(branch, record -> Read.record(record, Movement::of)
                    .filter(movement -> movement.kind() == Movement.Kind.RECEIVE && isWanted(movement.product()))
                    .filter(movement -> query.only(ReportParameter.SUPPLIER)
                            .map(supplier(movement, suppliers)::equals)
                            .orElse(true))
                    .ifPresent(movement -> {
                        Money cost = movement.cost();
                        Money sum = cost == null ? Money.ZERO : cost.times(movement.qty());
                        paid[0] = paid[0].plus(sum);
                        var row = new ArrayList<Cell>();
                        row.add(Cell.of(movement.at()));
                        row.add(Cell.of(movement.till().toString()));
                        row.add(Cell.of(movement.document() == null ? "" : movement.document()));
                        row.add(Cell.of(supplier(movement, suppliers)));
                        row.addAll(names.product(movement.product().value()));
                        row.add(Cell.of(movement.batch() == null ? "" : movement.batch()));
                        row.add(Cell.of(movement.qty()));
                        row.add(cost == null ? new Cell.Blank(Column.Kind.AMOUNT) : Cell.of(cost));
                        row.add(Cell.of(sum));
                        row.add(Cell.of(
                                movement.user() == null ? "" : movement.user().value()));
                        rows.add(row);
                    }));
        }
        var columns = List.of(
                Column.time("at"),
                Column.text("till"),
                Column.text("order"),
                Column.text("supplier").to(ReportName.PURCHASES.code(), ReportParameter.SUPPLIER.code()),
                Column.text("product"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.text("batch"),
                Column.quantity("qty"),
                Column.price("cost"),
                Column.amount("value"),
                Column.text("user"));
        return table(columns, rows, "value", paid[0]);
    }

    /** Whose order goods came by; empty for goods that nobody ordered. */
    private static String supplier(Movement movement, Map<String, String> suppliers) {
        return movement.document() == null ? "" : suppliers.getOrDefault(movement.document(), "");
    }

    /** Supplier of each order of a branch. */
    private Map<String, String> suppliers(Branch branch) {
        try (var orders = books.view().scan(branch.scope(), DocType.PURCHASE_ORDER.typeName())) {
            return orders.flatMap(document -> Read.state(document, PurchaseOrder::of).stream())
                    .collect(Collectors.toMap(PurchaseOrder::id, PurchaseOrder::supplier));
        }
    }

    /** Counts and movements of the period that belong to no sale, by time. */
    private void stocked(Branch branch, Consumer<Document.Record> into) {
        Span span = query.period().in(branch.zone(), books.now());
        var found = new TreeMap<String, Document.Record>();
        for (var till : books.retail().stock().heardFrom(branch.scope()).keySet()) {
            var keys = new KeyRange(key(till.toString(), span.from()), key(till.toString(), span.to()));
            books.view().rows(branch.scope(), Index.TILL_STOCKED, keys).toList().forEach(row -> books.view()
                    .get(branch.scope(), row.document())
                    .filter(Document.Record.class::isInstance) // a sheet is none
                    .map(Document.Record.class::cast)
                    .ifPresent(record -> found.put(
                            row.key().substring(row.key().indexOf(Index.SEP)) + Index.SEP + record.ref(), record)));
        }
        found.values().forEach(record -> into.accept(record));
    }

    private static String key(String till, Instant at) {
        return Index.key(till, Index.ordered(at.toEpochMilli()));
    }

    private ReportTable table(List<Column> columns, List<List<Cell>> rows, String figure, Money sum) {
        Span span = SalesTables.span(books, query);
        var figures = new TreeMap<String, Money>();
        figures.put(figure, sum);
        return new ReportTable(
                query.name().code(), span.from(), span.to(), columns, rows, rows.size(), figures, books.heard());
    }
}
