package org.tillmesh.replication.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.security.Testimony;

/** Everything that two replicas say to each other. PROTOCOL.md has what each is for, its fields and its limits. */
public sealed interface Message {

    /** A head of a stream as its holder has it on disk. */
    record Row(StreamId stream, Head head) {}

    /** First on every link. {@code port} is where the sender listens, 0 if nowhere. */
    record Hello(int version, List<String> capabilities, int port, long nowMillis, Epoch epoch) implements Message {}

    record Ping(long number) implements Message {}

    record Pong(long number, long nowMillis) implements Message {}

    /** Hash over the heads of a scope that both sides share: when it differs, the other answers with its heads. */
    record Seen(Scope scope, Hash hash) implements Message {}

    /** Heads held. {@code whole}: all of the scope; otherwise just those that moved. */
    record Heads(Scope scope, boolean whole, List<Row> rows) implements Message {}

    /** Send what comes after this head. */
    record Want(StreamId stream, long afterSeq) implements Message {}

    /**
     * ChangeSets in the order of their streams, deflated on the wire. What is not vouched for by a seal or an
     * acknowledgement in this batch (or by a later part of the same batch: {@code more}) is not taken.
     *
     * @param certificates of the origins, DER
     * @param packed the ChangeSets as they go over the wire, if the sender has them so
     */
    record Batch(
            List<byte[]> changeSets,
            List<Seal> seals,
            List<Acknowledgement> vouched,
            List<byte[]> certificates,
            boolean more,
            byte @Nullable [] packed)
            implements Message {
        public Batch(
                List<byte[]> changeSets,
                List<Seal> seals,
                List<Acknowledgement> vouched,
                List<byte[]> certificates,
                boolean more) {
            this(changeSets, seals, vouched, certificates, more, null);
        }
    }

    /** The relay's acknowledgements, from the relay or passed on. */
    record Acks(List<Acknowledgement> acks) implements Message {}

    /** To the relay: send what came after this position, and go on sending. */
    record Pull(Scope scope, Epoch epoch, long position) implements Message {}

    /** From the relay, after a batch: the cursor to keep. {@code behind}: the position is too old, do a Hard Sync. */
    record Cursor(Scope scope, Epoch epoch, long position, boolean behind) implements Message {}

    /**
     * Asks for the newest checkpoint that the other side can serve.
     *
     * @param begun hash of the manifest whose chunks lie here in part: offered again if it is still kept; zero for none
     */
    record GetCheckpoint(Scope scope, Hash begun) implements Message {
        public GetCheckpoint(Scope scope) {
            this(scope, Hash.ZERO);
        }
    }

    /**
     * The relay's checkpoint, from the relay or passed on verbatim. Comes unasked when a peer lacks what no ChangeSet of
     * the sender can give it any more.
     *
     * @param certificates of the origins that the manifest names, DER, as far as the sender has them
     */
    record CheckpointOffer(Scope scope, SignedManifest manifest, List<byte[]> certificates) implements Message {
        public CheckpointOffer(Scope scope, SignedManifest manifest) {
            this(scope, manifest, List.of());
        }
    }

    record GetChunk(Scope scope, Hash hash) implements Message {}

    /** @param packed the bytes as they go over the wire, if they lie so at the sender; the bytes are empty then */
    record Chunk(Hash hash, byte[] bytes, byte @Nullable [] packed) implements Message {
        public Chunk(Hash hash, byte[] bytes) {
            this(hash, bytes, null);
        }
    }

    /** A question that a till or relay answers for itself, for example the hand-over of a parked cart. */
    record Ask(long id, String kind, Value body) implements Message {}

    /** @param error empty if all went well */
    record Answer(long id, String error, Value body) implements Message {}

    /** From one without a certificate: the code's secret and the key that the certificate shall bind. */
    record Activate(byte[] secret, byte[] publicKey) implements Message {}

    /** @param extras what the till needs beside its certificate: pepper, neighbours, chain head */
    record Activated(byte[] certificate, byte[] authority, byte[] relayCertificate, Value extras) implements Message {}

    /** @param waitSeconds after which the other side may come again; 0: as it likes */
    record Refused(String code, String message, int waitSeconds) implements Message {
        public Refused(String code, String message) {
            this(code, message, 0);
        }
    }

    /**
     * A till's word to the relay that it held a revoked till's stream up to this head before it heard of the revocation;
     * the records follow in batches.
     */
    record Witness(Testimony testimony) implements Message {}
}
