package org.tillmesh.store.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.disk.FolderLock;
import org.tillmesh.store.disk.Folders;
import org.tillmesh.store.journal.CleanStop;
import org.tillmesh.store.journal.DurableMark;
import org.tillmesh.store.journal.Journal;
import org.tillmesh.store.journal.JournalRecord;
import org.tillmesh.store.journal.MarkFile;
import org.tillmesh.store.journal.Segment;
import org.tillmesh.store.journal.SegmentFormat;

/**
 * Verify, backup and restore. A backup is a ZIP: {@code tillmesh-backup} (its version), {@code journal} (records as
 * {commit u64, length u32, payload}), and the folder's other files; ZIP's own checksums guard each entry.
 */
final class FolderCare {
    private static final String VERSION = "1\n";
    private static final String VERSION_ENTRY = "tillmesh-backup";
    private static final String JOURNAL_ENTRY = "journal";
    private static final List<String> NOT_COPIED =
            List.of("lock", "held", "identity", "durable", "clean", "control.json");

    /** Backups hold no private key: who steals one can't pass for the till. */
    private static final String PRIVATE_KEYS = ".p12";

    private FolderCare() {}

    // ---- verify

    static Store.Verification verify(Path dir) throws IOException {
        Path journal = dir.resolve("journal");
        requireStore(dir);
        boolean inUse = inUse(dir);
        var problems = new ArrayList<String>();
        var quarantined = new ArrayList<String>();
        long segments = 0;
        long records = 0;
        long last = 0;
        List<Path> files = segmentFiles(journal);
        for (int i = 0; i < files.size(); i++) {
            if (inUse && i == files.size() - 1) {
                problems.add("the folder is in use: only its " + i + " sealed segments were read");
                break;
            }
            try (Segment segment = Segment.openReadOnly(Disk.REAL, files.get(i), quarantined)) {
                if (segment == null) {
                    continue;
                }
                segments++;
                List<SegmentFormat.Found> found = segment.scan();
                for (SegmentFormat.Found record : found) {
                    JournalRecord.decode(record.payload());
                    last = Math.max(last, record.commit());
                }
                records += found.size();
                for (Segment.Damage damage : segment.damages()) {
                    problems.add("segment " + segment.number() + " holds no record at bytes " + damage.from() + " to "
                            + damage.to()
                            + (i == files.size() - 1 ? " (perhaps a torn tail, which the next opening cuts)" : ""));
                }
            } catch (StoreException e) {
                problems.add(files.get(i).getFileName() + ": " + e.getMessage());
            }
        }
        problems.addAll(quarantined);
        if (!inUse) {
            checkEnd(dir, last, problems);
        }
        return new Store.Verification(problems.isEmpty(), segments, records, quarantined.size(), problems);
    }

    private static void requireStore(Path dir) {
        if (!Files.isDirectory(dir.resolve("journal"))) {
            throw new StoreException(
                    StoreException.Kind.DAMAGED, "There is no store in " + dir + ": it has no folder \"journal\"");
        }
    }

