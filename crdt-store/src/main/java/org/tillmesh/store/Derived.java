package org.tillmesh.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;

/**
 * What is worked out of documents after a commit: index rows and projections. A commit only leaves its changes here;
 * whoever reads what is derived catches up first, and the store does in quiet moments, so that a cashier never waits for
 * it. Called under the store's lock: while one thread catches up, nobody commits.
 */
final class Derived {
    private static final int SHOWN_AT_ONCE = 1_000;

    /** Either the changes of a commit, or a scope that was built anew, with its index rows. */
    private record Work(List<Change> changes, @Nullable ScopeState rebuilt) {}

    private final ArrayDeque<Work> waiting = new ArrayDeque<>();
    private final List<Projection> projections = new ArrayList<>();
    private final Function<Scope, ScopeState> scopes;
    private int changesWaiting;

    Derived(Function<Scope, ScopeState> scopes) {
        this.scopes = scopes;
    }

    synchronized void changed(List<Change> changes) {
        if (!changes.isEmpty()) {
            waiting.add(new Work(changes, null));
            changesWaiting += changes.size();
        }
    }

    /** A scope's documents and index rows are others now: what waited for it is out of date. */
    synchronized void rebuilt(ScopeState fresh) {
        var others = new ArrayDeque<Work>();
        changesWaiting = 0;
        for (Work work : waiting) {
            List<Change> left = work.changes().stream()
                    .filter(change -> !change.scope().equals(fresh.scope()))
                    .toList();
            ScopeState rebuilt = work.rebuilt();
            if (!left.isEmpty() || (rebuilt != null && !rebuilt.scope().equals(fresh.scope()))) {
                others.add(new Work(left, rebuilt));
                changesWaiting += left.size();
            }
        }
        waiting.clear();
        waiting.addAll(others);
        waiting.add(new Work(List.of(), fresh));
    }

    /** Forgets what waits: everything is read anew. */
    synchronized void clear() {
        waiting.clear();
        changesWaiting = 0;
    }

    /** How many changes wait. */
    synchronized int waiting() {
        return changesWaiting;
    }

    synchronized void catchUp() {
        while (!waiting.isEmpty()) {
            next();
        }
    }

    /** Does a part of the work, at least one piece of it; whether some is left. */
    synchronized boolean catchUpSome(int changes) {
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
        ScopeState rebuilt = work.rebuilt();
        if (rebuilt != null) {
            projections.forEach(p -> show(p, rebuilt));
            return;
        }
        List<Change> changes = work.changes();
        changesWaiting -= changes.size();
        for (Change change : changes) {
            scopes.apply(change.scope()).index().take(change.before(), change.after());
        }
        for (Projection projection : projections) {
            tell(projection, changes);
        }
    }

    private static void tell(Projection projection, List<Change> changes) {
        List<Change> wanted =
                changes.stream().filter(c -> projection.follows(c.ref().type())).toList();
        if (!wanted.isEmpty()) {
            projection.changed(wanted);
        }
    }

    /** Fills the projection with what is here, then keeps it up. */
    synchronized void project(Projection projection, Iterable<ScopeState> all) {
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
