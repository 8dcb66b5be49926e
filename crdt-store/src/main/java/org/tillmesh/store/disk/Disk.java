package org.tillmesh.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.mapdb.volume.Volume;
import org.tillmesh.store.StoreException;

/**
 * What a store asks of a disk, and nothing more: so that a disk that tears writes, fills up or dies at any moment can
 * stand in its place. Paths are absolute.
 */
public interface Disk {
    /** The disk of this machine. */
    Disk REAL = new RealDisk();

    /** How to open a file. */
    enum Mode {
        READ,
        WRITE,
        /** Refused when it is there. */
        CREATE_NEW
    }

    /** An open file. What was written may be lost, whole or in parts and in any order, until {@link #sync} returned. */
    interface File extends AutoCloseable {
        /** Reads at most what the buffer takes; returns how much, -1 at the end. */
        int read(ByteBuffer into, long at) throws IOException;

        /** Writes the whole buffer. */
        void write(ByteBuffer bytes, long at) throws IOException;

        /** fdatasync, or fsync {@code withLength}. */
        void sync(boolean withLength) throws IOException;

        long size() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** A lock that no other process and no other store of this process holds. */
    interface Lock extends AutoCloseable {
        /**
         * Makes sure that others still find it: takes it anew where its file is gone.
         *
         * @return whether it was taken anew, so that the folder's mark is another
         * @throws StoreException LOCKED if someone else has it now
         */
        default boolean renew() throws IOException {
            return false;
        }

        @Override
        void close() throws IOException;
    }

    File open(Path file, Mode mode) throws IOException;

    /**
     * A small file of a fixed length, made when it is not there, that is written often and seldom synced: what was written
     * outlives the process at once, the machine only after {@link File#sync}.
     *
     * @param bytes its length; zeros where nothing was written
     */
    File openMapped(Path file, int bytes) throws IOException;

    boolean exists(Path path) throws IOException;

    byte[] read(Path file) throws IOException;

    /** Names in a folder, sorted. */
    List<String> list(Path folder) throws IOException;

    void createFolders(Path folder) throws IOException;

    /** @return whether it was there */
    boolean delete(Path file) throws IOException;

    /** Gives a file another name at once, in place of what had it. */
    void move(Path from, Path to) throws IOException;

    /** Gives a file that nobody writes to any more a second name; where there are no such names, a copy. */
    void link(Path from, Path to) throws IOException;

    /** Makes names made, moved and deleted in a folder durable. */
    void syncFolder(Path folder) throws IOException;

    /** A new file for an immutable table; it may be lost until {@link #syncTable}. */
    Volume makeTable(Path file) throws IOException;

    void syncTable(Path file, Volume table) throws IOException;

    Volume openTable(Path file) throws IOException;

    long usableBytes(Path folder);

    long totalBytes(Path folder);

    /** Locks a folder by its file "lock". @throws StoreException LOCKED if someone holds it */
    Lock lock(Path folder) throws IOException;

    /** What tells this machine's very file from a copy of it: machine and inode, never the device's number. */
    String mark(Path file) throws IOException;
}
