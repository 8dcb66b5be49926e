package org.tillmesh.store.view;

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
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Place;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.bytes.Values;

/**
 * The rows of one scope: those of the base, and over them what came since. Folds of groups that changed since are kept as
 * they are asked for. Written by {@link Derived} alone, under its turn; read under the store's lock.
 */
public final class ScopeIndex {
    private static final byte[] GONE = {};

    private final Scope scope;
    private final Schema schema;

    /** Place to value, {@link #GONE} for a row of the base that is no more. */
    private final TreeMap<String, byte[]> over = new TreeMap<>();

    /** Groups of folded indexes that differ from the base's. */
    private final TreeSet<String> touched = new TreeSet<>();

    private final Map<String, Optional<Value>> folds = new ConcurrentHashMap<>();

    /** Rows that are in no fold yet, by group. */
    private final TreeMap<String, List<Row>> growing = new TreeMap<>();

    private int growingRows;
    private @Nullable BaseTables base;

    ScopeIndex(Scope scope, Schema schema) {
        this.scope = scope;
        this.schema = schema;
    }

    // ---- what changes

    void restore(BaseTables from) {
        base = from;
    }

    /** Takes one document's change, wholly. */
    public void take(@Nullable Document before, @Nullable Document after) {
        take(RowChange.of(schema, scope, before, after));
        grow();
    }

    /** Takes one document's change but for folds that only grow: nobody may read these before {@link #grow()}. */
    public void take(RowChange change) {
        List<RowChange.Placed> gone = change.gone();
        int next = 0;
        for (RowChange.Placed row : change.come()) {
            int order = -1;
            while (next < gone.size() && (order = gone.get(next).place().compareTo(row.place())) < 0) {
                remove(gone.get(next++));
            }
            if (next < gone.size() && order == 0) {
                if (!Arrays.equals(gone.get(next++).value(), row.value())) {
                    over.put(row.place(), row.value());
                    remake(row.group());
                }
            } else {
                add(row);
            }
        }
        while (next < gone.size()) {
            remove(gone.get(next++));
        }
    }

    private void add(RowChange.Placed row) {
        Row added = row.row();
        if (PlantedBug.DOUBLE_APPLY.isPlanted() && over.containsKey(row.place())) {
            added = Values.row(row.place() + "'", row.value());
            over.put(row.place() + "'", row.value());
        } else {
            over.put(row.place(), row.value());
        }
        String group = row.group();
        if (group == null) {
            return;
        }
        if (schema.isGrowing(Place.indexOf(group))) {
            growing.computeIfAbsent(group, g -> new ArrayList<>()).add(added);
            growingRows++;
        } else {
            remake(group);
        }
    }

    private void remove(RowChange.Placed row) {
        if (base == null) {
            over.remove(row.place());
        } else {
            over.put(row.place(), GONE);
        }
        remake(row.group());
    }

    /** A group's fold takes all its rows when somebody asks. */
    private void remake(@Nullable String group) {
        if (group != null) {
            List<Row> added = growing.remove(group);
            growingRows -= added == null ? 0 : added.size();
            folds.remove(group);
            touched.add(group);
        }
    }

    /** How many rows wait to be added to folds. */
    int growing() {
        return growingRows;
    }

    /** Adds to folds what was left for later: many rows of one group cost little more than one. */
    void grow() {
        growing.forEach(this::grow);
        growing.clear();
        growingRows = 0;
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

    public Stream<Row> rows(String index, KeyRange keys) {
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
                .map(row -> Values.row(row.getKey(), row.getValue()));
    }

    private static Iterator<Map.Entry<String, byte[]>> merged(
            Iterator<Map.Entry<String, byte[]>> under, Iterator<Map.Entry<String, byte[]>> top) {
        return new Layered<>(under, top, Map.Entry.comparingByKey());
    }

    /** The row with the greatest key in a range, of several of one key the last by type and id. */
    @Nullable public Row last(String index, KeyRange keys) {
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
                return Values.row(last.getKey(), last.getValue());
            }
            to = last.getKey();
        }
        return null;
    }

    @Nullable public Value folded(String index, String key) {
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
    public Stream<Schema.Folded> folds(String index, KeyRange keys) {
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
        growing.clear();
        growingRows = 0;
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
