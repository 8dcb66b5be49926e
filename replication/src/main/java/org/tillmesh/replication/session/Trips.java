package org.tillmesh.replication.session;

/**
 * Tells whether the other side of a link has dealt with a message. Both sides deal with messages in order. So the
 * answer to a ping says that the other side has looked at every message before that ping, and that its answers to them
 * have come. A busy machine takes longer than any fixed time, and a repeat would make it busier.
 *
 * <p>Example: a Want goes out between ping 7 and ping 8. Its trip is over when the answer to ping 8 has come.
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
