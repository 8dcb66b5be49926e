package org.tillmesh.store.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.checkpoint.Checkpoints;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.disk.StateFolder;

/** Opens store folders, and keeps those that nobody has open. */
public final class Stores {
    private Stores() {}

    /**
     * How to open a folder.
     *
     * @param replica name of a new folder; a folder that has one keeps it
     * @param authority which deltas have an effect; it may look at the folder's notes (certificates are kept there)
     * @param schema what counts in digests and how documents are found
     * @param nowMillis corrected time in milliseconds since 1970
     * @param clockErrorMs how far that may be off
     * @param segmentBytes size of new journal segments
     * @param freeBytesMin what must stay free on the disk; {@link #FREE_BYTES_AS_FITS} for 64 MiB, or a sixteenth of
     *     a small disk
     * @param disk where the folder lies
     * @param random draws incarnations
     * @param memoryBytes memory of the program: a part of it may be taken by what stands over a base
     * @param stateFolder where the machine keeps witnesses of how far its folders have come; null for none
     * @param upkeep whether a thread of its own keeps indexes and base files up in quiet moments; else who asks does
     * @param atCommit adds to each own commit that changes something, in the same record
     */
    public record Options(
            ReplicaId replica,
            Function<Function<String, Optional<byte[]>>, Authority> authority,
            Schema schema,
            LongSupplier nowMillis,
            LongSupplier clockErrorMs,
            int segmentBytes,
            long freeBytesMin,
            Disk disk,
            LongSupplier random,
            long memoryBytes,
            @Nullable Path stateFolder,
            boolean upkeep,
            Consumer<Transaction> atCommit)
            implements StoreSettings {

        public static final long FREE_BYTES_AS_FITS = -1;
        private static final long FREE_BYTES_USUAL = 64L << 20;
        private static final int SMALL_DISK_PART = 16;

        @Override
        public long freeBytesMin(Path dir) {
            return freeBytesMin >= 0
                    ? freeBytesMin
                    : Math.min(FREE_BYTES_USUAL, disk.totalBytes(dir) / SMALL_DISK_PART);
        }

        /** A new folder gets a random replica id until activation names it; everything else as in a shop. */
        public static Options of(Authority authority, LongSupplier nowMillis) {
            return judgedBy(notes -> authority, nowMillis);
        }

        /** The same with an authority that looks at the folder's notes. */
        public static Options judgedBy(
                Function<Function<String, Optional<byte[]>>, Authority> authority, LongSupplier nowMillis) {
            return new Options(
                    new ReplicaId(new SecureRandom().nextLong()),
                    authority,
                    Schema.PLAIN,
                    nowMillis,
                    () -> 120_000,
                    16 << 20,
                    FREE_BYTES_AS_FITS,
                    Disk.REAL,
                    new SecureRandom()::nextLong,
                    Runtime.getRuntime().maxMemory(),
                    StateFolder.ofThisMachine(),
                    true,
                    tx -> {});
        }

        public Options withReplica(ReplicaId id) {
            return with(draft -> draft.replica = id);
        }

        public Options withSchema(Schema other) {
            return with(draft -> draft.schema = other);
        }

        public Options withClockError(LongSupplier errorMs) {
            return with(draft -> draft.clockErrorMs = errorMs);
        }

        public Options withSegmentBytes(int bytes) {
            return with(draft -> draft.segmentBytes = bytes);
        }

        public Options withMemoryBytes(long bytes) {
            return with(draft -> draft.memoryBytes = bytes);
        }

        public Options withFreeBytesMin(long bytes) {
            return with(draft -> draft.freeBytesMin = bytes);
        }

        public Options withAtCommit(Consumer<Transaction> adding) {
            return with(draft -> draft.atCommit = adding);
        }

        /** Keeps the witness elsewhere, or none. */
        public Options withStateFolder(@Nullable Path folder) {
            return with(draft -> draft.stateFolder = folder);
        }

        /**
         * On another disk than this machine's, drawing incarnations from elsewhere, without a witness and without a thread
         * of its own: the same calls do the same, for simulations.
         */
        public Options on(Disk other, LongSupplier draws) {
            return with(draft -> {
                draft.disk = other;
                draft.random = draws;
                draft.stateFolder = null;
                draft.upkeep = false;
            });
        }

        private Options with(Consumer<Draft> change) {
            var draft = new Draft(this);
            change.accept(draft);
            return draft.done();
        }
    }

    /** Options in the making. */
    private static final class Draft {
        private ReplicaId replica;
        private final Function<Function<String, Optional<byte[]>>, Authority> authority;
        private Schema schema;
        private final LongSupplier nowMillis;
        private LongSupplier clockErrorMs;
        private int segmentBytes;
        private long freeBytesMin;
        private Disk disk;
        private LongSupplier random;
        private long memoryBytes;
        private @Nullable Path stateFolder;
        private boolean upkeep;
        private Consumer<Transaction> atCommit;

        Draft(Options from) {
            replica = from.replica();
            authority = from.authority();
            schema = from.schema();
            nowMillis = from.nowMillis();
            clockErrorMs = from.clockErrorMs();
            segmentBytes = from.segmentBytes();
            freeBytesMin = from.freeBytesMin();
            disk = from.disk();
            random = from.random();
            memoryBytes = from.memoryBytes();
            stateFolder = from.stateFolder();
            upkeep = from.upkeep();
            atCommit = from.atCommit();
        }

        Options done() {
            return new Options(
                    replica,
                    authority,
                    schema,
                    nowMillis,
                    clockErrorMs,
                    segmentBytes,
                    freeBytesMin,
                    disk,
                    random,
                    memoryBytes,
                    stateFolder,
                    upkeep,
                    atCommit);
        }
    }

    /**
     * Opens a folder, making it if it is not there.
     *
     * @throws StoreException LOCKED, NEWER_VERSION, READ_ONLY, DISK_FULL or DAMAGED
     * @throws IOException the device failed
     */
    public static Store open(Path dir, Options options) throws IOException {
        return JournalStore.open(dir.toAbsolutePath(), options);
    }

    /** Reads a checkpoint's manifest; throws {@link StoreException} BAD_RECORD if it is none. */
    public static Store.Checkpoint checkpoint(byte[] manifest) {
        return Checkpoints.parse(manifest);
    }

    /** Scrubs a folder without changing it; of a folder in use only its sealed segments, and says so. */
    public static Store.Verification verify(Path dir) throws IOException {
        return FolderCare.verify(dir.toAbsolutePath());
    }

    /** Copies a folder that nobody has open into one file; returns the number of journal records in it. */
    public static long backup(Path dir, Path file) throws IOException {
        return FolderCare.backup(dir.toAbsolutePath(), file.toAbsolutePath());
    }

    /** Makes a folder of a backup; the folder must not exist or be empty. Its next opening draws a new incarnation. */
    public static long restore(Path file, Path dir) throws IOException {
        return FolderCare.restore(file.toAbsolutePath(), dir.toAbsolutePath());
    }
}
