package org.tillmesh.till.shop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.company.ClockFix;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;

/**
 * Keeps this till's time right: takes corrections from the link and from managers, journals each as a {@link ClockFix}
 * before anything is issued by it, and remembers up to which of its records the offset was known to be good.
 */
public final class ClockDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ClockDesk.class);

    private static final String OFFSET_NOTE = "clock-offset";
    private static final String GOOD_NOTE = "clock-good";
    private static final String FIRST = " first";
    private static final long LINK_ERROR_MILLIS = 500;

    /** Sixty thousand documents that are held, a millisecond apart. */
    private static final Duration HELD_MAX = Duration.ofMinutes(1);

    /** A manager reads a watch. */
    private static final long MANAGER_ERROR_MILLIS = 60_000;

    /** How many of the last ChangeSets are read for the time of the last document. */
    private static final int LAST = 64;

    private final TillFolder folder;
    private final TillClock clock;
    private long notedGood;

    public ClockDesk(TillFolder folder, TillClock clock) {
        this.folder = folder;
        this.clock = clock;
        reopened();
    }

    /** Reads what the folder knows of its time; activation opens its store anew. */
    public void reopened() {
        store().noted(OFFSET_NOTE).ifPresent(this::restore);
        notedGood = store().noted(GOOD_NOTE)
                .map(bytes -> text(bytes).split(" "))
                .filter(parts -> parts[0].equals(incarnation()))
                .map(parts -> Long.parseLong(parts[1]))
                .orElse(0L);
    }

    /** What another life of the folder knew of its stream says nothing of this one's. */
    private String incarnation() {
        return store().self().incarnation().toString();
    }

    private Store store() {
        return folder.store();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * {@code offset}, {@code offset error measuredAt}, or with the link's own offset behind them, all in milliseconds. With
     * a manager's of the first morning instead, {@link #FIRST} follows.
     */
    private void restore(byte[] noted) {
        String[] parts = text(noted).split(" ");
        long offset = Long.parseLong(parts[0]);
        long error = parts.length < 3 ? LINK_ERROR_MILLIS : Long.parseLong(parts[1]);
        Instant measuredAt =
                parts.length < 3 ? clock.wall().plusMillis(offset) : Instant.ofEpochMilli(Long.parseLong(parts[2]));
        long ofLink = parts.length < 4 ? offset : Long.parseLong(parts[3]);
        clock.known(new TillClock.Offset(offset, error, measuredAt), ofLink, parts.length < 5);
    }

    // ---- corrections

    /**
     * What head office's clock says now, less corrected time, in milliseconds. Within {@link TillClock#TOLERANCE} it confirms the
     * offset, unless a document was issued by a later time; more than that corrects it. Call it where no command is under
     * way, so that no document is issued by the old time and committed behind the correction.
     */
    public void heard(long aheadMillis) {
        if (clock.isDoubtful(aheadMillis)) {
            if (clock.doubt(aheadMillis)) {
                LOG.warn(
                        "Head office's clock is {} ms off this till's: one of them is wrong, and nothing is corrected",
                        aheadMillis);
            }
            return;
        }
        clock.doubt(0);
        if (!clock.isKnown()
                || Math.abs(aheadMillis) > TillClock.TOLERANCE.toMillis()
                || clock.behindLastIssue() > TillClock.TOLERANCE.toMillis()
                || clock.behindHeld() > TillClock.STEP_BACK_MAX.toMillis()) {
            correct(aheadMillis, LINK_ERROR_MILLIS, null);
        }
        clock.confirm();
    }

    /**
     * A manager says what time it is.
     *
     * @throws TillException CLOCK if that is far ahead of what the till knows
     */
    public void set(Instant now, @Nullable UserId manager) {
        if (now.isBefore(TillClock.BUILD)) {
            throw new TillException(ShopRefusal.TIME_BEFORE_BUILD, now, TillClock.BUILD);
        }
        clock.latestByHand().filter(now::isAfter).ifPresent(latest -> {
            throw new TillException(ShopRefusal.TIME_AHEAD, now, latest);
        });
        correct(now.toEpochMilli() - clock.millis(), MANAGER_ERROR_MILLIS, manager == null ? "" : manager.value());
    }

    private void correct(long aheadMillis, long errorMillis, @Nullable String by) {
        long old = clock.offsetMillis();
        var offset = new TillClock.Offset(
                Math.addExact(old, aheadMillis), errorMillis, clock.instant().plusMillis(aheadMillis));
        store().write(tx -> {
            Scope scope = folder.scope();
            long seq = tx.nextSeq(scope);
            long behind = Math.max(clock.behindLastIssue(), clock.behindHeld());
            long back = Math.max(0, behind - aheadMillis);
            if (Math.max(Math.abs(aheadMillis), back) > TillClock.TOLERANCE.toMillis()) {
                new ClockFix(
                                UUID.randomUUID().toString(),
                                folder.till(),
                                store().self(),
                                Math.min(notedGood + 1, seq),
                                seq,
                                old,
                                offset.millis(),
                                back,
                                offset.measuredAt(),
                                by)
                        .appendTo(tx, scope);
                good(tx, seq);
            }
            tx.note(
                    OFFSET_NOTE,
                    bytes(offset.millis() + " " + errorMillis + " "
                            + offset.measuredAt().toEpochMilli() + " "
                            + (by == null || clock.isFirstMorning() ? offset.millis() : clock.linkMillis())
                            + (by != null && !clock.wasLinked() ? FIRST : "")));
            return true;
        });
        clock.take(offset, by != null);
    }

    /**
     * Notes with a commit that everything before it bears a good time: the offset was confirmed, and the machine's clock
     * has not jumped since.
     */
    public void mark(Transaction tx) {
        if (folder.isActivated() && clock.isGood()) {
            long head = tx.nextSeq(folder.scope()) - 1;
            if (head > notedGood) {
                good(tx, head);
            }
        }
    }

    private void good(Transaction tx, long seq) {
        tx.note(GOOD_NOTE, bytes(incarnation() + " " + seq));
        notedGood = seq;
    }

    // ---- what was issued before

    /** Where issuing goes on after a start: behind the last document of this folder, by its fixed time. */
    public void begin() {
        store().read(view -> {
            List<ClockFix> fixes = fixes(view);
            StreamId own = StreamId.of(folder.scope(), store().self());
            long head = view.vector().head(own).seq();
            for (ChangeSet changeSet :
                    store().since(own, Math.max(store().startOf(own).seq(), head - LAST), 8 << 20)) {
                for (Delta delta : changeSet.deltas()) {
                    if (delta instanceof Delta.Append append) {
                        issued(fixes, changeSet.origin(), changeSet.seq(), append.body());
                    }
                }
            }
            return true;
        });
    }

    /** The same for a document that another life of this till wrote. */
    public void issuedBefore(String type, String id) {
        store().read(view -> {
            view.record(folder.scope(), DocType.named(type).orElseThrow().ref(id))
                    .ifPresent(record -> issued(
                            fixes(view), record.dot().origin(), record.dot().seq(), record.body()));
            return true;
        });
    }

    private void issued(List<ClockFix> fixes, Origin origin, long seq, Value body) {
        if (!(body instanceof Value.MapOf map)
                || !(map.entries().get("at") instanceof Value.Int at)
                || !Value.of(folder.till().toString()).equals(map.entries().get("till"))) {
            return;
        }
        Instant dated = Instant.ofEpochMilli(at.value());
        Instant time = dated;
        Instant held = dated;
        for (ClockFix fix : fixes) {
            time = fix.fixed(origin, seq, time);
            boolean before = fix.origin().equals(origin) && seq < fix.seq();
            if ((before || isHeldBy(fix, dated)) && time.isAfter(fix.at())) {
                time = fix.at(); // since then time went on from there
            }
            if (before && fix.by() == null && fix.backMs() > TillClock.STEP_BACK_MAX.toMillis()) {
                held = Instant.EPOCH; // a link took its date back
            }
        }
        clock.issuedBefore(time);
        clock.held(held);
    }

    /** Whether a document was dated behind the last one before a manager set time back, a millisecond after the other. */
    private static boolean isHeldBy(ClockFix fix, Instant dated) {
        Instant from = fix.at().plusMillis(fix.backMs());
        return fix.by() != null
                && fix.backMs() > 0
                && dated.isAfter(from.minus(TillClock.TOLERANCE))
                && dated.isBefore(from.plus(HELD_MAX));
    }

    private List<ClockFix> fixes(View view) {
        TillId own = folder.till();
        return ClockFix.all(view, folder.scope())
                .filter(fix -> fix.till().equals(own))
                .toList();
    }
}
