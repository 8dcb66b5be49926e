package org.tillmesh.retail.value;

/** The id of someone who works here. */
public record UserId(String value) implements Id<UserId> {

    public UserId {
        Id.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
