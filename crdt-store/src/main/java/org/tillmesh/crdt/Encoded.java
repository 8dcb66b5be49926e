package org.tillmesh.crdt;

/** Canonical bytes and their SHA-256, computed once. */
public final class Encoded {
    private final byte[] bytes;
    private final Hash hash;

    public Encoded(byte[] bytes) {
        this(bytes.clone(), Hash.sha256(bytes));
    }

    private Encoded(byte[] bytes, Hash hash) {
        this.bytes = bytes;
        this.hash = hash;
    }

    /** Takes the array as it is; its maker must forget it. */
    public static Encoded owning(byte[] bytes) {
        return new Encoded(bytes, Hash.sha256(bytes));
    }

    /** The same when their hash is known. */
    public static Encoded owning(byte[] bytes, Hash hash) {
        return new Encoded(bytes, hash);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Copies all bytes to a place in an array. */
    public void copyTo(byte[] into, int at) {
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    public int length() {
        return bytes.length;
    }

    public Hash hash() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Encoded that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "Encoded[" + bytes.length + " bytes, " + hash + "]";
    }
}
