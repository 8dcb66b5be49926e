package org.tillmesh.store.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tillmesh.crdt.Encoded;
import org.tillmesh.crdt.Value;

/**
 * Deterministic CBOR (RFC 8949 section 4.2.1) into one growing array. Our own, because every commit, every merge and
 * every digest passes here: a general generator takes several times as long for documents of this size.
 */
public final class CborWriter {
    private static final int UINT = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int FALSE = 0xF4;
    private static final int TRUE = 0xF5;
    private static final int NULL = 0xF6;

    private static final int HEAD_BYTES_MAX = 9;

    private byte[] buffer;
    private int length;

    public CborWriter(int expectedBytes) {
        buffer = new byte[expectedBytes];
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    /** The array that is written to; zeros stand behind {@link #length}. */
    public byte[] buffer() {
        return buffer;
    }

    public int length() {
        return length;
    }

    /** Makes sure that so many more bytes fit. */
    public void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    /** Leaves zeros for what is put there later. */
    public CborWriter skip(int bytes) {
        room(bytes);
        length += bytes;
        return this;
    }

    private void head(int major, long number) {
        room(HEAD_BYTES_MAX);
        length = head(buffer, length, major << 5, number);
    }

    /** Writes a head where there is room; returns the place behind it. */
    private static int head(byte[] to, int at, int type, long number) {
        if (number < 24) {
            to[at] = (byte) (type | (int) number);
            return at + 1;
        }
        if (number < 1L << 8) {
            to[at] = (byte) (type | 24);
            to[at + 1] = (byte) number;
            return at + 2;
        }
        int bytes = number < 1L << 16 ? 2 : number < 1L << 32 ? 4 : 8;
        to[at] = (byte) (type | (bytes == 2 ? 25 : bytes == 4 ? 26 : 27));
        return big(to, at + 1, number, bytes);
    }

    private static int big(byte[] to, int from, long number, int bytes) {
        int at = from;
        for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            to[at++] = (byte) (number >>> shift);
        }
        return at;
    }

    public CborWriter array(int items) {
        head(ARRAY, items);
        return this;
    }

    public CborWriter number(long number) {
        if (number < 0) {
            head(NEGATIVE, -1 - number);
        } else {
            head(UINT, number);
        }
        return this;
    }

    public CborWriter bytes(byte[] bytes) {
        head(BYTES, bytes.length);
        return raw(bytes);
    }

    public CborWriter bytes(Encoded bytes) {
        head(BYTES, bytes.length());
        room(bytes.length());
        bytes.copyTo(buffer, length);
        length += bytes.length();
        return this;
    }

    private void bytes(Value.Bytes bytes) {
        head(BYTES, bytes.length());
        room(bytes.length());
        bytes.copyTo(buffer, length);
        length += bytes.length();
    }

    /** 16 bytes: two numbers, big-endian. */
    public CborWriter bytes16(long high, long low) {
        head(BYTES, 16);
        room(16);
        length = big(buffer, big(buffer, length, high, 8), low, 8);
        return this;
    }

    public CborWriter bytes8(long number) {
        head(BYTES, 8);
        room(8);
        length = big(buffer, length, number, 8);
        return this;
    }

    /** Bytes that are one encoded value already. */
    public CborWriter encoded(byte[] value) {
        return raw(value);
    }

    public CborWriter text(String text) {
        int chars = text.length();
        room(HEAD_BYTES_MAX + chars);
        byte[] to = buffer;
        int at = head(to, length, TEXT << 5, chars);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                Arrays.fill(to, length, at + i, (byte) 0);
                return utf8(text);
            }
            to[at + i] = (byte) c;
        }
        length = at + chars;
        return this;
    }

    /** Writes once more what was written from one place up to another. */
    void again(int from, int end) {
        room(end - from);
        System.arraycopy(buffer, from, buffer, length, end - from);
        length += end - from;
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
        for (String text : texts) {
            text(text);
        }
        return this;
    }

    public CborWriter value(Value value) {
        if (value instanceof Value.Text text) {
            text(text.value());
        } else if (value instanceof Value.Int number) {
            number(number.value());
        } else if (value instanceof Value.MapOf map && map.encodedLength() > 0) {
            room(map.encodedLength());
            map.copyTo(buffer, length);
            length += map.encodedLength();
        } else if (value instanceof Value.MapOf map) {
            head(MAP, map.entries().size());
            map.entries().forEach((key, inner) -> text(key).value(inner));
        } else if (value instanceof Value.Bytes raw) {
            bytes(raw);
        } else if (value instanceof Value.Bool bool) {
            simple(bool.value() ? TRUE : FALSE);
        } else if (value instanceof Value.Null) {
            simple(NULL);
        } else if (value instanceof Value.ListOf list) {
            array(list.items().size());
            for (Value item : list.items()) {
                value(item);
            }
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
