package org.tillmesh.retail.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How is paid. Only cash gives change. The UNTDID 4461 code goes into the invoice. */
public enum TenderKind {
    CASH("10"),
    CARD("48"),
    CREDIT("30"),
    GIFT("1"),
    ACCOUNT("30"),
    /** A transfer to the company's bank account. */
    BANK("42"),
    POINTS("1");

    private final String untdid4461;

    TenderKind(String untdid4461) {
        this.untdid4461 = untdid4461;
    }

    public String untdid4461() {
        return untdid4461;
    }

    /** {@code cash}, {@code card} …: how it is stored and said. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean givesChange() {
        return this == CASH;
    }

    /** Whether it is charged to a customer, who must be attached. */
    public boolean needsCustomer() {
        return this == CREDIT || this == ACCOUNT || this == POINTS;
    }

    /** Whether it spends what is held in escrow. */
    public boolean isEscrowed() {
        return this == GIFT || this == CREDIT || this == POINTS;
    }

    public static Optional<TenderKind> of(String code) {
        return Arrays.stream(values()).filter(k -> k.code().equals(code)).findFirst();
    }
}