    private static boolean inUse(Path dir) throws IOException {
        if (FolderLock.isHeldHere(dir)) {
            return true; // to open and close the file again would let go of the lock
        }
        for (String name : FolderLock.FILES) {
            Path lock = dir.resolve(name);
            if (Files.exists(lock)) {
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                        FileLock held = channel.tryLock()) {
                    if (held == null) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Commits that were durable and can't be read, at the journal's end. */
    private static void checkEnd(Path dir, long last, List<String> problems) throws IOException {
        Path mark = dir.resolve("durable");
        long proven = Math.max(
                Files.exists(mark) ? MarkFile.of(Disk.REAL, mark).number() : 0,
                CleanStop.proven(Disk.REAL, dir.resolve("clean")));
        if (proven > last) {
            problems.add("commits " + (last + 1) + " to " + proven + " were durable and can't be read");
        }
    }

    private static List<Path> segmentFiles(Path journal) throws IOException {
        try (var files = Files.list(journal)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".seg"))
                    .sorted()
                    .toList();
        }
    }

    // ---- backup

    static long backup(Path dir, Path file) throws IOException {
        requireStore(dir);
        if (inUse(dir)) {
            throw FolderLock.inUse(dir);
        }
        var journal = journal(dir, 1 << 20);
        journal.open((commit, payload) -> {});
        try (journal) {
            return backup(dir, journal, file);
        }
    }

    private static Journal journal(Path dir, int segmentBytes) throws IOException {
        return new Journal(
                Disk.REAL,
                dir.resolve("journal"),
                DurableMark.open(Disk.REAL, dir.resolve("durable")),
                segmentBytes,
                0);
    }

    static long backup(Path dir, Journal journal, Path file) throws IOException {
        if (Files.exists(file)) {
            throw new StoreException(
                    StoreException.Kind.DAMAGED, "The backup file " + file + " exists already; name a new one");
        }
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        long records = 0;
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(aside)))) {
            zip.putNextEntry(new ZipEntry(VERSION_ENTRY));
            zip.write(VERSION.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(JOURNAL_ENTRY));
            var out = new DataOutputStream(zip);
            for (long commit : journal.commitsAfter(0)) {
                byte[] payload = journal.read(commit);
                out.writeLong(commit);
                out.writeInt(payload.length);
                out.write(payload);
                records++;
            }
            out.flush();
            for (Path other : otherFiles(dir)) {
                if (Files.isSameFile(other, aside)) {
                    continue; // a backup into the folder itself: it would copy itself until the disk is full
                }
                zip.putNextEntry(new ZipEntry(dir.relativize(other).toString().replace('\\', '/')));
                Files.copy(other, zip);
            }
        }
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(aside, file);
        Folders.syncParent(Disk.REAL, file);
        return records;
    }

    private static List<Path> otherFiles(Path dir) throws IOException {
        try (var files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.startsWith(dir.resolve("base")) // the journal makes it again
                            && !f.startsWith(dir.resolve("journal"))
                            && !NOT_COPIED.contains(f.getFileName().toString())
                            && !f.getFileName().toString().endsWith(PRIVATE_KEYS)
                            && !f.getFileName().toString().endsWith(".new"))
                    .sorted()
                    .toList();
        }
    }

    // ---- restore

    static long restore(Path file, Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (var inside = Files.list(dir)) {
                if (inside.findAny().isPresent()) {
                    throw new StoreException(
                            StoreException.Kind.DAMAGED,
                            "The folder " + dir + " is not empty; a backup is restored into a new one");
                }
            }
        }
        Files.createDirectories(dir);
        long records = 0;
        boolean versioned = false;
        try (var zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(VERSION_ENTRY)) {
                    checkVersion(file, new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                    versioned = true;
                } else if (!versioned) {
                    break;
                } else if (entry.getName().equals(JOURNAL_ENTRY)) {
                    records = restoreJournal(new DataInputStream(zip), dir);
                } else {
                    restoreFile(zip, dir, entry.getName());
                }
            }
        } catch (ZipException | EOFException e) {
            throw new StoreException(
                    StoreException.Kind.DAMAGED, "The backup " + file + " is damaged: " + e.getMessage(), e);
        }
        if (!versioned) {
            throw new StoreException(StoreException.Kind.DAMAGED, "The file " + file + " is no TillMesh backup");
        }
        Disk.REAL.syncFolder(dir);
        return records;
    }

    private static void checkVersion(Path file, String version) {
        if (!version.equals(VERSION)) {
            throw new StoreException(
                    StoreException.Kind.NEWER_VERSION,
                    "The backup " + file + " has version " + version.strip() + ", this program knows " + VERSION.strip()
                            + ". Update TillMesh.");
        }
    }

    private static long restoreJournal(DataInputStream in, Path dir) throws IOException {
        var journal = journal(dir, 16 << 20);
        journal.open((commit, payload) -> {});
        long records = 0;
        try (journal) {
            byte[] number = new byte[8];
            while (in.readNBytes(number, 0, 8) == 8) {
                long commit = ByteBuffer.wrap(number).getLong();
                byte[] payload = in.readNBytes(in.readInt());
                journal.putBack(commit, payload);
                records++;
            }
            journal.syncAll();
        }
        return records;
    }

    private static void restoreFile(ZipInputStream zip, Path dir, String name) throws IOException {
        Path target = dir.resolve(name).normalize();
        if (!target.startsWith(dir)) {
            throw new StoreException(
                    StoreException.Kind.DAMAGED, "The backup holds a file outside its folder: " + name);
        }
        Files.createDirectories(target.getParent());
        Files.copy(zip, target);
    }
}
