package org.tillmesh.retail.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        if (movement.document() == null) {
            stocked(movement.till(), movement.at().toEpochMilli(), rows);
        }
        if (movement.kind() == Movement.Kind.RECEIVE) {
            CommandKeys.row(movement.till(), movement.key(), CommandKeys.Command.RECEIVE, rows);
        }
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
