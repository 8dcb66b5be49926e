package org.tillmesh.store;

import org.tillmesh.crdt.Value;

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

    static StoreException bad(String why) {
        return new StoreException(StoreException.Kind.BAD_RECORD, "A record can't be taken: " + why);
    }
}
