package org.tillmesh.crdt;

/** How far a stream is held: the greatest seq (1, 2, 3 …) without a gap, and the hash of that ChangeSet. */
public record Head(long seq, Hash hash) {
    public static final Head NONE = new Head(0, Hash.ZERO);

    public Head {
        if (seq < 0 || (seq == 0) != hash.isZero()) {
            throw new IllegalArgumentException("Head seq " + seq + " does not go with hash " + hash);
        }
    }
}
