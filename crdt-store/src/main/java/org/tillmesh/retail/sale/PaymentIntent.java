package org.tillmesh.retail.sale;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Document;

/**
 * A card payment that is about to be asked of the terminal, in {@code local}: durable before the first byte goes out, its
 * outcome after.
 *
 * @param id the reference that the terminal gets
 * @param approval the terminal's approval code
 */
public record PaymentIntent(
        String id, String cart, Money amount, Outcome outcome, @Nullable String approval, Instant at)
        implements StateDocument {
    /** What is known of it. */
    public enum Outcome {
        OPEN,
        APPROVED,
        DECLINED,
        REVERSED;

        static Optional<Outcome> of(String name) {
            return Arrays.stream(values()).filter(o -> o.name().equals(name)).findFirst();
        }
    }

    public PaymentIntent with(Outcome known, @Nullable String approvalCode) {
        return new PaymentIntent(id, cart, amount, known, approvalCode, at);
    }

    @Override
    public DocRef ref() {
        return DocType.INTENT.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("cart", cart)
                .put("amount", amount.minor())
                .put("outcome", outcome.name())
                .put("approval", approval)
                .put("at", at.toEpochMilli())
                .toMap();
    }

    public static PaymentIntent of(Document.State state) {
        Fields in = Fields.of(state);
        String outcome = in.text("outcome");
        return new PaymentIntent(
                state.ref().id(),
                in.text("cart"),
                in.money("amount"),
                Outcome.of(outcome).orElseThrow(() -> in.wrong("outcome", "one of this version: " + outcome)),
                in.textOrNull("approval"),
                in.time("at"));
    }
}
