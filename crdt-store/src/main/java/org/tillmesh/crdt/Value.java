package org.tillmesh.crdt;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What a register, a record field or a record body can hold. Immutable, ordered, with one canonical encoding. */
public sealed interface Value {

    Value NULL = new Null();

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

    record MapOf(SortedMap<String, Value> entries) implements Value {
        public MapOf {
            entries = FrozenMap.of(entries);
        }
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

    static Value map(Map<String, ? extends Value> entries) {
        return new MapOf(FrozenMap.of(entries));
    }
}
