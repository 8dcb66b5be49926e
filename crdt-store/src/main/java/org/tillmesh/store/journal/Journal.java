package org.tillmesh.store.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.CborWriter;
import org.tillmesh.store.disk.Disk;

/**
 * The truth: commits one after the other in segments that were written full of zeros before use. One record and one
 * fdatasync a commit; how it is opened is {@link JournalReading}. Not safe for concurrent writers; the store holds its lock.
 */
public final class Journal implements AutoCloseable {
    private static final int LOOKED_EVERY = 32;
    private static final int LARGE_PART = 4;

    /** A record of so many bytes is written alone rather than wait until the next segment is ready. */
    private static final int RATHER_ALONE_BYTES = 1 << 20;

    private static final long NUMBER_WHEN_TAKEN = 0;
    private static final SecureRandom SALTS = new SecureRandom();

    /**
     * What opening found.
     *
     * @param quarantined damage in words, what is missing among it
     * @param missing what can't be read and was durable, in words, one for commits side by side
     * @param missingCommits how many commits that are
     */
    public record Opening(
            long commits, long cutBytes, List<String> quarantined, List<String> missing, long missingCommits) {}

    @FunctionalInterface
    public interface Replay {
        void record(long commit, byte[] payload);

        /** Called with every record, in order, before the first is handed on, if rot was found. */
        default void ahead(byte[] payload) {}
    }

    private final Disk disk;
    private final Path dir;
    private final int segmentBytes;
    private final long freeBytesMin;
    private final DurableMark mark;
    private final List<Segment> segments = new ArrayList<>();
    private final CommitIndex places = new CommitIndex();
    private Opening opening = new Opening(0, 0, List.of(), List.of(), 0);
    private long last;
    private long lastNumber;
    private int end;
    private int lastNeed;

    /** Of the records that were handed on at opening, and of all since. */
    private long bytes;

    /** Held while a segment is made ahead: who needs it waits for the rest of that, which is shorter than making another. */
    private final Object makingAhead = new Object();

    private volatile @Nullable Segment ahead;
    private volatile boolean aheadBegun;
    private boolean closed;
    private volatile boolean wasFull;

    /** The segment that the record for dropped ones opens; null if none were dropped. */
    private SegmentFormat.@Nullable SegmentHeader keptIn;

    /** How many commits ago somebody looked whether the disk is full. */
    private final AtomicInteger sinceLooked = new AtomicInteger(LOOKED_EVERY);

    public Journal(Disk disk, Path dir, DurableMark mark, int segmentBytes, long freeBytesMin) throws IOException {
        this.disk = disk;
        this.dir = dir;
        this.segmentBytes = segmentBytes;
        this.freeBytesMin = freeBytesMin;
        disk.createFolders(dir.resolve("aside"));
        disk.delete(aheadFile());
        disk.delete(aloneFile());
        this.mark = mark;
    }

    /** Reads every record and hands it on, in order. During it {@link #read} answers what was handed on before. */
    public void open(Replay replay) throws IOException {
        open(replay, List.of(), 0, 0);
    }

