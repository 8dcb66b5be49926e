package org.tillmesh.replication.till;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.session.Wants;

/** Who is on the line with a till. */
final class Peers {
    private final ReplicaId self;
    private final Runnable changed;
    private final Map<PeerLine, Peer> peers = new LinkedHashMap<>();
    private final Wants wants = new Wants();
    private volatile boolean online;
    private volatile List<String> neighbours = List.of();

    /** @param changed called when the relay or a neighbour has come or gone */
    Peers(ReplicaId self, Runnable changed) {
        this.self = self;
        this.changed = changed;
    }

    void add(Peer peer) {
        peers.put(peer.line, peer);
    }

    @Nullable Peer at(PeerLine line) {
        return peers.get(line);
    }

    /** @return whether it was there */
    boolean remove(PeerLine line) {
        Peer gone = peers.remove(line);
        if (gone != null) {
            wants.went(gone.session);
        }
        return gone != null;
    }

    /** What their links have been asked for. */
    Wants wants() {
        return wants;
    }

    /** All, greeted or not; a copy. */
    List<Peer> all() {
        return List.copyOf(peers.values());
    }

    List<Peer> greeted(Predicate<Peer> which) {
        return peers.values().stream().filter(p -> p.greeted).filter(which).toList();
    }

    /** Of two links to one neighbour the one stays that the smaller replica id dialled; of two alike, the newer. */
    boolean keepsThisLink(Peer peer) {
        for (Peer other : List.copyOf(peers.values())) {
            if (other == peer || !other.identity.replica().equals(peer.identity.replica())) {
                continue;
            }
            boolean smaller = self.compareTo(peer.identity.replica()) < 0;
            boolean thisStays = peer.line.isOutgoing() == other.line.isOutgoing() || peer.line.isOutgoing() == smaller;
            Peer loser = thisStays ? other : peer;
            remove(loser.line);
            loser.line.close("another link with " + peer.identity.till() + " is open");
            if (!thisStays) {
                return false;
            }
        }
        return true;
    }

    /** Looks who is there now. */
    void look() {
        boolean was = online;
        List<String> before = neighbours;
        online = relay() != null;
        neighbours = greeted(p -> !p.isRelay()).stream()
                .map(p -> p.identity.till())
                .sorted()
                .toList();
        if (was != online || !before.equals(neighbours)) {
            changed.run();
        }
    }

    @Nullable Peer relay() {
        for (Peer peer : peers.values()) {
            if (peer.isRelay() && peer.greeted) {
                return peer;
            }
        }
        return null;
    }

    /** Whether the relay is on the line; safe from any thread. */
    boolean isOnline() {
        return online;
    }

    /** Till ids of the neighbours on the line, in order; safe from any thread. */
    List<String> neighbours() {
        return neighbours;
    }
}
