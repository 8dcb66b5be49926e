package org.tillmesh.retail;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;

/**
 * Which command of a till used a key, over all its incarnations, for ever: the same key again gives the same answer. Keys
 * lie in the records themselves, so a key is durable exactly when its work is.
 */
public final class CommandKeys implements TypedProjection {

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

    private record Key(TillId till, String key) {}

    private final Map<Scope, Map<Key, Use>> scopes = new TreeMap<>();

    public synchronized Optional<Use> find(TillId till, String key) {
        Key wanted = new Key(till, key);
        for (Map<Key, Use> uses : scopes.values()) {
            Use use = uses.get(wanted);
            if (use != null) {
                return Optional.of(use);
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void reset(Scope scope) {
        scopes.remove(scope);
    }

    @Override
    public synchronized void accept(Typed change) {
        DocType type = change.type();
        if (type == null) {
            return;
        }
        switch (type) {
            case SALE, RETURN ->
                change.after(IssuedDocument.class)
                        .ifPresent(
                                d -> used(change, d.till(), d.key(), d.isSale() ? Command.COMPLETE : Command.RETURN));
            case MOVEMENT ->
                change.after(Movement.class)
                        .filter(m -> m.kind() == Movement.Kind.RECEIVE)
                        .ifPresent(m -> used(change, m.till(), m.key(), Command.RECEIVE));
            case COUNT -> change.after(Count.class).ifPresent(c -> used(change, c.till(), c.key(), Command.COUNT));
            case CUSTOMER ->
                change.after(Customer.class)
                        .map(Customer::createdBy)
                        .ifPresent(by -> used(change, by.till(), by.key(), Command.NEW_CUSTOMER));
            default -> {}
        }
    }

    /** Of two uses of one key (a fork) the one with the lower id stands, on every till. */
    private void used(Typed change, @Nullable TillId till, @Nullable String key, Command command) {
        if (till != null && key != null) {
            scopes.computeIfAbsent(change.scope(), s -> new HashMap<>())
                    .merge(
                            new Key(till, key),
                            new Use(command, change.id()),
                            (a, b) -> a.id().compareTo(b.id()) <= 0 ? a : b);
        }
    }
}
