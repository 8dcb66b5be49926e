package org.tillmesh.retail.deal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/**
 * Promotions on the units of a basket. Each unit is used by one promotion at most. Of promotions of one priority the one
 * that takes most off what is left goes first; the others are worked out anew with the units that are left.
 *
 * <p>Units of one line cost the same, so they are counted, not listed: a line of 100,000 pieces costs no more time than a
 * line of one.
 */
final class UnitDeals {
    private final List<Basket.Line> lines;
    private final long[] price;
    private final long[] free;
    private final Map<String, List<Integer>> byItem = new HashMap<>();
    private final Map<String, List<Integer>> byCategory = new HashMap<>();
    private final List<Map<Promotion, Long>> offs = new ArrayList<>();
    private final List<List<Priced.Run>> runs = new ArrayList<>();

    /** A promotion at work: the lines that it may use, and what it would take now. */
    private final class Candidate {
        final Promotion promotion;
        final int[] lines;
        final boolean onlyShrinks;
        Take take;
        boolean isStale;

        Candidate(Promotion promotion, int[] lines) {
            this.promotion = promotion;
            this.lines = lines;
            this.onlyShrinks = Taking.onlyShrinks(promotion);
            this.take = workOut();
        }

        Take workOut() {
            isStale = false;
            return new Taking(promotion, UnitDeals.this.lines, lines, price, free.clone()).take();
        }

        void notice(boolean[] used) {
            isStale |= Arrays.stream(lines).anyMatch(line -> used[line]);
        }

        /** Works it out anew if units that it may use went since. */
        void refresh() {
            if (isStale) {
                take = workOut();
            }
        }
    }

    UnitDeals(List<Basket.Line> lines, List<Money> prices, long[] gross) {
        this.lines = lines;
        price = new long[lines.size()];
        free = new long[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            Basket.Line line = lines.get(i);
            boolean isOne = line.measured() || line.fixed() != null;
            price[i] = isOne ? gross[i] : prices.get(i).minor();
            long units = isOne ? 1 : line.qty().thousandths() / Quantity.ONE.thousandths();
            free[i] = line.isByHand() || line.loads() ? 0 : units;
            byItem.computeIfAbsent(line.item(), item -> new ArrayList<>()).add(i);
            byCategory
                    .computeIfAbsent(line.category(), category -> new ArrayList<>())
                    .add(i);
            offs.add(new LinkedHashMap<>());
            runs.add(new ArrayList<>());
        }
    }

    void give(List<Promotion> promotions) {
        var byPriority = new TreeMap<Integer, List<Promotion>>();
        promotions.forEach(p ->
                byPriority.computeIfAbsent(p.priority(), k -> new ArrayList<>()).add(p));
        byPriority.values().forEach(this::giveEqual);
    }

    private void giveEqual(List<Promotion> promotions) {
        var left = new ArrayList<Candidate>();
        for (Promotion promotion : promotions) {
            int[] may = order(promotion);
            if (may.length > 0) {
                left.add(new Candidate(promotion, may));
            }
        }
        left.sort(Comparator.comparing(candidate -> candidate.promotion.id()));
        while (!left.isEmpty()) {
            Candidate best = best(left);
            if (best.take.off() <= 0) {
                return;
            }
            boolean[] used = apply(best);
            left.remove(best);
            left.forEach(candidate -> candidate.notice(used));
        }
    }

    /**
     * The one that takes most off, of equals the first. What only shrinks takes no more than when it was last worked out, so
     * it is worked out anew only where it would still be the best.
     */
    private static Candidate best(List<Candidate> candidates) {
        candidates.stream().filter(candidate -> !candidate.onlyShrinks).forEach(Candidate::refresh);
        while (true) {
            Candidate best = candidates.get(0);
            for (Candidate candidate : candidates) {
                best = candidate.take.off() > best.take.off() ? candidate : best;
            }
            if (!best.isStale) {
                return best;
            }
            best.refresh();
        }
    }

    /** The lines that a promotion may use, the dearest first, of equals the lower number. */
    private int[] order(Promotion promotion) {
        var named = new TreeSet<Integer>();
        promotion.items().forEach(item -> named.addAll(byItem.getOrDefault(item, List.of())));
        promotion.categories().forEach(category -> named.addAll(byCategory.getOrDefault(category, List.of())));
        named.removeIf(i -> free[i] <= 0 || !Taking.mayUse(promotion, lines.get(i)));
        var order = new ArrayList<>(named);
        order.sort(Comparator.comparingLong((Integer i) -> price[i]).reversed());
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** @return the lines of which it used units */
    private boolean[] apply(Candidate candidate) {
        var used = new boolean[free.length];
        for (Take.Use use : candidate.take.uses()) {
            use.spread((line, count, off) -> {
                used[line] = true;
                free[line] -= count;
                offs.get(line).merge(candidate.promotion, Math.multiplyExact(count, off), Long::sum);
                runs.get(line).add(new Priced.Run(count, Money.sar(off)));
            });
        }
        return used;
    }

    long off(int line) {
        return offs.get(line).values().stream().mapToLong(Long::longValue).sum();
    }

    List<Priced.Deal> deals(int line) {
        return offs.get(line).entrySet().stream()
                .filter(given -> given.getValue() > 0)
                .map(given -> new Priced.Deal(
                        given.getKey().id(),
                        given.getKey().name(),
                        given.getKey().nameAr(),
                        Money.sar(given.getValue())))
                .toList();
    }

    List<Priced.Run> runs(int line) {
        return runs.get(line);
    }
}
