package org.tillmesh.replication.till;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.seed.Seeding;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.session.Packing;
import org.tillmesh.replication.session.SyncSession;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.bytes.Values;

/** Who may come on the line with a till, and what is said first. */
final class Greeting {
    private static final List<String> CAPABILITIES = List.of("till", "seed", "witness", SyncSession.RESTS);
    static final int ACKS_PER_FRAME = 2_000;

    private final Node node;
    private final int port;
    private final DialPlan plan;
    private final Peers peers;
    private final Catchup catchup;
    private final Seeding seeding;
    private final Packing packing = new Packing();

    Greeting(Node node, int port, DialPlan plan, Peers peers, Catchup catchup, Seeding seeding) {
        this.node = node;
        this.port = port;
        this.plan = plan;
        this.peers = peers;
        this.catchup = catchup;
        this.seeding = seeding;
    }

    void opened(
            PeerLine line,
            @Nullable X509Certificate certificate,
            Function<Identity, SyncSession.Wire> wires,
            long nowNanos) {
        if (certificate == null) {
            line.close("it showed no certificate");
            return;
        }
        try {
            Identity identity = node.evidence().identity(certificate);
            boolean sameBranch = identity.kind() == Identity.Kind.RELAY
                    || identity.branch().equals(node.self().branch());
            if (identity.replica().equals(node.self().replica()) || !sameBranch) {
                plan.forget(line.address());
                line.close(sameBranch ? "it is this till itself" : "it is of another store");
                return;
            }
            if (node.shutout().test(certificate)) {
                line.close(identity.till() + " has been revoked");
                return;
            }
            if (identity.kind() == Identity.Kind.RELAY) {
                learnRelay(certificate);
            } else if (line.isOutgoing()) {
                plan.answered(line.address(), identity.replica(), nowNanos);
            }
            var session = new SyncSession(node, identity, wires.apply(identity), peers.wants(), packing);
            peers.add(new Peer(line, identity, certificate, session, nowNanos));
            line.send(new Message.Hello(
                    SyncSession.VERSION,
                    CAPABILITIES,
                    port,
                    node.clock().millis(),
                    node.evidence().epoch()));
        } catch (SecurityFailure e) {
            line.close(String.valueOf(e.getMessage()));
        }
    }

    private void learnRelay(X509Certificate certificate) {
        boolean known = node.evidence()
                .relayKey()
                .filter(certificate.getPublicKey()::equals)
                .isPresent();
        if (!known) {
            node.store().note(Evidence.relayNote(certificate));
        }
    }

    /** The first word of the other side; the relay says it again when its log has begun anew. */
    void onHello(Peer peer, Message.Hello hello, long nowNanos) {
        if (hello.version() < SyncSession.VERSION_MIN) {
            peer.line.closeAfter(new Message.Refused(
                    "BAD_VALUE",
                    "Version " + hello.version() + " of the protocol is too old; this till speaks "
                            + SyncSession.VERSION_MIN + " to " + SyncSession.VERSION + ". Update the other side."));
            peers.remove(peer.line);
            return;
        }
        if (peer.isRelay() && hello.epoch().compareTo(node.evidence().epoch()) > 0) {
            node.store().note(Map.of(Evidence.EPOCH, Values.encode(Messages.epoch(hello.epoch()))));
        } else if (peer.greeted) {
            return; // said again with nothing new
        }
        if (!peer.greeted && !peers.keepsThisLink(peer)) {
            return;
        }
        peer.capabilities = hello.capabilities();
        peer.greeted = true;
        peers.wants().came(peer.session, nowNanos);
        peers.look();
        peer.session.opened();
        allAcks().forEach(acks -> {
            if (!peer.isRelay() || peer.can("proof")) {
                peer.line.send(acks);
            }
        });
        if (peer.isRelay()) {
            catchup.follow(peer, nowNanos);
        } else {
            catchup.neighbourCame(nowNanos);
            if (hello.port() > 0 && peer.line.isOutgoing()) {
                remember(peer.identity.till(), peer.line.address());
            }
            if (seeding.isRunning() && peer.can("seed") && peers.relay() == null) {
                seeding.resume(peer.line);
            }
        }
    }

    private List<Message.Acks> allAcks() {
        var frames = new ArrayList<Message.Acks>();
        var acks = new ArrayList<Acknowledgement>();
        Epoch epoch = node.evidence().epoch();
        for (byte[] bytes : node.store().notes(Evidence.ACK).values()) {
            Acknowledgement ack = Messages.ack(Values.decode(bytes));
            if (ack.epoch().equals(epoch)) {
                acks.add(ack);
            }
            if (acks.size() == ACKS_PER_FRAME) {
                frames.add(new Message.Acks(List.copyOf(acks)));
                acks.clear();
            }
        }
        frames.add(new Message.Acks(List.copyOf(acks)));
        return frames;
    }

    private void remember(String till, String address) {
        byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
        String key = "neighbour/" + till;
        if (node.store().noted(key).map(b -> !Arrays.equals(b, bytes)).orElse(true)) {
            node.store().note(Map.of(key, bytes));
        }
    }
}
