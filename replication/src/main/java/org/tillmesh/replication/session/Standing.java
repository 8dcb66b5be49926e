package org.tillmesh.replication.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Identity;

/** How safe what is held here is: what the relay has acknowledged, what lies on another disk. Safe from any thread. */
public final class Standing {
    private final Node node;
    private final Map<StreamId, Head> onOtherDisks = new ConcurrentHashMap<>();

    public Standing(Node node) {
        this.node = node;
    }

    /** Up to where the relay has acknowledged a stream, in the newest log of it that was heard of. */
    public Head acknowledged(StreamId stream) {
        return node.evidence().acknowledged(node.store(), stream);
    }

    /** A neighbour has said what lies on its disk. */
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

    /** Own and carried ChangeSets of replicated scopes that the relay has not acknowledged. */
    public long unacknowledged() {
        long left = 0;
        for (Map.Entry<StreamId, Head> entry : node.store().vector().heads().entrySet()) {
            if (isOfStore(entry.getKey())) {
                left += Math.max(
                        0, entry.getValue().seq() - acknowledged(entry.getKey()).seq());
            }
        }
        return left;
    }

    /** Whether a stream is this till's own or that of a till of its store. */
    boolean isOfStore(StreamId stream) {
        return stream.scope().isReplicated()
                && (node.isOwn(stream)
                        || node.evidence()
                                .identityOf(stream.origin())
                                .map(i -> i.kind() == Identity.Kind.TILL
                                        && i.store().equals(node.self().store()))
                                .orElse(false));
    }

    /** Whether the relay gets a stream from here if it lacks it: the store's, and its own if it has lost them. */
    public boolean isForRelay(StreamId stream) {
        return isOfStore(stream)
                || (stream.scope().isReplicated()
                        && node.evidence()
                                .identityOf(stream.origin())
                                .map(Identity::hasRelayAuthority)
                                .orElse(false));
    }
}
