package org.tillmesh.hardware;

/** A device does not do its work; the message says which, what it said, and the mend. */
public final class DeviceException extends Exception {
    private static final long serialVersionUID = 1;

    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
