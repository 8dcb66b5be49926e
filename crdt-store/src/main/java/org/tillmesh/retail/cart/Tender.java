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
 * @param charge what the payment terminal booked; null where the till asked none
 */
public record Tender(
        TenderKind kind,
        Money amount,
        @Nullable String card,
        @Nullable String method,
        Money rounding,
        long points,
        @Nullable CardCharge charge) {

    public Tender(TenderKind kind, Money amount, @Nullable String card) {
        this(kind, amount, card, null, Money.ZERO, 0, null);
    }

    /** What a terminal has taken from a card. */
    public static Tender charged(Money amount, CardCharge charge) {
        return new Tender(TenderKind.CARD, amount, charge.approval(), null, Money.ZERO, 0, charge);
    }

    public static Tender cash(Money amount) {
        return new Tender(TenderKind.CASH, amount, null);
    }

    /** What it takes off what is due: the amount and the rounding. */
    public Money settles() {
        return amount.plus(rounding);
    }

    /** The same of another amount. */
    public Tender amounting(Money another) {
        return new Tender(kind, another, card, method, rounding, points, charge);
    }

    /** The same with what a terminal has booked for it. */
    public Tender bearing(CardCharge booked) {
        return new Tender(kind, amount, card, method, rounding, points, booked);
    }

    public Tender by(@Nullable String another) {
        return new Tender(kind, amount, card, another, rounding, points, charge);
    }

    public Tender rounded(Money off) {
        return off.equals(rounding) ? this : new Tender(kind, amount, card, method, off, points, charge);
    }

    public Tender worth(long inPoints) {
        return new Tender(kind, amount, card, method, rounding, inPoints, charge);
    }

    public Value toValue() {
        return new Body()
                .put("kind", kind.code())
                .put("amount", amount)
                .put("card", card)
                .put("method", method)
                .putUnlessZero("rounding", rounding.minor())
                .putUnlessZero("points", points)
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
                in.textOrNull("method"),
                in.moneyOrZero("rounding"),
                in.number("points", 0),
                CardCharge.ofOrNull(in.value("charge")));
    }
}
