package org.tillmesh.retail.stock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.value.Quantity;

/**
 * What the counts and movements of one batch of one product come to: the latest count, and what lies after it. A pure
 * function of the records, whatever the order of their arrival.
 *
 * @param count the latest, null if it was never counted
 * @param onHand thousandths: what was counted and what was moved after it
 * @param below when the sum went below zero the last time, milliseconds since 1970; 0 if it is not below
 * @param lastAt and {@code lastUuid} the record that stands last in time
 * @param expiry as the latest record says that names one
 * @param checkAgain whether a movement may or may not be in the count
 * @param concurrent uuids of other tills' counts that may be of the same moment as the latest, in order
 */
public record StockItem(
        @Nullable StockEntry count,
        long onHand,
        long below,
        long lastAt,
        String lastUuid,
        @Nullable LocalDate expiry,
        boolean checkAgain,
        List<String> concurrent) {

    public static final StockItem EMPTY = new StockItem(null, 0, 0, Long.MIN_VALUE, "", null, false, List.of());

    /** @param entries in any order */
    public static StockItem of(List<StockEntry> entries) {
        if (PlantedBug.COUNT_AS_ADJUSTMENT.isPlanted()) {
            return entries.stream().reduce(EMPTY, StockItem::adjustedBy, (a, b) -> b);
        }
        List<StockEntry> inOrder = entries.stream().sorted().toList();
        int at = inOrder.size() - 1;
        while (at >= 0 && !inOrder.get(at).isCount()) {
            at--;
        }
        StockItem item = at < 0 ? EMPTY : counted(inOrder, at);
        for (StockEntry entry : inOrder.subList(at + 1, inOrder.size())) {
            item = item.moved(entry);
        }
        return item;
    }

    /** With records added; null if one of them changes what came before it. */
    @Nullable public StockItem grown(List<StockEntry> added) {
        StockItem item = this;
        for (StockEntry entry : added.stream().sorted().toList()) {
            if (PlantedBug.COUNT_AS_ADJUSTMENT.isPlanted()) {
                item = item.adjustedBy(entry);
            } else if (entry.isCount() || !item.isBefore(entry)) {
                return null;
            } else {
                item = item.moved(entry);
            }
        }
        return item;
    }

    private boolean isBefore(StockEntry entry) {
        return lastAt != entry.at() ? lastAt < entry.at() : lastUuid.compareTo(entry.uuid()) < 0;
    }

    /** The state at the latest count, knowing all that lies before it. */
    private static StockItem counted(List<StockEntry> inOrder, int at) {
        StockEntry count = inOrder.get(at);
        LocalDate expiry = null;
        boolean again = false;
        var concurrent = new ArrayList<String>();
        for (StockEntry before : inOrder.subList(0, at)) {
            expiry = before.expiry() == null ? expiry : before.expiry();
            boolean near = isOfAnother(before, count) && isWithinErrors(before, count);
            if (near && before.isCount()) {
                concurrent.add(before.uuid());
            }
            again |= near && !before.isCount();
        }
        return new StockItem(
                count,
                count.thousandths(),
                count.thousandths() < 0 ? count.at() : 0,
                count.at(),
                count.uuid(),
                count.expiry() == null ? expiry : count.expiry(),
                again,
                List.copyOf(concurrent));
    }

    /** After a movement that lies after everything so far. */
    private StockItem moved(StockEntry move) {
        long sum = Math.addExact(onHand, move.thousandths());
        long since = sum >= 0 ? 0 : onHand < 0 ? below : move.at();
        StockEntry base = count;
        boolean again = checkAgain
                || (base != null
                        && ((base.countedUntil() > base.at() && move.at() <= base.countedUntil())
                                || (isOfAnother(move, base) && isWithinErrors(move, base))
                                || (move.cartOpened() <= base.at() && base.at() <= move.at())));
        return new StockItem(
                count,
                sum,
                since,
                move.at(),
                move.uuid(),
                move.expiry() == null ? expiry : move.expiry(),
                again,
                concurrent);
    }

    /** What must never be done: taking a count as the difference to what was known here. */
    private StockItem adjustedBy(StockEntry entry) {
        long by = entry.isCount() ? entry.thousandths() - onHand : entry.thousandths();
        return new StockItem(count, onHand + by, below, entry.at(), entry.uuid(), expiry, checkAgain, concurrent);
    }

    private static boolean isOfAnother(StockEntry one, StockEntry other) {
        return !Objects.equals(one.till(), other.till());
    }

    private static boolean isWithinErrors(StockEntry one, StockEntry other) {
        return Math.abs(one.at() - other.at()) <= one.clockErrorMs() + other.clockErrorMs();
    }

    Quantity quantity() {
        return Quantity.ofThousandths(onHand);
    }

    /** When the sum went below zero and stayed there; empty if it is not below. */
    Optional<Instant> belowSince() {
        return onHand < 0 ? Optional.of(Instant.ofEpochMilli(below)) : Optional.empty();
    }

    String baseCount() {
        return count == null ? "" : count.uuid();
    }

    public Value toValue() {
        StockEntry base = count;
        return Value.list(Arrays.asList(
                base == null ? Value.NULL : base.toValue(),
                base == null ? Value.NULL : Value.of(base.uuid()),
                Value.of(onHand),
                Value.of(below),
                Value.of(lastAt),
                Value.of(lastUuid),
                expiry == null ? Value.NULL : Value.of(expiry.toEpochDay()),
                Value.of(checkAgain),
                Value.list(concurrent.stream().map(Value::of).toList())));
    }

    public static StockItem of(Value value) {
        List<Value> parts = ((Value.ListOf) value).items();
        return new StockItem(
                parts.get(1) instanceof Value.Text uuid ? StockEntry.of(uuid.value(), parts.get(0)) : null,
                ((Value.Int) parts.get(2)).value(),
                ((Value.Int) parts.get(3)).value(),
                ((Value.Int) parts.get(4)).value(),
                ((Value.Text) parts.get(5)).value(),
                parts.get(6) instanceof Value.Int day ? LocalDate.ofEpochDay(day.value()) : null,
                ((Value.Bool) parts.get(7)).value(),
                ((Value.ListOf) parts.get(8))
                        .items().stream()
                                .map(uuid -> ((Value.Text) uuid).value())
                                .toList());
    }
}
