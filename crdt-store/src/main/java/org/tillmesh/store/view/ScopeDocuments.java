package org.tillmesh.store.view;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Document;
import org.tillmesh.store.base.BaseState;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.bytes.Sum256;

/** The documents of one scope, those of the base and over them what came since, and the digest of all. */
public final class ScopeDocuments {
    private static final int COUNTED_ONE_BY_ONE = 10_000;
    private static final Comparator<Document> BY_ID =
            Comparator.comparing(document -> document.ref().id());

    private final Scope scope;
    private final Predicate<String> countsInDigest;
    private final Overlay overlay = new Overlay();
    private @Nullable BaseTables base;

    /** Documents with pending dots. */
    private final TreeSet<DocRef> waiting = new TreeSet<>();

    private final Sum256 digest = new Sum256();

    public ScopeDocuments(Scope scope, Predicate<String> countsInDigest) {
        this.scope = scope;
        this.countsInDigest = countsInDigest;
    }

    // ---- reading

    /** A document, also one that nobody sees any more but that has pending dots. */
    @Nullable public Document raw(DocRef ref) {
        Document document = overlay.get(ref);
        BaseTables under = base;
        return document == null && under != null ? under.get(scope, ref) : document;
    }

    @Nullable public Document get(DocRef ref) {
        Document document = raw(ref);
        return document == null ? null : visible(document);
    }

    static @Nullable public Document visible(Document document) {
        return document instanceof Document.State state && state.dots().isEmpty() ? null : document;
    }

    /** Documents of a type that are to be seen, in the order of their ids. */
    public Stream<Document> scan(String type) {
        return Layered.stream(rawOf(type)).filter(document -> visible(document) != null);
    }

    /** How many documents of a type are to be seen. */
    public long count(String type) {
        BaseTables under = base;
        if (under == null || overlay.size(type) > COUNTED_ONE_BY_ONE) {
            return scan(type).count();
        }
        long count = under.types(scope).getOrDefault(type, 0L);
        for (Iterator<Document> changed = overlay.of(type); changed.hasNext(); ) {
            Document document = changed.next();
            Document before = under.get(scope, document.ref());
            count -= before != null && visible(before) != null ? 1 : 0;
            count += visible(document) != null ? 1 : 0;
        }
        return count;
    }

    private Iterator<Document> rawOf(String type) {
        Iterator<Document> over = overlay.of(type);
        BaseTables under = base;
        return under == null ? over : new Layered<>(under.scan(scope, type), over, BY_ID);
    }

    TreeSet<String> types() {
        var types = new TreeSet<>(overlay.types());
        BaseTables under = base;
        if (under != null) {
            types.addAll(under.types(scope).keySet());
        }
        waiting.forEach(ref -> types.add(ref.type())); // a base counts what is to be seen
        return types;
    }

    /** Every document that is to be seen, by type and id. */
    Stream<Document> all() {
        return types().stream().flatMap(this::scan);
    }

    // ---- changing

    Overlay.@Nullable Slot slot(DocRef ref) {
        return overlay.slot(ref);
    }

    /** A document of the base, also one that nobody sees any more. */
    @Nullable Document ofBase(DocRef ref) {
        BaseTables under = base;
        return under == null ? null : under.get(scope, ref);
    }

    /**
     * Puts a document in the place of another.
     *
     * @param slot of the document, null if it has none
     * @param before what stands there now, null if nothing does
     */
    public void put(Document after, Overlay.@Nullable Slot slot, @Nullable Document before, Overlay.Batch batch) {
        Document was = before == null ? null : visible(before);
        boolean counts = countsInDigest.test(after.ref().type());
        Overlay.Slot at = slot;
        if (at == null) {
            at = overlay.add(after);
            if (counts) {
                overlay.counts(at, was);
            }
        } else {
            overlay.set(at, after);
        }
        if (counts) {
            overlay.leaveUncounted(at);
        }
        batch.touch(at, was);
        if (after instanceof Document.State state && state.dots().hasPending()) {
            waiting.add(after.ref());
        }
    }

