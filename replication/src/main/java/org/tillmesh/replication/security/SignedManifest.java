package org.tillmesh.replication.security;

import java.security.PrivateKey;
import java.util.List;
import org.tillmesh.crdt.Value;

/** A checkpoint's manifest with the relay's signature over {@code ["tillmesh-checkpoint-1", epoch…, manifest]}. */
public record SignedManifest(Epoch epoch, byte[] manifest, byte[] signature) implements SignedWord {

    public SignedManifest {
        manifest = manifest.clone();
        signature = signature.clone();
    }

    @Override
    public byte[] manifest() {
        return manifest.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    public static SignedManifest of(Epoch epoch, byte[] manifest, PrivateKey relay) {
        return new SignedManifest(epoch, manifest, Signatures.sign(relay, said(epoch, manifest)));
    }

    @Override
    public Value said() {
        return said(epoch, manifest);
    }

    private static Value said(Epoch epoch, byte[] manifest) {
        return Value.list(List.of(
                Value.of("tillmesh-checkpoint-1"),
                Value.of(epoch.startedMillis()),
                Value.of(epoch.random()),
                Value.of(manifest)));
    }
}
