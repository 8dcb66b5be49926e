package org.tillmesh.store.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.Values;

/**
 * The streams of one scope and their branches. A ChangeSet is looked up by origin, seq and hash, because a forked
 * origin has two ChangeSets of one seq.
 *
 * <p>Example: here lie {@code 1 2 3} of an origin. Another 3 comes, whose {@code prev} is the hash of 2: the stream
 * keeps {@code 1 2} and is forked, and two branches begin behind it, each with its 3.
 */
public final class ScopeStreams {
    private final Scope scope;
    private final TreeMap<StreamId, HeldStream> streams = new TreeMap<>();

    /** All streams by origin: its stream first, then its branches. */
    private final Map<Origin, List<HeldStream>> byOrigin = new HashMap<>();

    public ScopeStreams(Scope scope) {
        this.scope = scope;
    }

    /** What taking a ChangeSet would mean. */
    public enum Fit {
        KNOWN,
        NEXT,
        /** The ChangeSet is the original of a hole and takes its place. */
        RETURNED,
        /** The loss ends within a run of holes and names the hash of one of them. */
        NAMED,
        GAP
    }

    public Fit fit(ChangeSet changeSet) {
        if (!changeSet.isLost() && holed(changeSet) != null) {
            return Fit.RETURNED;
        }
        if (holds(changeSet.origin(), changeSet.seq(), changeSet.hash())) {
            return Fit.KNOWN;
        }
        HeldStream before = predecessor(changeSet);
        if (before == null) {
            return Fit.GAP;
        }
        // A loss may stand for more or fewer seqs than are lost here; what follows fits on in both cases.
        boolean goesOn = !before.forked() && before.lastSeq() < changeSet.seq();
        if (goesOn || !isUnnamed(before, changeSet.firstSeq())) {
            return Fit.NEXT;
        }
        return isUnnamed(before, changeSet.seq()) ? Fit.NAMED : Fit.GAP; // what stands in that hole is not known yet
    }

    private static boolean isUnnamed(HeldStream stream, long seq) {
        return stream.isHole(seq) && stream.hashAt(seq) == null;
    }

    /** Takes a loss that is {@link Fit#NAMED}: a hole within a run gets its hash. */
    public void name(ChangeSet loss, long position) {
        HeldStream stream = predecessor(loss);
        if (stream == null) {
            throw new AssertionError("No holes for " + loss.stream() + " " + loss.seq());
        }
        stream.name(loss.seq(), loss.hash());
        stream.said(loss.firstSeq(), loss.seq(), position);
    }

    /** The stream with a hole that this ChangeSet is the original of; null if there is none. */
    private @Nullable HeldStream holed(ChangeSet changeSet) {
        for (HeldStream stream : branches(changeSet.origin())) {
            if (stream.hasHoles() && stream.isHole(changeSet.seq())) {
                // Of several holes in a row only the last one's hash is known; the first one's predecessor is.
                boolean fits = stream.hashAt(changeSet.seq()) == null
                        ? stream.isAt(changeSet.seq() - 1, changeSet.prev())
                        : stream.isAt(changeSet.seq(), changeSet.hash());
                if (fits) {
                    return stream;
                }
            }
        }
        return null;
    }

    /** Puts the original of a hole into its place. */
    public void fill(ChangeSet original, long position, int index) {
        HeldStream stream = holed(original);
        if (stream == null) {
            throw new AssertionError("No hole for " + original.stream() + " " + original.seq());
        }
        stream.fill(original.seq(), HeldStream.Entry.of(original.hash(), position, index), original.prev());
    }

    /**
     * Makes holes before a ChangeSet whose predecessors can't be read any more, so that the ChangeSet fits. Before 5
     * behind {@code 1 2} it makes {@code [3] [4]}.
     *
     * @return how many holes were made
     */
    public long bridge(ChangeSet successor) {
        HeldStream stream = null;
        for (HeldStream each : branches(successor.origin())) {
            boolean fits = !each.forked() && each.lastSeq() < successor.firstSeq() - 1;
            if (fits && (stream == null || each.lastSeq() > stream.lastSeq())) {
                stream = each;
            }
        }
        if (stream == null) {
            stream = begun(successor.stream());
            if (stream.forked() || stream.lastSeq() >= successor.firstSeq() - 1) {
                return 0;
            }
        }
        long made = successor.firstSeq() - 1 - stream.lastSeq();
        stream.appendHoles(new Head(successor.firstSeq() - 1, successor.prev()), 0);
        return made;
    }

