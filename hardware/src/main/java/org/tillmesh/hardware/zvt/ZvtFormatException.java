package org.tillmesh.hardware.zvt;

/** Bytes that are no ZVT. */
final class ZvtFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ZvtFormatException(String message) {
        super(message);
    }
}
