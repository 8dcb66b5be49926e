package org.tillmesh.retail.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** A quantity in thousandths of its unit: {@code parse("1.240")} is 1,240 thousandths (of a kilogram, a piece …). */
public record Quantity(long thousandths) implements Comparable<Quantity> {
    public static final Quantity ZERO = new Quantity(0);
    public static final Quantity ONE = new Quantity(1000);

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,3})?");

    private static final Pattern LIKE_A_BARCODE = Pattern.compile("[0-9]{12,14}");

    public static Quantity ofThousandths(long thousandths) {
        return new Quantity(thousandths);
    }

    public static Quantity of(long whole) {
        return new Quantity(Math.multiplyExact(whole, 1000L));
    }

    /** Plain ASCII decimals with at most three digits after the point. */
    public static Quantity parse(String text) {
        if (LIKE_A_BARCODE.matcher(text).matches()) {
            throw new BadText(Rule.NO_QUANTITY_BUT_A_BARCODE, text);
        }
        if (!PLAIN.matcher(text).matches()) {
            throw new BadText(Rule.NO_QUANTITY, text);
        }
        return new Quantity(new BigDecimal(text).movePointRight(3).longValueExact());
    }

    public Quantity plus(Quantity other) {
        return new Quantity(Math.addExact(thousandths, other.thousandths));
    }

    public Quantity minus(Quantity other) {
        return new Quantity(Math.subtractExact(thousandths, other.thousandths));
    }

    /** Cut to thousandths. */
    public Quantity times(Quantity other) {
        return new Quantity(BigInteger.valueOf(thousandths)
                .multiply(BigInteger.valueOf(other.thousandths))
                .divide(BigInteger.valueOf(ONE.thousandths))
                .longValueExact());
    }

    public Quantity negated() {
        return new Quantity(Math.negateExact(thousandths));
    }

    public boolean isWhole() {
        return thousandths % 1000 == 0;
    }

    public boolean isZero() {
        return thousandths == 0;
    }

    public boolean isPositive() {
        return thousandths > 0;
    }

    public boolean isNegative() {
        return thousandths < 0;
    }

    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(thousandths, 3);
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(thousandths, other.thousandths);
    }

    /** {@code 2} for whole ones, {@code 1.240} otherwise: what {@link #parse} reads. */
    @Override
    public String toString() {
        return isWhole() ? Long.toString(thousandths / 1000) : toBigDecimal().toPlainString();
    }
}
