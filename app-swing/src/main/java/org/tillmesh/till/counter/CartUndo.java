package org.tillmesh.till.counter;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.GoneLines;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.TillCart;

/** Brings back what was taken out of the open cart last: a line, or all of it. Until something else is sold or a restart. */
final class CartUndo {
    private final Shop shop;
    private final TillCart cart;
    private @Nullable Cart before;
    private boolean cleared;

    CartUndo(Shop shop, TillCart cart) {
        this.shop = shop;
        this.cart = cart;
    }

    /** @param was before it lost a line, or everything */
    void gone(Cart was, boolean everything) {
        before = was;
        cleared = everything;
    }

    /**
     * As it was, at the prices of now, and without what was paid of it.
     *
     * @throws TillException CART_EMPTY if nothing has gone, CART_OPEN if another cart is open
     */
    Cart bringBack() {
        shop.requireUser();
        Cart was = before;
        if (was == null) {
            throw new TillException(CounterRefusal.NOTHING_GONE);
        }
        String id = cleared ? Shop.newId() : was.id(); // a cleared cart is over, at the other tills too
        Cart whole = GoneLines.backInto(cart.current(), was, id)
                .orElseThrow(() -> new TillException(CounterRefusal.OTHER_CART_OPEN));
        Cart kept = cart.keep(
                cart.priced(whole),
                tx -> shop.audit(tx, "bring-back", whole.lines().size() + " lines, " + whole.total(), null));
        before = null;
        return kept;
    }
}
