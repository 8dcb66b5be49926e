package org.tillmesh.replication.session;

import java.security.PrivateKey;
import java.time.Clock;
import java.util.Optional;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.base.Shutout;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Losses;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Store;

/**
 * What the sessions of one replica share.
 *
 * @param self who this replica is
 * @param shutout what this replica has heard of revoked certificates
 * @param judge which deltas have authority, so that one without it is listed; the store judges for itself
 */
public record Node(
        Store store, Evidence evidence, Identity self, PrivateKey key, Clock clock, Shutout shutout, Authority judge) {

    public boolean isRelay() {
        return self.kind() == Identity.Kind.RELAY;
    }

    public boolean isOwn(StreamId stream) {
        return stream.origin().replica().equals(self.replica());
    }

    /** What goes on the wire: a loss of this replica's own records under its signature, all else as it is. */
    public ChangeSet handedOut(ChangeSet changeSet) {
        return changeSet.isLost() && isOwn(changeSet.stream()) ? Losses.signed(changeSet, key) : changeSet;
    }

    /** Whether an origin may have a stream in a scope at all. */
    boolean mayWrite(Identity identity, Scope scope) {
        if (identity.hasRelayAuthority() || scope.equals(Scope.COMPANY)) {
            return true;
        }
        return scope.isBranch() && scope.branchId().equals(identity.branch());
    }

    /** The word of this replica for its own stream up to a head; earlier lives of the folder have the same key. */
    Seal sealed(StreamId stream, Head head) {
        return Seal.of(stream, head, key);
    }

    /** The seal up to which a stream may be handed out: a new one for own streams, else the last that came. */
    public Optional<Seal> sealFor(StreamId stream) {
        if (isOwn(stream)) {
            Head head = store.vector().head(stream);
            return head.seq() == 0 ? Optional.empty() : Optional.of(sealed(stream, head));
        }
        return evidence.seals().seal(store, stream);
    }
}
