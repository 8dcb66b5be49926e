package org.tillmesh.hardware.line;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.DeviceException;

/**
 * A line that is opened again after it broke. Between failed tries it waits longer and longer, so that a device that is
 * not there costs nothing; whoever asks meanwhile gets the last fault at once.
 */
public final class KeptLine implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final int DOUBLINGS = 5;

    private final Line line;
    private int failures;
    private @Nullable Deadline notBefore;
    private @Nullable DeviceException last;

    public KeptLine(LineAddress address) {
        this.line = address.line();
    }

    /** The line, open. */
    public synchronized Line opened() throws DeviceException {
        if (line.state() == Line.State.OPEN) {
            return line;
        }
        if (last != null && notBefore != null && !notBefore.isOver()) {
            throw last;
        }
        try {
            line.open(CONNECT);
            failures = 0;
            last = null;
            notBefore = null;
            return line;
        } catch (DeviceException e) {
            failures = Math.min(failures + 1, DOUBLINGS);
            last = e;
            notBefore = Deadline.in(FIRST_WAIT.multipliedBy(1L << (failures - 1)));
            throw e;
        }
    }

    /** Lets the next call try at once, as somebody stands there who has plugged it in. */
    public synchronized void tryAtOnce() {
        notBefore = null;
    }

    public boolean isOpen() {
        return line.state() == Line.State.OPEN;
    }

    /** A job is done: lets the next in. */
    public void release() {
        if (line.isShared()) {
            line.close();
        }
    }

    /** Ends the connection; the next call opens it anew. */
    @Override
    public void close() {
        line.close();
    }
}
