package org.tillmesh.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;

/**
 * The rows of one scope: those of the base, and over them what came since. Folds of groups that changed since are kept as
 * they are asked for. Written by {@link Derived} alone, under its turn; read under the store's lock.
 */
final class ScopeIndex {
    private static final Logger LOG = LoggerFactory.getLogger(ScopeIndex.class);
    private static final byte[] GONE = {};

    private final Scope scope;
    private final Schema schema;

    /** Place to value, {@link #GONE} for a row of the base that is no more. */
    private final TreeMap<String, byte[]> over = new TreeMap<>();

    /** Groups of folded indexes that differ from the base's. */
    private final TreeSet<String> touched = new TreeSet<>();

    private final Map<String, Optional<Value>> folds = new ConcurrentHashMap<>();
    private @Nullable BaseTables base;

    ScopeIndex(Scope scope, Schema schema) {
        this.scope = scope;
        this.schema = schema;
    }

    // ---- what changes

    void restore(BaseTables from) {
        base = from;
    }

    /** Takes one document's change. */
    void take(@Nullable Document before, @Nullable Document after) {
        TreeMap<String, byte[]> gone = rowsOf(schema, scope, before);
        TreeMap<String, byte[]> come = rowsOf(schema, scope, after);
        var grown = new TreeMap<String, List<Row>>();
        var remade = new TreeSet<String>();
        come.forEach((place, value) -> {
            byte[] had = gone.remove(place);
            if (had == null || !Arrays.equals(had, value)) {
                String at = place;
                if (PlantedBug.DOUBLE_APPLY.isPlanted() && had == null && over.containsKey(place)) {
                    at = place + "'";
                }
                over.put(at, value);
                note(at, had == null ? new Row(at, value) : null, grown, remade);
            }
        });
        for (String place : gone.keySet()) {
            if (base == null) {
                over.remove(place);
            } else {
                over.put(place, GONE);
            }
            note(place, null, grown, remade);
        }
        remade.forEach(group -> {
            grown.remove(group);
            folds.remove(group);
            touched.add(group);
        });
        grown.forEach(this::grow);
    }

    /** A document's rows, value by place; of none, none. */
    static TreeMap<String, byte[]> rowsOf(Schema schema, Scope scope, @Nullable Document document) {
        var rows = new TreeMap<String, byte[]>();
        if (document instanceof Document.Archived archived) {
            rows.putAll(archived.rows());
        } else if (document != null) {
            try {
                schema.index(
                        document,
                        (index, key, value) -> rows.put(Place.of(index, key, document.ref()), Values.encode(value)));
            } catch (RuntimeException e) {
                LOG.error("{} of {} can't be indexed", document.ref(), scope, e);
            }
        }
        return rows;
    }

    private void note(String place, @Nullable Row added, Map<String, List<Row>> grown, TreeSet<String> remade) {
        if (schema.isFolded(Place.indexOf(place))) {
            String group = Place.groupOf(place);
            if (added == null) {
                remade.add(group);
            } else {
                grown.computeIfAbsent(group, g -> new ArrayList<>()).add(added);
            }
        }
    }

    private void grow(String group, List<Row> added) {
        boolean known = folds.containsKey(group) || !touched.contains(group);
        Schema.Folded now =
                known ? schema.grown(Place.indexOf(group), Place.keyOfGroup(group), fold(group), added) : null;
        touched.add(group);
        if (now == null) {
            folds.remove(group);
        } else {
            folds.put(group, Optional.ofNullable(now.value()));
        }
    }

    // ---- reading

    private static String from(String index, KeyRange keys) {
        return index + Place.END + keys.from();
    }

    private static String to(String index, KeyRange keys) {
        return index + Place.END + keys.to();
    }

    Stream<Row> rows(String index, KeyRange keys) {
        return rowsBetween(from(index, keys), to(index, keys));
    }

