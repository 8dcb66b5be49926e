package org.tillmesh.store.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.journal.Journal;
import org.tillmesh.store.journal.JournalRecord;
import org.tillmesh.store.stream.HeldStream;
import org.tillmesh.store.view.ScopeState;

/**
 * Reads ChangeSets back from the journal, by stream or by position. The caller holds the store's lock.
 *
 * <p>Example: of a stream {@code 1 2 [3 lost] 4 [5] 6}, where 3 was said to be lost and 5 rotted unsaid,
 * {@link #since} after 1 gives 2, the loss of 3, and 4. It ends before 5. {@link #sinceOrLost} after 4 gives an
 * unsigned loss of 5, and 6.
 */
final class StreamReader {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final long RECENT_BYTES_MAX = 1 << 20;

    private final Path dir;
    private final Function<Scope, @Nullable ScopeState> scopes;
    private final Runnable onRot;
    private Journal journal;

    /** Records that were read last. A long catch-up decodes a batch once, and not once for each of its ChangeSets. */
    private final LinkedHashMap<Long, JournalRecord> recent = new LinkedHashMap<>();

    private long recentBytes;

    /** @param onRot called when a record can't be read that opening did not find rotten */
    StreamReader(Path dir, Journal journal, Function<Scope, @Nullable ScopeState> scopes, Runnable onRot) {
        this.dir = dir;
        this.journal = journal;
        this.scopes = scopes;
        this.onRot = onRot;
    }

    /** Reads from another journal from now on: the folder's journal was opened anew. */
    synchronized void use(Journal other) {
        journal = other;
        recent.clear();
        recentBytes = 0;
    }

    private synchronized JournalRecord record(long position) {
        JournalRecord record = recent.get(position);
        if (record == null) {
            record = JournalRecord.decode(journal.read(position));
            recent.put(position, record);
            recentBytes += bytes(record);
            while (recentBytes > RECENT_BYTES_MAX && recent.size() > 1) {
                JournalRecord oldest = recent.remove(recent.keySet().iterator().next());
                recentBytes -= bytes(Objects.requireNonNull(oldest));
            }
        }
        return record;
    }

    private static long bytes(JournalRecord record) {
        return record.changeSets().stream().mapToLong(c -> c.encoded().length()).sum();
    }

    @Nullable HeldStream stream(StreamId id) {
        ScopeState state = scopes.apply(id.scope());
        return state == null ? null : state.streams().stream(id);
    }

    /**
     * ChangeSets of a stream after a seq, in order, losses among them. The list ends before a seq that a checkpoint
     * covers, before a hole of which nobody has said a loss, and before a record that rot took.
     *
     * @param self the replica of this folder; a hole in its own stream counts as said
     */
    List<ChangeSet> since(StreamId id, long afterSeq, int bytesMax, ReplicaId self) {
        HeldStream stream = stream(id);
        var found = new ArrayList<ChangeSet>();
        long bytes = 0;
        long seq = afterSeq + 1;
        while (stream != null && stream.hasRecord(seq) && (found.isEmpty() || bytes < bytesMax)) {
            ChangeSet next = stream.isHole(seq) ? lost(stream, seq, self) : loadIfReadable(stream, seq);
            if (next == null) {
                break;
            }
            bytes += next.encoded().length();
            found.add(next);
            seq = next.seq() + 1;
        }
        return found;
    }

    /**
     * ChangeSets of a stream after a seq. If the seq after it is a hole, losses stand first for the whole run of holes
     * in which that one lies. A loss that nobody said has no signature. Empty if no loss can name the run.
     */
    List<ChangeSet> sinceOrLost(StreamId id, long afterSeq, int bytesMax, ReplicaId self) {
        HeldStream stream = stream(id);
        if (stream == null || afterSeq < stream.start().seq() || !stream.isHole(afterSeq + 1)) {
            return since(id, afterSeq, bytesMax, self);
        }
        var found = new ArrayList<ChangeSet>();
        long at = afterSeq;
        while (at > stream.start().seq() && stream.isHole(at)) {
            at--; // a loss names the hash before it, and only the seq before the first hole of a run has a known hash
        }
        while (stream.isHole(at + 1)) {
            ChangeSet lost = lost(stream, at + 1, id.origin().replica());
            if (lost == null) {
                return List.of();
            }
            found.add(lost);
            at = lost.seq();
        }
        found.addAll(since(id, at, bytesMax, self));
        return found;
    }

