package org.tillmesh.relay.http;

/** Who is answered at an address. */
public enum Right {
    EVERYBODY,
    /** Whoever is logged in to the console; others are sent to its first page. */
    SESSION,
    /** The holder of the API's token; whoever is logged in reads, and changes from the console's pages. */
    TOKEN
}
