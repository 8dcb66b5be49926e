package org.tillmesh.retail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;

/** Shifts, their Zs and day Zs, and what was taken in each. */
public final class Shifts implements TypedProjection {

    private static final class PerStore {
        final Map<String, ShiftOpened> opened = new TreeMap<>();
        final Map<String, ShiftClosed> closed = new TreeMap<>();
        final Map<String, DayZ> days = new TreeMap<>();
        final Map<String, TreeMap<String, CashMovement>> cash = new HashMap<>();
        final Map<String, Figures> figures = new HashMap<>();
    }

    private final Map<Scope, PerStore> stores = new TreeMap<>();

    /** The till's open shift; of several (after a fork) the one opened last. */
    public synchronized Optional<ShiftOpened> open(Scope store, TillId till) {
        PerStore there = there(store);
        return there.opened.values().stream()
                .filter(s -> s.till().equals(till) && !there.closed.containsKey(s.uuid()))
                .max(Comparator.comparing(ShiftOpened::at).thenComparing(ShiftOpened::uuid));
    }

    public synchronized Optional<ShiftOpened> opened(Scope store, String shift) {
        return Optional.ofNullable(there(store).opened.get(shift));
    }

    public synchronized Optional<ShiftClosed> closed(Scope store, String shift) {
        return Optional.ofNullable(there(store).closed.get(shift));
    }

    /** What the documents of a shift come to so far: the X report. */
    public synchronized Figures figures(Scope store, String shift) {
        return there(store).figures.getOrDefault(shift, Figures.NONE);
    }

    /** What should lie in the drawer: float + cash taken + cash in − cash out. */
    public synchronized Money expectedCash(Scope store, ShiftOpened shift) {
        return shift.openingFloat()
                .plus(figures(store, shift.uuid()).tender(TenderKind.CASH))
                .plus(cashMoved(store, shift.uuid()));
    }

    /** Cash put in less cash taken out beside sales. */
    public synchronized Money cashMoved(Scope store, String shift) {
        return cash(store, shift).stream().map(CashMovement::amount).reduce(Money.ZERO, Money::plus);
    }

    public synchronized List<CashMovement> cash(Scope store, String shift) {
        return List.copyOf(
                there(store).cash.getOrDefault(shift, new TreeMap<>()).values());
    }

    public synchronized int nextShiftNumber(Scope store, TillId till) {
        return 1
                + there(store).opened.values().stream()
                        .filter(s -> s.till().equals(till))
                        .mapToInt(ShiftOpened::number)
                        .max()
                        .orElse(0);
    }

    public synchronized int nextZNumber(Scope store, TillId till) {
        return 1
                + there(store).closed.values().stream()
                        .filter(s -> s.till().equals(till))
                        .mapToInt(ShiftClosed::number)
                        .max()
                        .orElse(0);
    }

    public synchronized int nextDayZNumber(Scope store, TillId till) {
        return 1
                + there(store).days.values().stream()
                        .filter(s -> s.till().equals(till))
                        .mapToInt(DayZ::number)
                        .max()
                        .orElse(0);
    }

    /** The till's closed shifts that no day Z covers yet, in order of closing. */
    public synchronized List<ShiftClosed> uncovered(Scope store, TillId till) {
        var covered = new TreeSet<String>();
        there(store).days.values().forEach(day -> covered.addAll(day.shifts()));
        return there(store).closed.values().stream()
                .filter(s -> s.till().equals(till) && !covered.contains(s.shift()))
                .sorted(Comparator.comparing(ShiftClosed::at).thenComparing(ShiftClosed::shift))
                .toList();
    }

    /** Shifts closed at or after {@code from} and before {@code to}; null is open. In order of closing. */
    public synchronized List<ShiftClosed> closedBetween(Scope store, @Nullable Instant from, @Nullable Instant to) {
        return there(store).closed.values().stream()
                .filter(s -> from == null || !s.at().isBefore(from))
                .filter(s -> to == null || s.at().isBefore(to))
                .sorted(Comparator.comparing(ShiftClosed::at).thenComparing(ShiftClosed::shift))
                .toList();
    }

    /** Day Zs in order of issue. */
    public synchronized List<DayZ> days(Scope store, TillId till) {
        var found = new ArrayList<DayZ>();
        there(store).days.values().forEach(day -> {
            if (day.till().equals(till)) {
                found.add(day);
            }
        });
        found.sort(Comparator.comparing(DayZ::at).thenComparing(DayZ::uuid));
        return found;
    }

    @Override
    public synchronized void reset(Scope scope) {
        stores.remove(scope);
    }

    @Override
    public synchronized void accept(Typed change) {
        DocType type = change.type();
        if (type == null || type.home() != DocType.Home.STORE) {
            return;
        }
        PerStore there = stores.computeIfAbsent(change.scope(), s -> new PerStore());
        switch (type) {
            case SHIFT_OPENED -> change.after(ShiftOpened.class).ifPresent(s -> there.opened.put(s.uuid(), s));
            case SHIFT_CLOSED -> change.after(ShiftClosed.class).ifPresent(s -> there.closed.put(s.shift(), s));
            case DAY_Z -> change.after(DayZ.class).ifPresent(d -> there.days.put(d.uuid(), d));
            case CASH -> {
                change.before(CashMovement.class).ifPresent(c -> there.cash
                        .getOrDefault(c.shift(), new TreeMap<>())
                        .remove(c.uuid()));
                change.after(CashMovement.class).ifPresent(c -> there.cash
                        .computeIfAbsent(c.shift(), s -> new TreeMap<>())
                        .put(c.uuid(), c));
            }
            case SALE, RETURN -> {
                change.before(IssuedDocument.class)
                        .ifPresent(d ->
                                there.figures.merge(d.shift(), Figures.of(d).negated(), Figures::plus));
                change.after(IssuedDocument.class)
                        .ifPresent(d -> there.figures.merge(d.shift(), Figures.of(d), Figures::plus));
            }
            default -> {}
        }
    }

    private PerStore there(Scope store) {
        PerStore there = stores.get(store);
        return there == null ? new PerStore() : there;
    }
}
