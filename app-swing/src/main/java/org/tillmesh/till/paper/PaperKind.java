package org.tillmesh.till.paper;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be put on paper, shown and written, each laid out in one way. */
public enum PaperKind {
    /** Of a sale, return or quotation; of a sale that was only played it is shown, not printed. */
    RECEIPT,
    /** A sale without its prices. */
    GIFT,
    /** What the payment terminal booked, for the shop's own files. */
    MERCHANT,
    /** The same for who paid. */
    CUSTOMER,
    /** Of the open shift, as it stands when it is printed. */
    X,
    /** Of a closed shift. */
    Z,
    /** Cart with promised prices; asked for as a receipt by its number. */
    QUOTATION;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param code null for a receipt, which is what older versions printed */
    static PaperKind of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElse(RECEIPT);
    }
}
