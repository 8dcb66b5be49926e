package org.tillmesh.retail.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.SALTS;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.product;
import static org.tillmesh.retail.Sample.qty;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.UserId;

class HandShareTest {
    @Property
    void a_typed_percentage_is_judged_as_typed_whatever_it_is_rounded_to(
            @ForAll @LongRange(min = 1, max = 9_999_999) long price,
            @ForAll @LongRange(min = 1, max = 9_999_999) long other,
            @ForAll @IntRange(min = 1, max = 10_000) int hundredths) {
        var typed = new Discount.Percent(hundredths);
        Cart cart = cart().add(product("a", price, "PCE", TaxCategory.S15), Quantity.ONE, null, null)
                .add(product("b", other, "PCE", TaxCategory.S15), qty("3"), null, null);

        assertThat(cart.withDiscount(typed).handShare()).isEqualTo(new HandShare(hundredths * 10_000L));
        assertThat(cart.withLineDiscount(1, typed).handShare()).isEqualTo(new HandShare(hundredths * 10_000L));
    }

    @Test
    void ten_percent_of_12_95_is_ten_percent_and_an_amount_of_1_30_is_more() {
        Cart cart = cart().add(product("a", 1295, "PCE", TaxCategory.S15), Quantity.ONE, null, null);

        assertThat(cart.withDiscount(Discount.Percent.parse("10")).isWithin(10)).isTrue();
        assertThat(cart.withDiscount(new Discount.Amount(money("1.30"))).isWithin(10))
                .isFalse();
        assertThat(cart.withDiscount(new Discount.Amount(money("1.29"))).isWithin(10))
                .isTrue();
    }

    @Test
    void an_amount_grows_to_all_of_a_cart_that_shrinks_by_quantity_or_by_voiding() {
        Cart cart = cart().add(product("a", 1000, "PCE", TaxCategory.S15), qty("10"), null, null)
                .add(MILK, Quantity.ONE, null, null)
                .withDiscount(new Discount.Amount(money("10.00")));

        assertThat(cart.isWithin(10)).isTrue();
        assertThat(cart.withoutLine(2).withQty(1, Quantity.ONE).handShare()).hasToString("100");
        assertThat(cart.withoutLine(1).handShare()).hasToString("100");
    }

    @Test
    void a_line_is_judged_beside_a_dear_one() {
        Cart cart = cart().add(product("dear", 1_000_000, "PCE", TaxCategory.S15), Quantity.ONE, null, null)
                .add(SALTS, Quantity.ONE, null, null)
                .withLineDiscount(2, Discount.Percent.parse("100"));

        assertThat(cart.isWithin(10)).isFalse();
        assertThat(cart.handShare()).hasToString("100");
    }

    @Test
    void what_a_line_gives_and_its_part_of_the_cart_count_together() {
        Cart cart = cart().add(MILK, qty("8"), null, null).withLineDiscount(1, Discount.Percent.parse("6"));

        assertThat(cart.withDiscount(Discount.Percent.parse("6")).handShare()).hasToString("11.64");
    }

    @Test
    void an_approval_counts_for_the_cart_as_it_was_and_for_no_greater_share() {
        Cart cart = cart().add(MILK, qty("4"), null, null).withDiscount(new Discount.Amount(money("5.00")));
        Cart approved = cart.approvedBy(new UserId("manager"));

        assertThat(cart.isWithin(10)).isFalse();
        assertThat(approved.isWithin(10)).isTrue();
        assertThat(approved.withQty(1, qty("5")).isWithin(10)).isTrue();
        assertThat(approved.withQty(1, qty("3")).isWithin(10)).isFalse();
        assertThat(approved.withQty(1, qty("5")).approvedBy(new UserId("other")).approval())
                .as("an approval of more stays")
                .isEqualTo(approved.approval());
        assertThat(Cart.fromValue(approved.toValue()).isWithin(10)).isTrue();
    }

    @Test
    void goods_without_a_price_give_nothing_away() {
        Cart cart = cart().add(product("free", 0, "PCE", TaxCategory.S15), Quantity.ONE, null, null)
                .withDiscount(Discount.Percent.parse("50"));

        assertThat(cart.handShare()).isEqualTo(HandShare.NONE);
    }
}
