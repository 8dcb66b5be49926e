package org.tillmesh.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.PlantedBug;

/**
 * The truth: commits one after the other in segments that were written full of zeros before use. One record and one
 * fdatasync a commit. Opening reads every record, tells a torn tail (cut, kept aside) from rot (quarantined, reported).
 * Not safe for concurrent writers; the store holds its lock.
 */
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int LOOKED_EVERY = 32;
    private static final int LARGE_PART = 4;
    private static final SecureRandom SALTS = new SecureRandom();

    /** What opening found. */
    record Opening(long commits, long cutBytes, List<String> quarantined) {}

    @FunctionalInterface
    interface Replay {
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
    private Opening opening = new Opening(0, 0, List.of());
    private long last;
    private long lastNumber;
    private int end;
    private final AtomicReference<@Nullable Segment> ahead = new AtomicReference<>();
    private boolean wasFull;

    /** The commit of the record that stands for dropped ones, and the segment that it opens; 0 if none were dropped. */
    private long keptUpTo;

    private SegmentFormat.@Nullable SegmentHeader keptIn;
    private int sinceLooked;

    Journal(Disk disk, Path dir, Path markFile, int segmentBytes, long freeBytesMin) throws IOException {
        this.disk = disk;
        this.dir = dir;
        this.segmentBytes = segmentBytes;
        this.freeBytesMin = freeBytesMin;
        disk.createFolders(dir.resolve("aside"));
        disk.delete(aheadFile());
        disk.delete(aloneFile());
        this.mark = DurableMark.open(disk, markFile);
    }

    /** Reads every record and hands it on, in order. During it {@link #read} answers what was handed on before. */
    void open(Replay replay) throws IOException {
        open(replay, List.of(), 0);
    }

    /**
     * The same, with segments of which a base says where each commit stands: all but the last are not read again, and of
     * what is read only commits after {@code replayedUpTo} are handed on.
     */
    void open(Replay replay, List<BaseState.OfSegment> known, long replayedUpTo) throws IOException {
        try {
            recover(replay, known, replayedUpTo);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    Opening opening() {
        return opening;
    }

    long last() {
        return last;
    }

    int segments() {
        return segments.size();
    }

    // ---- opening

    private void recover(Replay replay, List<BaseState.OfSegment> known, long replayedUpTo) throws IOException {
        var quarantined = new ArrayList<String>();
        long proven = mark.number();
        var found = new ArrayList<Found>();
        for (Path path : segmentFiles()) {
            String name = path.getFileName().toString();
            long number = Long.parseUnsignedLong(name.substring(0, name.indexOf('.')), 16);
            lastNumber = Math.max(lastNumber, number);
            if (openKnown(path, number, known)) {
                continue;
            }
            Segment segment = Segment.open(disk, path, quarantined);
            if (segment == null) {
                continue;
            }
            segments.add(segment);
            for (SegmentFormat.Found record : segment.scan()) {
                found.add(new Found(segment, record));
                proven = Math.max(proven, record.durable());
            }
        }
        dropBefore(found);
        long cut = 0;
        for (Segment segment : segments) {
            cut += settleDamage(segment, found, proven, quarantined);
        }
        checkKnown(known, quarantined);
        boolean startsLate =
                known.isEmpty() && !found.isEmpty() && found.get(0).record.commit() > 1 && keptUpTo == 0;
        boolean rotten = !quarantined.isEmpty() || startsLate;
        if (rotten) {
            found.forEach(each -> replay.ahead(each.record.payload()));
        }
        for (Found each : found) {
            long commit = each.record.commit();
            if (commit <= last && places.contains(commit)) {
                quarantined.add("commit " + commit + " stands twice in the journal");
                continue;
            }
            last = Math.max(last, commit == keptUpTo ? commit - 1 : 0);
            for (long missing = last + 1; missing < commit; missing++) {
                quarantined.add("commit " + missing + " can't be read");
            }
            places.add(commit, each.segment, each.record.offset());
            last = Math.max(last, commit);
            if (commit > replayedUpTo) {
                replay.record(commit, each.record.payload());
            }
        }
        for (long missing = last + 1; missing <= proven; missing++) {
            quarantined.add("commit " + missing + " can't be read");
        }
        last = Math.max(last, proven);
        for (Found each : found) {
            if (each.record.commit()
                    > proven) { // read from the cache of a process that was killed: not yet on the disk
                each.segment.sync();
                break;
            }
        }
        if (!segments.isEmpty()) {
            end = segments.get(segments.size() - 1).endOfRecords();
        }
        opening = new Opening(places.size(), cut, List.copyOf(quarantined));
        quarantined.forEach(what -> LOG.warn("Journal {}: {}", dir, what));
    }

    /** Opens a segment without reading it, if a base knows what it holds and it is not the last one that it knows. */
    private boolean openKnown(Path path, long number, List<BaseState.OfSegment> known) throws IOException {
        for (BaseState.OfSegment each : known.subList(0, Math.max(0, known.size() - 1))) {
            if (each.header().number() == number) {
                Segment segment = Segment.openKnown(disk, path, each.header());
                if (segment == null) {
                    return false;
                }
                segments.add(segment);
                each.runs().forEach((first, offsets) -> {
                    places.add(new CommitIndex.Run(segment, first, offsets));
                    last = Math.max(last, first + offsets.length - 1);
                });
                return true;
            }
        }
        return false;
    }

    /** What lies before the record that stands for dropped ones was to be dropped with them. */
    private void dropBefore(List<Found> found) throws IOException {
        Found kept = null;
        for (Found each : found) {
            if (JournalRecord.isKept(each.record.payload())) {
                kept = each;
            }
        }
        if (kept == null) {
            return;
        }
        keptUpTo = kept.record.commit();
        Segment first = kept.segment;
        keptIn = first.header();
        found.removeIf(each -> each.record.commit() < keptUpTo);
        places.forget(keptUpTo - 1);
        for (Segment segment : List.copyOf(segments)) {
            if (segment.number() < first.number()) {
                segments.remove(segment);
                segment.close();
                disk.delete(segmentFile(segment.number()));
            }
        }
    }

    /** Whether records were dropped of which a base that knows these segments knows nothing. */
    boolean droppedUnknownTo(List<BaseState.OfSegment> known) {
        SegmentFormat.SegmentHeader first = keptIn;
        return first != null && known.stream().noneMatch(each -> each.header().equals(first));
    }

    /** A segment that a base knows and that is gone is damage. */
    private void checkKnown(List<BaseState.OfSegment> known, List<String> quarantined) {
        SegmentFormat.SegmentHeader first = keptIn;
        for (BaseState.OfSegment each : known) {
            boolean here =
                    segments.stream().anyMatch(s -> s.number() == each.header().number());
            boolean dropped = first != null && each.header().number() < first.number();
            if (!here && !dropped) {
                quarantined.add("segment " + each.header().number() + " is gone");
            }
        }
    }

    /** Where every commit stands, for a base. */
    List<BaseState.OfSegment> index() {
        var known = new ArrayList<BaseState.OfSegment>();
        for (Segment segment : segments) {
            var runs = new TreeMap<Long, int[]>();
            places.of(segment).forEach(run -> runs.put(run.first, run.offsets()));
            known.add(new BaseState.OfSegment(segment.header(), runs));
        }
        return known;
    }

    private record Found(Segment segment, SegmentFormat.Found record) {}

    /** Bytes that belong to no record: rot stays where it is and is copied aside; a torn tail is cut out. */
    private long settleDamage(Segment segment, List<Found> found, long proven, List<String> quarantined)
            throws IOException {
        long cut = 0;
        for (Segment.Damage damage : segment.damages()) {
            boolean goodBehind = found.stream()
                    .anyMatch(f -> f.segment == segment
                            ? f.record.offset() > damage.from()
                            : f.segment.number() > segment.number());
            long before = found.stream()
                    .filter(f -> f.segment.number() < segment.number()
                            || (f.segment == segment && f.record.offset() < damage.from()))
                    .mapToLong(f -> f.record.commit())
                    .max()
                    .orElse(0);
            Path aside =
                    dir.resolve("aside").resolve(String.format("%016x-%08x.bytes", segment.number(), damage.from()));
            segment.copy(disk, damage, aside);
            if (goodBehind || before < proven) {
                quarantined.add("segment " + segment.number() + " is damaged from byte " + damage.from() + " to "
                        + damage.to() + "; a copy is " + aside);
            } else {
                segment.zero(damage);
                cut += damage.to() - damage.from();
                LOG.info(
                        "Journal {}: a torn tail of {} bytes was cut; a copy is {}",
                        dir,
                        damage.to() - damage.from(),
                        aside);
            }
        }
        return cut;
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
     * @param record the payload, behind room for a record's header
     * @return its commit number
     * @throws StoreException DISK_FULL before anything was written
     * @throws IOException the device failed; nothing may be written until the journal was opened anew
     */
    long append(CborWriter record) throws IOException {
        refuseWhenFull();
        int need = SegmentFormat.aligned(record.length());
        record.room(need - record.length());
        if (need >= segmentBytes / LARGE_PART) {
            appendAlone(record, need);
        } else {
            if (segments.isEmpty() || segments.get(segments.size() - 1).size() - end < need) {
                grow(need);
            }
            Segment segment = segments.get(segments.size() - 1);
            segment.write(end, framed(record, segment.header(), end));
            if (!PlantedBug.ACK_BEFORE_FSYNC.isPlanted()) {
                segment.sync();
            }
            places.add(last + 1, segment, end);
            end += need;
        }
        last++;
        mark.advance(last);
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

    /** A segment has its room already, so it is enough to look now and then, until the disk was full once. */
    private void refuseWhenFull() {
        if (wasFull || sinceLooked++ % LOOKED_EVERY == 0) {
            long free = disk.usableBytes(dir);
            wasFull = free < freeBytesMin;
            if (wasFull) {
                throw full(free, null);
            }
        }
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
        Segment made = ahead.getAndSet(null);
        if (made == null) {
            return false;
        }
        if (made.number() != lastNumber + 1 || made.size() < size) {
            made.close();
            disk.delete(aheadFile());
            return false;
        }
        disk.move(aheadFile(), segmentFile(made.number()));
        disk.syncFolder(dir);
        segments.add(made);
        return true;
    }

    private Path aheadFile() {
        return dir.resolve("ahead");
    }

    /** The number that a segment made ahead should have; 0 while the present one has room enough. Under the store's lock. */
    long numberAhead() {
        boolean halfFull =
                !segments.isEmpty() && end > segments.get(segments.size() - 1).size() / 2;
        return halfFull && ahead.get() == null ? lastNumber + 1 : 0;
    }

    /** Makes the next segment before it is needed; without the store's lock, so that no sale waits for it. */
    void makeAhead(long number) throws IOException {
        if (disk.usableBytes(dir) >= freeBytesMin + 2L * segmentBytes) {
            disk.delete(aheadFile());
            ahead.set(Segment.create(disk, aheadFile(), header(number, segmentBytes)));
        }
    }

    private Path segmentFile(long number) {
        return dir.resolve(String.format("%016x.seg", number));
    }

    // ---- dropping

    /** Segments that are full, the oldest first; the one that is written to is not among them. */
    List<Segment> full() {
        return List.copyOf(segments.subList(0, Math.max(0, segments.size() - 1)));
    }

    /** Commits of a segment, in order. */
    List<Long> commits(Segment segment) {
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
    long replaceUpTo(Segment last, byte[] kept) throws IOException {
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
        keptUpTo = upTo;
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
    byte[] read(long commit) {
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
    Iterable<Long> commitsAfter(long commit) {
        return places.after(commit);
    }

    /** What is wrong with any record, in words. */
    List<String> scrub() {
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
        Segment unused = ahead.getAndSet(null);
        if (unused != null) {
            unused.close();
            disk.delete(aheadFile());
        }
        mark.close();
    }

    List<Path> files() throws IOException {
        return segmentFiles();
    }

    /** Puts a record of a backup back under its own number, not yet synced. */
    void putBack(long commit, byte[] payload) throws IOException {
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

    void syncAll() throws IOException {
        for (Segment segment : segments) {
            segment.sync();
        }
        mark.advance(last);
    }
}
