package org.tillmesh.retail.sale;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Document;

/**
 * What a payment terminal is about to be asked, in {@code local}: durable before the first byte goes out, its outcome after.
 *
 * @param cart that pays; of a refund the sale that is paid back
 * @param of the intent whose charge is reversed; null for none
 * @param receipt of the terminal, whose charge is reversed, of a refund too where the terminal gives nothing back otherwise;
 *     null for none
 * @param asked what the terminal had booked last when it was asked; null while it certainly was not asked
 * @param charge what it booked
 * @param settled whether what was booked has had its effect here: a tender, a reversal, a credit note
 * @param said what stands in the way, in the terminal's words
 */
public record PaymentIntent(
        String id,
        Kind kind,
        String cart,
        Money amount,
        Instant at,
        @Nullable String of,
        @Nullable String receipt,
        Outcome outcome,
        @Nullable Asked asked,
        @Nullable CardCharge charge,
        boolean settled,
        @Nullable String said)
        implements StateDocument {
    /** What is asked. */
    public enum Kind {
        PAYMENT,
        REFUND,
        REVERSAL
    }

    /** What is known of it. */
    public enum Outcome {
        OPEN,
        UNKNOWN,
        APPROVED,
        DECLINED,
        REVERSED
    }

    /** The terminal's last booking before; {@code known} if it could say it, null numbers if it had booked nothing. */
    public record Asked(boolean known, @Nullable String receipt, @Nullable String trace) {}

    /** A payment that begins. */
    public static PaymentIntent payment(String id, String cart, Money amount, Instant at) {
        return new PaymentIntent(id, Kind.PAYMENT, cart, amount, at, null, null, Outcome.OPEN, null, null, false, null);
    }

    /** The reversal of what was booked. */
    public static PaymentIntent reversal(String id, String cart, Money amount, String of, String receipt, Instant at) {
        return new PaymentIntent(
                id, Kind.REVERSAL, cart, amount, at, of, receipt, Outcome.OPEN, null, null, false, null);
    }

    /**
     * What is given back to a card.
     *
     * @param sale that is paid back
     * @param sold what the terminal reverses instead; null where it gives back by itself
     */
    public static PaymentIntent refund(String id, String sale, Money amount, @Nullable CardCharge sold, Instant at) {
        String of = sold == null ? null : sold.intent();
        String receipt = sold == null ? null : sold.receipt();
        return new PaymentIntent(id, Kind.REFUND, sale, amount, at, of, receipt, Outcome.OPEN, null, null, false, null);
    }

    public PaymentIntent with(Asked before) {
        return new PaymentIntent(id, kind, cart, amount, at, of, receipt, outcome, before, charge, settled, said);
    }

    public PaymentIntent with(Outcome known, @Nullable String words) {
        return new PaymentIntent(id, kind, cart, amount, at, of, receipt, known, asked, charge, settled, words);
    }

    public PaymentIntent booked(CardCharge booked, boolean hasEffect) {
        return new PaymentIntent(
                id, kind, cart, amount, at, of, receipt, Outcome.APPROVED, asked, booked, hasEffect, null);
    }

    /** What the terminal is to do: a reversal may be a refund here. */
    public Kind asks() {
        return receipt == null ? kind : Kind.REVERSAL;
    }

    /** Whether nobody knows what became of it. */
    public boolean isOpen() {
        return outcome == Outcome.OPEN || outcome == Outcome.UNKNOWN;
    }

    /** Whether somebody has yet to say, or to do, what becomes of it. */
    public boolean isUndecided() {
        return isOpen() || outcome == Outcome.APPROVED && !settled;
    }

    @Override
    public DocRef ref() {
        return DocType.INTENT.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        var fields = new FieldMap()
                .put("kind", kind.name())
                .put("cart", cart)
                .put("amount", amount.minor())
                .put("at", at.toEpochMilli())
                .put("of", of)
                .put("receipt", receipt)
                .put("outcome", outcome.name())
                .put("charge", charge == null ? null : charge.toValue())
                .putIfTrue("settled", settled)
                .put("said", said);
        if (asked != null) {
            fields.put("asked", true)
                    .putIfTrue("lastKnown", asked.known())
                    .put("lastReceipt", asked.receipt())
                    .put("lastTrace", asked.trace());
        }
        return fields.toMap();
    }

    @Override
    public List<String> optionalFields() {
        return List.of("said", "charge", "settled");
    }

    public static PaymentIntent of(Document.State state) {
        Fields in = Fields.of(state);
        Value charge = in.value("charge");
        return new PaymentIntent(
                state.ref().id(),
                named(Kind.values(), in, "kind", in.text("kind", Kind.PAYMENT.name())),
                in.text("cart"),
                in.money("amount"),
                in.time("at"),
                in.textOrNull("of"),
                in.textOrNull("receipt"),
                named(Outcome.values(), in, "outcome", in.text("outcome")),
                in.flag("asked")
                        ? new Asked(in.flag("lastKnown"), in.textOrNull("lastReceipt"), in.textOrNull("lastTrace"))
                        : null,
                charge == null ? null : CardCharge.of(charge),
                in.flag("settled"),
                in.textOrNull("said"));
    }

    private static <E extends Enum<E>> E named(E[] values, Fields in, String field, String name) {
        Optional<E> found =
                Arrays.stream(values).filter(e -> e.name().equals(name)).findFirst();
        return found.orElseThrow(() -> in.wrong(field, "one of this version: " + name));
    }
}
