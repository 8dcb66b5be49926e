package org.tillmesh.retail.deal;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** Which units a promotion would use now, and what it would take off them. */
record Take(long off, List<Use> uses) {

    /** Hears of units of a line that got something off. */
    interface Units {
        /** @param count units one after another, each with {@code off} */
        void got(int line, long count, long off);
    }

    /**
     * Units that share what is taken off, some times over.
     *
     * @param lines in ascending order, {@code counts} units of each, {@code prices} of one
     * @param off all that one time takes off
     */
    record Use(int[] lines, long[] counts, long[] prices, long off, long times) {

        /** Each unit gets its part by its price: largest remainder, of equals the earlier line, then the earlier unit. */
        void spread(Units units) {
            int n = lines.length;
            long whole =
                    IntStream.range(0, n).mapToLong(i -> counts[i] * prices[i]).sum();
            var each = new long[n];
            var more = new long[n];
            var remainders = new BigInteger[n];
            long rest = off;
            for (int i = 0; i < n; i++) {
                BigInteger[] parts = BigInteger.valueOf(prices[i])
                        .multiply(BigInteger.valueOf(off))
                        .divideAndRemainder(BigInteger.valueOf(Math.max(1, whole)));
                each[i] = parts[0].longValueExact();
                remainders[i] = parts[1];
                rest -= each[i] * counts[i];
            }
            int[] order = IntStream.range(0, n)
                    .boxed()
                    .sorted((a, b) -> remainders[b].compareTo(remainders[a]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int i : order) {
                more[i] = Math.min(rest, counts[i]);
                rest -= more[i];
            }
            for (int i = 0; i < n; i++) {
                if (more[i] % counts[i] == 0) {
                    units.got(lines[i], counts[i] * times, each[i] + more[i] / counts[i]);
                    continue;
                }
                for (long time = 0; time < times; time++) {
                    units.got(lines[i], more[i], each[i] + 1);
                    units.got(lines[i], counts[i] - more[i], each[i]);
                }
            }
        }
    }
}
