package org.tillmesh.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;

/**
 * What is known of one stream or branch: the hash of every ChangeSet, so that a fork point is found however late it
 * shows, and where in the journal it lies. Of what a checkpoint covered only hashes are known. A hole is a ChangeSet whose
 * original is not held: rot took it, or its origin said that it is lost; of several in a row only the last one's hash is
 * known.
 */
final class HeldStream {
    enum Kind {
        /** The journal has it. */
        HELD,
        /** A checkpoint has its effect. */
        COVERED,
        HOLE
    }

    /**
     * Where a ChangeSet lies: the commit that brought it, and its place in that commit's record.
     *
     * @param hash null for a hole whose hash nothing names
     * @param position of a hole: of what said that it is lost; 0 if nothing did, and for what a checkpoint covered
     */
    record Entry(@Nullable Hash hash, long position, int index, Kind kind) {
        static Entry of(Hash hash, long position, int index) {
            return new Entry(hash, position, index, Kind.HELD);
        }

        static Entry covered(Hash hash) {
            return new Entry(hash, 0, 0, Kind.COVERED);
        }

        static Entry hole(@Nullable Hash hash, long position) {
            return new Entry(hash, position, 0, Kind.HOLE);
        }
    }

    private final StreamId id;
    private final Head before;
    private final List<Entry> entries = new ArrayList<>();
    private boolean forked;
    private int holes;
    private long coveredUpTo;

    /** @param before the head that stands before the first entry: nothing, or a branch's fork point */
    HeldStream(StreamId id, Head before) {
        this.id = id;
        this.before = before;
        this.coveredUpTo = before.seq();
    }

    StreamId id() {
        return id;
    }

    /** Whether branches begin after this stream's head: nothing more is appended to it. */
    boolean forked() {
        return forked;
    }

    void fork() {
        forked = true;
    }

    Head before() {
        return before;
    }

    Head head() {
        Hash last = entries.isEmpty()
                ? before.hash()
                : entries.get(entries.size() - 1).hash();
        if (last == null) {
            throw new AssertionError("Stream " + id + " ends in a hole without a hash");
        }
        return entries.isEmpty() ? before : new Head(lastSeq(), last);
    }

    /** The head before the first ChangeSet that can be handed on. */
    Head start() {
        Hash hash = hashAt(coveredUpTo);
        return hash == null ? before : new Head(coveredUpTo, hash);
    }

    long lastSeq() {
        return before.seq() + entries.size();
    }

    void append(Entry entry) {
        entries.add(entry);
        holes += entry.kind() == Kind.HOLE ? 1 : 0;
        coveredUpTo = entry.kind() == Kind.COVERED ? lastSeq() : coveredUpTo;
    }

    /** Appends holes up to a head whose hash is known. */
    void appendHoles(Head last, long position) {
        while (lastSeq() + 1 < last.seq()) {
            append(Entry.hole(null, position));
        }
        append(Entry.hole(last.hash(), position));
    }

    /** Puts the original into its hole; its predecessor's hash becomes known by it. */
    void fill(long seq, Entry original, Hash prev) {
        entries.set(index(seq), original);
        holes--;
        coveredUpTo = original.kind() == Kind.COVERED ? Math.max(coveredUpTo, seq) : coveredUpTo;
        Entry left = entry(seq - 1);
        if (left != null && left.kind() == Kind.HOLE && left.hash() == null) {
            entries.set(index(seq - 1), Entry.hole(prev, left.position()));
        }
    }

    /** Gives a hole of which nobody knew the hash its hash. */
    void name(long seq, Hash hash) {
        Entry hole = entry(seq);
        if (hole == null || hole.kind() != Kind.HOLE || hole.hash() != null) {
            throw new AssertionError("Stream " + id + " has no hole without a hash at " + seq);
        }
        entries.set(index(seq), Entry.hole(hash, hole.position()));
    }

    /** The first seq from one on of which the hash is known: the end of a run of holes, or the seq itself. */
    long namedFrom(long seq) {
        long named = seq;
        while (hashAt(named) == null) {
            named++;
        }
        return named;
    }

