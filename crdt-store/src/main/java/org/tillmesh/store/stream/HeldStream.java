package org.tillmesh.store.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.StoreException;

/**
 * What is known of one stream or branch: the hash of every ChangeSet, so that a fork point is found however late it
 * shows, and where in the journal it lies. Of what a checkpoint covered only hashes are known. A hole is a ChangeSet whose
 * original is not held: rot took it, or its origin said that it is lost; of several in a row only the last one's hash is
 * known.
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
     * Where a ChangeSet lies: the commit that brought it, and its place in that commit's record.
     *
     * @param hash null for a hole whose hash nothing names
     * @param position of a hole: of what said that it is lost; 0 if nothing did, and for what a checkpoint covered
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

    /** @param before the head that stands before the first entry: nothing, or a branch's fork point */
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
     * A stream of which a base file has the entries.
     *
     * @throws StoreException BAD_RECORD if the bytes are no entries
     */
    public static HeldStream of(StreamId id, Head before, byte[] packed) {
        var stream = new HeldStream(id, before, PackedEntries.of(packed));
        for (int i = 0; i < stream.size(); i++) {
            stream.count(stream.entries.kind(i), before.seq() + 1 + i);
        }
        return stream;
    }

    /** Its entries as a base file has them. */
    public byte[] packed() {
        return entries.toBytes();
    }

    public StreamId id() {
        return id;
    }

    /** Whether branches begin after this stream's head: nothing more is appended to it. */
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

    /** The head before the first ChangeSet that can be handed on. */
    public Head start() {
        Hash hash = hashAt(coveredUpTo);
        return hash == null ? before : new Head(coveredUpTo, hash);
    }

    /** How many ChangeSets it knows. */
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

    /** Remembers which commit brought what is said of some holes. */
    void said(long firstSeq, long lastSeq, long position) {
        for (long seq = firstSeq; seq <= lastSeq; seq++) {
            Entry hole = entry(seq);
            if (hole != null && hole.kind() == Kind.HOLE) {
                entries.set(index(seq), Entry.hole(hole.hash(), position));
            }
        }
    }

    /** The first seq from one on of which the hash is known: the end of a run of holes, or the seq itself. */
    public long namedFrom(long seq) {
        long named = seq;
        while (hashAt(named) == null) {
            named++;
        }
        return named;
    }

    /** Of what commits up to one brought, the records are gone; their effect and their hashes stay. */
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

    /** Whether something stands at a seq that a checkpoint does not stand for: a ChangeSet in the journal, or a hole. */
    public boolean hasRecord(long seq) {
        return isEntry(seq) && entries.kind(index(seq)) != Kind.COVERED;
    }

    /** Seqs whose originals are not held, in order. */
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

    /** The hash at a seq, as far as it is known: of entries, and of the head before them. */
    @Nullable public Hash hashAt(long seq) {
        if (seq == before.seq()) {
            return before.hash();
        }
        return isEntry(seq) ? entries.hash(index(seq)) : null;
    }

    /** Whether the hash at a seq is known and this one. */
    public boolean isAt(long seq, Hash hash) {
        return seq == before.seq()
                ? before.hash().equals(hash)
                : isEntry(seq) && entries.isAt(index(seq), hash) && !hash.isZero();
    }

    /** Whether the hash at a seq is known and begins so. */
    public boolean isAt(long seq, long hashPrefix) {
        return seq == before.seq()
                ? before.hash().prefix() == hashPrefix
                : isEntry(seq) && entries.begins(index(seq), hashPrefix);
    }

    /** Cuts the stream before {@code seq}; what was there becomes a branch of its own, named by its first hash. */
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
            copy.coveredUpTo--; // what was covered there went to a branch
        }
        return copy;
    }

    /** Where another state of this stream still has in its journal what is only covered here, takes its places. */
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
