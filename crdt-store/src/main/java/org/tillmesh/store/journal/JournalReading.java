package org.tillmesh.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.store.disk.Disk;

/** Opens a journal's segments: tells a torn tail (cut, kept aside) from rot (quarantined, reported). */
final class JournalReading {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReading.class);

    private final Disk disk;
    private final Path dir;
    private final long marked;
    private final List<Segment> segments;
    private final CommitIndex places;
    private long last;
    private long lastNumber;
    private long bytesReplayed;
    private long keptUpTo;
    private long missingCommits;
    private final List<String> missing = new ArrayList<>();
    private SegmentFormat.@Nullable SegmentHeader keptIn;

    /**
     * @param marked the greatest commit that something beside the journal says was durable
     * @param segments takes the segments, in order
     * @param places takes where each commit stands
     */
    JournalReading(Disk disk, Path dir, long marked, List<Segment> segments, CommitIndex places) {
        this.disk = disk;
        this.dir = dir;
        this.marked = marked;
        this.segments = segments;
        this.places = places;
    }

    /** The last commit, read or known to have been. */
    long last() {
        return last;
    }

    /** The greatest number of a segment file. */
    long lastNumber() {
        return lastNumber;
    }

    /** Of the records that were handed on. */
    long bytesReplayed() {
        return bytesReplayed;
    }

    /** The segment that the record for dropped ones opens; null if none were dropped. */
    SegmentFormat.@Nullable SegmentHeader keptIn() {
        return keptIn;
    }

    /** Reads every record and hands it on, in order; what it finds lies in the segments and places that it was given. */
    Journal.Opening read(List<Path> files, Journal.Replay replay, List<KnownSegment> known, long replayedUpTo)
            throws IOException {
        var quarantined = new ArrayList<String>();
        long proven = marked;
        var found = new ArrayList<Found>();
        for (Path path : files) {
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
        if (PlantedBug.TAIL_ROT_IS_TORN.isPlanted()) {
            proven =
                    found.stream().mapToLong(each -> each.record.commit()).max().orElse(0);
        }
        long cut = 0;
        for (Segment segment : segments) {
            cut += settleDamage(segment, found, proven, quarantined);
        }
        checkKnown(known, quarantined);
        if (!quarantined.isEmpty() || hasGap(found)) {
            found.forEach(each -> replay.ahead(each.record.payload()));
        }
        for (Found each : found) {
            long commit = each.record.commit();
            if (commit <= last && places.contains(commit)) {
                quarantined.add("commit " + commit + " stands twice in the journal");
                continue;
            }
            last = Math.max(last, commit == keptUpTo ? commit - 1 : 0);
            miss(last + 1, commit - 1);
            places.add(commit, each.segment, each.record.offset());
            last = Math.max(last, commit);
            if (commit > replayedUpTo) {
                bytesReplayed += each.record.payload().length;
                replay.record(commit, each.record.payload());
            }
        }
        miss(last + 1, proven);
        quarantined.addAll(missing);
        last = Math.max(last, proven);
        for (Found each : found) {
            if (each.record.commit()
                    > proven) { // read from the cache of a process that was killed: not yet on the disk
                each.segment.sync();
                break;
            }
        }
        quarantined.forEach(what -> LOG.warn("Journal {}: {}", dir, what));
        return new Journal.Opening(places.size(), cut, List.copyOf(quarantined), List.copyOf(missing), missingCommits);
    }

    private boolean hasGap(List<Found> found) {
        long before = last;
        for (Found each : found) {
            long commit = each.record.commit();
            if (commit > before + 1 && commit != keptUpTo) {
                return true;
            }
            before = Math.max(before, commit);
        }
        return false;
    }

    private void miss(long from, long to) {
        if (from <= to) {
            missing.add(
                    from == to
                            ? "commit " + from + " can't be read"
                            : "commits " + from + " to " + to + " can't be read");
            missingCommits += to - from + 1;
        }
    }

    /** Opens a segment without reading it, if a base knows what it holds and it is not the last one that it knows. */
    private boolean openKnown(Path path, long number, List<KnownSegment> known) throws IOException {
        for (KnownSegment each : known.subList(0, Math.max(0, known.size() - 1))) {
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
                disk.delete(Journal.segmentFile(dir, segment.number()));
            }
        }
    }

    /** A segment that a base knows and that is gone is damage. */
    private void checkKnown(List<KnownSegment> known, List<String> quarantined) {
        SegmentFormat.SegmentHeader first = keptIn;
        for (KnownSegment each : known) {
            boolean here =
                    segments.stream().anyMatch(s -> s.number() == each.header().number());
            boolean dropped = first != null && each.header().number() < first.number();
            if (!here && !dropped) {
                quarantined.add("segment " + each.header().number() + " is gone");
            }
        }
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
}
