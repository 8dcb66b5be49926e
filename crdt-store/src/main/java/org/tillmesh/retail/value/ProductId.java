package org.tillmesh.retail.value;

/** The id of a product of the catalogue. */
public record ProductId(String value) implements Id<ProductId> {

    public ProductId {
        Id.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
