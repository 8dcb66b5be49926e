package org.tillmesh.store;

import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;

/** One row of an index: a key, the document that it leads to, and what is told of it. Read when first asked for. */
public final class Row {
    private final String place;
    private final byte[] encoded;

    /** @param place as {@link Place#of} makes it */
    Row(String place, byte[] encoded) {
        this.place = place;
        this.encoded = encoded;
    }

    public String key() {
        return Place.keyOfGroup(Place.groupOf(place));
    }

    public DocRef document() {
        return Place.document(place);
    }

    public Value value() {
        return Values.decode(encoded);
    }

    @Override
    public String toString() {
        return "Row[" + place.replace(Place.END, ' ') + "]";
    }
}
