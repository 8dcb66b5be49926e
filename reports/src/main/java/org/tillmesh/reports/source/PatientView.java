package org.tillmesh.reports.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/**
 * A view that holds the store's lock for a few sums at a time, so that a sale is never kept waiting by a long report. What it
 * reads agrees with itself only if nothing was written meanwhile, which its user looks at.
 */
public final class PatientView implements View {
    /** So many groups of an hour are read within some milliseconds. */
    static final int AT_ONCE = 64;

    private final Store store;

    public PatientView(Store store) {
        this.store = store;
    }

    @Override
    public Stream<Schema.Folded> folds(Scope scope, String index, KeyRange keys) {
        return Stream.iterate(
                        part(scope, index, keys),
                        part -> !part.isEmpty(),
                        part -> part.size() < AT_ONCE
                                ? List.of()
                                : part(
                                        scope,
                                        index,
                                        new KeyRange(
                                                KeyRange.after(part.get(part.size() - 1)
                                                                .key())
                                                        .from(),
                                                keys.to())))
                .flatMap(List::stream);
    }

    private List<Schema.Folded> part(Scope scope, String index, KeyRange keys) {
        return store.read(view -> {
            var part = new ArrayList<Schema.Folded>(AT_ONCE);
            try (var folds = view.folds(scope, index, keys)) {
                folds.limit(AT_ONCE).forEach(part::add);
            }
            return part;
        });
    }

    @Override
    public Optional<Document> get(Scope scope, DocRef ref) {
        return store.read(view -> view.get(scope, ref));
    }

    @Override
    public boolean exists(Scope scope, DocRef ref) {
        return store.read(view -> view.exists(scope, ref));
    }

    @Override
    public Stream<Document> scan(Scope scope, String type) {
        return store
                .read(view -> {
                    try (var documents = view.scan(scope, type)) {
                        return documents.toList();
                    }
                })
                .stream();
    }

    @Override
    public Stream<Row> rows(Scope scope, String index, KeyRange keys) {
        return store.read(view -> view.rows(scope, index, keys).toList()).stream();
    }

    @Override
    public Optional<Row> lastRow(Scope scope, String index, KeyRange keys) {
        return store.read(view -> view.lastRow(scope, index, keys));
    }

    @Override
    public Optional<Value> folded(Scope scope, String index, String key) {
        return store.read(view -> view.folded(scope, index, key));
    }

    @Override
    public void catchUp() {
        store.read(view -> {
            view.catchUp();
            return true;
        });
    }

    @Override
    public long count(Scope scope, String type) {
        return store.read(view -> view.count(scope, type));
    }

    @Override
    public VersionVector vector() {
        return store.read(View::vector);
    }

    @Override
    public long position() {
        return store.read(View::position);
    }
}
