package org.tillmesh.relay.access;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets those wait who guess. After a few wrong tries each next one has to wait twice as long, up to a longest wait; a right
 * one, or a quiet hour, makes all good.
 */
public final class Throttle {
    private static final long SECOND = 1_000_000_000L;
    private static final long FORGET_NANOS = 3_600 * SECOND;
    private static final int KEPT_MAX = 10_000;

    private final int free;
    private final int waitSecondsMax;
    private final LongSupplier nanos;
    private final Map<String, Tries> tries = new HashMap<>();

    private record Tries(int wrong, long last, long until) {}

    /** @param free how many may be wrong before one waits; @param nanos a clock that only runs forward */
    public Throttle(int free, int waitSecondsMax, LongSupplier nanos) {
        this.free = free;
        this.waitSecondsMax = waitSecondsMax;
        this.nanos = nanos;
    }

    public synchronized boolean mustWait(String who) {
        Tries known = tries.get(who);
        return known != null && nanos.getAsLong() - known.until < 0;
    }

    public synchronized void wrong(String who) {
        long now = nanos.getAsLong();
        if (tries.size() >= KEPT_MAX) {
            tries.values().removeIf(old -> now - old.last > FORGET_NANOS);
        }
        if (tries.size() >= KEPT_MAX && !tries.containsKey(who)) {
            return; // whoever has so many names is known by the address
        }
        Tries before = tries.get(who);
        int wrong = before == null || now - before.last > FORGET_NANOS ? 1 : before.wrong + 1;
        long wait = wrong < free ? 0 : Math.min(waitSecondsMax, 1L << Math.min(20, wrong - free)) * SECOND;
        tries.put(who, new Tries(wrong, now, now + wait));
    }

    public synchronized void right(String who) {
        tries.remove(who);
    }
}
