package org.tillmesh.crdt;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a register, a record field or a record body can hold. Immutable, ordered, with one canonical encoding. */
public sealed interface Value {

    Value NULL = new Null();

    byte[] NO_BYTES = {};

    /** Map keys are ordered by their UTF-8 bytes: the order of the canonical encoding, the same on every JVM. */
    Comparator<String> KEY_ORDER = Utf8Order::compare;

    record Null() implements Value {}

    record Bool(boolean value) implements Value {}

    record Int(long value) implements Value {}

    record Text(String value) implements Value {}

    record ListOf(List<Value> items) implements Value {
        public ListOf {
            items = List.copyOf(items);
        }
    }

    /** Values by name, either at hand or still as their canonical bytes. */
    final class MapOf implements Value {
        private final @Nullable FrozenMap entries;
        private final byte[] encoded;
        private final @Nullable MapReader reader;

        private MapOf(FrozenMap entries) {
            this.entries = entries;
            this.encoded = NO_BYTES;
            this.reader = null;
        }

        private MapOf(byte[] encoded, MapReader reader) {
            this.entries = null;
            this.encoded = encoded;
            this.reader = reader;
        }

        /** Read anew at each call if this is still bytes. */
        public SortedMap<String, Value> entries() {
            return reader != null ? reader.entries(encoded) : Objects.requireNonNull(entries);
        }

        /** One of them, or null. */
        public @Nullable Value get(String key) {
            return reader != null
                    ? reader.value(encoded, key)
                    : Objects.requireNonNull(entries).get(key);
        }

        /** How many canonical bytes are at hand; 0 if none are. */
        public int encodedLength() {
            return encoded.length;
        }

        /** Copies them to a place in an array. */
        public void copyTo(byte[] into, int at) {
            System.arraycopy(encoded, 0, into, at, encoded.length);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof MapOf that
                    && (reader != null && that.reader != null
                            ? Arrays.equals(encoded, that.encoded)
                            : entries().equals(that.entries()));
        }

        @Override
        public int hashCode() {
            return entries().hashCode();
        }

        @Override
        public String toString() {
            return "MapOf" + entries();
        }
    }

    /** Reads the canonical bytes of a map, which were found to be well made. */
    interface MapReader {
        SortedMap<String, Value> entries(byte[] encoded);

        @Nullable Value value(byte[] encoded, String key);
    }

    final class Bytes implements Value {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] value() {
            return bytes.clone();
        }

        public int length() {
            return bytes.length;
        }

        /** Copies all bytes to a place in an array. */
        public void copyTo(byte[] into, int at) {
            System.arraycopy(bytes, 0, into, at, bytes.length);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Bytes[" + bytes.length + "]";
        }
    }

    static Value of(boolean value) {
        return new Bool(value);
    }

    static Value of(long value) {
        return new Int(value);
    }

    static Value of(String value) {
        return new Text(value);
    }

    static Value of(byte[] value) {
        return new Bytes(value.clone());
    }

    /** Takes the array as it is; its maker must forget it. */
    static Value owning(byte[] value) {
        return new Bytes(value);
    }

    /** Decimals travel as plain text: {@code 1.240}. */
    static Value of(BigDecimal value) {
        return new Text(value.toPlainString());
    }

    static Value list(List<? extends Value> items) {
        return new ListOf(List.copyOf(items));
    }

    /** Keys that are in order already, each once, as a decoder found them; the arrays must be forgotten by the caller. */
    static Value mapOfSorted(String[] keys, Value[] values) {
        return new MapOf(FrozenMap.ofSorted(keys, values));
    }

    /** A map that stays canonical bytes until somebody looks; the array must be forgotten by the caller. */
    static Value encodedMap(byte[] encoded, MapReader reader) {
        return new MapOf(encoded, reader);
    }

    static Value map(Map<String, ? extends Value> entries) {
        return new MapOf(FrozenMap.of(entries));
    }
}
