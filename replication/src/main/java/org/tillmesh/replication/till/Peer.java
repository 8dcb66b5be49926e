package org.tillmesh.replication.till;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.session.SyncSession;

/** The other end of one link of a till. */
final class Peer {
    final PeerLine line;
    final Identity identity;
    final X509Certificate certificate;
    final SyncSession session;
    final Set<Scope> lacking = new TreeSet<>();
    List<String> capabilities = List.of();
    boolean greeted;
    boolean following;
    long heardNanos;
    long pingedNanos;
    long pingNumber;

    Peer(PeerLine line, Identity identity, X509Certificate certificate, SyncSession session, long nowNanos) {
        this.line = line;
        this.identity = identity;
        this.certificate = certificate;
        this.session = session;
        this.heardNanos = nowNanos;
        this.pingedNanos = nowNanos;
    }

    boolean isRelay() {
        return identity.kind() == Identity.Kind.RELAY;
    }

    boolean can(String capability) {
        return capabilities.contains(capability);
    }
}
