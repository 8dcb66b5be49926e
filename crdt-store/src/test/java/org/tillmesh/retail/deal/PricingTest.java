package org.tillmesh.retail.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.deal.Baskets.NOON;
import static org.tillmesh.retail.deal.Baskets.SHOP;
import static org.tillmesh.retail.deal.Baskets.amount;
import static org.tillmesh.retail.deal.Baskets.basket;
import static org.tillmesh.retail.deal.Baskets.list;
import static org.tillmesh.retail.deal.Baskets.percent;
import static org.tillmesh.retail.deal.Baskets.promotion;
import static org.tillmesh.retail.deal.Baskets.sar;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** A is 10.00, B 7.00, C 5.00 a piece, W 20.00 a kilo. */
class PricingTest {
    private static final Offer TWO_PLUS_ONE = new Offer.BuyGet(2, 1, Discount.Percent.parse("100"));
    private static final Offer TWENTY = new Offer.PercentOff(Discount.Percent.parse("20"));

    private static Priced price(Baskets basket, Promotion... promotions) {
        return Pricing.of(basket.make(), List.of(), List.of(promotions));
    }

    private static List<String> offs(Priced priced) {
        return priced.lines().stream()
                .map(line -> line.deals().stream()
                        .map(Priced.Deal::off)
                        .reduce(Money.ZERO, Money::plus)
                        .toString())
                .toList();
    }

    @Test
    void a_sets_price_is_spread_over_its_units_so_that_each_has_a_price_that_was_paid() {
        Priced priced =
                price(basket().add("A", "3", "10.00"), promotion("p", 100, new Offer.SetPrice(3, sar("25.00")), "A"));

        assertThat(priced.total()).isEqualTo(sar("25.00"));
        assertThat(priced.lines().get(0).units())
                .containsExactly(new Priced.Run(2, sar("1.67")), new Priced.Run(1, sar("1.66")));
    }

    @Test
    void of_three_bought_the_cheapest_is_free_and_what_it_cost_is_spread_by_price() {
        Priced priced = price(
                basket().add("A", "1", "10.00").add("B", "1", "7.00").add("C", "1", "5.00"),
                promotion("p", 100, TWO_PLUS_ONE, "A", "B", "C"));

        assertThat(offs(priced)).containsExactly("2.27", "1.59", "1.14");
        assertThat(priced.total()).isEqualTo(sar("17.00"));
    }

    @Test
    void sets_are_made_of_the_dearest_units_first() {
        Priced priced = price(
                basket().add("C", "2", "5.00").add("A", "2", "10.00").add("B", "2", "7.00"),
                promotion("p", 100, TWO_PLUS_ONE, "A", "B", "C"));

        assertThat(priced.total()).isEqualTo(sar("32.00"));
    }

    @Test
    void of_equal_priority_the_promotion_that_takes_most_off_goes_first_else_the_lower_number() {
        Offer three = new Offer.AmountOff(sar("3.00"));
        Baskets one = basket().add("A", "1", "10.00");

        Priced equal = price(one, promotion("P1", 100, TWENTY, "A"), promotion("P2", 100, three, "A"));
        assertThat(equal.lines().get(0).deals())
                .containsExactly(new Priced.Deal("P2", "Deal P2", "عرض P2", sar("3.00")));
        Priced first = price(one, promotion("P1", 50, TWENTY, "A"), promotion("P2", 100, three, "A"));
        assertThat(first.lines().get(0).deals()).extracting(Priced.Deal::id).containsExactly("P1");
    }

    @Test
    void measured_goods_are_one_unit_of_their_whole_amount_and_in_no_set() {
        Baskets weighed = basket().add("W", "1.250", "20.00");

        assertThat(price(weighed, promotion("p", 100, new Offer.PercentOff(Discount.Percent.parse("10")), "W"))
                        .total())
                .isEqualTo(sar("22.50"));
        assertThat(price(weighed, promotion("p", 100, new Offer.SetPrice(1, sar("1.00")), "W"))
                        .total())
                .isEqualTo(sar("25.00"));
        assertThat(price(weighed, promotion("p", 100, new Offer.AmountOff(sar("2.00")), "W"))
                        .total())
                .isEqualTo(sar("22.50"));
        assertThat(price(weighed, promotion("p", 100, new Offer.SpecialPrice(sar("15.00")), "W"))
                        .total())
                .isEqualTo(sar("18.75"));
    }

