package org.tillmesh.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tillmesh.crdt.Value;

/**
 * Deterministic CBOR (RFC 8949 section 4.2.1) into one growing array. Our own, because every commit, every merge and
 * every digest passes here: a general generator takes several times as long for documents of this size.
 */
final class CborWriter {
    private static final int UINT = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int FALSE = 0xF4;
    private static final int TRUE = 0xF5;
    private static final int NULL = 0xF6;

    private byte[] buffer;
    private int length;

    CborWriter(int expectedBytes) {
        buffer = new byte[expectedBytes];
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    int length() {
        return length;
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    private void head(int major, long number) {
        room(9);
        int type = major << 5;
        if (number < 24) {
            buffer[length++] = (byte) (type | (int) number);
        } else if (number < 1L << 8) {
            buffer[length++] = (byte) (type | 24);
            buffer[length++] = (byte) number;
        } else if (number < 1L << 16) {
            buffer[length++] = (byte) (type | 25);
            big(number, 2);
        } else if (number < 1L << 32) {
            buffer[length++] = (byte) (type | 26);
            big(number, 4);
        } else {
            buffer[length++] = (byte) (type | 27);
            big(number, 8);
        }
    }

    private void big(long number, int bytes) {
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (number >>> shift);
        }
    }

    CborWriter array(int items) {
        head(ARRAY, items);
        return this;
    }

    CborWriter number(long number) {
        if (number < 0) {
            head(NEGATIVE, -1 - number);
        } else {
            head(UINT, number);
        }
        return this;
    }

    CborWriter bytes(byte[] bytes) {
        head(BYTES, bytes.length);
        return raw(bytes);
    }

    /** 16 bytes: two numbers, big-endian. */
    CborWriter bytes16(long high, long low) {
        head(BYTES, 16);
        room(16);
        big(high, 8);
        big(low, 8);
        return this;
    }

    CborWriter bytes8(long number) {
        head(BYTES, 8);
        room(8);
        big(number, 8);
        return this;
    }

    /** Bytes that are one encoded value already. */
    CborWriter encoded(byte[] value) {
        return raw(value);
    }

    CborWriter text(String text) {
        int chars = text.length();
        int start = length;
        head(TEXT, chars);
        room(chars);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = start;
                return utf8(text);
            }
            buffer[length++] = (byte) c;
        }
        return this;
    }

    private CborWriter utf8(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        head(TEXT, utf8.length);
        return raw(utf8);
    }

    private CborWriter raw(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    CborWriter texts(List<String> texts) {
        array(texts.size());
        texts.forEach(this::text);
        return this;
    }

    CborWriter value(Value value) {
        if (value instanceof Value.Text text) {
            text(text.value());
        } else if (value instanceof Value.Int number) {
            number(number.value());
        } else if (value instanceof Value.Bytes raw) {
            bytes(raw.value());
        } else if (value instanceof Value.Bool bool) {
            simple(bool.value() ? TRUE : FALSE);
        } else if (value instanceof Value.Null) {
            simple(NULL);
        } else if (value instanceof Value.ListOf list) {
            array(list.items().size());
            for (Value item : list.items()) {
                value(item);
            }
        } else if (value instanceof Value.MapOf map) {
            head(MAP, map.entries().size());
            map.entries().forEach((key, inner) -> text(key).value(inner));
        } else {
            throw new AssertionError("No encoding for " + value);
        }
        return this;
    }

    private void simple(int code) {
        room(1);
        buffer[length++] = (byte) code;
    }
}
