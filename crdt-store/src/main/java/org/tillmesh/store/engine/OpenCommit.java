package org.tillmesh.store.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.journal.JournalRecord;
import org.tillmesh.store.view.Draft;

/** A commit while it is written: reads go to the state before it, writes gather deltas by scope. */
final class OpenCommit implements Transaction {
    private final PresentView before;
    private final Origin self;
    private final Hlc hlc;
    private final TreeMap<Scope, Draft> drafts = new TreeMap<>();
    private final TreeMap<String, byte[]> notes = new TreeMap<>();

    /** What was looked up last: fields of one document are put one after the other. */
    private @Nullable Scope lastScope;

    private @Nullable DocRef lastRef;
    private Optional<Document> last = Optional.empty();

    OpenCommit(PresentView before, Origin self, Hlc hlc) {
        this.before = before;
        this.self = self;
        this.hlc = hlc;
    }

    boolean isEmpty() {
        return drafts.isEmpty() && notes.isEmpty();
    }

    Map<String, byte[]> notes() {
        return notes;
    }

    /** One ChangeSet for each scope touched, each naming the others as its siblings. */
    List<ChangeSet> changeSets(Function<Scope, Head> heads, long clockErrorMs) {
        var made = new ArrayList<ChangeSet>();
        drafts.forEach((scope, draft) -> {
            Head head = heads.apply(scope);
            var siblings = new ArrayList<ChangeSet.Sibling>();
            for (Scope other : drafts.keySet()) {
                if (!other.equals(scope) && other.isReplicated() && scope.isReplicated()) {
                    siblings.add(new ChangeSet.Sibling(other, heads.apply(other).seq() + 1));
                }
            }
            made.add(ChangeSets.of(
                    scope, self, head.seq() + 1, hlc, clockErrorMs, head.hash(), siblings, draft.deltas()));
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
        Draft draft = draft(scope);
        Delta.Put earlier = draft.putOf(ref, path);
        List<Dot> replaces = earlier != null
                ? earlier.replaces()
                : dots(scope, ref).map(d -> d.dots(path)).orElse(List.of());
        draft.put(ref, path, value, replaces);
    }

    @Override
    public void putAll(Scope scope, DocRef ref, Map<List<String>, Value> values) {
        if (dots(scope, ref).isEmpty() && !values.isEmpty() && draft(scope).isUntouched(ref)) {
            draft(scope).putFirst(ref, values);
        } else {
            values.forEach((path, value) -> put(scope, ref, path, value));
        }
    }

    @Override
    public void remove(Scope scope, DocRef ref, List<String> path) {
        Draft begun = drafts.get(scope);
        if (begun != null) {
            begun.refuseRemoval(ref, path);
        }
        List<Dot> replaces = dots(scope, ref).map(d -> d.dotsUnder(path)).orElse(List.of());
        if (!replaces.isEmpty()) {
            draft(scope).add(new Delta.Cut(ref, replaces));
        }
    }

    private Optional<DotStore> dots(Scope scope, DocRef ref) {
        return get(scope, ref).map(d -> {
            if (d instanceof Document.State state) {
                return state.dots();
            }
            throw new IllegalStateException("Document " + ref + " is a record and can't be edited");
        });
    }

    @Override
    public Optional<Document> get(Scope scope, DocRef ref) {
        if (!ref.equals(lastRef) || !scope.equals(lastScope)) {
            last = before.get(scope, ref);
            lastRef = ref;
            lastScope = scope;
        }
        return last;
    }

    @Override
    public void append(Scope scope, DocRef ref, Value body) {
        if (!before.isFree(scope, ref)) {
            throw new IllegalStateException("Record " + ref + " is there already; a record is appended once");
        }
        draft(scope).add(new Delta.Append(ref, body));
    }

    private Draft draft(Scope scope) {
        return drafts.computeIfAbsent(scope, s -> new Draft());
    }

    @Override
    public void note(String key, byte[] value) {
        notes.putAll(JournalRecord.refuseReserved(Map.of(key, value.clone())));
    }

    @Override
    public boolean exists(Scope scope, DocRef ref) {
        return before.exists(scope, ref);
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
