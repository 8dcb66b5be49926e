package org.tillmesh.relay.reporting;

/** What keeps a till's reporting, as a word that the console has in each of its languages. */
public enum Hindrance {
    /** Nobody said whom to report to. */
    NO_ADDRESS,
    /** A document before it in the chain is not here yet. */
    CHAIN_GAP,
    NOT_ONBOARDED,
    CREDENTIALS_REFUSED,
    /** The authority can't be reached, is busy or has a fault. */
    NO_SERVICE,
    /** Somebody else answers at the authority's address. */
    NOT_UNDERSTOOD,
    /** The authority answers to others of the till, and not to one. */
    DOCUMENT_STUCK,
    /** One after another is rejected, for a cause that is none of theirs. */
    REJECTED_IN_A_ROW,
    CERTIFICATE_ENDS,
    CERTIFICATE_OVER,
    /** A fault of this program. */
    FAILED
}
