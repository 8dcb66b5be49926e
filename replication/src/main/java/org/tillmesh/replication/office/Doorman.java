package org.tillmesh.replication.office;

import java.time.Duration;

/**
 * Lets links begin at a set rate, with a burst of two seconds' worth; who comes too early is told when to come again, the
 * later the more were sent away. So that ten thousand tills do not storm a relay that comes back.
 */
final class Doorman {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int WAIT_SECONDS_MAX = 120;

    private final int perSecond;
    private double free;
    private long atNanos;
    private double sentAway;
    private boolean begun;

    Doorman(int perSecond) {
        this.perSecond = perSecond;
        this.free = 2.0 * perSecond;
    }

    /** 0 if a link may begin now. */
    int secondsToWait(long nowNanos) {
        if (begun) {
            double gained = (double) (nowNanos - atNanos) / SECOND * perSecond;
            free = Math.min(2.0 * perSecond, free + gained);
            sentAway = Math.max(0, sentAway - gained);
        }
        begun = true;
        atNanos = nowNanos;
        if (free >= 1) {
            free--;
            return 0;
        }
        sentAway++;
        return (int) Math.min(WAIT_SECONDS_MAX, 2 + sentAway / perSecond);
    }
}
