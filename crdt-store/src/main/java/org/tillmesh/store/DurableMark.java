package org.tillmesh.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The greatest commit number known durable, in a file of two slots of 32 bytes, written in turn and not synced: it
 * survives the death of the process, which is what it is for. Damage at or below it is rot, not a torn tail.
 */
final class DurableMark implements AutoCloseable {
    private static final int SLOT_BYTES = 32;
    private static final int CRC_AT = 16;

    private final Disk.File file;
    private long number;
    private long turn;

    private DurableMark(Disk.File file) {
        this.file = file;
    }

    static DurableMark open(Disk disk, Path path) throws IOException {
        var mark = new DurableMark(disk.openMapped(path, 2 * SLOT_BYTES));
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
        file.sync(true);
        file.close();
    }
}
