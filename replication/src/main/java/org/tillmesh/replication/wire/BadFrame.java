package org.tillmesh.replication.wire;

/** Bytes of a peer that break the protocol; its link is closed, because where the next frame starts is never guessed. */
public final class BadFrame extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadFrame(String message) {
        super(message);
    }

    public BadFrame(String message, Throwable cause) {
        super(message, cause);
    }
}
