package org.tillmesh.retail.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rules by which minor units are rounded and shared out; nothing else in the house rounds money. */
public final class Rounding {
    private Rounding() {}

    /** {@code amount × numerator ÷ denominator}, rounded half up (for amounts of zero or more). */
    public static long halfUp(long amount, long numerator, long denominator) {
        BigInteger twice = BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(numerator))
                .shiftLeft(1)
                .add(BigInteger.valueOf(denominator));
        return floor(twice, BigInteger.valueOf(denominator).shiftLeft(1));
    }

    /** {@code amount × numerator ÷ denominator}, cut to a whole unit (for amounts of zero or more). */
    public static long down(long amount, long numerator, long denominator) {
        return floor(
                BigInteger.valueOf(amount).multiply(BigInteger.valueOf(numerator)), BigInteger.valueOf(denominator));
    }

    /**
     * Shares {@code total} out by {@code weights[i] × numerator ÷ denominator}: each gets its exact share cut to a whole
     * unit; what is left goes, one unit each, to the largest remainders, of equal ones to the lower index.
     */
    public static long[] largestRemainder(long total, long[] weights, long numerator, long denominator) {
        var shares = new long[weights.length];
        var remainders = new BigInteger[weights.length];
        BigInteger by = BigInteger.valueOf(denominator);
        long left = total;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] parts = BigInteger.valueOf(weights[i])
                    .multiply(BigInteger.valueOf(numerator))
                    .divideAndRemainder(by);
            shares[i] = parts[0].longValueExact();
            remainders[i] = parts[1];
            left -= shares[i];
            order.add(i);
        }
        if (left < 0 || left > weights.length) {
            throw new AssertionError(
                    "Total " + total + " is not what " + List.of(numerator, denominator) + " of the weights makes");
        }
        order.sort(
                Comparator.comparing((Integer i) -> remainders[i]).reversed().thenComparing(Comparator.naturalOrder()));
        for (int k = 0; k < left; k++) {
            shares[order.get(k)]++;
        }
        return shares;
    }

    private static long floor(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return (parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]).longValueExact();
    }
}
