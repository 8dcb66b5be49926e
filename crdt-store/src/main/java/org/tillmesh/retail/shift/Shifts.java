package org.tillmesh.retail.shift;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.query.TypedChange;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;

/** Shifts, their Zs and day Zs, and what was taken in each. */
public final class Shifts extends StoreReader implements TypedProjection {
    private static final Set<DocType> FOLLOWED =
            EnumSet.of(
            DocType.SHIFT_OPENED,
            DocType.SHIFT_CLOSED,
            DocType.DAY_Z,
            DocType.X_REPORT,
            DocType.CASH,
            DocType.PAYMENT);

    private static final class PerBranch {
        final Map<ShiftId, ShiftOpened> opened = new TreeMap<>();
        final Map<ShiftId, ShiftClosed> closed = new TreeMap<>();
        final Map<String, DayZ> days = new TreeMap<>();
        final Map<String, XReport> xs = new TreeMap<>();
        final Map<ShiftId, TreeMap<String, CashMovement>> cash = new HashMap<>();
        final Map<ShiftId, TreeMap<String, Payment>> payments = new HashMap<>();
    }

    private final Map<Scope, PerBranch> branches = new TreeMap<>();

    public Shifts(Store store) {
        super(store);
    }

    private <T> T of(Scope branch, Function<PerBranch, T> work) {
        return read(view -> {
            synchronized (this) {
                return work.apply(branches.getOrDefault(branch, new PerBranch()));
            }
        });
    }

    /** The till's open shift; of several (after a fork) the one opened last. */
    public Optional<ShiftOpened> open(Scope branch, TillId till) {
        return of(branch, there -> there.opened.values().stream()
                .filter(s -> s.till().equals(till) && !there.closed.containsKey(s.id()))
                .max(Comparator.comparing(ShiftOpened::at).thenComparing(ShiftOpened::id)));
    }

    public Optional<ShiftOpened> opened(Scope branch, ShiftId shift) {
        return of(branch, there -> Optional.ofNullable(there.opened.get(shift)));
    }

    public Optional<ShiftClosed> closed(Scope branch, ShiftId shift) {
        return of(branch, there -> Optional.ofNullable(there.closed.get(shift)));
    }

    /** What the documents of a shift come to so far: the X report. */
    public Figures figures(Scope branch, ShiftId shift) {
        return read(view -> view.folded(branch, Index.FIGURES, shift.value())
                .map(Figures::of)
                .orElse(Figures.NONE));
    }

    /** What should lie in the drawer: float + cash taken, for sales and towards accounts + cash in − cash out − cash dropped. */
    public Money expectedCash(Scope branch, ShiftOpened shift) {
        return shift.openingFloat()
                .plus(figures(branch, shift.id()).tender(TenderKind.CASH))
                .plus(paidOnAccount(branch, shift.id()).getOrDefault(TenderKind.CASH.code(), Money.ZERO))
                .plus(cashMoved(branch, shift.id()).balance());
    }

    /** What was moved in a shift beside sales. */
    public CashSums cashMoved(Scope branch, ShiftId shift) {
        return of(
                branch,
                there -> CashSums.of(
                        there.cash.getOrDefault(shift, new TreeMap<>()).values()));
    }

    /** What customers paid towards their accounts in a shift, by code of tender. */
    public SortedMap<String, Money> paidOnAccount(Scope branch, ShiftId shift) {
        return of(branch, there -> {
            var sums = new TreeMap<String, Money>();
            there.payments.getOrDefault(shift, new TreeMap<>()).values().stream()
                    .flatMap(payment -> payment.tenders().stream())
                    .forEach(tender -> sums.merge(tender.kind().code(), tender.amount(), Money::plus));
            return sums;
        });
    }

    /** Movements at or after {@code from} and before {@code to}; null is open. In order of time. */
    public List<CashMovement> cashBetween(Scope branch, @Nullable Instant from, @Nullable Instant to) {
        return of(branch, there -> there.cash.values().stream()
                .flatMap(ofShift -> ofShift.values().stream())
                .filter(c -> from == null || !c.at().isBefore(from))
                .filter(c -> to == null || c.at().isBefore(to))
                .sorted(Comparator.comparing(CashMovement::at).thenComparing(CashMovement::uuid))
                .toList());
    }

    public int nextShiftNumber(Scope branch, TillId till) {
        return of(
                branch,
                there -> 1
                        + there.opened.values().stream()
                                .filter(s -> s.till().equals(till))
                                .mapToInt(ShiftOpened::number)
                                .max()
                                .orElse(0));
    }

    public int nextZNumber(Scope branch, TillId till) {
        return of(
                branch,
                there -> 1
                        + there.closed.values().stream()
                                .filter(s -> s.till().equals(till))
                                .mapToInt(ShiftClosed::number)
                                .max()
                                .orElse(0));
    }

    /** Totals of a till over its Zs with one more; those of the last Z that says them go on, older ones are summed. */
    public GrandTotals grandTotals(Scope branch, TillId till, Figures z) {
        return grandTotals(branch, till).plus(z);
    }

    /** The same with what an open shift has come to so far, which is no Z yet. */
    public GrandTotals grandTotalsSoFar(Scope branch, TillId till, Figures open) {
        return grandTotals(branch, till).with(open);
    }

