package org.tillmesh.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.Checksum;

/**
 * Who a folder is: its lock, its replica id, its incarnation, and the marks by which a copy is known (machine id and the
 * lock file's inode). On a difference a new incarnation is drawn before the first write.
 */
public final class FolderIdentity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderIdentity.class);
    private static final String FORMAT = "tillmesh-store ";
    private static final int FORMAT_VERSION = 1;
    private static final int BYTES = 16 + Hash.BYTES;

    private final Disk disk;
    private final Path dir;
    private final Disk.Lock lockFile;
    private final LongSupplier random;
    private Origin origin;
    private boolean fresh;

    private FolderIdentity(Disk disk, Path dir, Disk.Lock lockFile, Origin origin, LongSupplier random) {
        this.disk = disk;
        this.random = random;
        this.dir = dir;
        this.lockFile = lockFile;
        this.origin = origin;
    }

    /** @param replicaIfNew what a new folder is called */
    public static FolderIdentity open(Disk disk, Path dir, ReplicaId replicaIfNew, LongSupplier random)
            throws IOException {
        try {
            disk.createFolders(dir);
            Disk.Lock lock = disk.lock(dir);
            try {
                checkFormat(disk, dir);
                var identity = new FolderIdentity(
                        disk, dir, lock, new Origin(replicaIfNew, new Incarnation(random.getAsLong())), random);
                identity.read();
                return identity;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (FileAlreadyExistsException | NotDirectoryException e) {
            throw new StoreException(
                    StoreException.Kind.BAD_RECORD, "The path " + dir + " is a file; name a folder for the store", e);
        } catch (FileSystemException e) {
            throw refused(dir, e);
        }
    }

    private static StoreException refused(Path dir, FileSystemException e) {
        boolean full = String.valueOf(e.getReason()).contains("No space left");
        return full
                ? new StoreException(
                        StoreException.Kind.DISK_FULL,
                        "The disk of " + dir + " is full: " + e.getMessage() + ". Make room, then start again.",
                        e)
                : new StoreException(
                        StoreException.Kind.READ_ONLY,
                        "The store folder " + dir + " can't be written by user " + System.getProperty("user.name")
                                + ": " + e.getMessage()
                                + ". Give the folder to this user, on a disk that takes writes.",
                        e);
    }

    private static void checkFormat(Disk disk, Path dir) throws IOException {
        Path file = dir.resolve("format");
        if (!disk.exists(file)) {
            write(disk, file);
            return;
        }
        String text = new String(disk.read(file), StandardCharsets.UTF_8).strip();
        String version = text.startsWith(FORMAT) ? text.substring(FORMAT.length()) : "";
        if (!version.matches("[0-9]{1,6}")) {
            if (!disk.exists(dir.resolve("journal"))) {
                throw new StoreException(
                        StoreException.Kind.DAMAGED,
                        "The file " + file + " says \"" + text + "\"; this is no store folder");
            }
            write(disk, file); // rot took it; each segment of the journal names its format itself
            return;
        }
        if (Integer.parseInt(version) > FORMAT_VERSION) {
            throw new StoreException(
                    StoreException.Kind.NEWER_VERSION,
                    "The store folder " + dir + " has format " + version + ", this program knows up to "
                            + FORMAT_VERSION + ". Update TillMesh; nothing was changed.");
        }
    }

    private static void write(Disk disk, Path format) throws IOException {
        Folders.replace(disk, format, (FORMAT + FORMAT_VERSION + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void read() throws IOException {
        Path file = dir.resolve("identity");
        if (!disk.exists(file)) {
            fresh = true;
            write();
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(disk.read(file));
        if (buffer.limit() != BYTES + 4 || buffer.getInt(BYTES) != Checksum.crc(buffer.array(), 0, BYTES)) {
            fresh = true;
            write();
            return;
        }
        origin = Origin.of(buffer.getLong(), buffer.getLong());
        byte[] marks = new byte[Hash.BYTES];
        buffer.get(marks);
        if (!Arrays.equals(marks, marks()) && !PlantedBug.REUSED_INCARNATION.isPlanted()) {
            drawIncarnation();
        }
    }

    public Origin origin() {
        return origin;
    }

    /** Whether this opening found no identity: a new folder or a restored one. */
    public boolean fresh() {
        return fresh;
    }

    private void drawIncarnation() throws IOException {
        become(draw());
    }

    /** A name for {@link #become(Incarnation)}. */
    public Incarnation draw() {
        return new Incarnation(random.getAsLong());
    }

    /** The folder goes on under another name. */
    public void become(Incarnation other) throws IOException {
        fresh = true;
        origin = new Origin(origin.replica(), other);
        write();
    }

    /**
     * Called before each commit: whoever deletes the lock's file must not let a second program in.
     *
     * @throws StoreException LOCKED if a second program has the folder
     */
    public void keepLock() throws IOException {
        if (lockFile.renew()) {
            LOG.warn("The file \"lock\" of {} was deleted while this program runs; it was made anew", dir);
            write();
        }
    }

    /** @param hasWritten whether anything bears the name of before, whose incarnation then ends with it */
    public void become(ReplicaId replica, boolean hasWritten) throws IOException {
        origin = new Origin(replica, origin.incarnation());
        if (hasWritten) {
            drawIncarnation();
        } else {
            write();
        }
    }

    private void write() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES + 4)
                .putLong(origin.replica().bits())
                .putLong(origin.incarnation().bits())
                .put(marks());
        buffer.putInt(Checksum.crc(buffer.array(), 0, BYTES));
        Folders.replace(disk, dir.resolve("identity"), buffer.array());
    }

    private byte[] marks() throws IOException {
        return Hash.sha256(disk.mark(dir.resolve("lock")).getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
