package org.tillmesh.replication.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.wire.Message;

/**
 * Sends streams over one link, and remembers what was sent. A long stream goes in windows of 4 MiB. The next window
 * goes when the peer has said that it holds the last one. Each batch ends at a seal, so the receiver takes it at once.
 *
 * <p>Example: of another till's stream {@code 1 … 2000} seals of 500, 1000 and 2000 are kept here. A peer that holds
 * nothing gets {@code 1 … 1000} under the seal of 1000, if so much goes into one batch, then the rest under the seal
 * of 2000.
 */
final class Outgoing {
    private static final int BATCH_BYTES = 1 << 20;
    private static final int WINDOW_BYTES = 4 << 20;
    private static final long RESEND_NANOS = Duration.ofSeconds(2).toNanos();

    private final Node node;
    private final Identity peer;
    private final SyncSession.Wire wire;
    private final Packing packing;
    private final Trips trips;
    private final Map<StreamId, Long> sentUpTo = new HashMap<>();
    private final Map<StreamId, Long> sentFrom = new HashMap<>();
    private final Map<StreamId, Trips.Since> sentAt = new HashMap<>();
    private final Map<StreamId, Head> witnessedUpTo = new HashMap<>();
    private final Set<StreamId> owed = new TreeSet<>();
    private final Set<ReplicaId> certificatesSent = new HashSet<>();

    Outgoing(Node node, Identity peer, SyncSession.Wire wire, Packing packing, Trips trips) {
        this.node = node;
        this.peer = peer;
        this.wire = wire;
        this.packing = packing;
        this.trips = trips;
    }

    /**
     * Whether the peer lacks something of a stream that is not under way.
     *
     * @param theirs the seq up to which the peer has the stream
     */
    boolean isDue(StreamId stream, long theirs, long nowNanos) {
        return node.store().vector().head(stream).seq() > from(stream, theirs, nowNanos);
    }

    private long from(StreamId stream, long theirs, long nowNanos) {
        return isUnderWay(stream, nowNanos) ? Math.max(theirs, sentUpTo.getOrDefault(stream, 0L)) : theirs;
    }

    /** Whether the peer may not have looked yet at what was sent of a stream. */
    private boolean isUnderWay(StreamId stream, long nowNanos) {
        Trips.Since at = sentAt.get(stream);
        if (at != null && PlantedBug.NEVER_RESENT.isPlanted()) {
            return true;
        }
        return at != null && !(nowNanos - at.nanos() > RESEND_NANOS && trips.isOver(at));
    }

    void push(StreamId stream, long theirs, long nowNanos) {
        if (isDue(stream, theirs, nowNanos)) {
            send(stream, from(stream, theirs, nowNanos), nowNanos);
        }
    }

    /** A revoked till's stream goes under this till's testimony from now on. */
    void witness(Testimony testimony) {
        witnessedUpTo.put(testimony.stream(), testimony.head());
    }

    /** The peer asked for what comes after a seq. Nothing is sent if just that is under way. */
    void wanted(StreamId stream, long afterSeq, long nowNanos) {
        boolean onItsWay = isUnderWay(stream, nowNanos)
                && sentFrom.getOrDefault(stream, 0L) <= afterSeq
                && sentUpTo.getOrDefault(stream, 0L) > afterSeq;
        if (!onItsWay) {
            send(stream, afterSeq, nowNanos);
            if (sentUpTo.getOrDefault(stream, 0L) <= afterSeq) {
                sendUnsealed(stream, afterSeq);
            }
        }
    }

    /**
     * Sends the next ChangeSet without a seal, where no seal stands before a hole. A peer that has a hole there knows
     * the hash from the successor.
     */
    private void sendUnsealed(StreamId stream, long afterSeq) {
        List<ChangeSet> next = node.store().since(stream, afterSeq, 1);
        if (!next.isEmpty() && afterSeq >= node.store().startOf(stream).seq()) {
            send(stream, next, List.of(), false);
        }
    }

    /** The peer has taken the last window of a stream; the next one goes, if there is more. */
    void confirmed(StreamId stream, long nowNanos) {
        if (owed.remove(stream)) {
            send(stream, sentUpTo.getOrDefault(stream, 0L), nowNanos);
        }
    }

    void ready(long nowNanos) {
        for (StreamId stream : List.copyOf(owed)) {
            confirmed(stream, nowNanos);
        }
    }

    private void send(StreamId stream, long afterSeq, long nowNanos) {
        Head start = node.store().startOf(stream);
        if (afterSeq < start.seq()) {
            sendUncovered(stream, afterSeq);
            if (!isForkPoint(stream, start) && wire.offersCheckpoint(stream.scope())) {
                return; // the ChangeSets before it are in no record here any more
            }
        }
        long from = Math.max(afterSeq, start.seq());
        long end = node.store().vector().head(stream).seq();
        long bytes = 0;
        owed.remove(stream);
        sentFrom.put(stream, from);
        while (from < end && bytes < WINDOW_BYTES && wire.isReady()) {
            Head witnessed = witnessedUpTo.get(stream);
            Sent sent = node.isOwn(stream)
                    ? sendOwn(stream, from)
                    : witnessed == null ? sendSealed(stream, from) : sendWitnessed(stream, from, witnessed);
            if (sent.upTo() == from) {
                break;
            }
            from = sent.upTo();
            bytes += sent.bytes();
        }
        if (from < end && (bytes >= WINDOW_BYTES || !wire.isReady())) {
            owed.add(stream);
        }
        sentAt.put(stream, trips.since(nowNanos));
        sentUpTo.put(stream, from);
    }

