package org.tillmesh.reports.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By what a report can be narrowed. */
public enum ReportParameter {
    STORE,
    TILL,
    CASHIER,
    PRODUCT,
    CATEGORY,
    CUSTOMER,
    TENDER,
    SUPPLIER;

    /** {@code till}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReportParameter> of(String code) {
        return Arrays.stream(values()).filter(p -> p.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(ReportParameter::code).toList();
    }
}
