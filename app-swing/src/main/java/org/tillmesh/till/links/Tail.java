package org.tillmesh.till.links;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.VersionVector;
import org.tillmesh.store.Store;

/**
 * What a till holds of a scope behind the checkpoint that it has. When that is much or old, a newer checkpoint is due:
 * only what one covers can be let go, and a neighbour that is seeded from here is spared the rest.
 *
 * @param changeSets how many
 * @param oldest when the oldest of them was written; null if there are none
 */
record Tail(long changeSets, @Nullable Instant oldest) {
    static final long CHANGE_SETS_MAX = 100_000;
    static final Duration AGE_MAX = Duration.ofDays(90);

    static Tail of(Store store, Scope scope) {
        VersionVector covered = store.held(scope).map(Store.Checkpoint::vector).orElse(VersionVector.EMPTY);
        long changeSets = 0;
        Instant oldest = null;
        for (Map.Entry<StreamId, Head> entry : store.vector().of(scope).heads().entrySet()) {
            StreamId stream = entry.getKey();
            long from =
                    Math.max(covered.head(stream).seq(), store.startOf(stream).seq());
            changeSets += Math.max(0, entry.getValue().seq() - from);
            List<ChangeSet> first = store.since(stream, from, 1);
            if (!first.isEmpty()) {
                Instant written = Instant.ofEpochMilli(first.get(0).hlc().millis());
                oldest = oldest == null || written.isBefore(oldest) ? written : oldest;
            }
        }
        return new Tail(changeSets, oldest);
    }

    boolean isLong(Instant now) {
        return changeSets > CHANGE_SETS_MAX || (oldest != null && oldest.isBefore(now.minus(AGE_MAX)));
    }
}
