package org.tillmesh.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Scope;

/** Finds out how much of a journal's beginning may go: whole segments of which every record is dispensable. */
final class Compaction {
    private final Journal journal;
    private final Store.Retention retention;
    private final Map<Scope, List<HeldStream>> covered = new TreeMap<>();

    /** @param notes name the checkpoints that were adopted */
    Compaction(Journal journal, Store.Retention retention, Checkpoints checkpoints, Map<String, byte[]> notes) {
        this.journal = journal;
        this.retention = retention;
        names(notes).forEach((scope, name) -> covered.put(scope, checkpoints.streams(name)));
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

    /** The last segment that may go with all before it; null if none may. */
    @Nullable Segment last() {
        Segment last = null;
        for (Segment segment : journal.full()) {
            List<Long> commits = journal.commits(segment);
            if (commits.isEmpty() || !commits.stream().allMatch(this::isDispensable)) {
                break;
            }
            last = segment;
        }
        return last;
    }

    private boolean isDispensable(long commit) {
        JournalRecord record = JournalRecord.decode(journal.read(commit));
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

    /** Names of checkpoints that some record still asks for. */
    List<String> needed() {
        var needed = new ArrayList<String>();
        for (long commit : journal.commitsAfter(0)) {
            JournalRecord record = JournalRecord.decode(journal.read(commit));
            byte[] adopted = record.notes().get(JournalRecord.ADOPTED);
            if (adopted != null) {
                needed.add(new String(adopted, StandardCharsets.UTF_8));
            }
            needed.addAll(names(record.notes()).values());
        }
        return needed;
    }
}
