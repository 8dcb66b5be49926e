package org.tillmesh.hardware.zvt;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A container of tagged data: PA00P015, chapter 9. A tag whose low five bits are all set goes on while the next byte has its
 * high bit; a length of 80 and more says how many bytes of length follow.
 */
final class Tlv {
    static final Tlv EMPTY = new Tlv(new TreeMap<>());

    static final int TEXT_LINES = 0x07;
    static final int COMMAND = 0x0A;
    static final int ONLINE = 0x1F11;
    static final int TEXTS = 0x24;

    private static final int DEPTH_MAX = 8;
    private static final int CONSTRUCTED = 0x20;

    private final SortedMap<Integer, byte[]> values;

    private Tlv(SortedMap<Integer, byte[]> values) {
        this.values = values;
    }

    record Length(int value, int end) {}

    /** @throws ZvtFormatException if the data ends before */
    static Tlv of(byte[] data) {
        var values = new TreeMap<Integer, byte[]>();
        read(data, values, 0);
        return new Tlv(values);
    }

    private static void read(byte[] data, SortedMap<Integer, byte[]> values, int depth) {
        if (depth > DEPTH_MAX) {
            throw new ZvtFormatException("Containers lie more than " + DEPTH_MAX + " deep");
        }
        int at = 0;
        while (at < data.length) {
            int first = data[at++] & 0xFF;
            int tag = first;
            if ((first & 0x1F) == 0x1F) {
                int next;
                do {
                    if (at >= data.length || tag > 0xFFFFFF) {
                        throw new ZvtFormatException("A tag does not end");
                    }
                    next = data[at++] & 0xFF;
                    tag = tag << 8 | next;
                } while ((next & 0x80) != 0);
            }
            Length length = length(data, at);
            if (length.end() + length.value() > data.length) {
                throw new ZvtFormatException("A tagged value is longer than its container");
            }
            byte[] value = Arrays.copyOfRange(data, length.end(), length.end() + length.value());
            values.putIfAbsent(tag, value);
            if ((first & CONSTRUCTED) != 0) {
                read(value, values, depth + 1);
            }
            at = length.end() + length.value();
        }
    }

    static Length length(byte[] data, int at) {
        if (at >= data.length) {
            throw new ZvtFormatException("A container ends before its length");
        }
        int first = data[at] & 0xFF;
        int more = first < 0x80 ? 0 : first - 0x80;
        if (more > 2 || at + more >= data.length) {
            throw new ZvtFormatException("The length of a container is none");
        }
        int value = more == 0 ? first : 0;
        for (int i = 1; i <= more; i++) {
            value = value << 8 | data[at + i] & 0xFF;
        }
        return new Length(value, at + 1 + more);
    }

    static byte[] lengthOf(int length) {
        var out = new ByteArrayOutputStream(3);
        if (length >= 0x100) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length >= 0x80) {
            out.write(0x81);
        }
        out.write(length);
        return out.toByteArray();
    }

    /** The first value of a tag, wherever it lies. */
    Optional<byte[]> value(int tag) {
        return Optional.ofNullable(values.get(tag)).map(byte[]::clone);
    }
}
