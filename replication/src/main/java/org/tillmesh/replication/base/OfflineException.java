package org.tillmesh.replication.base;

/** What was asked needs head office or a neighbour, and there is no route to it now. */
public final class OfflineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OfflineException(String message) {
        super(message);
    }
}
