package org.tillmesh.replication.office;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.session.Packing;
import org.tillmesh.replication.session.SyncSession;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Store;

/**
 * A till on the line with the relay, and the position up to which it was served the relay's log.
 *
 * <p>Example: a till follows its store's scope from position 40; the log goes up to 43. It gets the ChangeSets of
 * commits 41 to 43 but for those that its heads name, then a cursor of 43.
 */
final class ServedTill {
    private static final int BATCH_BYTES = 1 << 20;

    final PeerLine line;
    final Identity identity;
    final X509Certificate certificate;
    final SyncSession session;
    private final Node node;
    private final Packing packing;
    private final Map<Scope, Long> pulled = new TreeMap<>();
    private final Set<ReplicaId> certificatesSent = new HashSet<>();
    boolean greeted;
    /** Whether the relay sends nothing of a scope to this till while the till fetches a checkpoint of it. */
    boolean rests;

    /** Whether this till was heard out in this life of the relay's log. */
    boolean accountedFor;

    long heardNanos;

    ServedTill(
            Node node,
            PeerLine line,
            Identity identity,
            X509Certificate certificate,
            SyncSession session,
            Packing packing,
            long nowNanos) {
        this.node = node;
        this.line = line;
        this.identity = identity;
        this.certificate = certificate;
        this.session = session;
        this.packing = packing;
        this.heardNanos = nowNanos;
    }

    /** The till follows a scope from a position of the log on. */
    void follow(Scope scope, long position, Epoch epoch) {
        pulled.put(scope, position + (PlantedBug.PULL_TOO_LATE.isPlanted() ? 1 : 0));
        serve(scope, epoch, true);
    }

    /** The till fetches a checkpoint of a scope, and pulls again when the fetching is done or given up. */
    void rest(Scope scope) {
        if (rests) {
            pulled.remove(scope);
        }
    }

    /**
     * Serves a scope from its beginning again. While only one branch of a stream is known here, a till's head on the
     * other branch looks as if the till held this one.
     */
    void again(Scope scope) {
        pulled.computeIfPresent(scope, (of, at) -> 0L);
    }

    void serve(Epoch epoch) {
        List.copyOf(pulled.keySet()).forEach(scope -> serve(scope, epoch));
    }

    void serve(Scope scope, Epoch epoch) {
        if (pulled.containsKey(scope)) {
            serve(scope, epoch, false);
        }
    }

    /** Sends the records after the till's position as long as the line takes them, then the new cursor. */
    private void serve(Scope scope, Epoch epoch, boolean asked) {
        long end = node.store().position();
        long at = pulled.getOrDefault(scope, 0L);
        boolean sent = asked;
        while (at < end && line.isReady()) {
            List<Store.Positioned> some = node.store().after(at, scope, BATCH_BYTES);
            if (some.isEmpty()) {
                at = end;
                break;
            }
            at = some.get(some.size() - 1).position();
            List<ChangeSet> lacking = some.stream()
                    .filter(each -> each.returned() || !session.peerHolds(each.changeSet()))
                    .map(Store.Positioned::changeSet)
                    .toList();
            if (!lacking.isEmpty()) {
                line.send(batch(lacking, epoch));
                sent = true;
            }
        }
        pulled.put(scope, at);
        if (sent && at >= end) {
            line.send(new Message.Cursor(scope, epoch, at, false));
        }
    }

    /**
     * The relay's acknowledgement of each stream's last ChangeSet vouches for the batch; seals let neighbours have it.
     */
    private Message.Batch batch(List<ChangeSet> changeSets, Epoch epoch) {
        var bytes = new ArrayList<byte[]>();
        var prevs = new HashSet<Hash>();
        changeSets.forEach(c -> {
            bytes.add(node.handedOut(c).encoded().bytes());
            prevs.add(c.prev());
        });
        var vouched = new ArrayList<Acknowledgement>();
        var seals = new LinkedHashMap<StreamId, Seal>();
        var certificates = new ArrayList<byte[]>();
        for (ChangeSet end : changeSets) {
            if (prevs.contains(end.hash())) {
                continue; // each branch of a forked stream needs an acknowledgement of its own
            }
            vouched.add(Acknowledgement.of(epoch, end.stream(), end.head(), node.key()));
            node.sealFor(end.stream()).ifPresent(seal -> seals.put(seal.stream(), seal));
            if (certificatesSent.add(end.origin().replica())) {
                node.evidence()
                        .certificate(end.origin().replica())
                        .ifPresent(c -> certificates.add(Certificates.encode(c)));
            }
        }
        return new Message.Batch(
                bytes, List.copyOf(seals.values()), vouched, certificates, false, packing.of(changeSets, bytes));
    }

    /** Whether the till lacks ChangeSets that are in no record here any more. */
    boolean isBehind(Scope scope) {
        for (StreamId stream : node.store().vector(scope).heads().keySet()) {
            long start = node.store().startOf(stream).seq();
            if (start > 0 && !stream.isBranch() && session.peerHead(stream).seq() < start) {
                return true;
            }
        }
        return false;
    }
}
