package org.tillmesh.tools.sim;

/** A promise was broken: which, and by whom. */
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Broken(String message) {
        super(message);
    }
}
