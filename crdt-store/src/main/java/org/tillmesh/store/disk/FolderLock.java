package org.tillmesh.store.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tillmesh.store.StoreException;

/**
 * Locks a folder by two files, of which either is enough to keep a second program out: whoever deletes the one, as one does
 * with what is in the way, has not deleted the other.
 */
public final class FolderLock implements Disk.Lock {
    public static final List<String> FILES = List.of("held", "lock");

    /** Folders locked by this process: its second channel on such a file, closed, would let go of the first one's lock. */
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private static final class Held {
        final Path file;
        final FileChannel channel;
        final Object identity;

        Held(Path file, FileChannel channel) throws IOException {
            this.file = file;
            this.channel = channel;
            this.identity = identity(file);
        }

        boolean isThere() throws IOException {
            return isStill(file, identity);
        }
    }

    private static boolean isStill(Path file, Object identity) throws IOException {
        try {
            return identity.equals(identity(file));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Object identity(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = found.fileKey();
        return key == null ? found.creationTime() : key;
    }

    private final Path folder;
    private final Path real;
    private final Object identity;
    private final List<Held> held = new ArrayList<>();

    private FolderLock(Path folder, Path real) throws IOException {
        this.folder = folder;
        this.real = real;
        this.identity = identity(folder);
    }

    static FolderLock take(Path folder) throws IOException {
        var lock = new FolderLock(folder, folder.toRealPath());
        synchronized (HELD_HERE) {
            if (!HELD_HERE.add(lock.real)) {
                throw inUse(folder);
            }
        }
        try {
            for (String name : FILES) {
                lock.held.add(lock.lock(folder.resolve(name)));
            }
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The refusal of a folder that another program has locked. */
    public static StoreException inUse(Path folder) {
        return new StoreException(
                StoreException.Kind.LOCKED,
                "The store folder " + folder + " is in use by another process. Close that till or relay first.");
    }

    /** Whether this process has locked a folder. */
    public static boolean isHeldHere(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        Path real = folder.toRealPath();
        synchronized (HELD_HERE) {
            return HELD_HERE.contains(real);
        }
    }

    private Held lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock taken = channel.tryLock();
            if (taken == null) {
                throw inUse(folder);
            }
            return new Held(file, channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(folder);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean renew() throws IOException {
        if (!isStill(folder, identity)) { // what is written there would lie in a copy, beside what was written before
            throw new NoSuchFileException(
                    folder.toString(),
                    null,
                    "the folder was moved away while this program runs, or replaced by another");
        }
        boolean anew = false;
        for (int i = 0; i < held.size(); i++) {
            Held before = held.get(i);
            if (!before.isThere()) {
                held.set(i, lock(before.file));
                before.channel.close();
                anew = true;
            }
        }
        return anew;
    }

    @Override
    public void close() throws IOException {
        for (Held each : held) {
            each.channel.close();
        }
        synchronized (HELD_HERE) {
            HELD_HERE.remove(real);
        }
    }
}
