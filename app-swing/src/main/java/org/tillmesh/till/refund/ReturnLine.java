package org.tillmesh.till.refund;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Quantity;

/**
 * A line of a receipt, and how much of it comes back.
 *
 * @param serial as it stands on the piece; null where pieces have none
 */
public record ReturnLine(int line, Quantity qty, @Nullable String serial) {
    public ReturnLine(int line, Quantity qty) {
        this(line, qty, null);
    }
}
