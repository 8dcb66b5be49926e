package org.tillmesh.retail.cart;

import org.tillmesh.crdt.Value;
import org.tillmesh.retail.query.Index;
import org.tillmesh.store.Schema.Rows;

/** What parked carts are found by. */
public final class ParkedRows {
    private ParkedRows() {}

    public static void parked(ParkedCart cart, Rows rows) {
        if (cart.isWaiting()) {
            rows.row(Index.PARKED, Index.key(Index.ordered(cart.at().toEpochMilli()), cart.id()), Value.NULL);
        }
    }
}
