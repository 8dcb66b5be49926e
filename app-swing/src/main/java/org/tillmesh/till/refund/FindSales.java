package org.tillmesh.till.refund;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;

/**
 * What somebody remembers of a sale; null is anything.
 *
 * @param text a receipt's number, the QR of its paper, or a customer's name or phone
 * @param from first day in the branch's zone, or a time with zone
 * @param to last day, or a time with zone before which it was
 * @param product a code, or words of a name
 * @param card last four of a gift card's number, of an approval code, or of the card that a terminal booked
 * @param limit 1 to {@link #MOST}
 */
public record FindSales(
        @Nullable String text,
        @Nullable String from,
        @Nullable String to,
        @Nullable String phone,
        @Nullable Money amount,
        @Nullable String product,
        @Nullable String card,
        int limit) {
    public static final int MOST = 500;
}
