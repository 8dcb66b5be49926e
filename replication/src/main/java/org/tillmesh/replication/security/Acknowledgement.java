package org.tillmesh.replication.security;

import java.security.PrivateKey;
import java.util.List;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;

/**
 * The relay's word that it holds a stream up to a ChangeSet on its disk: Ed25519 over {@code ["tillmesh-ack-1", epoch
 * start, epoch random, scope, origin, branch, seq, hash]}.
 */
public record Acknowledgement(Epoch epoch, StreamId stream, Head head, byte[] signature) implements SignedWord {

    public Acknowledgement {
        signature = signature.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    public static Acknowledgement of(Epoch epoch, StreamId stream, Head head, PrivateKey relay) {
        return new Acknowledgement(epoch, stream, head, Signatures.sign(relay, said(epoch, stream, head)));
    }

    @Override
    public Value said() {
        return said(epoch, stream, head);
    }

    private static Value said(Epoch epoch, StreamId stream, Head head) {
        return Value.list(List.of(
                Value.of("tillmesh-ack-1"),
                Value.of(epoch.startedMillis()),
                Value.of(epoch.random()),
                Value.of(stream.scope().name()),
                Value.of(Seal.bytes(stream.origin())),
                Value.of(stream.branch().bytes()),
                Value.of(head.seq()),
                Value.of(head.hash().bytes())));
    }
}
