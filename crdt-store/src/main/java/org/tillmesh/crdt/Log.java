package org.tillmesh.crdt;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records that are only ever added: sales, movements, counts. A record is named by its uuid and counts once, by however
 * many ways it comes; should two bear one uuid (a forged or a repeated one), the earlier stands for everyone. Immutable; a
 * state is its own delta, and the join needs no causal context.
 *
 * @param records by uuid
 */
public record Log(SortedMap<String, Entry> records) {
    public static final Log EMPTY = new Log(new TreeMap<>());

    /** @param dot the delta that brought it; @param hlc when its commit was made */
    public record Entry(String uuid, Value body, Dot dot, Hlc hlc) {
        /** Of two of one uuid the lesser stands. */
        public static final Comparator<Entry> EARLIER =
                Comparator.comparing(Entry::hlc).thenComparing(Entry::dot);
    }

    /** Ties between records of one time are broken by uuid. */
    private static final Comparator<Entry> IN_TIME =
            Comparator.comparing(Entry::hlc).thenComparing(Entry::uuid, Value.KEY_ORDER);

    public Log {
        var ordered = new TreeMap<String, Entry>(Value.KEY_ORDER);
        ordered.putAll(records);
        records = Collections.unmodifiableSortedMap(ordered);
    }

    public static Log of(Entry entry) {
        return new Log(new TreeMap<>(Collections.singletonMap(entry.uuid(), entry)));
    }

    public Log with(Entry entry) {
        return join(of(entry));
    }

    public Log join(Log other) {
        var joined = new TreeMap<>(records);
        other.records.forEach((uuid, entry) ->
                joined.merge(uuid, entry, (mine, theirs) -> Entry.EARLIER.compare(mine, theirs) <= 0 ? mine : theirs));
        return new Log(joined);
    }

    public Optional<Entry> find(String uuid) {
        return Optional.ofNullable(records.get(uuid));
    }

    /** By time, then uuid. */
    public List<Entry> inTime() {
        return records.values().stream().sorted(IN_TIME).toList();
    }
}
