package org.tillmesh.store.engine;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.View;
import org.tillmesh.store.view.Derived;
import org.tillmesh.store.view.ScopeState;

/** What a store holds now. Who reads it holds the store's lock. */
final class PresentView implements View {
    private final Map<Scope, ScopeState> scopes;
    private final Derived derived;
    private final ArchivedBodies bodies;
    private final LongSupplier position;

    PresentView(Map<Scope, ScopeState> scopes, Derived derived, ArchivedBodies bodies, LongSupplier position) {
        this.scopes = scopes;
        this.derived = derived;
        this.bodies = bodies;
        this.position = position;
    }

    @Override
    public Optional<Document> get(Scope scope, DocRef ref) {
        ScopeState state = scopes.get(scope);
        return state == null
                ? Optional.empty()
                : Optional.ofNullable(state.documents().get(ref)).map(bodies::whole);
    }

    @Override
    public boolean exists(Scope scope, DocRef ref) {
        ScopeState state = scopes.get(scope);
        return state != null && state.documents().get(ref) != null;
    }

    /** Whether nothing stands under a name, not even what nobody sees any more. */
    boolean isFree(Scope scope, DocRef ref) {
        ScopeState state = scopes.get(scope);
        return state == null || state.documents().raw(ref) == null;
    }

    @Override
    public Stream<Document> scan(Scope scope, String type) {
        ScopeState state = scopes.get(scope);
        return state == null ? Stream.empty() : state.documents().scan(type).map(bodies::whole);
    }

    @Override
    public long count(Scope scope, String type) {
        ScopeState state = scopes.get(scope);
        return state == null ? 0 : state.documents().count(type);
    }

    @Override
    public Stream<Row> rows(Scope scope, String index, KeyRange keys) {
        ScopeState state = caughtUp(scope);
        return state == null ? Stream.empty() : state.index().rows(index, keys);
    }

    @Override
    public Optional<Row> lastRow(Scope scope, String index, KeyRange keys) {
        ScopeState state = caughtUp(scope);
        return state == null
                ? Optional.empty()
                : Optional.ofNullable(state.index().last(index, keys));
    }

    @Override
    public Optional<Value> folded(Scope scope, String index, String key) {
        ScopeState state = caughtUp(scope);
        return state == null
                ? Optional.empty()
                : Optional.ofNullable(state.index().folded(index, key));
    }

    @Override
    public Stream<Schema.Folded> folds(Scope scope, String index, KeyRange keys) {
        ScopeState state = caughtUp(scope);
        return state == null ? Stream.empty() : state.index().folds(index, keys);
    }

    private @Nullable ScopeState caughtUp(Scope scope) {
        derived.catchUp();
        return scopes.get(scope);
    }

    @Override
    public void catchUp() {
        derived.catchUp();
    }

    @Override
    public VersionVector vector() {
        var heads = new TreeMap<StreamId, Head>();
        scopes.values().forEach(s -> heads.putAll(s.streams().vector().heads()));
        return new VersionVector(heads);
    }

    @Override
    public long position() {
        return position.getAsLong();
    }
}
