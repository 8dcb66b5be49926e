package org.tillmesh.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.Checksum;
import org.tillmesh.store.disk.Disk;

/**
 * A small file that says how far a folder has come. Two slots of 32 bytes have the commit number alone, two of 2,048 behind
 * them a {@link Proof}; each pair is written in turn and not synced: so it survives the death of the process.
 */
public final class MarkFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MarkFile.class);
    private static final int SLOT_BYTES = 32;
    private static final int CRC_AT = 16;
    private static final int PROOFS_AT = 2 * SLOT_BYTES;
    private static final int PROOF_SLOT_BYTES = 2_048;
    private static final int PROOF_HEAD_BYTES = 16;

    private final Path path;
    private final Disk.File file;
    private Proof proof = Proof.NONE;
    private long told;
    private long turn;

    private MarkFile(Path path, Disk.File file) {
        this.path = path;
        this.file = file;
    }

    static MarkFile open(Disk disk, Path path) throws IOException {
        var mark = new MarkFile(path, disk.openMapped(path, PROOFS_AT + 2 * PROOF_SLOT_BYTES));
        mark.read();
        return mark;
    }

    /** What the bytes of such a file say. */
    public static Proof of(Disk disk, Path path) throws IOException {
        try (Disk.File file = disk.open(path, Disk.Mode.READ)) {
            var mark = new MarkFile(path, file);
            mark.read();
            return mark.proof;
        }
    }

    private void read() throws IOException {
        long number = 0;
        for (int slot = 0; slot < 2; slot++) {
            ByteBuffer buffer = bytes((long) slot * SLOT_BYTES, SLOT_BYTES);
            if (!buffer.hasRemaining()
                    && buffer.getInt(CRC_AT) == Checksum.crc(buffer.array(), 0, CRC_AT)
                    && buffer.getLong(8) > turn) {
                number = buffer.getLong(0);
                turn = buffer.getLong(8);
            }
        }
        long latest = 0;
        for (int slot = 0; slot < 2; slot++) {
            ByteBuffer buffer = bytes(PROOFS_AT + (long) slot * PROOF_SLOT_BYTES, PROOF_SLOT_BYTES);
            int length = buffer.position() < PROOF_HEAD_BYTES ? 0 : buffer.getInt(4);
            boolean whole = length > 0
                    && length <= buffer.position() - PROOF_HEAD_BYTES
                    && buffer.getInt(0) == Checksum.crc(buffer.array(), 4, PROOF_HEAD_BYTES - 4 + length);
            if (whole && buffer.getLong(8) > latest) {
                latest = buffer.getLong(8);
                take(Arrays.copyOfRange(buffer.array(), PROOF_HEAD_BYTES, PROOF_HEAD_BYTES + length));
            }
        }
        turn = Math.max(turn, latest);
        proof = proof.at(Math.max(number, proof.number()));
    }

    private void take(byte[] encoded) {
        try {
            proof = Proof.decode(encoded);
            told = proof.number();
        } catch (StoreException e) {
            LOG.warn("What {} says beside a number is left out: {}", path, e.getMessage()); // a newer program's
        }
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        file.read(buffer, at);
        return buffer;
    }

    Path path() {
        return path;
    }

    Proof proof() {
        return proof;
    }

    /** Up to which commit the proof says more than a number; 0 if it never did. */
    long told() {
        return told;
    }

    void write(Proof now) throws IOException {
        turn++;
        proof = now;
        ByteBuffer buffer =
                ByteBuffer.allocate(SLOT_BYTES).putLong(now.number()).putLong(turn);
        buffer.putInt(CRC_AT, Checksum.crc(buffer.array(), 0, CRC_AT));
        buffer.rewind();
        file.write(buffer, turn % 2 * SLOT_BYTES);
        byte[] encoded = now.encode();
        if (PROOF_HEAD_BYTES + encoded.length <= PROOF_SLOT_BYTES) {
            ByteBuffer slot = ByteBuffer.allocate(PROOF_HEAD_BYTES + encoded.length)
                    .putInt(0)
                    .putInt(encoded.length)
                    .putLong(turn)
                    .put(encoded);
            slot.putInt(0, Checksum.crc(slot.array(), 4, slot.limit() - 4));
            slot.rewind();
            file.write(slot, PROOFS_AT + turn % 2 * PROOF_SLOT_BYTES);
        }
    }

    void sync() throws IOException {
        file.sync(true);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
