package org.tillmesh.till.shop;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.retail.AuthorityTable;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Authority;

/**
 * Who may write what in a till's folder, judged by its keys and by the certificates that its notes hold.
 *
 * @param keys null before activation, when nothing but the folder's own scope may be written
 */
record TillAuthority(@Nullable KeyRing keys, TillClock clock) {
    Authority by(Function<String, Optional<byte[]>> notes) {
        KeyRing held = keys;
        if (held == null) {
            return (scope, origin, delta) -> scope.equals(Scope.LOCAL);
        }
        var evidence = new Evidence(notes, held.authority(KeyNames.SELF).getPublicKey(), clock);
        Identity own = Certificates.identity(
                held.certificate(KeyNames.SELF), held.authority(KeyNames.SELF).getPublicKey(), clock.instant());
        Party self = Party.till(TillId.parse(own.till())); // known though rot took every note
        return new AuthorityTable(origin -> origin.replica().equals(own.replica()) ? self : party(evidence, origin));
    }

    /** Whether head office writes under that name. */
    boolean isRelay(Function<String, Optional<byte[]>> notes, Origin origin) {
        KeyRing held = keys;
        return held != null
                && party(new Evidence(notes, held.authority(KeyNames.SELF).getPublicKey(), clock), origin)
                        .equals(Party.RELAY);
    }

    private static Party party(Evidence evidence, Origin origin) {
        Optional<Identity> who = evidence.identityOf(origin);
        if (who.isEmpty()) {
            return Party.UNKNOWN;
        }
        return who.get().hasRelayAuthority()
                ? Party.RELAY
                : Party.till(TillId.parse(who.get().till()));
    }
}
