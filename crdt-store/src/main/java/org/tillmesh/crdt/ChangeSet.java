package org.tillmesh.crdt;

import java.util.List;

/**
 * What one commit changed in one scope: the unit of replication. {@code bytes} are its canonical encoding as it was
 * first written; {@code hash} is their SHA-256; both are kept for ever as they came.
 *
 * @param seq 1, 2, 3 … without gaps within the stream
 * @param clockErrorMs how far the writer's clock may have been off, in milliseconds
 * @param prev hash of the stream's previous ChangeSet, {@link Hash#ZERO} for seq 1
 * @param siblings the seqs that the same commit took in other scopes
 */
public record ChangeSet(
        Scope scope,
        Origin origin,
        long seq,
        Hlc hlc,
        long clockErrorMs,
        Hash prev,
        List<Sibling> siblings,
        List<Delta> deltas,
        Encoded encoded) {

    /** The half of the same commit that went to another scope. */
    public record Sibling(Scope scope, long seq) {}

    public ChangeSet {
        siblings = List.copyOf(siblings);
        deltas = List.copyOf(deltas);
        if (seq < 1) {
            throw new IllegalArgumentException("A ChangeSet's seq starts at 1, not " + seq);
        }
    }

    public Hash hash() {
        return encoded.hash();
    }

    public Dot dot(int index) {
        return new Dot(origin, seq, index, hash().prefix());
    }

    public Head head() {
        return new Head(seq, hash());
    }

    /** The name of the stream while no fork is known. */
    public StreamId stream() {
        return StreamId.of(scope, origin);
    }
}
