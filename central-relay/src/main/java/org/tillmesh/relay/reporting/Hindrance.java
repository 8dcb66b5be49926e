package org.tillmesh.relay.reporting;

/** What keeps a till's reporting, as a word that the console has in each of its languages. */
public enum Hindrance {
    /** A document before it in the chain is not here yet. */
    CHAIN_GAP,
    NOT_ONBOARDED,
    CREDENTIALS_REFUSED,
    /** The authority can't be reached, is busy or has a fault. */
    NO_SERVICE,
    /** Somebody else answers at the authority's address. */
    NOT_UNDERSTOOD,
    CERTIFICATE_ENDS,
    /** A fault of this program. */
    FAILED
}
