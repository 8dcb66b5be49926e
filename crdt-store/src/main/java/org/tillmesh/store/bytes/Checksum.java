package org.tillmesh.store.bytes;

import java.util.zip.CRC32C;

/** The checksum of every file of a store folder: CRC-32C. */
public final class Checksum {
    private Checksum() {}

    /** @return CRC-32C of {@code length} bytes from {@code from} on */
    public static int crc(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
