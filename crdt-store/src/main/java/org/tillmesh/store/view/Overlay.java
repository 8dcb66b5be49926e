package org.tillmesh.store.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Change;
import org.tillmesh.store.Document;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.bytes.Sum256;

/**
 * Documents in memory, by type and id, each in a slot. Put and found by hash, because every commit does; put in order only
 * when somebody walks them.
 */
public final class Overlay {

    /** A document, and what is remembered of it until someone asks. */
    static final class Slot {
        final DocRef ref;
        private Document document;

        /** What the digest counts of it: this hash, or that of this document; neither for nothing. */
        private @Nullable Hash counted;

        private @Nullable Document countedState;

        private boolean uncounted;
        private @Nullable Batch batch;

        Slot(Document document) {
            this.ref = document.ref();
            this.document = document;
        }

        Document document() {
            return document;
        }
    }

    /** The documents that one record of the journal changes, in the order in which it first did. */
    public static final class Batch {
        private final List<Slot> slots = new ArrayList<>();
        private final List<@Nullable Document> before = new ArrayList<>();

        void touch(Slot slot, @Nullable Document was) {
            if (slot.batch != this) {
                slot.batch = this;
                slots.add(slot);
                before.add(was);
            }
        }

        /** Each document with what it was before (null if it was not there), and what it is now. */
        public List<Change> changes(Scope scope) {
            var changes = new ArrayList<Change>(slots.size());
            for (int i = 0; i < slots.size(); i++) {
                Slot slot = slots.get(i);
                Document was = PlantedBug.DOUBLE_APPLY.isPlanted() ? null : before.get(i);
                changes.add(new Change(scope, slot.ref, was, ScopeDocuments.visible(slot.document)));
                slot.batch = null;
            }
            return changes;
        }
    }

    private static final class OfType {
        private final Map<String, Slot> byId = new HashMap<>();
        private final TreeSet<String> inOrder = new TreeSet<>();
        private final List<String> notInOrder = new ArrayList<>();

        void add(Slot slot) {
            byId.put(slot.ref.id(), slot);
            notInOrder.add(slot.ref.id());
        }

        Document document(String id) {
            return Objects.requireNonNull(byId.get(id)).document;
        }

        /** Readers share the store's lock, and one of them puts the ids in order. */
        synchronized TreeSet<String> ids() {
            inOrder.addAll(notInOrder);
            notInOrder.clear();
            return inOrder;
        }

        NavigableMap<String, Document> sorted() {
            var sorted = new TreeMap<String, Document>();
            byId.forEach((id, slot) -> sorted.put(id, slot.document));
            return sorted;
        }
    }

    private final Map<String, OfType> types = new HashMap<>();
    private final List<Slot> uncounted = new ArrayList<>();
    private long size;

    @Nullable Slot slot(DocRef ref) {
        OfType ofType = types.get(ref.type());
        return ofType == null ? null : ofType.byId.get(ref.id());
    }

    @Nullable Document get(DocRef ref) {
        Slot slot = slot(ref);
        return slot == null ? null : slot.document;
    }

    /** A slot for a document that has none. */
    Slot add(Document document) {
        var slot = new Slot(document);
        add(slot);
        return slot;
    }

    private void add(Slot slot) {
        types.computeIfAbsent(slot.ref.type(), t -> new OfType()).add(slot);
        size++;
    }

    void set(Slot slot, Document document) {
        slot.document = document;
    }

    /** Remembers that the digest counts another state of a slot's document than the present one. */
    void leaveUncounted(Slot slot) {
        if (!slot.uncounted) {
            slot.uncounted = true;
            uncounted.add(slot);
        }
    }

    /** Brings a sum of digests up to date with what was left uncounted, at most so many of it. */
    void count(Sum256 sum, int most) {
        int left = Math.max(0, uncounted.size() - most);
        List<Slot> some = uncounted.subList(left, uncounted.size());
        for (Slot slot : some) {
            Document state = slot.countedState;
            Hash before = state == null ? slot.counted : DocumentCodec.digest(state);
            if (before != null) {
                sum.subtract(before);
            }
            Document visible = ScopeDocuments.visible(slot.document);
            Hash now = visible == null ? null : DocumentCodec.digest(visible);
            if (now != null) {
                sum.add(now);
            }
            slot.counted = now;
            slot.countedState = null;
            slot.uncounted = false;
        }
        some.clear();
    }

    /** Says what the digest counts of a document that had no slot so far. */
    void counts(Slot slot, @Nullable Document before) {
        slot.countedState = before;
    }

    int uncounted() {
        return uncounted.size();
    }

    long size() {
        return size;
    }

    long size(String type) {
        OfType ofType = types.get(type);
        return ofType == null ? 0 : ofType.byId.size();
    }

    Set<String> types() {
        return types.keySet();
    }

    /** Documents of a type in the order of their ids. */
    Iterator<Document> of(String type) {
        OfType ofType = types.get(type);
        if (ofType == null) {
            return Collections.emptyIterator();
        }
        return ofType.ids().stream().map(ofType::document).iterator();
    }

    /** Everything as it stands now, in order. */
    TreeMap<String, NavigableMap<String, Document>> copy() {
        var copy = new TreeMap<String, NavigableMap<String, Document>>();
        types.forEach((type, documents) -> copy.put(type, documents.sorted()));
        return copy;
    }

    /** Drops what still is as it was when the copy was made. */
    void dropUnchanged(Map<String, NavigableMap<String, Document>> copied) {
        var left = new ArrayList<Slot>();
        types.forEach((type, documents) -> documents.byId.forEach((id, slot) -> {
            NavigableMap<String, Document> then = copied.get(type);
            if (then == null || then.get(id) != slot.document) {
                left.add(slot);
            }
        }));
        types.clear();
        size = 0;
        left.forEach(this::add);
    }
}
