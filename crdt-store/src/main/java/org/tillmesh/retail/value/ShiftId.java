package org.tillmesh.retail.value;

/** The id of a shift: the UUID of its opening. */
public record ShiftId(String value) implements Id<ShiftId> {

    public ShiftId {
        Id.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
