package org.tillmesh.relay.http;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Who is logged in to the console: for 12 hours at most, and no longer than an hour after the last request; wrong tokens
 * are throttled for everybody together.
 */
public final class Sessions {
    /** The cookie that bears a session's id. */
    public static final String COOKIE = "tillmesh";

    private static final long LIFE_NANOS = Duration.ofHours(12).toNanos();
    private static final long IDLE_NANOS = Duration.ofHours(1).toNanos();
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int WRONG_MAX = 10;

    private final Predicate<String> isToken;
    private final LongSupplier nanos;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> open = new HashMap<>();
    private final Deque<Long> wrong = new ArrayDeque<>();

    private record Session(long begun, long lastUsed) {
        boolean isOver(long now) {
            return now - begun >= LIFE_NANOS || now - lastUsed >= IDLE_NANOS;
        }
    }

    /** @param nanos a clock that only runs forward */
    public Sessions(Predicate<String> isToken, LongSupplier nanos) {
        this.isToken = isToken;
        this.nanos = nanos;
    }

    /** Whether so many wrong tokens came within a minute that whoever brings another is told to wait. */
    public synchronized boolean isThrottled() {
        while (!wrong.isEmpty() && nanos.getAsLong() - wrong.peekFirst() > WINDOW_NANOS) {
            wrong.removeFirst();
        }
        return wrong.size() >= WRONG_MAX;
    }

    /** Whether it is the API's token; a wrong one is counted. */
    public synchronized boolean knows(String token) {
        if (!token.isEmpty() && isToken.test(token)) {
            return true;
        }
        if (!token.isEmpty()) {
            wrong.addLast(nanos.getAsLong());
            if (wrong.size() > WRONG_MAX) {
                wrong.removeFirst();
            }
        }
        return false;
    }

    /** A new session for the holder of the token. */
    public synchronized Optional<String> begin(String token) {
        if (!knows(token)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long now = nanos.getAsLong();
        open.values().removeIf(session -> session.isOver(now));
        open.put(id, new Session(now, now));
        return Optional.of(id);
    }

    /** Whether a request comes from somebody who is logged in; asking keeps the session from falling asleep. */
    public boolean isOpen(Asked asked) {
        return isOpen(asked.cookie(COOKIE));
    }

    /** Whether it goes on; asking keeps it from falling asleep. */
    synchronized boolean isOpen(String id) {
        Session session = open.get(id);
        long now = nanos.getAsLong();
        if (session == null || session.isOver(now)) {
            open.remove(id);
            return false;
        }
        open.put(id, new Session(session.begun(), now));
        return true;
    }

    public synchronized void end(String id) {
        open.remove(id);
    }

    /** The token is another now: whoever came in with the old one has to show the new one. */
    public synchronized void endAll() {
        open.clear();
    }
}
