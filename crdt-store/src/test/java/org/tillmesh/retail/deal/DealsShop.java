package org.tillmesh.retail.deal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.tillmesh.retail.Sample;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.value.TaxCategory;

/** Goods, promotions and carts as tests of whole sales need them: A is 10.00, B 7.00, C 5.00 a piece, W 20.00 a kilo. */
public final class DealsShop {
    public static final Instant NOON = Instant.parse("2026-03-01T09:00:00Z");
    public static final Product A = Sample.product("A", 1_000, "PCE", TaxCategory.S15);
    public static final Product B = Sample.product("B", 700, "PCE", TaxCategory.S15);
    public static final Product C = Sample.product("C", 500, "PCE", TaxCategory.S15);
    public static final Product W = Sample.product("W", 2_000, "KGM", TaxCategory.S15);

    private DealsShop() {}

    public static Promotion promotion(String id, Offer offer, String... products) {
        return Baskets.promotion(id, Promotion.PRIORITY, offer, products);
    }

    public static Basket.Where at(Instant time) {
        return new Basket.Where("S001", ZoneId.of("Asia/Riyadh"), time, null, Set.of(), Set.of());
    }

    /** The cart at the prices of noon. */
    public static Cart priced(Cart cart, Promotion... promotions) {
        return cart.pricedAs(Pricing.of(cart.basket(at(NOON)), List.of(), List.of(promotions)), NOON);
    }
}
