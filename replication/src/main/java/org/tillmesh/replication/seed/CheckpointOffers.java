package org.tillmesh.replication.seed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.engine.Stores;

/**
 * Passes on the relay's checkpoints, and judges the offers of others.
 *
 * <p>Example: here lie {@code 1 2 [3 lost] 4}, and a checkpoint that covers 4 is offered. It may have the effect of 3,
 * so it is fetched. If 3 is still lost then, no later checkpoint is tried for it, because head office had lost 3 by
 * then.
 */
public final class CheckpointOffers {
    private static final int CERTIFICATE_BYTES_MAX = 2 << 20;

    /** Key of the note that names the oldest checkpoint that was tried for the present holes. */
    private static final String TRIED = "lost-tried/";

    private CheckpointOffers() {}

    /** An offer, with the certificates of all origins in the checkpoint. */
    public static Message.CheckpointOffer offer(Node node, Scope scope, SignedManifest manifest) {
        var certificates = new ArrayList<byte[]>();
        var seen = new HashSet<ReplicaId>();
        int bytes = 0;
        for (StreamId stream :
                Stores.checkpoint(manifest.manifest()).vector().heads().keySet()) {
            ReplicaId replica = stream.origin().replica();
            if (seen.add(replica) && bytes < CERTIFICATE_BYTES_MAX) {
                Optional<byte[]> der = node.evidence().certificate(replica).map(Certificates::encode);
                der.ifPresent(certificates::add);
                bytes += der.map(d -> d.length).orElse(0);
            }
        }
        return new Message.CheckpointOffer(scope, manifest, certificates);
    }

    /** Whether an offered checkpoint covers a head that is not held here, or may fill a hole. */
    public static boolean brings(Node node, Message.CheckpointOffer offer) {
        Store.Checkpoint checkpoint = Stores.checkpoint(offer.manifest().manifest());
        boolean isFurther = checkpoint.vector().heads().entrySet().stream().anyMatch(entry -> {
            StreamId stream = entry.getKey();
            Head head = entry.getValue();
            return !node.store()
                    .holds(
                            stream.scope(),
                            stream.origin(),
                            head.seq(),
                            head.hash().prefix());
        });
        return isFurther || mayFill(node, offer.manifest(), checkpoint);
    }

    /**
     * Whether a checkpoint may have the effect of a hole here. Its manifest does not say so, so the checkpoint is
     * tried. It is not tried if an older one was tried for the same holes, because what head office had lost then it
     * has not got back since.
     */
    private static boolean mayFill(Node node, SignedManifest signed, Store.Checkpoint checkpoint) {
        boolean concerns = checkpoint.vector().heads().entrySet().stream()
                .anyMatch(entry -> node.store().lost(entry.getKey()).stream()
                        .anyMatch(seq -> seq <= entry.getValue().seq()));
        return concerns
                && tried(node, checkpoint.scope())
                        .filter(tried -> tried.lost().equals(lost(node, checkpoint.scope())))
                        .filter(tried -> tried.compareTo(signed.epoch(), checkpoint.position()) <= 0)
                        .isEmpty();
    }

    /** The oldest checkpoint that was fetched and left holes. */
    private record Tried(Hash lost, Epoch epoch, long position) {
        int compareTo(Epoch otherEpoch, long otherPosition) {
            int order = epoch.compareTo(otherEpoch);
            return order != 0 ? order : Long.compare(position, otherPosition);
        }
    }

    private static Optional<Tried> tried(Node node, Scope scope) {
        return node.store()
                .noted(TRIED + scope)
                .map(note -> ((Value.ListOf) Values.decode(note)).items())
                .map(parts -> new Tried(
                        Hash.of(((Value.Bytes) parts.get(0)).value()),
                        Messages.epoch(parts.get(1)),
                        ((Value.Int) parts.get(2)).value()));
    }

    /** The note that a checkpoint was tried; none if no hole is left, or an older one was tried for the same holes. */
    static Map<String, byte[]> triedNote(Node node, SignedManifest signed, Store.Checkpoint checkpoint) {
        Hash lost = lost(node, checkpoint.scope());
        boolean isOlder = tried(node, checkpoint.scope())
                .filter(tried -> tried.lost().equals(lost))
                .filter(tried -> tried.compareTo(signed.epoch(), checkpoint.position()) <= 0)
                .isEmpty();
        return lost.isZero() || !isOlder
                ? Map.of()
                : Map.of(
                        TRIED + checkpoint.scope(),
                        Values.encode(Value.list(List.of(
                                Value.of(lost.bytes()),
                                Messages.epoch(signed.epoch()),
                                Value.of(checkpoint.position())))));
    }

    /** A hash that names all holes of a scope; zeros if there is none. */
    private static Hash lost(Node node, Scope scope) {
        var rows = new ArrayList<Value>();
        for (StreamId stream : node.store().vector(scope).heads().keySet()) {
            List<Long> lost = node.store().lost(stream);
            if (!lost.isEmpty()) {
                rows.add(Value.list(List.of(
                        Messages.stream(stream),
                        Value.list(lost.stream().map(Value::of).toList()))));
            }
        }
        return rows.isEmpty() ? Hash.ZERO : Hash.sha256(Values.encode(Value.list(rows)));
    }

    /**
     * The offer of a checkpoint that lies here, or a refusal. Of several it is the one that the asker began to fetch,
     * else the one that came last.
     */
    public static Message answer(Node node, Message.GetCheckpoint get) {
        List<SignedManifest> here = Evidence.checkpoints(node.store(), get.scope());
        return here.stream()
                .filter(manifest -> Hash.sha256(manifest.manifest()).equals(get.begun()))
                .findFirst()
                .or(() -> here.stream().findFirst())
                .<Message>map(manifest -> offer(node, get.scope(), manifest))
                .orElseGet(() -> new Message.Refused("OFFLINE", "there is no checkpoint of " + get.scope() + " here"));
    }

    /** A chunk of a checkpoint that lies here, or a refusal. */
    public static Message answer(Node node, Message.GetChunk get) {
        return Evidence.checkpoints(node.store(), get.scope()).stream()
                .map(SignedManifest::manifest)
                .filter(manifest -> names(manifest, get.hash()))
                .flatMap(manifest -> node.store().chunk(Hash.sha256(manifest), get.hash()).stream())
                .findFirst()
                .<Message>map(bytes -> new Message.Chunk(get.hash(), bytes))
                .orElseGet(() -> new Message.Refused("OFFLINE", "chunk " + get.hash() + " is not here"));
    }

    private static boolean names(byte[] manifest, Hash chunk) {
        return Stores.checkpoint(manifest).names(chunk);
    }
}
