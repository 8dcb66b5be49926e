package org.tillmesh.replication;

import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.SignedManifest;

/** What the relay is beside its links: the part that {@link RelayServer} asks and tells. Called on its thread. */
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

    /** A checkpoint of a scope, signed, not older than the relay thinks right. */
    SignedManifest checkpoint(Scope scope);

    /** A chunk of a checkpoint that was offered; throws {@link IllegalArgumentException} if there is none. */
    Path chunk(Scope scope, Hash hash);

    /** A question of a till that goes beyond streams. @return the answer; throws {@link IllegalArgumentException} to refuse */
    Value ask(Identity till, String kind, Value body);

    /** Word from a till: now, and its clock in milliseconds since 1970. */
    void heard(Identity till, long itsNowMillis);

    void gone(Identity till);
}
