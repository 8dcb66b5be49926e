package org.tillmesh.replication;

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
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Store;
import org.tillmesh.store.Stores;

/** Passing on the relay's checkpoints. */
final class Checkpoints {
    private static final int CERTIFICATE_BYTES_MAX = 2 << 20;

    private Checkpoints() {}

    /** An offer with the certificates of whoever wrote what the checkpoint stands for. */
    static Message.CheckpointOffer offer(Node node, Scope scope, SignedManifest manifest) {
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

    /**
     * Whether an offered checkpoint covers something that is not held here. Its manifest does not say what it has of a stream
     * that has holes here, so it is tried, once.
     */
    static boolean brings(Node node, Message.CheckpointOffer offer) {
        Store.Checkpoint checkpoint = Stores.checkpoint(offer.manifest().manifest());
        boolean isNew = !node.store()
                .heldOf(checkpoint.scope())
                .contains(Hash.sha256(offer.manifest().manifest()));
        for (Map.Entry<StreamId, Head> entry : checkpoint.vector().heads().entrySet()) {
            StreamId stream = entry.getKey();
            Head head = entry.getValue();
            if (!node.store()
                    .holds(
                            stream.scope(),
                            stream.origin(),
                            head.seq(),
                            head.hash().prefix())) {
                return true;
            }
            List<Long> lost = node.store().lost(stream);
            if (isNew && !lost.isEmpty() && lost.get(0) <= head.seq()) {
                return true;
            }
        }
        return false;
    }

    /**
     * A checkpoint that this folder was seeded from, or why not; of several the one that the asker began to fetch, else the
     * one that came last.
     */
    static Message answer(Node node, Message.GetCheckpoint get) {
        List<SignedManifest> here = Evidence.checkpoints(node.store(), get.scope());
        return here.stream()
                .filter(manifest -> Hash.sha256(manifest.manifest()).equals(get.begun()))
                .findFirst()
                .or(() -> here.stream().findFirst())
                .<Message>map(manifest -> offer(node, get.scope(), manifest))
                .orElseGet(() -> new Message.Refused("OFFLINE", "there is no checkpoint of " + get.scope() + " here"));
    }

    /** A chunk of it, or why not. */
    static Message answer(Node node, Message.GetChunk get) {
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
