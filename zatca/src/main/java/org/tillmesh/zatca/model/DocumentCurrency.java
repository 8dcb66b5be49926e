package org.tillmesh.zatca.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * The currency that a document's amounts are in. VAT is due in riyals whatever it is, so another one comes with its rate
 * (BR-KSA-87 to 90) and the document gives the VAT total in both.
 *
 * @param code ISO 4217
 * @param riyals for one unit of it, at most six decimals; 1 for SAR
 */
public record DocumentCurrency(String code, BigDecimal riyals) {
    public static final DocumentCurrency SAR = new DocumentCurrency("SAR", BigDecimal.ONE);

    public DocumentCurrency {
        Refused.unless(isIso(code), "BR-CL-04", "Currency \"%s\" is no code of ISO 4217; write it like USD", code);
        Refused.unless(
                riyals.signum() > 0
                        && riyals.stripTrailingZeros().scale() <= 6
                        && riyals.compareTo(BigDecimal.valueOf(1_000_000)) < 0,
                "BR-KSA-90",
                "Rate %s of %s is not more than 0, under 1,000,000, with at most six decimals; give riyals for one %s",
                riyals.toPlainString(),
                code,
                code);
        Refused.unless(
                !code.equals("SAR") || riyals.compareTo(BigDecimal.ONE) == 0,
                "BR-KSA-87",
                "One SAR is given as %s riyals; leave the rate out",
                riyals.toPlainString());
    }

    private static boolean isIso(String code) {
        return code.matches("[A-Z]{3}")
                && Currency.getAvailableCurrencies().stream()
                        .anyMatch(c -> c.getCurrencyCode().equals(code));
    }

    public boolean isForeign() {
        return !code.equals("SAR");
    }

    /** Hundredths of this currency in halalas, halves up. */
    long toHalalas(long hundredths) {
        return BigDecimal.valueOf(hundredths)
                .multiply(riyals)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
