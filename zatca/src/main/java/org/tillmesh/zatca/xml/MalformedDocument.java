package org.tillmesh.zatca.xml;

/** Bytes that are no document at all: not XML, with a DTD, too large, or without the elements that make an invoice. */
public final class MalformedDocument extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public MalformedDocument(String message) {
        super(message);
    }

    public MalformedDocument(String message, Throwable cause) {
        super(message, cause);
    }
}
