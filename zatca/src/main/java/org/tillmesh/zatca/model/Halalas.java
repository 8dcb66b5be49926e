package org.tillmesh.zatca.model;

import java.math.BigDecimal;

/** Amounts are whole halalas in a {@code long}; here is how they are divided and how documents write them. */
public final class Halalas {
    /** 999,999,999.99: far above any sale, far below where sums or products could overflow. */
    static final long LARGEST = 99_999_999_999L;

    private Halalas() {}

    /** 1250 is {@code 12.50}: plain digits, two decimals (BR-DEC-…). */
    public static String text(long halalas) {
        return BigDecimal.valueOf(halalas, 2).toPlainString();
    }

    /** Halves away from zero; the divisor is positive. */
    static long divideHalfUp(long dividend, long divisor) {
        long quotient = Math.floorDiv(Math.abs(dividend), divisor);
        long rest = Math.floorMod(Math.abs(dividend), divisor);
        long rounded = rest * 2 >= divisor ? quotient + 1 : quotient;
        return dividend < 0 ? -rounded : rounded;
    }
}
