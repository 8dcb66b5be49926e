package org.tillmesh.replication.office;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.Shutout;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Authority;
import org.tillmesh.store.disk.Disk;

/** What the relay is beside its links: the part that the links' server asks and tells. It is called on the server's thread. */
public interface RelayPort {
    Epoch epoch();

    /** A till without a certificate shows an activation code's secret. */
    Admission admit(byte[] secret, PublicKey key);

    /** How that went. */
    sealed interface Admission {
        /** @param extras what the till needs beside its certificate */
        record Admitted(X509Certificate certificate, Value extras) implements Admission {}

        /** @param code of the command-line contract; @param message what and mend */
        record Denied(String code, String message) implements Admission {}
    }

    boolean isRevoked(X509Certificate certificate);

    /** The same with the cuts: up to where a revoked till's records count. */
    default Shutout shutout() {
        return this::isRevoked;
    }

    /** Which deltas have authority, so that one without it is listed. */
    default Authority judge() {
        return (scope, origin, delta) -> true;
    }

    /** A checkpoint of a scope, signed, not older than the relay thinks right. */
    SignedManifest checkpoint(Scope scope);

    /** The same, or the one with this manifest's hash if its chunks are still kept: somebody has a part of them. */
    default SignedManifest checkpoint(Scope scope, Hash begun) {
        return checkpoint(scope);
    }

    /** A chunk of a checkpoint that was offered; throws {@link IllegalArgumentException} if there is none. */
    Path chunk(Scope scope, Hash hash);

    /** The same as it goes over the wire. */
    default byte[] packedChunk(Scope scope, Hash hash) throws IOException {
        return Messages.packed(disk().read(chunk(scope, hash)));
    }

    /** A question of a till that goes beyond streams. @return the answer; throws {@link IllegalArgumentException} to refuse */
    Value ask(Identity till, String kind, Value body);

    /** Word from a till: now, and its clock in milliseconds since 1970. */
    void heard(Identity till, long itsNowMillis);

    void gone(Identity till);

    /**
     * Tills have shown that this log is an older copy of itself: it begins anew, with an epoch greater than any known.
     *
     * @return the epoch that counts now
     */
    default Epoch beginAnew(Epoch greatestHeard) {
        return epoch();
    }

    /**
     * All that a till has told of its own streams and of head office's is here. Said once a link, and again after {@link
     * #beginAnew}.
     */
    default void accountedFor(Identity till) {}

    /** Where its store and checkpoints lie. */
    default Disk disk() {
        return Disk.REAL;
    }

    /** Where a checkpoint's chunks are gathered if this relay has lost what no record brings back; empty: nowhere. */
    default Optional<Path> incoming() {
        return Optional.empty();
    }

    /** Records of a revoked till were taken because another had seen them before: the cut is raised. */
    default void testified(Identity witness, Testimony testimony) {}
}
