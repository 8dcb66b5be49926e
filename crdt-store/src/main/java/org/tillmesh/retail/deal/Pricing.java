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
import java.util.TreeMap;
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
    private static final int HUNDREDTHS_DECIMALS = 4;
    private static final int WHOLE = 10_000;
    private static final int WHOLE_PERCENT = 100;

    /** Of lists that give an item a price the nearest to the customer stands; of equals the cheaper, then the lower id. */
    private record Listed(PriceList list, Money price, int rank, int vatPercent) {
        static final Comparator<Listed> STRONGER = Comparator.comparingInt(Listed::rank)
                .thenComparing(Listed::withVat)
                .thenComparing(listed -> listed.list().id());

        Money withVat() {
            return list.vatExcluded() ? Pricing.withVat(price, vatPercent) : price;
        }

        Priced.Reason reason() {
            return Priced.Reason.of(list, price);
        }
    }

    /** A list that counts for this basket. */
    private record Ranked(PriceList list, int rank) {}

    private final Basket basket;
    private final List<Promotion> promotions;
    private final List<Money> prices = new ArrayList<>();
    private final List<Priced.Reason> reasons = new ArrayList<>();
    private final long[] gross;
    private final long[] handOff;
    private final long[] left;
    private final long[] dealShare;
    private final long[] cartShare;

    /** What discounts by hand on lines leave of them, in halalas and parts of them: not rounded as the lines are. */
    private final BigDecimal[] exactly;

    private final List<Priced.Deal> deals = new ArrayList<>();

    /** What percentages that were typed came to less than their halalas. */
    private BigDecimal overRounded = BigDecimal.ZERO;

    private Pricing(Basket basket, Collection<PriceList> lists, Collection<Promotion> promotions) {
        this.basket = basket;
        this.promotions =
                promotions.stream().filter(p -> p.counts(basket.where())).toList();
        int n = basket.lines().size();
        gross = new long[n];
        handOff = new long[n];
        left = new long[n];
        dealShare = new long[n];
        cartShare = new long[n];
        exactly = new BigDecimal[n];
        price(lists.stream()
                .filter(list -> list.validity()
                        .countsIn(basket.where().store(), basket.where().at()))
                .filter(list -> list.audience().to(basket.where()) != Audience.Nearness.OTHERS)
                .map(list -> new Ranked(list, rank(list)))
                .sorted(Comparator.comparingInt(Ranked::rank))
                .toList());
    }

    /** @param lists and {@code promotions} all that there are: those that don't count here and now are left out */
    public static Priced of(Basket basket, Collection<PriceList> lists, Collection<Promotion> promotions) {
        Pricing work = new Pricing(basket, lists, promotions);
        UnitDeals units = work.dealsOnUnits();
        work.addVat(units);
        work.discountLines();
        work.spend();
        Money cartOff = work.discountCart();
        Money total = Money.sar(Arrays.stream(work.left).sum());
        List<Priced.Line> lines = work.lines(units);
        if (!work.isByHand()) {
            return new Priced(lines, work.deals, cartOff, total, BigDecimal.ZERO, BigDecimal.ZERO);
        }
        Priced without = of(basket.withoutHand(), lists, promotions);
        return new Priced(
                lines,
                work.deals,
                cartOff,
                total,
                work.handPercent(without.total(), total),
                work.lineHandPercent(without.lines()));
    }

    // ---- 1: what a unit costs

    /** @param lists the nearest to the customer first */
    private void price(List<Ranked> lists) {
        Map<String, Quantity> bought = new HashMap<>();
        for (Basket.Line line : basket.lines()) {
            if (takesListPrice(line)) {
                bought.merge(line.item(), line.qty(), Quantity::plus);
            }
        }
        for (int i = 0; i < basket.lines().size(); i++) {
            Basket.Line line = basket.lines().get(i);
            Optional<Listed> listed = takesListPrice(line) ? listed(lists, line, bought) : Optional.empty();
            Money price = line.price() != null
                    ? line.price()
                    : listed.map(Listed::withVat).orElse(line.shelf());
            prices.add(price);
            reasons.add(
                    line.price() != null
                            ? Priced.Reason.HAND
                            : listed.map(Listed::reason).orElse(Priced.Reason.SHELF));
            Money fixed = line.price() == null ? line.fixed() : null;
            gross[i] = (fixed == null ? price.times(line.qty()) : fixed).minor();
            left[i] = gross[i];
        }
    }

    private static boolean takesListPrice(Basket.Line line) {
        return line.price() == null && line.fixed() == null && !line.loads();
    }

    private static Optional<Listed> listed(List<Ranked> lists, Basket.Line line, Map<String, Quantity> bought) {
        Quantity qty = bought.getOrDefault(line.item(), Quantity.ZERO);
        Listed best = null;
        for (Ranked each : lists) {
            if (best != null && each.rank() > best.rank()) {
                break;
            }
            Optional<Money> price = each.list().price(line.item(), qty);
            if (price.isPresent() && !(each.list().vatExcluded() && line.vatPercent() < 0)) {
                var found = new Listed(each.list(), price.get(), each.rank(), line.vatPercent());
                best = best == null || Listed.STRONGER.compare(found, best) < 0 ? found : best;
            }
        }
        return Optional.ofNullable(best);
    }

    private int rank(PriceList list) {
        return switch (list.audience().to(basket.where())) {
            case NAMED -> 0;
            case GROUP -> 1;
            case ALL, OTHERS -> list.validity().stores().isEmpty() ? 3 : 2;
        };
    }

    static Money withVat(Money price, int percent) {
        return Money.sar(Rounding.halfUp(price.minor(), WHOLE_PERCENT + percent, WHOLE_PERCENT));
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

    /**
     * Lines at prices without VAT bear it as their invoice does: it is worked out on the sum of a rate's lines and shared out,
     * so that the sum without VAT is what the list says. Where promotions took off units the line stands at what its units cost
     * with VAT each, by which they were taken off.
     */
    private void addVat(UnitDeals units) {
        var byRate = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < left.length; i++) {
            if (reasons.get(i).withoutVat() != null && units.off(i) == 0) {
                byRate.computeIfAbsent(basket.lines().get(i).vatPercent(), rate -> new ArrayList<>())
                        .add(i);
            }
        }
        byRate.forEach((rate, lines) -> {
            long[] nets = lines.stream().mapToLong(this::net).toArray();
            long net = Arrays.stream(nets).sum();
            long vat = Rounding.halfUp(net, rate, WHOLE_PERCENT);
            long[] shares = net == 0 ? nets : Rounding.largestRemainder(vat, nets, vat, net);
            for (int k = 0; k < nets.length; k++) {
                int i = lines.get(k);
                gross[i] = nets[k] + shares[k];
                left[i] = gross[i];
            }
        });
    }

    private long net(int line) {
        Money each = reasons.get(line).withoutVat();
        return each == null ? 0 : each.times(basket.lines().get(line).qty()).minor();
    }

    // ---- 3: by hand on lines, by what is spent, by hand on the cart

    private void discountLines() {
        for (int i = 0; i < left.length; i++) {
            Discount discount = basket.lines().get(i).discount();
            exactly[i] = BigDecimal.valueOf(left[i]);
            if (discount != null) {
                exactly[i] = exactly[i].subtract(offExactly(discount, left[i]));
                handOff[i] = byHand(discount, left[i]);
                left[i] -= handOff[i];
            }
        }
    }

    private long byHand(Discount discount, long sum) {
        long off = discount.off(Money.sar(sum)).minor();
        overRounded = overRounded.add(BigDecimal.valueOf(off)).subtract(offExactly(discount, sum));
        return off;
    }

    /** A percentage as it was typed, in halalas and parts of them. */
    private static BigDecimal offExactly(Discount discount, long sum) {
        return discount instanceof Discount.Percent percent
                ? BigDecimal.valueOf(sum).multiply(BigDecimal.valueOf(percent.hundredths(), HUNDREDTHS_DECIMALS))
                : BigDecimal.valueOf(discount.off(Money.sar(sum)).minor());
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
            share(off, weights, sum, dealShare);
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
        share(off, left.clone(), sum, new long[left.length]);
        return Money.sar(off);
    }

    private void share(long off, long[] weights, long sum, long[] also) {
        if (sum == 0) {
            return;
        }
        long[] shares = Rounding.largestRemainder(off, weights, off, sum);
        for (int i = 0; i < shares.length; i++) {
            left[i] -= shares[i];
            cartShare[i] += shares[i];
            also[i] += shares[i];
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
                    Money.sar(dealShare[i]),
                    Money.sar(cartShare[i]),
                    Money.sar(left[i])));
        }
        return lines;
    }

    private boolean isByHand() {
        return basket.discount() != null || basket.lines().stream().anyMatch(Basket.Line::isByHand);
    }

    private BigDecimal handPercent(Money without, Money total) {
        BigDecimal given = BigDecimal.valueOf(without.minor() - total.minor()).subtract(overRounded);
        return percent(given, BigDecimal.valueOf(without.minor()));
    }

    /**
     * A line gives what its price or discount by hand takes off what it costs without, and its part of the cart's discount
     * by hand.
     */
    private BigDecimal lineHandPercent(List<Priced.Line> without) {
        BigDecimal part = BigDecimal.ONE;
        BigDecimal kept = BigDecimal.ONE;
        if (basket.discount() instanceof Discount.Percent percent) {
            part = BigDecimal.valueOf(WHOLE);
            kept = BigDecimal.valueOf(WHOLE - percent.hundredths());
        } else if (basket.discount() instanceof Discount.Amount amount) {
            BigDecimal sum = Arrays.stream(exactly)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .subtract(BigDecimal.valueOf(Arrays.stream(dealShare).sum()));
            if (sum.signum() > 0) {
                part = sum;
                kept = sum.subtract(BigDecimal.valueOf(amount.money().minor()).min(sum));
            }
        }
        BigDecimal greatest = BigDecimal.ZERO;
        for (int i = 0; i < left.length; i++) {
            long before = without.get(i).gross().minor() - sum(without.get(i).deals());
            BigDecimal whole = BigDecimal.valueOf(before);
            BigDecimal now = basket.lines().get(i).isByHand() ? exactly[i] : whole;
            greatest = greatest.max(percent(whole.multiply(part).subtract(now.multiply(kept)), whole.multiply(part)));
        }
        return greatest;
    }

    private static long sum(List<Priced.Deal> deals) {
        return deals.stream().mapToLong(deal -> deal.off().minor()).sum();
    }

    private static BigDecimal percent(BigDecimal given, BigDecimal of) {
        return of.signum() <= 0 || given.signum() <= 0
                ? BigDecimal.ZERO
                : given.scaleByPowerOfTen(2)
                        .divide(of, PERCENT_DECIMALS, RoundingMode.CEILING)
                        .stripTrailingZeros();
    }
}
