package org.tillmesh.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells when nobody has touched the window for so long that it locks itself. */
public final class IdleLock {
    private static final long MINUTES = 15;

    private final long afterNanos;
    private final LongSupplier nanos;
    private long touched;

    /** @param after how long; zero: never; @param nanos a clock that does not step back */
    public IdleLock(Duration after, LongSupplier nanos) {
        this.afterNanos = after.toNanos();
        this.nanos = nanos;
        touched = nanos.getAsLong();
    }

    /** The setting of this machine: {@code -Dtillmesh.lockafter=MINUTES}, 0 for never; {@value #MINUTES} without it. */
    public static Duration setting() {
        return Duration.ofMinutes(Math.max(0, Long.getLong("tillmesh.lockafter", MINUTES)));
    }

    public void touched() {
        touched = nanos.getAsLong();
    }

    /** @param busy work that must not be interrupted, such as a payment; the time begins anew after it */
    public boolean isDue(boolean busy) {
        if (busy) {
            touched();
        }
        return afterNanos > 0 && nanos.getAsLong() - touched >= afterNanos;
    }
}
