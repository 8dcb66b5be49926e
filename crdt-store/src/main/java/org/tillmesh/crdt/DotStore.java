package org.tillmesh.crdt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The state of a mergeable document: at every path the values that nobody has replaced yet, each under its dot, and
 * {@code pending}, the dots that were replaced before their own delta came. One mechanism carries every type: a
 * Register is one path, an OrSet a path per element (add wins: a removal cuts only the dots it saw), an OrMap a subtree
 * (an update wins over a concurrent removal for the same reason). After Almeida, Shoker, Baquero 2018, "Delta state
 * replicated data types", section 7 (causal δ-CRDTs); the causal context is the scope's version vector.
 */
public record DotStore(SortedMap<List<String>, SortedMap<Dot, Entry>> paths, SortedSet<Dot> pending) {

    /** A value and when it was written. */
    public record Entry(Value value, Hlc hlc) {}

    public static final Comparator<List<String>> PATH_ORDER = DotStore::comparePaths;

    public static final DotStore EMPTY = new DotStore(new TreeMap<>(PATH_ORDER), new TreeSet<>());

    public DotStore {
        var copy = new TreeMap<List<String>, SortedMap<Dot, Entry>>(PATH_ORDER);
        paths.forEach((path, dots) -> {
            if (!dots.isEmpty()) {
                copy.put(List.copyOf(path), Collections.unmodifiableSortedMap(new TreeMap<>(dots)));
            }
        });
        paths = Collections.unmodifiableSortedMap(copy);
        pending = Collections.unmodifiableSortedSet(new TreeSet<>(pending));
    }

    /**
     * The state after a delta that came as {@code dot} at {@code hlc}. {@code held} says whether a dot's ChangeSet is
     * held here (this delta's own counts as held): a replaced dot that is not held yet becomes pending. Applying the
     * same delta again changes nothing as long as the caller applies each ChangeSet once, which streams assure.
     */
    public DotStore apply(Delta delta, Dot dot, Hlc hlc, Predicate<Dot> held) {
        if (delta instanceof Delta.Put put) {
            return replace(put.replaces(), held).withEntry(put.path(), dot, new Entry(put.value(), hlc));
        }
        if (delta instanceof Delta.Cut cut) {
            return replace(cut.replaces(), held);
        }
        return this;
    }

    private DotStore withEntry(List<String> path, Dot dot, Entry entry) {
        if (pending.contains(dot)) {
            var left = new TreeSet<>(pending);
            left.remove(dot);
            return new DotStore(paths, left);
        }
        var changed = new TreeMap<>(paths);
        var dots = new TreeMap<>(paths.getOrDefault(path, Collections.emptySortedMap()));
        dots.put(dot, entry);
        changed.put(path, dots);
        return new DotStore(changed, pending);
    }

    private DotStore replace(List<Dot> replaced, Predicate<Dot> held) {
        if (replaced.isEmpty()) {
            return this;
        }
        var gone = new TreeSet<>(replaced);
        var changed = new TreeMap<List<String>, SortedMap<Dot, Entry>>(PATH_ORDER);
        paths.forEach((path, dots) -> {
            var left = new TreeMap<>(dots);
            left.keySet().removeAll(gone);
            changed.put(path, left);
        });
        var waiting = new TreeSet<>(pending);
        for (Dot dot : gone) {
            if (!held.test(dot) && !PlantedBug.LOST_PENDING_DOT.isPlanted()) {
                waiting.add(dot);
            }
        }
        return new DotStore(changed, waiting);
    }

    /** Drops what is covered by now from {@code pending}; done when a scope's vector has grown. */
    public DotStore settle(Predicate<Dot> held) {
        if (pending.stream().noneMatch(held)) {
            return this;
        }
        var left = new TreeSet<>(pending);
        left.removeIf(held);
        return new DotStore(paths, left);
    }

    /**
     * The join of two states whose causal contexts are {@code mineHeld} and {@code otherHeld}: a dot survives if both
     * have it, or one has it and the other never held it. The production path replays deltas; laws are tested on this.
     */
    public DotStore join(Predicate<Dot> mineHeld, DotStore other, Predicate<Dot> otherHeld) {
        var joined = new TreeMap<List<String>, SortedMap<Dot, Entry>>(PATH_ORDER);
        keepSurvivors(paths, other, otherHeld, joined);
        keepSurvivors(other.paths, this, mineHeld, joined);
        var waiting = new TreeSet<>(pending);
        waiting.addAll(other.pending);
        waiting.removeIf(mineHeld.or(otherHeld));
        return new DotStore(joined, waiting);
    }

    private static void keepSurvivors(
            SortedMap<List<String>, SortedMap<Dot, Entry>> from,
            DotStore other,
            Predicate<Dot> otherHeld,
            SortedMap<List<String>, SortedMap<Dot, Entry>> into) {
        from.forEach((path, dots) -> dots.forEach((dot, entry) -> {
            boolean there =
                    other.paths.getOrDefault(path, Collections.emptySortedMap()).containsKey(dot);
            if (there || (!otherHeld.test(dot) && !other.pending.contains(dot))) {
                into.computeIfAbsent(path, p -> new TreeMap<>()).put(dot, entry);
            }
        }));
    }

    /** The winning value of a register: of concurrent values the one with the greatest (HLC, dot). */
    public Optional<Value> value(String... path) {
        return value(List.of(path));
    }

    public Optional<Value> value(List<String> path) {
        List<Value> all = values(path);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** All concurrent values at a path, the winner first; more than one is a conflict that a person may look at. */
    public List<Value> values(List<String> path) {
        var dots = paths.get(path);
        if (dots == null) {
            return List.of();
        }
        return dots.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Dot, Entry>, Hlc>comparing(
                                e -> e.getValue().hlc())
                        .thenComparing(Map.Entry::getKey)
                        .reversed())
                .map(e -> e.getValue().value())
                .distinct()
                .toList();
    }

    /** The steps that follow a prefix: elements of an OrSet, keys of an OrMap, in order. */
    public List<String> keys(String... prefix) {
        List<String> under = List.of(prefix);
        var found = new TreeSet<String>(Value.KEY_ORDER);
        paths.keySet().forEach(path -> {
            if (path.size() > under.size() && path.subList(0, under.size()).equals(under)) {
                found.add(path.get(under.size()));
            }
        });
        return List.copyOf(found);
    }

    /** The dots at exactly this path: what an edit of it replaces. */
    public List<Dot> dots(List<String> path) {
        return List.copyOf(
                paths.getOrDefault(path, Collections.emptySortedMap()).keySet());
    }

    /** The dots at this path and below it: what a removal of a whole entry replaces. */
    public List<Dot> dotsUnder(List<String> prefix) {
        var found = new ArrayList<Dot>();
        paths.forEach((path, dots) -> {
            if (path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix)) {
                found.addAll(dots.keySet());
            }
        });
        return List.copyOf(found);
    }

    private static int comparePaths(List<String> a, List<String> b) {
        return Arrays.compare(a.toArray(String[]::new), b.toArray(String[]::new), Value.KEY_ORDER);
    }
}
