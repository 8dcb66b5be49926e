package org.tillmesh.retail.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.BREAD;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.SALTS;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.product;
import static org.tillmesh.retail.Sample.qty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;

class TotalsTest {
    record Item(int price, long thousandths, TaxCategory tax, int percent, boolean weighed) {}

    @ParameterizedTest
    @CsvSource({"10.00,8.70,1.30", "22.50,19.57,2.93", "30.00,26.09,3.91", "0.01,0.01,0.00", "115.00,100.00,15.00"})
    void a_shelf_price_splits_into_the_net_and_vat_of_the_authoritys_rules(String total, String net, String vat) {
        Totals totals = cart().add(product("x", money(total).minor(), "PCE", TaxCategory.S15), Quantity.ONE, null, null)
                .totals();

        assertThat(totals.total()).isEqualTo(money(total));
        assertThat(totals.net()).isEqualTo(money(net));
        assertThat(totals.vat()).isEqualTo(money(vat));
    }

    @Test
    void every_total_from_one_halala_to_a_thousand_riyals_is_what_the_shelf_said_and_its_vat_a_halala_from_strict() {
        for (int minor = 1; minor <= 100_000; minor++) {
            long vat = Totals.vatIncluded(minor, 15);
            BigDecimal exact = BigDecimal.valueOf(minor)
                    .multiply(BigDecimal.valueOf(15))
                    .divide(BigDecimal.valueOf(115), 0, RoundingMode.HALF_UP);
            long strict = BigDecimal.valueOf(minor - vat)
                    .multiply(new BigDecimal("0.15"))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            assertThat(vat).as("VAT in %d", minor).isEqualTo(exact.longValueExact());
            assertThat(Math.abs(vat - strict)).as("against strict at %d", minor).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_cart_discount_is_spread_by_line_total_largest_remainder_first_then_the_lower_line() {
        Product a = product("a", 100, "PCE", TaxCategory.S15);
        Product b = product("b", 100, "PCE", TaxCategory.S15);
        Product c = product("c", 100, "PCE", TaxCategory.S15);
        Totals totals = cart().add(a, Quantity.ONE, null, null)
                .add(b, Quantity.ONE, null, null)
                .add(c, Quantity.ONE, null, null)
                .withDiscount(new Discount.Amount(money("1.00")))
                .totals();

        assertThat(totals.lines()).extracting(l -> l.cartDiscount().minor()).containsExactly(34L, 33L, 33L);
    }

    @Test
    void line_nets_take_the_rest_by_largest_remainder() {
        // Three lines of 1.00: exact nets 86.957; VAT of 3.00 is 0.39, so the nets come to 261 = 87 + 87 + 87.
        Totals totals = cart().add(product("a", 100, "PCE", TaxCategory.S15), Quantity.ONE, null, null)
                .add(product("b", 100, "PCE", TaxCategory.S15), Quantity.ONE, null, null)
                .add(product("c", 100, "PCE", TaxCategory.S15), Quantity.ONE, null, null)
                .totals();

        assertThat(totals.vat()).isEqualTo(money("0.39"));
        assertThat(totals.lines()).extracting(l -> l.net().minor()).containsExactly(87L, 87L, 87L);
    }

    @Test
    void each_tax_category_is_summed_on_its_own() {
        Totals totals = cart().add(MILK, qty("2"), null, null)
                .add(SALTS, Quantity.ONE, null, null)
                .add(BREAD, Quantity.ONE, null, null)
                .totals();

        assertThat(totals.taxes())
                .containsExactly(
                        new Totals.Tax(TaxCategory.S15, money("17.00"), money("14.78"), money("2.22")),
                        new Totals.Tax(TaxCategory.Z, money("7.95"), money("7.95"), Money.ZERO));
        assertThat(totals.vat()).isEqualTo(money("2.22"));
        assertThat(totals.total()).isEqualTo(money("24.95"));
    }

    @Property(tries = 2_000)
    void all_sums_agree_whatever_is_in_the_cart(@ForAll("carts") Cart cart) {
        Totals totals = cart.totals();

        assertThat(totals.total()).isEqualTo(totals.undiscounted().minus(totals.discount()));
        assertThat(totals.total()).isEqualTo(cart.total());
        assertThat(totals.total()).isEqualTo(totals.net().plus(totals.vat()));
        assertThat(sum(totals.lines().stream().map(Totals.Line::total).toList()))
                .isEqualTo(totals.total());
        assertThat(sum(totals.lines().stream().map(Totals.Line::net).toList())).isEqualTo(totals.net());
        assertThat(sum(totals.lines().stream().map(Totals.Line::vat).toList())).isEqualTo(totals.vat());
        assertThat(sum(totals.lines().stream().map(Totals.Line::cartDiscount).toList()))
                .isEqualTo(totals.cartDiscount());
        for (Totals.Line line : totals.lines()) {
            assertThat(line.gross().minus(line.discount())).isEqualTo(line.total());
            assertThat(line.net().plus(line.vat())).isEqualTo(line.total());
            assertThat(line.total().isNegative()
                            || line.net().isNegative()
                            || line.vat().isNegative())
                    .as("no negative part in %s", line)
                    .isFalse();
        }
        for (Totals.Tax tax : totals.taxes()) {
            assertThat(tax.vat().minor())
                    .isEqualTo(Totals.vatIncluded(
                            tax.total().minor(), tax.category().ratePercent()));
        }
    }

    @Provide
    Arbitrary<Cart> carts() {
        Arbitrary<Item> items = Combinators.combine(
                        Arbitraries.integers().between(1, 500_000),
                        Arbitraries.longs().between(1, 20_000),
                        Arbitraries.of(TaxCategory.values()),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.of(true, false))
                .as(Item::new);
        Arbitrary<Integer> cartPercent = Arbitraries.integers().between(0, 10_000);
        return Combinators.combine(items.list().ofMinSize(1).ofMaxSize(12), cartPercent)
                .as(TotalsTest::cartOf);
    }

    static Cart cartOf(List<Item> items, int cartHundredths) {
        Cart cart = cart();
        int n = 0;
        for (Item item : items) {
            Product product = product("p" + n++, item.price(), item.weighed() ? "KGM" : "PCE", item.tax());
            Quantity qty = item.weighed()
                    ? Quantity.ofThousandths(item.thousandths())
                    : Quantity.of(1 + item.thousandths() % 20);
            cart = cart.add(product, qty, null, null).withLineDiscount(n, new Discount.Percent(item.percent() * 100));
        }
        return cart.withDiscount(new Discount.Percent(cartHundredths));
    }

    private static Money sum(List<Money> moneys) {
        return moneys.stream().reduce(Money.ZERO, Money::plus);
    }
}
