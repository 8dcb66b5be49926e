package org.tillmesh.store.view;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Stamp;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Document;
import org.tillmesh.store.Schema;
import org.tillmesh.store.base.BaseState;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.stream.HeldStream;
import org.tillmesh.store.stream.ScopeStreams;

/** Everything of one scope: its streams, its documents, its index rows. The store's lock guards it. */
public final class ScopeState {
    private final Scope scope;
    private final Authority authority;
    private final ScopeStreams streams;
    private final ScopeDocuments documents;
    private final ScopeIndex index;

    public ScopeState(Scope scope, Authority authority, Schema schema) {
        this.scope = scope;
        this.authority = authority;
        this.streams = new ScopeStreams(scope);
        this.documents = new ScopeDocuments(scope, schema::countsInDigest);
        this.index = new ScopeIndex(scope, schema);
    }

    public Scope scope() {
        return scope;
    }

    public ScopeStreams streams() {
        return streams;
    }

    public ScopeDocuments documents() {
        return documents;
    }

    public ScopeIndex index() {
        return index;
    }

    // ---- deltas

    /**
     * Applies a ChangeSet that was entered just now, before any other is entered: a dot counts as held only when its
     * delta has had its effect.
     *
     * @param changed takes the documents that changed
     * @param made whether it was made here just now, so that what it appends is known to be new
     */
    public void apply(ChangeSet changeSet, Overlay.Batch changed, boolean made) {
        List<Delta> deltas = changeSet.deltas();
        Stamp stamp = changeSet.stamp();
        int at = 0;
        while (at < deltas.size()) {
            DocRef ref = ref(deltas.get(at));
            if (ref == null) {
                at++;
            } else {
                int end = at + 1;
                while (end < deltas.size() && ref.equals(ref(deltas.get(end)))) {
                    end++;
                }
                boolean isNew = made && deltas.get(at) instanceof Delta.Append;
                apply(changeSet, stamp, at, end, ref, changed, isNew);
                at = end;
            }
        }
    }

    /** Null for a delta of a newer version. */
    private static @Nullable DocRef ref(Delta delta) {
        if (delta instanceof Delta.Put put) {
            return put.doc();
        }
        if (delta instanceof Delta.Append append) {
            return append.doc();
        }
        return delta instanceof Delta.Cut cut ? cut.doc() : null;
    }

    /** Applies deltas of one document that stand side by side. */
    private void apply(
            ChangeSet changeSet, Stamp stamp, int from, int to, DocRef ref, Overlay.Batch changed, boolean isNew) {
        Overlay.Slot slot = documents.slot(ref);
        Document before = slot != null ? slot.document() : isNew ? null : documents.ofBase(ref);
        Document after = after(changeSet, stamp, from, to, ref, before);
        if (after != null) {
            documents.put(after, slot, before, changed);
        }
    }

    private @Nullable Document after(
            ChangeSet changeSet, Stamp stamp, int from, int to, DocRef ref, @Nullable Document present) {
        Document.Appended standing = present instanceof Document.Appended there ? there : null;
        DotStore.Editor editor = null;
        boolean changed = false;
        for (int i = from; i < to; i++) {
            Delta delta = changeSet.deltas().get(i);
            if (!authority.permits(scope, changeSet.origin(), delta)) {
                continue;
            }
            if (delta instanceof Delta.Append append) {
                var appended = new Document.Record(
                        scope, ref, append.body(), stamp.dot(i), changeSet.hlc(), changeSet.clockErrorMs());
                boolean first = standing == null || isBefore(appended, standing) || PlantedBug.DOUBLE_APPLY.isPlanted();
                if (!(present instanceof Document.State) && editor == null && first) {
                    standing = appended;
                    changed = true;
                }
            } else if (standing == null) {
                if (editor == null) {
                    editor = (present instanceof Document.State state ? state.dots() : DotStore.EMPTY).edit(to - from);
                }
                editor.apply(delta, stamp, i, this::holdsDot);
                changed = true;
            }
        }
        if (!changed) {
            return null;
        }
        return editor == null ? standing : new Document.State(scope, ref, editor.done());
    }

    /** Of two records of one uuid the earlier stands, for everyone. */
    public static boolean isBefore(Document.Appended one, Document.Appended other) {
        int order = one.hlc().compareTo(other.hlc());
        return order != 0 ? order < 0 : one.dot().compareTo(other.dot()) < 0;
    }

    private boolean holdsDot(Dot dot) {
        return streams.holds(dot.origin(), dot.seq(), dot.hashPrefix());
    }

    /** Drops pending dots that are covered by now; called when a batch is through. */
    public void settle() {
        documents.settle(this::holdsDot);
    }

    // ---- a new base

    /** What a new base of this scope is made of; taken under the store's lock, read without it. */
    public final class Frozen implements BaseTables.Source {
        private final ScopeDocuments.Frozen ofDocuments = documents.freeze();
        private final ScopeIndex.Frozen ofIndex = index.freeze();
        private final Hash digest = documents.digest();
        private final List<HeldStream> held =
                streams.all().stream().map(HeldStream::copy).toList();

        @Override
        public Scope scope() {
            return scope;
        }

        @Override
        public Iterator<BaseTables.Encoded> documents() {
            return ofDocuments.documents();
        }

        @Override
        public Iterator<Map.Entry<String, byte[]>> rows() {
            return ofIndex.rows();
        }

        public List<HeldStream> streams() {
            return held;
        }

        @Override
        public BaseState.OfScope state() {
            return new BaseState.OfScope(scope, digest, held, ofDocuments.counts(), ofDocuments.pending(), null);
        }
    }

    public Frozen freeze() {
        return new Frozen();
    }

    public void rebase(BaseTables fresh, Frozen made) {
        documents.rebase(fresh, made.ofDocuments);
        index.rebase(fresh, made.ofIndex);
    }

    /** Takes up what a base knows of this scope. */
    public void restore(BaseTables from, BaseState.OfScope state) {
        state.streams().forEach(stream -> streams.seed(stream.copy())); // what the base says stays as it is
        documents.restore(from, state);
        index.restore(from);
    }
}
