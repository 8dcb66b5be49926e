package org.tillmesh.retail.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.qty;
import static org.tillmesh.retail.deal.DealsShop.A;
import static org.tillmesh.retail.deal.DealsShop.B;
import static org.tillmesh.retail.deal.DealsShop.C;
import static org.tillmesh.retail.deal.DealsShop.priced;
import static org.tillmesh.retail.deal.DealsShop.promotion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.Sample;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ProductUnit;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Offer;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.ReturnsTest;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/** A cart at the prices of lists and promotions, with what is given by hand. */
class PricedCartTest {
    private static final Promotion TWENTY =
            promotion("twenty", new Offer.PercentOff(Discount.Percent.parse("20")), "A", "B", "A/box");
    private static final ProductUnit BOX =
            new ProductUnit("box", "Box of 6", "صندوق ٦", qty("6"), money("54.00"), List.of("600"));

    private static Rule refusal(ThrowingCallable work) {
        return catchThrowableOfType(RetailException.class, work).rule();
    }

    @Test
    void nothing_is_scanned_into_a_line_on_which_something_was_given_by_hand() {
        Cart discounted = cart().add(A, qty("2"), null, null).withLineDiscount(1, Discount.Percent.parse("10"));
        assertThat(discounted.touched(CartItem.of(A, Quantity.ONE))).isEqualTo(2);
        Cart cart = priced(discounted.add(A, Quantity.ONE, null, null), TWENTY);

        assertThat(cart.priced().lines()).extracting(Priced.Line::total).containsExactly(money("18.00"), money("8.00"));
        assertThat(cart.withHandPrice(2, new CartLine.HandPrice(money("9.00"), "torn"))
                        .add(A, Quantity.ONE, null, null)
                        .lines())
                .hasSize(3);
    }

    @Test
    void a_price_by_hand_stands_in_the_place_of_every_other_and_is_judged() {
        Cart cart = priced(cart().add(A, qty("2"), null, null), TWENTY);
        Cart given = priced(cart.withHandPrice(1, new CartLine.HandPrice(money("6.00"), "torn")), TWENTY);

        assertThat(cart.total()).isEqualTo(money("16.00"));
        assertThat(given.total()).isEqualTo(money("12.00"));
        assertThat(given.handShare()).as("of the 16.00 that it would cost").hasToString("25");
        assertThat(given.isWithin(HandLimit.of(24))).isFalse();
        assertThat(given.isWithin(HandLimit.of(25))).isTrue();
    }

    @Test
    void a_line_may_have_another_limit_than_a_cart() {
        Cart cart = priced(cart().add(A, qty("9"), null, null)
                .add(B, Quantity.ONE, null, null)
                .withLineDiscount(2, Discount.Percent.parse("30")));

        assertThat(cart.isWithin(HandLimit.of(10))).isFalse();
        assertThat(cart.isWithin(new HandLimit(30, 10))).isTrue();
        assertThat(cart.isWithin(new HandLimit(30, 2))).isFalse();
    }

    @Test
    void prices_by_hand_that_cannot_be_are_refused() {
        Cart cart = cart().add(A, Quantity.ONE, null, null);

        assertThat(refusal(() -> by(cart, 1, "-0.01", "torn"))).isEqualTo(Rule.HAND_PRICE_OUT_OF_RANGE);
        assertThat(refusal(() -> by(cart, 1, "10000000.00", "torn"))).isEqualTo(Rule.HAND_PRICE_OUT_OF_RANGE);
        assertThat(refusal(() -> by(cart, 1, "1.00", " "))).isEqualTo(Rule.HAND_PRICE_REASON);
        assertThat(refusal(() -> by(cart, 1, "1.00", "x".repeat(201)))).isEqualTo(Rule.HAND_PRICE_REASON);
        assertThat(refusal(() -> by(cart, 7, "1.00", "torn"))).isEqualTo(Rule.NO_LINE_OF_CART);
        assertThat(refusal(() -> cart.withNote(1, "x".repeat(201)))).isEqualTo(Rule.NOTE_LENGTH);
        assertThat(by(cart, 1, "0.00", "torn").total()).isEqualTo(Money.ZERO);
    }

