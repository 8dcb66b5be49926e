package org.tillmesh.replication.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Identity;

/**
 * Tells how safe the records held here are: acknowledged by the relay, or at least on another disk. Safe from any
 * thread.
 *
 * <p>Example: of this till's {@code 1 2 3 4} the relay has acknowledged 2, and a neighbour has said the head 3. The
 * till calls 4 unprotected, and 3 and 4 unacknowledged.
 */
public final class Standing {
    private final Node node;
    private final Map<StreamId, Head> onOtherDisks = new ConcurrentHashMap<>();

    public Standing(Node node) {
        this.node = node;
    }

    /**
     * The head up to which the relay has acknowledged a stream, in the greatest epoch that this replica has heard of.
     */
    public Head acknowledged(StreamId stream) {
        return node.evidence().acknowledged(node.store(), stream);
    }

    /** A neighbour has said the head of a stream on its disk. */
    public void onDiskOf(StreamId stream, Head head) {
        boolean same = node.store()
                .hashAt(stream, head.seq())
                .filter(head.hash()::equals)
                .isPresent();
        if (same || PlantedBug.OTHER_BRANCH_PROTECTS.isPlanted()) {
            onOtherDisks.merge(stream, head, (a, b) -> a.seq() >= b.seq() ? a : b);
        }
    }

    public long protectedUpTo(StreamId stream) {
        return Math.max(
                acknowledged(stream).seq(),
                onOtherDisks.getOrDefault(stream, Head.NONE).seq());
    }

    /** How many ChangeSets of this store's tills lie here that the relay has not acknowledged. */
    public long unacknowledged() {
        long left = 0;
        for (Map.Entry<StreamId, Head> entry : node.store().vector().heads().entrySet()) {
            if (isOfBranch(entry.getKey())) {
                left += Math.max(
                        0, entry.getValue().seq() - acknowledged(entry.getKey()).seq());
            }
        }
        return left;
    }

    /** Whether a stream is this till's own or that of a till of its store. */
    boolean isOfBranch(StreamId stream) {
        return stream.scope().isReplicated()
                && (node.isOwn(stream)
                        || node.evidence()
                                .identityOf(stream.origin())
                                .map(i -> i.kind() == Identity.Kind.TILL
                                        && i.branch().equals(node.self().branch()))
                                .orElse(false));
    }

    /**
     * Whether the relay gets a stream from here if it lacks it: streams of the store's tills, and of head office
     * itself.
     */
    public boolean isForRelay(StreamId stream) {
        return isOfBranch(stream)
                || (stream.scope().isReplicated()
                        && node.evidence()
                                .identityOf(stream.origin())
                                .map(Identity::hasRelayAuthority)
                                .orElse(false));
    }
}
