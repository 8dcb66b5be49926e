package org.tillmesh.relay.reporting;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a till's next document may be tried, and what keeps it. Waits double from a second to five minutes, with jitter, so
 * that a company's tills do not storm an authority that comes back; refused credentials are tried less and less often, down
 * to once an hour, because only a person can mend them. Confined to whoever works for the till.
 */
final class Pace {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final Duration FIRST_REFUSED = Duration.ofSeconds(15);
    static final Duration LONGEST_REFUSED = Duration.ofHours(1);
    static final Duration RECHECK = Duration.ofSeconds(20);

    private final DoubleSupplier chance;
    private int failures;
    private Instant notBefore = Instant.EPOCH;
    private @Nullable Hindrance hindrance;
    private @Nullable String alarm;
    private @Nullable String trouble;

    /** @param chance from 0 up to 1 */
    Pace(DoubleSupplier chance) {
        this.chance = chance;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(notBefore);
    }

    Instant notBefore() {
        return notBefore;
    }

    /** Which kind of thing keeps it; null if nothing does. */
    @Nullable Hindrance hindrance() {
        return hindrance;
    }

    /** What a person must mend. */
    @Nullable String alarm() {
        return alarm;
    }

    /** What passes by itself. */
    @Nullable String trouble() {
        return trouble;
    }

    void went() {
        failures = 0;
        notBefore = Instant.EPOCH;
        hindrance = null;
        alarm = null;
        trouble = null;
    }

    /** Tries again at once: something was mended. */
    void retry() {
        failures = 0;
        notBefore = Instant.EPOCH;
    }

    void later(Instant now, @Nullable Duration asked, Hindrance what, String why, boolean aPersonMust) {
        Duration own = jittered(doubled(FIRST, LONGEST));
        wait(now, asked == null || asked.compareTo(own) < 0 ? own : asked);
        say(what, why, aPersonMust);
    }

    /** Soon again, with another: that says nothing of how long the authority will be away. */
    void soon(Instant now, @Nullable Duration asked, Hindrance what, String why, boolean aPersonMust) {
        notBefore = now.plus(asked == null || asked.compareTo(RECHECK) < 0 ? RECHECK : asked);
        say(what, why, aPersonMust);
    }

    void refused(Instant now, Hindrance what, String why) {
        wait(now, jittered(doubled(FIRST_REFUSED, LONGEST_REFUSED)));
        say(what, why, true);
    }

    /** Stands still but for one try an hour. */
    void stopped(Instant now, Hindrance what, String why) {
        wait(now, LONGEST_REFUSED);
        say(what, why, true);
    }

    /** Nothing was asked of the authority: looks again soon. */
    void blocked(Instant now, Hindrance what, String why, boolean aPersonMust) {
        notBefore = now.plus(RECHECK);
        say(what, why, aPersonMust);
    }

    private void say(Hindrance what, String why, boolean aPersonMust) {
        hindrance = what;
        alarm = aPersonMust ? why : null;
        trouble = aPersonMust ? null : why;
    }

    private void wait(Instant now, Duration howLong) {
        failures++;
        notBefore = now.plus(howLong);
    }

    private Duration doubled(Duration first, Duration longest) {
        Duration wait = first.multipliedBy(1L << Math.min(failures, 16));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    private Duration jittered(Duration wait) {
        return Duration.ofMillis((long) (wait.toMillis() * (0.5 + chance.getAsDouble() / 2)));
    }
}
