package org.tillmesh.retail.hourly;

import java.nio.charset.StandardCharsets;
import org.tillmesh.crdt.Value;

/** Reads what a {@link Packer} wrote. */
final class Unpacker {
    private final byte[] bytes;
    private int at;

    Unpacker(Value value) {
        this(((Value.Bytes) value).value());
    }

    Unpacker(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long bits = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            bits |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
    }

    int count() {
        return Math.toIntExact(number());
    }

    String text() {
        int length = count();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    void skipText() {
        int length = count();
        at += length;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    int at() {
        return at;
    }

    byte[] bytes() {
        return bytes;
    }
}
