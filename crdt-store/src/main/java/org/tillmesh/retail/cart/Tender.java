package org.tillmesh.retail.cart;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;

/**
 * An amount given in one way.
 *
 * @param card the gift card's number or the approval code; never a bank card's number
 * @param charge what the payment terminal booked; null where the till asked none
 */
public record Tender(TenderKind kind, Money amount, @Nullable String card, @Nullable CardCharge charge) {

    public Tender(TenderKind kind, Money amount, @Nullable String card) {
        this(kind, amount, card, null);
    }

    /** What a terminal has taken from a card. */
    public static Tender charged(Money amount, CardCharge charge) {
        return new Tender(TenderKind.CARD, amount, charge.approval(), charge);
    }

    public static Tender cash(Money amount) {
        return new Tender(TenderKind.CASH, amount, null);
    }

    public Value toValue() {
        return new Body()
                .put("kind", kind.code())
                .put("amount", amount)
                .put("card", card)
                .put("charge", charge == null ? null : charge.toValue())
                .toValue();
    }

    public static Tender of(Value value) {
        Fields in = Fields.of("tender", value);
        String kind = in.text("kind");
        return new Tender(
                TenderKind.of(kind).orElseThrow(() -> in.wrong("kind", "a tender of this version: " + kind)),
                in.money("amount"),
                in.textOrNull("card"),
                CardCharge.ofOrNull(in.value("charge")));
    }
}
