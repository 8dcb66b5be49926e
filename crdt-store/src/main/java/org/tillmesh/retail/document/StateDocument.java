package org.tillmesh.retail.document;

import java.util.List;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;
import org.tillmesh.store.Transaction;

/** A typed reading of a mergeable document. What it does not know stays in the store untouched. */
public interface StateDocument {
    DocRef ref();

    /** Path to value; elements of a set stand as {@code [field, element] → true}. */
    SortedMap<List<String>, Value> fields();

    /** The fields that are sets: an element missing in {@link #fields} is taken out when written. */
    default List<String> setFields() {
        return List.of();
    }

    /** Registers that may be taken away again: one missing in {@link #fields} is removed when written. */
    default List<String> optionalFields() {
        return List.of();
    }

    /**
     * Writes what differs from what the store holds: only the fields that really change become deltas, so that an edit
     * of one field never overwrites another till's edit of the next.
     */
    default void writeTo(Transaction tx, Scope scope) {
        DocRef ref = ref();
        DotStore now = tx.state(scope, ref).map(Document.State::dots).orElse(DotStore.EMPTY);
        SortedMap<List<String>, Value> wanted = fields();
        if (now == DotStore.EMPTY) {
            tx.putAll(scope, ref, wanted);
            return;
        }
        wanted.forEach((path, value) -> {
            List<Value> there = now.values(path);
            if (there.size() != 1 || !there.get(0).equals(value)) {
                tx.put(scope, ref, path, value);
            }
        });
        for (String set : setFields()) {
            for (String element : now.keys(set)) {
                if (!wanted.containsKey(List.of(set, element))) {
                    tx.remove(scope, ref, List.of(set, element));
                }
            }
        }
        for (String field : optionalFields()) {
            if (!wanted.containsKey(List.of(field)) && now.value(field).isPresent()) {
                tx.remove(scope, ref, List.of(field));
            }
        }
    }
}
