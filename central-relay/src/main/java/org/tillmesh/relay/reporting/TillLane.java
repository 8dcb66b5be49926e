package org.tillmesh.relay.reporting;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a till's documents have met so far: who has gone without an answer, and who is set aside for it. One document after
 * another goes in chain order, and the same one again while no answer comes. Once that has lasted for half a minute and some
 * tries, those behind it are tried, the first few soon after each other, then by turns with it: if none of them gets an
 * answer either, nobody is there, and the order stays; if one does, those before it are stuck by themselves. They are set
 * aside, tried again less and less often, and named in the alarm, and the others go on. Called by whoever works for the till, and read by whoever shows how it stands.
 */
final class TillLane {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final int TRIES = 5;

    /** How many are tried soon after each other to see whether anybody is there. */
    static final int FEW = 8;

    static final Duration FIRST_ASIDE = Duration.ofMinutes(5);
    static final Duration LONGEST_ASIDE = Duration.ofHours(1);

    /** How many rejections for a cause that is no document's own make the till stand still. */
    static final int ROW = 3;

    /** How long one may wait for an answer before a person must look, though no other was answered either. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final int NAMED = 3;

    final Pace pace;

    private final LinkedHashMap<String, Silence> silent = new LinkedHashMap<>();
    private final LinkedHashMap<String, Silence> aside = new LinkedHashMap<>();
    private final Map<ByteBuffer, Instant> refused = new HashMap<>();
    private boolean othersTurn;
    private boolean isRoundDone;
    private int row;
    private @Nullable ByteBuffer rowOf;

    /** What one document has gone through. */
    private static final class Silence {
        final String receipt;
        final Instant since;
        int tries;
        Hindrance what;
        String said;
        Instant notBefore = Instant.EPOCH;

        Silence(String receipt, Instant since, Hindrance what, String said) {
            this.receipt = receipt;
            this.since = since;
            this.what = what;
            this.said = said;
        }

        void again(Hindrance now, String saidNow) {
            tries++;
            what = now;
            said = saidNow;
        }
    }

    /** @param chance from 0 up to 1 */
    TillLane(DoubleSupplier chance) {
        pace = new Pace(chance);
    }

    // ---- whose turn it is

