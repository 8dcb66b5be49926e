package org.tillmesh.retail.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tillmesh.retail.Sample.BANANAS;
import static org.tillmesh.retail.Sample.BREAD;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.qty;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.Sample;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.value.BadText;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;

class CartTest {
    @Test
    void the_same_product_price_and_batch_adds_to_its_line() {
        Cart cart = cart().add(MILK, Quantity.ONE, null, null)
                .add(BREAD, Quantity.ONE, null, null)
                .add(MILK, qty("2"), null, null);

        assertThat(cart.lines()).extracting(CartLine::line).containsExactly(1, 2);
        assertThat(cart.lines().get(0).qty()).isEqualTo(qty("3"));
        assertThat(cart.touched(CartItem.of(MILK, Quantity.ONE))).isEqualTo(1);
    }

    @Test
    void another_price_or_batch_makes_a_new_line() {
        Product dearer = Sample.product("milk", 700, "PCE", TaxCategory.S15);
        Cart cart = cart().add(MILK, Quantity.ONE, null, null)
                .add(dearer, Quantity.ONE, null, null)
                .add(MILK, Quantity.ONE, "B1", null)
                .add(MILK, Quantity.ONE, "B2", null);

        assertThat(cart.lines()).hasSize(4);
    }

    @Test
    void a_price_change_does_not_alter_a_line_that_is_there() {
        Cart cart = cart().add(MILK, Quantity.ONE, null, null);
        Cart later = cart.add(Sample.product("milk", 700, "PCE", TaxCategory.S15), Quantity.ONE, null, null);

        assertThat(later.line(1).orElseThrow().price()).isEqualTo(money("6.25"));
        assertThat(later.total()).isEqualTo(money("13.25"));
    }

    @Test
    void each_weighed_label_is_a_line_of_its_own() {
        Cart cart = cart().addLabel(BANANAS, qty("1.240"), null, null)
                .addLabel(BANANAS, qty("1.240"), null, null)
                .add(BANANAS, qty("0.500"), null, null);

        assertThat(cart.lines()).hasSize(3);
        assertThat(cart.priced(1).total()).isEqualTo(money("8.62"));
    }

    @Test
    void a_line_number_is_never_used_again() {
        Cart cart = cart().add(MILK, Quantity.ONE, null, null)
                .add(BREAD, Quantity.ONE, null, null)
                .withoutLine(2)
                .withoutLine(1)
                .add(BREAD, Quantity.ONE, null, null);

        assertThat(cart.lines()).extracting(CartLine::line).containsExactly(3);
        assertThat(kindOf(() -> cart.withQty(1, Quantity.ONE))).isEqualTo(RetailException.Kind.UNKNOWN_LINE);
    }

    @Test
    void quantities_that_cannot_be_are_refused() {
        for (String bad : List.of("0", "-1", "0.5", "1.001")) {
            assertThat(kindOf(() -> cart().add(MILK, qty(bad), null, null)))
                    .as(bad)
                    .isEqualTo(RetailException.Kind.BAD_VALUE);
        }
        assertThat(cart().add(BANANAS, qty("0.001"), null, null).total()).isEqualTo(money("0.01"));
        Cart full = cart().add(MILK, qty("999999"), null, null);
        assertThat(kindOf(() -> full.add(MILK, Quantity.ONE, null, null))).isEqualTo(RetailException.Kind.BAD_VALUE);
    }

    @Test
    void a_new_discount_replaces_the_old_one_at_that_place() {
        Cart cart = cart().add(MILK, qty("2"), null, null)
                .withLineDiscount(1, Discount.Percent.parse("10"))
                .withLineDiscount(1, new Discount.Amount(money("0.50")))
                .withDiscount(Discount.Percent.parse("50"))
                .withDiscount(Discount.Percent.parse("10"));

        assertThat(cart.total()).isEqualTo(money("10.80"));
        assertThat(cart.withDiscount(new Discount.Amount(Money.ZERO)).total()).isEqualTo(money("12.00"));
        assertThat(kindOf(() -> cart.withDiscount(new Discount.Amount(money("12.01")))))
                .isEqualTo(RetailException.Kind.BAD_VALUE);
        assertThat(kindOf(() -> Discount.Percent.parse("100.01"))).isEqualTo(RetailException.Kind.BAD_VALUE);
        assertThat(kindOf(() -> Discount.Percent.parse("-1"))).isEqualTo(RetailException.Kind.BAD_VALUE);
    }

