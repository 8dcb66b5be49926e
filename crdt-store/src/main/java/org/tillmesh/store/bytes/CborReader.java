package org.tillmesh.store.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Paths;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.StoreException;

/**
 * Reads deterministic CBOR and refuses all else: indefinite lengths, longer integers than needed, map keys out of order or
 * twice, floats, tags, broken UTF-8, lengths beyond the end, deep nesting. What it takes, {@link CborWriter} writes back
 * byte for byte. Every refusal is {@link StoreException} BAD_RECORD.
 */
public final class CborReader {
    static final int DEPTH_MAX = 32;

    private static final int ORIGIN_BYTES = 16;
    private static final int COMMON_LENGTH_MAX = 20;

    /** Names of fields, types, units and the like, met last at their place: read again and again, kept in memory once. */
    private static final @Nullable String[] COMMON = new String[4_096];

    private final byte[] bytes;
    private int at;
    private @Nullable Origin lastOrigin;

    public CborReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int at() {
        return at;
    }

    public boolean isAtEnd() {
        return at == bytes.length;
    }

    /** Goes back to a place. */
    void back(int to) {
        at = to;
    }

    public byte[] slice(int from) {
        return Arrays.copyOfRange(bytes, from, at);
    }

    private int next() {
        if (at >= bytes.length) {
            throw Values.bad("it ends too early");
        }
        return bytes[at++] & 0xFF;
    }

