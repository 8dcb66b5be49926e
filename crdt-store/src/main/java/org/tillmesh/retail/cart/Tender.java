package org.tillmesh.retail.cart;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;

/**
 * An amount given in one way.
 *
 * @param card the gift card's number, the approval code or a transfer's reference; never a bank card's number
 * @param method id of the {@code PaymentMethod} that was chosen; null where head office has defined none
 * @param rounding what the buyer is let off because cash is rounded down: it is settled with the amount and never paid
 * @param points that the amount is worth, of a tender in points; 0 for others
 * @param charge what the payment terminal booked; null where the till asked none
 * @param approvedBy user who let it pass a customer's credit limit; null where nobody had to
 */
public record Tender(
        TenderKind kind,
        Money amount,
        @Nullable String card,
        @Nullable String method,
        Money rounding,
        long points,
        @Nullable CardCharge charge,
        @Nullable UserId approvedBy) {

    public Tender(TenderKind kind, Money amount, @Nullable String card) {
        this(kind, amount, card, null, Money.ZERO, 0, null, null);
    }

    /** What a terminal has taken from a card. */
    public static Tender charged(Money amount, CardCharge charge) {
        return new Tender(TenderKind.CARD, amount, charge.approval(), null, Money.ZERO, 0, charge, null);
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
        return new Tender(kind, another, card, method, rounding, points, charge, approvedBy);
    }

    /** The same with what a terminal has booked for it. */
    public Tender bearing(CardCharge booked) {
        return new Tender(kind, amount, card, method, rounding, points, booked, approvedBy);
    }

    public Tender by(@Nullable String another) {
        return new Tender(kind, amount, card, another, rounding, points, charge, approvedBy);
    }

    public Tender rounded(Money off) {
        return off.equals(rounding) ? this : new Tender(kind, amount, card, method, off, points, charge, approvedBy);
    }

    public Tender worth(long inPoints) {
        return new Tender(kind, amount, card, method, rounding, inPoints, charge, approvedBy);
    }

    Tender approvedBy(UserId user) {
        return new Tender(kind, amount, card, method, rounding, points, charge, user);
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
                .put("approvedBy", approvedBy)
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
                CardCharge.ofOrNull(in.value("charge")),
                in.idOrNull("approvedBy", UserId::new));
    }
}
