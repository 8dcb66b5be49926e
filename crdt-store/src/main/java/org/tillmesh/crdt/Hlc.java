package org.tillmesh.crdt;

import java.time.Instant;

/**
 * A hybrid logical time: 48 bits of milliseconds since 1970 and a 16-bit counter (Kulkarni et al. 2014). It labels
 * deltas and breaks ties between truly concurrent edits; dots, not times, decide what replaces what.
 */
public record Hlc(long packed) implements Comparable<Hlc> {
    public static final Hlc ZERO = new Hlc(0);

    private static final int COUNTER_BITS = 16;
    private static final long MILLIS_MAX = (1L << 48) - 1;
    private static final long COUNTER_MAX = (1L << COUNTER_BITS) - 1;

    /** @param millis 0 to 2⁴⁸−1; @param counter 0 to 65,535 */
    public static Hlc of(long millis, long counter) {
        if (millis < 0 || millis > MILLIS_MAX || counter < 0 || counter > COUNTER_MAX) {
            throw new IllegalArgumentException("HLC " + millis + " ms + " + counter + " is out of range");
        }
        return new Hlc(millis << COUNTER_BITS | counter);
    }

    public long millis() {
        return packed >>> COUNTER_BITS;
    }

    public long counter() {
        return packed & COUNTER_MAX;
    }

    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** The next time of a clock that last gave {@code this} and now reads {@code nowMillis}: always greater. */
    public Hlc next(long nowMillis) {
        if (nowMillis > millis()) {
            return of(nowMillis, 0);
        }
        return counter() < COUNTER_MAX ? new Hlc(packed + 1) : of(millis() + 1, 0);
    }

    @Override
    public int compareTo(Hlc other) {
        return Long.compareUnsigned(packed, other.packed);
    }

    @Override
    public String toString() {
        return instant() + "+" + counter();
    }
}
