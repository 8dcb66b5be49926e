package org.tillmesh.store.bytes;

import org.tillmesh.crdt.Value;
import org.tillmesh.store.Row;
import org.tillmesh.store.StoreException;

/**
 * Values as deterministic CBOR (RFC 8949 section 4.2.1) and back: definite lengths, shortest integers, map keys ordered by
 * their UTF-8 bytes, no floats, no tags. Bytes that are not exactly that are refused.
 */
public final class Values {
    private Values() {}

    public static byte[] encode(Value value) {
        return new CborWriter(256).value(value).toBytes();
    }

    /** The same value; a map as its canonical bytes, which it stays until somebody looks. */
    public static Value encoded(Value value) {
        return value instanceof Value.MapOf map && map.encodedLength() == 0 ? CborReader.lazy(encode(map)) : value;
    }

    /** @throws StoreException BAD_RECORD for anything but one value in its deterministic encoding */
    public static Value decode(byte[] bytes) {
        var reader = new CborReader(bytes);
        Value value = reader.value();
        if (!reader.isAtEnd()) {
            throw bad("bytes follow the value");
        }
        return value;
    }

    public static StoreException bad(String why) {
        return new StoreException(StoreException.Kind.BAD_RECORD, "A record can't be taken: " + why);
    }

    /**
     * A row of an index as it is stored.
     *
     * @param place as {@link org.tillmesh.store.Place#of} makes it
     */
    public static Row row(String place, byte[] encoded) {
        return new Row(place, encoded, Values::decode);
    }
}
