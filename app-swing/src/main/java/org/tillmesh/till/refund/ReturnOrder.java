package org.tillmesh.till.refund;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.TenderKind;

/**
 * Goods that come back in one command.
 *
 * @param receipts what comes back by receipts: a credit note each
 * @param loose what comes back without one: a credit note for all of it
 * @param reference what the customer says that the missing receipt's number was; null for nothing
 * @param tender how all of it is paid back; null for the way it was paid, without a receipt in cash
 * @param restock whether it goes back to stock
 */
public record ReturnOrder(
        List<ReturnOf> receipts,
        List<LooseLine> loose,
        @Nullable String reference,
        String reason,
        @Nullable TenderKind tender,
        boolean restock) {
    public ReturnOrder {
        receipts = List.copyOf(receipts);
        loose = List.copyOf(loose);
    }

    /** Of one receipt. */
    public static ReturnOrder of(ReturnOf receipt, String reason, @Nullable TenderKind tender, boolean restock) {
        return new ReturnOrder(List.of(receipt), List.of(), null, reason, tender, restock);
    }
}
