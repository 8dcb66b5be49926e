package org.tillmesh.till.links;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.Store;

/**
 * What a till need not keep: what head office has acknowledged in its present log, or wrote itself, thirty days ago or
 * longer. The store drops of that only what its checkpoint covers, and without a relay nothing is acknowledged.
 */
final class OldRecords implements Store.Retention {
    static final Duration KEPT = Duration.ofDays(30);

    private final Store store;
    private final Function<StreamId, Head> acknowledged;
    private final Predicate<Origin> isRelay;
    private final long youngest;
    private final Map<StreamId, Head> known = new HashMap<>();

    /** @param acknowledged up to where head office has a stream */
    public OldRecords(Store store, Function<StreamId, Head> acknowledged, Predicate<Origin> isRelay, Instant now) {
        this.store = store;
        this.acknowledged = acknowledged;
        this.isRelay = isRelay;
        this.youngest = now.minus(KEPT).toEpochMilli();
    }

    @Override
    public boolean mayDrop(ChangeSet changeSet) {
        return changeSet.hlc().millis() <= youngest && (isRelay.test(changeSet.origin()) || isAcknowledged(changeSet));
    }

    /** On whichever branch of its stream it stands. */
    private boolean isAcknowledged(ChangeSet changeSet) {
        return store.vector().of(changeSet.scope()).heads().keySet().stream()
                .filter(stream -> stream.origin().equals(changeSet.origin()))
                .filter(stream -> store.hashAt(stream, changeSet.seq())
                        .filter(changeSet.hash()::equals)
                        .isPresent())
                .anyMatch(stream -> known.computeIfAbsent(stream, acknowledged).seq() >= changeSet.seq());
    }
}
