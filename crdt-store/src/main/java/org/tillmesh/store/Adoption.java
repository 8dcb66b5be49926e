package org.tillmesh.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.function.Supplier;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.ReplicaId;

/** Makes a scope anew of a checkpoint, with every held ChangeSet on top that it does not cover. */
final class Adoption {
    private final Authority authority;
    private final Schema schema;
    private final StreamReader reader;
    private final Supplier<ReplicaId> self;

    Adoption(Authority authority, Schema schema, StreamReader reader, Supplier<ReplicaId> self) {
        this.authority = authority;
        this.schema = schema;
        this.reader = reader;
        this.self = self;
    }

    /** An older version leaves out of a checkpoint what it does not know. */
    void refuseOlder(Store.Checkpoint checkpoint) {
        if (checkpoint.schema() < schema.number()) {
            throw Values.bad("checkpoint of " + checkpoint.scope() + " was made by an older version (schema "
                    + checkpoint.schema() + ", here " + schema.number()
                    + "), which left out what it does not know; update head office first");
        }
    }

    /** Nothing that is held may be missing afterwards. */
    static void refuseUncovered(Store.Checkpoint checkpoint, ScopeState present, ScopeState fresh) {
        present.streams().vector().heads().forEach((id, head) -> {
            if (!fresh.streams().holds(id.origin(), head.seq(), head.hash().prefix())) {
                throw Values.bad("checkpoint of " + checkpoint.scope() + " at position " + checkpoint.position()
                        + " together with what is held does not reach " + id + " " + head.seq()
                        + "; the present data stays. Push the records first, then ask for a newer checkpoint");
            }
        });
    }

    /** A checkpoint's scope by itself, verified and indexed; nobody sees it yet, so it is made without the store's lock. */
    ScopeState alone(Checkpoints.Kept kept) {
        Store.Checkpoint checkpoint = kept.checkpoint();
        var fresh = new ScopeState(checkpoint.scope(), authority, schema);
        kept.documents().forEach(document -> {
            fresh.documents().put(document, null, null, new Overlay.Batch());
            fresh.index().take(null, ScopeDocuments.visible(document));
        });
        kept.streams().forEach(fresh.streams()::seed);
        if (!fresh.streams().vector().equals(checkpoint.vector())) {
            throw Values.bad("checkpoint of " + checkpoint.scope() + " names other heads than its streams have");
        }
        if (checkpoint.schema() == schema.number()
                && !fresh.documents().digest().equals(checkpoint.digest())) {
            throw Values.bad("checkpoint of " + checkpoint.scope() + " has digest " + checkpoint.digest()
                    + ", its documents have " + fresh.documents().digest());
        }
        return fresh;
    }

    /** Brings into a checkpoint's scope what is held and it lacks; under the store's lock, so that nothing comes between. */
    void bring(ScopeState present, ScopeState fresh) {
        for (ChangeSet each : uncovered(present, fresh)) {
            long position = each.isLost() ? 0 : present.streams().positionOf(each);
            ScopeStreams.Fit fit = fresh.streams().fit(each);
            if (fit == ScopeStreams.Fit.NEXT) {
                fresh.streams().enter(each, position, 0);
            } else if (fit == ScopeStreams.Fit.RETURNED) { // the checkpoint's maker has lost what is held here
                fresh.streams().fill(each, position, 0);
            }
            if (fit == ScopeStreams.Fit.NEXT || fit == ScopeStreams.Fit.RETURNED) {
                var changed = new Overlay.Batch();
                fresh.apply(each, changed, false);
                changed.changes(fresh.scope()).forEach(change -> fresh.index().take(change.before(), change.after()));
            }
        }
        fresh.settle();
        fresh.streams().keepOlder(present.streams());
    }

    /** Held ChangeSets that the checkpoint may lack, by seq; what it has for sure is not read from the journal. */
    private ArrayList<ChangeSet> uncovered(ScopeState present, ScopeState fresh) {
        var held = new ArrayList<ChangeSet>();
        for (HeldStream stream : present.streams().all()) {
            for (long seq = stream.start().seq() + 1; seq <= stream.lastSeq(); seq++) {
                boolean isHole = stream.isHole(seq);
                if (!isHole && fresh.streams().hasWhole(stream.id().origin(), seq, stream.hashAt(seq))) {
                    continue;
                }
                ChangeSet next = isHole ? reader.lost(stream, seq, self.get()) : reader.load(stream, seq);
                if (next != null) {
                    held.add(next);
                    seq = next.seq();
                }
            }
        }
        held.sort(Comparator.comparingLong(ChangeSet::seq));
        return held;
    }
}
