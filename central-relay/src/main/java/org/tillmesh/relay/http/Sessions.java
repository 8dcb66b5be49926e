package org.tillmesh.relay.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.Caller;
import org.tillmesh.relay.access.Throttle;
import org.tillmesh.relay.audit.OfficeAct;

/**
 * Who is logged in to the console, and who shows which token: a session lasts 12 hours at most, and no longer than half an
 * hour after its last request; whoever guesses tokens waits, by address.
 */
public final class Sessions {
    /** The cookie that bears a session's id. */
    public static final String COOKIE = "tillmesh";

    private static final String BEARER = "Bearer ";
    private static final long LIFE_NANOS = Duration.ofHours(12).toNanos();
    private static final long IDLE_NANOS = Duration.ofMinutes(30).toNanos();
    private static final long SURE_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int WRONG_FREE = 10;
    private static final int WAIT_SECONDS_MAX = 60;
    private static final int ID_BYTES = 24;

    private final Predicate<String> isFirstToken;
    private final Known known;
    private final LongSupplier nanos;
    private final Throttle guesses;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> open = new HashMap<>();

    /** Who is known beside the holder of the first token. @param token of a program; @param person by id */
    public record Known(Function<String, Optional<Caller>> token, Function<String, Optional<Caller>> person) {}

    private record Session(String person, String proof, String from, long begun, long lastUsed, long sure) {
        boolean isOver(long now) {
            return now - begun >= LIFE_NANOS || now - lastUsed >= IDLE_NANOS;
        }
    }

    /**
     * A session as its person sees it.
     *
     * @param name what it is ended by; nobody gets in by it
     * @param person empty for the holder of the first token
     * @param idle since its last request
     */
    public record Seen(String name, String person, String from, Duration age, Duration idle) {}

    /** Of somewhere where nobody is known but the holder of the first token. @param nanos a clock that only runs forward */
    public Sessions(Predicate<String> isFirstToken, LongSupplier nanos) {
        this(isFirstToken, new Known(token -> Optional.empty(), person -> Optional.empty()), nanos);
    }

    public Sessions(Predicate<String> isFirstToken, Known known, LongSupplier nanos) {
        this.isFirstToken = isFirstToken;
        this.known = known;
        this.nanos = nanos;
        this.guesses = new Throttle(WRONG_FREE, WAIT_SECONDS_MAX, nanos);
    }

    // ---- tokens

    /** Whether so many wrong tokens came from an address that whoever brings another is told to wait. */
    public boolean isThrottled(String from) {
        return guesses.mustWait(from);
    }

    /** Whether it is the first token; a wrong one is counted. */
    public boolean knows(String token, String from) {
        if (!token.isEmpty() && isFirstToken.test(token)) {
            return true;
        }
        if (!token.isEmpty()) {
            guesses.wrong(from);
        }
        return false;
    }

    /** What stands behind "Bearer"; empty if nothing does. */
    public static String bearer(Asked asked) {
        return asked.authorization().startsWith(BEARER)
                ? asked.authorization().substring(BEARER.length()).strip()
                : "";
    }

    /** Who brings the token of a request; empty for a wrong one, and for none. */
    public Optional<Caller> bearerOf(Asked asked) {
        String token = bearer(asked);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        return isFirstToken.test(token)
                ? Optional.of(Caller.holder(OfficeAct.API))
                : known.token().apply(token);
    }

    // ---- sessions

    /** A new session for the holder of the first token. */
    public Optional<String> begin(String token, String from) {
        return knows(token, from) ? Optional.of(beginOf("", from)) : Optional.empty();
    }

    /** A new session for a person whose password was looked at; empty for the holder of the first token. */
    public synchronized String beginOf(String person, String from) {
        String id = secret();
        long now = nanos.getAsLong();
        open.values().removeIf(session -> session.isOver(now));
        open.put(id, new Session(person, secret(), from, now, now, now));
        return id;
    }

    private String secret() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a request comes from somebody who is logged in; asking keeps the session awake, unless a page asks by itself. */
    public boolean isOpen(Asked asked) {
        return callerOf(asked).isPresent();
    }

    /** Who is logged in that asks; somebody who has left the company has no session any more. */
    public Optional<Caller> callerOf(Asked asked) {
        return used(asked.cookie(COOKIE), asked.wishes().isQuiet()).flatMap(this::caller);
    }

