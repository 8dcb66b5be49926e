package org.tillmesh.retail.company;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;
import org.tillmesh.store.View;

/**
 * A till's time was corrected: what it wrote before with the old offset, it now knows better. Journaled before anything is
 * issued by the new time, which may lie before the old. Whose records it speaks of and where it stands among them is what
 * its own dot says, so nobody can fix another's times.
 *
 * @param origin whose records it fixes: its writer
 * @param fromSeq the first ChangeSet of the branch's stream that was written since the last good offset
 * @param seq its own place in that stream: what comes before it is fixed, it and what comes after is not
 * @param oldOffsetMs what was added to the machine's clock until then, in milliseconds
 * @param newOffsetMs what is added from now on
 * @param backMs how far behind the till's last document time begins again, in milliseconds; 0 if it goes on
 * @param at the time by the new offset: nothing that was written before is later
 * @param by the manager who set the time; null if a link did
 */
public record ClockFix(
        String uuid,
        TillId till,
        Origin origin,
        long fromSeq,
        long seq,
        long oldOffsetMs,
        long newOffsetMs,
        long backMs,
        Instant at,
        @Nullable String by)
        implements RecordDocument {

    /** A clock that is further off is shown, and listed when it is corrected. */
    public static final Duration FAR = Duration.ofMinutes(2);

    /** Whether a record that its writer gave that place in the branch's stream bears a time of the old offset. */
    public boolean covers(Origin writer, long place) {
        return origin.equals(writer) && fromSeq <= place && place < seq;
    }

    /**
     * The time by the new offset of a record that bears {@code written}; unchanged if this fix does not cover it. Where the
     * machine's own clock was set meanwhile the offsets do not tell by how much; then a record that would lie after the fix
     * is placed at it.
     */
    public Instant fixed(Origin writer, long place, Instant written) {
        if (!covers(writer, place)) {
            return written;
        }
        Instant moved = written.plusMillis(shiftMs());
        return moved.isAfter(at) ? at : moved;
    }

    /** What it adds to the times that it covers, in milliseconds. */
    public long shiftMs() {
        return Math.subtractExact(newOffsetMs, oldOffsetMs);
    }

    /** How far the till's time was ahead, in milliseconds; negative if it was behind. */
    public long skewMs() {
        return Math.abs(shiftMs()) >= backMs ? -shiftMs() : backMs;
    }

    /** Whether the clock was so far off that somebody should know: more than {@link #FAR}. */
    public boolean isFar() {
        return Math.abs(skewMs()) > FAR.toMillis();
    }

    /** All fixes of a store that can be read, by uuid. */
    public static Stream<ClockFix> all(View view, Scope branch) {
        try (Stream<Document> found = view.scan(branch, DocType.CLOCK_FIX.typeName())) {
            return found.flatMap(document -> Read.record(document, ClockFix::of).stream()).toList().stream();
        }
    }

    @Override
    public DocRef ref() {
        return DocType.CLOCK_FIX.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till.toString())
                .put("from", fromSeq)
                .put("old", oldOffsetMs)
                .put("new", newOffsetMs)
                .putUnlessZero("back", backMs)
                .put("at", at)
                .put("by", by)
                .toValue();
    }

    public static ClockFix of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new ClockFix(
                record.ref().id(),
                in.till("till"),
                record.dot().origin(),
                in.number("from"),
                record.dot().seq(),
                in.number("old"),
                in.number("new"),
                in.number("back", 0),
                in.time("at"),
                in.textOrNull("by"));
    }
}