    /**
     * Sends ChangeSets that lie here before the start of the stream, because the checkpoint lacks them. A peer that
     * has a hole there knows the hash.
     */
    private void sendUncovered(StreamId stream, long afterSeq) {
        List<ChangeSet> some = node.store().since(stream, afterSeq, BATCH_BYTES);
        if (!some.isEmpty()) {
            send(stream, some, List.of(), false);
        }
    }

    /** Whether a branch starts where another stream of its origin ends, so that nothing before it is lacking. */
    private boolean isForkPoint(StreamId stream, Head start) {
        return stream.isBranch()
                && node.store().vector(stream.scope()).heads().entrySet().stream()
                        .anyMatch(other -> !other.getKey().equals(stream)
                                && other.getKey().origin().equals(stream.origin())
                                && other.getValue().equals(start));
    }

    private record Sent(long upTo, long bytes) {}

    private Sent sendOwn(StreamId stream, long from) {
        List<ChangeSet> some = node.store().since(stream, from, BATCH_BYTES);
        if (some.isEmpty()) {
            return new Sent(from, 0);
        }
        Head last = some.get(some.size() - 1).head();
        return new Sent(last.seq(), send(stream, some, List.of(node.sealed(stream, last)), false));
    }

    /**
     * Sends another origin's stream up to a seal: the last seal in what one batch holds. If there is none in it, the
     * batch goes in parts up to the next seal.
     */
    private Sent sendSealed(StreamId stream, long from) {
        NavigableMap<Long, Seal> seals = node.evidence().seals().sealsAfter(node.store(), stream, from);
        var parts = new ArrayList<List<ChangeSet>>();
        long at = from;
        while (!seals.isEmpty()) {
            List<ChangeSet> some =
                    parts.isEmpty() ? next(stream, at) : node.store().since(stream, at, BATCH_BYTES);
            if (some.isEmpty()) {
                break; // no chain leads over a hole
            }
            at = some.get(some.size() - 1).seq();
            Map.Entry<Long, Seal> seal = seals.floorEntry(at);
            parts.add(seal == null ? some : upTo(some, seal.getKey()));
            if (seal != null) {
                return new Sent(seal.getKey(), send(stream, parts, seal.getValue()));
            }
        }
        return new Sent(from, 0);
    }

    /**
     * ChangeSets after a seq. If the peer may sign a loss of the stream, a hole right after the seq becomes an
     * unsigned loss.
     */
    private List<ChangeSet> next(StreamId stream, long afterSeq) {
        boolean maySay =
                peer.kind() == Identity.Kind.RELAY || stream.origin().replica().equals(peer.replica());
        return maySay
                ? node.store().sinceOrLost(stream, afterSeq, BATCH_BYTES)
                : node.store().since(stream, afterSeq, BATCH_BYTES);
    }

    /**
     * Sends a revoked till's stream under one testimony a batch, up to the head held when the revocation was heard of.
     */
    private Sent sendWitnessed(StreamId stream, long from, Head held) {
        List<ChangeSet> some = upTo(node.store().sinceOrLost(stream, from, BATCH_BYTES), held.seq());
        if (some.isEmpty()) {
            return new Sent(from, 0);
        }
        Head last = some.get(some.size() - 1).head();
        wire.send(new Message.Witness(Testimony.of(stream, last, node.key())));
        return new Sent(last.seq(), send(stream, some, List.of(), false));
    }

    private static List<ChangeSet> upTo(List<ChangeSet> some, long seq) {
        return some.stream().filter(changeSet -> changeSet.seq() <= seq).toList();
    }

    private long send(StreamId stream, List<List<ChangeSet>> parts, Seal seal) {
        long bytes = 0;
        for (int i = 0; i < parts.size(); i++) {
            boolean more = i < parts.size() - 1;
            bytes += send(stream, parts.get(i), more ? List.of() : List.of(seal), more);
        }
        return bytes;
    }

    /** @return how many bytes the ChangeSets have */
    private long send(StreamId stream, List<ChangeSet> some, List<Seal> seals, boolean more) {
        List<byte[]> encoded = some.stream()
                .map(changeSet -> node.handedOut(changeSet).encoded().bytes())
                .toList();
        wire.send(new Message.Batch(encoded, seals, List.of(), certificate(stream), more, packing.of(some, encoded)));
        return encoded.stream().mapToLong(bytes -> bytes.length).sum();
    }

    /** The origin's certificate, once a link. */
    private List<byte[]> certificate(StreamId stream) {
        if (!certificatesSent.add(stream.origin().replica())) {
            return List.of();
        }
        return node.evidence()
                .certificate(stream.origin().replica())
                .map(c -> List.of(Certificates.encode(c)))
                .orElse(List.of());
    }
}
