package org.tillmesh.replication.security;

/** Names of entries in a {@link KeyRing}. */
public final class KeyNames {
    /** The holder's own Ed25519 key, its certificate, and the authority's certificate behind it. */
    public static final String SELF = "self";

    /** The store's pepper for PIN verifiers; in the relay's ring followed by the store's id. */
    public static final String PEPPER = "pepper";

    /** The relay's key and certificate for HTTPS. */
    public static final String WEB = "web";

    private KeyNames() {}
}
