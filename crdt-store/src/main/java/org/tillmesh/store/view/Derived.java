package org.tillmesh.store.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Change;
import org.tillmesh.store.Projection;
import org.tillmesh.store.Schema;

/**
 * Works out index rows and projections after commits. A commit only leaves its changes here. A reader of rows or
 * projections catches up first, and the store catches up in quiet moments, so no cashier waits for it. The caller
 * holds the store's lock: while one thread catches up, nobody commits.
 *
 * <p>Example: commits 7, 8 and 9 leave their changes. A search by barcode then works out the rows of all three before
 * it reads.
 */
public final class Derived {
    private static final int SHOWN_AT_ONCE = 1_000;

    /** A second thread helps from so many changes on. */
    private static final int HELPED_FROM = 4_000;

    /** At most so many rows wait to be added to folds, so that adding them takes milliseconds. */
    private static final int GROWING_MAX = 8_192;

    /** A piece of work: the changes of a commit, or a scope that was built anew, with its index rows. */
    private static final class Work {
        private final List<Change> changes;
        private final @Nullable ScopeState rebuilt;
        private @Nullable List<RowChange> rows;

        Work(List<Change> changes, @Nullable ScopeState rebuilt) {
            this.changes = changes;
            this.rebuilt = rebuilt;
        }

        /** The changes of index rows; the first thread that asks works them out. */
        synchronized List<RowChange> rows(Schema schema) {
            List<RowChange> known = rows;
            if (known == null) {
                known = changes.stream()
                        .map(c -> RowChange.of(schema, c.scope(), c.before(), c.after()))
                        .toList();
                rows = known;
            }
            return known;
        }
    }

    private final ArrayDeque<Work> waiting = new ArrayDeque<>();
    private final List<Projection> projections = new ArrayList<>();

    /** Indexes whose folds lack rows; empty when nothing waits. */
    private final Set<ScopeIndex> growing = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Function<Scope, ScopeState> scopes;
    private final Schema schema;
    private int changesWaiting;

    public Derived(Function<Scope, ScopeState> scopes, Schema schema) {
        this.scopes = scopes;
        this.schema = schema;
    }

    public synchronized void changed(List<Change> changes) {
        if (!changes.isEmpty()) {
            waiting.add(new Work(changes, null));
            changesWaiting += changes.size();
        }
    }

    /** A scope was built anew with its documents and index rows. Changes of it that wait are dropped. */
    public synchronized void rebuilt(ScopeState fresh) {
        var others = new ArrayDeque<Work>();
        changesWaiting = 0;
        for (Work work : waiting) {
            List<Change> left = work.changes.stream()
                    .filter(change -> !change.scope().equals(fresh.scope()))
                    .toList();
            ScopeState rebuilt = work.rebuilt;
            if (!left.isEmpty() || (rebuilt != null && !rebuilt.scope().equals(fresh.scope()))) {
                others.add(new Work(left, rebuilt));
                changesWaiting += left.size();
            }
        }
        waiting.clear();
        waiting.addAll(others);
        waiting.add(new Work(List.of(), fresh));
    }

    /** Drops all work that waits, because everything is read anew. */
    public synchronized void clear() {
        waiting.clear();
        growing.clear();
        changesWaiting = 0;
    }

    /** How many changes wait. */
    public synchronized int waiting() {
        return changesWaiting;
    }

    public synchronized void catchUp() {
        if (changesWaiting >= HELPED_FROM) {
            List<Work> all = List.copyOf(waiting);
            ForkJoinPool.commonPool().execute(() -> all.forEach(work -> work.rows(schema)));
        }
        while (!waiting.isEmpty()) {
            next();
        }
    }

    /**
     * Works out rows of the first changes that wait, so that catching up finds them ready. Needs no lock: no commit
     * and no reader waits for it.
     */
    public void prepare(int changes) {
        List<Work> first = first(changes);
        first.forEach(work -> work.rows(schema));
    }

    private synchronized List<Work> first(int changes) {
        var first = new ArrayList<Work>();
        int found = 0;
        for (Iterator<Work> all = waiting.iterator(); found < changes && all.hasNext(); ) {
            Work work = all.next();
            found += work.changes.size();
            first.add(work);
        }
        return first;
    }

    /** Does at least one piece of the work. Returns whether some is left. */
    public synchronized boolean catchUpSome(int changes) {
        int left = Math.max(0, changesWaiting - changes);
        boolean more = !waiting.isEmpty();
        while (more) {
            next();
            more = !waiting.isEmpty();
            if (changesWaiting <= left) {
                break; // a scope that was built anew is a piece without changes
            }
        }
        return more;
    }

    private void next() {
        Work work = waiting.remove();
        take(work);
        growing.removeIf(index -> {
            boolean due = waiting.isEmpty() || index.growing() > GROWING_MAX;
            if (due) {
                index.grow();
            }
            return due;
        });
        ScopeState rebuilt = work.rebuilt;
        if (rebuilt != null) {
            projections.forEach(p -> show(p, rebuilt));
        } else {
            projections.forEach(p -> tell(p, work.changes));
        }
    }

    private void take(Work work) {
        changesWaiting -= work.changes.size();
        List<RowChange> rows = work.rows(schema);
        for (int i = 0; i < rows.size(); i++) {
            ScopeIndex index = scopes.apply(work.changes.get(i).scope()).index();
            index.take(rows.get(i));
            growing.add(index);
        }
    }

    private static void tell(Projection projection, List<Change> changes) {
        List<Change> wanted =
                changes.stream().filter(c -> projection.follows(c.ref().type())).toList();
        if (!wanted.isEmpty()) {
            projection.changed(wanted);
        }
    }

    /** Fills the projection with all present documents, then tells it of every change. */
    public synchronized void project(Projection projection, Iterable<ScopeState> all) {
        catchUp();
        projections.add(projection);
        all.forEach(state -> show(projection, state));
    }

    private static void show(Projection projection, ScopeState state) {
        projection.reset(state.scope());
        var changes = new ArrayList<Change>(SHOWN_AT_ONCE);
        for (String type : state.documents().types()) {
            if (projection.isFilledWith(type)) {
                state.documents().scan(type).forEach(document -> {
                    changes.add(new Change(state.scope(), document.ref(), null, document));
                    if (changes.size() == SHOWN_AT_ONCE) {
                        projection.changed(changes);
                        changes.clear();
                    }
                });
            }
        }
        if (!changes.isEmpty()) {
            projection.changed(changes);
        }
    }
}
