package org.tillmesh.replication.session;

/**
 * Whether the other side of a link has dealt with what was said to it. Both sides work off what they hear in order, so the
 * answer to a ping says that all before that ping was looked at, and that what was said about it has come: on a busy
 * machine that takes longer than any time that could be fixed here, and whatever was said again meanwhile makes it busier.
 */
public final class Trips {
    private final boolean pings;
    private long asked;
    private long answered;

    /** A moment of a link, to be asked about with {@link #isOver}. */
    record Since(long nanos, long ping) {}

    /** @param pings whether this side sends pings; if not, nothing can be known, and all trips are over */
    Trips(boolean pings) {
        this.pings = pings;
    }

    public void pinged(long number) {
        asked = number;
    }

    public void ponged(long number) {
        if (number <= asked) {
            answered = Math.max(answered, number);
        }
    }

    Since since(long nowNanos) {
        return new Since(nowNanos, asked + 1);
    }

    /** Whether a ping that was sent after that moment has been answered. */
    boolean isOver(Since moment) {
        return !pings || answered >= moment.ping();
    }
}
