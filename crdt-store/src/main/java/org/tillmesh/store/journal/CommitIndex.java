package org.tillmesh.store.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where each commit stands: runs of commits side by side in one segment, four bytes a commit. */
final class CommitIndex {
    record Place(Segment segment, int offset) {}

    /** Commits {@code first}, first + 1 … and their offsets in a segment. */
    static final class Run {
        final Segment segment;
        final long first;
        private int[] offsets;
        private int count;

        Run(Segment segment, long first, int[] offsets) {
            this.segment = segment;
            this.first = first;
            this.offsets = offsets;
            this.count = offsets.length;
        }

        int[] offsets() {
            return Arrays.copyOf(offsets, count);
        }

        private void add(int offset) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, Math.max(8, count * 2));
            }
            offsets[count++] = offset;
        }

        private long end() {
            return first + count;
        }
    }

    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private long size;

    void add(Run run) {
        runs.put(run.first, run);
        size += run.count;
    }

    void add(long commit, Segment segment, int offset) {
        Map.Entry<Long, Run> last = runs.floorEntry(commit);
        if (last != null
                && last.getValue().segment == segment
                && last.getValue().end() == commit) {
            last.getValue().add(offset);
            size++;
        } else {
            add(new Run(segment, commit, new int[] {offset}));
        }
    }

    @Nullable Place find(long commit) {
        Map.Entry<Long, Run> run = runs.floorEntry(commit);
        if (run == null || commit >= run.getValue().end()) {
            return null;
        }
        return new Place(run.getValue().segment, run.getValue().offsets[(int) (commit - run.getValue().first)]);
    }

    boolean contains(long commit) {
        return find(commit) != null;
    }

    long size() {
        return size;
    }

    /** Commit numbers after one, in order. */
    Iterable<Long> after(long commit) {
        var found = new ArrayList<Long>();
        for (Run run : runs.values()) {
            for (long number = Math.max(run.first, commit + 1); number < run.end(); number++) {
                found.add(number);
            }
        }
        return found;
    }

    /** Forgets all commits up to one. */
    void forget(long upTo) {
        var kept = new ArrayList<Run>();
        for (Run run : runs.values()) {
            if (run.first > upTo) {
                kept.add(run);
            } else if (run.end() > upTo + 1) {
                int from = (int) (upTo + 1 - run.first);
                kept.add(new Run(run.segment, upTo + 1, Arrays.copyOfRange(run.offsets, from, run.count)));
            }
        }
        runs.clear();
        size = 0;
        kept.forEach(this::add);
    }

    /** Runs of one segment, in order. */
    List<Run> of(Segment segment) {
        return runs.values().stream().filter(run -> run.segment == segment).toList();
    }
}
