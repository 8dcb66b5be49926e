package org.tillmesh.replication.security;

import java.security.PrivateKey;
import java.util.List;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;

/**
 * A till's word that it held a revoked till's stream up to a head when it heard of the revocation: Ed25519 over {@code
 * ["tillmesh-witness-1", scope, origin, branch, seq, hash]}. The relay raises the cut by it.
 */
public record Testimony(StreamId stream, Head head, byte[] signature) implements SignedWord {

    public Testimony {
        signature = signature.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    public static Testimony of(StreamId stream, Head head, PrivateKey witness) {
        return new Testimony(stream, head, Signatures.sign(witness, said(stream, head)));
    }

    @Override
    public Value said() {
        return said(stream, head);
    }

    private static Value said(StreamId stream, Head head) {
        return Value.list(List.of(
                Value.of("tillmesh-witness-1"),
                Value.of(stream.scope().name()),
                Value.of(Seal.bytes(stream.origin())),
                Value.of(stream.branch().bytes()),
                Value.of(head.seq()),
                Value.of(head.hash().bytes())));
    }
}
