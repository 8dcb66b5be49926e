package org.tillmesh.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What a file needs to be sure of: written aside, synced, renamed, and its folder synced. */
public final class Folders {
    private Folders() {}

    /** Puts a whole file in place at once: after a crash it is the old one or the new one. */
    public static void replace(Disk disk, Path file, byte[] bytes) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        write(disk, aside, bytes);
        disk.move(aside, file);
        syncParent(disk, file);
    }

    /** Writes a file and syncs it, not its name. */
    public static void write(Disk disk, Path file, byte[] bytes) throws IOException {
        writeUnsynced(disk, file, bytes);
        sync(disk, file);
    }

    /** Writes a file that is synced later: of many files all are written first, for then one sync takes others along. */
    static void writeUnsynced(Disk disk, Path file, byte[] bytes) throws IOException {
        disk.delete(file);
        try (Disk.File open = disk.open(file, Disk.Mode.CREATE_NEW)) {
            open.write(ByteBuffer.wrap(bytes), 0);
        }
    }

    public static void sync(Disk disk, Path file) throws IOException {
        try (Disk.File open = disk.open(file, Disk.Mode.WRITE)) {
            open.sync(true);
        }
    }

    /** Makes the name of a file or folder durable. */
    public static void syncParent(Disk disk, Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            disk.syncFolder(parent);
        }
    }
}