    private Stream<Row> rowsBetween(String from, String to) {
        NavigableMap<String, byte[]> top = over.subMap(from, true, to, false);
        BaseTables under = base;
        Iterator<Map.Entry<String, byte[]>> merged = under == null
                ? top.entrySet().iterator()
                : merged(under.rows(scope, from, to), top.entrySet().iterator());
        return Layered.stream(merged)
                .filter(row -> row.getValue().length > 0)
                .map(row -> new Row(row.getKey(), row.getValue()));
    }

    private static Iterator<Map.Entry<String, byte[]>> merged(
            Iterator<Map.Entry<String, byte[]>> under, Iterator<Map.Entry<String, byte[]>> top) {
        return new Layered<>(under, top, Map.Entry.comparingByKey());
    }

    /** The row with the greatest key in a range, of several of one key the last by type and id. */
    @Nullable Row last(String index, KeyRange keys) {
        String from = from(index, keys);
        String to = to(index, keys);
        BaseTables under = base;
        while (from.compareTo(to) < 0) {
            Map.Entry<String, byte[]> top = over.lowerEntry(to);
            Map.Entry<String, byte[]> low = under == null ? null : under.rowBelow(scope, to);
            Map.Entry<String, byte[]> last =
                    low == null || (top != null && top.getKey().compareTo(low.getKey()) >= 0) ? top : low;
            if (last == null || last.getKey().compareTo(from) < 0) {
                return null;
            }
            if (last.getValue().length > 0) {
                return new Row(last.getKey(), last.getValue());
            }
            to = last.getKey();
        }
        return null;
    }

    @Nullable Value folded(String index, String key) {
        return fold(Place.group(index, key));
    }

    private @Nullable Value fold(String group) {
        Optional<Value> known = folds.get(group);
        if (known != null) {
            return known.orElse(null);
        }
        BaseTables under = base;
        if (!touched.contains(group)) {
            byte[] stored = under == null ? null : under.fold(scope, group);
            return stored == null ? null : Values.decode(stored);
        }
        List<Row> rows = rowsBetween(group + Place.END, group + Place.AFTER_END).toList();
        Value fold = rows.isEmpty() ? null : schema.fold(Place.indexOf(group), rows);
        folds.put(group, Optional.ofNullable(fold));
        return fold;
    }

    /** Folds of a range of keys, in their order, where there is something to say. */
    Stream<Schema.Folded> folds(String index, KeyRange keys) {
        String from = from(index, keys);
        String to = to(index, keys);
        Iterator<Schema.Folded> mine = touched.subSet(from, to).stream()
                .map(group -> new Schema.Folded(group, fold(group)))
                .iterator();
        BaseTables under = base;
        Iterator<Schema.Folded> all = under == null
                ? mine
                : new Layered<>(
                        under.folds(scope, from, to), mine, (a, b) -> a.key().compareTo(b.key()));
        return Layered.stream(all)
                .filter(folded -> folded.value() != null)
                .map(folded -> new Schema.Folded(Place.keyOfGroup(folded.key()), folded.value()));
    }

    // ---- a new base

    /** The rows at one moment: what a new base is made of. */
    final class Frozen {
        private final TreeMap<String, byte[]> top = new TreeMap<>(over);
        private final @Nullable BaseTables under = base;

        Iterator<Map.Entry<String, byte[]>> rows() {
            Iterator<Map.Entry<String, byte[]>> all = under == null
                    ? top.entrySet().iterator()
                    : merged(
                            under.rows(scope, "", KeyRange.ALL.to()),
                            top.entrySet().iterator());
            return Layered.stream(all).filter(row -> row.getValue().length > 0).iterator();
        }
    }

    Frozen freeze() {
        return new Frozen();
    }

    /** Goes on over a new base: what it holds as it still is leaves the memory. */
    void rebase(BaseTables fresh, Frozen made) {
        base = fresh;
        made.top.forEach((place, value) -> over.computeIfPresent(place, (p, now) -> now == value ? null : now));
        folds.clear();
        touched.clear();
        over.keySet().forEach(place -> {
            if (schema.isFolded(Place.indexOf(place))) {
                touched.add(Place.groupOf(place));
            }
        });
    }
}