    /**
     * The same, with segments of which a base says where each commit stands: all but the last are not read again, and of
     * what is read only commits after {@code replayedUpTo} are handed on.
     *
     * @param proven the greatest commit that something else than the journal and its mark says was durable
     */
    public void open(Replay replay, List<KnownSegment> known, long replayedUpTo, long proven) throws IOException {
        var reading = new JournalReading(disk, dir, Math.max(proven, mark.number()), segments, places);
        try {
            disk.syncFolder(dir); // a process that was killed may have named a segment that is written to from now on
            opening = reading.read(segmentFiles(), replay, known, replayedUpTo);
            last = reading.last();
            lastNumber = reading.lastNumber();
            bytes = reading.bytesReplayed();
            keptIn = reading.keptIn();
            if (!segments.isEmpty()) {
                end = segments.get(segments.size() - 1).endOfRecords();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    public DurableMark mark() {
        return mark;
    }

    public Opening opening() {
        return opening;
    }

    public long last() {
        return last;
    }

    /** How many bytes of records were replayed or appended since the journal was opened. */
    public long bytes() {
        return bytes;
    }

    public int segments() {
        return segments.size();
    }

    // ---- places

    /** Whether records were dropped of which a base that knows these segments knows nothing. */
    public boolean droppedUnknownTo(List<KnownSegment> known) {
        SegmentFormat.SegmentHeader first = keptIn;
        return first != null && known.stream().noneMatch(each -> each.header().equals(first));
    }

    /** Where every commit stands, for a base. */
    public List<KnownSegment> index() {
        var known = new ArrayList<KnownSegment>();
        for (Segment segment : segments) {
            var runs = new TreeMap<Long, int[]>();
            places.of(segment).forEach(run -> runs.put(run.first, run.offsets()));
            known.add(new KnownSegment(segment.header(), runs));
        }
        return known;
    }

    private List<Path> segmentFiles() throws IOException {
        return disk.list(dir).stream()
                .filter(name -> name.matches("[0-9a-f]{16}\\.seg"))
                .map(dir::resolve)
                .toList();
    }

    // ---- writing

    /**
     * Appends one record and makes it durable.
     *
     * @return its commit number
     * @throws StoreException DISK_FULL before anything was written
     * @throws IOException the device failed; nothing may be written until the journal was opened anew
     */
    public long append(JournalRecord made) throws IOException {
        refuseWhenFull();
        CborWriter record = made.encode(SegmentFormat.RECORD_HEADER_BYTES);
        int need = SegmentFormat.aligned(record.length());
        record.room(need - record.length());
        boolean fits = !segments.isEmpty() && segments.get(segments.size() - 1).size() - end >= need;
        if (need >= segmentBytes / LARGE_PART || (!fits && aheadBegun && need >= RATHER_ALONE_BYTES)) {
            appendAlone(record, need);
        } else {
            if (!fits) {
                grow(need);
            }
            Segment segment = segments.get(segments.size() - 1);
            segment.write(end, framed(record, segment.header(), end));
            if (PlantedBug.MARK_BEFORE_SYNC.isPlanted()) {
                mark.advance(last + 1, made);
            }
            if (!PlantedBug.ACK_BEFORE_FSYNC.isPlanted()) {
                segment.sync();
            }
            places.add(last + 1, segment, end);
            end += need;
        }
        last++;
        lastNeed = need;
        bytes += need;
        mark.advance(last, made);
        return last;
    }

    private ByteBuffer framed(CborWriter record, SegmentFormat.SegmentHeader segment, int offset) {
        int payloadLength = record.length() - SegmentFormat.RECORD_HEADER_BYTES;
        return SegmentFormat.frame(segment, offset, last + 1, mark.number(), record.buffer(), payloadLength);
    }

    /** A large record gets a segment of its own, which need not be written twice; it has its name when it is durable. */
    private void appendAlone(CborWriter record, int need) throws IOException {
        int offset = SegmentFormat.SEGMENT_HEADER_BYTES;
        SegmentFormat.SegmentHeader header = header(lastNumber + 1, offset + (long) need);
        refuseWithoutRoom(header.size());
        disk.delete(aloneFile());
        try {
            Segment.createFull(disk, aloneFile(), header, framed(record, header, offset))
                    .close();
        } catch (IOException e) {
            disk.delete(aloneFile());
            refuseWithoutRoom(header.size());
            throw e;
        }
        disk.move(aloneFile(), segmentFile(header.number()));
        disk.syncFolder(dir);
        Segment made = Objects.requireNonNull(Segment.openKnown(disk, segmentFile(header.number()), header));
        segments.add(made);
        lastNumber++;
        places.add(last + 1, made, offset);
        end = (int) made.size();
    }

    private Path aloneFile() {
        return dir.resolve("alone");
    }

    private void refuseWithoutRoom(long more) {
        long free = disk.usableBytes(dir);
        if (free < freeBytesMin + more) {
            throw full(free, null);
        }
    }

    /**
     * A segment has its room already, so it is enough to look now and then, until the disk was full once; and who looks in
     * quiet moments spares the commits from it.
     */
    private void refuseWhenFull() {
        boolean due = sinceLooked.incrementAndGet() > LOOKED_EVERY;
        if ((wasFull || due) && isFull()) {
            throw full(disk.usableBytes(dir), null);
        }
    }

    /** Looks at the disk. Needs no lock. */
    public boolean isFull() {
        wasFull = disk.usableBytes(dir) < freeBytesMin;
        sinceLooked.set(0);
        return wasFull;
    }

    /** What a commit is refused for when the disk is full; empty while it is not. Needs no lock. */
    public Optional<StoreException> fullness() {
        return isFull() ? Optional.of(full(disk.usableBytes(dir), null)) : Optional.empty();
    }

    private void grow(int need) throws IOException {
        long size = Math.max(segmentBytes, SegmentFormat.SEGMENT_HEADER_BYTES + (long) need);
        if (!takeAhead(size)) {
            long free = disk.usableBytes(dir);
            if (free < freeBytesMin + size) {
                throw full(free, null);
            }
            Path path = segmentFile(lastNumber + 1);
            try {
                segments.add(Segment.create(disk, path, header(lastNumber + 1, size)));
            } catch (IOException e) {
                disk.delete(path);
                if (disk.usableBytes(dir) < freeBytesMin + size) {
                    throw full(free, e);
                }
                throw e;
            }
        }
        lastNumber++;
        end = SegmentFormat.SEGMENT_HEADER_BYTES;
    }

    private static SegmentFormat.SegmentHeader header(long number, long size) {
        return new SegmentFormat.SegmentHeader(number, SALTS.nextLong(), size);
    }

    /** Goes on in the segment that was made ahead, if there is one that fits. */
    private boolean takeAhead(long size) throws IOException {
        synchronized (makingAhead) {
            Segment made = ahead;
            ahead = null;
            if (made == null) {
                return false;
            }
            if (made.size() < size) {
                made.close();
                disk.delete(aheadFile());
                return false;
            }
            segments.add(made.renumbered(header(lastNumber + 1, made.size())));
            disk.move(aheadFile(), segmentFile(lastNumber + 1));
            disk.syncFolder(dir);
            return true;
        }
    }

    private Path aheadFile() {
        return dir.resolve("ahead");
    }

    /** Whether the next segment might be made: the present one is half full, and none is ahead. Under the store's lock. */
    public boolean isHalfFull() {
        return isFuller(1, 2);
    }

    /** Whether the next segment is needed soon and not there yet. Under the store's lock. */
    public boolean isRunningOut() {
        return isFuller(7, 8);
    }

    private boolean isFuller(int parts, int of) {
        return !segments.isEmpty() && end > segments.get(segments.size() - 1).size() / of * parts && ahead == null;
    }

    /**
     * Whether one of the next two records, if they are like the last one, needs a segment that is not there yet. Under the
     * store's lock.
     */
    public boolean isPressed() {
        boolean hasRoom = !segments.isEmpty()
                && end + 2L * lastNeed < segments.get(segments.size() - 1).size();
        return !hasRoom && ahead == null;
    }

    /** Makes a segment before it is needed; without the store's lock, so that no sale waits for it. */
    public void makeAhead() throws IOException {
        synchronized (makingAhead) {
            if (closed || ahead != null || disk.usableBytes(dir) < freeBytesMin + 2L * segmentBytes) {
                return;
            }
            aheadBegun = true;
            try {
                disk.delete(aheadFile());
                ahead = Segment.create(disk, aheadFile(), header(NUMBER_WHEN_TAKEN, segmentBytes));
            } finally {
                aheadBegun = false;
            }
        }
    }

    private Path segmentFile(long number) {
        return segmentFile(dir, number);
    }

    static Path segmentFile(Path dir, long number) {
        return dir.resolve(String.format("%016x.seg", number));
    }

    // ---- dropping

    /** Segments that are full, the oldest first; the one that is written to is not among them. */
    public List<Segment> full() {
        return List.copyOf(segments.subList(0, Math.max(0, segments.size() - 1)));
    }

    /** Commits of a segment, in order. */
    public List<Long> commits(Segment segment) {
        var commits = new ArrayList<Long>();
        places.of(segment).forEach(run -> {
            for (int i = 0; i < run.offsets().length; i++) {
                commits.add(run.first + i);
            }
        });
        return commits;
    }

    /**
     * Puts one record in the place of all records up to the end of a segment. The segment gives way to a new one of its
     * number at once; the older ones are deleted afterwards, by the next opening if this one does not come to it.
     *
     * @param kept what stands for them
     * @return how many bytes of files went
     */
    public long replaceUpTo(Segment last, byte[] kept) throws IOException {
        long upTo = commits(last).get(commits(last).size() - 1);
        int need = SegmentFormat.aligned(SegmentFormat.RECORD_HEADER_BYTES + kept.length);
        var header = new SegmentFormat.SegmentHeader(
                last.number(), SALTS.nextLong(), SegmentFormat.SEGMENT_HEADER_BYTES + (long) need);
        Path aside = dir.resolve(String.format("%016x.new", last.number()));
        disk.delete(aside);
        int at = SegmentFormat.SEGMENT_HEADER_BYTES;
        Segment.createFull(disk, aside, header, SegmentFormat.record(header, at, upTo, mark.number(), kept))
                .close();
        List<Segment> gone = List.copyOf(segments.subList(0, segments.indexOf(last) + 1));
        long bytes = gone.stream().mapToLong(Segment::size).sum() - header.size();
        last.close();
        disk.move(aside, segmentFile(last.number()));
        disk.syncFolder(dir);
        Segment first = Objects.requireNonNull(Segment.openKnown(disk, segmentFile(last.number()), header));
        segments.removeAll(gone);
        segments.add(0, first);
        places.forget(upTo);
        places.add(upTo, first, SegmentFormat.SEGMENT_HEADER_BYTES);
        keptIn = header;
        for (Segment segment : gone) {
            if (segment != last) {
                segment.close();
                disk.delete(segmentFile(segment.number()));
            }
        }
        return bytes;
    }

    private StoreException full(long free, @Nullable Exception cause) {
        String message = "The disk of " + dir + " has " + free / 1_048_576 + " MiB left, and TillMesh keeps "
                + freeBytesMin / 1_048_576 + " MiB free; nothing was written. Make room, then try again.";
        return cause == null
                ? new StoreException(StoreException.Kind.DISK_FULL, message)
                : new StoreException(StoreException.Kind.DISK_FULL, message, cause);
    }

    // ---- reading

    /** The payload of a commit; throws DAMAGED if it can't be read any more. */
    public byte[] read(long commit) {
        CommitIndex.Place place = places.find(commit);
        SegmentFormat.Found record;
        try {
            record = place == null ? null : place.segment().read(place.offset());
        } catch (IOException e) {
            throw new UncheckedIOException("Journal " + dir + " can't be read at commit " + commit, e);
        }
        if (record == null) {
            throw new StoreException(
                    StoreException.Kind.DAMAGED, "Journal " + dir + ": commit " + commit + " can't be read");
        }
        return record.payload();
    }

    /** Commit numbers after one, in order. */
    public Iterable<Long> commitsAfter(long commit) {
        return places.after(commit);
    }

    /** What is wrong with any record, in words. */
    public List<String> scrub() {
        var problems = new ArrayList<>(opening.quarantined());
        for (long commit : places.after(0)) {
            try {
                read(commit);
            } catch (StoreException | UncheckedIOException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return problems;
    }

    @Override
    public void close() throws IOException {
        for (Segment segment : segments) {
            segment.close();
        }
        synchronized (makingAhead) {
            closed = true;
            Segment unused = ahead;
            ahead = null;
            if (unused != null) {
                unused.close();
                disk.delete(aheadFile());
            }
        }
        mark.close();
    }

    List<Path> files() throws IOException {
        return segmentFiles();
    }

    /** Puts a record of a backup back under its own number, not yet synced. */
    public void putBack(long commit, byte[] payload) throws IOException {
        last = commit - 1;
        int need = SegmentFormat.aligned(SegmentFormat.RECORD_HEADER_BYTES + payload.length);
        if (segments.isEmpty() || segments.get(segments.size() - 1).size() - end < need) {
            grow(need);
        }
        Segment segment = segments.get(segments.size() - 1);
        segment.write(end, SegmentFormat.record(segment.header(), end, commit, mark.number(), payload));
        last = commit;
        end += need;
    }

    public void syncAll() throws IOException {
        for (Segment segment : segments) {
            segment.sync();
        }
        mark.write(mark.proof().at(last));
    }
}
