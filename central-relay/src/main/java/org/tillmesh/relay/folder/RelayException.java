package org.tillmesh.relay.folder;

/** Something that head office does not do. The message names the thing, the value and the mend. */
public final class RelayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RelayException(String message) {
        super(message);
    }

    public RelayException(String message, Throwable cause) {
        super(message, cause);
    }
}
