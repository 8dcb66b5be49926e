package org.tillmesh.zatca.model;

/**
 * An allowance (takes off) or charge (adds) on one line, beside its plain discount.
 *
 * @param amount halalas, positive; with VAT on an {@link InclusiveLine}, without on an {@link InvoiceLine}
 * @param reasonCode UNTDID 5189 for allowances (95 is a discount), UNTDID 7161 for charges (PC is packing)
 */
public record LineAdjustment(boolean charge, long amount, String reasonCode, String reason) {
    public static final String DISCOUNT = "95";

    public LineAdjustment {
        reason = FreeText.clean(reason);
        ChargeReason.check(charge, amount, reasonCode, reason);
    }

    public static LineAdjustment allowance(long amount, String reason) {
        return new LineAdjustment(false, amount, DISCOUNT, reason);
    }

    public static LineAdjustment charge(long amount, String reasonCode, String reason) {
        return new LineAdjustment(true, amount, reasonCode, reason);
    }

    /** What it does to the line: charges add, allowances take off. */
    long signed() {
        return charge ? amount : -amount;
    }
}
