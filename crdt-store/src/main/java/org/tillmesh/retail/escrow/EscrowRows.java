package org.tillmesh.retail.escrow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.query.Fold;
import org.tillmesh.retail.query.Index;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema.Rows;

/** What rights are found by, and who spent more than he held. */
public final class EscrowRows {
    private EscrowRows() {}

    public static final Map<String, Fold> FOLDS = Map.of(Index.OVERSPENT, new Overspent());

    public static void escrow(EscrowRecord escrow, Rows rows) {
        rows.row(Index.ESCROW, escrow.account().toString(), Value.NULL);
        rows.row(Index.OVERSPENT, escrow.account().toString(), flows(escrow.entry()));
    }

    /** {@code [[replica, incarnation, rights more or less]…]}. */
    private static Value flows(BoundedCounter.Entry entry) {
        if (entry instanceof BoundedCounter.Grant grant) {
            return Value.list(List.of(flow(grant.to(), grant.amount())));
        }
        if (entry instanceof BoundedCounter.Spend spend) {
            return Value.list(List.of(flow(spend.by(), -spend.amount())));
        }
        var move = (BoundedCounter.Move) entry;
        return Value.list(List.of(flow(move.from(), -move.amount()), flow(move.to(), move.amount())));
    }

    private static Value flow(Origin origin, long rights) {
        return Value.list(List.of(
                Value.of(origin.replica().bits()), Value.of(origin.incarnation().bits()), Value.of(rights)));
    }

    /** There is something to say where somebody spent or handed on more than he held. */
    private static final class Overspent implements Fold {
        @Override
        public @Nullable Value of(List<Row> group) {
            var rights = new TreeMap<Origin, Long>();
            for (Row row : group) {
                for (Value flow : ((Value.ListOf) row.value()).items()) {
                    List<Value> parts = ((Value.ListOf) flow).items();
                    rights.merge(Origin.of(number(parts, 0), number(parts, 1)), number(parts, 2), Long::sum);
                }
            }
            return rights.values().stream().anyMatch(held -> held < 0) ? Value.NULL : null;
        }

        private static long number(List<Value> parts, int at) {
            return ((Value.Int) parts.get(at)).value();
        }
    }
}
