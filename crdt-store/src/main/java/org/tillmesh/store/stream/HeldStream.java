package org.tillmesh.store.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.StoreException;

/**
 * One stream, or one branch of a forked stream: the hash of every ChangeSet and its place in the journal. Hashes are
 * kept for ever, so a fork point is found however late the fork shows.
 *
 * <p>An entry is HELD (the journal has the ChangeSet), COVERED (a checkpoint has its effect, and only its hash is
 * known), or a HOLE (its original is not held: rot took it, or its origin said that it is lost). Of several holes in a
 * row only the hash of the last one is known, because its successor names it.
 *
 * <p>Example: a checkpoint covers {@code 1 2}, the journal has 3 and 6, and 4 and 5 are lost: {@code 1 2 3 [4] [5] 6}.
 * The head is 6, {@link #start} is 2, {@link #holes} are 4 and 5, {@link #namedFrom} of 4 is 5. When the original of 5
 * comes, its {@code prev} names the hash of 4.
 */
public final class HeldStream {
    public enum Kind {
        /** The journal has it. */
        HELD,
        /** A checkpoint has its effect. */
        COVERED,
        HOLE
    }

    /**
     * One seq of a stream.
     *
     * @param hash null for a hole whose hash nothing names
     * @param position the commit that brought the ChangeSet; of a hole the commit that brought its loss, 0 if nobody
     *     said one; 0 for what a checkpoint covers
     * @param index place in the record of that commit
     */
    public record Entry(@Nullable Hash hash, long position, int index, Kind kind) {
        static Entry of(Hash hash, long position, int index) {
            return new Entry(hash, position, index, Kind.HELD);
        }

        public static Entry covered(Hash hash) {
            return new Entry(hash, 0, 0, Kind.COVERED);
        }

        public static Entry hole(@Nullable Hash hash, long position) {
            return new Entry(hash, position, 0, Kind.HOLE);
        }
    }

    private final StreamId id;
    private final Head before;
    private final PackedEntries entries;
    private boolean forked;
    private int holes;
    private long coveredUpTo;

    /** @param before the head before the first entry: {@link Head#NONE}, or the point where a branch left its stream */
    public HeldStream(StreamId id, Head before) {
        this(id, before, new PackedEntries());
    }

    private HeldStream(StreamId id, Head before, PackedEntries entries) {
        this.id = id;
        this.before = before;
        this.entries = entries;
        this.coveredUpTo = before.seq();
    }

    /**
     * A stream read from a base file.
     *
     * @param packed bytes of {@link #packed}
     * @throws StoreException BAD_RECORD if the bytes are no entries
     */
    public static HeldStream of(StreamId id, Head before, byte[] packed) {
        var stream = new HeldStream(id, before, PackedEntries.of(packed));
        for (int i = 0; i < stream.size(); i++) {
            stream.count(stream.entries.kind(i), before.seq() + 1 + i);
        }
        return stream;
    }

    /** The entries as a base file has them, 45 bytes each. */
    public byte[] packed() {
        return entries.toBytes();
    }

    public StreamId id() {
        return id;
    }

    /** Whether branches begin after this stream's head. Nothing more is appended to a forked stream. */
    public boolean forked() {
        return forked;
    }

    public void fork() {
        forked = true;
    }

    public Head before() {
        return before;
    }

    public Head head() {
        if (entries.size() == 0) {
            return before;
        }
        Hash last = entries.hash(entries.size() - 1);
        if (last == null) {
            throw new AssertionError("Stream " + id + " ends in a hole without a hash");
        }
        return new Head(lastSeq(), last);
    }

    /** The head before the first ChangeSet that can be handed on: the last covered seq, or {@link #before}. */
    public Head start() {
        Hash hash = hashAt(coveredUpTo);
        return hash == null ? before : new Head(coveredUpTo, hash);
    }

    /** How many entries there are, holes included. */
    public int size() {
        return entries.size();
    }

    public long lastSeq() {
        return before.seq() + entries.size();
    }

    public void append(Entry entry) {
        entries.add(entry);
        count(entry.kind(), lastSeq());
    }

    private void count(Kind kind, long seq) {
        holes += kind == Kind.HOLE ? 1 : 0;
        coveredUpTo = kind == Kind.COVERED ? seq : coveredUpTo;
    }

    /**
     * Appends holes up to a head. Only the last hole gets a hash.
     *
     * @param position of the commit that brought their loss; 0 if nobody said one
     */
    void appendHoles(Head last, long position) {
        while (lastSeq() + 1 < last.seq()) {
            append(Entry.hole(null, position));
        }
        append(Entry.hole(last.hash(), position));
    }

    /**
     * Puts an original into its hole. If the seq before is a hole without a hash, it gets the hash that the original
     * names.
     *
     * @param prev the hash that the original names as its predecessor's
     */
    void fill(long seq, Entry original, Hash prev) {
        entries.set(index(seq), original);
        holes--;
        coveredUpTo = original.kind() == Kind.COVERED ? Math.max(coveredUpTo, seq) : coveredUpTo;
        Entry left = entry(seq - 1);
        if (left != null && left.kind() == Kind.HOLE && left.hash() == null) {
            entries.set(index(seq - 1), Entry.hole(prev, left.position()));
        }
    }

