package org.tillmesh.store;

/** What the world did to a store. The message names the thing, the value and the mend. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of trouble, for callers that answer in codes. */
    public enum Kind {
        /** Another process holds the folder. */
        LOCKED,
        /** The folder was made by a newer version. */
        NEWER_VERSION,
        /** The disk is full or nearly so; nothing was written. */
        DISK_FULL,
        /** A write or fsync failed, or the folder can't be written; the store answers reads only until it is re-opened. */
        READ_ONLY,
        /** A file can't be read or is not what it should be. */
        DAMAGED,
        /** Bytes that came from elsewhere break the format, a hash or a chain. */
        BAD_RECORD
    }

    private final Kind kind;

    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
