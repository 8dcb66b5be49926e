package org.tillmesh.relay.web;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Who is logged in to the console; wrong tokens are throttled for everybody together. */
final class Sessions {
    private static final long LIFE_NANOS = Duration.ofHours(12).toNanos();
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int WRONG_MAX = 10;

    private final Predicate<String> isToken;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Long> until = new HashMap<>();
    private final Deque<Long> wrong = new ArrayDeque<>();

    Sessions(Predicate<String> isToken) {
        this.isToken = isToken;
    }

    /** Whether so many wrong tokens came within a minute that none is looked at now. */
    synchronized boolean isThrottled() {
        while (!wrong.isEmpty() && System.nanoTime() - wrong.peekFirst() > WINDOW_NANOS) {
            wrong.removeFirst();
        }
        return wrong.size() >= WRONG_MAX;
    }

    synchronized boolean knows(String token) {
        if (!token.isEmpty() && isToken.test(token)) {
            return true;
        }
        if (!token.isEmpty()) {
            wrong.addLast(System.nanoTime());
        }
        return false;
    }

    /** A new session for the holder of the token. */
    synchronized Optional<String> begin(String token) {
        if (!knows(token)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        until.values().removeIf(end -> System.nanoTime() > end);
        until.put(id, System.nanoTime() + LIFE_NANOS);
        return Optional.of(id);
    }

    synchronized boolean isOpen(String id) {
        Long end = until.get(id);
        return end != null && System.nanoTime() < end;
    }

    synchronized void end(String id) {
        until.remove(id);
    }
}
