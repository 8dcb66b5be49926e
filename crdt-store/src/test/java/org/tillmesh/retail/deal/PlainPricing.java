package org.tillmesh.retail.deal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.retail.value.Money;

/** Promotions on units once more, as slowly and plainly as can be: every unit is an object, every set is looked for anew. */
final class PlainPricing {
    private static final class Unit {
        final Basket.Line line;
        final int at;
        final long price;
        String used = "";
        long off;

        Unit(Basket.Line line, int at, long price) {
            this.line = line;
            this.at = at;
            this.price = price;
        }
    }

    private final List<Unit> units = new ArrayList<>();

    /** @return what each line has off by each promotion, in halalas: {@code line:promotion} → off */
    static Map<String, Long> offs(Basket basket, List<Promotion> promotions) {
        var work = new PlainPricing();
        for (Basket.Line line : basket.lines()) {
            if (line.isByHand()) {
                continue;
            }
            if (line.measured()) {
                work.units.add(new Unit(line, 0, line.shelf().times(line.qty()).minor()));
                continue;
            }
            for (int i = 0; i < line.qty().thousandths() / 1000; i++) {
                work.units.add(new Unit(line, i, line.shelf().minor()));
            }
        }
        var priorities = new TreeMap<Integer, List<Promotion>>();
        promotions.forEach(p ->
                priorities.computeIfAbsent(p.priority(), k -> new ArrayList<>()).add(p));
        priorities.values().forEach(work::equal);
        var offs = new HashMap<String, Long>();
        for (Unit unit : work.units) {
            if (unit.off > 0) {
                offs.merge(unit.line.number() + ":" + unit.used, unit.off, Long::sum);
            }
        }
        return offs;
    }

    private void equal(List<Promotion> promotions) {
        var left = new ArrayList<>(promotions);
        left.sort(Comparator.comparing(Promotion::id));
        while (!left.isEmpty()) {
            Promotion best = null;
            long most = 0;
            for (Promotion p : left) {
                long off = sum(take(p));
                if (off > most) {
                    best = p;
                    most = off;
                }
            }
            if (best == null) {
                return;
            }
            for (Map.Entry<Unit, Long> unit : take(best).entrySet()) {
                unit.getKey().used = best.id();
                unit.getKey().off = unit.getValue();
            }
            left.remove(best);
        }
    }

    private static long sum(Map<Unit, Long> taken) {
        return taken.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<Unit> free(Promotion p) {
        var free = new ArrayList<Unit>();
        for (Unit unit : units) {
            if (unit.used.isEmpty() && (p.offer() instanceof Offer.Bundle || p.names(unit.line))) {
                free.add(unit);
            }
        }
        free.sort(Comparator.comparingLong((Unit u) -> u.price)
                .reversed()
                .thenComparing(u -> u.line.number())
                .thenComparing(u -> u.at));
        return free;
    }

    private Map<Unit, Long> take(Promotion p) {
        var taken = new HashMap<Unit, Long>();
        List<Unit> free = free(p);
        Offer offer = p.offer();
        int bound = p.atMost() == 0 ? Integer.MAX_VALUE : p.atMost();
        if (offer instanceof Offer.PercentOff percent) {
            var byLine = new TreeMap<Integer, List<Unit>>();
            free.stream().limit(bound).forEach(u -> byLine.computeIfAbsent(u.line.number(), k -> new ArrayList<>())
                    .add(u));
            byLine.values()
                    .forEach(of ->
                            spread(of, halfUp(prices(of) * percent.percent().hundredths()), taken));
            return taken;
        }
        free.removeIf(
                u -> u.line.measured() && !(offer instanceof Offer.AmountOff || offer instanceof Offer.SpecialPrice));
        if (offer instanceof Offer.AmountOff amount) {
            free.stream().limit(bound).forEach(u -> taken.put(u, Math.min(u.price, worth(amount.amount(), u))));
        } else if (offer instanceof Offer.SpecialPrice special) {
            free.stream()
                    .filter(u -> u.price > worth(special.price(), u))
                    .limit(bound)
                    .forEach(u -> taken.put(u, u.price - worth(special.price(), u)));
        } else if (offer instanceof Offer.SetPrice set) {
            for (int k = 0; k < bound && (k + 1) * set.count() <= free.size(); k++) {
                List<Unit> of = free.subList(k * set.count(), (k + 1) * set.count());
                if (prices(of) <= set.price().minor()) {
                    break;
                }
                spread(of, prices(of) - set.price().minor(), taken);
            }
        } else if (offer instanceof Offer.BuyGet buyGet) {
            int size = buyGet.buy() + buyGet.get();
            for (int k = 0; k < bound && (k + 1) * size <= free.size(); k++) {
                List<Unit> of = free.subList(k * size, (k + 1) * size);
                long off = halfUp(prices(of.subList(buyGet.buy(), size))
                        * buyGet.percent().hundredths());
                if (off <= 0) {
                    break;
                }
                spread(of, off, taken);
            }
        } else if (offer instanceof Offer.Bundle bundle) {
            for (int k = 0; k < bound; k++) {
                var of = new ArrayList<Unit>();
                for (Offer.Bundle.Part part : bundle.parts()) {
                    int missing = part.count();
                    for (Unit unit : free) {
                        if (missing > 0 && !of.contains(unit) && part.items().contains(unit.line.item())) {
                            of.add(unit);
                            missing--;
                        }
                    }
                    if (missing > 0) {
                        return taken;
                    }
                }
                if (prices(of) <= bundle.price().minor()) {
                    return taken;
                }
                spread(of, prices(of) - bundle.price().minor(), taken);
                free.removeAll(of);
            }
        }
        return taken;
    }

    private static long worth(Money each, Unit unit) {
        return unit.line.measured() ? each.times(unit.line.qty()).minor() : each.minor();
    }

    private static long prices(List<Unit> of) {
        return of.stream().mapToLong(u -> u.price).sum();
    }

    private static long halfUp(long tenThousandths) {
        return (tenThousandths * 2 + 10_000) / 20_000;
    }

    private static void spread(List<Unit> of, long off, Map<Unit, Long> taken) {
        long whole = prices(of);
        var order = new ArrayList<>(of);
        order.sort(Comparator.comparingLong((Unit u) -> u.price * off % whole)
                .reversed()
                .thenComparing(u -> u.line.number())
                .thenComparing(u -> u.at));
        long rest = off;
        for (Unit unit : of) {
            taken.put(unit, unit.price * off / whole);
            rest -= unit.price * off / whole;
        }
        for (Unit unit : order.subList(0, (int) rest)) {
            taken.merge(unit, 1L, Long::sum);
        }
    }
}
