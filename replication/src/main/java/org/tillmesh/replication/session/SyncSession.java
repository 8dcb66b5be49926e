package org.tillmesh.replication.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.Values;

/**
 * The conversation of one link about streams. Both sides compare heads, ask for ChangeSets or push them, and take a
 * batch as far as somebody vouches for it who may. A session has no socket, no thread and no clock of its own. The
 * same class serves a link between neighbours and both ends of a link between a till and the relay.
 * Of {@code 1 2 3} of the own stream it pushes 2 and 3 to a peer whose heads name 1.
 */
public final class SyncSession {
    /** The version of the protocol that is spoken, and the oldest that is understood. */
    public static final int VERSION = 1;

    public static final int VERSION_MIN = 1;

    /** The capability of a till that pulls a scope anew after each fetching of its checkpoint, done or given up. */
    public static final String RESTS = "rests";

    public static final Duration SILENCE_MAX = Duration.ofMillis(4_000);

    private static final long AGAIN_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int LOST_ASKED_FOR_AT_ONCE = 64;

    /** The link under a session, and what the session tells its owner. */
    public interface Wire {
        void send(Message message);

        /** Whether the line takes more without piling it up. */
        boolean isReady();

        /** Streams of a batch are durable now and have these heads. */
        void received(List<Message.Row> rows);

        /** Acknowledgements came that say more than was known. */
        void acknowledged(List<Acknowledgement> acks);

        /** The peer asks for ChangeSets that are in no record here. @return whether a checkpoint was offered instead */
        boolean offersCheckpoint(Scope scope);

        /** A batch was left out in part, because a predecessor is missing that the peer did not send. */
        void lacking(Scope scope);

        /** A stream of the scope has a new branch. Heads that peers said before must be compared anew. */
        void forked(Scope scope);

        /** The relay has taken records of a revoked till by this testimony. */
        void testified(Testimony testimony);
    }

    private final Node node;
    private final Identity peer;
    private final Wire wire;
    private final Outgoing outgoing;
    private final Wants wants;
    private final Trips trips;
    private final TreeMap<StreamId, Head> peerHeads = new TreeMap<>();
    private final Map<StreamId, Head> said = new HashMap<>();
    private final Map<StreamId, Trips.Since> wantedAt = new HashMap<>();
    private final Set<StreamId> lostAskedFor = new HashSet<>();
    private final Set<Scope> told = new HashSet<>();
    private final Set<Scope> heard = new HashSet<>();
    private final List<Testimony> testimonies = new ArrayList<>();
    private final List<Message.Batch> partial = new ArrayList<>();
    private long partialBytes;

    /**
     * @param wants shared by all links of this replica: which peer was asked for which stream
     * @param packing shared by all links: batches that were compressed already
     */
    public SyncSession(Node node, Identity peer, Wire wire, Wants wants, Packing packing) {
        this.node = node;
        this.peer = peer;
        this.wire = wire;
        this.wants = wants;
        this.trips = new Trips(!node.isRelay());
        this.outgoing = new Outgoing(node, peer, wire, packing, trips);
    }

    /** Tells which messages the peer has dealt with. */
    public Trips trips() {
        return trips;
    }

    Identity peer() {
        return peer;
    }

    /** Scopes that both sides hold. */
    public List<Scope> shared() {
        return List.of(Scope.COMPANY, Scope.branch(branchOfLink()));
    }

    private String branchOfLink() {
        return peer.branch().isEmpty() ? node.self().branch() : peer.branch();
    }

