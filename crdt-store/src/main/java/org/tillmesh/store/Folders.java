package org.tillmesh.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What a file needs to be sure of: written aside, synced, renamed, and its folder synced. */
final class Folders {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private Folders() {}

    static void sync(Path folder) throws IOException {
        if (!WINDOWS) { // a folder can't be opened there; its entries are journaled by the file system
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Puts a whole file in place at once: after a crash it is the old one or the new one. */
    static void replace(Path file, byte[] bytes) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(aside, bytes);
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncParent(file);
    }

    /** Makes the name of a file or folder durable. */
    static void syncParent(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            sync(parent);
        }
    }
}
