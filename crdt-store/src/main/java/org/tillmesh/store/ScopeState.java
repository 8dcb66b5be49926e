package org.tillmesh.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;

/** Everything one scope holds in memory: its streams, its documents, its digest. The store's lock guards it. */
final class ScopeState {
    private static final int COUNTED_ONE_BY_ONE = 10_000;

    private final Scope scope;
    private final Authority authority;
    private final Predicate<String> countsInDigest;
    private final TreeMap<StreamId, HeldStream> streams = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, Document>> overlay = new TreeMap<>();
    private @Nullable BaseTables base;
    private final TreeSet<DocRef> waiting = new TreeSet<>();
    private final Sum256 digest = new Sum256();
    private final Map<DocRef, Optional<Document>> dirty = new HashMap<>();

    ScopeState(Scope scope, Authority authority, Predicate<String> countsInDigest) {
        this.scope = scope;
        this.authority = authority;
        this.countsInDigest = countsInDigest;
    }

    Scope scope() {
        return scope;
    }

    // ---- streams

    /** What taking a ChangeSet would mean. */
    enum Fit {
        KNOWN,
        NEXT,
        /** The original of a hole: it takes its place back. */
        RETURNED,
        GAP
    }

    Fit fit(ChangeSet changeSet) {
        if (!changeSet.isLost() && holed(changeSet) != null) {
            return Fit.RETURNED;
        }
        if (holds(changeSet.origin(), changeSet.seq(), changeSet.hash())) {
            return Fit.KNOWN;
        }
        HeldStream before = predecessor(changeSet);
        return before == null || before.isHole(changeSet.firstSeq()) && before.hashAt(changeSet.firstSeq()) == null
                ? Fit.GAP // what stands in that hole is not known yet
                : Fit.NEXT;
    }

