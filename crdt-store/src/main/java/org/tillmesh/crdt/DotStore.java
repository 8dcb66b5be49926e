package org.tillmesh.crdt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The state of a mergeable document: at every path the values that nobody has replaced yet, each under its dot, and
 * {@code pending}, the dots that were replaced before their own delta came. One mechanism carries every type: a
 * {@link Register} is one path, an {@link OrSet} a path per element (add wins: a removal cuts only the dots it saw), an
 * {@link OrMap} a subtree (an update wins over a concurrent removal for the same reason). After Almeida, Shoker, Baquero 2018, "Delta state
 * replicated data types", section 7 (causal δ-CRDTs); the causal context is the scope's version vector. Immutable.
 */
public final class DotStore {

    /**
     * A value, where it stands, and what wrote it: the {@code index}-th delta of the ChangeSet of this stamp. Ordered by
     * path, then dot.
     */
    public record Row(List<String> path, Stamp stamp, int index, Value value) implements Comparable<Row> {
        public Row {
            path = List.copyOf(path);
        }

        public Dot dot() {
            return stamp.dot(index);
        }

        public Hlc hlc() {
            return stamp.hlc();
        }

        private boolean isOf(Dot dot) {
            return index == dot.index() && stamp.names(dot);
        }

        private int compareDots(Row other) {
            return stamp == other.stamp ? Integer.compare(index, other.index) : dot().compareTo(other.dot());
        }

        @Override
        public int compareTo(Row other) {
            int byPath = comparePaths(path, other.path);
            return byPath != 0 ? byPath : compareDots(other);
        }
    }

    public static final Comparator<List<String>> PATH_ORDER = DotStore::comparePaths;

    /** Shared: never added to. */
    private static final TreeSet<Dot> NONE_PENDING = new TreeSet<>();

    public static final DotStore EMPTY = new DotStore(new Row[0], NONE_PENDING);

    /** Of concurrent values the one that wins stands first: the greatest HLC, then the greatest dot. */
    private static final Comparator<Row> WINNER_FIRST =
            Comparator.comparing(Row::hlc).thenComparing(Row::dot).reversed();

    private final Row[] rows;
    private final TreeSet<Dot> pending;

    private DotStore(Row[] sorted, TreeSet<Dot> pending) {
        this.rows = sorted;
        this.pending = pending;
    }

    public static DotStore of(Collection<Row> rows, Collection<Dot> pending) {
        return new DotStore(rows.stream().sorted().distinct().toArray(Row[]::new), new TreeSet<>(pending));
    }

