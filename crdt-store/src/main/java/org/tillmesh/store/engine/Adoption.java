package org.tillmesh.store.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.base.BaseState;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.checkpoint.Checkpoints;
import org.tillmesh.store.checkpoint.Unarchiving;
import org.tillmesh.store.stream.HeldStream;
import org.tillmesh.store.stream.ScopeStreams;
import org.tillmesh.store.stream.StreamJoin;
import org.tillmesh.store.view.Overlay;
import org.tillmesh.store.view.ScopeDocuments;
import org.tillmesh.store.view.ScopeState;

/**
 * Makes a scope anew from a checkpoint and lays over it every held ChangeSet that the checkpoint does not cover.
 *
 * <p>Example: here lie {@code 1 2 3 4}; the checkpoint covers {@code 1 2 [3 lost]}, because its maker lost 3.
 * Afterwards 1 and 2 are covered, 3 fills the checkpoint's hole, and 4 goes on behind it. If here lie
 * {@code 1 2 [3 lost] 4}, and the checkpoint covers {@code 1 2 3}, then 3 is covered and its effect is back.
 */
final class Adoption {
    private static final Set<HeldStream.Kind> WHOLE = EnumSet.of(HeldStream.Kind.HELD, HeldStream.Kind.COVERED);

    private final Checkpoints checkpoints;
    private final Schema schema;
    private final Function<Scope, ScopeState> empty;
    private final StreamReader reader;
    private final Supplier<ReplicaId> self;

    /**
     * @param empty makes a scope without documents and streams
     * @param self the replica of this folder, whose own losses may be told without a signature
     */
    Adoption(
            Checkpoints checkpoints,
            Schema schema,
            Function<Scope, ScopeState> empty,
            StreamReader reader,
            Supplier<ReplicaId> self) {
        this.checkpoints = checkpoints;
        this.schema = schema;
        this.empty = empty;
        this.reader = reader;
        this.self = self;
    }

    /** Refuses a checkpoint of an older version, which left out the types that it does not know. */
    void refuseOlder(Store.Checkpoint checkpoint) {
        if (checkpoint.schema() < schema.number()) {
            throw Values.bad("checkpoint of " + checkpoint.scope() + " was made by an older version (schema "
                    + checkpoint.schema() + ", here " + schema.number()
                    + "), which left out what it does not know; update head office first");
        }
    }

    /** Refuses an adoption after which a ChangeSet would be missing that is held or covered now. */
    static void refuseUncovered(Store.Checkpoint checkpoint, ScopeStreams present, ScopeState fresh) {
        String lacking = fresh.streams().lacks(present.all(), WHOLE);
        if (lacking != null) {
            throw Values.bad("checkpoint of " + checkpoint.scope() + " at position " + checkpoint.position()
                    + " together with what is held does not reach " + lacking
                    + "; the present data stays. Push the records first, then ask for a newer checkpoint");
        }
    }

    /** The scope of a checkpoint alone, verified, all in memory. */
    ScopeState alone(String name) {
        Store.Checkpoint checkpoint = checkpoints.named(name);
        ScopeState fresh = empty.apply(checkpoint.scope());
        var archives = new Unarchiving(checkpoints, name, checkpoint, schema);
        var streams = new TreeMap<StreamId, HeldStream>();
        for (Hash hash : checkpoint.chunks()) {
            Checkpoints.Chunk chunk = Checkpoints.decode(checkpoint.scope(), hash, checkpoints.read(name, hash));
            for (Document came : chunk.documents()) {
                Document document = archives.expand(came);
                fresh.documents().put(document, null, null, new Overlay.Batch());
                fresh.index().take(null, ScopeDocuments.visible(document));
            }
            chunk.seed(checkpoint.scope(), streams);
        }
        Checkpoints.requireHeads(checkpoint, streams.values());
        archives.requireAll();
        Checkpoints.requireDigest(checkpoint, schema, fresh.documents().digest());
        streams.values().forEach(fresh.streams()::seed);
        return fresh;
    }

