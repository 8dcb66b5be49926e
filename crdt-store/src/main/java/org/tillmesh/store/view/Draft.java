package org.tillmesh.store.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Value;

/**
 * The deltas of one scope while a commit is written. A later put of a path stands in the place of the earlier one. Made
 * for deltas of one document that come one after the other; to come back to a document costs a walk.
 */
public final class Draft {
    private static final int DELTAS_MAX = 1_000_000;

    private final List<Delta> deltas = new ArrayList<>();

    /** Where the first put of each document stands. */
    private final Map<DocRef, Integer> begun = new HashMap<>();

    private @Nullable DocRef present;

    /** Where the puts of the present document stand, by path. */
    private final Map<List<String>, Integer> puts = new HashMap<>();

    public List<Delta> deltas() {
        return deltas;
    }

    private void turnTo(DocRef ref) {
        if (ref == present || ref.equals(present)) {
            return;
        }
        puts.clear();
        present = ref;
        Integer first = begun.putIfAbsent(ref, deltas.size());
        for (int i = first == null ? deltas.size() : first; i < deltas.size(); i++) {
            if (deltas.get(i) instanceof Delta.Put put && put.doc().equals(ref)) {
                puts.put(put.path(), i);
            }
        }
    }

    /** The put of this path in this commit; null if there is none. */
    public Delta.@Nullable Put putOf(DocRef ref, List<String> path) {
        turnTo(ref);
        Integer at = puts.get(path);
        return at == null ? null : (Delta.Put) deltas.get(at);
    }

    public void put(DocRef ref, List<String> path, Value value, List<Dot> replaces) {
        turnTo(ref);
        var put = new Delta.Put(ref, path, value, replaces);
        Integer at = puts.get(path);
        if (at == null) {
            puts.put(put.path(), deltas.size());
            add(put);
        } else {
            deltas.set(at, put);
        }
    }

    /** Whether no put names a document yet. */
    public boolean isUntouched(DocRef ref) {
        return !begun.containsKey(ref);
    }

    /** The first puts of a document that is nowhere yet. */
    public void putFirst(DocRef ref, Map<List<String>, Value> values) {
        present = null;
        begun.put(ref, deltas.size());
        values.forEach((path, value) -> add(new Delta.Put(ref, path, value, List.of())));
    }

    /** Throws if this commit put something at or under a path that it is about to remove. */
    public void refuseRemoval(DocRef ref, List<String> path) {
        turnTo(ref);
        for (List<String> written : puts.keySet()) {
            if (written.size() >= path.size() && written.subList(0, path.size()).equals(path)) {
                throw new IllegalStateException("This commit put " + ref + " " + written + " and removes it");
            }
        }
    }

    public void add(Delta delta) {
        if (deltas.size() >= DELTAS_MAX) {
            throw new IllegalStateException("A commit takes at most " + DELTAS_MAX + " deltas; cut the work in parts");
        }
        deltas.add(delta);
    }
}