    private static Cart by(Cart cart, int line, String price, String reason) {
        return cart.withHandPrice(line, new CartLine.HandPrice(money(price), reason));
    }

    @Test
    void a_coupon_that_is_presented_again_is_taken_out() {
        Cart cart = cart().withCoupon("SAVE").withCoupon("MORE");

        assertThat(cart.coupons()).containsExactly("SAVE", "MORE");
        assertThat(cart.withCoupon("SAVE").coupons()).containsExactly("MORE");
        Cart full = cart();
        for (int i = 0; i < Cart.COUPONS_MAX; i++) {
            full = full.withCoupon("C" + i);
        }
        Cart all = full;
        assertThat(refusal(() -> all.withCoupon("ONE-MORE"))).isEqualTo(Rule.COUPONS_FULL);
    }

    @Test
    void a_cart_comes_back_from_its_value_at_the_prices_that_it_had() {
        Cart cart = priced(
                        cart().add(A, qty("2"), null, null)
                                .add(B, Quantity.ONE, null, null)
                                .withHandPrice(2, new CartLine.HandPrice(money("6.50"), "torn"))
                                .withNote(1, "gift")
                                .withCoupon("SAVE"),
                        TWENTY,
                        promotion("spend", new Offer.Spend(money("10.00"), Discount.Percent.parse("5"))))
                .withTender(Tender.cash(money("1.00")));

        Cart read = Cart.fromValue(cart.toValue());

        assertThat(read).isEqualTo(cart);
        assertThat(read.total()).isEqualTo(money("21.37"));
    }

    @Test
    void a_cart_without_deals_is_written_as_it_always_was() {
        Cart cart = cart().add(A, qty("2"), null, null).withDiscount(Discount.Percent.parse("10"));

        assertThat(((Value.MapOf) cart.toValue()).entries()).doesNotContainKeys("priced", "pricedAt", "coupons");
        assertThat(Cart.fromValue(cart.toValue()).total()).isEqualTo(money("18.00"));
    }

    @Test
    void a_carton_is_a_line_of_its_own_and_moves_its_pieces() {
        Product boxed = A.withUnits(List.of(BOX));
        Cart cart = priced(
                cart().add(boxed, Quantity.ONE, null, null)
                        .add(CartItem.packs(boxed, BOX, qty("2")))
                        .add(CartItem.packs(boxed, BOX, Quantity.ONE)),
                TWENTY);

        assertThat(cart.lines()).extracting(CartLine::line).containsExactly(1, 2);
        assertThat(cart.touched(CartItem.packs(boxed, BOX, Quantity.ONE))).isEqualTo(2);
        assertThat(cart.line(2).orElseThrow().name()).isEqualTo("A, Box of 6");
        assertThat(cart.priced(2).gross()).isEqualTo(money("162.00"));
        assertThat(cart.priced(2).total()).isEqualTo(money("129.60"));
        assertThat(Cart.fromValue(cart.toValue())).isEqualTo(cart);
        IssuedDocument sale = Sample.sale("sale", 1, cart);
        assertThat(Movement.of(sale)).extracting(Movement::qty).containsExactly(qty("-1"), qty("-18"));
        assertThat(Movement.of(ReturnsTest.part(sale, List.of(), 2, Quantity.ONE)))
                .extracting(Movement::qty)
                .containsExactly(qty("6"));
        assertThat(refusal(() -> cart.withQty(2, qty("0.5")))).isEqualTo(Rule.FRACTION_OF_A_PIECE);
        ProductUnit plain = new ProductUnit("dozen", "Dozen", "درزن", qty("12"), null, List.of());
        assertThat(plain.priceOf(boxed)).isEqualTo(money("120.00"));
    }

