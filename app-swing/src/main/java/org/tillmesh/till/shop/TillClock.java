package org.tillmesh.till.shop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Corrected time: this machine's clock plus the last known offset to the relay (or a manager's correction). Times of
 * issue never run backwards: a small step back is held, a big one stops issuing until a correction is journaled.
 */
public final class TillClock extends Clock {
    /** What is less than this apart is left alone: clocks and networks are no better. */
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    static final Duration STEP_BACK_MAX = Duration.ofMinutes(10);

    /** A manager's watch may be so far ahead of what the till knows; more is a false date. */
    static final Duration AHEAD_BY_HAND_MAX = Duration.ofMinutes(10);

    /** The same on the first morning, beyond the machine's clock. */
    static final Duration AHEAD_AT_FIRST_MAX = Duration.ofHours(12);

    /** A machine that says it is before this has a dead battery, not the time. */
    static final Instant BUILD = TillVersion.built();

    /** How far a clock may drift that nobody has looked at: parts of a million. */
    private static final long DRIFT_PPM = 50;

    /**
     * How far a link may move this till's time by its word alone. Beyond that head office's clock may be the wrong one: then
     * the machine's own clock must agree with it, or this till's time must be impossible.
     */
    private static final Duration LINK_STEP_MAX = Duration.ofDays(1);

    /** The same for a till that has never heard what time it is. */
    private static final Duration FIRST_STEP_MAX = Duration.ofDays(366);

    private static final long ERROR_UNKNOWN_MILLIS = 120_000;

    /** The machine's clock has been set when it and the time since start differ by more. */
    private static final long JUMP_MILLIS = 2_000;

    /**
     * What is added to the machine's clock, as it was measured last.
     *
     * @param errorMillis of the measurement
     * @param measuredAt in corrected time
     */
    record Offset(long millis, long errorMillis, Instant measuredAt) {}

    private final Clock machine;
    private final LongSupplier nanos;
    private long testSkewMillis;
    private @Nullable Offset offset;
    private Instant lastIssue = Instant.EPOCH;
    private long doubtMillis;

    /** What a link measured last, or a manager said on the first morning, without what managers said since; 0 if none did. */
    private long linkMillis;

    private boolean wasLinked;

    /** No document is dated before it, though corrected time may be. */
    private Instant heldUntil = Instant.EPOCH;

    /** The machine's clock less the time since start when the offset was confirmed last; null if it was not yet. */
    private @Nullable Long confirmedAt;

    public TillClock(Clock machine) {
        this(machine, System::nanoTime);
    }

    /** @param nanos time since some moment, which nobody can set */
    public TillClock(Clock machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
    }

    /** What the machine says (with a test's skew). */
    synchronized Instant wall() {
        return machine.instant().plusMillis(testSkewMillis);
    }

    /** Corrected time. */
    @Override
    public synchronized Instant instant() {
        return wall().plusMillis(offsetMillis());
    }

    /** How far the machine's clock is ahead of corrected time, in milliseconds. */
    public synchronized long skewMillis() {
        return -offsetMillis();
    }

    /** How far corrected time may be off: the measurement's error and the drift since; two minutes if never measured. */
    synchronized long errorMillis() {
        Offset known = offset;
        if (known == null) {
            return ERROR_UNKNOWN_MILLIS;
        }
        long age = Math.abs(Duration.between(known.measuredAt(), instant()).toMillis());
        return Math.min(ERROR_UNKNOWN_MILLIS, known.errorMillis() + age * DRIFT_PPM / 1_000_000);
    }

    public synchronized void pretend(long skewMillis) {
        testSkewMillis = skewMillis;
    }

    synchronized boolean isKnown() {
        return offset != null;
    }

    /**
     * Whether head office's clock, so far ahead of corrected time, is rather not believed: where it says a time before this
     * program was made, and where it alone says what time it is, against this till's.
     */
    synchronized boolean isDoubtful(long aheadMillis) {
        if (instant().plusMillis(aheadMillis).isBefore(BUILD)) {
            return true;
        }
        Duration most = isKnown() ? LINK_STEP_MAX : FIRST_STEP_MAX;
        boolean isFar = Math.abs(aheadMillis) > most.toMillis();
        boolean machineAgrees = isKnown() && Math.abs(offsetMillis() + aheadMillis) <= LINK_STEP_MAX.toMillis();
        return isFar && isPossible() && !machineAgrees;
    }

    /**
     * How far head office's clock was ahead when that was not believed; 0 while the two agree.
     *
     * @return whether that is news
     */
    synchronized boolean doubt(long aheadMillis) {
        boolean isNews = (doubtMillis == 0) != (aheadMillis == 0);
        doubtMillis = aheadMillis;
        return isNews;
    }

    /** What a person should know of this till's time; empty while all is well. */
    public synchronized Optional<String> warning() {
        return doubtMillis == 0
                ? Optional.empty()
                : Optional.of(
                        "Head office's clock says "
                                + instant().plusMillis(doubtMillis).truncatedTo(ChronoUnit.SECONDS) + ", this till's "
                                + instant().truncatedTo(ChronoUnit.SECONDS)
                                + ". One of them is wrong, so this till's was not changed: look at both; a manager can set this one");
    }

