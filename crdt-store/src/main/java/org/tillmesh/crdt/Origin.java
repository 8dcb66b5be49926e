package org.tillmesh.crdt;

import java.util.Comparator;

/** The writer of a stream: a replica in one life of its store. Written {@code replica/incarnation}. */
public record Origin(ReplicaId replica, Incarnation incarnation) implements Comparable<Origin> {
    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::replica).thenComparing(Origin::incarnation);

    public static Origin of(long replica, long incarnation) {
        return new Origin(new ReplicaId(replica), new Incarnation(incarnation));
    }

    /** The inverse of {@link #toString()}. */
    public static Origin parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("Origin \"" + text + "\" is not REPLICA/INCARNATION");
        }
        return new Origin(ReplicaId.parse(text.substring(0, slash)), Incarnation.parse(text.substring(slash + 1)));
    }

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return replica + "/" + incarnation;
    }
}
