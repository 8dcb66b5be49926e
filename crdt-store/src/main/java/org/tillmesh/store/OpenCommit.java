package org.tillmesh.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;

/** A commit while it is written: reads go to the state before it, writes gather deltas by scope. */
final class OpenCommit implements Transaction {
    private static final int DELTAS_MAX = 1_000_000;

    /** A path written before in this commit: the later put stands in the place of the earlier one. */
    private record Written(DocRef ref, List<String> path) {}

    private final JournalStore before;
    private final Origin self;
    private final Hlc hlc;
    private final TreeMap<Scope, List<Delta>> deltas = new TreeMap<>();
    private final TreeMap<Scope, Map<Written, Integer>> puts = new TreeMap<>();
    private final TreeMap<String, byte[]> notes = new TreeMap<>();

    /** What was looked up last: fields of one document are put one after the other. */
    private @Nullable Scope lastScope;

    private @Nullable DocRef lastRef;
    private Optional<DotStore> lastDots = Optional.empty();

    OpenCommit(JournalStore before, Origin self, Hlc hlc) {
        this.before = before;
        this.self = self;
        this.hlc = hlc;
    }

    boolean isEmpty() {
        return deltas.isEmpty() && notes.isEmpty();
    }

    Map<String, byte[]> notes() {
        return notes;
    }

    /** One ChangeSet for each scope touched, each naming the others as its siblings. */
    List<ChangeSet> changeSets(Function<Scope, Head> heads, long clockErrorMs) {
        var made = new ArrayList<ChangeSet>();
        deltas.forEach((scope, ofScope) -> {
            Head head = heads.apply(scope);
            var siblings = new ArrayList<ChangeSet.Sibling>();
            for (Scope other : deltas.keySet()) {
                if (!other.equals(scope) && other.isReplicated() && scope.isReplicated()) {
                    siblings.add(new ChangeSet.Sibling(other, heads.apply(other).seq() + 1));
                }
            }
            made.add(ChangeSets.of(scope, self, head.seq() + 1, hlc, clockErrorMs, head.hash(), siblings, ofScope));
        });
        return made;
    }

    @Override
    public Hlc hlc() {
        return hlc;
    }

    @Override
    public long nextSeq(Scope scope) {
        return before.vector().head(StreamId.of(scope, self)).seq() + 1;
    }

    @Override
    public void put(Scope scope, DocRef ref, List<String> path, Value value) {
        var written = new Written(ref, List.copyOf(path));
        Integer earlier = puts.computeIfAbsent(scope, s -> new HashMap<>()).get(written);
        if (earlier != null) {
            List<Delta> ofScope = Objects.requireNonNull(deltas.get(scope));
            Delta.Put old = (Delta.Put) ofScope.get(earlier);
            ofScope.set(earlier, new Delta.Put(ref, path, value, old.replaces()));
            return;
        }
        List<Dot> replaces = dots(scope, ref).map(d -> d.dots(path)).orElse(List.of());
        puts.get(scope).put(written, add(scope, new Delta.Put(ref, path, value, replaces)));
    }

    @Override
    public void remove(Scope scope, DocRef ref, List<String> path) {
        Map<Written, Integer> ofScope = puts.getOrDefault(scope, Map.of());
        for (Written written : ofScope.keySet()) {
            boolean under = written.ref().equals(ref)
                    && written.path().size() >= path.size()
                    && written.path().subList(0, path.size()).equals(path);
            if (under) {
                throw new IllegalStateException("This commit put " + ref + " " + written.path() + " and removes it");
            }
        }
        List<Dot> replaces = dots(scope, ref).map(d -> d.dotsUnder(path)).orElse(List.of());
        if (!replaces.isEmpty()) {
            add(scope, new Delta.Cut(ref, replaces));
        }
    }

    private Optional<DotStore> dots(Scope scope, DocRef ref) {
        if (!ref.equals(lastRef) || !scope.equals(lastScope)) {
            lastDots = before.get(scope, ref).map(d -> {
                if (d instanceof Document.State state) {
                    return state.dots();
                }
                throw new IllegalStateException("Document " + ref + " is a record and can't be edited");
            });
            lastRef = ref;
            lastScope = scope;
        }
        return lastDots;
    }

    @Override
    public void append(Scope scope, DocRef ref, Value body) {
        if (!before.isFree(scope, ref)) {
            throw new IllegalStateException("Record " + ref + " is there already; a record is appended once");
        }
        add(scope, new Delta.Append(ref, body));
    }

    private int add(Scope scope, Delta delta) {
        List<Delta> ofScope = deltas.computeIfAbsent(scope, s -> new ArrayList<>());
        if (ofScope.size() >= DELTAS_MAX) {
            throw new IllegalStateException("A commit takes at most " + DELTAS_MAX + " deltas; cut the work in parts");
        }
        ofScope.add(delta);
        return ofScope.size() - 1;
    }

    @Override
    public void note(String key, byte[] value) {
        notes.put(key, value.clone());
    }

    @Override
    public Optional<Document> get(Scope scope, DocRef ref) {
        return before.get(scope, ref);
    }

    @Override
    public Stream<Document> scan(Scope scope, String type) {
        return before.scan(scope, type);
    }

    @Override
    public Stream<Row> rows(Scope scope, String index, KeyRange keys) {
        return before.rows(scope, index, keys);
    }

    @Override
    public Optional<Row> lastRow(Scope scope, String index, KeyRange keys) {
        return before.lastRow(scope, index, keys);
    }

    @Override
    public Optional<Value> folded(Scope scope, String index, String key) {
        return before.folded(scope, index, key);
    }

    @Override
    public Stream<Schema.Folded> folds(Scope scope, String index, KeyRange keys) {
        return before.folds(scope, index, keys);
    }

    @Override
    public void catchUp() {
        before.catchUp();
    }

    @Override
    public long count(Scope scope, String type) {
        return before.count(scope, type);
    }

    @Override
    public VersionVector vector() {
        return before.vector();
    }

    @Override
    public long position() {
        return before.position();
    }
}