    /** Of what commits up to one brought, the records are gone; their effect and their hashes stay. */
    void cover(long upToPosition) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Hash hash = entry.hash();
            if (entry.kind() == Kind.HELD && entry.position() <= upToPosition && hash != null) {
                entries.set(i, Entry.covered(hash));
                coveredUpTo = Math.max(coveredUpTo, before.seq() + 1 + i);
            }
        }
    }

    boolean hasHoles() {
        return holes > 0;
    }

    boolean isHole(long seq) {
        Entry entry = entry(seq);
        return entry != null && entry.kind() == Kind.HOLE;
    }

    /** Whether something stands at a seq that a checkpoint does not stand for: a ChangeSet in the journal, or a hole. */
    boolean hasRecord(long seq) {
        Entry entry = entry(seq);
        return entry != null && entry.kind() != Kind.COVERED;
    }

    /** Seqs whose originals are not held, in order. */
    List<Long> holes() {
        var found = new ArrayList<Long>();
        for (int i = 0; i < entries.size() && found.size() < holes; i++) {
            if (entries.get(i).kind() == Kind.HOLE) {
                found.add(before.seq() + 1 + i);
            }
        }
        return found;
    }

    private int index(long seq) {
        return (int) (seq - before.seq() - 1);
    }

    @Nullable Entry entry(long seq) {
        long index = seq - before.seq() - 1;
        return index < 0 || index >= entries.size() ? null : entries.get((int) index);
    }

    /** The hash at a seq, as far as it is known: of entries, and of the head before them. */
    @Nullable Hash hashAt(long seq) {
        if (seq == before.seq()) {
            return before.hash();
        }
        Entry entry = entry(seq);
        return entry == null ? null : entry.hash();
    }

    /** Whether the hash at a seq is known and this one. */
    boolean isAt(long seq, Hash hash) {
        Hash known = hashAt(seq);
        return known != null && known.equals(hash);
    }

    /** Cuts the stream before {@code seq}; what was there becomes a branch of its own, named by its first hash. */
    HeldStream splitAt(long seq) {
        List<Entry> tail = entries.subList(index(seq), entries.size());
        Hash fork = hashAt(seq - 1);
        Hash first = tail.get(0).hash();
        if (fork == null || first == null) {
            throw new AssertionError("Stream " + id + " does not know the hashes at its fork point " + (seq - 1));
        }
        HeldStream branch = new HeldStream(id.branchFrom(first), seq == 1 ? Head.NONE : new Head(seq - 1, fork));
        tail.forEach(branch::append);
        branch.forked = forked;
        holes -= branch.holes;
        coveredUpTo = Math.min(coveredUpTo, seq - 1);
        tail.clear();
        forked = true;
        return branch;
    }

    HeldStream copy() {
        HeldStream copy = new HeldStream(id, before);
        entries.forEach(copy::append);
        copy.forked = forked;
        return copy;
    }

    /** Where another state of this stream still has in its journal all that is only covered here, takes its places. */
    void takePlaces(HeldStream other) {
        if (!other.before.equals(before) || other.lastSeq() < coveredUpTo) {
            return;
        }
        for (long seq = before.seq() + 1; seq <= coveredUpTo; seq++) {
            Entry mine = entry(seq);
            Entry theirs = other.entry(seq);
            Hash hash = mine == null ? null : mine.hash();
            boolean covered = mine != null && mine.kind() == Kind.COVERED;
            boolean same =
                    !covered || (hash != null && theirs != null && theirs.kind() == Kind.HELD && other.isAt(seq, hash));
            if (!same) {
                return;
            }
        }
        for (long seq = before.seq() + 1; seq <= coveredUpTo; seq++) {
            Entry theirs = other.entry(seq);
            if (theirs != null && theirs.kind() == Kind.HELD) {
                entries.set(index(seq), theirs);
            }
        }
        coveredUpTo = before.seq();
    }
}
