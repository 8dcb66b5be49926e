package org.tillmesh.replication.base;

import java.security.cert.X509Certificate;
import java.util.List;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;

/** What head office has said of certificates that are shut out, as far as it was heard here. */
@FunctionalInterface
public interface Shutout {
    /** Whether a certificate has been revoked. */
    boolean test(X509Certificate certificate);

    /**
     * Up to which heads records of a revoked certificate's holder count: one or more of each stream, since a cut may be
     * raised. Empty: none do.
     */
    default List<Head> cuts(X509Certificate certificate, StreamId stream) {
        return List.of();
    }
}