    @Test
    void a_carton_takes_part_only_where_it_is_named() {
        Product boxed = A.withUnits(List.of(BOX));
        Cart cart = priced(
                cart().add(CartItem.packs(boxed, BOX, Quantity.ONE)),
                promotion("pieces", new Offer.PercentOff(Discount.Percent.parse("20")), "A"));

        assertThat(cart.total()).isEqualTo(money("54.00"));
    }

    @Property(tries = 500)
    void the_order_of_the_scans_says_nothing_of_the_total(@ForAll long seed) {
        var random = new Random(seed);
        var scans = new ArrayList<Product>();
        for (int i = 0; i < 1 + random.nextInt(14); i++) {
            scans.add(List.of(A, B, C).get(random.nextInt(3)));
        }
        Promotion[] promotions = {
            promotion("set", new Offer.SetPrice(3, Money.sar(1 + random.nextInt(2_500))), "A", "B"),
            promotion("get", new Offer.BuyGet(1, 1, new Discount.Percent(random.nextInt(10_001))), "B", "C"),
            TWENTY,
            promotion("spend", new Offer.Spend(money("30.00"), new Discount.Amount(money("3.00"))))
        };

        Money total = priced(scanned(scans), promotions).total();
        Collections.shuffle(scans, random);

        assertThat(priced(scanned(scans), promotions).total()).isEqualTo(total);
    }

    private static Cart scanned(List<Product> scans) {
        Cart cart = cart();
        for (Product product : scans) {
            cart = cart.add(product, Quantity.ONE, null, null);
        }
        return cart;
    }

    // ---- splitting

    @Test
    void what_is_split_off_is_a_cart_of_its_own() {
        Cart cart = priced(cart().add(A, qty("3"), null, null)
                .add(B, qty("2"), null, null)
                .withLineDiscount(1, new Discount.Amount(money("1.00")))
                .withCustomer(new CustomerId("c1")));

        CartSplit split = CartSplit.of(
                cart, List.of(new CartSplit.Part(1, Quantity.ONE), new CartSplit.Part(2, qty("2"))), "aside");

        assertThat(split.rest().id()).isEqualTo(cart.id());
        assertThat(split.rest().total()).isEqualTo(money("19.00"));
        assertThat(split.aside().id()).isEqualTo("aside");
        assertThat(split.aside().total()).isEqualTo(money("24.00"));
        assertThat(split.aside().customerId()).isEqualTo(new CustomerId("c1"));
    }

    @Test
    void splits_that_cannot_be_are_refused() {
        Cart cart = cart().add(A, qty("3"), null, null);

        assertThat(refusal(() -> split(cart, 1, "4"))).isEqualTo(Rule.SPLIT_QUANTITY);
        assertThat(refusal(() -> split(cart, 1, "0"))).isEqualTo(Rule.SPLIT_QUANTITY);
        assertThat(refusal(() -> split(cart, 1, "-1"))).isEqualTo(Rule.SPLIT_QUANTITY);
        assertThat(refusal(() -> split(cart, 1, "1.5"))).isEqualTo(Rule.SPLIT_QUANTITY);
        assertThat(refusal(() -> split(cart, 1, "3"))).isEqualTo(Rule.SPLIT_IN_ONE);
        assertThat(refusal(() -> split(cart, 2, "1"))).isEqualTo(Rule.NO_LINE_OF_CART);
        assertThat(refusal(() -> CartSplit.of(cart, List.of(), "aside"))).isEqualTo(Rule.SPLIT_IN_ONE);
        assertThat(refusal(() -> split(cart.withTender(Tender.cash(money("1.00"))), 1, "1")))
                .isEqualTo(Rule.SPLIT_PAID);
        var one = new CartSplit.Part(1, Quantity.ONE);
        assertThat(refusal(() -> CartSplit.of(cart, List.of(one, one), "aside")))
                .isEqualTo(Rule.SPLIT_LINE_TWICE);
    }

    private static CartSplit split(Cart cart, int line, String qty) {
        return CartSplit.of(cart, List.of(new CartSplit.Part(line, qty(qty))), "aside");
    }
}
