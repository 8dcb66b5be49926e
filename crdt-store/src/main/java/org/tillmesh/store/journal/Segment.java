package org.tillmesh.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.disk.Folders;

/** One file of the journal. */
public final class Segment implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final int ZEROS_BYTES = 1 << 20;

    /** Bytes {@code from} up to {@code to} that are neither records nor zeros. */
    public record Damage(int from, int to) {}

    private final Disk.File file;
    private final SegmentFormat.SegmentHeader header;
    private final List<Damage> damages = new ArrayList<>();
    private int endOfRecords = SegmentFormat.SEGMENT_HEADER_BYTES;

    private Segment(Disk.File file, SegmentFormat.SegmentHeader header) {
        this.file = file;
        this.header = header;
    }

    /** Writes a segment full of zeros, syncs it and its folder. */
    static Segment create(Disk disk, Path path, SegmentFormat.SegmentHeader header) throws IOException {
        return made(disk, path, header, file -> writeZeros(file, 0, header.size()));
    }

    /** Writes a segment that is full with one record, syncs it and its folder; no zeros before. */
    static Segment createFull(Disk disk, Path path, SegmentFormat.SegmentHeader header, ByteBuffer record)
            throws IOException {
        return made(disk, path, header, file -> file.write(record, SegmentFormat.SEGMENT_HEADER_BYTES));
    }

    /** The same file under another header, durable on return; no record was written to it yet. */
    Segment renumbered(SegmentFormat.SegmentHeader as) throws IOException {
        file.write(ByteBuffer.wrap(as.bytes()), 0);
        file.sync(false);
        return new Segment(file, as);
    }

    private interface Filling {
        void fill(Disk.File file) throws IOException;
    }

    private static Segment made(Disk disk, Path path, SegmentFormat.SegmentHeader header, Filling filling)
            throws IOException {
        Disk.File file = disk.open(path, Disk.Mode.CREATE_NEW);
        try {
            filling.fill(file);
            file.write(ByteBuffer.wrap(header.bytes()), 0);
            file.sync(true);
            Folders.syncParent(disk, path);
            return new Segment(file, header);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Null, with a line in {@code quarantined}, if the header can't be trusted; the file stays as it is. */
    static @Nullable Segment open(Disk disk, Path path, List<String> quarantined) throws IOException {
        Disk.File file = disk.open(path, Disk.Mode.WRITE);
        try {
            ByteBuffer head = ByteBuffer.allocate(SegmentFormat.SEGMENT_HEADER_BYTES);
            file.read(head, 0);
            var header = SegmentFormat.SegmentHeader.read(
                    head.flip(), path.getFileName().toString());
            if (file.size() < header.size()) {
                quarantined.add("segment " + header.number() + " has " + file.size() + " bytes of " + header.size());
                lengthen(disk, path, file, header.size());
            }
            return new Segment(file, header);
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.NEWER_VERSION) {
                file.close();
                throw e;
            }
            SegmentFormat.SegmentHeader rebuilt = SegmentFormat.SegmentHeader.rebuilt(
                    ByteBuffer.wrap(disk.read(path)), path.getFileName().toString());
            if (rebuilt != null) {
                LOG.warn("{}; it was made anew of the file's records", e.getMessage());
                file.write(ByteBuffer.wrap(rebuilt.bytes()), 0);
                file.sync(false);
                return new Segment(file, rebuilt);
            }
            file.close();
            if (isZero(disk.read(path))) {
                disk.delete(path); // its making was interrupted; nothing was ever in it
                return null;
            }
            quarantined.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A segment is as long as it was made, so that no commit waits for room; nothing of what was cut off comes back by it. */
    private static void lengthen(Disk disk, Path path, Disk.File file, long size) throws IOException {
        if (disk.usableBytes(path) > size) {
            writeZeros(file, file.size(), size);
            file.sync(true);
        }
    }

    private static void writeZeros(Disk.File file, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(ZEROS_BYTES);
        for (long at = from; at < to; at += ZEROS_BYTES) {
            file.write(zeros.clear().limit((int) Math.min(ZEROS_BYTES, to - at)), at);
        }
    }

    /** One whose header a base knows; null if the file says something else. Its records are not read. */
    static @Nullable Segment openKnown(Disk disk, Path path, SegmentFormat.SegmentHeader header) throws IOException {
        Disk.File file = disk.open(path, Disk.Mode.WRITE);
        ByteBuffer head = ByteBuffer.allocate(SegmentFormat.SEGMENT_HEADER_BYTES);
        file.read(head, 0);
        if (file.size() < header.size() || !Arrays.equals(head.array(), header.bytes())) {
            file.close();
            return null;
        }
        return new Segment(file, header);
    }

    /** For looking only: nothing in it is ever changed. */
    static @Nullable public Segment openReadOnly(Disk disk, Path path, List<String> quarantined) throws IOException {
        Disk.File file = disk.open(path, Disk.Mode.READ);
        ByteBuffer head = ByteBuffer.allocate(SegmentFormat.SEGMENT_HEADER_BYTES);
        file.read(head, 0);
        try {
            var header = SegmentFormat.SegmentHeader.read(
                    head.flip(), path.getFileName().toString());
            if (file.size() < header.size()) {
                quarantined.add("segment " + header.number() + " has " + file.size() + " bytes of " + header.size());
            }
            return new Segment(file, header);
        } catch (StoreException e) {
            file.close();
            quarantined.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    SegmentFormat.SegmentHeader header() {
        return header;
    }

    public long number() {
        return header.number();
    }

    long size() {
        return header.size();
    }

    public List<Damage> damages() {
        return damages;
    }

    int endOfRecords() {
        return endOfRecords;
    }

    /** Every whole record; what is neither record nor zeros is noted as damage, and scanning goes on behind it. */
    public List<SegmentFormat.Found> scan() throws IOException {
        ByteBuffer bytes = all();
        var found = new ArrayList<SegmentFormat.Found>();
        int damageFrom = -1;
        int damageTo = -1;
        int at = SegmentFormat.SEGMENT_HEADER_BYTES;
        while (at + SegmentFormat.ALIGNMENT <= bytes.limit()) {
            SegmentFormat.Found record = SegmentFormat.recordAt(bytes, header, at);
            if (record != null) {
                if (damageFrom >= 0) {
                    damages.add(new Damage(damageFrom, at));
                    damageFrom = -1;
                }
                found.add(record);
                at = record.end();
                endOfRecords = at;
            } else {
                if (bytes.getLong(at) != 0) {
                    damageFrom = damageFrom < 0 ? at : damageFrom;
                    damageTo = at + SegmentFormat.ALIGNMENT;
                }
                at += SegmentFormat.ALIGNMENT;
            }
        }
        if (damageFrom >= 0) {
            damages.add(new Damage(damageFrom, damageTo));
            endOfRecords = Math.max(endOfRecords, damageTo);
        }
        return found;
    }

    private ByteBuffer all() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), header.size()));
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {}
        return bytes.flip();
    }

    SegmentFormat.@Nullable Found read(int offset) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(SegmentFormat.RECORD_HEADER_BYTES);
        file.read(head, offset);
        int length = head.getInt(4);
        if (length < 1 || length > header.size()) {
            return null;
        }
        // The checksum counts the offset in the file, so the record is read into its own place of a sparse view.
        return SegmentFormat.recordAt(window(offset, SegmentFormat.RECORD_HEADER_BYTES + length), header, offset, 0);
    }

    private ByteBuffer window(int offset, int bytes) throws IOException {
        ByteBuffer window = ByteBuffer.allocate(bytes);
        while (window.hasRemaining() && file.read(window, (long) offset + window.position()) >= 0) {}
        return window.flip();
    }

    void write(int offset, ByteBuffer bytes) throws IOException {
        file.write(bytes, offset);
    }

    void sync() throws IOException {
        file.sync(false);
    }

    void copy(Disk disk, Damage damage, Path aside) throws IOException {
        Folders.write(
                disk, aside, window(damage.from(), damage.to() - damage.from()).array());
    }

    void zero(Damage damage) throws IOException {
        file.write(ByteBuffer.allocate(damage.to() - damage.from()), damage.from());
        file.sync(false);
        endOfRecords = Math.min(endOfRecords, damage.from());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