    private Optional<Caller> caller(Session session) {
        return session.person.isEmpty()
                ? Optional.of(Caller.holder(OfficeAct.CONSOLE))
                : known.person().apply(session.person);
    }

    /** Who asks, by a token or by a session. */
    public Optional<Caller> whoever(Asked asked) {
        return bearerOf(asked).or(() -> callerOf(asked));
    }

    private synchronized Optional<Session> used(String id, boolean quietly) {
        Session session = open.get(id);
        long now = nanos.getAsLong();
        if (session == null || session.isOver(now)) {
            open.remove(id);
            return Optional.empty();
        }
        if (quietly) {
            return Optional.of(session);
        }
        var used = new Session(session.person, session.proof, session.from, session.begun, now, session.sure);
        open.put(id, used);
        return Optional.of(used);
    }

    /** Whether it goes on; asking keeps it from falling asleep. */
    boolean isOpen(String id) {
        return used(id, false).isPresent();
    }

    private synchronized @Nullable Session of(Asked asked) {
        return open.get(asked.cookie(COOKIE));
    }

    /** The secret that the session's pages send along with a change; empty if nobody is logged in. */
    public String proof(Asked asked) {
        Session session = of(asked);
        return session == null ? "" : session.proof;
    }

    /** Whether a request brings that secret, in its head or in a form. */
    public boolean isProven(Asked asked) {
        String proof = proof(asked);
        String brought = asked.wishes().proof().isEmpty()
                ? formProof(asked)
                : asked.wishes().proof();
        return !proof.isEmpty()
                && MessageDigest.isEqual(
                        proof.getBytes(StandardCharsets.UTF_8), brought.getBytes(StandardCharsets.UTF_8));
    }

    private static String formProof(Asked asked) {
        try {
            return asked.contentType().startsWith("application/x-www-form-urlencoded")
                    ? asked.form().getOrDefault("proof", "")
                    : "";
        } catch (BadHead e) {
            return "";
        }
    }

    /** Whether the session is of the first token's holder. */
    public boolean isOfHolder(Asked asked) {
        Session session = of(asked);
        return session != null && session.person.isEmpty();
    }

    // ---- money and keys

    /** Whether who is logged in has shown the password in the last five minutes. */
    public boolean isSure(Asked asked) {
        Session session = of(asked);
        return session != null && nanos.getAsLong() - session.sure < SURE_NANOS;
    }

    /** The password was shown again. */
    public synchronized void makeSure(Asked asked) {
        open.computeIfPresent(
                asked.cookie(COOKIE),
                (id, s) -> new Session(s.person, s.proof, s.from, s.begun, s.lastUsed, nanos.getAsLong()));
    }

    // ---- seen and ended

    /** Of one person, or of everybody; the youngest first. @param person null for all */
    public synchronized List<Seen> seen(@Nullable String person) {
        long now = nanos.getAsLong();
        return open.entrySet().stream()
                .filter(each -> !each.getValue().isOver(now))
                .filter(each -> person == null || each.getValue().person.equals(person))
                .sorted(Comparator.comparingLong(each -> -each.getValue().begun))
                .map(each -> new Seen(
                        name(each.getKey()),
                        each.getValue().person,
                        each.getValue().from,
                        Duration.ofNanos(now - each.getValue().begun),
                        Duration.ofNanos(now - each.getValue().lastUsed)))
                .toList();
    }

    /** How a list names the session of a request. */
    public String name(Asked asked) {
        return name(asked.cookie(COOKIE));
    }

    private static String name(String id) {
        return org.tillmesh.crdt.Hash.sha256(id.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 12);
    }

    public synchronized void end(String id) {
        open.remove(id);
    }

    /** Ends the one of that name, of that person or (null) of anybody. */
    public synchronized void endNamed(String name, @Nullable String person) {
        open.entrySet()
                .removeIf(each -> name(each.getKey()).equals(name)
                        && (person == null || each.getValue().person.equals(person)));
    }

    /** Ends all of a person, whose password or second factor is another now. @param but an id that goes on */
    public synchronized void endOf(String person, String but) {
        open.entrySet().removeIf(each -> each.getValue().person.equals(person) && !Objects.equals(each.getKey(), but));
    }

    /** The first token is another now: whoever came in with the old one has to show the new one. */
    public synchronized void endAll() {
        open.values().removeIf(session -> session.person.isEmpty());
    }
}
