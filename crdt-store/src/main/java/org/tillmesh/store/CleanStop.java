package org.tillmesh.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The file that an orderly end leaves: {@code '1'}, the last commit number, CRC-32C of both; older ones have no number. */
final class CleanStop {
    private static final int CRC_AT = 9;

    private CleanStop() {}

    static byte[] encode(long last) {
        ByteBuffer bytes = ByteBuffer.allocate(CRC_AT + 4).put((byte) '1').putLong(last);
        bytes.putInt(CRC_AT, SegmentFormat.crc(bytes.array(), 0, CRC_AT));
        return bytes.array();
    }

    /** The last commit that it proves; 0 if it proves none. */
    static long proven(Disk disk, Path file) throws IOException {
        if (!disk.exists(file)) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(disk.read(file));
        boolean whole =
                bytes.limit() == CRC_AT + 4 && bytes.getInt(CRC_AT) == SegmentFormat.crc(bytes.array(), 0, CRC_AT);
        return whole ? bytes.getLong(1) : 0;
    }
}
