package org.tillmesh.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Values;

/**
 * One link's conversation about streams: heads are compared, what is lacking is asked for or pushed, batches are taken
 * as far as a seal or an acknowledgement vouches for them. No socket, no thread, no clock of its own; the same class
 * serves neighbours, a till's link to the relay and the relay's link to a till.
 */
final class SyncSession {
    static final int VERSION = 1;
    static final Duration SILENCE_MAX = Duration.ofMillis(4_000);

    private static final int BATCH_BYTES = 1 << 20;
    private static final long RESEND_NANOS = Duration.ofSeconds(2).toNanos();

    /** Where this session's words and findings go. */
    interface Wire {
        void send(Message message);

        /** The link must end; the reason is logged. */
        void close(String reason);

        /** Streams that were received and are durable now, and the heads they have. */
        void received(List<Message.Row> rows);

        /** Acknowledgements that are news here. */
        void acknowledged(List<Acknowledgement> acks);
    }

    private final Node node;
    private final Identity peer;
    private final Wire wire;
    private final Map<StreamId, Head> peerHeads = new TreeMap<>();
    private final Map<StreamId, Long> sentUpTo = new HashMap<>();
    private final Map<StreamId, Long> sentAt = new HashMap<>();
    private final Set<StreamId> lostAskedFor = new HashSet<>();
    private final Set<ReplicaId> certificatesSent = new HashSet<>();
    private final List<Message.Batch> partial = new ArrayList<>();
    private long partialBytes;

    SyncSession(Node node, Identity peer, Wire wire) {
        this.node = node;
        this.peer = peer;
        this.wire = wire;
    }

    Identity peer() {
        return peer;
    }

    /** Scopes that both sides hold. */
    List<Scope> shared() {
        String store = peer.store().isEmpty() ? node.self().store() : peer.store();
        return List.of(Scope.COMPANY, Scope.store(store));
    }

    /** A replica as a neighbour offers it: streams of its store and of the relay; the relay offers nothing by heads. */
    private Map<StreamId, Head> offered(Scope scope) {
        var found = new TreeMap<StreamId, Head>();
        node.store().vector().of(scope).heads().forEach((stream, head) -> {
            boolean ofStore = node.isOwn(stream)
                    || node.evidence()
                            .identityOf(stream.origin())
                            .map(i -> i.hasRelayAuthority() || i.store().equals(storeOfLink()))
                            .orElse(false);
            if (ofStore) {
                found.put(stream, head);
            }
        });
        return found;
    }

    private String storeOfLink() {
        return peer.store().isEmpty() ? node.self().store() : peer.store();
    }

    private Message.Heads heads(Scope scope) {
        var rows = new ArrayList<Message.Row>();
        offered(scope).forEach((stream, head) -> rows.add(new Message.Row(stream, head)));
        return new Message.Heads(scope, true, rows);
    }

    private Hash seen(Scope scope) {
        var rows = new ArrayList<Value>();
        offered(scope)
                .forEach((stream, head) -> rows.add(Value.list(List.of(Messages.stream(stream), Messages.head(head)))));
        return Hash.sha256(Values.encode(Value.list(rows)));
    }

    // ---- what happens

    void opened() {
        shared().forEach(scope -> wire.send(heads(scope)));
    }

    /** Every 2 s: one hash a scope. */
    void compare() {
        if (!node.isRelay() && peer.kind() != Identity.Kind.RELAY) {
            shared().forEach(scope -> wire.send(new Message.Seen(scope, seen(scope))));
        } else if (!node.isRelay()) {
            shared().forEach(scope -> wire.send(heads(scope)));
        }
    }

    /** Own records were committed: hand them on at once. */
    void pushOwn(long nowNanos) {
        for (Scope scope : shared()) {
            node.store().vector().of(scope).heads().forEach((stream, head) -> {
                if (node.isOwn(stream)) {
                    push(stream, nowNanos);
                }
            });
        }
    }

    /** Hands on what the peer lacks of a stream, once, until it is clear that it did not arrive. */
    void push(StreamId stream, long nowNanos) {
        Head head = node.store().vector().head(stream);
        long theirs = peerHeads.getOrDefault(stream, Head.NONE).seq();
        long sent = sentUpTo.getOrDefault(stream, 0L);
        boolean stale = nowNanos - sentAt.getOrDefault(stream, nowNanos - RESEND_NANOS - 1) > RESEND_NANOS;
        long from = stale ? theirs : Math.max(theirs, sent);
        if (head.seq() > from) {
            sentAt.put(stream, nowNanos);
            sentUpTo.put(stream, send(stream, from));
        }
    }

    void on(Message message, long nowNanos) {
        if (message instanceof Message.Seen seen) {
            requireShared(seen.scope());
            if (!seen.hash().equals(seen(seen.scope()))) {
                wire.send(heads(seen.scope()));
            }
        } else if (message instanceof Message.Heads heads) {
            requireShared(heads.scope());
            onHeads(heads, nowNanos);
        } else if (message instanceof Message.Want want) {
            requireShared(want.stream().scope());
            send(want.stream(), want.afterSeq());
        } else if (message instanceof Message.Batch batch) {
            onBatch(batch);
        } else if (message instanceof Message.Acks acks) {
            onAcks(acks);
        } else {
            throw new BadFrame("A " + message.getClass().getSimpleName() + " is not expected here");
        }
    }

