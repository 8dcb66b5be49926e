package org.tillmesh.crdt;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
        Encoded encoded,
        @Nullable Loss loss) {

    /** The half of the same commit that went to another scope. */
    public record Sibling(Scope scope, long seq) {}

    /**
     * Says that this stands in the place of ChangeSets which their own origin can no longer read: {@code firstSeq} up to
     * the seq. The hash is the last one's, as its successor or a seal names it; the signature is the origin's.
     */
    public record Loss(long firstSeq, Hash hash, Encoded signature) {}

    public ChangeSet {
        siblings = List.copyOf(siblings);
        deltas = List.copyOf(deltas);
        if (seq < 1) {
            throw new IllegalArgumentException("A ChangeSet's seq starts at 1, not " + seq);
        }
    }

    /** What a successor names as its predecessor. */
    public Hash hash() {
        return loss == null ? encoded.hash() : loss.hash();
    }

    /** Whether the originals are lost, as far as the writer of this knew. */
    public boolean isLost() {
        return loss != null;
    }

    /** The seq behind {@code prev}. */
    public long firstSeq() {
        return loss == null ? seq : loss.firstSeq();
    }

    /** What its dots have in common. */
    public Stamp stamp() {
        return new Stamp(origin, seq, hash().prefix(), hlc);
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
