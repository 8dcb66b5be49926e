package org.tillmesh.replication;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.Values;

/** What each Hard Sync, Soft Sync and Push did: journaled, the last hundred of them. */
public final class SyncHistory {
    static final String HARD = "hard";
    static final String SOFT = "soft";
    static final String PUSH = "push";
    private static final String NOTE = "sync/";
    private static final int KEPT = 100;
    private static final long BEGUN_MILLIS = 100;

    private final Store store;
    private final Clock clock;

    /**
     * One sync.
     *
     * @param mode {@code hard}, {@code soft} or {@code push}
     * @param problem why it failed; empty if it went well
     */
    public record Entry(
            String mode,
            Instant at,
            long tookMs,
            long received,
            long sent,
            long acknowledged,
            long left,
            boolean headsEqual,
            String problem) {}

    SyncHistory(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Replicator.Result kept(String mode, Supplier<Replicator.Result> sync) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        try {
            Replicator.Result result = sync.get();
            keep(mode, at, result, "");
            return result;
        } catch (RuntimeException e) {
            long took = (System.nanoTime() - began) / 1_000_000;
            if (!(e instanceof OfflineException) || took > BEGUN_MILLIS) { // one that was refused at once did nothing
                keep(mode, at, new Replicator.Result(0, 0, 0, -1, false, took), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private void keep(String mode, Instant at, Replicator.Result did, String problem) {
        Map<String, byte[]> notes = new HashMap<>();
        String key = NOTE + String.format(Locale.ROOT, "%020d", at.toEpochMilli());
        notes.put(
                key,
                Values.encode(Value.list(List.of(
                        Value.of(mode),
                        Value.of(at.toEpochMilli()),
                        Value.of(did.tookMs()),
                        Value.of(did.received()),
                        Value.of(did.sent()),
                        Value.of(did.acknowledged()),
                        Value.of(did.left()),
                        Value.of(did.headsEqual()),
                        Value.of(problem)))));
        var before = new ArrayList<>(store.notes(NOTE).keySet());
        for (int i = 0; i <= before.size() - KEPT; i++) {
            notes.put(before.get(i), new byte[0]);
        }
        store.note(notes);
    }

    /** The newest first. */
    List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (byte[] bytes : store.notes(NOTE).values()) {
            List<Value> in = ((Value.ListOf) Values.decode(bytes)).items();
            entries.add(new Entry(
                    ((Value.Text) in.get(0)).value(),
                    Instant.ofEpochMilli(number(in, 1)),
                    number(in, 2),
                    number(in, 3),
                    number(in, 4),
                    number(in, 5),
                    number(in, 6),
                    ((Value.Bool) in.get(7)).value(),
                    ((Value.Text) in.get(8)).value()));
        }
        Collections.reverse(entries);
        return entries;
    }

    private static long number(List<Value> in, int at) {
        return ((Value.Int) in.get(at)).value();
    }
}