    /** One that was set aside and whose time has come. */
    synchronized Optional<String> asideDue(Instant now) {
        return aside.entrySet().stream()
                .filter(e -> !now.isBefore(e.getValue().notBefore))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized boolean isAside(String uuid) {
        return aside.containsKey(uuid);
    }

    /** Whether one behind those that got no answer is tried this time. */
    synchronized boolean isOthersTurn(Instant now) {
        return othersTurn && isLong(now);
    }

    private boolean isLong(Instant now) {
        return silent.values().stream()
                .findFirst()
                .filter(s -> s.tries >= TRIES && !now.isBefore(s.since.plus(PATIENCE)))
                .isPresent();
    }

    synchronized boolean wasTried(String uuid) {
        return aside.containsKey(uuid) || silent.containsKey(uuid);
    }

    /** All behind it were tried as well: those are begun again with. */
    synchronized void beginAgain() {
        String first = silent.keySet().stream().findFirst().orElse("");
        silent.keySet().removeIf(uuid -> !uuid.equals(first));
        isRoundDone = true;
    }

    // ---- what became of it

    /** An answer came, whichever. */
    synchronized void answered(String uuid, Instant now) {
        if (aside.remove(uuid) != null) {
            return;
        }
        boolean isFirst = silent.isEmpty() || silent.keySet().iterator().next().equals(uuid);
        if (!isFirst && isLong(now)) {
            silent.remove(uuid);
            aside.putAll(silent); // tried once more at once: it may be that nobody was there until now
        }
        silent.clear();
        othersTurn = false;
        isRoundDone = false;
        pace.went();
    }

    /** Its answer came by another way, or there is none to wait for. */
    synchronized void forget(String uuid) {
        aside.remove(uuid);
        silent.remove(uuid);
    }

    /** No answer that anybody could use. @param asked how long the authority asked to be left alone */
    synchronized void silence(
            String uuid, String receipt, Instant now, @Nullable Duration asked, Hindrance what, String said) {
        Silence apart = aside.get(uuid);
        if (apart != null) {
            apart.again(what, said);
            apart.notBefore = now.plus(patience(apart.tries));
            return;
        }
        Silence one = silent.computeIfAbsent(uuid, u -> new Silence(receipt, now, what, said));
        one.again(what, said);
        boolean isQuick = isLong(now) && !isRoundDone && silent.size() <= FEW;
        othersTurn = isQuick || silent.keySet().iterator().next().equals(uuid);
        Silence first = silent.values().iterator().next();
        boolean aPersonMust = first.what != Hindrance.NO_SERVICE && !now.isBefore(first.since.plus(LONG));
        if (isQuick) {
            pace.soon(now, asked, first.what, sentence(first), aPersonMust);
        } else {
            pace.later(now, asked, first.what, sentence(first), aPersonMust);
        }
    }

    /** What can't even be sent is set aside at once. */
    synchronized void setAside(String uuid, String receipt, Instant now, Hindrance what, String said) {
        silent.remove(uuid);
        Silence one = aside.computeIfAbsent(uuid, u -> new Silence(receipt, now, what, said));
        one.again(what, said);
        one.notBefore = now.plus(patience(one.tries));
    }

    private static Duration patience(int tries) {
        Duration wait = FIRST_ASIDE.multipliedBy(1L << Math.min(Math.max(tries - TRIES, 0), 8));
        return wait.compareTo(LONGEST_ASIDE) > 0 ? LONGEST_ASIDE : wait;
    }

    // ---- what is no document's own

    /** Credentials of an earlier certificate are refused: what it signed waits, and the rest goes on. */
    synchronized void refuse(byte[] certificate, Instant now) {
        refused.put(ByteBuffer.wrap(certificate), now.plus(LONGEST_ASIDE));
    }

    synchronized boolean isRefused(byte[] certificate, Instant now) {
        Instant until = refused.get(ByteBuffer.wrap(certificate));
        return until != null && now.isBefore(until);
    }

    /** @param isCommon whether the cause is none of the document's own; @return how many in a row that makes */
    synchronized int rejected(byte[] certificate, boolean isCommon) {
        ByteBuffer of = ByteBuffer.wrap(certificate);
        row = !isCommon ? 0 : of.equals(rowOf) ? row + 1 : 1;
        rowOf = of;
        return row;
    }

    synchronized void accepted() {
        row = 0;
    }

    /** Something was mended: nobody waits any longer. */
    synchronized void retry() {
        aside.values().forEach(s -> s.notBefore = Instant.EPOCH);
        refused.clear();
        pace.retry();
    }

    // ---- how it stands

    synchronized ReportingQueue.Standing standing(Instant now) {
        Instant next = pace.isDue(now) ? null : pace.notBefore();
        if (pace.alarm() != null || aside.isEmpty()) {
            return new ReportingQueue.Standing(pace.hindrance(), pace.alarm(), pace.trouble(), next, aside.size());
        }
        var said = new StringBuilder();
        aside.values().stream().limit(NAMED).forEach(s -> said.append(said.isEmpty() ? "" : "; ")
                .append(sentence(s)));
        if (aside.size() > NAMED) {
            said.append("; and ").append(aside.size() - NAMED).append(" more");
        }
        said.append(". The till's other documents go on, and these are tried again. Ask the authority's service desk"
                + " about them, or check them with tillmesh zatca validate");
        return new ReportingQueue.Standing(
                Hindrance.DOCUMENT_STUCK, said.toString(), pace.trouble(), next, aside.size());
    }

    private static String sentence(Silence one) {
        return one.receipt + " gets no usable answer since " + one.since.truncatedTo(ChronoUnit.SECONDS) + " ("
                + one.tries + (one.tries == 1 ? " try" : " tries") + "); the last: " + one.said;
    }
}
