package org.tillmesh.zatca;

/**
 * An allowance (takes off) or charge (adds) on the whole document, before VAT.
 *
 * @param amount net halalas, positive
 * @param reasonCode UNTDID 5189 for allowances (95 is a discount), UNTDID 7161 for charges (FC is freight)
 */
public record AllowanceCharge(boolean charge, long amount, VatClass vat, String reasonCode, String reason) {
    public AllowanceCharge {
        reason = FreeText.clean(reason);
        Refused.unless(
                amount > 0 && amount <= Halalas.LARGEST,
                "BR-KSA-F-04",
                "%s of %s is not a positive amount; leave it out or turn its sign",
                charge ? "Charge" : "Allowance",
                Halalas.text(amount));
        Refused.unless(
                FreeText.isCode(reasonCode) && !reason.isEmpty(),
                charge ? "BR-KSA-19" : "BR-KSA-20",
                "%s of %s has code \"%s\" and reason \"%s\"; give both",
                charge ? "Charge" : "Allowance",
                Halalas.text(amount),
                reasonCode,
                reason);
    }

    public static AllowanceCharge discount(long amount, VatClass vat, String reason) {
        return new AllowanceCharge(false, amount, vat, "95", reason);
    }

    public static AllowanceCharge freight(long amount, VatClass vat, String reason) {
        return new AllowanceCharge(true, amount, vat, "FC", reason);
    }
}
