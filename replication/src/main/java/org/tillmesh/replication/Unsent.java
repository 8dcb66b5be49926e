package org.tillmesh.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.replication.session.Seals;
import org.tillmesh.store.Store;

/**
 * Tills' records in a folder that head office has not acknowledged, as its notes tell: without a link, and without keys.
 *
 * @param till who wrote them
 * @param after the last one that head office has
 * @param unsealed how many of them their writer vouched for to nobody; without its key it never will
 */
public record Unsent(StreamId stream, String till, long after, long head, long unsealed) {

    /** Of all tills, in the order of their streams. */
    public static List<Unsent> of(Store store) {
        var seals = new Seals();
        var found = new ArrayList<Unsent>();
        store.vector().heads().forEach((stream, head) -> {
            Optional<Identity> writer = writer(store, stream);
            if (!stream.scope().isReplicated() || writer.isEmpty()) {
                return;
            }
            Head acknowledged = Evidence.acknowledgedIn(store, stream);
            if (acknowledged.seq() < head.seq()) {
                long sealed =
                        seals.seal(store, stream).map(seal -> seal.head().seq()).orElse(0L);
                found.add(new Unsent(
                        stream,
                        writer.get().till(),
                        acknowledged.seq(),
                        head.seq(),
                        head.seq() - Math.max(sealed, acknowledged.seq())));
            }
        });
        return List.copyOf(found);
    }

    private static Optional<Identity> writer(Store store, StreamId stream) {
        return store.noted(Evidence.CERTIFICATE + stream.origin().replica())
                .map(Certificates::parse)
                .map(Certificates::claimed)
                .filter(identity -> identity.kind() == Identity.Kind.TILL);
    }

    /** Whose records a folder holds, by the certificates in it; empty if it never was of a company. */
    public static Optional<String> company(Store store) {
        return store.noted(Evidence.RELAY)
                .or(() -> store.notes(Evidence.CERTIFICATE).values().stream().findFirst())
                .map(Certificates::parse)
                .map(certificate -> Certificates.claimed(certificate).company());
    }

    public long count() {
        return head - after;
    }

    /** The records themselves. */
    public List<ChangeSet> changeSets(Store store) {
        return store.since(stream, Math.max(after, store.startOf(stream).seq()), Integer.MAX_VALUE);
    }
}
