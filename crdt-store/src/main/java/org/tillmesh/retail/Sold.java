package org.tillmesh.retail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An issued document in the sales book, without its lines. Amounts are signed: a return's are negative. */
public record Sold(
        String uuid,
        IssuedDocument.Kind kind,
        ReceiptNumber receipt,
        Instant at,
        Money total,
        Money vat,
        String cashier,
        String shift,
        @Nullable String cart,
        @Nullable String original,
        @Nullable String key)
        implements Comparable<Sold> {

    static Sold of(IssuedDocument document) {
        return new Sold(
                document.uuid(),
                document.kind(),
                document.receipt(),
                document.at(),
                document.signed(document.total()),
                document.signed(document.vat()),
                document.cashier(),
                document.shift(),
                document.cart(),
                document.original(),
                document.key());
    }

    public TillId till() {
        return receipt.till();
    }

    public boolean isSale() {
        return kind == IssuedDocument.Kind.SALE;
    }

    /** By issue time, receipt, uuid. */
    @Override
    public int compareTo(Sold other) {
        int byTime = at.compareTo(other.at);
        if (byTime != 0) {
            return byTime;
        }
        int byReceipt = receipt.toString().compareTo(other.receipt.toString());
        return byReceipt != 0 ? byReceipt : uuid.compareTo(other.uuid);
    }
}
