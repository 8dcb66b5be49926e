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
 * @param card the gift card's number, the approval code or a transfer's reference; never a bank card's number
 * @param method id of the {@code PaymentMethod} that was chosen; null where head office has defined none
 * @param rounding what the buyer is let off because cash is rounded down: it is settled with the amount and never paid
 * @param points that the amount is worth, of a tender in points; 0 for others
 */
public record Tender(
        TenderKind kind, Money amount, @Nullable String card, @Nullable String method, Money rounding, long points) {

    public Tender(TenderKind kind, Money amount, @Nullable String card) {
        this(kind, amount, card, null, Money.ZERO, 0);
    }

    public static Tender cash(Money amount) {
        return new Tender(TenderKind.CASH, amount, null);
    }

    /** What it takes off what is due: the amount and the rounding. */
    public Money settles() {
        return amount.plus(rounding);
    }

    public Tender by(@Nullable String another) {
        return new Tender(kind, amount, card, another, rounding, points);
    }

    public Tender rounded(Money off) {
        return off.equals(rounding) ? this : new Tender(kind, amount, card, method, off, points);
    }

    public Tender worth(long inPoints) {
        return new Tender(kind, amount, card, method, rounding, inPoints);
    }

    public Value toValue() {
        return new Body()
                .put("kind", kind.code())
                .put("amount", amount)
                .put("card", card)
                .put("method", method)
                .putUnlessZero("rounding", rounding.minor())
                .putUnlessZero("points", points)
                .toValue();
    }

    public static Tender of(Value value) {
        Fields in = Fields.of("tender", value);
        String kind = in.text("kind");
        return new Tender(
                TenderKind.of(kind).orElseThrow(() -> in.wrong("kind", "a tender of this version: " + kind)),
                in.money("amount"),
                in.textOrNull("card"),
                in.textOrNull("method"),
                in.moneyOrZero("rounding"),
                in.number("points", 0));
    }
}
