package org.tillmesh.relay.http;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory that large bodies share. What counts is the bytes that have come, not how many are announced or how many
 * senders there are: a slow sender holds next to nothing. When memory is short, the slowest of those that still come gives
 * way; a body that is whole stays until it is answered.
 *
 * <p>Example: two senders of 30 MiB each fit. A third that brings its fifth MiB makes the slowest of the three leave.
 */
final class LargeBodies {
    static final int BYTES_MAX = 64 << 20;
    static final int OF_CALLER_BYTES_MAX = 48 << 20;

    private final int bytesMax;
    private final int ofCallerBytesMax;
    private final LongSupplier nanos;
    private final Set<Body> held = new LinkedHashSet<>();

    LargeBodies() {
        this(BYTES_MAX, OF_CALLER_BYTES_MAX, System::nanoTime);
    }

    /** @param nanos a clock that only runs forward */
    LargeBodies(int bytesMax, int ofCallerBytesMax, LongSupplier nanos) {
        this.bytesMax = bytesMax;
        this.ofCallerBytesMax = ofCallerBytesMax;
        this.nanos = nanos;
    }

    /** One large body from its first byte to its answer. */
    final class Body implements AutoCloseable {
        private final Object caller;
        private final Runnable giveWay;
        private final long begun = nanos.getAsLong();
        private long bytes;
        private boolean isWhole;

        private Body(Object caller, Runnable giveWay) {
            this.caller = caller;
            this.giveWay = giveWay;
        }

        /** Whether there is room for so many more bytes; others may have had to give way for them. */
        boolean takes(int more) {
            return grow(this, more);
        }

        /** It has come whole and gives way to nobody any more. */
        void whole() {
            synchronized (LargeBodies.this) {
                isWhole = true;
            }
        }

        @Override
        public void close() {
            synchronized (LargeBodies.this) {
                held.remove(this);
            }
        }

        private boolean isSlowerThan(Body other, long now) {
            return (double) bytes * (now - other.begun) < (double) other.bytes * (now - begun);
        }
    }

    /**
     * @param caller who sends it, equal for all that one caller sends
     * @param giveWay run once if it has to make room, on the thread of whoever needs the room
     */
    synchronized Body begin(Object caller, Runnable giveWay) {
        var body = new Body(caller, giveWay);
        held.add(body);
        return body;
    }

    private synchronized boolean grow(Body body, int more) {
        if (!held.contains(body)) {
            return false; // it was told to give way, and has not heard it yet
        }
        while (bytes(body.caller) + more > ofCallerBytesMax || bytes() + more > bytesMax) {
            boolean isCallers = bytes(body.caller) + more > ofCallerBytesMax;
            Optional<Body> slowest = slowest(isCallers ? body.caller : null);
            if (slowest.isEmpty() || slowest.get() == body) {
                held.remove(body);
                return false;
            }
            held.remove(slowest.get());
            slowest.get().giveWay.run();
        }
        body.bytes += more;
        return true;
    }

    private long bytes() {
        return held.stream().mapToLong(body -> body.bytes).sum();
    }

    private long bytes(Object caller) {
        return held.stream()
                .filter(body -> body.caller.equals(caller))
                .mapToLong(body -> body.bytes)
                .sum();
    }

    /** Of those that still come and hold something. @param caller whose, null for anybody's */
    private Optional<Body> slowest(@Nullable Object caller) {
        long now = nanos.getAsLong();
        return held.stream()
                .filter(body -> !body.isWhole && body.bytes > 0)
                .filter(body -> caller == null || body.caller.equals(caller))
                .reduce((a, b) -> b.isSlowerThan(a, now) ? b : a);
    }
}
