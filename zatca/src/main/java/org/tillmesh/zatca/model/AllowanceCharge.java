package org.tillmesh.zatca.model;

/**
 * An allowance (takes off) or charge (adds) on the whole document.
 *
 * @param amount halalas, positive; without VAT, or with VAT where it is handed to {@link InclusiveTotals}
 * @param reasonCode UNTDID 5189 for allowances (95 is a discount), UNTDID 7161 for charges (FC is freight)
 */
public record AllowanceCharge(boolean charge, long amount, VatClass vat, String reasonCode, String reason) {
    public AllowanceCharge {
        reason = FreeText.clean(reason);
        ChargeReason.check(charge, amount, reasonCode, reason);
    }

    public static AllowanceCharge discount(long amount, VatClass vat, String reason) {
        return new AllowanceCharge(false, amount, vat, LineAdjustment.DISCOUNT, reason);
    }

    public static AllowanceCharge freight(long amount, VatClass vat, String reason) {
        return new AllowanceCharge(true, amount, vat, ChargeReason.FREIGHT, reason);
    }
}
