package org.tillmesh.replication.security;

/** Someone or something was not what it should be; the message says what and, where a person can, the mend. */
public final class SecurityFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SecurityFailure(String message) {
        super(message);
    }

    public SecurityFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
