package org.tillmesh.replication;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Valid bytes, made wrong in the ways that find holes in decoders: by seed, so that a finding can be had again. */
final class Mutations {
    private static final long[] SPECIAL = {
        0, 1, -1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final Random random;
    private final List<byte[]> valid;

    Mutations(long seed, List<byte[]> valid) {
        this.random = new Random(seed);
        this.valid = List.copyOf(valid);
    }

    /** One input, changed in one to four ways. */
    byte[] next() {
        byte[] bytes = pick().clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] pick() {
        return valid.get(random.nextInt(valid.size()));
    }

    private byte[] change(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> {
                return Arrays.copyOf(bytes, at); // cut short
            }
            case 3 -> {
                return splice(bytes, at, at, pick(), 64); // something of another input in between
            }
            case 4 -> {
                return splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(16)), new byte[0], 0); // a hole
            }
            case 5 -> special(bytes, at); // lengths and numbers at their limits
            case 6 -> bytes[at] = (byte) (random.nextInt(8) << 5 | 0x18 + random.nextInt(8)); // a CBOR head
            case 7 -> {
                return splice(bytes, at, at, bytes, 32); // something twice
            }
            default -> {
                byte[] nested = new byte[1 + random.nextInt(40_000)];
                Arrays.fill(nested, (byte) (random.nextBoolean() ? 0x81 : 0xa1)); // a list in a list in a list …
                return splice(bytes, at, at, nested, nested.length);
            }
        }
        return bytes;
    }

    private void special(byte[] bytes, int at) {
        long value = SPECIAL[random.nextInt(SPECIAL.length)];
        int size = Math.min(1 << random.nextInt(4), bytes.length - at);
        byte[] whole = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        System.arraycopy(whole, Long.BYTES - size, bytes, at, size);
    }

    private byte[] splice(byte[] bytes, int from, int to, byte[] other, int lengthMax) {
        int start = other.length == 0 ? 0 : random.nextInt(other.length);
        int length = Math.min(lengthMax, other.length - start);
        return ByteBuffer.allocate(from + length + bytes.length - to)
                .put(bytes, 0, from)
                .put(other, start, length)
                .put(bytes, to, bytes.length - to)
                .array();
    }
}
