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
 * Remembers which peer was asked for which stream. After a cut all neighbours offer the same streams at once, and a
 * stream shall come once.
 *
 * <p>A stream is asked of one peer. The next peer is asked when the answer does not come. A stream whose own till is
 * on the line is asked of nobody at first, because that till pushes it.
 *
 * <p>Example: here lie {@code 1 2} of till A; B and C both offer A's {@code 1 2 3 4}. B is asked for what comes after
 * 2, C is not. If A comes on the line first, nobody is asked until A has had a round trip to push 3.
 */
public final class Wants {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    /** After a cut neighbours come one after the other; a neighbour that was there before may be the next. */
    private static final long COMING_NANOS = Duration.ofSeconds(1).toNanos();

    /** The peer that was asked for a stream, and when. */
    private record Asked(SyncSession of, Trips.Since at) {}

    /** The till that is to push its own stream, since when, and the seq up to which the stream lay here then. */
    private record Left(SyncSession to, Trips.Since at, long seq) {}

    private final Map<StreamId, Asked> asked = new HashMap<>();
    private final Map<StreamId, Left> left = new HashMap<>();
    private final Set<SyncSession> onLine = new HashSet<>();
    private final Set<ReplicaId> known = new HashSet<>();
    private long cameNanos;
    private Predicate<StreamId> byCheckpoint = stream -> false;

    /**
     * @param streams tells the streams that the checkpoint brings that is being fetched now; nobody is asked for them
     */
    public void leaveToCheckpoint(Predicate<StreamId> streams) {
        byCheckpoint = streams;
    }

    boolean comesByCheckpoint(StreamId stream) {
        return byCheckpoint.test(stream);
    }

    /** A link stands. The till at its end pushes its own records without being asked. */
    public void came(SyncSession session, long nowNanos) {
        onLine.add(session);
        known.add(session.peer().replica());
        cameNanos = nowNanos;
    }

    /** A link is gone. Streams that were asked over it can be asked of others. */
    public void went(SyncSession session) {
        onLine.remove(session);
        asked.values().removeIf(each -> each.of() == session);
        left.values().removeIf(each -> each.to() == session);
    }

    void asked(StreamId stream, SyncSession of, long nowNanos) {
        asked.put(stream, new Asked(of, of.trips().since(nowNanos)));
    }

    /** A stream lies here as far as anybody offers it. */
    public void came(StreamId stream) {
        left.remove(stream);
    }

    /**
     * Whether a stream is likely to come without asking the peer of a session. That is so in three cases: another peer
     * was asked and its answer is under way; the stream's own till is on another link and has not had a round trip to
     * push the stream; or that till was here before and a neighbour came within the last second.
     *
     * @param ours the seq up to which the stream lies here
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
