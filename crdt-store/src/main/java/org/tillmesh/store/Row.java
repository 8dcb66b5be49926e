package org.tillmesh.store;

import java.util.function.Function;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;

/** One row of an index: a key, the document that it leads to, and what is told of it. Read when first asked for. */
public final class Row {
    private final String place;
    private final byte[] encoded;
    private final Function<byte[], Value> codec;

    /**
     * @param place as {@link Place#of} makes it
     * @param codec reads the encoded value
     */
    public Row(String place, byte[] encoded, Function<byte[], Value> codec) {
        this.place = place;
        this.encoded = encoded;
        this.codec = codec;
    }

    public String key() {
        return Place.keyOfGroup(Place.groupOf(place));
    }

    public DocRef document() {
        return Place.document(place);
    }

    public Value value() {
        return codec.apply(encoded);
    }

    @Override
    public String toString() {
        return "Row[" + place.replace(Place.END, ' ') + "]";
    }
}
