package org.tillmesh.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.stock.CostBook;
import org.tillmesh.retail.stock.StockLedger;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.View;

/** What goods a store has and what they cost, which are low, and what moved. */
final class StockReports {
    private final Retail retail;
    private final View view;
    private final Scope branch;
    private final SortedMap<TillId, Instant> asOf;

    StockReports(Retail retail, View view, Scope branch, SortedMap<TillId, Instant> asOf) {
        this.retail = retail;
        this.view = view;
        this.branch = branch;
        this.asOf = asOf;
    }

    /** What is on hand at its moving average cost; below zero, and what has no known cost, is worth nothing. */
    ReportTable value() {
        var onHand = new TreeMap<ProductId, Quantity>();
        retail.stock()
                .all(branch)
                .forEach(item -> onHand.merge(item.product(), item.batch().onHand(), Quantity::plus));
        var costs = new CostBook(view, branch);
        var rows = new ArrayList<List<Cell>>();
        Money sum = Money.ZERO;
        for (Map.Entry<ProductId, Quantity> each : onHand.entrySet()) {
            Quantity there = each.getValue().isNegative() ? Quantity.ZERO : each.getValue();
            Money worth = costs.now(each.getKey(), there).orElse(null);
            sum = worth == null ? sum : sum.plus(worth);
            List<Cell> row = named(each.getKey());
            row.add(Cell.of(each.getValue()));
            row.add(amount(costs.now(each.getKey(), Quantity.ONE).orElse(null)));
            row.add(amount(worth));
            rows.add(row);
        }
        return table(
                ReportName.STOCK_VALUE,
                null,
                null,
                columns(Column.quantity("onHand"), Column.price("cost"), Column.amount("value")),
                rows,
                new TreeMap<>(Map.of("value", sum)));
    }

    /** Active products of which there is less than there should be. */
    ReportTable low() {
        var rows = new ArrayList<List<Cell>>();
        for (StockLevels.Low each : retail.stock().low(branch)) {
            List<Cell> row = named(each.product());
            row.add(Cell.of(each.onHand()));
            row.add(Cell.of(each.min()));
            row.add(Cell.of(each.min().minus(each.onHand())));
            rows.add(row);
        }
        return table(
                ReportName.LOW_STOCK,
                null,
                null,
                columns(Column.quantity("onHand"), Column.quantity("min"), Column.quantity("lacking")),
                rows,
                new TreeMap<>());
    }

    /** Every change of stock of a period with what was on hand after it, by product and time. */
    ReportTable movements(@Nullable Instant from, @Nullable Instant to) {
        var ledger = new StockLedger(view, branch);
        var rows = new ArrayList<List<Cell>>();
        retail.stock().all(branch).stream()
                .map(StockLevels.Item::product)
                .distinct()
                .forEach(product -> ledger.entries(product, from, to).forEach(entry -> rows.add(row(entry))));
        return table(
                ReportName.MOVEMENTS,
                from,
                to,
                columns(
                        Column.time("at"),
                        Column.text("kind"),
                        Column.text("batch"),
                        Column.quantity("qty"),
                        Column.quantity("onHand"),
                        Column.text("document"),
                        Column.text("till"),
                        Column.text("user"),
                        Column.text("reason"),
                        Column.text("note"),
                        Column.price("cost")),
                rows,
                new TreeMap<>());
    }

    private List<Cell> row(StockLedger.Entry entry) {
        List<Cell> row = named(entry.product());
        row.add(Cell.of(entry.at()));
        row.add(Cell.of(entry.kind()));
        row.add(text(entry.batch()));
        row.add(Cell.of(entry.qty()));
        row.add(Cell.of(entry.onHand()));
        row.add(text(entry.document()));
        row.add(text(entry.till()));
        row.add(text(entry.user()));
        row.add(text(entry.reason()));
        row.add(text(entry.note()));
        row.add(amount(entry.cost()));
        return row;
    }

    private List<Cell> named(ProductId id) {
        Product product = retail.catalogue().byId(id).orElse(null);
        return new ArrayList<>(List.of(
                Cell.of(id.value()),
                Cell.of(product == null ? id.value() : product.name()),
                Cell.of(product == null ? id.value() : product.nameAr())));
    }

    private static Cell text(@Nullable String text) {
        return Cell.of(text == null ? "" : text);
    }

    private static Cell amount(@Nullable Money money) {
        return money == null ? new Cell.Blank(Column.Kind.AMOUNT) : Cell.of(money);
    }

    private static List<Column> columns(Column... more) {
        var columns = new ArrayList<>(List.of(Column.text("product"), Column.text("name"), Column.text("nameAr")));
        columns.addAll(List.of(more));
        return columns;
    }

    private ReportTable table(
            ReportName name,
            @Nullable Instant from,
            @Nullable Instant to,
            List<Column> columns,
            List<List<Cell>> rows,
            SortedMap<String, Money> figures) {
        return new ReportTable(name.code(), from, to, columns, rows, rows.size(), figures, asOf);
    }
}
