package org.tillmesh.replication;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.StreamId;

/**
 * Of whom this replica has asked what. After a cut all neighbours offer the same streams at once: each stream is asked of
 * one of them, of none if its own till is on the line (it pushes by itself), and of the next one when it does not come.
 */
final class Wants {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    /** Who was asked for a stream, and when. */
    private record Asked(SyncSession of, long atNanos) {}

    private final Map<StreamId, Asked> asked = new HashMap<>();
    private final Set<SyncSession> onLine = new HashSet<>();
    private Predicate<StreamId> byCheckpoint = stream -> false;

    /** @param streams those that a checkpoint brings which is being fetched now */
    void leaveToCheckpoint(Predicate<StreamId> streams) {
        byCheckpoint = streams;
    }

    boolean comesByCheckpoint(StreamId stream) {
        return byCheckpoint.test(stream);
    }

    /** A link stands; its till sends its own records without being asked. */
    void came(SyncSession session) {
        onLine.add(session);
    }

    /** A link is gone: what was asked of it does not come. */
    void went(SyncSession session) {
        onLine.remove(session);
        asked.values().removeIf(each -> each.of() == session);
    }

    void asked(StreamId stream, SyncSession of, long nowNanos) {
        asked.put(stream, new Asked(of, nowNanos));
    }

    /** Whether a stream is likely to come without asking this session's peer. */
    boolean comesElsewhere(StreamId stream, SyncSession session, long nowNanos) {
        Asked before = asked.get(stream);
        if (before != null && before.of() != session && nowNanos - before.atNanos() < PATIENCE_NANOS) {
            return true;
        }
        ReplicaId writer = stream.origin().replica();
        return onLine.stream()
                .anyMatch(other -> other != session && other.peer().replica().equals(writer));
    }
}
