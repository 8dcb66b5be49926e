package org.tillmesh.relay.http;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Where the console's certificate comes from. */
interface WebCertificate {
    /**
     * What is to be shown from now on; empty if that has not changed since the last look.
     *
     * @throws org.tillmesh.relay.folder.RelayException if it can't be used; says why and what to do
     */
    Optional<Shown> look();

    /** @param chain the console's own first */
    record Shown(PrivateKey key, List<X509Certificate> chain) {}
}
