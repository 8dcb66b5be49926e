package org.tillmesh.replication;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Losses;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.store.Store;

/**
 * What the sessions of one replica share.
 *
 * @param self who this replica is
 * @param revoked whether a certificate has been revoked, as far as this replica has heard
 */
record Node(
        Store store,
        Evidence evidence,
        Identity self,
        PrivateKey key,
        Clock clock,
        Predicate<X509Certificate> revoked) {

    boolean isRelay() {
        return self.kind() == Identity.Kind.RELAY;
    }

    boolean isOwn(StreamId stream) {
        return stream.origin().replica().equals(self.replica());
    }

    /** What goes on the wire: a loss of this replica's own records under its signature, all else as it is. */
    ChangeSet handedOut(ChangeSet changeSet) {
        return changeSet.isLost() && isOwn(changeSet.stream()) ? Losses.signed(changeSet, key) : changeSet;
    }

    /** Whether an origin may have a stream in a scope at all. */
    boolean mayWrite(Identity identity, Scope scope) {
        if (identity.hasRelayAuthority() || scope.equals(Scope.COMPANY)) {
            return true;
        }
        return scope.isStore() && scope.storeId().equals(identity.store());
    }

    /** The seal up to which a stream may be handed out: a new one for own streams, else the last that came. */
    Optional<Seal> sealFor(StreamId stream) {
        if (isOwn(stream)) { // earlier lives of this folder too: their key is the same
            var head = store.vector().head(stream);
            return head.seq() == 0 ? Optional.empty() : Optional.of(Seal.of(stream, head, key));
        }
        return evidence.seal(store, stream);
    }
}
