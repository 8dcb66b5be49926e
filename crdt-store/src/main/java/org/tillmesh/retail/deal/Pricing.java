package org.tillmesh.retail.deal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.Rounding;

/**
 * What a basket costs. One pure function: the same basket, lists and promotions give the same halalas on every till, for
 * ever. Unit prices come first, then promotions on units ({@link UnitDeals}), then discounts by hand on lines, then
 * promotions that look at what is spent, then the discount by hand on the whole cart.
 */
public final class Pricing {
    private static final int PERCENT_DECIMALS = 6;

    /** Of lists that give an item a price the nearest to the customer stands; of equals the cheaper, then the lower id. */
    private record Listed(PriceList list, Money price, int rank) {
        static final Comparator<Listed> STRONGER = Comparator.comparingInt(Listed::rank)
                .thenComparing(Listed::price)
                .thenComparing(listed -> listed.list().id());
    }

    private final Basket basket;
    private final List<Promotion> promotions;
    private final List<Money> prices = new ArrayList<>();
    private final List<Priced.Reason> reasons = new ArrayList<>();
    private final long[] gross;
    private final long[] handOff;
    private final long[] left;
    private final long[] cartShare;
    private final List<Priced.Deal> deals = new ArrayList<>();

    /** What percentages that were typed came to less than their halalas, in ten-thousandths of a halala. */
    private long overRounded;

    private Pricing(Basket basket, Collection<PriceList> lists, Collection<Promotion> promotions) {
        this.basket = basket;
        this.promotions =
                promotions.stream().filter(p -> p.counts(basket.where())).toList();
        int n = basket.lines().size();
        gross = new long[n];
        handOff = new long[n];
        left = new long[n];
        cartShare = new long[n];
        price(lists.stream()
                .filter(list -> list.validity()
                        .countsIn(basket.where().store(), basket.where().at()))
                .toList());
    }

    /** @param lists and {@code promotions} all that there are: those that don't count here and now are left out */
    public static Priced of(Basket basket, Collection<PriceList> lists, Collection<Promotion> promotions) {
        Pricing work = new Pricing(basket, lists, promotions);
        UnitDeals units = work.dealsOnUnits();
        work.discountLines();
        work.spend();
        Money cartOff = work.discountCart();
        Money total = Money.sar(Arrays.stream(work.left).sum());
        return new Priced(work.lines(units), work.deals, cartOff, total, work.handPercent(lists, total));
    }

    // ---- 1: what a unit costs

    private void price(List<PriceList> lists) {
        Map<String, Quantity> bought = new HashMap<>();
        for (Basket.Line line : basket.lines()) {
            if (takesListPrice(line)) {
                bought.merge(line.item(), line.qty(), Quantity::plus);
            }
        }
        for (int i = 0; i < basket.lines().size(); i++) {
            Basket.Line line = basket.lines().get(i);
            Optional<Listed> listed = takesListPrice(line) ? listed(lists, line.item(), bought) : Optional.empty();
            Money price = line.price() != null
                    ? line.price()
                    : listed.map(Listed::price).orElse(line.shelf());
            prices.add(price);
            reasons.add(
                    line.price() != null
                            ? Priced.Reason.HAND
                            : listed.map(l -> new Priced.Reason(Priced.Kind.LIST, l.list()))
                                    .orElse(Priced.Reason.SHELF));
            boolean isFixed = line.fixed() != null && line.price() == null;
            gross[i] = isFixed ? line.fixed().minor() : price.times(line.qty()).minor();
            left[i] = gross[i];
        }
    }

    private static boolean takesListPrice(Basket.Line line) {
        return line.price() == null && line.fixed() == null && !line.loads();
    }

    private Optional<Listed> listed(List<PriceList> lists, String item, Map<String, Quantity> bought) {
        Quantity qty = bought.getOrDefault(item, Quantity.ZERO);
        return lists.stream()
                .filter(list -> list.audience().to(basket.where()) != Audience.Nearness.OTHERS)
                .flatMap(list ->
                        list.price(item, qty).map(price -> new Listed(list, price, rank(list))).stream())
                .min(Listed.STRONGER);
    }