    @Test
    void limits_are_judged_on_all_discounts_of_the_undiscounted_total() {
        Cart cart = cart().add(MILK, qty("8"), null, null).withLineDiscount(1, Discount.Percent.parse("5"));

        assertThat(cart.withDiscount(new Discount.Amount(money("2.50"))).isWithin(HandLimit.of(10)))
                .isTrue();
        assertThat(cart.withDiscount(new Discount.Amount(money("2.51"))).isWithin(HandLimit.of(10)))
                .isFalse();
        assertThat(cart.withDiscount(Discount.Percent.parse("6")).isWithin(HandLimit.of(10)))
                .isFalse();
    }

    @Test
    void only_cash_gives_change() {
        Cart cart = cart().add(MILK, qty("2"), null, null);

        Cart paid = cart.withTender(Tender.cash(money("20.00")));
        assertThat(paid.change()).isEqualTo(money("7.50"));
        assertThat(paid.due()).isEqualTo(Money.ZERO);
        assertThat(kindOf(() -> cart.withTender(new Tender(TenderKind.CARD, money("12.51"), "A1"))))
                .isEqualTo(RetailException.Kind.OVERPAID);
        assertThat(kindOf(() -> paid.withTender(new Tender(TenderKind.GIFT, money("0.01"), "G1"))))
                .isEqualTo(RetailException.Kind.OVERPAID);
        assertThat(kindOf(() -> cart.withTender(Tender.cash(Money.ZERO)))).isEqualTo(RetailException.Kind.BAD_VALUE);
    }

    @Test
    void a_cart_that_shrinks_below_what_a_card_paid_cannot_be_completed() {
        Cart cart = cart().add(MILK, qty("2"), null, null)
                .withTender(new Tender(TenderKind.CARD, money("12.50"), "A1"))
                .withQty(1, Quantity.ONE);

        assertThat(kindOf(cart::checkPaid)).isEqualTo(RetailException.Kind.OVERPAID);
    }

    @Test
    void an_empty_or_unpaid_cart_is_no_sale_and_a_free_one_needs_no_tender() {
        assertThat(kindOf(() -> cart().checkPaid())).isEqualTo(RetailException.Kind.CART_EMPTY);
        Cart cart = cart().add(MILK, Quantity.ONE, null, null);
        assertThat(kindOf(cart::checkPaid)).isEqualTo(RetailException.Kind.NOT_PAID);
        cart.withDiscount(Discount.Percent.parse("100")).checkPaid();
    }

    @Test
    void a_cart_comes_back_from_its_value_as_it_was() {
        Cart cart = cart().add(MILK, qty("2"), "B1", java.time.LocalDate.of(2099, 1, 31))
                .addLabel(BANANAS, qty("1.240"), null, null)
                .withLineDiscount(1, Discount.Percent.parse("7.5"))
                .withDiscount(new Discount.Amount(money("1.00")))
                .withCustomer(new CustomerId("customer-1"))
                .withTender(Tender.cash(money("5.00")))
                .withTender(new Tender(TenderKind.CARD, money("1.00"), "A1"))
                .approvedBy(new UserId("manager"));

        assertThat(Cart.fromValue(cart.toValue())).isEqualTo(cart);
    }

    private static RetailException.Kind kindOf(ThrowingCallable call) {
        return catchThrowableOfType(RetailException.class, call).kind();
    }

