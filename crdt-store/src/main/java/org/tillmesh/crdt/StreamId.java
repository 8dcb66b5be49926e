package org.tillmesh.crdt;

import java.util.Comparator;

/**
 * The ChangeSets of one origin in one scope. After a fork each branch is a stream of its own, named by the hash of its
 * first ChangeSet; {@link Hash#ZERO} names the part that all branches share.
 */
public record StreamId(Scope scope, Origin origin, Hash branch) implements Comparable<StreamId> {
    private static final Comparator<StreamId> ORDER = Comparator.comparing(StreamId::scope)
            .thenComparing(StreamId::origin)
            .thenComparing(StreamId::branch);

    public static StreamId of(Scope scope, Origin origin) {
        return new StreamId(scope, origin, Hash.ZERO);
    }

    /** The branch of this stream that starts with the ChangeSet of that hash. */
    public StreamId branchFrom(Hash first) {
        return new StreamId(scope, origin, first);
    }

    public boolean isBranch() {
        return !branch.isZero();
    }

    @Override
    public int compareTo(StreamId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return scope + "/" + origin + (isBranch() ? "/" + branch : "");
    }
}
