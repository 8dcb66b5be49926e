package org.tillmesh.retail.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.query.Fold;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema.Folded;
import org.tillmesh.store.Schema.Rows;

/** What stock is summed by, and which till changed it last. */
public final class StockRows {
    private StockRows() {}

    public static final Map<String, Fold> FOLDS = Map.of(Index.STOCK, new Shelf());

    public static void movement(Document.Record record, Movement movement, Rows rows) {
        String batch = movement.batch() == null ? "" : movement.batch();
        rows.row(
                Index.STOCK,
                Index.key(movement.product().value(), batch),
                StockEntry.of(record, movement).toValue());
        if (movement.kind() != Movement.Kind.SALE && movement.kind() != Movement.Kind.RETURN) {
            stocked(movement.till(), movement.at().toEpochMilli(), rows);
        }
        if (movement.cost() != null) {
            rows.row(
                    Index.COST,
                    movement.product().value(),
                    Value.of(movement.cost().minor()));
        }
        if (movement.kind() == Movement.Kind.RECEIVE) {
            CommandKeys.row(movement.till(), movement.key(), CommandKeys.Command.RECEIVE, rows);
            if (movement.document() != null) {
                rows.row(
                        Index.ORDERED,
                        Index.key(movement.document(), movement.product().value()),
                        Value.of(movement.qty().thousandths()));
            }
        } else {
            CommandKeys.row(movement.till(), movement.key(), CommandKeys.Command.ADJUST, rows);
        }
    }

    /** A draft counts nothing. */
    public static void sheet(Document.State state, CountSheet sheet, Rows rows) {
        CountSheet.Opened opened = sheet.opened();
        CommandKeys.row(opened.till(), opened.key(), CommandKeys.Command.SHEET, rows);
        sheet.entries().forEach(entry -> CommandKeys.row(entry.till(), entry.key(), CommandKeys.Command.SHEET, rows));
        if (sheet.posted() == null) {
            return;
        }
        Map<String, Dot> dots = CountSheet.dots(state);
        sheet.byItem()
                .forEach((item, entries) -> rows.row(
                        Index.STOCK,
                        Index.key(item.product().value(), item.batch()),
                        StockEntry.of(
                                        sheet,
                                        entries,
                                        Objects.requireNonNull(
                                                dots.get(entries.get(0).id())))
                                .toValue()));
        var last = new TreeMap<TillId, Long>();
        sheet.entries().forEach(entry -> last.merge(entry.till(), entry.at().toEpochMilli(), Math::max));
        last.forEach((till, at) -> stocked(till, at, rows));
    }

    public static void count(Document.Record record, Count count, Rows rows) {
        String batch = count.batch() == null ? "" : count.batch();
        rows.row(
                Index.STOCK,
                Index.key(count.product().value(), batch),
                StockEntry.of(record, count).toValue());
        TillId till = count.till();
        if (till != null) {
            stocked(till, count.at().toEpochMilli(), rows);
        }
        CommandKeys.row(till, count.key(), CommandKeys.Command.COUNT, rows);
    }

    private static void stocked(TillId till, long atMillis, Rows rows) {
        rows.row(Index.TILL_STOCKED, Index.key(till.toString(), Index.ordered(atMillis)), Value.NULL);
    }

    private static final class Shelf implements Fold {
        private static List<StockEntry> entries(List<Row> rows) {
            var entries = new ArrayList<StockEntry>(rows.size());
            rows.forEach(row -> entries.add(StockEntry.of(row.document().id(), row.value())));
            return entries;
        }

        @Override
        public Value of(List<Row> group) {
            return StockItem.of(entries(group)).toValue();
        }

        @Override
        public boolean isGrowing() {
            return true;
        }

        @Override
        public @Nullable Folded grown(String key, @Nullable Value fold, List<Row> added) {
            StockItem before = fold == null ? StockItem.EMPTY : StockItem.of(fold);
            StockItem after = before.grown(entries(added));
            return after == null ? null : new Folded(key, after.toValue());
        }
    }
}