    /** Gives a hash to a hole that has none. */
    void name(long seq, Hash hash) {
        Entry hole = entry(seq);
        if (hole == null || hole.kind() != Kind.HOLE || hole.hash() != null) {
            throw new AssertionError("Stream " + id + " has no hole without a hash at " + seq);
        }
        entries.set(index(seq), Entry.hole(hash, hole.position()));
    }

    /** Notes for all holes from a seq to a seq which commit brought their loss. */
    void said(long firstSeq, long lastSeq, long position) {
        for (long seq = firstSeq; seq <= lastSeq; seq++) {
            Entry hole = entry(seq);
            if (hole != null && hole.kind() == Kind.HOLE) {
                entries.set(index(seq), Entry.hole(hole.hash(), position));
            }
        }
    }

    /** The first seq, from the given one on, whose hash is known: the seq itself, or the last hole of its run. */
    public long namedFrom(long seq) {
        long named = seq;
        while (hashAt(named) == null) {
            named++;
        }
        return named;
    }

    /** Turns entries that commits up to a position brought into covered ones, because their records were dropped. */
    public void cover(long upToPosition) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Hash hash = entry.hash();
            if (entry.kind() == Kind.HELD && entry.position() <= upToPosition && hash != null) {
                entries.set(i, Entry.covered(hash));
                coveredUpTo = Math.max(coveredUpTo, before.seq() + 1 + i);
            }
        }
    }

    public boolean hasHoles() {
        return holes > 0;
    }

    public boolean isHole(long seq) {
        return isEntry(seq) && entries.kind(index(seq)) == Kind.HOLE;
    }

    /** Whether the entry at a seq is a ChangeSet in the journal or a hole, and not covered by a checkpoint. */
    public boolean hasRecord(long seq) {
        return isEntry(seq) && entries.kind(index(seq)) != Kind.COVERED;
    }

    /** The seqs of all holes, in order. */
    public List<Long> holes() {
        var found = new ArrayList<Long>();
        for (int i = 0; i < entries.size() && found.size() < holes; i++) {
            if (entries.kind(i) == Kind.HOLE) {
                found.add(before.seq() + 1 + i);
            }
        }
        return found;
    }

    private int index(long seq) {
        return (int) (seq - before.seq() - 1);
    }

    private boolean isEntry(long seq) {
        return seq > before.seq() && seq <= lastSeq();
    }

    @Nullable public Entry entry(long seq) {
        return isEntry(seq) ? entries.get(index(seq)) : null;
    }

    /** The hash at a seq, or of the head before the first entry; null if it is not known. */
    @Nullable public Hash hashAt(long seq) {
        if (seq == before.seq()) {
            return before.hash();
        }
        return isEntry(seq) ? entries.hash(index(seq)) : null;
    }

    /** Whether the hash at a seq is known and equals the given one. */
    public boolean isAt(long seq, Hash hash) {
        return seq == before.seq()
                ? before.hash().equals(hash)
                : isEntry(seq) && entries.isAt(index(seq), hash) && !hash.isZero();
    }

    /** Whether the hash at a seq is known and begins with the given eight bytes. */
    public boolean isAt(long seq, long hashPrefix) {
        return seq == before.seq()
                ? before.hash().prefix() == hashPrefix
                : isEntry(seq) && entries.begins(index(seq), hashPrefix);
    }

    /**
     * Cuts the stream before a seq and returns what followed as a branch, named by the hash of its first ChangeSet.
     * Cut at 3, {@code 1 2 3 4} keeps {@code 1 2} and is forked; the branch has 3 and 4.
     */
    HeldStream splitAt(long seq) {
        Hash fork = hashAt(seq - 1);
        Hash first = entries.hash(index(seq));
        if (fork == null || first == null) {
            throw new AssertionError("Stream " + id + " does not know the hashes at its fork point " + (seq - 1));
        }
        HeldStream branch = new HeldStream(id.branchFrom(first), seq == 1 ? Head.NONE : new Head(seq - 1, fork));
        for (int i = index(seq); i < entries.size(); i++) {
            branch.append(entries.get(i));
        }
        branch.forked = forked;
        holes -= branch.holes;
        coveredUpTo = Math.min(coveredUpTo, seq - 1);
        entries.cutAt(index(seq));
        forked = true;
        return branch;
    }

    public HeldStream copy() {
        HeldStream copy = new HeldStream(id, before, entries.copy());
        copy.forked = forked;
        copy.holes = holes;
        copy.coveredUpTo = coveredUpTo;
        while (copy.coveredUpTo > before.seq() && entries.kind(index(copy.coveredUpTo)) != Kind.COVERED) {
            copy.coveredUpTo--; // the covered entry went to a branch
        }
        return copy;
    }

    /**
     * Takes over the places in the journal that another state of this stream knows for entries that are only covered
     * here. Both states are of the same journal.
     */
    void takePlaces(HeldStream other) {
        long covered = before.seq();
        for (long seq = before.seq() + 1; seq <= coveredUpTo; seq++) {
            Entry theirs = other.entry(seq);
            Hash hash = hashAt(seq);
            if (entries.kind(index(seq)) != Kind.COVERED) {
                continue;
            }
            if (hash != null && theirs != null && theirs.kind() == Kind.HELD && other.isAt(seq, hash)) {
                entries.set(index(seq), theirs);
            } else {
                covered = seq;
            }
        }
        coveredUpTo = covered;
    }
}
