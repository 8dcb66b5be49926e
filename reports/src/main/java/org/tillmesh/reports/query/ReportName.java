package org.tillmesh.reports.query;

import static org.tillmesh.reports.query.ReportParameter.CASHIER;
import static org.tillmesh.reports.query.ReportParameter.CATEGORY;
import static org.tillmesh.reports.query.ReportParameter.CUSTOMER;
import static org.tillmesh.reports.query.ReportParameter.PRODUCT;
import static org.tillmesh.reports.query.ReportParameter.STORE;
import static org.tillmesh.reports.query.ReportParameter.SUPPLIER;
import static org.tillmesh.reports.query.ReportParameter.TENDER;
import static org.tillmesh.reports.query.ReportParameter.TILL;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The reports there are, and what each takes beside a period. */
public enum ReportName {
    SALES(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_PRODUCT(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_CATEGORY(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_CASHIER(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_TILL(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_STORE(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_HOUR(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_HOUR_OF_DAY(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_DAY(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_WEEKDAY(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_MONTH(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    SALES_BY_CUSTOMER(STORE, CUSTOMER),
    SALES_BY_PAYMENT(STORE, TILL, CASHIER, CUSTOMER, TENDER),
    SALES_BY_PROMOTION(STORE, TILL, CASHIER, CUSTOMER, TENDER),
    DOCUMENTS(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    MARGIN(STORE, TILL, CASHIER, PRODUCT, CATEGORY),
    COMPARISON(STORE, TILL, CASHIER, PRODUCT, CATEGORY, CUSTOMER, TENDER),
    ABC(STORE, TILL, CASHIER, CATEGORY),
    BASKETS(STORE, TILL, CASHIER, CUSTOMER, TENDER),
    VAT_SUMMARY(STORE, TILL, CASHIER, CUSTOMER, TENDER),
    VAT_RETURN(STORE, TILL),
    DISCOUNTS(STORE, TILL, CASHIER),
    HAND_PRICES(STORE, TILL, CASHIER),
    RETURNS(STORE, TILL, CASHIER, CUSTOMER),
    VOIDS(STORE, TILL, CASHIER),
    NO_SALES(STORE, TILL, CASHIER),
    AUDIT(STORE, TILL, CASHIER),
    HOURS(STORE, CASHIER),
    STOCK(STORE),
    STOCK_VALUE(STORE),
    LOW_STOCK(STORE),
    MOVEMENTS(STORE),
    EXPIRING_BATCHES(STORE),
    DEAD_STOCK(STORE, CATEGORY),
    COUNT_DIFFERENCES(STORE, PRODUCT),
    PURCHASES(STORE, PRODUCT, SUPPLIER),
    CASH_DIFFERENCES(STORE),
    TENDER_DIFFERENCES(STORE, TILL),
    CASH_MOVEMENTS(STORE),
    Z_REPORTS(STORE, TILL),
    CUSTOMER_STATEMENT(STORE, CUSTOMER),
    CUSTOMER_AGES(STORE),
    GIFT_CARDS,
    STORE_CREDIT,
    POINTS,
    ZATCA_STATUS(STORE, TILL),
    JOURNAL(STORE);

    private final Set<ReportParameter> parameters;

    ReportName(ReportParameter... parameters) {
        this.parameters = EnumSet.noneOf(ReportParameter.class);
        this.parameters.addAll(List.of(parameters));
    }

    /** {@code sales-by-product}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean takes(ReportParameter parameter) {
        return parameters.contains(parameter);
    }

    /** In the order in which they are declared. */
    public List<ReportParameter> parameters() {
        return List.copyOf(parameters);
    }

    /** Whether it says {@code by} what it sums. */
    public boolean takesGroup() {
        return this == SALES || this == MARGIN || this == COMPARISON;
    }

    public static Optional<ReportName> of(String code) {
        return Arrays.stream(values()).filter(r -> r.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(ReportName::code).toList();
    }
}
