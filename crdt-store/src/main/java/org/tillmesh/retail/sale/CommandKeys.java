package org.tillmesh.retail.sale;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;

/**
 * Which command of a till used a key, over all its incarnations, for ever: the same key again gives the same answer. Keys
 * lie in the records themselves, so a key is durable exactly when its work is.
 */
public final class CommandKeys extends StoreReader {

    /** Commands that take a key. */
    public enum Command {
        COMPLETE,
        RETURN,
        RECEIVE,
        COUNT,
        NEW_CUSTOMER,
        CASH,
        DEPOSIT,
        PAY_ACCOUNT,
        ADJUST,
        SHEET
    }

    /** @param id of the sale, return, movement, count, count sheet, customer, cash movement or payment that the command made */
    public record Use(Command command, String id) {}

    public CommandKeys(Store store) {
        super(store);
    }

    /** Of two uses of one key (a fork) the one with the lower id stands, on every till. */
    public Optional<Use> find(TillId till, String key) {
        KeyRange keys = KeyRange.exactly(Index.key(till.toString(), key));
        return read(view -> Stream.of(Scope.COMPANY, Scope.branch(till.branch()))
                .flatMap(scope -> view.rows(scope, Index.KEY, keys).toList().stream())
                .map(CommandKeys::use)
                .min(Comparator.comparing(Use::id)));
    }

    private static Use use(Row row) {
        return new Use(
                Command.valueOf(((Value.Text) row.value()).value()),
                row.document().id());
    }

    /** The row of a document that a command with a key made. */
    public static void row(@Nullable TillId till, @Nullable String key, Command command, Schema.Rows rows) {
        if (till != null && key != null) {
            rows.row(Index.KEY, Index.key(till.toString(), key), Value.of(command.name()));
        }
    }
}
