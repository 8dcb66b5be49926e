package org.tillmesh.store.stream;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.Values;

/**
 * Joins the streams of two states of a scope. The join knows every ChangeSet that either state knows. A ChangeSet is
 * whole in the join if it is whole in either. Forks are named as every replica names them.
 *
 * <p>Hashes are kept for ever, so the two trees of an origin have their root in common, and the seq where they part is
 * known. The exception is a run of holes, of which only the last hash is known. A ChangeSet that one state has in the
 * place of such a hole is taken for its original. If the two states show different hashes at the end of the run, the
 * fork lies among the holes, and there is no join.
 *
 * <p>Example: {@code 1 2 [3] 4} and {@code 1 2 3} join to {@code 1 2 3 4}, if the hash of 3 is the hash that 4 names.
 * Otherwise the stream forks at 3.
 */
public final class StreamJoin {
    /** Orders a stream before its branches: it begins earlier, or, if it forks at seq 1, its id is smaller. */
    private static final Comparator<HeldStream> PARTS_BEFORE_BRANCHES = Comparator.comparingLong(
                    (HeldStream stream) -> stream.before().seq())
            .thenComparing(HeldStream::id);

    private final ScopeStreams into;
    private final List<HeldStream> theirs;

    private StreamJoin(ScopeStreams into, Collection<HeldStream> theirs) {
        this.into = into;
        this.theirs = theirs.stream().sorted(PARTS_BEFORE_BRANCHES).toList();
    }

    /**
     * The join of two states; the streams of both stay as they are.
     *
     * @throws StoreException BAD_RECORD if it can't be told where a stream forks
     */
    public static ScopeStreams of(Scope scope, Collection<HeldStream> mine, Collection<HeldStream> theirs) {
        var joined = new ScopeStreams(scope);
        mine.forEach(stream -> joined.seed(stream.copy()));
        var join = new StreamJoin(joined, theirs);
        join.theirs.forEach(join::take);
        return joined;
    }

    /**
     * Enters a run of holes of another state, from {@code firstSeq} up to the first one whose hash is known. Does
     * nothing if the ChangeSet before the run is not known here.
     */
    public static void takeHoles(ScopeStreams into, HeldStream from, long firstSeq) {
        Hash prev = firstSeq == 1 ? Hash.ZERO : from.hashAt(firstSeq - 1);
        if (prev != null && into.endingAt(from.id().origin(), firstSeq - 1, prev) != null) {
            new StreamJoin(into, List.of(from)).take(from, firstSeq, from.namedFrom(firstSeq));
        }
    }

    private void take(HeldStream from) {
        if (!from.id().isBranch()) {
            into.begun(from.id());
        }
        long seq = from.before().seq() + 1;
        while (seq <= from.lastSeq()) {
            long last = from.namedFrom(seq);
            take(from, seq, last);
            seq = last + 1;
        }
    }

    /** Takes one ChangeSet, or a run of holes up to the one whose hash is known. */
    private void take(HeldStream from, long firstSeq, long lastSeq) {
        Origin origin = from.id().origin();
        Head prev = head(from, firstSeq - 1);
        Head last = head(from, lastSeq);
        boolean isHole = from.isHole(lastSeq);
        HeldStream known = into.knowing(origin, last.seq(), last.hash());
        if (known != null) {
            if (!isHole && known.isHole(last.seq())) {
                known.fill(last.seq(), HeldStream.Entry.covered(last.hash()), prev.hash());
            }
            return;
        }
        for (HeldStream holed : into.branches(origin)) {
            boolean isUnnamed = holed.isHole(last.seq()) && holed.hashAt(last.seq()) == null;
            if (isUnnamed && holed.isAt(prev.seq(), prev.hash())) {
                requireOneEnd(holed, last.seq());
                if (isHole) {
                    holed.name(last.seq(), last.hash());
                } else {
                    holed.fill(last.seq(), HeldStream.Entry.covered(last.hash()), prev.hash());
                }
                return;
            }
        }
        HeldStream stream = into.endingAt(origin, prev.seq(), prev.hash());
        if (stream == null) {
            throw undecided(from, firstSeq, lastSeq);
        }
        append(from, stream, firstSeq, last);
    }

    private void append(HeldStream from, HeldStream stream, long firstSeq, Head last) {
        boolean goesOn = !stream.forked() && stream.lastSeq() < firstSeq;
        if (from.isHole(last.seq())) {
            // The first ones of the run may be known here.
            if (stream.forked() || stream.lastSeq() >= last.seq()) {
                if (firstSeq < last.seq()) {
                    throw undecided(from, firstSeq, last.seq());
                }
                into.branch(stream, firstSeq, head(from, firstSeq - 1).hash(), last.hash())
                        .appendHoles(last, 0);
            } else {
                stream.appendHoles(last, 0);
            }
        } else if (goesOn) {
            stream.append(HeldStream.Entry.covered(last.hash()));
        } else {
            into.branch(stream, firstSeq, head(from, firstSeq - 1).hash(), last.hash())
                    .append(HeldStream.Entry.covered(last.hash()));
        }
    }

    /** Refuses a join if the other state shows a different hash at the end of a run of holes. */
    private void requireOneEnd(HeldStream holed, long seq) {
        long end = holed.namedFrom(seq);
        Head last = head(holed, end);
        boolean reaches = false;
        for (HeldStream other : theirs) {
            if (other.id().origin().equals(holed.id().origin())
                    && end > other.before().seq()) {
                if (other.isAt(end, last.hash())) {
                    return;
                }
                reaches |= other.hashAt(end) != null;
            }
        }
        if (reaches) {
            throw undecided(holed, seq, end);
        }
    }

    private static Head head(HeldStream stream, long seq) {
        Hash hash = seq == 0 ? Hash.ZERO : stream.hashAt(seq);
        if (hash == null) {
            throw new AssertionError("Stream " + stream.id() + " does not know its hash at " + seq);
        }
        return new Head(seq, hash);
    }

    private static StoreException undecided(HeldStream stream, long firstSeq, long lastSeq) {
        return Values.bad("stream " + stream.id() + " forks among the lost ChangeSets " + firstSeq + " to " + lastSeq
                + ", and nobody knows where; the present data stays. Connect whoever has one of them, then try again");
    }
}
