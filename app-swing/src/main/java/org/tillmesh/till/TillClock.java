package org.tillmesh.till;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Corrected time: this machine's clock plus the last known offset to the relay (or a manager's correction). Times of
 * issue never run backwards: a small step back is held, a big one stops issuing until a correction is journaled.
 */
final class TillClock extends Clock {
    static final Duration STEP_BACK_MAX = Duration.ofMinutes(10);

    /** A machine that says it is before this has a dead battery, not the time. */
    static final Instant BUILD = Instant.parse("2026-11-01T00:00:00Z");

    private final Clock machine;
    private long testSkewMillis;
    private long offsetMillis;
    private boolean offsetKnown;
    private Instant lastIssue = Instant.EPOCH;

    TillClock(Clock machine) {
        this.machine = machine;
    }

    /** What the machine says (with a test's skew). */
    synchronized Instant wall() {
        return machine.instant().plusMillis(testSkewMillis);
    }

    /** Corrected time. */
    @Override
    public synchronized Instant instant() {
        return wall().plusMillis(offsetMillis);
    }

    /** How far the machine's clock is ahead of corrected time, in milliseconds. */
    synchronized long skewMillis() {
        return -offsetMillis;
    }

    synchronized long errorMillis() {
        return offsetKnown ? 500 : 120_000;
    }

    synchronized void pretend(long skewMillis) {
        testSkewMillis = skewMillis;
    }

    synchronized void known(long offset) {
        offsetMillis = offset;
        offsetKnown = true;
    }

    synchronized long offsetMillis() {
        return offsetMillis;
    }

    /** The relay's clock less the machine's own clock (without a test's skew) as measured on the link. */
    synchronized boolean differsFrom(long relayLessMachine, long toleranceMillis) {
        return !offsetKnown || Math.abs(relayLessMachine - testSkewMillis - offsetMillis) > toleranceMillis;
    }

    /** Takes a correction; after it time may step back and issuing goes on. */
    synchronized void correct(long relayLessMachine) {
        offsetMillis = relayLessMachine - testSkewMillis;
        offsetKnown = true;
        if (instant().isBefore(lastIssue)) {
            lastIssue = Instant.EPOCH;
        }
    }

    /** What a manager says that it is now; the machine's own clock, wrong or not, is measured against it. */
    synchronized void set(Instant now) {
        correct(now.toEpochMilli() - machine.millis());
    }

    synchronized void issued(Instant at) {
        if (at.isAfter(lastIssue)) {
            lastIssue = at;
        }
    }

    /**
     * The time that the next document bears.
     *
     * @throws TillException CLOCK if corrected time is more than 10 minutes before the last document, or before this
     *     program was built
     */
    synchronized Instant issue() {
        Instant now = instant().truncatedTo(ChronoUnit.MILLIS);
        if (now.isBefore(BUILD)) {
            throw clock("This till's clock says " + now + ", which is before this program was made");
        }
        if (now.isBefore(lastIssue.minus(STEP_BACK_MAX))) {
            throw clock("This till's clock says " + now + ", but its last document was issued at " + lastIssue);
        }
        return now.isAfter(lastIssue) ? now : lastIssue.plusMillis(1);
    }

    private static TillException clock(String what) {
        return new TillException(
                TillException.Code.CLOCK,
                what
                        + ". Nothing is issued until the clock is right: connect to head office, or let a manager set the time.");
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
