package org.tillmesh.crdt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value: 32 bytes, ordered as unsigned bytes, written as 64 hexadecimal digits. */
public final class Hash implements Comparable<Hash> {
    public static final int BYTES = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** What stands where there is no predecessor: {@code prev} of a stream's first ChangeSet. */
    public static final Hash ZERO = new Hash(new byte[BYTES]);

    /** To find the algorithm takes longer than to hash a small document. */
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Hash::newSha256);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes exactly 32 bytes. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** The 32 bytes from a place on. */
    public static Hash of(byte[] bytes, int from) {
        return new Hash(Arrays.copyOfRange(bytes, from, from + BYTES));
    }

    /** SHA-256 over the parts, one after the other. */
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = SHA256.get();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    /** For what is hashed part by part. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    public static Hash parse(String hex) {
        try {
            return of(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Hash \"" + hex + "\" is not 64 hexadecimal digits", e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public void copyTo(byte[] into, int at) {
        System.arraycopy(bytes, 0, into, at, BYTES);
    }

    /** Whether it stands at a place. */
    public boolean isAt(byte[] there, int at) {
        return Arrays.equals(bytes, 0, BYTES, there, at, at + BYTES);
    }

    /** The first 8 bytes, big-endian: what a {@link Dot} keeps of its ChangeSet's hash. */
    public long prefix() {
        return (long) LONGS.get(bytes, 0);
    }

    public boolean isZero() {
        return equals(ZERO);
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return (int) prefix();
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
