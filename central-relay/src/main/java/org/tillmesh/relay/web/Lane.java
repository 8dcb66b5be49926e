package org.tillmesh.relay.web;

/** Where a request is worked on; one lane never waits for another. */
enum Lane {
    /** Answered from memory, without a look into the store. */
    FRONT,
    /** Reads and small writes. */
    WORK,
    /** Catalogues, one after the other. */
    IMPORT
}