    /**
     * The loss that stands for a hole: the loss that was said, or an unsigned one if the stream is this replica's own;
     * null otherwise. A loss that was said may begin before the seq and end behind it.
     */
    @Nullable ChangeSet lost(HeldStream stream, long seq, ReplicaId self) {
        HeldStream.Entry entry = Objects.requireNonNull(stream.entry(seq));
        if (entry.position() > 0) {
            Optional<ChangeSet> said = record(entry.position()).changeSets().stream()
                    .filter(c -> c.isLost() && c.origin().equals(stream.id().origin()))
                    .filter(c -> c.scope().equals(stream.id().scope()) && c.firstSeq() <= seq && seq <= c.seq())
                    .findFirst();
            if (said.isPresent()) {
                return said.get();
            }
        }
        long last = seq;
        while (stream.hashAt(last) == null) {
            last++;
        }
        Hash hash = stream.hashAt(last);
        Hash prev = seq == 1 ? Hash.ZERO : stream.hashAt(seq - 1);
        boolean own = stream.id().origin().replica().equals(self);
        return own && hash != null && prev != null
                ? ChangeSets.lost(
                        stream.id().scope(), stream.id().origin(), seq, new Head(last, hash), prev, new byte[0])
                : null;
    }

    /**
     * The ChangeSet at a seq; null if rot took its record, which opening had not read or had found whole. The next
     * opening goes without the base and finds out what else is gone.
     */
    private @Nullable ChangeSet loadIfReadable(HeldStream stream, long seq) {
        try {
            return load(stream, seq);
        } catch (StoreException e) {
            rotFound(e);
            return null;
        }
    }

    private List<ChangeSet> readable(long commit) {
        try {
            return record(commit).changeSets();
        } catch (StoreException e) {
            rotFound(e);
            return List.of();
        }
    }

    private void rotFound(StoreException e) {
        LOG.error("{}; start the program again to have it dealt with", e.getMessage());
        onRot.run();
    }

    /**
     * The ChangeSet at a seq, for work that can't go on without it.
     *
     * @throws StoreException DAMAGED if rot took its record
     */
    ChangeSet loadOrSay(HeldStream stream, long seq) {
        try {
            return load(stream, seq);
        } catch (StoreException e) {
            throw said(e);
        }
    }

    /**
     * The record of a commit, for work that can't go on without it.
     *
     * @throws StoreException DAMAGED if rot took the record
     */
    JournalRecord recordOrSay(long commit) {
        try {
            return JournalRecord.decode(journal.read(commit));
        } catch (StoreException e) {
            throw said(e);
        }
    }

    private StoreException said(StoreException rot) {
        rotFound(rot);
        return new StoreException(
                StoreException.Kind.DAMAGED,
                rot.getMessage()
                        + "; nothing was changed. Start the program again, which deals with it, then try again",
                rot);
    }

    private ChangeSet load(HeldStream stream, long seq) {
        HeldStream.Entry entry = stream.entry(seq);
        if (entry == null) {
            throw new AssertionError("Stream " + stream.id() + " has no entry " + seq);
        }
        return record(entry.position()).changeSets().stream()
                .filter(c -> stream.isAt(seq, c.hash()) && c.seq() == seq && !c.isLost())
                .findFirst()
                .orElseThrow(() -> new StoreException(
                        StoreException.Kind.DAMAGED,
                        "Journal " + dir + ": commit " + entry.position() + " has lost ChangeSet " + stream.id() + " "
                                + seq));
    }

    /** The archived record, whole, if the journal still has the ChangeSet that its dot names; null otherwise. */
    Document.@Nullable Record appended(Document.Archived archived) {
        ScopeState state = scopes.apply(archived.scope());
        Dot dot = archived.dot();
        HeldStream stream = state == null ? null : state.streams().holding(dot);
        ChangeSet changeSet = stream == null ? null : loadIfReadable(stream, dot.seq());
        return changeSet != null && changeSet.deltas().get(dot.index()) instanceof Delta.Append append
                ? new Document.Record(
                        archived.scope(), append.doc(), append.body(), dot, changeSet.hlc(), changeSet.clockErrorMs())
                : null;
    }

    private boolean hasReturned(ChangeSet changeSet, long commit) {
        ScopeState state = scopes.apply(changeSet.scope());
        HeldStream stream =
                state == null || changeSet.isLost() ? null : state.streams().of(changeSet);
        HeldStream.Entry next = stream == null ? null : stream.entry(changeSet.seq() + 1);
        return next != null && next.kind() == HeldStream.Kind.HELD && next.position() < commit;
    }

    List<Store.Positioned> after(long position, Scope scope, int bytesMax) {
        var found = new ArrayList<Store.Positioned>();
        long bytes = 0;
        for (long commit : journal.commitsAfter(position)) {
            if (!found.isEmpty() && bytes >= bytesMax) {
                break;
            }
            for (ChangeSet changeSet : readable(commit)) {
                if (changeSet.scope().equals(scope)) {
                    bytes += changeSet.encoded().length();
                    found.add(new Store.Positioned(commit, changeSet, hasReturned(changeSet, commit)));
                }
            }
        }
        return found;
    }
}
