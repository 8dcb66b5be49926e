package org.tillmesh.store;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;

/** The documents of one scope, those of the base and over them what came since, and the digest of all. */
final class ScopeDocuments {
    private static final int COUNTED_ONE_BY_ONE = 10_000;
    private static final Comparator<Document> BY_ID =
            Comparator.comparing(document -> document.ref().id());

    private final Scope scope;
    private final Predicate<String> countsInDigest;
    private final TreeMap<String, TreeMap<String, Document>> overlay = new TreeMap<>();
    private long changedSinceBase;
    private @Nullable BaseTables base;

    /** Documents with pending dots. */
    private final TreeSet<DocRef> waiting = new TreeSet<>();

    private final Sum256 digest = new Sum256();

    /** Documents that changed since the digest was last asked for, each as it was then. */
    private final Map<DocRef, Optional<Document>> uncounted = new HashMap<>();

    ScopeDocuments(Scope scope, Predicate<String> countsInDigest) {
        this.scope = scope;
        this.countsInDigest = countsInDigest;
    }

    // ---- reading

    /** A document, also one that nobody sees any more but that has pending dots. */
    @Nullable Document raw(DocRef ref) {
        NavigableMap<String, Document> ofType = overlay.get(ref.type());
        Document document = ofType == null ? null : ofType.get(ref.id());
        BaseTables under = base;
        return document == null && under != null ? under.get(scope, ref) : document;
    }

    @Nullable Document get(DocRef ref) {
        Document document = raw(ref);
        return document == null ? null : visible(document);
    }

    static @Nullable Document visible(Document document) {
        return document instanceof Document.State state && state.dots().isEmpty() ? null : document;
    }

    /** Documents of a type that are to be seen, in the order of their ids. */
    Stream<Document> scan(String type) {
        return Layered.stream(rawOf(type)).filter(document -> visible(document) != null);
    }

    /** How many documents of a type are to be seen. */
    long count(String type) {
        BaseTables under = base;
        NavigableMap<String, Document> ofType = over(type);
        if (under == null || ofType.size() > COUNTED_ONE_BY_ONE) {
            return scan(type).count();
        }
        long count = under.types(scope).getOrDefault(type, 0L);
        for (Document document : ofType.values()) {
            Document before = under.get(scope, document.ref());
            count -= before != null && visible(before) != null ? 1 : 0;
            count += visible(document) != null ? 1 : 0;
        }
        return count;
    }

    private NavigableMap<String, Document> over(String type) {
        NavigableMap<String, Document> found = overlay.get(type);
        return found == null ? Collections.emptyNavigableMap() : found;
    }

    private Iterator<Document> rawOf(String type) {
        Iterator<Document> over = over(type).values().iterator();
        BaseTables under = base;
        return under == null ? over : new Layered<>(under.scan(scope, type), over, BY_ID);
    }

    TreeSet<String> types() {
        var types = new TreeSet<>(overlay.keySet());
        BaseTables under = base;
        if (under != null) {
            types.addAll(under.types(scope).keySet());
        }
        return types;
    }

    /** Every document that is to be seen, by type and id. */
    Stream<Document> all() {
        return types().stream().flatMap(this::scan);
    }

    // ---- changing

    /** @param before what {@link #raw} says of it now */
    void put(Document after, @Nullable Document before) {
        DocRef ref = after.ref();
        if (countsInDigest.test(ref.type())) {
            uncounted.putIfAbsent(ref, Optional.ofNullable(before == null ? null : visible(before)));
        }
        enter(after);
        if (after instanceof Document.State state && state.dots().hasPending()) {
            waiting.add(ref);
        }
    }

    private void enter(Document after) {
        TreeMap<String, Document> ofType = overlay.computeIfAbsent(after.ref().type(), t -> new TreeMap<>());
        if (ofType.put(after.ref().id(), after) == null) {
            changedSinceBase++;
        }
    }

    /** Drops pending dots that are covered by now; called when a batch is through. */
    void settle(Predicate<Dot> held) {
        for (DocRef ref : List.copyOf(waiting)) {
            if (raw(ref) instanceof Document.State state) {
                DotStore settled = state.dots().settle(held);
                enter(new Document.State(scope, ref, settled));
                if (!settled.hasPending()) {
                    waiting.remove(ref);
                }
            }
        }
    }

    // ---- digest

    /** Counts each document that changed once, however often it did; so a commit leaves it to who asks. */
    synchronized Hash digest() {
        uncounted.forEach((ref, before) -> {
            before.ifPresent(document -> digest.subtract(DocumentCodec.digest(document)));
            Document after = get(ref);
            if (after != null) {
                digest.add(DocumentCodec.digest(after));
            }
        });
        uncounted.clear();
        return digest.toHash();
    }

    /** How many documents changed since the digest was last asked for. */
    synchronized int uncounted() {
        return uncounted.size();
    }

    /** Adds every document anew: what {@link #digest} must be. */
    Hash digestFromScratch() {
        var sum = new Sum256();
        all().filter(document -> countsInDigest.test(document.ref().type()))
                .forEach(document -> sum.add(DocumentCodec.digest(document)));
        return sum.toHash();
    }

    // ---- the base

    /** How many documents have changed since the base was made. */
    long changedSinceBase() {
        return changedSinceBase;
    }

    /** Takes up what a base knows of this scope. */
    void restore(BaseTables from, BaseState.OfScope state) {
        base = from;
        digest.add(state.digest());
        waiting.addAll(state.waiting());
    }

    /** The documents at one moment; taken under the store's lock, read without it. */
    final class Frozen {
        private final TreeMap<String, TreeMap<String, Document>> over = new TreeMap<>();
        private final @Nullable BaseTables under = base;
        private final TreeSet<String> types = types();
        private final List<DocRef> pending = List.copyOf(waiting);

        /** Complete when {@link #documents} was read to its end. */
        private final TreeMap<String, Long> counts = new TreeMap<>();

        private Frozen() {
            overlay.forEach((type, documents) -> over.put(type, new TreeMap<>(documents)));
        }

        TreeMap<String, Long> counts() {
            return counts;
        }

        List<DocRef> pending() {
            return pending;
        }

        Iterator<Document> documents() {
            return types.stream()
                    .flatMap(type -> {
                        Iterator<Document> top = over.getOrDefault(type, new TreeMap<>())
                                .values()
                                .iterator();
                        return Layered.stream(under == null ? top : new Layered<>(under.scan(scope, type), top, BY_ID));
                    })
                    .filter(this::counted)
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

    Frozen freeze() {
        return new Frozen();
    }

    /** Goes on over a new base: what it holds as it still is leaves the memory. */
    void rebase(BaseTables fresh, Frozen made) {
        base = fresh;
        made.over.forEach((type, documents) -> {
            TreeMap<String, Document> mine = overlay.get(type);
            documents.forEach((id, document) -> {
                if (mine != null && mine.get(id) == document) {
                    mine.remove(id);
                }
            });
        });
        changedSinceBase = overlay.values().stream().mapToLong(TreeMap::size).sum();
    }
}
