package org.tillmesh.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.mapdb.volume.MappedFileVol;
import org.mapdb.volume.RandomAccessFileVol;
import org.mapdb.volume.Volume;

/** Files by {@link FileChannel}. */
final class RealDisk implements Disk {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    /** Each piece is copied to memory outside the heap, which is kept for the next one. */
    private static final int WRITTEN_AT_ONCE = 1 << 20;

    private record Channel(FileChannel channel) implements File {
        @Override
        public int read(ByteBuffer into, long at) throws IOException {
            return channel.read(into, at);
        }

        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            long position = at;
            int end = bytes.limit();
            while (bytes.position() < end) {
                bytes.limit(Math.min(end, bytes.position() + WRITTEN_AT_ONCE));
                position += channel.write(bytes, position);
                bytes.limit(end);
            }
        }

        @Override
        public void sync(boolean withLength) throws IOException {
            channel.force(withLength);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Written without a call of the system. */
    private record Mapped(MappedByteBuffer memory) implements File {
        @Override
        public int read(ByteBuffer into, long at) {
            int length = Math.min(into.remaining(), memory.capacity() - (int) at);
            into.put(memory.slice((int) at, length));
            return length;
        }

        @Override
        public void write(ByteBuffer bytes, long at) {
            memory.slice((int) at, bytes.remaining()).put(bytes);
        }

        @Override
        public void sync(boolean withLength) {
            memory.force();
        }

        @Override
        public long size() {
            return memory.capacity();
        }

        @Override
        public void close() {
            // unmapped when nothing refers to it any more
        }
    }

    @Override
    public File openMapped(Path file, int bytes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            if (channel.size()
                    < bytes) { // its blocks are there before it is mapped, so that a full disk can't fail it later
                channel.write(ByteBuffer.allocate(bytes - (int) channel.size()), channel.size());
            }
            return new Mapped(channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes));
        }
    }

    @Override
    public File open(Path file, Mode mode) throws IOException {
        Set<OpenOption> options =
                switch (mode) {
                    case READ -> Set.of(StandardOpenOption.READ);
                    case WRITE -> Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
                    case CREATE_NEW ->
                        Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                };
        return new Channel(FileChannel.open(file, options));
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void link(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | FileSystemException e) { // another file system, or one without links
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        if (!WINDOWS) { // a folder can't be opened there; its entries are journaled by the file system
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public Volume makeTable(Path file) throws IOException {
        return RandomAccessFileVol.FACTORY.makeVolume(file.toString(), false);
    }

    @Override
    public void syncTable(Path file, Volume table) throws IOException {
        table.sync();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public Volume openTable(Path file) throws IOException {
        return MappedFileVol.FACTORY.makeVolume(file.toString(), true);
    }

    @Override
    public long usableBytes(Path folder) {
        return folder.toFile().getUsableSpace();
    }

    @Override
    public long totalBytes(Path folder) {
        return folder.toFile().getTotalSpace();
    }

    @Override
    public Lock lock(Path folder) throws IOException {
        return FolderLock.take(folder);
    }

    @Override
    public String mark(Path file) throws IOException {
        String machine = "";
        for (String known : new String[] {"/etc/machine-id", "/var/lib/dbus/machine-id"}) {
            if (machine.isEmpty() && Files.isReadable(Path.of(known))) {
                machine = Files.readString(Path.of(known)).strip();
            }
        }
        Object inode = Files.getFileStore(file).supportsFileAttributeView("unix")
                ? Files.getAttribute(file, "unix:ino")
                : Files.getAttribute(file, "creationTime");
        return machine + "\n" + inode;
    }
}