    /** The stream with a hole that this ChangeSet is the original of; null if there is none. */
    private @Nullable HeldStream holed(ChangeSet changeSet) {
        for (HeldStream stream : branches(changeSet.origin()).values()) {
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

    /** Puts an original back into its place. */
    void fill(ChangeSet original, long position, int index) {
        HeldStream stream = holed(original);
        if (stream == null) {
            throw new AssertionError("No hole for " + original.stream() + " " + original.seq());
        }
        stream.fill(original.seq(), HeldStream.Entry.of(original.hash(), position, index), original.prev());
    }

    /**
     * Makes holes up to before a ChangeSet whose predecessors can't be read any more, so that it fits.
     *
     * @return how many
     */
    long bridge(ChangeSet successor) {
        HeldStream stream = null;
        for (HeldStream each : branches(successor.origin()).values()) {
            boolean fits = !each.forked() && each.lastSeq() < successor.firstSeq() - 1;
            if (fits && (stream == null || each.lastSeq() > stream.lastSeq())) {
                stream = each;
            }
        }
        if (stream == null) {
            stream = streams.computeIfAbsent(successor.stream(), id -> new HeldStream(id, Head.NONE));
            if (stream.forked() || stream.lastSeq() >= successor.firstSeq() - 1) {
                return 0;
            }
        }
        long made = successor.firstSeq() - 1 - stream.lastSeq();
        stream.appendHoles(new Head(successor.firstSeq() - 1, successor.prev()), 0);
        return made;
    }

    /** Enters a ChangeSet into its stream; the stream that now has two branches, or null. */
    @Nullable StreamId enter(ChangeSet changeSet, long position, int index) {
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
        if (stream.lastSeq() >= changeSet.firstSeq()) {
            HeldStream tail = stream.splitAt(changeSet.firstSeq());
            streams.put(tail.id(), tail);
        }
        Head fork = changeSet.firstSeq() == 1 ? Head.NONE : new Head(changeSet.firstSeq() - 1, changeSet.prev());
        HeldStream branch = new HeldStream(stream.id().branchFrom(changeSet.hash()), fork);
        append(branch, changeSet, position, index);
        streams.put(branch.id(), branch);
        return stream.id();
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
        long seq = changeSet.firstSeq();
        if (seq == 1) {
            return changeSet.prev().isZero()
                    ? streams.computeIfAbsent(changeSet.stream(), id -> new HeldStream(id, Head.NONE))
                    : null;
        }
        for (HeldStream stream : branches(changeSet.origin()).values()) {
            // Of a branch, the point before it belongs to the stream that it left.
            boolean own = seq - 1 > stream.before().seq() || !stream.id().isBranch();
            if (own && stream.isAt(seq - 1, changeSet.prev())) {
                return stream;
            }
        }
        return null;
    }

    private SortedMap<StreamId, HeldStream> branches(Origin origin) {
        StreamId from = StreamId.of(scope, origin);
        var found = new TreeMap<StreamId, HeldStream>();
        for (Map.Entry<StreamId, HeldStream> entry : streams.tailMap(from).entrySet()) {
            if (!entry.getKey().origin().equals(origin)) {
                break;
            }
            found.put(entry.getKey(), entry.getValue());
        }
        return found;
    }

    private boolean holds(Origin origin, long seq, Hash hash) {
        return branches(origin).values().stream().anyMatch(s -> s.isAt(seq, hash));
    }

    boolean holds(Origin origin, long seq, long hashPrefix) {
        for (HeldStream stream : branches(origin).values()) {
            Hash hash = stream.hashAt(seq);
            if (hash != null && hash.prefix() == hashPrefix) {
                return !stream.isHole(seq);
            }
        }
        return false;
    }

    @Nullable HeldStream stream(StreamId id) {
        return streams.get(id);
    }

    /** A stream as a checkpoint covers it. */
    void seed(HeldStream stream) {
        streams.put(stream.id(), stream);
    }

    List<HeldStream> streams() {
        return List.copyOf(streams.values());
    }

    /** The commit that brought a ChangeSet that is held. */
    long positionOf(ChangeSet changeSet) {
        for (HeldStream stream : branches(changeSet.origin()).values()) {
            HeldStream.Entry entry = stream.entry(changeSet.seq());
            if (entry != null
                    && entry.kind() != HeldStream.Kind.HOLE
                    && stream.isAt(changeSet.seq(), changeSet.hash())) {
                return entry.position();
            }
        }
        throw new AssertionError("No entry for " + changeSet.stream() + " " + changeSet.seq());
    }

    /** Keeps ChangeSets that another state of this scope has in its journal findable, where they are only covered here. */
    void keepOlder(ScopeState other) {
        other.streams.forEach((id, older) -> {
            HeldStream here = streams.get(id);
            if (here != null) {
                here.takePlaces(older);
            }
        });
    }

    VersionVector vector() {
        var heads = new TreeMap<StreamId, Head>();
        streams.forEach((id, stream) -> {
            if (stream.head().seq() > 0) {
                heads.put(id, stream.head());
            }
        });
        return new VersionVector(heads);
    }

    /** How many ChangeSets are known of whose originals are not held. */
    long holes() {
        return streams.values().stream().mapToLong(s -> s.holes().size()).sum();
    }

    Head head(Origin origin) {
        HeldStream stream = streams.get(StreamId.of(scope, origin));
        return stream == null ? Head.NONE : stream.head();
    }

    // ---- documents: what came since the base was made lies over it

    /** A document, also one that nobody sees any more but that has pending dots. */
    private @Nullable Document raw(DocRef ref) {
        NavigableMap<String, Document> ofType = overlay.get(ref.type());
        Document document = ofType == null ? null : ofType.get(ref.id());
        BaseTables under = base;
        return document == null && under != null ? under.get(scope, ref) : document;
    }

    @Nullable Document get(DocRef ref) {
        Document document = raw(ref);
        return document == null ? null : visible(document);
    }

    /** Documents of a type that are to be seen, in the order of their ids. */
    Stream<Document> scan(String type) {
        return stream(rawOf(type)).filter(document -> visible(document) != null);
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

    private static Stream<Document> stream(Iterator<Document> documents) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(documents, Spliterator.ORDERED), false);
    }

    private Iterator<Document> rawOf(String type) {
        Iterator<Document> over = over(type).values().iterator();
        BaseTables under = base;
        return under == null ? over : new Layered(under.scan(scope, type), over);
    }

    private TreeSet<String> types() {
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

    /** What a new base of this scope is made of; taken under the store's lock, read without it. */
    Frozen freeze() {
        var over = new TreeMap<String, TreeMap<String, Document>>();
        overlay.forEach((type, documents) -> over.put(type, new TreeMap<>(documents)));
        return new Frozen(over);
    }

    /** The documents of this scope at one moment. */
    final class Frozen implements BaseTables.Source {
        private final TreeMap<String, TreeMap<String, Document>> over;
        private final @Nullable BaseTables under = base;
        private final TreeMap<String, Long> counts = new TreeMap<>();
        private final TreeSet<String> types = types();
        private final BaseState.OfScope state;

        private Frozen(TreeMap<String, TreeMap<String, Document>> over) {
            this.over = over;
            var held = new ArrayList<HeldStream>();
            streams.values().forEach(stream -> held.add(stream.copy()));
            state = new BaseState.OfScope(scope, digest(), held, counts, List.copyOf(waiting));
        }

        /** Complete when {@link #documents} was read to its end. */
        BaseState.OfScope state() {
            return state;
        }

        @Override
        public String scope() {
            return scope.name();
        }

        @Override
        public Iterator<Document> documents() {
            return types.stream()
                    .flatMap(type -> {
                        Iterator<Document> top = over.getOrDefault(type, new TreeMap<>())
                                .values()
                                .iterator();
                        return stream(under == null ? top : new Layered(under.scan(scope, type), top));
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
    }

    /** Takes up what a base knows of this scope. */
    void restore(BaseTables from, BaseState.OfScope state) {
        base = from;
        state.streams().forEach(this::seed);
        digest.add(state.digest());
        waiting.addAll(state.waiting());
    }

    /** How many documents have changed since the base was made. */
    long changedSinceBase() {
        return overlay.values().stream().mapToLong(TreeMap::size).sum();
    }

    /** Two orders of documents of one type: where both have one, the upper counts. */
    private static final class Layered implements Iterator<Document> {
        private final Iterator<Document> lower;
        private final Iterator<Document> upper;
        private @Nullable Document nextLower;
        private @Nullable Document nextUpper;

        Layered(Iterator<Document> lower, Iterator<Document> upper) {
            this.lower = lower;
            this.upper = upper;
            nextLower = lower.hasNext() ? lower.next() : null;
            nextUpper = upper.hasNext() ? upper.next() : null;
        }

        @Override
        public boolean hasNext() {
            return nextLower != null || nextUpper != null;
        }

        @Override
        public Document next() {
            Document low = nextLower;
            Document up = nextUpper;
            if (low == null && up == null) {
                throw new NoSuchElementException();
            }
            int order = low == null
                    ? 1
                    : up == null ? -1 : low.ref().id().compareTo(up.ref().id());
            if (order <= 0) {
                nextLower = lower.hasNext() ? lower.next() : null;
            }
            if (order >= 0) {
                nextUpper = upper.hasNext() ? upper.next() : null;
            }
            return Objects.requireNonNull(order < 0 ? low : up);
        }
    }

    /**
     * Applies a ChangeSet that was entered just now, before any other is entered: a dot counts as held only when its
     * delta has had its effect. The documents that changed are put into {@code changed}, each with what it was first.
     */
    void apply(ChangeSet changeSet, long position, Map<DocRef, Change> changed) {
        List<Delta> deltas = changeSet.deltas();
        int index = 0;
        while (index < deltas.size()) {
            Delta delta = deltas.get(index);
            if (delta instanceof Delta.Unknown) {
                index++;
            } else {
                int end = index + 1;
                while (end < deltas.size() && isOf(deltas.get(end), ref(delta))) {
                    end++;
                }
                apply(changeSet, index, end, position, changed);
                index = end;
            }
        }
    }

    private static boolean isOf(Delta delta, DocRef ref) {
        return !(delta instanceof Delta.Unknown) && ref(delta).equals(ref);
    }

    /** Applies deltas of one document that stand side by side. */
    private void apply(ChangeSet changeSet, int from, int to, long position, Map<DocRef, Change> changed) {
        DocRef ref = ref(changeSet.deltas().get(from));
        Document visibleBefore = get(ref);
        Document after = after(changeSet, from, to, ref);
        if (after == null) {
            return;
        }
        put(ref, after);
        Change known = changed.get(ref);
        changed.put(
                ref,
                new Change(
                        scope,
                        ref,
                        PlantedBug.DOUBLE_APPLY.isPlanted() ? null : known == null ? visibleBefore : known.before(),
                        get(ref),
                        position,
                        changeSet));
    }

    private @Nullable Document after(ChangeSet changeSet, int from, int to, DocRef ref) {
        Document present = raw(ref);
        Document.Record record = present instanceof Document.Record there ? there : null;
        DotStore.Editor editor = null;
        boolean changed = false;
        for (int i = from; i < to; i++) {
            Delta delta = changeSet.deltas().get(i);
            if (!authority.permits(scope, changeSet.origin(), delta)) {
                continue;
            }
            if (delta instanceof Delta.Append append) {
                var appended = new Document.Record(
                        scope, ref, append.body(), changeSet.dot(i), changeSet.hlc(), changeSet.clockErrorMs());
                boolean first = record == null || isBefore(appended, record) || PlantedBug.DOUBLE_APPLY.isPlanted();
                if (!(present instanceof Document.State) && editor == null && first) {
                    record = appended;
                    changed = true;
                }
            } else if (record == null) {
                if (editor == null) {
                    editor = (present instanceof Document.State state ? state.dots() : DotStore.EMPTY).edit();
                }
                editor.apply(delta, changeSet.dot(i), changeSet.hlc(), this::holdsDot);
                changed = true;
            }
        }
        if (!changed) {
            return null;
        }
        if (editor == null) {
            return record;
        }
        DotStore dots = editor.done();
        if (dots.hasPending()) {
            waiting.add(ref);
        }
        return new Document.State(scope, ref, dots);
    }

    /** Of two records of one uuid the earlier stands, for everyone. */
    private static boolean isBefore(Document.Record one, Document.Record other) {
        int order = one.hlc().compareTo(other.hlc());
        return order != 0 ? order < 0 : one.dot().compareTo(other.dot()) < 0;
    }

    private boolean holdsDot(Dot dot) {
        return holds(dot.origin(), dot.seq(), dot.hashPrefix());
    }

    /** Drops pending dots that are covered by now; called when a batch is through. */
    void settle() {
        countChanged();
        for (DocRef ref : List.copyOf(waiting)) {
            if (raw(ref) instanceof Document.State state) {
                DotStore settled = state.dots().settle(this::holdsDot);
                overlay.computeIfAbsent(ref.type(), t -> new TreeMap<>())
                        .put(ref.id(), new Document.State(scope, ref, settled));
                if (!settled.hasPending()) {
                    waiting.remove(ref);
                }
            }
        }
    }

    private void put(DocRef ref, Document after) {
        if (countsInDigest.test(ref.type()) && !dirty.containsKey(ref)) {
            dirty.put(ref, Optional.ofNullable(get(ref)));
        }
        overlay.computeIfAbsent(ref.type(), t -> new TreeMap<>()).put(ref.id(), after);
    }

    /** Brings the digest up to date: once for each document that changed, however many deltas it took. */
    private void countChanged() {
        dirty.forEach((ref, before) -> {
            before.ifPresent(document -> digest.subtract(DocumentCodec.digest(document)));
            Document after = get(ref);
            if (after != null) {
                digest.add(DocumentCodec.digest(after));
            }
        });
        dirty.clear();
    }

    /** Puts a document of a checkpoint into an empty state. */
    void load(Document document) {
        put(document.ref(), document);
        if (document instanceof Document.State state && state.dots().hasPending()) {
            waiting.add(document.ref());
        }
    }

    private static @Nullable Document visible(Document document) {
        return document instanceof Document.State state && state.dots().isEmpty() ? null : document;
    }

    private static DocRef ref(Delta delta) {
        if (delta instanceof Delta.Put put) {
            return put.doc();
        }
        if (delta instanceof Delta.Cut cut) {
            return cut.doc();
        }
        if (delta instanceof Delta.Append append) {
            return append.doc();
        }
        throw new AssertionError("No document in " + delta);
    }

    // ---- digest

    Hash digest() {
        countChanged(); // nothing to do after settle(), which ends every commit
        return digest.toHash();
    }

    /** Adds every document anew: what {@link #digest} must be. */
    Hash digestFromScratch() {
        var sum = new Sum256();
        all().filter(document -> countsInDigest.test(document.ref().type()))
                .forEach(document -> sum.add(DocumentCodec.digest(document)));
        return sum.toHash();
    }

    Hash seen() {
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
