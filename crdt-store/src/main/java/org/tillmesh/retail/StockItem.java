package org.tillmesh.retail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.PlantedBug;

/** The counts and movements of one batch of one product, by (corrected time, uuid). */
final class StockItem {
    private record Stamp(long millis, String uuid) implements Comparable<Stamp> {
        static Stamp of(Instant at, String uuid) {
            return new Stamp(at.toEpochMilli(), uuid);
        }

        @Override
        public int compareTo(Stamp other) {
            int byTime = Long.compare(millis, other.millis);
            return byTime != 0 ? byTime : uuid.compareTo(other.uuid);
        }
    }

    private record Counted(Count count, long clockErrorMs) {}

    /** @param cartOpened millis, or {@code Long.MAX_VALUE} if no cart was open */
    private record Moved(
            long thousandths, TillId till, long cartOpened, long clockErrorMs, @Nullable LocalDate expiry) {}

    private final TreeMap<Stamp, Counted> counts = new TreeMap<>();
    private final TreeMap<Stamp, Moved> moves = new TreeMap<>();

    void add(Movement m, long clockErrorMs) {
        Stamp stamp = Stamp.of(m.at(), m.uuid());
        while (PlantedBug.DOUBLE_APPLY.isPlanted() && moves.containsKey(stamp)) {
            stamp = new Stamp(stamp.millis(), stamp.uuid() + "'");
        }
        long opened =
                m.cartOpenedAt() == null ? Long.MAX_VALUE : m.cartOpenedAt().toEpochMilli();
        moves.put(stamp, new Moved(m.qty().thousandths(), m.till(), opened, clockErrorMs, m.expiry()));
    }

    void remove(Movement m) {
        moves.remove(Stamp.of(m.at(), m.uuid()));
    }

    void add(Count c, long clockErrorMs) {
        if (PlantedBug.COUNT_AS_ADJUSTMENT.isPlanted()) {
            long difference = c.qty().minus(onHand()).thousandths();
            moves.put(
                    Stamp.of(c.at(), c.uuid()),
                    new Moved(difference, new TillId("S001", "T01"), Long.MAX_VALUE, clockErrorMs, c.expiry()));
            return;
        }
        counts.put(Stamp.of(c.at(), c.uuid()), new Counted(c, clockErrorMs));
    }

    void remove(Count c) {
        counts.remove(Stamp.of(c.at(), c.uuid()));
    }

    Quantity onHand() {
        long sum = 0;
        Map<Stamp, Moved> after = moves;
        if (!counts.isEmpty()) {
            sum = counts.lastEntry().getValue().count().qty().thousandths();
            after = moves.tailMap(counts.lastKey(), false);
        }
        for (Moved moved : after.values()) {
            sum = Math.addExact(sum, moved.thousandths());
        }
        return Quantity.ofThousandths(sum);
    }

    /** When the sum went below zero and stayed there; empty if it is not below. */
    Optional<Instant> belowSince() {
        if (!onHand().isNegative()) {
            return Optional.empty();
        }
        long sum = 0;
        long since = 0;
        Map<Stamp, Moved> after = moves;
        if (!counts.isEmpty()) {
            sum = counts.lastEntry().getValue().count().qty().thousandths();
            since = counts.lastKey().millis();
            after = moves.tailMap(counts.lastKey(), false);
        }
        boolean below = sum < 0;
        for (Map.Entry<Stamp, Moved> move : after.entrySet()) {
            sum += move.getValue().thousandths();
            if (!below && sum < 0) {
                since = move.getKey().millis();
            }
            below = sum < 0;
        }
        return Optional.of(Instant.ofEpochMilli(since));
    }

    StockLevels.Batch batch(String key) {
        return new StockLevels.Batch(
                key.isEmpty() ? null : key,
                expiry(),
                onHand(),
                counts.isEmpty() ? "" : counts.lastEntry().getValue().count().uuid(),
                checkAgain(),
                concurrent());
    }

    /** The latest record that names one decides. */
    private @Nullable LocalDate expiry() {
        Stamp at = null;
        LocalDate found = null;
        for (Map.Entry<Stamp, Counted> entry : counts.descendingMap().entrySet()) {
            if (entry.getValue().count().expiry() != null) {
                at = entry.getKey();
                found = entry.getValue().count().expiry();
                break;
            }
        }
        for (Map.Entry<Stamp, Moved> entry : moves.descendingMap().entrySet()) {
            if (at != null && entry.getKey().compareTo(at) < 0) {
                break;
            }
            if (entry.getValue().expiry() != null) {
                return entry.getValue().expiry();
            }
        }
        return found;
    }

    /**
     * Whether a movement of another till lies within both clocks' errors of the latest count, or a cart was open while
     * it was counted: its goods may or may not have been on the shelf.
     */
    private boolean checkAgain() {
        if (counts.isEmpty()) {
            return false;
        }
        long countedAt = counts.lastKey().millis();
        Counted last = counts.lastEntry().getValue();
        for (Map.Entry<Stamp, Moved> entry : moves.entrySet()) {
            Moved move = entry.getValue();
            long at = entry.getKey().millis();
            boolean other = !Objects.equals(move.till(), last.count().till());
            if (other && Math.abs(at - countedAt) <= move.clockErrorMs() + last.clockErrorMs()) {
                return true;
            }
            if (move.cartOpened() <= countedAt && countedAt <= at) {
                return true;
            }
        }
        return false;
    }

    private List<Count> concurrent() {
        if (counts.size() < 2) {
            return List.of();
        }
        Map.Entry<Stamp, Counted> last = counts.lastEntry();
        return counts.headMap(counts.lastKey()).entrySet().stream()
                .filter(e -> !Objects.equals(
                        e.getValue().count().till(), last.getValue().count().till()))
                .filter(e -> last.getKey().millis() - e.getKey().millis()
                        <= e.getValue().clockErrorMs() + last.getValue().clockErrorMs())
                .map(e -> e.getValue().count())
                .toList();
    }
}