    private GrandTotals grandTotals(Scope branch, TillId till) {
        return of(branch, there -> {
            GrandTotals all = GrandTotals.NONE;
            for (ShiftClosed closed : there.closed.values().stream()
                    .filter(s -> s.till().equals(till))
                    .sorted(Comparator.comparing(ShiftClosed::number)
                            .thenComparing(ShiftClosed::at)
                            .thenComparing(ShiftClosed::shift))
                    .toList()) {
                GrandTotals told = closed.grand();
                all = told != null && told.zs() > all.zs() ? told : all.plus(closed.figures());
            }
            return all;
        });
    }

    /** The till's Z of a number; of several (after a fork) the first. */
    public Optional<ShiftClosed> z(Scope branch, TillId till, int number) {
        return of(branch, there -> there.closed.values().stream()
                .filter(s -> s.till().equals(till) && s.number() == number)
                .min(Comparator.comparing(ShiftClosed::at).thenComparing(ShiftClosed::shift)));
    }

    public int nextXNumber(Scope branch, TillId till) {
        return of(
                branch,
                there -> 1
                        + there.xs.values().stream()
                                .filter(x -> x.till().equals(till))
                                .mapToInt(XReport::number)
                                .max()
                                .orElse(0));
    }

    /** The till's X of a number; of several (after a fork) the first. */
    public Optional<XReport> x(Scope branch, TillId till, int number) {
        return of(branch, there -> there.xs.values().stream()
                .filter(x -> x.till().equals(till) && x.number() == number)
                .min(Comparator.comparing(XReport::at).thenComparing(XReport::uuid)));
    }

    public int nextDayZNumber(Scope branch, TillId till) {
        return of(
                branch,
                there -> 1
                        + there.days.values().stream()
                                .filter(s -> s.till().equals(till))
                                .mapToInt(DayZ::number)
                                .max()
                                .orElse(0));
    }

    /** The till's closed shifts that no day Z covers yet, in order of closing. */
    public List<ShiftClosed> uncovered(Scope branch, TillId till) {
        return of(branch, there -> {
            var covered = new TreeSet<ShiftId>();
            there.days.values().forEach(day -> covered.addAll(day.shifts()));
            return there.closed.values().stream()
                    .filter(s -> s.till().equals(till) && !covered.contains(s.shift()))
                    .sorted(Comparator.comparing(ShiftClosed::at).thenComparing(ShiftClosed::shift))
                    .toList();
        });
    }

    /** Shifts closed at or after {@code from} and before {@code to}; null is open. In order of closing. */
    public List<ShiftClosed> closedBetween(Scope branch, @Nullable Instant from, @Nullable Instant to) {
        return of(branch, there -> there.closed.values().stream()
                .filter(s -> from == null || !s.at().isBefore(from))
                .filter(s -> to == null || s.at().isBefore(to))
                .sorted(Comparator.comparing(ShiftClosed::at).thenComparing(ShiftClosed::shift))
                .toList());
    }

    /** Day Zs in order of issue. */
    public List<DayZ> days(Scope branch, TillId till) {
        return of(branch, there -> there.days.values().stream()
                .filter(day -> day.till().equals(till))
                .sorted(Comparator.comparing(DayZ::at).thenComparing(DayZ::uuid))
                .toList());
    }

    /** Day Zs issued at or after {@code from} and before {@code to}, of all tills, in order of issue. */
    public List<DayZ> daysBetween(Scope branch, Instant from, Instant to) {
        return of(branch, there -> there.days.values().stream()
                .filter(day -> !day.at().isBefore(from) && day.at().isBefore(to))
                .sorted(Comparator.comparing(DayZ::at).thenComparing(DayZ::uuid))
                .toList());
    }

    @Override
    public boolean follows(String type) {
        return DocType.named(type).filter(FOLLOWED::contains).isPresent();
    }

    @Override
    public synchronized void reset(Scope scope) {
        branches.remove(scope);
    }

    @Override
    public synchronized void accept(TypedChange change) {
        DocType type = change.type();
        if (type == null || !FOLLOWED.contains(type)) {
            return;
        }
        PerBranch there = branches.computeIfAbsent(change.scope(), s -> new PerBranch());
        switch (type) {
            case SHIFT_OPENED -> change.after(ShiftOpened::of).ifPresent(s -> there.opened.put(s.id(), s));
            case SHIFT_CLOSED -> change.after(ShiftClosed::of).ifPresent(s -> there.closed.put(s.shift(), s));
            case DAY_Z -> change.after(DayZ::of).ifPresent(d -> there.days.put(d.uuid(), d));
            case X_REPORT -> change.after(XReport::of).ifPresent(x -> there.xs.put(x.uuid(), x));
            case CASH -> {
                change.before(CashMovement::of).ifPresent(c -> there.cash
                        .getOrDefault(c.shift(), new TreeMap<>())
                        .remove(c.uuid()));
                change.after(CashMovement::of).ifPresent(c -> there.cash
                        .computeIfAbsent(c.shift(), s -> new TreeMap<>())
                        .put(c.uuid(), c));
            }
            case PAYMENT -> {
                change.before(Payment::of).ifPresent(p -> there.payments
                        .getOrDefault(p.shift(), new TreeMap<>())
                        .remove(p.uuid()));
                change.after(Payment::of).ifPresent(p -> there.payments
                        .computeIfAbsent(p.shift(), s -> new TreeMap<>())
                        .put(p.uuid(), p));
            }
            default -> {}
        }
    }
}
