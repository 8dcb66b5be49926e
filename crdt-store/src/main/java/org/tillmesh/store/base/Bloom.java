package org.tillmesh.store.base;

import java.nio.ByteBuffer;

/**
 * Says of most keys that are not in a table that they are not, without a look at it: a blocked Bloom filter (Putze, Sanders,
 * Singler 2007), ten bits a key, all probes of a key in one line of 512 bits, about two false "perhaps" in a hundred. New
 * documents, which are most of what a till writes, need it.
 */
public final class Bloom {
    private static final int BITS_PER_KEY = 10;
    private static final int PROBES = 6;
    private static final int LINE_WORDS = 8;
    private static final int LINE_BITS_LOG = 9;

    private final long[] words;

    private Bloom(long[] words) {
        this.words = words;
    }

    public static Bloom forKeys(long expected) {
        long lines = (expected * BITS_PER_KEY >>> LINE_BITS_LOG) + 1;
        return new Bloom(new long[(int) Math.min(Integer.MAX_VALUE / LINE_WORDS - 1, lines) * LINE_WORDS]);
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

    /** A key is what its parts say, one after the other. */
    void add(String... key) {
        long hash = hash(key);
        int line = line(hash);
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(hash, i);
            words[line + (bit >>> 6)] |= 1L << bit;
        }
    }

    boolean mayContain(String... key) {
        long hash = hash(key);
        int line = line(hash);
        for (int i = 0; i < PROBES; i++) {
            int bit = bit(hash, i);
            if ((words[line + (bit >>> 6)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private int line(long hash) {
        return (int) ((hash >>> 32) * (words.length / LINE_WORDS) >>> 32) * LINE_WORDS;
    }

    private static int bit(long hash, int probe) {
        return (int) (hash * 0x9E3779B97F4A7C15L >>> probe * LINE_BITS_LOG) & (1 << LINE_BITS_LOG) - 1;
    }

    /** FNV-1a over the characters, stirred at the end; the same on every machine. */
    private static long hash(String[] key) {
        long hash = 0xCBF29CE484222325L;
        for (String part : key) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * 0x100000001B3L;
            }
            hash = (hash ^ 0xFFFF) * 0x100000001B3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xFF51AFD7ED558CCDL;
        return hash ^ hash >>> 33;
    }
}