    /** The number in a head whose first byte was read; shortest form only. */
    private long argument(int first) {
        int info = first & 0x1F;
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw Values.bad("it has lengths or values that are not deterministic CBOR");
        }
        int count = 1 << (info - 24);
        if (count > bytes.length - at) {
            throw Values.bad("it ends too early");
        }
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 8 | (bytes[at++] & 0xFF);
        }
        boolean shortest =
                switch (count) {
                    case 1 -> number >= 24;
                    case 2 -> number >= 1L << 8;
                    case 4 -> number >= 1L << 16;
                    default -> number < 0 || number >= 1L << 32;
                };
        if (!shortest) {
            throw Values.bad("an integer is longer than it need be");
        }
        return number;
    }

    private long head(int major, String what) {
        int first = next();
        if (first >> 5 != major) {
            throw Values.bad("it holds something else where " + what + " should be");
        }
        return argument(first);
    }

    private int length(long number) {
        if (number < 0 || number > bytes.length - at) {
            throw Values.bad("a length goes beyond its end");
        }
        return (int) number;
    }

    public int array() {
        return length(head(4, "a list"));
    }

    public void array(int items) {
        int found = array();
        if (found != items) {
            throw Values.bad("a list has " + found + " items where " + items + " should be");
        }
    }

    public long number() {
        int first = next();
        int major = first >> 5;
        if (major > 1) {
            throw Values.bad("it holds something else where a number should be");
        }
        long number = argument(first);
        if (number < 0) {
            throw Values.bad("a number is out of range");
        }
        return major == 0 ? number : -1 - number;
    }

    /** Whether a number comes next. */
    boolean isNumber() {
        return at < bytes.length && (bytes[at] & 0xFF) >> 5 <= 1;
    }

    /** Whether a text comes next. */
    public boolean isText() {
        return at < bytes.length && (bytes[at] & 0xFF) >> 5 == 3;
    }

    public String text() {
        return textOf(length(head(3, "a text")));
    }

    private String textOf(int length) {
        int from = at;
        at += length;
        int hash = length;
        for (int i = from; i < at; i++) {
            if (bytes[i] < 0) {
                return utf8(from, length);
            }
            hash = 31 * hash + bytes[i];
        }
        if (length > COMMON_LENGTH_MAX) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        int place = (hash ^ hash >>> 15) & COMMON.length - 1;
        String common = COMMON[place];
        if (common == null || !isAt(from, length, common)) {
            common = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
            COMMON[place] = common;
        }
        return common;
    }

    private boolean isAt(int from, int length, String text) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    private String utf8(int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Values.bad("a text is no UTF-8");
        }
    }

    public byte[] raw() {
        int length = length(head(2, "a byte string"));
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** 8 bytes as a number, big-endian. */
    long bytes8() {
        int length = length(head(2, "a byte string"));
        if (length != Long.BYTES) {
            throw Values.bad("a dot holds 8 bytes of a hash, not " + length);
        }
        return big();
    }

    private long big() {
        long number = 0;
        for (int end = at + Long.BYTES; at < end; at++) {
            number = number << 8 | (bytes[at] & 0xFF);
        }
        return number;
    }

    /** An origin; the same object again when it is the one that was read last. */
    public Origin origin() {
        int length = length(head(2, "a byte string"));
        if (length != ORIGIN_BYTES) {
            throw Values.bad("an origin has " + ORIGIN_BYTES + " bytes, not " + length);
        }
        long replica = big();
        long incarnation = big();
        Origin last = lastOrigin;
        if (last == null
                || last.replica().bits() != replica
                || last.incarnation().bits() != incarnation) {
            last = Origin.of(replica, incarnation);
            lastOrigin = last;
        }
        return last;
    }

    List<String> texts() {
        int count = array();
        if (count == 1) {
            return Paths.of(text());
        }
        var texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = text();
        }
        return List.of(texts);
    }

    public Value value() {
        return value(0);
    }

    /** A value that stands so deep in another one. */
    public Value value(int depth) {
        if (depth > DEPTH_MAX) {
            throw Values.bad("it is nested deeper than " + DEPTH_MAX);
        }
        int first = next();
        switch (first >> 5) {
            case 0, 1 -> {
                at--;
                return Value.of(number());
            }
            case 2 -> {
                at--;
                return Value.owning(raw());
            }
            case 3 -> {
                return Value.of(textOf(length(argument(first))));
            }
            case 4 -> {
                int count = length(argument(first));
                var items = new ArrayList<Value>(count);
                for (int i = 0; i < count; i++) {
                    items.add(value(depth + 1));
                }
                return Value.list(items);
            }
            case 5 -> {
                return map(length(argument(first)), depth);
            }
            default -> {
                return simple(first);
            }
        }
    }

    private Value map(int count, int depth) {
        var keys = new String[count];
        var values = new Value[count];
        String before = null;
        for (int i = 0; i < count; i++) {
            String key = text();
            if (before != null && Value.KEY_ORDER.compare(before, key) >= 0) {
                throw Values.bad("the key \"" + key + "\" stands twice in a map or out of order");
            }
            keys[i] = key;
            values[i] = value(depth + 1);
            before = key;
        }
        return Value.mapOfSorted(keys, values);
    }

    /** A value that is checked whole; of a map no more than its bytes is kept until somebody looks. */
    Value body(int depth) {
        if (at >= bytes.length || (bytes[at] & 0xFF) >> 5 != 5) {
            return value(depth);
        }
        int from = at;
        skip(depth);
        return lazy(slice(from));
    }

    /** A map of its canonical bytes. */
    static Value lazy(byte[] map) {
        return Value.encodedMap(map, MAPS);
    }

    private static final Value.MapReader MAPS = new Value.MapReader() {
        @Override
        public SortedMap<String, Value> entries(byte[] encoded) {
            return ((Value.MapOf) new CborReader(encoded).value()).entries();
        }

        @Override
        public @Nullable Value value(byte[] encoded, String key) {
            return new CborReader(encoded).valueOf(key);
        }
    };

    private @Nullable Value valueOf(String key) {
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        for (int left = length(head(5, "a map")); left > 0; left--) {
            int length = length(head(3, "a text"));
            at += length;
            if (Arrays.equals(bytes, at - length, at, wanted, 0, wanted.length)) {
                return value(1);
            }
            hop();
        }
        return null;
    }

    /** Passes by one value that is known to be well made. */
    private void hop() {
        int first = next();
        int major = first >> 5;
        int argument = major == 7 ? 0 : (int) argument(first);
        if (major == 2 || major == 3) {
            at += argument;
        } else if (major == 4 || major == 5) {
            for (int left = major == 4 ? argument : 2 * argument; left > 0; left--) {
                hop();
            }
        }
    }

    /** Passes one value by, checked like one that is read. */
    private void skip(int depth) {
        if (depth > DEPTH_MAX) {
            throw Values.bad("it is nested deeper than " + DEPTH_MAX);
        }
        int first = next();
        switch (first >> 5) {
            case 0, 1 -> {
                at--;
                number();
            }
            case 2 -> {
                int length = length(argument(first));
                at += length;
            }
            case 3 -> skipText(length(argument(first)));
            case 4 -> {
                for (int left = length(argument(first)); left > 0; left--) {
                    skip(depth + 1);
                }
            }
            case 5 -> skipMap(length(argument(first)), depth);
            default -> simple(first);
        }
    }

    private void skipText(int length) {
        int from = at;
        at += length;
        for (int i = from; i < at; i++) {
            if (bytes[i] < 0) {
                utf8(from, length);
                return;
            }
        }
    }

    private void skipMap(int count, int depth) {
        int before = at;
        int beforeEnd = -1;
        for (int i = 0; i < count; i++) {
            int length = length(head(3, "a text"));
            int from = at;
            skipText(length);
            if (beforeEnd >= 0 && Arrays.compareUnsigned(bytes, before, beforeEnd, bytes, from, at) >= 0) {
                throw Values.bad("the key \"" + new String(bytes, from, length, StandardCharsets.UTF_8)
                        + "\" stands twice in a map or out of order");
            }
            before = from;
            beforeEnd = at;
            skip(depth + 1);
        }
    }

    private static Value simple(int first) {
        return switch (first) {
            case 0xF4 -> Value.of(false);
            case 0xF5 -> Value.of(true);
            case 0xF6 -> Value.NULL;
            default -> throw Values.bad("it holds something that values don't have");
        };
    }
}
