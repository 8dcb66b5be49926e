package org.tillmesh.replication.security;

import java.util.Comparator;

/** One life of the relay's log: when it began (milliseconds since 1970) and a random number; the greater wins. */
public record Epoch(long startedMillis, long random) implements Comparable<Epoch> {
    public static final Epoch NONE = new Epoch(0, 0);

    private static final Comparator<Epoch> ORDER =
            Comparator.comparingLong(Epoch::startedMillis).thenComparing(Epoch::random, Long::compareUnsigned);

    @Override
    public int compareTo(Epoch other) {
        return ORDER.compare(this, other);
    }
}
