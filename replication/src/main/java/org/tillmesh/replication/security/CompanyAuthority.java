package org.tillmesh.replication.security;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;

/** The company's certificate authority; its key lives in the relay's keystore and nowhere else. */
public final class CompanyAuthority {
    /** Names of the entries in a {@link KeyRing}. */
    public static final String ENTRY = "authority";

    private final String company;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private CompanyAuthority(String company, PrivateKey key, X509Certificate certificate) {
        this.company = company;
        this.key = key;
        this.certificate = certificate;
    }

    /** A new authority, kept in the ring. @param company its id, for example {@code C-7F3A} */
    public static CompanyAuthority create(String company, KeyRing ring, Instant now) {
        return create(company, KeyRing.newP256(), ring, now);
    }

    static CompanyAuthority create(String company, KeyPair pair, KeyRing ring, Instant now) {
        X509Certificate own = Certificates.authority(company, pair.getPublic(), pair.getPrivate(), now);
        ring.put(ENTRY, pair.getPrivate(), own);
        return new CompanyAuthority(company, pair.getPrivate(), own);
    }

    public static CompanyAuthority load(KeyRing ring) {
        X509Certificate own = ring.certificate(ENTRY);
        String name = own.getSubjectX500Principal().getName();
        int at = name.indexOf("O=");
        int end = name.indexOf(',', at);
        String company = name.substring(at + 2, end < 0 ? name.length() : end);
        return new CompanyAuthority(company, ring.key(ENTRY), own);
    }

    public String company() {
        return company;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public X509Certificate issue(Identity identity, PublicKey holder, Instant now) {
        return Certificates.leaf(identity, holder, key, now);
    }

    /** A P-256 certificate for an HTTPS server (browsers take no Ed25519). @param names hosts and addresses it answers to */
    public X509Certificate issueWeb(PublicKey holder, Collection<String> names, Instant now) {
        return Certificates.web(certificate, holder, key, now, names);
    }
}
