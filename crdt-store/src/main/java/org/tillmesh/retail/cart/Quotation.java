package org.tillmesh.retail.cart;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;

/**
 * A cart's prices, promised to a customer. It is no invoice.
 *
 * @param number {@code S001-T01-Q000001}: the quoting till's own counter
 * @param until the promise holds before it
 */
public record Quotation(String number, Instant at, Instant until) {

    public boolean holds(Instant now) {
        return now.isBefore(until);
    }

    Value toValue() {
        return new Body()
                .put("number", number)
                .put("at", at)
                .put("until", until)
                .toValue();
    }

    static @Nullable Quotation of(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        Fields in = Fields.of("quotation", value);
        return new Quotation(in.text("number"), in.time("at"), in.time("until"));
    }
}
