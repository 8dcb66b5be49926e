package org.tillmesh.store;

import java.nio.ByteBuffer;

/**
 * Says of most keys that are not in a table that they are not, without a look at it (Bloom 1970): ten bits and seven
 * probes a key, about one false "perhaps" in a hundred. New documents, which are most of what a till writes, need it.
 */
final class Bloom {
    private static final int BITS_PER_KEY = 10;
    private static final int PROBES = 7;

    private final long[] words;

    private Bloom(long[] words) {
        this.words = words;
    }

    static Bloom forKeys(long expected) {
        return new Bloom(new long[(int) Math.min(Integer.MAX_VALUE / 8, expected * BITS_PER_KEY / Long.SIZE + 1)]);
    }

    static Bloom of(byte[] bytes) {
        var words = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(words);
        return new Bloom(words);
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
        bytes.asLongBuffer().put(words);
        return bytes.array();
    }

    void add(String key) {
        long hash = hash(key);
        for (int i = 0; i < PROBES; i++) {
            long bit = bit(hash, i);
            words[(int) (bit >>> 6)] |= 1L << bit;
        }
    }

    boolean mayContain(String key) {
        long hash = hash(key);
        for (int i = 0; i < PROBES; i++) {
            long bit = bit(hash, i);
            if ((words[(int) (bit >>> 6)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private long bit(long hash, int probe) {
        long mixed = (hash & 0xFFFFFFFFL) + probe * (hash >>> 32);
        return (mixed & Long.MAX_VALUE) % ((long) words.length * Long.SIZE);
    }

    /** FNV-1a over the characters, stirred at the end; the same on every machine. */
    private static long hash(String key) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xFF51AFD7ED558CCDL;
        return hash ^ hash >>> 33;
    }
}
