package org.tillmesh.zatca.api;

/** The authority gave no certificate: what it said, and whether trying again can help. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** HTTP status, 0 if no answer came. */
    public int status() {
        return status;
    }

    public boolean mayPass() {
        return status == 0 || status == 429 || status >= 500;
    }
}
