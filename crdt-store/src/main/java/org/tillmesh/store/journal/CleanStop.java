package org.tillmesh.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.tillmesh.store.bytes.Checksum;
import org.tillmesh.store.disk.Disk;

/** The file that an orderly end leaves: {@code '1'}, the last commit number, CRC-32C of both; older ones have no number. */
public final class CleanStop {
    private static final int CRC_AT = 9;

    private CleanStop() {}

    public static byte[] encode(long last) {
        ByteBuffer bytes = ByteBuffer.allocate(CRC_AT + 4).put((byte) '1').putLong(last);
        bytes.putInt(CRC_AT, Checksum.crc(bytes.array(), 0, CRC_AT));
        return bytes.array();
    }

    /** The last commit that it proves; 0 if it proves none. */
    public static long proven(Disk disk, Path file) throws IOException {
        if (!disk.exists(file)) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(disk.read(file));
        boolean whole = bytes.limit() == CRC_AT + 4 && bytes.getInt(CRC_AT) == Checksum.crc(bytes.array(), 0, CRC_AT);
        return whole ? bytes.getLong(1) : 0;
    }
}
