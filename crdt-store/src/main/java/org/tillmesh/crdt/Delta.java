package org.tillmesh.crdt;

import java.util.Arrays;
import java.util.List;

/**
 * One change of one document. Its dot is its place in its ChangeSet. Deltas apply in any order and any number of times
 * with the same result; deltas of a kind that this version does not know are kept, hashed and forwarded.
 */
public sealed interface Delta {

    /**
     * Puts a value at a path and replaces exactly the named dots (those its writer saw there). Registers have a path of
     * one step; an element of an OrSet is {@code [field, element]}; a field of an OrMap entry {@code [field, key, …]}.
     */
    record Put(DocRef doc, List<String> path, Value value, List<Dot> replaces) implements Delta {
        public Put {
            path = checked(path);
            replaces = inOrder(replaces);
        }
    }

    /** Takes the named dots away, wherever in the document they stand: what a removal saw. */
    record Cut(DocRef doc, List<Dot> replaces) implements Delta {
        public Cut {
            replaces = inOrder(replaces);
        }
    }

    /** Adds an immutable record. The document is the record: its id is the record's uuid, applied once. */
    record Append(DocRef doc, Value body) implements Delta {}

    /** A kind of delta from a newer version: its canonical bytes, kept as they came. */
    final class Unknown implements Delta {
        private final byte[] bytes;

        public Unknown(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Unknown that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    private static List<Dot> inOrder(List<Dot> dots) {
        return dots.size() < 2
                ? List.copyOf(dots)
                : dots.stream().sorted().distinct().toList();
    }

    private static List<String> checked(List<String> path) {
        if (path.isEmpty() || path.size() > 8) {
            throw new IllegalArgumentException("A path has 1 to 8 steps: " + path);
        }
        return List.copyOf(path);
    }
}
