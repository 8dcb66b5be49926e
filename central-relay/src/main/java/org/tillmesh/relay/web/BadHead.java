package org.tillmesh.relay.web;

/** A request's head that can't be understood; the message says what and how it should be. */
final class BadHead extends Exception {
    private static final long serialVersionUID = 1;

    BadHead(String message) {
        super(message);
    }
}
