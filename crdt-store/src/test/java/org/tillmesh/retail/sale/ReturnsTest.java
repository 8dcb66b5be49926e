package org.tillmesh.retail.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tillmesh.retail.Sample.BANANAS;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.heading;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.qty;
import static org.tillmesh.retail.Sample.sale;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.Sample;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;

public class ReturnsTest {
    @Property(tries = 1_000)
    void all_parts_of_a_return_together_equal_the_sale(
            @ForAll @IntRange(min = 1, max = 40) int units,
            @ForAll @LongRange(min = 1, max = 99_999) long price,
            @ForAll @IntRange(min = 0, max = 10_000) int discount,
            @ForAll @IntRange(min = 1, max = 7) int step) {
        IssuedDocument sale = sale(
                "sale",
                1,
                cart().add(Sample.product("a", price, "PCE", TaxCategory.S15), Quantity.of(units), null, null)
                        .add(MILK, qty("3"), null, null)
                        .withDiscount(new Discount.Percent(discount)));
        var returns = new ArrayList<IssuedDocument>();
        for (int left = units; left > 0; left -= step) {
            returns.add(part(sale, returns, 1, Quantity.of(Math.min(step, left))));
        }
        returns.add(part(sale, returns, 2, qty("3")));

        for (IssuedDocument r : returns) {
            assertThat(r.total().isNegative() || r.vat().isNegative() || r.net().isNegative())
                    .isFalse();
        }
        assertThat(sum(returns.stream().map(IssuedDocument::total).toList())).isEqualTo(sale.total());
        assertThat(sum(returns.stream().map(IssuedDocument::vat).toList())).isEqualTo(sale.vat());
    }

    @Test
    void one_of_three_for_ten_refunds_what_rounding_leaves() {
        Product soap = Sample.product("soap", 1000, "PCE", TaxCategory.S15);
        IssuedDocument sale = sale(
                "sale", 1, cart().add(soap, qty("3"), null, null).withDiscount(new Discount.Amount(money("20.00"))));
        var returns = new ArrayList<IssuedDocument>();
        for (String expected : List.of("3.33", "3.34", "3.33")) {
            IssuedDocument part = part(sale, returns, 1, Quantity.ONE);
            assertThat(part.total()).isEqualTo(money(expected));
            returns.add(part);
        }
    }

    @Test
    void more_than_is_left_is_refused_and_names_what_is_left() {
        IssuedDocument sale = sale("sale", 1, cart().add(MILK, qty("3"), null, null));
        IssuedDocument first = part(sale, List.of(), 1, qty("2"));

        RetailException refused =
                catchThrowableOfType(RetailException.class, () -> part(sale, List.of(first), 1, qty("2")));
        assertThat(refused.kind()).isEqualTo(RetailException.Kind.ALREADY_RETURNED);
        assertThat(refused).hasMessageContaining("at most 1 ");
        assertThat(part(sale, List.of(first), 1, Quantity.ONE).total()).isEqualTo(money("6.25"));
    }

    @Test
    void lines_and_quantities_that_are_not_on_the_receipt_are_refused() {
        IssuedDocument sale =
                sale("sale", 1, cart().add(MILK, qty("3"), null, null).addLabel(BANANAS, qty("1.240"), null, null));

        assertThat(kindOf(() -> part(sale, List.of(), 9, Quantity.ONE))).isEqualTo(RetailException.Kind.UNKNOWN_LINE);
        assertThat(kindOf(() -> part(sale, List.of(), 1, qty("0.5")))).isEqualTo(RetailException.Kind.BAD_VALUE);
        assertThat(kindOf(() -> part(sale, List.of(), 1, Quantity.ZERO))).isEqualTo(RetailException.Kind.BAD_VALUE);
        assertThat(kindOf(() -> Returns.of(
                        heading("r", T01, 2, Sample.NOON), sale, List.of(), List.of(), "why", TenderKind.CASH, true)))
                .isEqualTo(RetailException.Kind.BAD_VALUE);
        assertThat(part(sale, List.of(), 2, qty("0.240")).total()).isEqualTo(money("1.67"));
    }

    @Test
    void a_return_puts_goods_back_into_their_batch_unless_told_not_to() {
        IssuedDocument sale = sale("sale", 1, cart().add(MILK, qty("3"), "B1", null));
        var wanted = List.of(new Returns.Wanted(1, qty("2")));
        var heading = heading("r", T01, 2, Sample.NOON);

        List<Movement> back = Movement.of(Returns.of(heading, sale, List.of(), wanted, "why", TenderKind.CASH, true));
        assertThat(back).hasSize(1);
        assertThat(back.get(0).qty()).isEqualTo(qty("2"));
        assertThat(back.get(0).batch()).isEqualTo("B1");
        assertThat(Movement.of(Returns.of(heading, sale, List.of(), wanted, "why", TenderKind.CASH, false)))
                .isEmpty();
    }

    public static IssuedDocument part(IssuedDocument sale, List<IssuedDocument> earlier, int line, Quantity qty) {
        return Returns.of(
                heading("return-" + earlier.size(), T01, 2 + earlier.size(), Sample.NOON),
                sale,
                earlier,
                List.of(new Returns.Wanted(line, qty)),
                "changed mind",
                TenderKind.CASH,
                true);
    }

    private static Money sum(List<Money> moneys) {
        return moneys.stream().reduce(Money.ZERO, Money::plus);
    }

    private static RetailException.Kind kindOf(ThrowingCallable call) {
        return catchThrowableOfType(RetailException.class, call).kind();
    }
}
