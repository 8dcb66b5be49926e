package org.tillmesh.store.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.Checksum;

/** The bytes of a journal segment: a header, then records aligned to 8 bytes, then zeros. See FORMATS.md. */
public final class SegmentFormat {
    public static final int SEGMENT_HEADER_BYTES = 64;
    public static final int RECORD_HEADER_BYTES = 36;
    static final int ALIGNMENT = 8;
    static final short VERSION = 1;

    private static final int SEGMENT_MAGIC = 0x544D4A4C; // "TMJL"
    private static final int RECORD_MAGIC = 0x544D5243; // "TMRC"
    private static final int SEGMENT_CRC_AT = SEGMENT_HEADER_BYTES - 4;
    private static final int RECORD_CRC_AT = RECORD_HEADER_BYTES - 4;

    private SegmentFormat() {}

    /** @param size of the whole file in bytes */
    public record SegmentHeader(long number, long salt, long size) {

        byte[] bytes() {
            ByteBuffer buffer = ByteBuffer.allocate(SEGMENT_HEADER_BYTES)
                    .putInt(SEGMENT_MAGIC)
                    .putShort(VERSION)
                    .putLong(number)
                    .putLong(salt)
                    .putLong(size);
            buffer.putInt(SEGMENT_CRC_AT, Checksum.crc(buffer.array(), 0, SEGMENT_CRC_AT));
            return buffer.array();
        }

        /** @throws StoreException NEWER_VERSION, or DAMAGED with what is wrong */
        static SegmentHeader read(ByteBuffer file, String name) {
            if (file.limit() < SEGMENT_HEADER_BYTES) {
                throw damaged(name, "is shorter than its header");
            }
            byte[] bytes = new byte[SEGMENT_HEADER_BYTES];
            file.get(0, bytes);
            ByteBuffer header = ByteBuffer.wrap(bytes);
            if (header.getInt() != SEGMENT_MAGIC
                    || header.getInt(SEGMENT_CRC_AT) != Checksum.crc(bytes, 0, SEGMENT_CRC_AT)) {
                throw damaged(name, "has a header that does not fit its checksum");
            }
            short version = header.getShort();
            if (version > VERSION) {
                throw new StoreException(
                        StoreException.Kind.NEWER_VERSION,
                        "Journal segment " + name + " is of format " + version + "; this program reads up to " + VERSION
                                + ". Update TillMesh.");
            }
            return new SegmentHeader(header.getLong(), header.getLong(), header.getLong());
        }

        /**
         * The header of a file whose own is damaged: its name says the number, its length the size, and any whole record
         * the salt. Null if there is none.
         *
         * @param name of the file, {@code <number in hex>.seg}
         */
        static @Nullable SegmentHeader rebuilt(ByteBuffer file, String name) {
            long number = Long.parseUnsignedLong(name.substring(0, name.indexOf('.')), 16);
            for (int at = SEGMENT_HEADER_BYTES; at + RECORD_HEADER_BYTES <= file.limit(); at += ALIGNMENT) {
                if (file.getInt(at) == RECORD_MAGIC) {
                    var header = new SegmentHeader(number, file.getLong(at + 8), file.limit());
                    if (recordAt(file, header, at) != null) {
                        return header;
                    }
                }
            }
            return null;
        }

        private static StoreException damaged(String name, String what) {
            return new StoreException(StoreException.Kind.DAMAGED, "Journal segment " + name + " " + what);
        }
    }

    /** A record as found: where it stands, its numbers, its payload. */
    public record Found(int offset, long commit, long durable, byte[] payload) {
        public int end() {
            return aligned(offset + RECORD_HEADER_BYTES + payload.length);
        }
    }

    /** The bytes of a record for its place, padded with zeros to the alignment. */
    static ByteBuffer record(SegmentHeader segment, int offset, long commit, long durable, byte[] payload) {
        byte[] framed = new byte[aligned(RECORD_HEADER_BYTES + payload.length)];
        System.arraycopy(payload, 0, framed, RECORD_HEADER_BYTES, payload.length);
        return frame(segment, offset, commit, durable, framed, payload.length);
    }

    /** The same of a payload that stands already where it must, with room for the header before it and zeros behind. */
    static ByteBuffer frame(
            SegmentHeader segment, int offset, long commit, long durable, byte[] framed, int payloadLength) {
        ByteBuffer buffer = ByteBuffer.wrap(framed, 0, aligned(RECORD_HEADER_BYTES + payloadLength));
        buffer.putInt(0, RECORD_MAGIC)
                .putInt(4, payloadLength)
                .putLong(8, segment.salt())
                .putLong(16, commit)
                .putLong(24, durable)
                .putInt(RECORD_CRC_AT, recordCrc(framed, payloadLength, segment, offset));
        return buffer;
    }

    /** The record at an offset, or null if what stands there is none of this segment. */
    static @Nullable Found recordAt(ByteBuffer file, SegmentHeader segment, int offset) {
        return recordAt(file, segment, offset, offset);
    }

    /** The record that stands at {@code at} in the bytes given and at {@code offset} in its segment. */
    static @Nullable Found recordAt(ByteBuffer file, SegmentHeader segment, int offset, int at) {
        if (at + RECORD_HEADER_BYTES > file.limit() || file.getInt(at) != RECORD_MAGIC) {
            return null;
        }
        int length = file.getInt(at + 4);
        if (length < 1 || length > file.limit() - at - RECORD_HEADER_BYTES || file.getLong(at + 8) != segment.salt()) {
            return null;
        }
        byte[] bytes = new byte[RECORD_HEADER_BYTES + length];
        file.get(at, bytes);
        int crc = ByteBuffer.wrap(bytes).getInt(RECORD_CRC_AT);
        ByteBuffer.wrap(bytes).putInt(RECORD_CRC_AT, 0);
        if (crc != recordCrc(bytes, length, segment, offset)) {
            return null;
        }
        byte[] payload = new byte[length];
        System.arraycopy(bytes, RECORD_HEADER_BYTES, payload, 0, length);
        return new Found(offset, file.getLong(at + 16), file.getLong(at + 24), payload);
    }

    static int aligned(int bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static int recordCrc(byte[] headerAndPayload, int length, SegmentHeader segment, int offset) {
        CRC32C crc = new CRC32C();
        crc.update(headerAndPayload, 0, RECORD_CRC_AT);
        crc.update(headerAndPayload, RECORD_HEADER_BYTES, length);
        crc.update(
                ByteBuffer.allocate(12).putLong(segment.number()).putInt(offset).flip());
        return (int) crc.getValue();
    }
}