    private void requireShared(Scope scope) {
        if (!shared().contains(scope)) {
            throw new BadFrame("Scope " + scope + " is not for " + peer.till() + " and "
                    + node.self().till());
        }
    }

    private void onHeads(Message.Heads heads, long nowNanos) {
        var said = new HashSet<StreamId>();
        for (Message.Row row : heads.rows()) {
            said.add(row.stream());
            peerHeads.put(row.stream(), row.head());
            boolean held = node.store()
                    .holds(
                            row.stream().scope(),
                            row.stream().origin(),
                            row.head().seq(),
                            row.head().hash().prefix());
            askForLost(row.stream());
            if (!held && peer.kind() != Identity.Kind.RELAY) {
                wire.send(new Message.Want(
                        row.stream(), node.store().vector().head(row.stream()).seq()));
            }
        }
        if (node.isRelay()) {
            answerHeads(heads, said);
        } else {
            pushOwn(nowNanos);
        }
    }

    /** Whoever has a stream may have the originals of what is lost here: it is asked for them, once a link. */
    private void askForLost(StreamId stream) {
        List<Long> lost = node.store().lost(stream);
        if (!lost.isEmpty() && peer.kind() != Identity.Kind.RELAY && lostAskedFor.add(stream)) {
            wire.send(new Message.Want(stream, lost.get(0) - 1));
        }
    }

    /** The relay tells a till what it holds of the streams that the till named, and acknowledges it. */
    private void answerHeads(Message.Heads heads, Set<StreamId> said) {
        if (!heads.whole()) {
            return;
        }
        var rows = new ArrayList<Message.Row>();
        for (StreamId stream : said) {
            Head held = node.store().vector().head(stream);
            if (held.seq() > 0) {
                rows.add(new Message.Row(stream, held));
            }
        }
        wire.send(new Message.Heads(heads.scope(), false, rows));
        wire.received(rows);
    }

    private void onAcks(Message.Acks acks) {
        var news = new TreeMap<String, byte[]>();
        var kept = new ArrayList<Acknowledgement>();
        for (Acknowledgement ack : acks.acks()) {
            if (!node.evidence().isRight(ack)) {
                throw new BadFrame("An acknowledgement of " + ack.stream() + " is not the relay's");
            }
            Map<String, byte[]> notes = node.evidence().learn(ack);
            if (!notes.isEmpty()) {
                news.putAll(notes);
                kept.add(ack);
            }
        }
        if (!kept.isEmpty()) {
            node.store().note(news);
            wire.acknowledged(kept);
        }
    }

    // ---- sending

    /** Sends a stream after a seq, up to its seal; the seq up to which it was sent. */
    private long send(StreamId stream, long afterSeq) {
        Seal seal = node.sealFor(stream).orElse(null);
        long from = Math.max(afterSeq, node.store().startOf(stream).seq());
        if (seal == null || seal.head().seq() <= from) {
            return from;
        }
        while (from < seal.head().seq()) {
            var some = new ArrayList<byte[]>();
            for (ChangeSet changeSet : node.store().since(stream, from, BATCH_BYTES)) {
                if (changeSet.seq() <= seal.head().seq()) {
                    some.add(node.handedOut(changeSet).encoded().bytes());
                    from = changeSet.seq();
                }
            }
            if (some.isEmpty()) {
                return from;
            }
            boolean more = from < seal.head().seq();
            wire.send(new Message.Batch(some, more ? List.of() : List.of(seal), List.of(), certificate(stream), more));
        }
        return from;
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

    // ---- taking

    private void onBatch(Message.Batch batch) {
        partial.add(batch);
        for (byte[] bytes : batch.changeSets()) {
            partialBytes += bytes.length;
        }
        if (partialBytes > 2L * Messages.INFLATED_BYTES_MAX) {
            throw new BadFrame(
                    "A batch in parts grew over " + 2L * Messages.INFLATED_BYTES_MAX + " bytes without a seal");
        }
        if (batch.more()) {
            return;
        }
        Intake.Taken taken = new Intake(node, peer).take(List.copyOf(partial));
        partial.clear();
        partialBytes = 0;
        if (!taken.rows().isEmpty()) {
            for (Message.Row row : taken.rows()) {
                wire.send(new Message.Heads(row.stream().scope(), false, List.of(row)));
            }
            wire.received(taken.rows());
        }
        taken.gaps()
                .forEach(gap -> wire.send(
                        new Message.Want(gap, node.store().vector().head(gap).seq())));
    }

    // ---- what others ask of this session

    /** The head that the peer announced (durable there). */
    Head peerHead(StreamId stream) {
        return peerHeads.getOrDefault(stream, Head.NONE);
    }

    /** Tells the peer of streams that were taken from others, so that it asks for what it lacks. */
    void offer(List<Message.Row> rows) {
        for (Scope scope : shared()) {
            List<Message.Row> ofScope = rows.stream()
                    .filter(r -> r.stream().scope().equals(scope))
                    .filter(r -> peerHead(r.stream()).seq() < r.head().seq())
                    .toList();
            if (!ofScope.isEmpty()) {
                wire.send(new Message.Heads(scope, false, ofScope));
            }
        }
    }
}
