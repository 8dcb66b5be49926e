package org.tillmesh.retail.cart;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;

/**
 * What a payment terminal says of a card payment that it booked: all that is kept of it. What the terminal did not say is
 * null.
 *
 * @param intent id of the {@code PaymentIntent} that asked for it
 * @param pan with all but its last four digits masked
 * @param receipt number of the terminal's receipt, by which it can be reversed
 * @param offline whether the terminal approved it without its host
 */
public record CardCharge(
        String intent,
        @Nullable String approval,
        @Nullable String scheme,
        @Nullable String pan,
        @Nullable String rrn,
        @Nullable String receipt,
        @Nullable String terminalId,
        boolean offline) {

    /** One that a manager decided from the customer's slip. */
    public static CardCharge byHand(String intent) {
        return new CardCharge(intent, null, null, null, null, null, null, false);
    }

    public Value toValue() {
        return new Body()
                .put("intent", intent)
                .put("approval", approval)
                .put("scheme", scheme)
                .put("pan", pan)
                .put("rrn", rrn)
                .put("receipt", receipt)
                .put("terminal", terminalId)
                .putIfTrue("offline", offline)
                .toValue();
    }

    static @Nullable CardCharge ofOrNull(@Nullable Value value) {
        return value == null ? null : of(value);
    }

    public static CardCharge of(Value value) {
        Fields in = Fields.of("charge", value);
        return new CardCharge(
                in.text("intent"),
                in.textOrNull("approval"),
                in.textOrNull("scheme"),
                in.textOrNull("pan"),
                in.textOrNull("rrn"),
                in.textOrNull("receipt"),
                in.textOrNull("terminal"),
                in.flag("offline"));
    }
}
