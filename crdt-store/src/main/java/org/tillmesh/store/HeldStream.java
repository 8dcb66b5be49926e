package org.tillmesh.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;

/**
 * What is held of one stream or branch: hashes from {@code first} on, and where in the journal each ChangeSet lies. What
 * a checkpoint covered before is held as a head only. A hole is a ChangeSet whose original is not held: rot took it here,
 * or its origin said that it is lost; of several in a row only the last one's hash is known.
 */
final class HeldStream {
    /**
     * Where a ChangeSet lies: the commit that brought it, and its place in that commit's record.
     *
     * @param hash null for a hole whose hash nothing names
     * @param position of a hole: of what said that it is lost, 0 if nothing did
     */
    record Entry(@Nullable Hash hash, long position, int index, boolean hole) {
        static Entry of(Hash hash, long position, int index) {
            return new Entry(hash, position, index, false);
        }
    }

    private final StreamId id;
    private final Head before;
    private final List<Entry> entries = new ArrayList<>();
    private boolean forked;
    private int holes;

    /** @param before the head that stands before the first entry: a fork point, or what a checkpoint covers */
    HeldStream(StreamId id, Head before) {
        this.id = id;
        this.before = before;
    }

    StreamId id() {
        return id;
    }

    /** Whether branches begin after this stream's head: nothing more is appended to it. */
    boolean forked() {
        return forked;
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

    long lastSeq() {
        return before.seq() + entries.size();
    }

    void append(Entry entry) {
        entries.add(entry);
        holes += entry.hole() ? 1 : 0;
    }

    /** Appends holes up to a head whose hash is known. */
    void appendHoles(Head last, long position) {
        while (lastSeq() + 1 < last.seq()) {
            append(new Entry(null, position, 0, true));
        }
        append(new Entry(last.hash(), position, 0, true));
    }

    /** Puts the original into its hole; its predecessor's hash becomes known by it. */
    void fill(long seq, Entry original, Hash prev) {
        entries.set(index(seq), original);
        holes--;
        Entry left = entry(seq - 1);
        if (left != null && left.hole() && left.hash() == null) {
            entries.set(index(seq - 1), new Entry(prev, left.position(), left.index(), true));
        }
    }

    boolean hasHoles() {
        return holes > 0;
    }

    boolean isHole(long seq) {
        Entry entry = entry(seq);
        return entry != null && entry.hole();
    }

    /** Seqs whose originals are not held, in order. */
    List<Long> holes() {
        var found = new ArrayList<Long>();
        for (int i = 0; i < entries.size() && found.size() < holes; i++) {
            if (entries.get(i).hole()) {
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
        tail.clear();
        forked = true;
        return branch;
    }

    /** This stream with the entries of {@code older} that stand before its own first one. */
    HeldStream withOlder(HeldStream older) {
        var whole = new HeldStream(id, older.before);
        older.entries.subList(0, (int) (before.seq() - older.before.seq())).forEach(whole::append);
        entries.forEach(whole::append);
        whole.forked = forked;
        return whole;
    }
}