    @Test
    void a_line_discounted_by_hand_takes_part_in_no_promotion_on_units() {
        Priced priced = price(
                basket().add("A", "2", "10.00", null, percent("10")).add("A", "1", "10.00"),
                promotion("p", 100, TWENTY, "A"));

        assertThat(priced.lines()).extracting(Priced.Line::total).containsExactly(sar("18.00"), sar("8.00"));
    }

    @Test
    void what_is_spent_counts_as_it_stands() {
        Promotion spend = promotion("s", 100, new Offer.Spend(sar("100.00"), amount("10.00")));

        assertThat(price(basket().add("A", "10", "10.00"), spend).total()).isEqualTo(sar("90.00"));
        assertThat(price(basket().add("A", "10", "10.00"), spend).deals())
                .extracting(Priced.Deal::off)
                .containsExactly(sar("10.00"));
        assertThat(price(basket().add("A", "9", "10.00"), spend).total()).isEqualTo(sar("90.00"));
    }

    @Test
    void a_bundle_is_one_price_for_its_parts() {
        var bundle = new Offer.Bundle(
                List.of(new Offer.Bundle.Part(List.of("A"), 1), new Offer.Bundle.Part(List.of("B"), 1)), sar("15.00"));
        Priced priced = price(basket().add("B", "3", "7.00").add("A", "1", "10.00"), promotion("p", 100, bundle));

        assertThat(offs(priced)).containsExactly("0.82", "1.18");
        assertThat(priced.total()).isEqualTo(sar("29.00"));
    }

    @Test
    void the_nearest_price_list_stands_though_it_is_dearer() {
        PriceList group = list("g", new Audience(List.of("vip"), List.of()), List.of(), Map.of("A", "9.00"));
        PriceList store = list("s", Audience.ALL, List.of("S001"), Map.of("A", "8.50"));
        PriceList all = list("a", Audience.ALL, List.of(), Map.of("A", "1.00", "B", "6.00"));
        var vip = new Basket.Where("S001", SHOP.zone(), NOON, "c1", Set.of("vip"), Set.of());

        List<PriceList> lists = List.of(group, store, all);
        Baskets bought = basket().add("A", "1", "10.00").add("B", "1", "7.00");
        Priced asVip = Pricing.of(bought.at(vip).make(), lists, List.of());
        assertThat(asVip.lines()).extracting(Priced.Line::price).containsExactly(sar("9.00"), sar("6.00"));
        assertThat(asVip.lines().get(0).reason())
                .isEqualTo(Priced.Reason.of(group, asVip.lines().get(0).price()));
        Priced asAnybody = Pricing.of(bought.at(SHOP).make(), lists, List.of());
        assertThat(asAnybody.lines()).extracting(Priced.Line::price).containsExactly(sar("8.50"), sar("6.00"));
    }

    @Test
    void a_list_that_names_somebody_who_was_merged_is_for_the_one_who_stays() {
        PriceList named = list("n", new Audience(List.of(), List.of("gone")), List.of(), Map.of("A", "9.00"));
        var stays = new Basket.Where("S001", SHOP.zone(), NOON, "stays", Set.of("stays", "gone"), Set.of(), Set.of());
        var other = new Basket.Where("S001", SHOP.zone(), NOON, "other", Set.of("other"), Set.of(), Set.of());
        Baskets bought = basket().add("A", "1", "10.00");
        assertThat(Pricing.of(bought.at(stays).make(), List.of(named), List.of())
                        .total())
                .isEqualTo(sar("9.00"));
        assertThat(Pricing.of(bought.at(other).make(), List.of(named), List.of())
                        .total())
                .isEqualTo(sar("10.00"));
    }

