package org.tillmesh.retail.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.qty;
import static org.tillmesh.retail.Sample.record;
import static org.tillmesh.retail.Sample.sale;
import static org.tillmesh.retail.deal.DealsShop.A;
import static org.tillmesh.retail.deal.DealsShop.B;
import static org.tillmesh.retail.deal.DealsShop.C;
import static org.tillmesh.retail.deal.DealsShop.W;
import static org.tillmesh.retail.deal.DealsShop.priced;
import static org.tillmesh.retail.deal.DealsShop.promotion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Offer;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** What was paid for a unit comes back for it. */
class DealReturnsTest {
    private static final Promotion THREE_FOR_25 = promotion("three", new Offer.SetPrice(3, money("25.00")), "A");

    private static List<IssuedDocument> oneByOne(IssuedDocument sale) {
        var returns = new ArrayList<IssuedDocument>();
        for (IssuedLine line : sale.lines()) {
            for (long left = line.qty().thousandths(); left > 0; left -= 1_000) {
                returns.add(
                        ReturnsTest.part(sale, returns, line.line(), Quantity.ofThousandths(Math.min(left, 1_000))));
            }
        }
        return returns;
    }

    private static List<Money> totals(List<IssuedDocument> returns) {
        return returns.stream().map(IssuedDocument::total).toList();
    }

    @Test
    void each_unit_of_a_set_has_a_price_that_was_paid() {
        IssuedDocument sale = sale("sale", 1, priced(cart().add(A, qty("3"), null, null), THREE_FOR_25));

        assertThat(sale.total()).isEqualTo(money("25.00"));
        assertThat(totals(oneByOne(sale))).containsExactly(money("8.33"), money("8.33"), money("8.34"));
    }

    @Test
    void units_that_no_promotion_used_come_back_at_their_price_after_those_that_one_used() {
        Promotion bundle = promotion(
                "bundle",
                new Offer.Bundle(
                        List.of(new Offer.Bundle.Part(List.of("A"), 1), new Offer.Bundle.Part(List.of("B"), 1)),
                        money("15.00")));
        IssuedDocument sale =
                sale("sale", 1, priced(cart().add(B, qty("3"), null, null).add(A, Quantity.ONE, null, null), bundle));

        assertThat(totals(oneByOne(sale))).containsExactly(money("6.18"), money("7.00"), money("7.00"), money("8.82"));
    }

    @Test
    void what_the_whole_cart_got_off_is_taken_off_each_unit_by_what_it_cost() {
        Promotion spend = promotion("spend", new Offer.Spend(money("20.00"), new Discount.Amount(money("2.50"))));
        IssuedDocument sale = sale("sale", 1, priced(cart().add(A, qty("4"), null, null), THREE_FOR_25, spend));

        assertThat(sale.total()).isEqualTo(money("32.50"));
        assertThat(sale.deals()).extracting(Priced.Deal::off).containsExactly(money("2.50"));
        assertThat(sale.lines().get(0).dealShare()).isEqualTo(money("2.50"));
        assertThat(totals(oneByOne(sale))).containsExactly(money("7.74"), money("7.73"), money("7.74"), money("9.29"));
    }

    @Test
    void a_sale_keeps_why_its_goods_cost_what_they_cost() {
        Cart cart = priced(
                cart().add(A, qty("3"), null, null)
                        .add(B, Quantity.ONE, null, null)
                        .add(W, qty("1.250"), null, null),
                THREE_FOR_25,
                promotion("ten", new Offer.PercentOff(Discount.Percent.parse("10")), "W"));
        IssuedDocument sale = sale("sale", 1, cart.withNote(2, "gift"));

        IssuedDocument read = IssuedDocument.of(record(sale, 0));
        assertThat(read).isEqualTo(sale);
        assertThat(read.lines().get(0).deals())
                .containsExactly(new Priced.Deal("three", "Deal three", "عرض three", money("5.00")));
        assertThat(read.lines().get(1).note()).isEqualTo("gift");
        assertThat(read.lines().get(2).units())
                .as("measured goods are one whole, of which any part may come back")
                .isEmpty();
        assertThat(ReturnsTest.part(sale, List.of(), 3, qty("0.500")).total()).isEqualTo(money("9.00"));
    }

    @Property(tries = 1_000)
    void every_unit_returned_one_by_one_gives_back_exactly_what_was_paid(@ForAll long seed) {
        var random = new Random(seed);
        Cart cart = cart().add(A, Quantity.of(1 + random.nextInt(6)), null, null)
                .add(B, Quantity.of(1 + random.nextInt(6)), null, null)
                .add(C, Quantity.of(1 + random.nextInt(6)), null, null)
                .add(W, Quantity.ofThousandths(1 + random.nextInt(5_000)), null, null);
        if (random.nextInt(3) == 0) {
            cart = cart.withDiscount(new Discount.Percent(random.nextInt(10_001)));
        }
        IssuedDocument sale = sale(
                "sale",
                1,
                priced(
                        cart,
                        promotion("set", new Offer.SetPrice(2 + random.nextInt(2), any(random, 3_000)), "A", "B"),
                        promotion("get", new Offer.BuyGet(1 + random.nextInt(2), 1, percent(random)), "B", "C"),
                        promotion("off", new Offer.PercentOff(percent(random)), "W", "C"),
                        promotion(
                                "spend", new Offer.Spend(any(random, 9_000), new Discount.Amount(any(random, 900))))));

        List<IssuedDocument> returns = oneByOne(sale);

        Money paidBack = totals(returns).stream().reduce(Money.ZERO, Money::plus);
        Money vat = returns.stream().map(IssuedDocument::vat).reduce(Money.ZERO, Money::plus);
        assertThat(paidBack).isEqualTo(sale.total());
        assertThat(vat).isEqualTo(sale.vat());
        assertThat(returns).allSatisfy(credit -> assertThat(
                        credit.total().isNegative() || credit.vat().isNegative())
                .isFalse());
    }

    private static Money any(Random random, int most) {
        return Money.sar(1 + random.nextInt(most));
    }

    private static Discount.Percent percent(Random random) {
        return new Discount.Percent(random.nextInt(10_001));
    }
}
