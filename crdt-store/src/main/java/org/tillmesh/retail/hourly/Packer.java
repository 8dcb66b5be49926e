package org.tillmesh.retail.hourly;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers in as few bytes as they need, seven bits a byte, small negative ones too; texts behind their length. */
final class Packer {
    private byte[] bytes = new byte[256];
    private int length;

    Packer number(long value) {
        long bits = (value << 1) ^ (value >> 63);
        room(10);
        while ((bits & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((bits & 0x7F) | 0x80);
            bits >>>= 7;
        }
        bytes[length++] = (byte) bits;
        return this;
    }

    Packer text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        return raw(utf8, 0, utf8.length);
    }

    Packer raw(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, bytes, length, count);
        length += count;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    byte[] packed() {
        return Arrays.copyOf(bytes, length);
    }
}
