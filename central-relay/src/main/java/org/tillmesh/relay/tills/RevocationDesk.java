package org.tillmesh.relay.tills;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.replication.base.Shutout;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.Revocation;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Transaction;

/** Shuts tills out, and knows up to where the records of one that is shut out count. */
public final class RevocationDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationDesk.class);

    private final RelayFolder folder;

    public RevocationDesk(RelayFolder folder) {
        this.folder = folder;
    }

    /** Shuts a till out: its links at once, its records up to what is held now. @param till like {@code S001-T02} */
    public void revoke(String till) {
        Map<Identity, X509Certificate> known = folder.known();
        Map.Entry<Identity, X509Certificate> holder = known.entrySet().stream()
                .filter(e -> e.getKey().till().equals(till))
                .findFirst()
                .orElseThrow(() -> new RelayException("Till \"" + till + "\" was never activated here; known are "
                        + known.keySet().stream()
                                .map(Identity::till)
                                .filter(t -> !t.isEmpty())
                                .sorted()
                                .toList()));
        Identity who = holder.getKey();
        String serial = serial(holder.getValue());
        var cuts = new ArrayList<Revocation.Cut>();
        folder.store().vector().heads().forEach((stream, head) -> {
            if (stream.origin().replica().equals(who.replica())) {
                cuts.add(new Revocation.Cut(stream, head));
            }
        });
        folder.store().write(tx -> {
            if (Revocation.isRevoked(tx, serial)) {
                throw new RelayException("Till \"" + till + "\" is shut out already");
            }
            new Revocation(serial, till, cuts).appendTo(tx, Scope.COMPANY);
            new TillProfile(TillId.parse(till), who.replica(), false, Certificates.encode(holder.getValue()))
                    .writeTo(tx, Scope.COMPANY);
            pinsToBeChanged(tx, Scope.branch(who.branch()));
            return true;
        });
    }

    /** Whoever has the till has its pepper and its verifiers: the store's PINs may be guessed now. */
    private static void pinsToBeChanged(Transaction tx, Scope branch) {
        PinVerifier.all(tx, branch)
                .forEach(pin -> new PinVerifier(pin.userId(), pin.verifier(), true).writeTo(tx, branch));
    }

    /** A till held records of a revoked one before it heard of that: they count. */
    public void testified(Identity witness, Testimony testimony) {
        StreamId stream = testimony.stream();
        Optional<Map.Entry<Identity, X509Certificate>> revoked = folder.known().entrySet().stream()
                .filter(e -> e.getKey().replica().equals(stream.origin().replica()))
                .findFirst();
        if (revoked.isEmpty()) {
            return;
        }
        var cut = new Revocation.Cut(stream, testimony.head());
        Revocation raised = Revocation.raised(
                serial(revoked.get().getValue()), revoked.get().getKey().till(), cut);
        folder.store().write(tx -> {
            if (tx.record(Scope.COMPANY, raised.ref()).isEmpty()) {
                LOG.info(
                        "{} saw {} up to {} before it was revoked",
                        witness.till(),
                        stream,
                        testimony.head().seq());
                raised.appendTo(tx, Scope.COMPANY);
            }
            return true;
        });
    }

    public boolean isRevoked(X509Certificate certificate) {
        return folder.store().read(view -> Revocation.isRevoked(view, serial(certificate)));
    }

    /** Whether a till's every certificate is revoked: one that was activated anew is back. */
    boolean isShutOut(TillId till) {
        List<X509Certificate> its = folder.known().entrySet().stream()
                .filter(known -> known.getKey().till().equals(till.toString()))
                .map(Map.Entry::getValue)
                .toList();
        return !its.isEmpty() && its.stream().allMatch(this::isRevoked);
    }

    /** For the links: who is shut out, and up to which heads its records count. */
    public Shutout shutout() {
        return new Shutout() {
            @Override
            public boolean test(X509Certificate certificate) {
                return isRevoked(certificate);
            }

            @Override
            public List<Head> cuts(X509Certificate certificate, StreamId stream) {
                return folder.store().read(view -> Revocation.cuts(view, serial(certificate), stream));
            }
        };
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString();
    }
}
