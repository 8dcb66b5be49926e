package org.tillmesh.replication.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A PIN's verifier: {@code version ‖ salt (16) ‖ Argon2id(HMAC-SHA-256(pepper, PIN))} with 19 MiB, two passes, one lane
 * (OWASP's minimum). The pepper is the store's and comes with activation, so a verifier alone can't be guessed at.
 */
public final class PinHash {
    private static final byte VERSION = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private PinHash() {}

    public static byte[] make(byte[] pepper, String pin) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return make(pepper, pin, salt);
    }

    static byte[] make(byte[] pepper, String pin, byte[] salt) {
        byte[] verifier = new byte[1 + SALT_BYTES + HASH_BYTES];
        verifier[0] = VERSION;
        System.arraycopy(salt, 0, verifier, 1, SALT_BYTES);
        System.arraycopy(hash(proof(pepper, pin), salt), 0, verifier, 1 + SALT_BYTES, HASH_BYTES);
        return verifier;
    }

    public static boolean fits(byte[] verifier, byte[] pepper, String pin) {
        return isProvenBy(verifier, proof(pepper, pin));
    }

    /** Whether bytes have the shape of a verifier: 49 bytes, of a version that is known here. */
    public static boolean isVerifier(byte[] bytes) {
        return bytes.length == 1 + SALT_BYTES + HASH_BYTES && bytes[0] == VERSION;
    }

    /** What shows to a holder of the verifier alone, without the PIN, that a PIN fits it: 32 bytes. */
    public static byte[] proof(byte[] pepper, String pin) {
        var hmac = new HMac(new SHA256Digest());
        hmac.init(new KeyParameter(pepper));
        byte[] typed = pin.getBytes(StandardCharsets.UTF_8);
        hmac.update(typed, 0, typed.length);
        byte[] proof = new byte[hmac.getMacSize()];
        hmac.doFinal(proof, 0);
        return proof;
    }

    /** Whether the proof is of the verifier's PIN; never of bytes that are no verifier. */
    public static boolean isProvenBy(byte[] verifier, byte[] proof) {
        if (!isVerifier(verifier)) {
            return false;
        }
        byte[] salt = Arrays.copyOfRange(verifier, 1, 1 + SALT_BYTES);
        byte[] expected = Arrays.copyOfRange(verifier, 1 + SALT_BYTES, verifier.length);
        return MessageDigest.isEqual(expected, hash(proof, salt));
    }

    private static byte[] hash(byte[] proof, byte[] salt) {
        var argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        argon.generateBytes(proof, hash);
        return hash;
    }
}
