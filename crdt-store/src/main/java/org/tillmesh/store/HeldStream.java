package org.tillmesh.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;

/**
 * What is held of one stream or branch: hashes from {@code first} on, and where in the journal each ChangeSet lies. What
 * a checkpoint covered before is held as a head only.
 */
final class HeldStream {
    /** Where a ChangeSet lies: the commit that brought it, and its place in that commit's record. */
    record Entry(Hash hash, long position, int index) {}

    private final StreamId id;
    private final Head before;
    private final List<Entry> entries = new ArrayList<>();
    private boolean forked;

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
        return entries.isEmpty()
                ? before
                : new Head(lastSeq(), entries.get(entries.size() - 1).hash());
    }

    long lastSeq() {
        return before.seq() + entries.size();
    }

    void append(Entry entry) {
        entries.add(entry);
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
        int from = (int) (seq - before.seq() - 1);
        List<Entry> tail = entries.subList(from, entries.size());
        Hash fork = hashAt(seq - 1);
        if (fork == null) {
            throw new AssertionError("Stream " + id + " does not know the hash at its fork point " + (seq - 1));
        }
        HeldStream branch =
                new HeldStream(id.branchFrom(tail.get(0).hash()), seq == 1 ? Head.NONE : new Head(seq - 1, fork));
        branch.entries.addAll(tail);
        branch.forked = forked;
        tail.clear();
        forked = true;
        return branch;
    }

    /** This stream with the entries of {@code older} that stand before its own first one. */
    HeldStream withOlder(HeldStream older) {
        var whole = new HeldStream(id, older.before);
        whole.entries.addAll(older.entries.subList(0, (int) (before.seq() - older.before.seq())));
        whole.entries.addAll(entries);
        whole.forked = forked;
        return whole;
    }
}
