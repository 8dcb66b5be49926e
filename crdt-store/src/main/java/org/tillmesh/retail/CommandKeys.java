package org.tillmesh.retail;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
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
        NEW_CUSTOMER
    }

    /** @param id of the sale, return, movement, count or customer that the command made */
    public record Use(Command command, String id) {}

    CommandKeys(Store store) {
        super(store);
    }

    /** Of two uses of one key (a fork) the one with the lower id stands, on every till. */
    public Optional<Use> find(TillId till, String key) {
        KeyRange keys = KeyRange.exactly(RetailSchema.key(till.toString(), key));
        return read(view -> Stream.of(Scope.COMPANY, Scope.store(till.store()))
                .flatMap(scope -> view.rows(scope, RetailSchema.KEY, keys).toList().stream())
                .map(CommandKeys::use)
                .min(Comparator.comparing(Use::id)));
    }

    private static Use use(Row row) {
        return new Use(
                Command.valueOf(((Value.Text) row.value()).value()),
                row.document().id());
    }
}
