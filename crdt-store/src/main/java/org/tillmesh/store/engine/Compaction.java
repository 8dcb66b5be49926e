package org.tillmesh.store.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.checkpoint.Checkpoints;
import org.tillmesh.store.journal.Journal;
import org.tillmesh.store.journal.JournalRecord;
import org.tillmesh.store.journal.Segment;
import org.tillmesh.store.stream.HeldStream;

/**
 * Drops the beginning of a journal: whole segments in which every record may go. The caller holds the store's lock.
 *
 * <p>Example: segment 1 has commits {@code 1 2 3}, segment 2 has {@code 4 5 6}, and the adopted checkpoint covers the
 * ChangeSets of 1 to 5. Segment 1 goes. Segment 2 stays whole, because of 6.
 */
final class Compaction {
    private final Journal journal;
    private final Store.Retention retention;
    private final Checkpoints checkpoints;
    private final StoreState state;
    private final Map<Scope, List<HeldStream>> covered = new TreeMap<>();

    /** @param state its notes name the checkpoints that were adopted */
    Compaction(Journal journal, Store.Retention retention, Checkpoints checkpoints, StoreState state) {
        this.journal = journal;
        this.retention = retention;
        this.checkpoints = checkpoints;
        this.state = state;
        names(state.notes()).forEach((scope, name) -> covered.put(scope, checkpoints.streams(name)));
    }

    /** Drops the segments that may go. Their notes and the local scope are kept. */
    Store.Compacted drop(StreamReader reader, Schema schema) throws IOException {
        Segment last = last(reader);
        if (last == null) {
            return new Store.Compacted(0, 0);
        }
        List<Long> commits = journal.commits(last);
        long upTo = commits.get(commits.size() - 1);
        List<String> needed = neededAfter(upTo, reader); // rot in records that stay is found before anything goes
        state.putBaseAside();
        Path made = checkpoints.begin("local");
        Store.Checkpoint ofLocal =
                checkpoints.write(state.of(Scope.LOCAL).freeze(), journal.last(), schema, null, made);
        String name = checkpoints.keep(
                ofLocal,
                ofLocal.chunks(),
                ofLocal.chunks().stream()
                        .map(hash -> made.resolve(hash.toString()))
                        .toList());
        checkpoints.delete(made);
        state.keep(Map.of(JournalRecord.CHECKPOINT + Scope.LOCAL.name(), name.getBytes(StandardCharsets.UTF_8)));
        long segments = journal.full().indexOf(last) + 1;
        TreeMap<String, byte[]> kept = state.notes();
        kept.put(JournalRecord.CLOCK, Values.encode(Value.of(state.hlc().packed())));
        long bytes = journal.replaceUpTo(last, new JournalRecord(JournalRecord.Kind.KEPT, List.of(), kept).encode());
        reader.use(journal);
        state.scopes().forEach(of -> of.streams().all().forEach(stream -> stream.cover(upTo)));
        addNamed(kept, needed);
        checkpoints.deleteAllBut(needed);
        return new Store.Compacted(segments, bytes);
    }

    /** The checkpoints that were adopted last, by scope. */
    static Map<Scope, String> names(Map<String, byte[]> notes) {
        var names = new TreeMap<Scope, String>();
        notes.forEach((key, name) -> {
            if (key.startsWith(JournalRecord.CHECKPOINT)) {
                names.put(
                        new Scope(key.substring(JournalRecord.CHECKPOINT.length())),
                        new String(name, StandardCharsets.UTF_8));
            }
        });
        return names;
    }

    /** The last segment that may go together with all segments before it; null if none may. */
    private @Nullable Segment last(StreamReader reader) {
        Segment last = null;
        for (Segment segment : journal.full()) {
            List<Long> commits = journal.commits(segment);
            if (commits.isEmpty() || !commits.stream().allMatch(commit -> isDispensable(reader.recordOrSay(commit)))) {
                break;
            }
            last = segment;
        }
        return last;
    }

    private boolean isDispensable(JournalRecord record) {
        return record.changeSets().stream().allMatch(this::isDispensable);
    }

    private boolean isDispensable(ChangeSet changeSet) {
        if (!changeSet.scope().isReplicated()) {
            return true; // its effect is kept with the local scope's documents
        }
        boolean isCovered = covered.getOrDefault(changeSet.scope(), List.of()).stream()
                .filter(stream -> stream.id().origin().equals(changeSet.origin()))
                .anyMatch(stream -> stream.isAt(changeSet.seq(), changeSet.hash()) && !stream.isHole(changeSet.seq()));
        return isCovered && !changeSet.isLost() && retention.mayDrop(changeSet);
    }

    /** Names of checkpoints that a record after a commit adopts. */
    private List<String> neededAfter(long commit, StreamReader reader) {
        var needed = new ArrayList<String>();
        for (long each : journal.commitsAfter(commit)) {
            addNamed(reader.recordOrSay(each).notes(), needed);
        }
        return needed;
    }

    private static void addNamed(Map<String, byte[]> notes, List<String> into) {
        byte[] adopted = notes.get(JournalRecord.ADOPTED);
        if (adopted != null) {
            into.add(new String(adopted, StandardCharsets.UTF_8));
        }
        into.addAll(names(notes).values());
        notes.forEach((key, note) -> {
            if (key.startsWith(JournalRecord.JOINED)) {
                into.addAll(Joining.sources(note));
            }
        });
    }
}
