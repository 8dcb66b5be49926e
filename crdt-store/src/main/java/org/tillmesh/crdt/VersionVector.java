package org.tillmesh.crdt;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The head of every stream that is held, sorted by stream. An entry means "held", never "heard of". Immutable. */
public record VersionVector(SortedMap<StreamId, Head> heads) {
    public static final VersionVector EMPTY = new VersionVector(new TreeMap<>());

    public VersionVector {
        heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
    }

    public Head head(StreamId stream) {
        return heads.getOrDefault(stream, Head.NONE);
    }

    public VersionVector with(StreamId stream, Head head) {
        var changed = new TreeMap<>(heads);
        changed.put(stream, head);
        return new VersionVector(changed);
    }

    /** The entries of one scope. */
    public VersionVector of(Scope scope) {
        var kept = new TreeMap<StreamId, Head>();
        heads.forEach((stream, head) -> {
            if (stream.scope().equals(scope)) {
                kept.put(stream, head);
            }
        });
        return new VersionVector(kept);
    }

    /** Whether every head of {@code other} is reached here (by seq; streams are hash chains, so a shared seq is shared). */
    public boolean reaches(VersionVector other) {
        for (Map.Entry<StreamId, Head> entry : other.heads.entrySet()) {
            if (head(entry.getKey()).seq() < entry.getValue().seq()) {
                return false;
            }
        }
        return true;
    }
}
