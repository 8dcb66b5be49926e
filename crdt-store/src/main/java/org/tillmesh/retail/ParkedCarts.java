package org.tillmesh.retail;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tillmesh.crdt.Scope;

/** Parked carts of a store. */
public final class ParkedCarts implements TypedProjection {
    private final Map<Scope, TreeMap<String, ParkedCart>> stores = new TreeMap<>();

    /** Carts that wait, the longest waiting first. */
    public synchronized List<ParkedCart> waiting(Scope store) {
        return stores.getOrDefault(store, new TreeMap<>()).values().stream()
                .filter(ParkedCart::isWaiting)
                .sorted(Comparator.comparing(ParkedCart::at).thenComparing(ParkedCart::id))
                .toList();
    }

    /** Any parked cart, waiting or not. */
    public synchronized Optional<ParkedCart> find(Scope store, String cart) {
        return Optional.ofNullable(stores.getOrDefault(store, new TreeMap<>()).get(cart));
    }

    @Override
    public synchronized void reset(Scope scope) {
        stores.remove(scope);
    }

    @Override
    public synchronized void accept(Typed change) {
        if (change.is(DocType.PARKED)) {
            TreeMap<String, ParkedCart> there = stores.computeIfAbsent(change.scope(), s -> new TreeMap<>());
            change.after(ParkedCart.class)
                    .ifPresentOrElse(cart -> there.put(cart.id(), cart), () -> there.remove(change.id()));
        }
    }
}
