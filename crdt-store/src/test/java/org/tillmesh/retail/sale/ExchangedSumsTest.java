package org.tillmesh.retail.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.heading;
import static org.tillmesh.retail.Sample.product;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.tillmesh.retail.cart.BackLine;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;

class ExchangedSumsTest {
    private static IssuedDocument sold(String id, long price, int units, int cardPercent) {
        Cart cart = cart().add(product("a", price, "PCE", TaxCategory.S15), Quantity.of(units), null, null);
        Money card = Money.sar(cart.total().minor() * cardPercent / 100);
        if (card.isPositive()) {
            cart = cart.withTender(new Tender(TenderKind.CARD, card, "A1"));
        }
        if (cart.due().isPositive()) {
            cart = cart.withTender(Tender.cash(cart.due()));
        }
        return IssuedDocument.sale(heading(id, T01, 1, NOON), cart);
    }

    private static IssuedDocument back(IssuedDocument sale, int units, String id) {
        return Returns.ofWhatIsLeft(
                heading(id, T01, 2, NOON),
                sale,
                List.of(),
                List.of(new Returns.Wanted(1, Quantity.of(units))),
                "why",
                total -> PaidBack.asPaid(sale, List.of(), total),
                true);
    }

    private static Cart bringing(Cart cart, IssuedDocument sale, IssuedDocument credit) {
        IssuedLine line = credit.lines().get(0);
        return cart.withBack(new BackLine(
                0,
                sale.uuid(),
                sale.receipt().toString(),
                line.line(),
                line.productId(),
                line.name(),
                line.nameAr(),
                line.qty(),
                line.unit(),
                line.price(),
                line.tax().code(),
                line.total(),
                line.vat(),
                null));
    }

    private static Money sum(List<Tender> tenders) {
        return tenders.stream().map(Tender::amount).reduce(Money.ZERO, Money::plus);
    }

    @Property(tries = 500)
    void each_document_is_paid_in_whole_and_only_the_difference_moves(
            @ForAll @LongRange(min = 1, max = 9_999) long oldPrice,
            @ForAll @LongRange(min = 1, max = 9_999) long otherPrice,
            @ForAll @LongRange(min = 1, max = 9_999) long newPrice,
            @ForAll @IntRange(min = 1, max = 9) int units,
            @ForAll @IntRange(min = 0, max = 100) int cardPercent,
            @ForAll @IntRange(min = 0, max = 100) int otherPercent) {
        IssuedDocument one = sold("one", oldPrice, 9, cardPercent);
        IssuedDocument two = sold("two", otherPrice, 9, otherPercent);
        List<IssuedDocument> credits = List.of(back(one, units, "r1"), back(two, 10 - units, "r2"));
        Cart cart = cart().add(product("b", newPrice, "PCE", TaxCategory.S15), Quantity.of(units), null, null);
        cart = bringing(bringing(cart, one, credits.get(0)), two, credits.get(1));
        if (cart.due().isPositive()) {
            cart = cart.withTender(Tender.cash(cart.due()));
        }
        Money difference = cart.total().minus(cart.backTotal());

        Exchange settled = Exchange.of(credits, IssuedDocument.sale(heading("new", T01, 3, NOON), cart));

        Money exchanged = Money.ZERO;
        Money paidBack = Money.ZERO;
        for (IssuedDocument credit : settled.credits()) {
            assertThat(sum(credit.ways())).isEqualTo(credit.total());
            exchanged = exchanged.plus(sum(credit.exchanged()));
            paidBack = paidBack.plus(sum(credit.tenders()));
        }
        IssuedDocument sale = settled.sale();
        assertThat(sum(sale.exchanged())).isEqualTo(exchanged);
        assertThat(sum(sale.ways())).isEqualTo(sale.total());
        assertThat(sum(sale.tenders()).minus(paidBack)).isEqualTo(difference);
        assertThat(sum(sale.tenders()).isZero() || paidBack.isZero()).isTrue();

        Map<TenderKind, Money> ways = new EnumMap<>(TenderKind.class);
        sale.ways().forEach(way -> ways.merge(way.kind(), way.amount(), Money::plus));
        Map<TenderKind, Money> all = new EnumMap<>(TenderKind.class);
        back(sale, units, "r3").tenders().forEach(way -> all.merge(way.kind(), way.amount(), Money::plus));
        assertThat(all)
                .as("what the new goods cost goes back the ways that they were paid")
                .isEqualTo(ways);
        IssuedDocument last = settled.credits().get(1);
        assertThat(IssuedDocument.of(last.ref(), last.toValue())).isEqualTo(last);
        assertThat(IssuedDocument.of(sale.ref(), sale.toValue())).isEqualTo(sale);
        assertThat(Cart.fromValue(cart.toValue())).isEqualTo(cart);
    }
}
