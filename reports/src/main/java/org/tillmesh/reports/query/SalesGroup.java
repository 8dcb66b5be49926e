package org.tillmesh.reports.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what sales are summed. */
public enum SalesGroup {
    PRODUCT,
    CATEGORY,
    CASHIER,
    TILL,
    STORE,
    HOUR,
    HOUR_OF_DAY,
    DAY,
    WEEKDAY,
    MONTH;

    /** {@code hour-of-day}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether another period has the same keys: days and months come once. */
    public boolean comesAgain() {
        return this != HOUR && this != DAY && this != MONTH;
    }

    /** Whether a sum by document can be told from another by it. */
    public boolean isOfDocuments() {
        return this != PRODUCT && this != CATEGORY;
    }

    public static Optional<SalesGroup> of(String code) {
        return Arrays.stream(values()).filter(g -> g.code().equals(code)).findFirst();
    }
}
