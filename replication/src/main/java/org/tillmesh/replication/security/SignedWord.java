package org.tillmesh.replication.security;

import java.security.PublicKey;
import org.tillmesh.crdt.Value;

/**
 * A statement with its signer's Ed25519 signature over the deterministic encoding of {@link #said()}. What is said begins
 * with the name of its kind, so that a word of one kind never passes for one of another. A word names no signer: whoever
 * reads it knows whose key it must be by.
 */
public sealed interface SignedWord permits Acknowledgement, Seal, SignedManifest, Testimony {
    /** What the signature is over; its first entry is the kind, like {@code tillmesh-seal-1}. */
    Value said();

    /** 64 bytes if it is one. */
    byte[] signature();

    default boolean isBy(PublicKey key) {
        return Signatures.isBy(key, said(), signature());
    }
}