    @Test
    void a_list_may_have_steps_that_all_lines_of_an_item_reach_together() {
        var steps = new TreeMap<>(Map.of(Quantity.of(1), sar("9.00"), Quantity.of(5), sar("8.00")));
        var list = new PriceList("l", "l", "l", Validity.ALWAYS, Audience.ALL, new TreeMap<>(Map.of("A", steps)));

        Baskets five = basket().add("A", "3", "10.00").add("A", "2", "11.00");
        assertThat(Pricing.of(five.make(), List.of(list), List.of()).lines())
                .extracting(Priced.Line::price)
                .containsExactly(sar("8.00"), sar("8.00"));
        Baskets four = basket().add("A", "4", "10.00").add("A", "2", "10.00", "3.00", null);
        assertThat(Pricing.of(four.make(), List.of(list), List.of()).lines())
                .extracting(Priced.Line::price)
                .containsExactly(sar("9.00"), sar("3.00"));
    }

    @Test
    void a_percentage_that_was_typed_is_judged_as_typed() {
        assertThat(price(basket().add("A", "1", "12.95").off(percent("10"))).total())
                .isEqualTo(sar("11.65"));
        assertThat(price(basket().add("A", "1", "12.95").off(percent("10"))).handPercent())
                .isEqualByComparingTo("10");
        assertThat(price(basket().add("A", "1", "10.00").off(amount("10.00"))).handPercent())
                .isEqualByComparingTo("100");
        assertThat(price(basket().add("A", "1", "10.00", "7.50", null)).handPercent())
                .isEqualByComparingTo("25");
        assertThat(price(basket().add("A", "3", "10.00")).handPercent()).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void a_promotion_takes_at_most_so_many_sets_or_units() {
        Promotion all = promotion("p", 100, TWENTY, "A");
        var bounded = new Promotion(
                "p",
                "P",
                "ع",
                all.validity(),
                all.hours(),
                List.of(),
                null,
                null,
                100,
                2,
                List.of("A"),
                List.of(),
                TWENTY);
        assertThat(price(basket().add("A", "5", "10.00"), bounded).total()).isEqualTo(sar("46.00"));
    }

    @Test
    void a_promotion_counts_on_its_days_in_its_hours_and_with_its_coupon() {
        Offer one = new Offer.AmountOff(sar("1.00"));
        var sunday = new Hours(List.of(DayOfWeek.SUNDAY), LocalTime.of(12, 0), LocalTime.of(13, 0));
        var night = new Hours(List.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(2, 0));

        assertThat(sunday.hold(NOON.atZone(SHOP.zone()))).isTrue();
        assertThat(sunday.hold(NOON.plusSeconds(3600).atZone(SHOP.zone()))).isFalse();
        assertThat(sunday.hold(NOON.plusSeconds(86_400).atZone(SHOP.zone()))).isFalse();
        assertThat(night.hold(NOON.plusSeconds(13 * 3600).atZone(SHOP.zone()))).isTrue();
        assertThat(night.hold(NOON.minusSeconds(11 * 3600).atZone(SHOP.zone()))).isFalse();
        var coupon = new Promotion(
                "p", "P", "ع", Validity.ALWAYS, sunday, List.of(), "SAVE", null, 100, 0, List.of("A"), List.of(), one);
        assertThat(price(basket().add("A", "1", "10.00"), coupon).total()).isEqualTo(sar("10.00"));
        var with = new Basket.Where("S001", SHOP.zone(), NOON, null, Set.of(), Set.of("SAVE"));
        assertThat(price(basket().at(with).add("A", "1", "10.00"), coupon).total())
                .isEqualTo(sar("9.00"));
    }

    @Test
    void a_million_pieces_are_priced_as_fast_as_one() {
        Priced priced = price(
                basket().add("A", "999999", "10.00"), promotion("p", 100, new Offer.SetPrice(3, sar("24.00")), "A"));
        assertThat(priced.total()).isEqualTo(sar("7999992.00"));
    }
}