    /** Rows in order already, as they were written; anything else is sorted first. */
    public static DotStore ofSorted(List<Row> rows, Collection<Dot> pending) {
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i - 1).compareTo(rows.get(i)) >= 0) {
                return of(rows, pending);
            }
        }
        return new DotStore(rows.toArray(Row[]::new), pending.isEmpty() ? NONE_PENDING : new TreeSet<>(pending));
    }

    public List<Row> rows() {
        return Collections.unmodifiableList(Arrays.asList(rows));
    }

    /** Replaced dots whose own deltas have not come. */
    public SortedSet<Dot> pending() {
        return new TreeSet<>(pending);
    }

    public boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Whether no value stands anywhere: to a reader the document is not there. */
    public boolean isEmpty() {
        return rows.length == 0;
    }

    /**
     * Several deltas in a row cost one copy: {@code edit(2).apply(…).apply(…).done()}.
     *
     * @param expected how many deltas will come, at least 1; a guess is enough
     */
    public Editor edit(int expected) {
        return new Editor(this, expected);
    }

    /** A state in the making. */
    public static final class Editor {
        private final DotStore from;
        private final int expected;

        /** The rows, and how many; another state's until the first change. */
        private Row[] rows;

        private int count;
        private boolean own;
        private TreeSet<Dot> pending;

        private Editor(DotStore from, int expected) {
            this.from = from;
            this.expected = expected;
            rows = from.rows;
            count = rows.length;
            pending = from.pending;
        }

        /**
         * Applies a delta that came as the {@code index}-th of the ChangeSet of a stamp. {@code held} says whether a dot's
         * ChangeSet is held here (this delta's own counts as held): a replaced dot that is not held yet becomes pending.
         * Applying the same delta again changes nothing as long as the caller applies each ChangeSet once, which streams
         * assure.
         */
        public Editor apply(Delta delta, Stamp stamp, int index, Predicate<Dot> held) {
            if (delta instanceof Delta.Put put) {
                replace(put.replaces(), held);
                put(new Row(put.path(), stamp, index, put.value()));
            } else if (delta instanceof Delta.Cut cut) {
                replace(cut.replaces(), held);
            }
            return this;
        }

        private void replace(List<Dot> replaced, Predicate<Dot> held) {
            for (Dot dot : replaced) {
                for (int at = count - 1; at >= 0; at--) {
                    if (rows[at].isOf(dot)) {
                        change(0);
                        System.arraycopy(rows, at + 1, rows, at, --count - at);
                    }
                }
                if (!held.test(dot) && !PlantedBug.LOST_PENDING_DOT.isPlanted()) {
                    ownPending().add(dot);
                }
            }
        }

        private void put(Row row) {
            if (!pending.isEmpty() && pending.contains(row.dot())) {
                ownPending().remove(row.dot()); // replaced before it came
                return;
            }
            int at = count;
            int order = 1;
            while (at > 0 && order > 0) {
                order = rows[at - 1].compareTo(row);
                at -= order > 0 ? 1 : 0;
            }
            if (order != 0) { // of one path and one dot there is one row
                change(1);
                System.arraycopy(rows, at, rows, at + 1, count++ - at);
                rows[at] = row;
            }
        }

        private TreeSet<Dot> ownPending() {
            if (pending == from.pending) {
                pending = new TreeSet<>(pending);
            }
            return pending;
        }

        /** Makes the rows its own, with room for so many more. */
        private void change(int more) {
            if (!own || count + more > rows.length) {
                rows = Arrays.copyOf(rows, Math.max(rows.length, count + more * expected));
            }
            own = true;
        }

        public DotStore done() {
            if (!own && pending == from.pending) {
                return from;
            }
            return new DotStore(
                    count == rows.length ? rows : Arrays.copyOf(rows, count),
                    pending.isEmpty() ? NONE_PENDING : pending);
        }
    }

    /** The state after one delta; see {@link Editor#apply}. */
    public DotStore apply(Delta delta, Dot dot, Hlc hlc, Predicate<Dot> held) {
        return edit(1).apply(delta, Stamp.of(dot, hlc), dot.index(), held).done();
    }

    /** Drops what is covered by now from {@code pending}; done when a scope's vector has grown. */
    public DotStore settle(Predicate<Dot> held) {
        if (pending.stream().noneMatch(held)) {
            return this;
        }
        var left = new TreeSet<>(pending);
        left.removeIf(held);
        return new DotStore(rows, left);
    }

    /**
     * The join of two states whose causal contexts are {@code mineHeld} and {@code otherHeld}: a dot survives if both
     * have it, or one has it and the other never held it nor saw it replaced. ChangeSets are replayed and need none; two
     * checkpoints of which the originals are gone are joined.
     */
    public DotStore join(Predicate<Dot> mineHeld, DotStore other, Predicate<Dot> otherHeld) {
        var joined = new TreeSet<Row>();
        keepSurvivors(this, other, otherHeld, joined);
        keepSurvivors(other, this, mineHeld, joined);
        var waiting = new TreeSet<>(pending);
        waiting.addAll(other.pending);
        waiting.removeIf(mineHeld.or(otherHeld));
        return new DotStore(joined.toArray(Row[]::new), waiting);
    }

    private static void keepSurvivors(DotStore from, DotStore other, Predicate<Dot> otherHeld, TreeSet<Row> into) {
        var others = new HashSet<Dot>();
        for (Row row : other.rows) {
            others.add(row.dot());
        }
        for (Row row : from.rows) {
            if (others.contains(row.dot()) || (!otherHeld.test(row.dot()) && !other.pending.contains(row.dot()))) {
                into.add(row);
            }
        }
    }

    // ---- reading

    /** The winning value of a register: of concurrent values the one with the greatest (HLC, dot). */
    public Optional<Value> value(String... path) {
        return value(List.of(path));
    }

    public Optional<Value> value(List<String> path) {
        Row best = null;
        for (int i = from(path); i < rows.length && rows[i].path().equals(path); i++) {
            Row row = rows[i];
            if (best == null || WINNER_FIRST.compare(row, best) < 0) {
                best = row;
            }
        }
        return best == null ? Optional.empty() : Optional.of(best.value());
    }

    /** All concurrent values at a path, the winner first; more than one is a conflict that a person may look at. */
    public List<Value> values(List<String> path) {
        int first = from(path);
        int end = first;
        while (end < rows.length && rows[end].path().equals(path)) {
            end++;
        }
        if (end - first < 2) {
            return end == first ? List.of() : List.of(rows[first].value());
        }
        return Arrays.stream(rows, first, end)
                .sorted(WINNER_FIRST)
                .map(Row::value)
                .distinct()
                .toList();
    }

    /** Every path at which a value stands, in order. */
    public List<List<String>> paths() {
        var found = new ArrayList<List<String>>(rows.length);
        for (Row row : rows) {
            if (found.isEmpty() || !found.get(found.size() - 1).equals(row.path())) {
                found.add(row.path());
            }
        }
        return found;
    }

    /** The steps that follow a prefix: elements of an OrSet, keys of an OrMap, in order. */
    public List<String> keys(String... prefix) {
        return keys(List.of(prefix));
    }

    public List<String> keys(List<String> prefix) {
        var found = new ArrayList<String>();
        for (int i = from(prefix); i < rows.length && startsWith(rows[i].path(), prefix); i++) {
            List<String> path = rows[i].path();
            if (path.size() > prefix.size()) {
                String key = path.get(prefix.size());
                if (found.isEmpty() || !found.get(found.size() - 1).equals(key)) {
                    found.add(key);
                }
            }
        }
        return List.copyOf(found);
    }

    /** The dots at exactly this path: what an edit of it replaces. */
    public List<Dot> dots(List<String> path) {
        var found = new ArrayList<Dot>(1);
        for (int i = from(path); i < rows.length && rows[i].path().equals(path); i++) {
            found.add(rows[i].dot());
        }
        return List.copyOf(found);
    }

    /** The dots at this path and below it: what a removal of a whole entry replaces. */
    public List<Dot> dotsUnder(List<String> prefix) {
        var found = new ArrayList<Dot>();
        for (int i = from(prefix); i < rows.length && startsWith(rows[i].path(), prefix); i++) {
            found.add(rows[i].dot());
        }
        return List.copyOf(found);
    }

    /** Index of the first row at or behind a path; what stands at it and below it follows without a gap. */
    private int from(List<String> path) {
        int low = 0;
        int high = rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comparePaths(rows[middle].path(), path) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean startsWith(List<String> path, List<String> prefix) {
        return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
    }

    private static int comparePaths(List<String> a, List<String> b) {
        int common = Math.min(a.size(), b.size());
        for (int i = 0; i < common; i++) {
            int order = Value.KEY_ORDER.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DotStore that && Arrays.equals(rows, that.rows) && pending.equals(that.pending);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return Arrays.toString(rows) + (pending.isEmpty() ? "" : " pending " + pending);
    }
}
