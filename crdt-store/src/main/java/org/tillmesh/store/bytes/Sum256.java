package org.tillmesh.store.bytes;

import java.nio.ByteBuffer;
import org.tillmesh.crdt.Hash;

/** A sum of hashes modulo 2²⁵⁶, in four 64-bit words, the highest first. */
public final class Sum256 {
    private final long[] words = new long[4];

    public void add(Hash hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash.bytes());
        long carry = 0;
        for (int i = 3; i >= 0; i--) {
            long word = bytes.getLong(i * 8);
            long sum = words[i] + word;
            long overflow = Long.compareUnsigned(sum, word) < 0 ? 1 : 0;
            long whole = sum + carry;
            overflow += whole == 0 && carry == 1 ? 1 : 0;
            words[i] = whole;
            carry = overflow;
        }
    }

    public void subtract(Hash hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash.bytes());
        long borrow = 0;
        for (int i = 3; i >= 0; i--) {
            long word = bytes.getLong(i * 8);
            long difference = words[i] - word;
            long under = Long.compareUnsigned(words[i], word) < 0 ? 1 : 0;
            long whole = difference - borrow;
            under += difference == 0 && borrow == 1 ? 1 : 0;
            words[i] = whole;
            borrow = under;
        }
    }

    public Hash toHash() {
        ByteBuffer bytes = ByteBuffer.allocate(Hash.BYTES);
        for (long word : words) {
            bytes.putLong(word);
        }
        return Hash.of(bytes.array());
    }
}
