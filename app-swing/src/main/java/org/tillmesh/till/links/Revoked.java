package org.tillmesh.till.links;

import java.security.cert.X509Certificate;
import java.util.List;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.base.Shutout;
import org.tillmesh.retail.company.Revocation;
import org.tillmesh.store.Store;

/** Which certificates head office has shut out, as this till has heard. */
record Revoked(Store store) implements Shutout {
    @Override
    public boolean test(X509Certificate certificate) {
        return store.read(
                view -> Revocation.isRevoked(view, certificate.getSerialNumber().toString()));
    }

    @Override
    public List<Head> cuts(X509Certificate certificate, StreamId stream) {
        return store.read(
                view -> Revocation.cuts(view, certificate.getSerialNumber().toString(), stream));
    }
}
