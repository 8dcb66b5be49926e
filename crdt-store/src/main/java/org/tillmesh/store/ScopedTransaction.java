package org.tillmesh.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;

/** A commit whose work may write into one scope alone; a write into another fails, and with it the commit. */
public final class ScopedTransaction implements Transaction {
    private final Transaction whole;
    private final Scope only;
    private final Supplier<? extends RuntimeException> otherwise;

    /** @param otherwise what a write into another scope throws */
    public ScopedTransaction(Transaction whole, Scope only, Supplier<? extends RuntimeException> otherwise) {
        this.whole = whole;
        this.only = only;
        this.otherwise = otherwise;
    }

    /** The commit without the bound. */
    public Transaction whole() {
        return whole;
    }

    private void check(Scope scope) {
        if (!scope.equals(only)) {
            throw otherwise.get();
        }
    }

    @Override
    public void put(Scope scope, DocRef ref, List<String> path, Value value) {
        check(scope);
        whole.put(scope, ref, path, value);
    }

    @Override
    public void putAll(Scope scope, DocRef ref, Map<List<String>, Value> values) {
        check(scope);
        whole.putAll(scope, ref, values);
    }

    @Override
    public void remove(Scope scope, DocRef ref, List<String> path) {
        check(scope);
        whole.remove(scope, ref, path);
    }

    @Override
    public void append(Scope scope, DocRef ref, Value body) {
        check(scope);
        whole.append(scope, ref, body);
    }

    @Override
    public void note(String key, byte[] value) {
        whole.note(key, value);
    }

    @Override
    public Hlc hlc() {
        return whole.hlc();
    }

    @Override
    public long nextSeq(Scope scope) {
        return whole.nextSeq(scope);
    }

    @Override
    public Optional<Document> get(Scope scope, DocRef ref) {
        return whole.get(scope, ref);
    }

    @Override
    public boolean exists(Scope scope, DocRef ref) {
        return whole.exists(scope, ref);
    }

    @Override
    public Stream<Document> scan(Scope scope, String type) {
        return whole.scan(scope, type);
    }

    @Override
    public Stream<Row> rows(Scope scope, String index, KeyRange keys) {
        return whole.rows(scope, index, keys);
    }

    @Override
    public Optional<Row> lastRow(Scope scope, String index, KeyRange keys) {
        return whole.lastRow(scope, index, keys);
    }

    @Override
    public Optional<Value> folded(Scope scope, String index, String key) {
        return whole.folded(scope, index, key);
    }

    @Override
    public Stream<Schema.Folded> folds(Scope scope, String index, KeyRange keys) {
        return whole.folds(scope, index, keys);
    }

    @Override
    public void catchUp() {
        whole.catchUp();
    }

    @Override
    public long count(Scope scope, String type) {
        return whole.count(scope, type);
    }

    @Override
    public VersionVector vector() {
        return whole.vector();
    }

    @Override
    public long position() {
        return whole.position();
    }
}
