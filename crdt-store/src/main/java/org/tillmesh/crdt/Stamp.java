package org.tillmesh.crdt;

/**
 * What the dots of one ChangeSet have in common, and when it was written. Thousands of values of a bulk load share one.
 *
 * @param hashPrefix see {@link Dot}
 */
public record Stamp(Origin origin, long seq, long hashPrefix, Hlc hlc) {
    /** The stamp of the ChangeSet that a dot names. */
    public static Stamp of(Dot dot, Hlc hlc) {
        return new Stamp(dot.origin(), dot.seq(), dot.hashPrefix(), hlc);
    }

    public Dot dot(int index) {
        return new Dot(origin, seq, index, hashPrefix);
    }

    /** Whether a dot is one of this ChangeSet's. */
    public boolean names(Dot dot) {
        return hashPrefix == dot.hashPrefix() && seq == dot.seq() && origin.equals(dot.origin());
    }
}
