package org.tillmesh.till.counter;

import java.util.Optional;
import java.util.function.Consumer;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.Shop;

/** The cart that is open at this till, journaled after each change, so that a power cut loses no scan. */
final class TillCart {
    private final Shop shop;
    private final EscrowDesk escrow;

    TillCart(Shop shop, EscrowDesk escrow) {
        this.shop = shop;
        this.escrow = escrow;
    }

    /** Empty if nobody has put anything into it or chosen anything for it. */
    Optional<Cart> open() {
        return shop.store()
                .read(OpenCart::read)
                .filter(c -> !c.isEmpty()
                        || c.customerId() != null
                        || !c.invoice().equals(InvoiceWish.AS_FITS)
                        || !c.unknown().isEmpty());
    }

    Cart current() {
        return open().orElseGet(() -> Cart.open(Shop.newId(), shop.clock().instant()));
    }

    /** Journals it; what it no longer pays by goes back in the same commit. */
    Cart keep(Cart cart) {
        return keep(cart, tx -> {});
    }

    /** @param beside what else belongs into the commit */
    Cart keep(Cart cart, Consumer<Transaction> beside) {
        shop.write(tx -> {
            escrow.handBack(tx, OpenCart.read(tx).orElse(null), cart);
            OpenCart.keep(tx, cart);
            beside.accept(tx);
            return true;
        });
        return cart;
    }

    /** What would be on hand of a product if the cart were sold. */
    Quantity stockLeft(Cart cart, ProductId productId) {
        Quantity taken = cart.lines().stream()
                .filter(l -> l.productId().equals(productId))
                .map(CartLine::qty)
                .reduce(Quantity.ZERO, Quantity::plus);
        return shop.retail().stock().onHand(shop.scope(), productId).minus(taken);
    }
}
