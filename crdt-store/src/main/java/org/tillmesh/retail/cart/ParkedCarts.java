package org.tillmesh.retail.cart;

import java.util.List;
import java.util.Optional;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** Parked carts of a store. */
public final class ParkedCarts extends StoreReader {
    public ParkedCarts(Store store) {
        super(store);
    }

    /** Carts that wait, the longest waiting first. */
    public List<ParkedCart> waiting(Scope store) {
        return read(view -> view.rows(store, Index.PARKED, KeyRange.ALL).toList().stream()
                .flatMap(row -> cart(view, store, row.document().id()).stream())
                .toList());
    }

    /** Any parked cart, waiting or not. */
    public Optional<ParkedCart> find(Scope store, String cart) {
        return cart.isEmpty() ? Optional.empty() : read(view -> cart(view, store, cart));
    }

    private static Optional<ParkedCart> cart(View view, Scope store, String id) {
        return Read.state(view.get(store, DocType.PARKED.ref(id)).orElse(null), ParkedCart::of);
    }
}