    /** Whether both sides of a link offer a stream: those of the store's tills and of the relay. */
    private Map<StreamId, Head> offered(Scope scope) {
        var found = new TreeMap<StreamId, Head>();
        node.store().vector(scope).heads().forEach((stream, head) -> {
            boolean ofBranch = node.isOwn(stream)
                    || node.evidence()
                            .identityOf(stream.origin())
                            .map(i -> i.hasRelayAuthority() || i.branch().equals(branchOfLink()))
                            .orElse(false);
            if (ofBranch) {
                found.put(stream, head);
            }
        });
        return found;
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

    public void opened() {
        shared().forEach(scope -> wire.send(heads(scope)));
    }

    /** Says one hash a scope, of all that this till offers. Called every 2 s. */
    public void compare() {
        if (!node.isRelay()) {
            shared().forEach(scope -> wire.send(new Message.Seen(scope, seen(scope))));
        }
    }

    /** Pushes this till's own streams. Called after each commit. */
    public void pushOwn(long nowNanos) {
        for (Scope scope : shared()) {
            node.store().vector(scope).heads().keySet().stream()
                    .filter(node::isOwn)
                    .forEach(stream -> push(stream, nowNanos));
        }
    }

    /**
     * Sends what the peer lacks of a stream, and again only when it is clear that it did not arrive. The peer says its
     * heads of the scope first; before that nothing is sent, and they call this method again.
     */
    public void push(StreamId stream, long nowNanos) {
        if (heard.contains(stream.scope())) {
            outgoing.push(stream, theirs(stream), nowNanos);
        }
    }

    /** Sends a revoked till's stream under this till's testimony, up to the head that the testimony names. */
    public void pushWitnessed(Testimony testimony, long nowNanos) {
        outgoing.witness(testimony);
        push(testimony.stream(), nowNanos);
    }

    /** The line takes more again: goes on with the streams that were held back. */
    public void ready(long nowNanos) {
        outgoing.ready(nowNanos);
    }

    /** The seq up to which the peer has a stream: the greatest of its heads that lies on the stream as it is here. */
    private long theirs(StreamId stream) {
        StreamId whole = StreamId.of(stream.scope(), stream.origin());
        long ours = node.store().vector().head(stream).seq();
        long best = 0;
        for (Map.Entry<StreamId, Head> said : peerHeads.tailMap(whole).entrySet()) {
            StreamId other = said.getKey();
            if (!other.scope().equals(whole.scope()) || !other.origin().equals(whole.origin())) {
                break;
            }
            Head head = said.getValue();
            boolean beyond = other.equals(stream) && head.seq() > ours;
            if (beyond || isOn(stream, head) || isInHole(stream, head.seq())) {
                best = Math.max(best, head.seq());
            }
        }
        return best;
    }

    private boolean isOn(StreamId stream, Head head) {
        return node.store()
                .hashAt(stream, head.seq())
                .filter(head.hash()::equals)
                .isPresent();
    }

    /** Whether a seq is a hole whose hash is not known here. */
    private boolean isInHole(StreamId stream, long seq) {
        return node.store().lost(stream).contains(seq)
                && node.store().hashAt(stream, seq).isEmpty();
    }

    /** Whether a head lies here, on any branch. A hole counts, because it is asked for by its seq. */
    private boolean isHeld(StreamId stream, Head head) {
        return isOn(stream, head)
                || node.store()
                        .holds(
                                stream.scope(),
                                stream.origin(),
                                head.seq(),
                                head.hash().prefix());
    }

    public void on(Message message, long nowNanos) {
        if (message instanceof Message.Seen seen) {
            requireShared(seen.scope());
            if (!seen.hash().equals(seen(seen.scope()))) {
                Message.Heads heads = heads(seen.scope());
                wire.send(heads);
                if (node.isRelay()) {
                    wire.received(heads.rows());
                }
            } else {
                told.add(seen.scope()); // alike on both sides: nothing is left to be told
                offered(seen.scope()).keySet().forEach(this::askForLost); // heads don't tell who has lost what
            }
        } else if (message instanceof Message.Heads heads) {
            requireShared(heads.scope());
            heads.rows().forEach(row -> requireOf(heads.scope(), row.stream()));
            onHeads(heads, nowNanos);
        } else if (message instanceof Message.Want want) {
            requireShared(want.stream().scope());
            outgoing.wanted(want.stream(), want.afterSeq(), nowNanos);
        } else if (message instanceof Message.Batch batch) {
            onBatch(batch, nowNanos);
        } else if (message instanceof Message.Acks acks) {
            onAcks(acks);
        } else if (message instanceof Message.Witness witness && node.isRelay()) {
            onWitness(witness.testimony());
        } else {
            throw new BadFrame("A " + message.getClass().getSimpleName() + " is not expected here");
        }
    }

    /** @throws BadFrame if the two sides do not share the scope */
    public void requireShared(Scope scope) {
        if (!shared().contains(scope)) {
            throw new BadFrame("Scope " + scope + " is not for " + peer.till() + " and "
                    + node.self().till());
        }
    }

    private static void requireOf(Scope scope, StreamId stream) {
        if (!stream.scope().equals(scope)) {
            throw new BadFrame("Heads of " + scope + " name a stream of " + stream.scope());
        }
    }

    private void onHeads(Message.Heads heads, long nowNanos) {
        var origins = new TreeSet<StreamId>();
        heard.add(heads.scope());
        if (heads.whole()) {
            told.add(heads.scope());
        }
        for (Message.Row row : heads.rows()) {
            StreamId stream = row.stream();
            origins.add(StreamId.of(stream.scope(), stream.origin()));
            peerHeads.put(stream, row.head());
            boolean held = isHeld(stream, row.head());
            if (held) {
                wants.came(stream);
            }
            askForLost(stream);
            if (!held && peer.kind() != Identity.Kind.RELAY && !node.isRelay() && !isLeftToOthers(stream, nowNanos)) {
                long ours = node.store().vector().head(stream).seq();
                // Not longer than what is here and yet not the same: a branch; asked for from where it may have left.
                want(
                        stream,
                        row.head().seq() > ours
                                ? ours
                                : node.store().startOf(stream).seq(),
                        nowNanos);
            }
            outgoing.confirmed(stream, nowNanos);
        }
        if (node.isRelay()) {
            answerHeads(heads, origins);
        } else {
            pushOwn(nowNanos);
        }
    }

    /** Whether a stream is likely to come from a checkpoint or another peer, so that this peer is not asked for it. */
    private boolean isLeftToOthers(StreamId stream, long nowNanos) {
        return wants.comesByCheckpoint(stream)
                || wants.comesElsewhere(
                        stream, this, node.store().vector().head(stream).seq(), nowNanos);
    }

    private void want(StreamId stream, long afterSeq, long nowNanos) {
        Trips.Since before = wantedAt.get(stream);
        if (before == null || (nowNanos - before.nanos() > AGAIN_NANOS && trips.isOver(before))) {
            wantedAt.put(stream, trips.since(nowNanos));
            wants.asked(stream, this, nowNanos);
            wire.send(new Message.Want(stream, afterSeq));
        }
    }

    /**
     * Asks the peer for the originals of a stream's holes, once a link; for each hole of a known hash, because the peer
     * may have holes too. Of {@code 1 [2] [3] 4 [5] 6} it asks for what comes after 1, 2 and 4.
     */
    private void askForLost(StreamId stream) {
        if (lostAskedFor.contains(stream)) {
            return;
        }
        List<Long> lost = node.store().lost(stream);
        if (!lost.isEmpty()) {
            lostAskedFor.add(stream);
            lost.stream()
                    .filter(seq -> seq.equals(lost.get(0))
                            || node.store().hashAt(stream, seq).isPresent())
                    .limit(LOST_ASKED_FOR_AT_ONCE)
                    .forEach(seq -> wire.send(new Message.Want(stream, seq - 1)));
        }
    }

    /** Tells a till the relay's heads of the streams that it named, on all branches, and has them acknowledged. */
    private void answerHeads(Message.Heads heads, Set<StreamId> origins) {
        if (!heads.whole()) {
            return;
        }
        var rows = new ArrayList<Message.Row>();
        node.store().vector(heads.scope()).heads().forEach((stream, held) -> {
            if (origins.contains(StreamId.of(stream.scope(), stream.origin()))) {
                rows.add(new Message.Row(stream, held));
            }
        });
        wire.send(new Message.Heads(heads.scope(), false, rows));
        wire.received(rows);
    }

    private void onAcks(Message.Acks acks) {
        var news = new TreeMap<String, byte[]>();
        var kept = new ArrayList<Acknowledgement>();
        for (Acknowledgement ack : acks.acks()) {
            Map<String, byte[]> notes = node.evidence().learn(node.store(), ack);
            if (!notes.isEmpty()) { // every neighbour says it: one that is known is not worth a check of its signature
                if (!node.evidence().isRight(ack)) {
                    throw new BadFrame("An acknowledgement of " + ack.stream() + " is not the relay's");
                }
                news.putAll(notes);
                kept.add(ack);
            }
        }
        if (!kept.isEmpty()) {
            node.store().note(news);
            wire.acknowledged(kept);
        }
    }

    private void onWitness(Testimony testimony) {
        boolean said = node.evidence()
                .certificate(peer.replica())
                .map(c -> testimony.isBy(c.getPublicKey()))
                .orElse(false);
        if (!said) {
            throw new BadFrame("A testimony about " + testimony.stream() + " is not signed by " + peer.till());
        }
        testimonies.add(testimony);
    }

    // ---- taking

    private void onBatch(Message.Batch batch, long nowNanos) {
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
        List<Message.Batch> parts = List.copyOf(partial);
        partial.clear();
        partialBytes = 0;
        if (node.isRelay() && PlantedBug.ACK_BEFORE_TAKEN.isPlanted()) {
            wire.received(ends(parts));
        }
        Intake.Taken taken = new Intake(node, peer, testimonies).take(parts);
        taken.testified().forEach(wire::testified);
        taken.forks().forEach(stream -> wire.forked(stream.scope()));
        for (Message.Row row : taken.heads()) {
            wantedAt.remove(row.stream());
            said.put(row.stream(), row.head());
            wire.send(new Message.Heads(row.stream().scope(), false, List.of(row)));
        }
        if (node.isRelay() && !taken.heads().isEmpty()) {
            wire.received(taken.heads());
        } else if (!taken.grown().isEmpty()) {
            wire.received(taken.grown());
        }
        for (StreamId gap : taken.gaps()) {
            want(gap, node.store().startOf(gap).seq(), nowNanos);
            wire.lacking(gap.scope());
        }
    }

    private static List<Message.Row> ends(List<Message.Batch> parts) {
        var ends = new TreeMap<StreamId, Head>();
        for (Message.Batch part : parts) {
            for (byte[] bytes : part.changeSets()) {
                ChangeSet each = ChangeSets.decode(bytes);
                ends.put(each.stream(), each.head());
            }
        }
        return ends.entrySet().stream()
                .map(end -> new Message.Row(end.getKey(), end.getValue()))
                .toList();
    }

    // ---- what others ask of this session

    /** The head of a stream that the peer has said, durable there; {@link Head#NONE} if it said none. */
    public Head peerHead(StreamId stream) {
        return peerHeads.getOrDefault(stream, Head.NONE);
    }

    /** The heads that the peer said until now no longer count as all its heads. */
    public void tellAgain() {
        told.clear();
    }

    /** Whether the peer has said all its heads, and the heads of its own and of head office's streams lie here. */
    public boolean isAllHere() {
        return told.containsAll(shared())
                && peerHeads.entrySet().stream()
                        .filter(said -> isOfPeerOrOffice(said.getKey()))
                        .allMatch(said -> isHeld(said.getKey(), said.getValue()));
    }

    private boolean isOfPeerOrOffice(StreamId stream) {
        return stream.origin().replica().equals(peer.replica())
                || node.evidence()
                        .identityOf(stream.origin())
                        .map(Identity::hasRelayAuthority)
                        .orElse(false);
    }

    /** Whether the peer's heads say that it holds a ChangeSet that lies here; in a forked stream, on its branch. */
    public boolean peerHolds(ChangeSet held) {
        StreamId whole = held.stream();
        if (isOn(whole, held.head())) {
            return peerHead(whole).seq() >= held.seq();
        }
        return node.store().vector(whole.scope()).heads().keySet().stream()
                .filter(branch -> branch.origin().equals(whole.origin()) && isOn(branch, held.head()))
                .anyMatch(branch -> theirs(branch) >= held.seq());
    }

    /**
     * Says the heads of streams that came from others, so that the peer asks for what it lacks. A neighbour is told
     * what it has not said itself; the relay is told in any case, once, because it sends what it was not told of.
     */
    public void offer(List<Message.Row> rows) {
        for (Scope scope : shared()) {
            List<Message.Row> ofScope = rows.stream()
                    .filter(r -> r.stream().scope().equals(scope))
                    .filter(r -> peer.kind() == Identity.Kind.RELAY
                            ? !r.head().equals(said.get(r.stream()))
                            : peerHead(r.stream()).seq() < r.head().seq())
                    .toList();
            if (!ofScope.isEmpty()) {
                ofScope.forEach(row -> said.put(row.stream(), row.head()));
                wire.send(new Message.Heads(scope, false, ofScope));
            }
        }
    }
}
