package org.tillmesh.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The greatest commit number known durable, in a file of two slots of 32 bytes, written in turn and not synced: it
 * survives the death of the process, which is what it is for. Damage at or below it is rot, not a torn tail.
 */
final class DurableMark implements AutoCloseable {
    private static final int SLOT_BYTES = 32;
    private static final int CRC_AT = 16;

    private final FileChannel file;
    private long number;
    private long turn;

    private DurableMark(FileChannel file) {
        this.file = file;
    }

    static DurableMark open(Path path) throws IOException {
        var mark = new DurableMark(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        mark.read();
        return mark;
    }

    private void read() throws IOException {
        for (int slot = 0; slot < 2; slot++) {
            ByteBuffer buffer = ByteBuffer.allocate(SLOT_BYTES);
            file.read(buffer, (long) slot * SLOT_BYTES);
            if (!buffer.hasRemaining()
                    && buffer.getInt(CRC_AT) == SegmentFormat.crc(buffer.array(), 0, CRC_AT)
                    && buffer.getLong(8) > turn) {
                number = buffer.getLong(0);
                turn = buffer.getLong(8);
            }
        }
    }

    long number() {
        return number;
    }

    void advance(long durable) throws IOException {
        turn++;
        number = durable;
        ByteBuffer buffer = ByteBuffer.allocate(SLOT_BYTES).putLong(durable).putLong(turn);
        buffer.putInt(CRC_AT, SegmentFormat.crc(buffer.array(), 0, CRC_AT));
        buffer.rewind();
        file.write(buffer, turn % 2 * SLOT_BYTES);
    }

    @Override
    public void close() throws IOException {
        file.force(true);
        file.close();
    }
}
