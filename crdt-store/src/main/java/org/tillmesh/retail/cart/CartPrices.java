package org.tillmesh.retail.cart;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.deal.Basket;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.deal.Pricing;

/** What a cart costs, worked out when somebody asks: a scan that is priced by lists anyway costs no second pricing. */
final class CartPrices {
    private static final Basket.Where NOWHERE =
            new Basket.Where("", ZoneOffset.UTC, Instant.EPOCH, null, Set.of(), Set.of());

    private final List<CartLine> lines;
    private final @Nullable Discount discount;
    private volatile @Nullable Priced priced;

    private CartPrices(List<CartLine> lines, @Nullable Discount discount, @Nullable Priced priced) {
        this.lines = lines;
        this.discount = discount;
        this.priced = priced;
    }

    /** By the lines alone: without price lists and promotions the place and the time say nothing. */
    static CartPrices plain(List<CartLine> lines, @Nullable Discount discount) {
        return new CartPrices(List.copyOf(lines), discount, null);
    }

    static CartPrices known(Priced priced) {
        return new CartPrices(List.of(), null, priced);
    }

    static Basket basket(Basket.Where where, List<CartLine> lines, @Nullable Discount discount) {
        return new Basket(where, lines.stream().map(CartLine::toBasket).toList(), discount);
    }

    Priced priced() {
        Priced known = priced;
        if (known == null) {
            known = Pricing.of(basket(NOWHERE, lines, discount), List.of(), List.of());
            priced = known;
        }
        return known;
    }

    Priced.Line line(int number) {
        return priced().lines().stream()
                .filter(line -> line.number() == number)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Line " + number + " has no price"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CartPrices prices && priced().equals(prices.priced());
    }

    @Override
    public int hashCode() {
        return priced().hashCode();
    }

    @Override
    public String toString() {
        return priced().toString();
    }
}
