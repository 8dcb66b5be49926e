package org.tillmesh.relay.http;

/** A request's head or form that can't be understood; the message says what and how it should be. */
public final class BadHead extends Exception {
    private static final long serialVersionUID = 1;

    BadHead(String message) {
        super(message);
    }
}
