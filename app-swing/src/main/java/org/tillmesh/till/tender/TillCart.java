package org.tillmesh.till.tender;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.BundlePart;
import org.tillmesh.retail.customer.Customers;
import org.tillmesh.retail.deal.Basket;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.Shop;

/** The cart that is open at this till, journaled after each change, so that a power cut loses no scan. */
public final class TillCart {
    private final Shop shop;
    private final EscrowDesk escrow;
    private volatile @Nullable String next;

    public TillCart(Shop shop, EscrowDesk escrow) {
        this.shop = shop;
        this.escrow = escrow;
    }

    /** Empty if nobody has put anything into it or chosen anything for it. */
    public Optional<Cart> open() {
        return shop.store()
                .read(OpenCart::read)
                .filter(c -> !c.isEmpty()
                        || c.customerId() != null
                        || !c.invoice().equals(InvoiceWish.AS_FITS)
                        || !c.coupons().isEmpty()
                        || !c.unknown().isEmpty());
    }

    /** The open cart, or the one that the next scan begins: it has the same id whenever it is looked at. */
    public Cart current() {
        Optional<Cart> open = open();
        if (open.isPresent()) {
            next = null;
            return open.get();
        }
        String begun = next;
        if (begun == null) {
            begun = Shop.newId();
            next = begun;
        }
        return Cart.open(begun, shop.clock().instant());
    }

    /** Journals it; what it no longer pays by goes back in the same commit. */
    public Cart keep(Cart cart) {
        return keep(cart, tx -> {});
    }

    /** @param beside what else belongs into the commit */
    public Cart keep(Cart cart, Consumer<Transaction> beside) {
        Cart kept = cart.withCashRounded(shop.settings().cashStep());
        shop.write(tx -> {
            escrow.handBack(tx, OpenCart.read(tx).orElse(null), kept);
            OpenCart.keep(tx, kept);
            beside.accept(tx);
            return true;
        });
        return kept;
    }

    /** Prices a changed cart and journals it. */
    public Cart change(Cart changed) {
        return keep(priced(changed));
    }

    /**
     * What a changed cart costs: by the lists and promotions of now, or of the moment at which its first tender was taken
     * where one stands. Tenders that give no change may not come to more than a total that has become smaller: then none
     * stands any more. What was agreed with the customer stands while nothing of it changes; what changes is priced by the
     * lists and promotions of that moment.
     */
    public Cart priced(Cart changed) {
        Instant now = shop.clock().instant();
        Instant agreed = changed.agreedAt(now);
        Cart open = agreed == null ? null : open().orElse(null);
        if (open != null && open.pricedAt() != null && open.id().equals(changed.id()) && open.isPricedLike(changed)) {
            return changed.pricedAs(open.priced(), open.pricedAt());
        }
        Instant at = changed.pricedAt();
        Cart priced =
                pricedAt(changed, agreed != null ? agreed : changed.tenders().isEmpty() || at == null ? now : at);
        Money fixed = priced.tenders().stream()
                .filter(t -> !t.kind().givesChange())
                .map(Tender::amount)
                .reduce(Money.ZERO, Money::plus);
        return fixed.compareTo(priced.payable().minus(priced.prepaid())) > 0
                ? pricedAt(changed.withoutTenders(), agreed != null ? agreed : now)
                : priced;
    }

    /** A cart that comes back: at the prices that were agreed, while they hold, else at those of now. */
    public Cart recalled(Cart aside) {
        return aside.agreedAt(shop.clock().instant()) == null ? priced(aside) : aside;
    }

    private Cart pricedAt(Cart cart, Instant at) {
        CustomerId customer = cart.customerId();
        Customers customers = shop.retail().customers();
        Set<String> groups = customer == null
                ? Set.of()
                : customers
                        .byId(customer)
                        .map(found -> Set.copyOf(found.tags()))
                        .orElse(Set.of());
        Set<String> alsoKnownAs = customer == null
                ? Set.of()
                : customers.members(customer).stream().map(CustomerId::value).collect(Collectors.toSet());
        var where = new Basket.Where(
                shop.till().branch(),
                shop.folder().branchProfile().zone(),
                at,
                customer == null ? null : customer.value(),
                alsoKnownAs,
                groups,
                Set.copyOf(cart.coupons()));
        return cart.pricedAs(shop.retail().deals().price(cart.basket(where)), at);
    }

    /** What would be on hand of each product of the cart if it were sold. */
    public Map<ProductId, Quantity> stockLeft(Cart cart) {
        var left = new HashMap<ProductId, Quantity>();
        for (CartLine line : cart.lines()) {
            if (line.parts().isEmpty()) {
                take(left, line.productId(), line.pieces());
            }
            line.parts().forEach(part -> take(left, part.product(), part.qty().times(line.pieces())));
        }
        cart.lines().stream()
                .filter(line -> !line.parts().isEmpty())
                .forEach(line -> left.put(line.productId(), bundles(line.parts(), left)));
        return left;
    }

    private void take(Map<ProductId, Quantity> left, ProductId product, Quantity qty) {
        left.computeIfAbsent(product, id -> shop.retail().stock().onHand(shop.scope(), id));
        left.merge(product, qty, Quantity::minus);
    }

    /** So many more could be made of what is left of the parts; below zero if some part lacks. */
    private static Quantity bundles(List<BundlePart> parts, Map<ProductId, Quantity> left) {
        return parts.stream()
                .map(part -> Quantity.of(Math.floorDiv(
                        left.getOrDefault(part.product(), Quantity.ZERO).thousandths(),
                        part.qty().thousandths())))
                .min(Comparator.naturalOrder())
                .orElse(Quantity.ZERO);
    }
}
