package org.tillmesh.retail.value;

/** The id of a customer. */
public record CustomerId(String value) implements Id<CustomerId> {

    public CustomerId {
        Id.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