    /** The scope of a checkpoint alone, over a base that was made of the checkpoint. */
    ScopeState alone(BaseTables base, BaseState.OfScope of) {
        ScopeState fresh = empty.apply(of.scope());
        fresh.restore(base, of);
        return fresh;
    }

    /**
     * Lays over a checkpoint's scope the ChangeSets and holes of the present scope that the checkpoint lacks. Runs
     * under the store's lock, so no commit comes between.
     *
     * @param present the streams before the adoption
     * @param fresh the scope of the checkpoint; changed
     */
    void bring(ScopeStreams present, ScopeState fresh) {
        for (Held held : uncovered(present, fresh)) {
            ChangeSet each = held.changeSet();
            if (each == null) {
                StreamJoin.takeHoles(fresh.streams(), held.stream(), held.seq());
                continue;
            }
            long position = each.isLost() ? 0 : present.positionOf(each);
            ScopeStreams.Fit fit = fresh.streams().fit(each);
            boolean hadItsEffect = fresh.streams().hasWhole(each.origin(), each.seq(), each.hash());
            if (fit == ScopeStreams.Fit.NAMED) {
                fresh.streams().name(each, position);
            } else if (fit == ScopeStreams.Fit.NEXT) {
                fresh.streams().enter(each, position, 0);
            } else if (fit == ScopeStreams.Fit.RETURNED) { // the checkpoint's maker has lost this one
                fresh.streams().fill(each, position, 0);
            }
            if (!hadItsEffect && (fit == ScopeStreams.Fit.NEXT || fit == ScopeStreams.Fit.RETURNED)) {
                var changed = new Overlay.Batch();
                fresh.apply(each, changed, false);
                changed.changes(fresh.scope()).forEach(change -> fresh.index().take(change.before(), change.after()));
            }
        }
        fresh.settle();
        fresh.streams().keepOlder(present);
    }

    /**
     * A ChangeSet, or a run of holes, of a present stream.
     *
     * @param seq of the ChangeSet; of a run of holes the first one
     * @param changeSet a loss for holes of which somebody said it; null for holes of which nobody did
     */
    private record Held(HeldStream stream, long seq, @Nullable ChangeSet changeSet) {}

    private static @Nullable ChangeSet lost(HeldStream stream, long seq) {
        Hash hash = stream.hashAt(seq);
        Hash prev = seq == 1 ? Hash.ZERO : stream.hashAt(seq - 1);
        return hash == null || prev == null
                ? null
                : ChangeSets.lost(
                        stream.id().scope(), stream.id().origin(), seq, new Head(seq, hash), prev, new byte[0]);
    }

    /**
     * What is held and the checkpoint may lack, ordered by seq. A ChangeSet that the checkpoint has for certain is not
     * read from the journal.
     */
    private ArrayList<Held> uncovered(ScopeStreams present, ScopeState fresh) {
        var held = new ArrayList<Held>();
        for (HeldStream stream : present.all()) {
            for (long seq = stream.before().seq() + 1; seq <= stream.lastSeq(); seq++) {
                boolean isHole = stream.isHole(seq);
                if (!isHole && fresh.streams().hasWhole(stream.id().origin(), seq, stream.hashAt(seq))) {
                    continue;
                }
                if (!stream.hasRecord(seq)) {
                    // Covered here and not in the checkpoint: it was held at an earlier adoption, and rot took its
                    // record since.
                    held.add(new Held(stream, seq, lost(stream, seq)));
                    continue;
                }
                ChangeSet next = isHole ? reader.lost(stream, seq, self.get()) : reader.loadOrSay(stream, seq);
                held.add(new Held(stream, next == null ? seq : next.seq(), next));
                seq = next == null ? stream.namedFrom(seq) : next.seq();
            }
        }
        held.sort(Comparator.comparingLong(Held::seq));
        return held;
    }
}