    @Test
    void unknown_codes_are_a_list_that_goes_with_the_cart_and_counts_for_no_sum() {
        Cart cart = cart().add(MILK, Quantity.ONE, null, null)
                .withUnknown("6289999222479")
                .withUnknown("12345678")
                .withUnknown("6289999222479");

        assertThat(cart.unknown()).containsExactly("6289999222479", "12345678");
        assertThat(cart.total()).isEqualTo(money("6.25"));
        assertThat(Cart.fromValue(cart.toValue())).isEqualTo(cart);
        assertThat(cart.withQty(1, qty("2")).withCustomer(new CustomerId("c")).unknown())
                .hasSize(2);
        assertThat(cart.withoutUnknown("6289999222479").unknown()).containsExactly("12345678");
        assertThat(cart.withoutUnknown(null).toValue())
                .as("a cart without one has the bytes that it always had")
                .isEqualTo(cart().add(MILK, Quantity.ONE, null, null).toValue());
    }

    @Test
    void an_unknown_code_has_a_bound_and_so_has_their_list() {
        assertThat(catchThrowableOfType(() -> cart().withUnknown(" "), RetailException.class))
                .isNotNull();
        assertThat(catchThrowableOfType(() -> cart().withUnknown("1".repeat(Cart.CODE_MAX + 1)), RetailException.class))
                .isNotNull();
        Cart full = cart();
        for (int i = 0; i < Cart.UNKNOWN_MAX; i++) {
            full = full.withUnknown("code-" + i);
        }
        Cart last = full;
        assertThat(catchThrowableOfType(() -> last.withUnknown("one more"), RetailException.class))
                .hasMessageContaining("drop or look up");
    }

    @Test
    void a_barcode_in_the_price_column_is_asked_about_and_nothing_is_sold_at_it() {
        Cart before = cart().add(MILK, Quantity.ONE, null, null);
        for (long price : new long[] {628_100_000_001_400L, Long.MAX_VALUE, 100_000_001L, -1, Long.MIN_VALUE}) {
            Product product = Sample.product("column", price, "PCE", TaxCategory.S15);
            assertThat(refused(() -> before.add(product, Quantity.ONE, null, null)))
                    .contains("does a barcode stand in the price column?")
                    .contains("1000000.00");
            refused(() -> before.add(CartItem.of(MILK, Quantity.ONE).labelled(Money.sar(price))));
        }
        Product dearest = Sample.product("car", 100_000_000L, "PCE", TaxCategory.S15);
        assertThat(before.add(dearest, qty("999"), null, null).lines()).hasSize(2);
    }

    @Test
    void a_cart_that_would_leave_its_range_is_refused_and_a_smaller_one_goes_on() {
        Product dearest = Sample.product("car", 100_000_000L, "PCE", TaxCategory.S15);
        Cart before = cart().add(dearest, qty("900"), null, null);

        assertThat(refused(() -> before.add(dearest, qty("999999"), null, null)))
                .contains("is not between");
        assertThat(refused(() -> before.add(dearest, qty("100"), null, null)))
                .contains("999999999.99")
                .contains("barcode");
        assertThat(refused(() -> before.withQty(1, qty("1000")))).contains("999999999.99");
        assertThat(before.withQty(1, qty("999")).total()).isEqualTo(money("999000000.00"));
        assertThat(before.withQty(1, qty("1"))
                        .add(MILK, Quantity.ONE, null, null)
                        .lines())
                .hasSize(2);
    }

    @Test
    void a_barcode_as_the_quantity_is_asked_about() {
        Cart cart = cart().add(MILK, Quantity.ONE, null, null);
        assertThat(refused(() -> cart.withQty(1, qty("96385074")))).contains("is a barcode");
        assertThat(refused(() -> cart.withQty(1, qty("96385075")))).contains("is not between");
        assertThat(refused(() -> qty("6281000000014"))).contains("looks like a barcode");
    }

    private static String refused(ThrowingCallable change) {
        RuntimeException thrown = catchThrowableOfType(RuntimeException.class, change);
        assertThat(thrown).isInstanceOfAny(RetailException.class, BadText.class);
        return String.valueOf(thrown.getMessage());
    }
}
