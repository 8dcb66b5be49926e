package org.tillmesh.retail.deal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Rounding;

/** Works out one {@link Take}. */
final class Taking {
    private static final int WHOLE = 10_000;

    private final Promotion promotion;
    private final List<Basket.Line> lines;
    private final int[] order;
    private final long[] price;
    private final long[] free;
    private final List<Take.Use> uses = new ArrayList<>();
    private long off;
    private long bound;

    /** @param order lines that may be used, the dearest first; {@code free} units are counted down here */
    Taking(Promotion promotion, List<Basket.Line> lines, int[] order, long[] price, long[] free) {
        this.promotion = promotion;
        this.lines = lines;
        this.order = order;
        this.price = price;
        this.free = free;
        bound = promotion.atMost() == 0 ? Long.MAX_VALUE : promotion.atMost();
    }

    Take take() {
        Offer offer = promotion.offer();
        if (offer instanceof Offer.PercentOff percent) {
            eachLine(percent.percent());
        } else if (offer instanceof Offer.AmountOff amount) {
            eachUnit(line ->
                    isOne(line) ? worth(amount.amount(), line) : amount.amount().minor());
        } else if (offer instanceof Offer.SpecialPrice special) {
            eachUnit(line -> price[line]
                    - (isOne(line)
                            ? worth(special.price(), line)
                            : special.price().minor()));
        } else if (offer instanceof Offer.SetPrice set) {
            sets(set.count(), units -> units.sum() - set.price().minor());
        } else if (offer instanceof Offer.BuyGet buyGet) {
            sets(buyGet.buy() + buyGet.get(), units -> share(units.cheapest(buyGet.get()), buyGet.percent()));
        } else if (offer instanceof Offer.Bundle bundle) {
            bundles(bundle);
        }
        return new Take(off, List.copyOf(uses));
    }

    static boolean mayUse(Promotion promotion, Basket.Line line) {
        Offer offer = promotion.offer();
        if (offer instanceof Offer.Bundle bundle) {
            return !isOne(line)
                    && bundle.parts().stream().anyMatch(part -> part.items().contains(line.item()));
        }
        boolean takesWholes = offer instanceof Offer.PercentOff
                || offer instanceof Offer.AmountOff
                || offer instanceof Offer.SpecialPrice;
        return promotion.names(line) && (takesWholes || !isOne(line));
    }

    /**
     * Whether fewer free units never give more. A bound on the units of a promotion line by line moves on to other lines,
     * which may give more; and the parts of a bundle may compete.
     */
    static boolean onlyShrinks(Promotion promotion) {
        Offer offer = promotion.offer();
        boolean inSets = offer instanceof Offer.SetPrice || offer instanceof Offer.BuyGet;
        return inSets || (promotion.atMost() == 0 && !(offer instanceof Offer.Bundle));
    }

    /** Measured goods, and what is sold at its label's price, are one unit of their whole amount. */
    private static boolean isOne(Basket.Line line) {
        return line.measured() || line.fixed() != null;
    }

    private boolean isOne(int line) {
        return isOne(lines.get(line));
    }

    private long worth(Money each, int line) {
        return each.times(lines.get(line).qty()).minor();
    }

    private void eachLine(Discount.Percent percent) {
        for (int line : order) {
            long count = Math.min(free[line], bound);
            if (count > 0) {
                bound -= count;
                use(new Units().plus(line, count), share(count * price[line], percent), 1);
            }
        }
    }

    private void eachUnit(IntToLongFunction gives) {
        for (int line : order) {
            long count = Math.min(free[line], bound);
            long each = Math.min(price[line], gives.applyAsLong(line));
            if (count > 0 && each > 0) {
                bound -= count;
                use(new Units().plus(line, 1), each, count);
            }
        }
    }

    /** Sets of so many units, the dearest first, until one gives nothing. */
    private void sets(int size, ToLongFunction<Units> gives) {
        again(units -> pick(units, size, line -> true), gives);
    }

    private void bundles(Offer.Bundle bundle) {
        again(
                units -> bundle.parts().stream()
                        .allMatch(part -> pick(units, part.count(), line -> part.items()
                                .contains(lines.get(line).item()))),
                units -> units.sum() - bundle.price().minor());
    }

    private void again(Predicate<Units> picked, ToLongFunction<Units> gives) {
        while (bound > 0) {
            var units = new Units();
            if (!picked.test(units)) {
                return;
            }
            long each = gives.applyAsLong(units);
            if (each <= 0) {
                return;
            }
            long times = Math.min(units.times(), bound);
            bound -= times;
            use(units, each, times);
        }
    }

    /** Adds the dearest units that are free and not in the set yet; false where there are not enough. */
    private boolean pick(Units units, long count, IntPredicate eligible) {
        long missing = count;
        for (int line : order) {
            long taken = eligible.test(line) ? Math.min(missing, free[line] - units.of(line)) : 0;
            if (taken > 0) {
                units.plus(line, taken);
                missing -= taken;
            }
            if (missing == 0) {
                return true;
            }
        }
        return false;
    }

    private void use(Units units, long each, long times) {
        off = Math.addExact(off, Math.multiplyExact(each, times));
        units.counts.forEach((line, count) -> free[line] -= count * times);
        uses.add(units.use(each, times));
    }

    private static long share(long sum, Discount.Percent percent) {
        return Rounding.halfUp(sum, percent.hundredths(), WHOLE);
    }

    /** Units that belong together, by line. */
    private final class Units {
        private final SortedMap<Integer, Long> counts = new TreeMap<>();

        Units plus(int line, long count) {
            counts.merge(line, count, Long::sum);
            return this;
        }

        long of(int line) {
            return counts.getOrDefault(line, 0L);
        }

        long sum() {
            return counts.entrySet().stream()
                    .mapToLong(line -> price[line.getKey()] * line.getValue())
                    .sum();
        }

        long cheapest(int count) {
            long missing = count;
            long sum = 0;
            List<Integer> cheapestFirst = counts.keySet().stream()
                    .sorted(Comparator.comparingLong(line -> price[line]))
                    .toList();
            for (int line : cheapestFirst) {
                long taken = Math.min(missing, of(line));
                sum += taken * price[line];
                missing -= taken;
            }
            return sum;
        }

        /** How often these units can be taken: a set that took the last of a line is there once. */
        long times() {
            return counts.entrySet().stream()
                    .mapToLong(line -> free[line.getKey()] / line.getValue())
                    .min()
                    .orElse(0);
        }

        Take.Use use(long each, long times) {
            int[] at = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
            return new Take.Use(
                    at,
                    counts.values().stream().mapToLong(Long::longValue).toArray(),
                    Arrays.stream(at).mapToLong(line -> price[line]).toArray(),
                    each,
                    times);
        }
    }
}
