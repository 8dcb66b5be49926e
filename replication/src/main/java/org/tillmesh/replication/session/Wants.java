package org.tillmesh.replication.session;

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
public final class Wants {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    /** After a cut neighbours come one after the other; who was there before it may be the next. */
    private static final long COMING_NANOS = Duration.ofSeconds(1).toNanos();

    /** Who was asked for a stream, and when. */
    private record Asked(SyncSession of, Trips.Since at) {}

    /** Whose own stream was left to him, when, and how far it had come until then. */
    private record Left(SyncSession to, Trips.Since at, long seq) {}

    private final Map<StreamId, Asked> asked = new HashMap<>();
    private final Map<StreamId, Left> left = new HashMap<>();
    private final Set<SyncSession> onLine = new HashSet<>();
    private final Set<ReplicaId> known = new HashSet<>();
    private long cameNanos;
    private Predicate<StreamId> byCheckpoint = stream -> false;

    /** @param streams those that a checkpoint brings which is being fetched now */
    public void leaveToCheckpoint(Predicate<StreamId> streams) {
        byCheckpoint = streams;
    }

    boolean comesByCheckpoint(StreamId stream) {
        return byCheckpoint.test(stream);
    }

    /** A link stands; its till sends its own records without being asked. */
    public void came(SyncSession session, long nowNanos) {
        onLine.add(session);
        known.add(session.peer().replica());
        cameNanos = nowNanos;
    }

    /** A link is gone: what was asked of it does not come. */
    public void went(SyncSession session) {
        onLine.remove(session);
        asked.values().removeIf(each -> each.of() == session);
        left.values().removeIf(each -> each.to() == session);
    }

    void asked(StreamId stream, SyncSession of, long nowNanos) {
        asked.put(stream, new Asked(of, of.trips().since(nowNanos)));
    }

    /** Nothing of a stream is lacking here any more. */
    public void came(StreamId stream) {
        left.remove(stream);
    }

    /**
     * Whether a stream is likely to come without asking this session's peer: it was asked of somebody else just now, or
     * its own till is on the line and has not had the time to push it, or is about to come.
     *
     * @param ours up to where it lies here
     */
    boolean comesElsewhere(StreamId stream, SyncSession session, long ours, long nowNanos) {
        Asked before = asked.get(stream);
        if (before != null && before.of() != session && isUnderWay(before.of(), before.at(), nowNanos)) {
            return true;
        }
        ReplicaId writer = stream.origin().replica();
        for (SyncSession other : onLine) {
            if (other != session && other.peer().replica().equals(writer)) {
                return isLeftTo(other, stream, ours, nowNanos);
            }
        }
        return known.contains(writer) && nowNanos - cameNanos < COMING_NANOS;
    }

    private static boolean isUnderWay(SyncSession of, Trips.Since at, long nowNanos) {
        return nowNanos - at.nanos() < PATIENCE_NANOS || !of.trips().isOver(at);
    }

    private boolean isLeftTo(SyncSession writer, StreamId stream, long ours, long nowNanos) {
        Left before = left.get(stream);
        if (before == null || before.to() != writer || before.seq() != ours) {
            left.put(stream, new Left(writer, writer.trips().since(nowNanos), ours));
            return true;
        }
        return !writer.trips().isOver(before.at());
    }
}
