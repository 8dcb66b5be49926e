package org.tillmesh.retail.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.heading;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.product;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;

class PaidBackTest {
    private static IssuedDocument sale(Cart cart) {
        return IssuedDocument.sale(heading("sale", T01, 1, NOON), cart);
    }

    private static IssuedDocument back(IssuedDocument sale, List<IssuedDocument> earlier, int units) {
        return Returns.ofWhatIsLeft(
                heading("r" + earlier.size(), T01, 2L + earlier.size(), NOON),
                sale,
                earlier.stream().map(Refund::of).toList(),
                List.of(new Returns.Wanted(1, Quantity.of(units))),
                "why",
                total -> PaidBack.asPaid(sale, earlier, total),
                true);
    }

    @Property(tries = 500)
    void all_parts_together_give_every_tender_back_what_it_brought_in(
            @ForAll @IntRange(min = 1, max = 30) int units,
            @ForAll @LongRange(min = 1, max = 9_999) long price,
            @ForAll @IntRange(min = 0, max = 100) int cardPercent,
            @ForAll @IntRange(min = 0, max = 10_000) int over,
            @ForAll @IntRange(min = 1, max = 7) int step) {
        Cart cart = cart().add(product("a", price, "PCE", TaxCategory.S15), Quantity.of(units), null, null);
        Money card = Money.sar(cart.total().minor() * cardPercent / 100);
        if (card.isPositive()) {
            cart = cart.withTender(new Tender(TenderKind.CARD, card, "A1"));
        }
        if (cart.due().isPositive()) {
            cart = cart.withTender(Tender.cash(cart.due().plus(Money.sar(over))));
        }
        IssuedDocument sale = sale(cart);
        var returns = new ArrayList<IssuedDocument>();
        for (int left = units; left > 0; left -= step) {
            returns.add(back(sale, returns, Math.min(step, left)));
        }

        Map<TenderKind, Money> back = new EnumMap<>(TenderKind.class);
        for (IssuedDocument credit : returns) {
            Money sum = Money.ZERO;
            for (Tender tender : credit.tenders()) {
                assertThat(tender.amount().isPositive()).isTrue();
                back.merge(tender.kind(), tender.amount(), Money::plus);
                sum = sum.plus(tender.amount());
            }
            assertThat(sum).isEqualTo(credit.total());
        }
        assertThat(back).isEqualTo(sale.takings());
    }

    @Test
    void what_was_paid_back_another_way_is_taken_off_that_way_first() {
        Cart cart = cart().add(product("a", 1000, "PCE", TaxCategory.S15), Quantity.of(10), null, null);
        IssuedDocument sale = sale(cart.withTender(new Tender(TenderKind.CARD, money("40.00"), "A1"))
                .withTender(Tender.cash(money("60.00"))));
        IssuedDocument inCash = Returns.of(
                heading("r", T01, 2, NOON),
                sale,
                List.of(),
                List.of(new Returns.Wanted(1, Quantity.of(5))),
                "why",
                TenderKind.CASH,
                true);

        assertThat(PaidBack.asPaid(sale, List.of(inCash), money("50.00")))
                .extracting(Tender::kind, Tender::amount)
                .containsExactlyInAnyOrder(
                        tuple(TenderKind.CARD, money("40.00")), tuple(TenderKind.CASH, money("10.00")));
    }

    @Test
    void one_way_of_paying_is_known_as_the_only_one() {
        Cart cart = cart().add(product("a", 1000, "PCE", TaxCategory.S15), Quantity.of(2), null, null);
        IssuedDocument cash = sale(cart.withTender(Tender.cash(money("50.00"))));
        IssuedDocument both = sale(cart.withTender(new Tender(TenderKind.CARD, money("1.00"), "A1"))
                .withTender(Tender.cash(money("19.00"))));

        assertThat(PaidBack.isOnly(cash, TenderKind.CASH)).isTrue();
        assertThat(PaidBack.isOnly(cash, TenderKind.CARD)).isFalse();
        assertThat(PaidBack.isOnly(both, TenderKind.CASH)).isFalse();
    }
}
