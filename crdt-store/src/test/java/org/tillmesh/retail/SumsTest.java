package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.heading;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.product;
import static org.tillmesh.retail.Sample.qty;
import static org.tillmesh.retail.Sample.sale;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Totals;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;

/** The sums of DESIGN's rules, tried against the rules' own words: exact fractions, never another rounding. */
class SumsTest {
    @Property(tries = 1_000)
    void a_line_total_is_price_times_quantity_rounded_half_up(
            @ForAll @LongRange(min = 0, max = 10_000_000) long halalas,
            @ForAll @LongRange(min = 1, max = 999_999_999) long thousandths) {
        BigDecimal exact = BigDecimal.valueOf(halalas).multiply(BigDecimal.valueOf(thousandths, 3));
        assertThat(Money.sar(halalas).times(Quantity.ofThousandths(thousandths)).minor())
                .isEqualTo(exact.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    @Property(tries = 1_000)
    void a_percentage_is_rounded_half_up_on_the_total_that_it_is_given_on(
            @ForAll @LongRange(min = 0, max = 100_000_000) long halalas,
            @ForAll @IntRange(max = 10_000) int hundredths) {
        BigDecimal exact = BigDecimal.valueOf(halalas).multiply(BigDecimal.valueOf(hundredths, 4));
        assertThat(new Discount.Percent(hundredths).off(Money.sar(halalas)).minor())
                .isEqualTo(exact.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    @Example
    void half_a_halala_goes_up() {
        assertThat(new Discount.Percent(1_000).off(money("0.05"))).isEqualTo(money("0.01"));
        assertThat(new Discount.Percent(1_000).off(money("0.04"))).isEqualTo(Money.ZERO);
        assertThat(money("0.25").times(qty("0.5"))).isEqualTo(money("0.13"));
        assertThat(Totals.vatIncluded(23, 15)).as("0.23 holds exactly 0.03").isEqualTo(3);
    }

    /** Nobody gets a unit before another whose cut-off part was greater, or as great on a lower line. */
    private static void checkLargestRemainder(long[] shares, long[] weights, long numerator, long denominator) {
        for (int i = 0; i < shares.length; i++) {
            BigDecimal exact = BigDecimal.valueOf(weights[i]).multiply(BigDecimal.valueOf(numerator));
            long cut =
                    exact.toBigInteger().divide(BigInteger.valueOf(denominator)).longValueExact();
            assertThat(shares[i] - cut)
                    .as("share %d of exact %s / %d", i, exact, denominator)
                    .isBetween(0L, 1L);
            for (int j = 0; j < shares.length; j++) {
                long mine = remainder(weights[i], numerator, denominator);
                long theirs = remainder(weights[j], numerator, denominator);
                boolean iHas = shares[i] > cut;
                boolean jHas = shares[j]
                        > BigDecimal.valueOf(weights[j])
                                .multiply(BigDecimal.valueOf(numerator))
                                .toBigInteger()
                                .divide(BigInteger.valueOf(denominator))
                                .longValueExact();
                if (jHas && !iHas) {
                    assertThat(theirs > mine || (theirs == mine && j < i))
                            .as("line %d before line %d", j, i)
                            .isTrue();
                }
            }
        }
    }

    private static long remainder(long weight, long numerator, long denominator) {
        return BigInteger.valueOf(weight)
                .multiply(BigInteger.valueOf(numerator))
                .mod(BigInteger.valueOf(denominator))
                .longValueExact();
    }

    @Property(tries = 500)
    void a_cart_discount_and_line_nets_go_by_the_largest_remainder_then_the_lower_line(@ForAll long seed) {
        var random = new Random(seed);
        Cart cart = cart();
        int lines = 1 + random.nextInt(8);
        for (int i = 0; i < lines; i++) {
            cart = cart.add(
                    product("p" + i, 1 + random.nextInt(2_000), "PCE", TaxCategory.values()[random.nextInt(5)]),
                    Quantity.of(1 + random.nextInt(5)),
                    null,
                    null);
        }
        Money off = Money.sar(random.nextInt((int) cart.total().minor() + 1));
        Totals totals = cart.withDiscount(new Discount.Amount(off)).totals();

        long[] before = totals.lines().stream()
                .mapToLong(l -> l.gross().minus(l.lineDiscount()).minor())
                .toArray();
        long sum = Arrays.stream(before).sum();
        checkLargestRemainder(
                totals.lines().stream().mapToLong(l -> l.cartDiscount().minor()).toArray(), before, off.minor(), sum);
        for (Totals.Tax tax : totals.taxes()) {
            var nets = new ArrayList<Long>();
            var grosses = new ArrayList<Long>();
            for (int i = 0; i < lines; i++) {
                if (cart.lines().get(i).tax() == tax.category()) {
                    nets.add(totals.lines().get(i).net().minor());
                    grosses.add(totals.lines().get(i).total().minor());
                }
            }
            checkLargestRemainder(
                    nets.stream().mapToLong(n -> n).toArray(),
                    grosses.stream().mapToLong(g -> g).toArray(),
                    100,
                    100L + tax.category().ratePercent());
        }
    }

    @Property(tries = 300)
    void a_sale_that_comes_back_in_any_parts_in_any_order_is_refunded_to_the_halala_in_every_tax_category(
            @ForAll long seed) {
        var random = new Random(seed);
        Cart cart = cart();
        int lines = 1 + random.nextInt(4);
        for (int i = 0; i < lines; i++) {
            boolean weighed = random.nextInt(3) == 0;
            Product product = product(
                    "p" + i,
                    1 + random.nextInt(3_000),
                    weighed ? "KGM" : "PCE",
                    TaxCategory.values()[random.nextInt(5)]);
            cart = cart.add(
                    product,
                    weighed ? Quantity.ofThousandths(1 + random.nextInt(3_000)) : Quantity.of(1 + random.nextInt(9)),
                    null,
                    null);
        }
        IssuedDocument sale = sale("sale", 1, cart.withDiscount(new Discount.Percent(random.nextInt(10_001))));
        var returns = new ArrayList<IssuedDocument>();
        var left = new ArrayList<>(sale.lines());
        var open = new TreeMap<Integer, Quantity>();
        left.forEach(line -> open.put(line.line(), line.qty()));
        while (!open.isEmpty()) {
            var wanted = new ArrayList<Returns.Wanted>();
            for (int line : List.copyOf(open.keySet())) {
                if (wanted.isEmpty() || random.nextBoolean()) {
                    Quantity all = open.get(line);
                    Quantity part =
                            all.isWhole() && all.thousandths() > 1_000 && random.nextBoolean() ? Quantity.ONE : all;
                    wanted.add(new Returns.Wanted(line, part));
                    if (part.equals(all)) {
                        open.remove(line);
                    } else {
                        open.put(line, all.minus(part));
                    }
                }
            }
            returns.add(Returns.of(
                    heading("r" + returns.size(), Sample.T01, 2 + returns.size(), Sample.NOON),
                    sale,
                    List.copyOf(returns),
                    wanted,
                    "why",
                    TenderKind.CASH,
                    true));
        }

        Map<TaxCategory, Long> net = new EnumMap<>(TaxCategory.class);
        Map<TaxCategory, Long> vat = new EnumMap<>(TaxCategory.class);
        returns.forEach(r -> r.taxes().forEach(tax -> {
            net.merge(tax.category(), tax.net().minor(), Long::sum);
            vat.merge(tax.category(), tax.vat().minor(), Long::sum);
        }));
        for (Totals.Tax tax : sale.taxes()) {
            assertThat(net.get(tax.category()))
                    .as("net of %s", tax.category())
                    .isEqualTo(tax.net().minor());
            assertThat(vat.get(tax.category()))
                    .as("VAT of %s", tax.category())
                    .isEqualTo(tax.vat().minor());
        }
        Figures all = returns.stream().map(Figures::of).reduce(Figures.of(sale), Figures::plus);
        assertThat(all.gross()).isEqualTo(Money.ZERO);
        assertThat(all.vat()).isEqualTo(Money.ZERO);
    }

    @Example
    void a_total_is_always_what_the_shelf_said() {
        for (long price = 1; price <= 2_000; price++) {
            Totals totals = cart().add(product("x", price, "PCE", TaxCategory.S15), Quantity.ONE, null, null)
                    .totals();
            assertThat(totals.total().minor()).isEqualTo(price);
            assertThat(totals.net().plus(totals.vat())).isEqualTo(totals.total());
        }
    }
}
