package org.tillmesh.store;

import java.util.List;
import java.util.Map;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;

/**
 * What a commit is made of while it is being written: reads see the store as it is before the commit, writes gather
 * deltas. Nothing is kept if the work throws.
 */
public interface Transaction extends View {
    /** The HLC that this commit bears. */
    Hlc hlc();

    /** The seq that this commit's ChangeSet will have in a scope if it writes there. */
    long nextSeq(Scope scope);

    /** Puts a value at a path, replacing what stands there now (as seen by this commit, its own earlier puts included). */
    void put(Scope scope, DocRef ref, List<String> path, Value value);

    default void put(Scope scope, DocRef ref, String field, Value value) {
        put(scope, ref, List.of(field), value);
    }

    /** Puts several values of one document, each as {@link #put} would. */
    void putAll(Scope scope, DocRef ref, Map<List<String>, Value> values);

    /** Removes what stands now at a path and below it; nothing to remove is no delta. */
    void remove(Scope scope, DocRef ref, List<String> path);

    /** Adds an immutable record; its id must be new, or the work fails with {@link IllegalStateException}. */
    void append(Scope scope, DocRef ref, Value body);

    /** Keeps a note (see {@link Store#note}) with this commit, in the same journal record. */
    void note(String key, byte[] value);
}