    /** Drops pending dots that are covered by now; called when a batch is through. */
    void settle(Predicate<Dot> held) {
        for (DocRef ref : List.copyOf(waiting)) {
            Overlay.Slot slot = overlay.slot(ref);
            if (raw(ref) instanceof Document.State state) {
                DotStore settled = state.dots().settle(held);
                if (settled != state.dots()) {
                    put(new Document.State(scope, ref, settled), slot, state, new Overlay.Batch());
                }
                if (!settled.hasPending()) {
                    waiting.remove(ref);
                }
            }
        }
    }

    // ---- digest

    /** Counts each document that changed once, however often it did: a commit leaves it to who asks. */
    public synchronized Hash digest() {
        overlay.count(digest, Integer.MAX_VALUE);
        return digest.toHash();
    }

    /** Counts so many of them, for a digest that is asked for later. */
    public synchronized void countSome(int most) {
        overlay.count(digest, most);
    }

    /** How many documents changed since the digest was last asked for. */
    public synchronized int uncounted() {
        return overlay.uncounted();
    }

    /** Adds every document anew: what {@link #digest} must be. */
    public Hash digestFromScratch() {
        var sum = new Sum256();
        all().filter(document -> countsInDigest.test(document.ref().type()))
                .forEach(document -> sum.add(DocumentCodec.digest(document)));
        return sum.toHash();
    }

    // ---- the base

    /** How many documents have changed since the base was made. */
    public long changedSinceBase() {
        return overlay.size();
    }

    /** Takes up what a base knows of this scope. */
    void restore(BaseTables from, BaseState.OfScope state) {
        base = from;
        digest.add(state.digest());
        if (!PlantedBug.PENDING_FORGOTTEN.isPlanted()) {
            waiting.addAll(state.waiting());
        }
    }

    /** The documents at one moment; taken under the store's lock, read without it. */
    public final class Frozen {
        private final TreeMap<String, NavigableMap<String, Document>> over = overlay.copy();
        private final @Nullable BaseTables under = base;
        private final TreeSet<String> types = types();
        private final List<DocRef> pending = List.copyOf(waiting);

        /** Complete when {@link #documents} was read to its end. */
        private final TreeMap<String, Long> counts = new TreeMap<>();

        public TreeMap<String, Long> counts() {
            return counts;
        }

        List<DocRef> pending() {
            return pending;
        }

        /** One after the other: a stream of streams would hold all of a type at once. */
        public Iterator<BaseTables.Encoded> documents() {
            Iterator<String> left = types.iterator();
            return new Iterator<>() {
                private Iterator<BaseTables.Encoded> ofType = Collections.emptyIterator();

                @Override
                public boolean hasNext() {
                    while (!ofType.hasNext() && left.hasNext()) {
                        ofType = documents(left.next());
                    }
                    return ofType.hasNext();
                }

                @Override
                public BaseTables.Encoded next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    return ofType.next();
                }
            };
        }

        private Iterator<BaseTables.Encoded> documents(String type) {
            Iterator<Document> top = over.getOrDefault(type, Collections.emptyNavigableMap())
                    .values()
                    .iterator();
            return Layered.stream(under == null ? top : new Layered<>(under.scan(scope, type), top, BY_ID))
                    .filter(this::counted)
                    .map(document -> new BaseTables.Encoded(type, document.ref().id(), DocumentCodec.encode(document)))
                    .iterator();
        }

        private boolean counted(Document document) {
            if (visible(document) != null) {
                counts.merge(document.ref().type(), 1L, Long::sum);
                return true;
            }
            return document instanceof Document.State state && state.dots().hasPending();
        }
    }

    public Frozen freeze() {
        return new Frozen();
    }

    /** Goes on over a new base: what it holds as it still is leaves the memory. */
    void rebase(BaseTables fresh, Frozen made) {
        base = fresh;
        overlay.dropUnchanged(made.over);
        made.over.values().forEach(documents -> fresh.remember(scope, documents.values()));
    }
}
