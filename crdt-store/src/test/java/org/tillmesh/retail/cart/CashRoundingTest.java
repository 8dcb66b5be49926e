package org.tillmesh.retail.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.heading;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.product;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.PaidBack;
import org.tillmesh.retail.sale.Refund;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;

/** Cash is rounded down in the buyer's favour, no other tender is, and all sums agree. */
class CashRoundingTest {
    private static final TenderKind[] KINDS = TenderKind.values();

    private static Cart of(long halalas) {
        return cart().add(product("a", halalas, "PCE", TaxCategory.S15), Quantity.ONE, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        // total, step, handed over, let off, change, still due
        "12.99, 0.05, 12.95, 0.04, 0.00, 0.00",
        "12.99, 0.05, 20.00, 0.04, 7.05, 0.00",
        "12.99, 0.05, 12.99, 0.04, 0.04, 0.00",
        "12.99, 0.05, 12.00, 0.00, 0.00, 0.99",
        "12.99, 1.00, 12.00, 0.99, 0.00, 0.00",
        "12.95, 0.05, 12.95, 0.00, 0.00, 0.00",
        "12.99, 0.01, 13.00, 0.00, 0.01, 0.00"
    })
    void cash_goes_down_to_the_step_once_it_covers_it(
            String total, String step, String handed, String off, String change, String due) {
        Cart paid =
                of(money(total).minor()).withTender(Tender.cash(money(handed))).withCashRounded(money(step));

        assertThat(paid.rounding()).isEqualTo(money(off));
        assertThat(paid.change()).isEqualTo(money(change));
        assertThat(paid.due()).isEqualTo(money(due));
    }

    @Test
    void what_a_card_pays_is_never_rounded_and_the_cash_beside_it_is() {
        Cart card = of(1299).withTender(new Tender(TenderKind.CARD, money("12.99"), "A1"))
                .withCashRounded(money("0.05"));
        assertThat(card.rounding()).isEqualTo(Money.ZERO);

        Cart both = of(1299).withTender(new Tender(TenderKind.CARD, money("10.00"), "A1"));
        assertThat(both.dueInCash(money("0.05"))).isEqualTo(money("2.95"));
        Cart paid = both.withTender(Tender.cash(money("2.95"))).withCashRounded(money("0.05"));
        assertThat(paid.rounding()).isEqualTo(money("0.04"));
        assertThat(paid.due()).isEqualTo(Money.ZERO);

        Cart withoutCard = paid.withoutTender(0).withCashRounded(money("0.05"));
        assertThat(withoutCard.rounding()).isEqualTo(Money.ZERO);
        assertThat(withoutCard.due()).isEqualTo(money("10.04"));
    }

    @Test
    void less_than_the_smallest_coin_is_let_off_by_nothing_in_cash() {
        Cart rest = of(1003).withTender(new Tender(TenderKind.CARD, money("10.00"), "A1"));
        assertThat(rest.dueInCash(money("0.05"))).isEqualTo(Money.ZERO);
        Cart paid = rest.withNothingInCash(money("0.05"));
        paid.checkPaid();
        assertThat(paid.rounding()).isEqualTo(money("0.03"));
        assertThat(IssuedDocument.sale(heading("s", T01, 1, NOON), paid).takings())
                .containsEntry(TenderKind.CASH, Money.ZERO);
    }

    /** Whatever is taken, taken back and bought meanwhile: the sale is what was paid and what was let off, also in its parts. */
    @Property(tries = 1000)
    void sales_are_payments_and_rounding_whatever_is_tendered_voided_and_returned(
            @ForAll @LongRange(min = 1, max = 9_999) long price,
            @ForAll @IntRange(min = 1, max = 5) int units,
            @ForAll @IntRange(min = 1, max = 100) int step,
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 99_999) Integer> acts,
            @ForAll @IntRange(min = 0, max = 5_000) int over) {
        Money to = Money.sar(step);
        Cart cart = cart().add(product("a", price, "PCE", TaxCategory.S15), Quantity.of(units), null, null);
        for (int act : acts) {
            cart = acted(cart, act).withCashRounded(to);
            assertThat(cart.rounding().compareTo(to)).isNegative();
            assertThat(cart.rounding().isNegative()).isFalse();
        }
        if (cart.due().isPositive()) {
            cart = cart.dueInCash(to).plus(Money.sar(over)).isZero()
                    ? cart.withNothingInCash(to)
                    : cart.withTender(Tender.cash(cart.dueInCash(to).plus(Money.sar(over))))
                            .withCashRounded(to);
        }
        cart.checkPaid();
        IssuedDocument sale = IssuedDocument.sale(heading("sale", T01, 1, NOON), cart);
        Figures sum = agreeing(sale);
        assertThat(sale.takings().getOrDefault(TenderKind.CASH, Money.ZERO).minor() % step)
                .as("cash is paid in coins that there are")
                .isZero();
        var returns = new ArrayList<IssuedDocument>();
        for (int unit = 0; unit < units; unit++) {
            IssuedDocument credit = back(sale, returns);
            returns.add(credit);
            sum = sum.plus(agreeing(credit));
        }
        assertThat(sum.rounding()).isEqualTo(Money.ZERO);
        assertThat(sum.gross()).isEqualTo(Money.ZERO);
        assertThat(sum.byTender().values()).allSatisfy(left -> assertThat(left).isEqualTo(Money.ZERO));
    }

    private static Figures agreeing(IssuedDocument document) {
        Figures figures = Figures.of(document);
        Money paid = figures.byTender().values().stream().reduce(Money.ZERO, Money::plus);
        assertThat(paid.plus(figures.rounding())).isEqualTo(figures.gross());
        return figures;
    }

    private static IssuedDocument back(IssuedDocument sale, List<IssuedDocument> earlier) {
        return Returns.ofWhatIsLeft(
                heading("r" + earlier.size(), T01, 2L + earlier.size(), NOON),
                sale,
                earlier.stream().map(Refund::of).toList(),
                List.of(new Returns.Wanted(1, Quantity.ONE)),
                "why",
                total -> PaidBack.asPaid(sale, earlier, total),
                true);
    }

    private static Cart acted(Cart cart, int act) {
        int size = cart.tenders().size();
        if (act % 4 == 0 && size > 0) {
            return cart.withoutTender(act / 4 % size);
        }
        TenderKind kind = KINDS[act % KINDS.length];
        Money due = cart.due();
        if (!due.isPositive()) {
            return cart;
        }
        Money amount = Money.sar(1 + act % due.minor());
        return cart.withTender(new Tender(kind, amount, "A1"));
    }
}