    /** Makes holes up to the end of a stream; false if the stream goes so far already, or is forked. */
    public boolean lostEnd(StreamId id, Head end) {
        HeldStream stream = begun(id);
        if (stream.forked() || stream.lastSeq() >= end.seq()) {
            return false;
        }
        stream.appendHoles(end, 0);
        return true;
    }

    /** Enters a ChangeSet into its stream. Returns the stream if it has two branches since, else null. */
    @Nullable public StreamId enter(ChangeSet changeSet, long position, int index) {
        HeldStream stream = predecessor(changeSet);
        if (stream == null) {
            throw new AssertionError("A ChangeSet with a gap before it was entered: " + changeSet.stream());
        }
        if (stream.lastSeq() == changeSet.firstSeq() - 1 && !stream.forked()) {
            append(stream, changeSet, position, index);
            return null;
        }
        if (changeSet.isLost() && !stream.forked() && stream.lastSeq() < changeSet.seq()) {
            append(stream, changeSet, position, index); // of what its origin lost, the first ones are held here
            return null;
        }
        append(branch(stream, changeSet.firstSeq(), changeSet.prev(), changeSet.hash()), changeSet, position, index);
        return stream.id();
    }

    /** Begins a branch that leaves a stream before a seq. What followed there becomes a branch too. */
    HeldStream branch(HeldStream left, long firstSeq, Hash prev, Hash first) {
        if (left.lastSeq() >= firstSeq) {
            add(left.splitAt(firstSeq));
        }
        Head fork = firstSeq == 1 ? Head.NONE : new Head(firstSeq - 1, prev);
        return add(new HeldStream(left.id().branchFrom(first), fork));
    }

    private static void append(HeldStream stream, ChangeSet changeSet, long position, int index) {
        if (changeSet.isLost()) {
            stream.appendHoles(changeSet.head(), position);
        } else {
            stream.append(HeldStream.Entry.of(changeSet.hash(), position, index));
        }
    }

    /** The stream or branch in which this ChangeSet's predecessor stands; a new stream for seq 1; null for a gap. */
    private @Nullable HeldStream predecessor(ChangeSet changeSet) {
        return endingAt(changeSet.origin(), changeSet.firstSeq() - 1, changeSet.prev());
    }

    /** The stream or branch with that hash at a seq; for seq 0 the origin's stream; null if there is none. */
    @Nullable HeldStream endingAt(Origin origin, long seq, Hash hash) {
        if (seq == 0) {
            return hash.isZero() ? begun(StreamId.of(scope, origin)) : null;
        }
        for (HeldStream stream : branches(origin)) {
            if (isOn(stream, seq) && stream.isAt(seq, hash)) {
                return stream;
            }
        }
        return null;
    }

    List<HeldStream> branches(Origin origin) {
        return byOrigin.getOrDefault(origin, List.of());
    }

    private HeldStream add(HeldStream stream) {
        streams.put(stream.id(), stream);
        List<HeldStream> ofOrigin = byOrigin.computeIfAbsent(stream.id().origin(), o -> new ArrayList<>());
        ofOrigin.removeIf(other -> other.id().equals(stream.id()));
        ofOrigin.add(stream);
        ofOrigin.sort(Comparator.comparing(HeldStream::id));
        return stream;
    }

    /** The stream of that name, begun if it is new. */
    HeldStream begun(StreamId id) {
        HeldStream known = streams.get(id);
        return known == null ? add(new HeldStream(id, Head.NONE)) : known;
    }

    private boolean holds(Origin origin, long seq, Hash hash) {
        for (HeldStream stream : branches(origin)) {
            if (stream.isAt(seq, hash)) {
                return true;
            }
        }
        return false;
    }

