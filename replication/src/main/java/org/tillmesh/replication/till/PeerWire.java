package org.tillmesh.replication.till;

import java.util.List;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.seed.CheckpointOffers;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.session.SyncSession;
import org.tillmesh.replication.wire.Message;

/** What the session of one of a till's links says and finds, and who is told of it. */
final class PeerWire implements SyncSession.Wire {
    private final Node node;
    private final Peers peers;
    private final Catchup catchup;
    private final PeerLine line;
    private final Identity identity;
    private final Listener listener;

    /** Hears what concerns more than one link. */
    interface Listener {
        void received(List<Message.Row> rows);

        /** @param by the neighbour that brought word of own records; empty if it was the relay */
        void acknowledged(List<Acknowledgement> acks, PeerLine from, String by);
    }

    PeerWire(Node node, Peers peers, Catchup catchup, PeerLine line, Identity identity, Listener listener) {
        this.node = node;
        this.peers = peers;
        this.catchup = catchup;
        this.line = line;
        this.identity = identity;
        this.listener = listener;
    }

    @Override
    public void send(Message message) {
        line.send(message);
    }

    @Override
    public boolean isReady() {
        return line.isReady();
    }

    @Override
    public void received(List<Message.Row> rows) {
        listener.received(rows);
    }

    @Override
    public void acknowledged(List<Acknowledgement> acks) {
        boolean own = acks.stream().anyMatch(a -> node.isOwn(a.stream()));
        listener.acknowledged(acks, line, own && identity.kind() == Identity.Kind.TILL ? identity.till() : "");
    }

    @Override
    public boolean offersCheckpoint(Scope scope) {
        Peer peer = peers.at(line);
        List<SignedManifest> here = Evidence.checkpoints(node.store(), scope);
        if (peer == null || here.isEmpty() || !peer.can("seed")) {
            return false;
        }
        // What the peer has it passes by; it fetches one at a time, and what it then still lacks brings it here again.
        here.forEach(manifest -> line.send(CheckpointOffers.offer(node, scope, manifest)));
        return true;
    }

    @Override
    public void lacking(Scope scope) {
        Peer peer = peers.at(line);
        if (peer != null && peer.isRelay()) {
            catchup.lacking(peer, scope);
        }
    }

    @Override
    public void forked(Scope scope) {
        // Neighbours compare heads of every branch; nothing was left out here.
    }

    @Override
    public void testified(Testimony testimony) {
        throw new AssertionError("A till takes no testimony");
    }
}