    private int rank(PriceList list) {
        return switch (list.audience().to(basket.where())) {
            case NAMED -> 0;
            case GROUP -> 1;
            case ALL, OTHERS -> list.validity().stores().isEmpty() ? 3 : 2;
        };
    }

    // ---- 2: promotions on units

    private UnitDeals dealsOnUnits() {
        UnitDeals units = new UnitDeals(basket.lines(), prices, gross);
        units.give(promotions.stream()
                .filter(p -> !(p.offer() instanceof Offer.Spend))
                .toList());
        for (int i = 0; i < left.length; i++) {
            left[i] -= units.off(i);
        }
        return units;
    }

    // ---- 3: by hand on lines, by what is spent, by hand on the cart

    private void discountLines() {
        for (int i = 0; i < left.length; i++) {
            Discount discount = basket.lines().get(i).discount();
            if (discount != null) {
                handOff[i] = byHand(discount, left[i]);
                left[i] -= handOff[i];
            }
        }
    }

    private long byHand(Discount discount, long sum) {
        long off = discount.off(Money.sar(sum)).minor();
        if (discount instanceof Discount.Percent percent) {
            overRounded += off * 10_000 - sum * percent.hundredths();
        }
        return off;
    }

    private void spend() {
        promotions.stream()
                .filter(p -> p.offer() instanceof Offer.Spend)
                .sorted(Comparator.comparingInt(Promotion::priority).thenComparing(Promotion::id))
                .forEach(p -> spend(p, (Offer.Spend) p.offer()));
    }

    private void spend(Promotion promotion, Offer.Spend offer) {
        var weights = new long[left.length];
        for (int i = 0; i < left.length; i++) {
            Basket.Line line = basket.lines().get(i);
            boolean counts = !line.loads() && (promotion.namesNothing() || promotion.names(line));
            weights[i] = counts ? left[i] : 0;
        }
        long sum = Arrays.stream(weights).sum();
        if (sum < offer.over().minor()) {
            return;
        }
        long off = offer.off().off(Money.sar(sum)).minor();
        if (off > 0) {
            share(off, weights, sum);
            deals.add(new Priced.Deal(promotion.id(), promotion.name(), promotion.nameAr(), Money.sar(off)));
        }
    }

    private Money discountCart() {
        Discount discount = basket.discount();
        if (discount == null) {
            return Money.ZERO;
        }
        long sum = Arrays.stream(left).sum();
        long off = byHand(discount, sum);
        share(off, left.clone(), sum);
        return Money.sar(off);
    }

    private void share(long off, long[] weights, long sum) {
        if (sum == 0) {
            return;
        }
        long[] shares = Rounding.largestRemainder(off, weights, off, sum);
        for (int i = 0; i < shares.length; i++) {
            left[i] -= shares[i];
            cartShare[i] += shares[i];
        }
    }

    // ---- the answer

    private List<Priced.Line> lines(UnitDeals units) {
        var lines = new ArrayList<Priced.Line>();
        for (int i = 0; i < left.length; i++) {
            lines.add(new Priced.Line(
                    basket.lines().get(i).number(),
                    prices.get(i),
                    reasons.get(i),
                    Money.sar(gross[i]),
                    units.deals(i),
                    units.runs(i),
                    Money.sar(handOff[i]),
                    Money.sar(cartShare[i]),
                    Money.sar(left[i])));
        }
        return lines;
    }

    private BigDecimal handPercent(Collection<PriceList> lists, Money total) {
        boolean isByHand = basket.discount() != null || basket.lines().stream().anyMatch(Basket.Line::isByHand);
        if (!isByHand) {
            return BigDecimal.ZERO;
        }
        long without = of(basket.withoutHand(), lists, promotions).total().minor();
        BigDecimal given = BigDecimal.valueOf(without - total.minor()).subtract(BigDecimal.valueOf(overRounded, 4));
        if (without == 0 || given.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        return given.scaleByPowerOfTen(2)
                .divide(BigDecimal.valueOf(without), PERCENT_DECIMALS, RoundingMode.CEILING)
                .stripTrailingZeros();
    }
}