    /** Whether corrected time can be right: not before this program was made, and not far before the last document. */
    synchronized boolean isPossible() {
        Instant now = instant();
        return !now.isBefore(BUILD) && !now.isBefore(lastIssue.minus(STEP_BACK_MAX));
    }

    /**
     * As it was kept when the till stopped.
     *
     * @param measured whether a link ever did
     */
    synchronized void known(Offset kept, long ofLink, boolean measured) {
        offset = kept;
        linkMillis = ofLink;
        wasLinked = measured;
    }

    /** Whether a link ever measured the time. */
    synchronized boolean wasLinked() {
        return wasLinked;
    }

    synchronized long linkMillis() {
        return linkMillis;
    }

    /**
     * The latest time that may be set by hand: head office's while that is known, and the machine has kept it since. Empty
     * where the machine's own clock is so wrong that only a person knows.
     */
    synchronized Optional<Instant> latestByHand() {
        boolean isFirst = isFirstMorning();
        Instant best = isFirst ? wall() : wall().plusMillis(linkMillis);
        boolean isWrong = best.isBefore(BUILD)
                || best.isBefore(lastIssue.minus(STEP_BACK_MAX))
                || best.isBefore(heldUntil.minus(STEP_BACK_MAX));
        Duration ahead = isGood() ? TOLERANCE : isFirst ? AHEAD_AT_FIRST_MAX : AHEAD_BY_HAND_MAX;
        return isWrong ? Optional.empty() : Optional.of(best.plus(ahead));
    }

    /** Nobody but a manager has told the till the time, and nothing bears a date of it yet. */
    synchronized boolean isFirstMorning() {
        return !wasLinked && lastDated().equals(Instant.EPOCH);
    }

    public synchronized long offsetMillis() {
        return offset == null ? 0 : offset.millis();
    }

    /** How far another clock is ahead of corrected time that is so far ahead of the machine's (without a test's skew). */
    public synchronized long behind(long aheadOfMachine) {
        return aheadOfMachine - testSkewMillis - offsetMillis();
    }

    /** How far corrected time is behind the last document, in milliseconds; 0 or less if it is not. */
    synchronized long behindLastIssue() {
        return lastIssue.equals(Instant.EPOCH)
                ? 0
                : Duration.between(instant(), lastIssue).toMillis();
    }

    /** How far corrected time is behind what documents are held at, in milliseconds; 0 or less if it is not. */
    synchronized long behindHeld() {
        return heldUntil.equals(Instant.EPOCH)
                ? 0
                : Duration.between(instant(), heldUntil).toMillis();
    }

    /**
     * Takes a correction, which is journaled; after it corrected time may step back and issuing goes on. The dates of
     * documents step back only where a link has measured that they were wrong by much; else the next ones are held behind
     * the last.
     */
    synchronized void take(Offset corrected, boolean byHand) {
        offset = corrected;
        confirmedAt = null;
        if (!byHand || isFirstMorning()) {
            linkMillis = corrected.millis();
        }
        wasLinked |= !byHand;
        Instant now = instant();
        Instant last = lastDated();
        boolean held = byHand || !now.isBefore(last.minus(STEP_BACK_MAX));
        heldUntil = held && now.isBefore(last) ? last : Instant.EPOCH;
        if (now.isBefore(lastIssue)) {
            lastIssue = now;
        }
    }

    private Instant lastDated() {
        return lastIssue.isAfter(heldUntil) ? lastIssue : heldUntil;
    }

    /** The offset was measured again and is right. */
    synchronized void confirm() {
        Offset known = offset;
        if (known != null) {
            offset = new Offset(known.millis(), known.errorMillis(), instant());
            confirmedAt = machineLessRunning();
        }
    }

    /** Whether corrected time was confirmed since the start and the machine's clock has not been set since. */
    synchronized boolean isGood() {
        Long then = confirmedAt;
        return then != null && Math.abs(machineLessRunning() - then) <= JUMP_MILLIS;
    }

    private long machineLessRunning() {
        return wall().toEpochMilli() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }

    /** A document was issued; one that is dated ahead of corrected time was held, and says nothing of the clock. */
    public synchronized void issued(Instant at) {
        if (at.isAfter(instant())) {
            held(at);
        } else {
            issuedBefore(at);
        }
    }

    /** A document was issued before the start. */
    synchronized void issuedBefore(Instant at) {
        if (at.isAfter(lastIssue)) {
            lastIssue = at;
        }
    }

    /** No document is dated before this any more. */
    synchronized void held(Instant at) {
        if (at.isAfter(heldUntil)) {
            heldUntil = at;
        }
    }

    /**
     * The time that the next document bears.
     *
     * @throws TillException CLOCK if corrected time is more than 10 minutes before the last document, or before this
     *     program was built
     */
    public synchronized Instant issue() {
        Instant now = instant().truncatedTo(ChronoUnit.MILLIS);
        if (now.isBefore(BUILD)) {
            throw new TillException(ShopRefusal.CLOCK_BEFORE_BUILD, now);
        }
        if (now.isBefore(lastIssue.minus(STEP_BACK_MAX))) {
            throw new TillException(ShopRefusal.CLOCK_BEFORE_LAST, now, lastIssue);
        }
        Instant last = lastDated();
        return now.isAfter(last) ? now : last.plusMillis(1);
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
