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
    public List<ParkedCart> waiting(Scope branch) {
        return read(view -> view.rows(branch, Index.PARKED, KeyRange.ALL).toList().stream()
                .flatMap(row -> cart(view, branch, row.document().id()).stream())
                .toList());
    }

    /** Any parked cart, waiting or not. */
    public Optional<ParkedCart> find(Scope branch, String cart) {
        return cart.isEmpty() ? Optional.empty() : read(view -> cart(view, branch, cart));
    }

    private static Optional<ParkedCart> cart(View view, Scope branch, String id) {
        return Read.state(view.get(branch, DocType.PARKED.ref(id)).orElse(null), ParkedCart::of);
    }
}
