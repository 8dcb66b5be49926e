package org.tillmesh.retail.value;

/** The id of an issued document: the UUID of a sale or return. */
public record DocumentId(String value) implements Id<DocumentId> {

    public DocumentId {
        Id.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
