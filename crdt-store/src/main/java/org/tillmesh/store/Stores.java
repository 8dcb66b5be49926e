package org.tillmesh.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.tillmesh.crdt.ReplicaId;

/** Opens store folders, and keeps those that nobody has open. */
public final class Stores {
    private Stores() {}

    /**
     * How to open a folder.
     *
     * @param replica name of a new folder; a folder that has one keeps it
     * @param authority which deltas have an effect; it may look at the folder's notes (certificates are kept there)
     * @param schema number of the set of document types that count in digests
     * @param countsInDigest that set
     * @param nowMillis corrected time in milliseconds since 1970
     * @param clockErrorMs how far that may be off
     * @param segmentBytes size of new journal segments
     * @param freeBytesMin what must stay free on the disk; {@link #FREE_BYTES_AS_FITS} for 64 MiB, or a sixteenth of
     *     a small disk
     * @param disk where the folder lies
     * @param random draws incarnations
     */
    public record Options(
            ReplicaId replica,
            Function<Function<String, Optional<byte[]>>, Authority> authority,
            int schema,
            Predicate<String> countsInDigest,
            LongSupplier nowMillis,
            LongSupplier clockErrorMs,
            int segmentBytes,
            long freeBytesMin,
            Disk disk,
            LongSupplier random) {

        public static final long FREE_BYTES_AS_FITS = -1;
        private static final long FREE_BYTES_USUAL = 64L << 20;
        private static final int SMALL_DISK_PART = 16;

        long freeBytesMin(Path dir) {
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
                    1,
                    type -> true,
                    nowMillis,
                    () -> 120_000,
                    16 << 20,
                    FREE_BYTES_AS_FITS,
                    Disk.REAL,
                    new SecureRandom()::nextLong);
        }

        public Options withReplica(ReplicaId id) {
            return new Options(
                    id,
                    authority,
                    schema,
                    countsInDigest,
                    nowMillis,
                    clockErrorMs,
                    segmentBytes,
                    freeBytesMin,
                    disk,
                    random);
        }

        public Options withSchema(int number, Predicate<String> types) {
            return new Options(
                    replica,
                    authority,
                    number,
                    types,
                    nowMillis,
                    clockErrorMs,
                    segmentBytes,
                    freeBytesMin,
                    disk,
                    random);
        }

        public Options withClockError(LongSupplier errorMs) {
            return new Options(
                    replica,
                    authority,
                    schema,
                    countsInDigest,
                    nowMillis,
                    errorMs,
                    segmentBytes,
                    freeBytesMin,
                    disk,
                    random);
        }

        public Options withSegmentBytes(int bytes) {
            return new Options(
                    replica,
                    authority,
                    schema,
                    countsInDigest,
                    nowMillis,
                    clockErrorMs,
                    bytes,
                    freeBytesMin,
                    disk,
                    random);
        }

        public Options withFreeBytesMin(long bytes) {
            return new Options(
                    replica,
                    authority,
                    schema,
                    countsInDigest,
                    nowMillis,
                    clockErrorMs,
                    segmentBytes,
                    bytes,
                    disk,
                    random);
        }

        /** On another disk than this machine's, drawing incarnations from elsewhere: for simulations. */
        public Options on(Disk other, LongSupplier draws) {
            return new Options(
                    replica,
                    authority,
                    schema,
                    countsInDigest,
                    nowMillis,
                    clockErrorMs,
                    segmentBytes,
                    freeBytesMin,
                    other,
                    draws);
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
