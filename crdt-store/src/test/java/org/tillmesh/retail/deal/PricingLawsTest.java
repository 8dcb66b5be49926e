package org.tillmesh.retail.deal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** Laws of prices over random baskets and promotions. */
class PricingLawsTest {
    private static final List<String> ITEMS = List.of("A", "B", "C", "D", "W");

    @Property(tries = 3_000)
    void promotions_on_units_come_to_what_every_unit_written_out_comes_to(@ForAll long seed) {
        var random = new Random(seed);
        Basket basket = basket(random, false);
        List<Promotion> promotions = promotions(random);

        var offs = new HashMap<String, Long>();
        for (Priced.Line line : Pricing.of(basket, List.of(), promotions).lines()) {
            line.deals()
                    .forEach(deal ->
                            offs.put(line.number() + ":" + deal.id(), deal.off().minor()));
        }
        assertThat(offs).isEqualTo(PlainPricing.offs(basket, promotions));
    }

    @Property(tries = 1_000)
    void every_halala_off_has_a_reason_and_nothing_costs_less_than_nothing(@ForAll long seed) {
        var random = new Random(seed);
        Basket basket = basket(random, true);
        var promotions = new ArrayList<>(promotions(random));
        promotions.add(Baskets.promotion("spend", 100, new Offer.Spend(Money.sar(1_000), some(random))));

        Priced priced = Pricing.of(basket, List.of(), promotions);

        Money sum = Money.ZERO;
        Money shares = Money.ZERO;
        for (Priced.Line line : priced.lines()) {
            Money deals = line.deals().stream().map(Priced.Deal::off).reduce(Money.ZERO, Money::plus);
            Money units = Money.sar(line.units().stream()
                    .mapToLong(run -> run.count() * run.off().minor())
                    .sum());
            assertThat(units).isEqualTo(deals);
            assertThat(line.total())
                    .isEqualTo(line.gross().minus(deals).minus(line.handOff()).minus(line.cartShare()));
            assertThat(line.total().isNegative()).isFalse();
            sum = sum.plus(line.total());
            shares = shares.plus(line.cartShare());
        }
        assertThat(priced.total()).isEqualTo(sum);
        assertThat(shares)
                .isEqualTo(priced.deals().stream().map(Priced.Deal::off).reduce(priced.cartOff(), Money::plus));
        assertThat(priced).isEqualTo(Pricing.of(basket, List.of(), reversed(promotions)));
    }

    private static List<Promotion> reversed(List<Promotion> promotions) {
        var reversed = new ArrayList<Promotion>();
        promotions.forEach(p -> reversed.add(0, p));
        return reversed;
    }

    private static Basket basket(Random random, boolean byHand) {
        Baskets basket = Baskets.basket();
        int lines = 1 + random.nextInt(6);
        for (int i = 0; i < lines; i++) {
            String item = ITEMS.get(random.nextInt(ITEMS.size()));
            String qty = item.equals("W")
                    ? Quantity.ofThousandths(1 + random.nextInt(3_000)).toString()
                    : Integer.toString(1 + random.nextInt(7));
            boolean hand = byHand && random.nextInt(4) == 0;
            basket.add(
                    item,
                    qty,
                    Money.sar(1 + random.nextInt(2_000)).toString(),
                    hand && random.nextBoolean() ? "3.33" : null,
                    hand ? some(random) : null);
        }
        return basket.off(byHand && random.nextInt(3) == 0 ? some(random) : null)
                .make();
    }

    private static Discount some(Random random) {
        return random.nextBoolean()
                ? new Discount.Percent(random.nextInt(10_001))
                : new Discount.Amount(Money.sar(random.nextInt(3_000)));
    }

    private static List<Promotion> promotions(Random random) {
        var promotions = new ArrayList<Promotion>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            Promotion plain = Baskets.promotion("P" + i, 100 + random.nextInt(2), offer(random), some(random, ITEMS));
            promotions.add(new Promotion(
                    plain.id(),
                    plain.name(),
                    plain.nameAr(),
                    plain.validity(),
                    plain.hours(),
                    List.of(),
                    null,
                    null,
                    plain.priority(),
                    random.nextInt(4),
                    plain.products(),
                    List.of(),
                    plain.offer()));
        }
        return promotions;
    }

    private static String[] some(Random random, List<String> items) {
        Set<String> some = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            some.add(items.get(random.nextInt(items.size())));
        }
        return some.toArray(String[]::new);
    }

    private static Offer offer(Random random) {
        var percent = new Discount.Percent(random.nextInt(10_001));
        Money money = Money.sar(1 + random.nextInt(2_500));
        return switch (random.nextInt(6)) {
            case 0 -> new Offer.PercentOff(percent);
            case 1 -> new Offer.AmountOff(money);
            case 2 -> new Offer.SpecialPrice(money);
            case 3 -> new Offer.SetPrice(1 + random.nextInt(4), money);
            case 4 -> new Offer.BuyGet(1 + random.nextInt(3), 1 + random.nextInt(2), percent);
            default ->
                new Offer.Bundle(
                        List.of(
                                new Offer.Bundle.Part(List.of(some(random, ITEMS)), 1 + random.nextInt(2)),
                                new Offer.Bundle.Part(List.of(some(random, ITEMS)), 1 + random.nextInt(2))),
                        money);
        };
    }
}
