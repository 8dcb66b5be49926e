package org.tillmesh.reports.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;

/** What a day is posted to. Each has a usual number, which the company's settings may change. */
public enum Account {
    CASH("1010"),
    SAFE("1020"),
    CARDS("1030"),
    BANK("1040"),
    RECEIVABLES("1100"),
    INVENTORY("1200"),
    GIFT_CARDS("2100"),
    STORE_CREDIT("2110"),
    POINTS("2120"),
    VAT("2200"),
    SALES_STANDARD("4010"),
    SALES_REDUCED("4020"),
    SALES_ZERO("4030"),
    SALES_EXEMPT("4040"),
    SALES_OUTSIDE("4050"),
    COST_OF_GOODS("5010"),
    CASH_DIFFERENCES("5900"),
    ROUNDING("5910"),
    OTHER_CASH("5920");

    private final String usual;

    Account(String usual) {
        this.usual = usual;
    }

    /** {@code gift-cards}: by what settings name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its number where the company has set none. */
    public String usual() {
        return usual;
    }

    public static Optional<Account> of(String code) {
        return Arrays.stream(values()).filter(a -> a.code().equals(code)).findFirst();
    }

    /** Where a tender's money goes; one that this version does not know is money at a bank. */
    static Account ofTender(String code) {
        if (code.equals("points")) {
            return POINTS;
        }
        return TenderKind.of(code)
                .map(kind -> switch (kind.code()) {
                    case "cash" -> CASH;
                    case "card" -> CARDS;
                    case "gift" -> GIFT_CARDS;
                    case "credit" -> STORE_CREDIT;
                    case "account" -> RECEIVABLES;
                    default -> BANK;
                })
                .orElse(BANK);
    }

    static Account ofSales(String tax) {
        return switch (TaxCategory.of(tax).orElse(TaxCategory.O)) {
            case S15 -> SALES_STANDARD;
            case S5 -> SALES_REDUCED;
            case Z -> SALES_ZERO;
            case E -> SALES_EXEMPT;
            case O -> SALES_OUTSIDE;
        };
    }
}