    public boolean holds(Origin origin, long seq, long hashPrefix) {
        for (HeldStream stream : branches(origin)) {
            // Where a loss hid the fork, two branches may know it, and one of them as a hole.
            if (isOn(stream, seq) && stream.isAt(seq, hashPrefix) && !stream.isHole(seq)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a seq belongs to a stream. The point before a branch belongs to the stream that the branch left. */
    private static boolean isOn(HeldStream stream, long seq) {
        return seq > stream.before().seq() || !stream.id().isBranch();
    }

    /** Whether the ChangeSet with that hash has had its effect here: it is held or covered, and no hole. */
    public boolean hasWhole(Origin origin, long seq, @Nullable Hash hash) {
        if (hash == null) {
            return false;
        }
        for (HeldStream stream : branches(origin)) {
            if (seq > stream.before().seq() && stream.isAt(seq, hash) && !stream.isHole(seq)) {
                return true;
            }
        }
        return false;
    }

    /** The stream in which a ChangeSet of that hash is known, as a hole too; null if there is none. */
    @Nullable HeldStream knowing(Origin origin, long seq, Hash hash) {
        for (HeldStream stream : branches(origin)) {
            if (stream.isAt(seq, hash) && seq > stream.before().seq()) {
                return stream;
            }
        }
        return null;
    }

    /**
     * The first ChangeSet of other streams that has had no effect here, as stream and seq; null if there is none.
     *
     * @param kinds the kinds of entries of the other streams that count
     */
    @Nullable public String lacks(Collection<HeldStream> others, Set<HeldStream.Kind> kinds) {
        for (HeldStream other : others) {
            for (long seq = other.before().seq() + 1; seq <= other.lastSeq(); seq++) {
                HeldStream.Entry entry = Objects.requireNonNull(other.entry(seq));
                if (kinds.contains(entry.kind()) && !hasWhole(other.id().origin(), seq, entry.hash())) {
                    return other.id() + " " + seq;
                }
            }
        }
        return null;
    }

    /** The stream in which the journal has the ChangeSet that a dot names; null if it has not. */
    @Nullable public HeldStream holding(Dot dot) {
        for (HeldStream stream : branches(dot.origin())) {
            HeldStream.Entry entry = dot.seq() <= stream.lastSeq() ? stream.entry(dot.seq()) : null;
            Hash hash = entry == null || entry.kind() != HeldStream.Kind.HELD ? null : entry.hash();
            if (hash != null && hash.prefix() == dot.hashPrefix()) {
                return stream;
            }
        }
        return null;
    }

    @Nullable public HeldStream stream(StreamId id) {
        return streams.get(id);
    }

    /** A stream as a checkpoint covers it. */
    public void seed(HeldStream stream) {
        add(stream);
        if (stream.id().isBranch()
                && stream.before().seq() == 0) { // no checkpoint says of an origin that forked at once
            begun(StreamId.of(scope, stream.id().origin())).fork();
        }
    }

    public List<HeldStream> all() {
        return List.copyOf(streams.values());
    }

    /** The stream or branch in which a ChangeSet stands; null if it is not known. */
    @Nullable public HeldStream of(ChangeSet changeSet) {
        for (HeldStream stream : branches(changeSet.origin())) {
            if (stream.isAt(changeSet.seq(), changeSet.hash())) {
                return stream;
            }
        }
        return null;
    }

    /** The commit that brought a ChangeSet that is held. */
    public long positionOf(ChangeSet changeSet) {
        for (HeldStream stream : branches(changeSet.origin())) {
            HeldStream.Entry entry = stream.entry(changeSet.seq());
            if (entry != null
                    && entry.kind() != HeldStream.Kind.HOLE
                    && stream.isAt(changeSet.seq(), changeSet.hash())) {
                return entry.position();
            }
        }
        throw new AssertionError("No entry for " + changeSet.stream() + " " + changeSet.seq());
    }

    /**
     * Keeps ChangeSets that another state of this scope has in its journal findable, where they are only covered here.
     */
    public void keepOlder(ScopeStreams other) {
        other.streams.forEach((id, older) -> {
            HeldStream here = streams.get(id);
            if (here != null) {
                here.takePlaces(older);
            }
        });
    }

    public VersionVector vector() {
        var heads = new TreeMap<StreamId, Head>();
        streams.forEach((id, stream) -> {
            if (stream.head().seq() > 0) {
                heads.put(id, stream.head());
            }
        });
        return new VersionVector(heads);
    }

    /** How many ChangeSets are known of whose originals are not held. */
    public long holes() {
        return streams.values().stream().mapToLong(s -> s.holes().size()).sum();
    }

    public Head head(Origin origin) {
        HeldStream stream = streams.get(StreamId.of(scope, origin));
        return stream == null ? Head.NONE : stream.head();
    }

    public Hash seen() {
        var rows = new ArrayList<Value>();
        vector().heads().forEach((id, head) -> {
            var row = new ArrayList<>(List.of(
                    ChangeSets.origin(id.origin()),
                    Value.of(id.branch().bytes()),
                    Value.of(head.seq()),
                    Value.of(head.hash().bytes())));
            List<Long> holes = Objects.requireNonNull(streams.get(id)).holes();
            if (!holes.isEmpty()) {
                row.add(Value.list(holes.stream().map(Value::of).toList()));
            }
            rows.add(Value.list(row));
        });
        return Hash.sha256(Values.encode(Value.list(rows)));
    }
}
