package org.tillmesh.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The reports there are. */
public enum ReportName {
    SALES_BY_PRODUCT,
    SALES_BY_CATEGORY,
    SALES_BY_CASHIER,
    SALES_BY_HOUR,
    SALES_BY_PAYMENT,
    VAT_SUMMARY,
    STOCK,
    STOCK_VALUE,
    LOW_STOCK,
    MOVEMENTS,
    EXPIRING_BATCHES,
    CASH_DIFFERENCES,
    CASH_MOVEMENTS;

    /** {@code sales-by-product}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ReportName> of(String code) {
        return Arrays.stream(values()).filter(r -> r.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(ReportName::code).toList();
    }
}
