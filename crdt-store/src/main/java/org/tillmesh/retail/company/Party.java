package org.tillmesh.retail.company;

import org.tillmesh.retail.value.TillId;

/** Who an origin is, as its certificate says. */
public sealed interface Party {
    /** Head office. */
    record Relay() implements Party {}

    /** A till of a store. */
    record Till(TillId id) implements Party {}

    /** Nobody known: no authority at all. */
    record Unknown() implements Party {}

    Party RELAY = new Relay();
    Party UNKNOWN = new Unknown();

    static Party till(TillId id) {
        return new Till(id);
    }
}
