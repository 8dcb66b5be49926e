package org.tillmesh.replication.security;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import org.tillmesh.crdt.ReplicaId;

/**
 * Keys of the invented demo company. They are PUBLIC: every key is made of a published seed, so that demo tills of any
 * machine trust each other. A store that was not made as a demo refuses them ({@link #isDemo}).
 */
public final class DemoCredentials {
    public static final String COMPANY = "DEMO";

    private static final String SEED = "TillMesh public demo key, of no secrecy whatever: ";
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

    private DemoCredentials() {}

    private static byte[] seed(String of) {
        return KeyRing.sha256(SEED + of);
    }

    /** Made when it is first asked for: every sale asks whether its till is a demo. */
    private static final class Authority {
        static final KeyPair KEYS = KeyRing.p256Of(seed("authority"));
    }

    private static KeyPair authorityKeys() {
        return Authority.KEYS;
    }

    public static PublicKey authorityKey() {
        return authorityKeys().getPublic();
    }

    /** Whether a certificate authority is the public demo one. */
    public static boolean isDemo(X509Certificate authority) {
        return authority.getPublicKey().equals(authorityKey());
    }

    /** The ring of the demo relay. */
    public static KeyRing relay() {
        KeyRing ring = KeyRing.empty();
        CompanyAuthority authority = CompanyAuthority.create(COMPANY, authorityKeys(), ring, MADE);
        Identity identity = new Identity(relayReplica(), COMPANY, "", "", Identity.Kind.RELAY);
        put(ring, identity, authority, "relay");
        ring.putSecret(KeyNames.PEPPER, pepper());
        return ring;
    }

    /** The ring of a demo till. @param till for example {@code S001-T01} */
    public static KeyRing till(String branch, String till, ReplicaId replica) {
        KeyRing ring = KeyRing.empty();
        CompanyAuthority authority = CompanyAuthority.create(COMPANY, authorityKeys(), KeyRing.empty(), MADE);
        Identity identity = new Identity(replica, COMPANY, branch, till, Identity.Kind.TILL);
        put(ring, identity, authority, till);
        ring.putSecret(KeyNames.PEPPER, pepper());
        return ring;
    }

    private static void put(KeyRing ring, Identity identity, CompanyAuthority authority, String name) {
        KeyPair pair = KeyRing.ed25519Of(seed(name));
        X509Certificate leaf = authority.issue(identity, pair.getPublic(), MADE);
        ring.put(KeyNames.SELF, pair.getPrivate(), leaf, authority.certificate());
    }

    /** The certificate of the pseudo-origin that wrote the demo seed. */
    public static X509Certificate seedCertificate(ReplicaId seed) {
        CompanyAuthority authority = CompanyAuthority.create(COMPANY, authorityKeys(), KeyRing.empty(), MADE);
        Identity identity = new Identity(seed, COMPANY, "", "", Identity.Kind.DEMO_SEED);
        return authority.issue(identity, KeyRing.ed25519Of(seed("demo")).getPublic(), MADE);
    }

    public static PrivateKey seedKey() {
        return KeyRing.ed25519Of(seed("demo")).getPrivate();
    }

    public static ReplicaId relayReplica() {
        return new ReplicaId(ByteBuffer.wrap(seed("replica relay")).getLong());
    }

    public static byte[] pepper() {
        return seed("pepper");
    }

    /** The verifier of a demo PIN: the same bytes everywhere, its salt made of the PIN. */
    public static byte[] pinVerifier(String pin) {
        return PinHash.make(pepper(), pin, Arrays.copyOf(seed("salt " + pin), 16));
    }
}
