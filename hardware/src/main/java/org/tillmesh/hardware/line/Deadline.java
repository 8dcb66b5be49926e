package org.tillmesh.hardware.line;

import java.time.Duration;

/** A moment of the machine's own stopwatch. */
public final class Deadline {
    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    public boolean isOver() {
        return at - System.nanoTime() <= 0;
    }

    /** Never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }

    /** At least one, as zero often means forever. */
    long leftMillis() {
        return Math.max(1, (left().toNanos() + 999_999) / 1_000_000);
    }
}
