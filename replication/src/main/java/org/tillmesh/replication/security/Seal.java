package org.tillmesh.replication.security;

import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.util.List;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;

/**
 * An origin's word for its stream up to a ChangeSet, and so, by the hash chain, for everything before it: Ed25519 over
 * {@code ["tillmesh-seal-1", scope, origin, seq, hash]}.
 */
public record Seal(StreamId stream, Head head, byte[] signature) implements SignedWord {

    public Seal {
        signature = signature.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    public static Seal of(StreamId stream, Head head, PrivateKey key) {
        return new Seal(stream, head, Signatures.sign(key, said(stream, head)));
    }

    @Override
    public Value said() {
        return said(stream, head);
    }

    private static Value said(StreamId stream, Head head) {
        return Value.list(List.of(
                Value.of("tillmesh-seal-1"),
                Value.of(stream.scope().name()),
                Value.of(bytes(stream.origin())),
                Value.of(head.seq()),
                Value.of(head.hash().bytes())));
    }

    static byte[] bytes(Origin origin) {
        return ByteBuffer.allocate(16)
                .putLong(origin.replica().bits())
                .putLong(origin.incarnation().bits())
                .array();
    }
}
