package org.tillmesh.crdt;

import java.util.Comparator;

/**
 * The name of one delta: the {@code index}-th (0, 1, 2 …) of its ChangeSet. The first 8 bytes of the ChangeSet's hash
 * keep the dots of two branches of a fork apart.
 */
public record Dot(Origin origin, long seq, int index, long hashPrefix) implements Comparable<Dot> {
    private static final Comparator<Dot> ORDER = Comparator.comparing(Dot::origin)
            .thenComparingLong(Dot::seq)
            .thenComparingInt(Dot::index)
            .thenComparing(Dot::hashPrefix, Long::compareUnsigned);

    /** Numbers first: dots that differ differ there, and most that are compared differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Dot that
                && hashPrefix == that.hashPrefix
                && index == that.index
                && seq == that.seq
                && origin.equals(that.origin);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(hashPrefix) + index;
    }

    @Override
    public int compareTo(Dot other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return origin + "#" + seq + "." + index + "@" + Hex.of(hashPrefix);
    }
}
