package org.tillmesh.retail.cart;

import java.util.Optional;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;

/** The cart on this till's screen, kept in {@code local} after each change, so that a power cut loses no scan. */
public final class OpenCart {
    private static final DocRef REF = DocType.OPEN_CART.ref("cart");
    private static final String FIELD = "cart";

    private OpenCart() {}

    public static void keep(Transaction tx, Cart cart) {
        tx.put(Scope.LOCAL, REF, FIELD, cart.toValue());
    }

    /** The commit that holds a sale empties the open cart. */
    public static void clear(Transaction tx) {
        if (read(tx).isPresent()) {
            tx.put(Scope.LOCAL, REF, FIELD, Value.NULL);
        }
    }

    public static Optional<Cart> read(View view) {
        return view.state(Scope.LOCAL, REF)
                .flatMap(state -> state.value(FIELD))
                .filter(value -> !(value instanceof Value.Null))
                .map(Cart::fromValue);
    }
}
