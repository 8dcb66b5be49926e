package org.tillmesh.relay.http;

/** Where a request is worked on; one lane never waits for another. */
public enum Lane {
    /** Answered from memory, without a look into the store. */
    FRONT,
    /** Reads and small writes. */
    WORK,
    /** Catalogues, one after the other. */
    IMPORT
}
