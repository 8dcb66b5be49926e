package org.tillmesh.retail.document;

/** A document's body does not say what its type must say. It stays in the store; it just cannot be read as that type. */
public final class BadDocument extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public BadDocument(String message) {
        super(message);
    }
}
