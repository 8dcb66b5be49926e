package org.tillmesh.retail.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount in whole minor units (halalas for SAR), never rounded here. {@code Money.parse("12.50", SAR)} is 1,250
 * minor units. Range: what fits 64 bits; sums that leave it throw {@link ArithmeticException}.
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {
    public static final Currency SAR = Currency.getInstance("SAR");
    public static final Money ZERO = new Money(0, SAR);

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,13}(\\.[0-9]{1,4})?");

    public static Money ofMinor(long minor, Currency currency) {
        return new Money(minor, currency);
    }

    /** So many halalas. */
    public static Money sar(long halalas) {
        return new Money(halalas, SAR);
    }

    /** Plain ASCII decimals with at most the currency's digits after the point: no exponent, no other digits. */
    public static Money parse(String text, Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        if (!PLAIN.matcher(text).matches() || new BigDecimal(text).scale() > digits) {
            throw new BadText(Rule.NO_AMOUNT, text, currency, new Money(1250, currency));
        }
        return new Money(new BigDecimal(text).movePointRight(digits).longValueExact(), currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    /** This price times a quantity, rounded half up (away from zero at the half) to the minor unit. */
    public Money times(Quantity quantity) {
        return new Money(
                BigDecimal.valueOf(minor)
                        .multiply(quantity.toBigDecimal())
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact(),
                currency);
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameCurrency(other).minor);
    }

    /** {@code 12.50}: what {@link #parse} reads. */
    @Override
    public String toString() {
        return toBigDecimal().toPlainString();
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Amounts in " + currency + " and " + other.currency + " don't add up");
        }
        return other;
    }
}
