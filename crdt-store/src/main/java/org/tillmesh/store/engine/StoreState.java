package org.tillmesh.store.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.VersionVector;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Change;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.stream.ScopeStreams;
import org.tillmesh.store.view.Derived;
import org.tillmesh.store.view.Overlay;
import org.tillmesh.store.view.ScopeState;

/**
 * What a store holds in memory, over its base, and the lock that guards it: a writer alone, readers together. Under the
 * lock stands every call but those that take it ({@link #locked}, {@link #read}, {@link #readLock},
 * {@link #catchUpSome}, {@link #catchUpAhead}) and those that look at nothing that changes ({@link #empty}, {@link #derived}, {@link #view});
 * an opening needs none, nobody else has the store yet.
 */
final class StoreState {
    private static final int CAUGHT_UP_AT_ONCE = 16;
    private static final int COUNTED_AT_ONCE = 1_024;
    private static final int CAUGHT_UP_AHEAD_PARTS = 40_000;
    private static final int COUNTED_WHEN_QUIET = 50_000;
    private static final long REMOTE_AHEAD_MS_MAX = 60_000;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Schema schema;
    private final LongSupplier nowMillis;
    private final Authority authority;
    private final TreeMap<Scope, ScopeState> scopes = new TreeMap<>();
    private final TreeMap<String, byte[]> notes = new TreeMap<>();
    /** What opening could not read, in words. */
    private final List<String> problems = new ArrayList<>();

    private final Derived derived;
    private Hlc hlc = Hlc.ZERO;
    private @Nullable BaseTables base;

    /** As they were asked for since the last write; replication asks at every word that it hears. */
    private volatile @Nullable VersionVector heads;

    private final Map<Scope, VersionVector> headsOf = new ConcurrentHashMap<>();
    private boolean closed;

    StoreState(StoreSettings options) {
        this.schema = options.schema();
        this.derived = new Derived(this::of, schema);
        this.nowMillis = options.nowMillis();
        this.authority = options.authority().apply(key -> Optional.ofNullable(notes.get(key)));
    }

    // ---- the lock

    <T> T locked(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            heads = null;
            headsOf.clear();
            lock.writeLock().unlock();
        }
    }

    <T> T read(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** For what {@link #read} does not fit. */
    Lock readLock() {
        return lock.readLock();
    }

    /** Whether it was open. */
    boolean close() {
        boolean open = !closed;
        closed = true;
        return open;
    }

    boolean isClosed() {
        return closed;
    }

    // ---- what is held

    ScopeState of(Scope scope) {
        return scopes.computeIfAbsent(scope, this::empty);
    }

    /** Null if nothing of this scope ever came. */
    @Nullable ScopeState find(Scope scope) {
        return scopes.get(scope);
    }

    /** For readers, who enter nothing. */
    ScopeState orEmpty(Scope scope) {
        ScopeState found = scopes.get(scope);
        return found != null ? found : empty(scope);
    }

    /** A scope with nothing in it, by itself. */
    ScopeState empty(Scope scope) {
        return new ScopeState(
                scope,
                PlantedBug.UNJUDGED_OVER_CHECKPOINT.isPlanted() && scopes.containsKey(scope)
                        ? (in, origin, delta) -> true
                        : authority,
                schema);
    }

    Collection<ScopeState> scopes() {
        return scopes.values();
    }

    /** What {@link Store#read} shows; each use of it is a read. */
    public PresentView view(ArchivedBodies bodies, LongSupplier position) {
        return new PresentView(scopes, derived, bodies, position);
    }

    Derived derived() {
        return derived;
    }

    List<String> problems() {
        return problems;
    }

    byte @Nullable [] note(String key) {
        return notes.get(key);
    }

    /** Those of which the key begins so. */
    SortedMap<String, byte[]> notes(String prefix) {
        return new TreeMap<>(notes.subMap(prefix, prefix + Character.MAX_VALUE));
    }

    TreeMap<String, byte[]> notes() {
        return new TreeMap<>(notes);
    }

    Hlc hlc() {
        return hlc;
    }

    /** Heads of every stream. */
    VersionVector vector() {
        VersionVector known = heads;
        if (known == null || lock.isWriteLockedByCurrentThread()) { // what is being written now is not in it
            var all = new TreeMap<StreamId, Head>();
            scopes.values().forEach(state -> all.putAll(state.streams().vector().heads()));
            known = new VersionVector(all);
            heads = known;
        }
        return known;
    }

    VersionVector vector(Scope scope) {
        ScopeState state = scopes.get(scope);
        if (state == null) {
            return VersionVector.EMPTY;
        }
        return lock.isWriteLockedByCurrentThread()
                ? state.streams().vector()
                : headsOf.computeIfAbsent(scope, s -> state.streams().vector());
    }

    // ---- what comes

    void keep(Map<String, byte[]> more) {
        more.forEach((key, value) -> {
            if (value.length == 0) {
                notes.remove(key);
            } else {
                notes.put(key, value.clone());
            }
        });
    }

    /**
     * Makes holes up to where streams ended of which the end is lost.
     *
     * @return whether there were any to make
     */
    boolean lostEnd(StreamId id, Head end) {
        return of(id.scope()).streams().lostEnd(id, end);
    }

    void goOnAt(Hlc time) {
        hlc = time;
    }

    record Taken(List<ChangeSet> applied, List<StreamId> forks, List<Change> changes) {}

    /**
     * Enters and applies ChangeSets.
     *
     * @param made here just now: what it appends has no document yet, the commit has looked
     */
    Taken take(List<ChangeSet> changeSets, long position, boolean made) {
        var applied = new ArrayList<ChangeSet>();
        var forks = new ArrayList<StreamId>();
        var changed = new TreeMap<Scope, Overlay.Batch>();
        for (int i = 0; i < changeSets.size(); i++) {
            ChangeSet each = changeSets.get(i);
            ScopeState state = of(each.scope());
            ScopeStreams.Fit fit = state.streams().fit(each);
            if (fit == ScopeStreams.Fit.GAP) {
                fit = bridge(state, each);
            }
            if (fit == ScopeStreams.Fit.NAMED) {
                state.streams().name(each, position);
                applied.add(each);
            }
            if (fit == ScopeStreams.Fit.NEXT || fit == ScopeStreams.Fit.RETURNED) {
                StreamId fork = null;
                boolean hadItsEffect = fit == ScopeStreams.Fit.RETURNED
                        && state.streams().hasWhole(each.origin(), each.seq(), each.hash());
                if (fit == ScopeStreams.Fit.RETURNED) {
                    state.streams().fill(each, position, i);
                } else {
                    fork = state.streams().enter(each, position, i);
                }
                if (fork != null) {
                    forks.add(fork);
                }
                applied.add(each);
                if (!hadItsEffect) { // else another branch has it: a loss hid that they part only later
                    state.apply(each, changed.computeIfAbsent(each.scope(), s -> new Overlay.Batch()), made);
                }
            }
            if (fit == ScopeStreams.Fit.KNOWN && PlantedBug.DOUBLE_APPLY.isPlanted()) {
                state.apply(each, changed.computeIfAbsent(each.scope(), s -> new Overlay.Batch()), made);
            }
            hear(each.hlc());
        }
        var changes = new ArrayList<Change>();
        changed.forEach((scope, batch) -> {
            ScopeState state = of(scope);
            state.settle();
            changes.addAll(batch.changes(scope));
        });
        return new Taken(applied, forks, changes);
    }

    /** The journal has no gaps but those that rot made: what stood there becomes a hole, and the stream goes on. */
    private ScopeStreams.Fit bridge(ScopeState state, ChangeSet each) {
        long holes = state.streams().bridge(each);
        problems.add(
                holes == 0
                        ? "ChangeSet " + each.seq() + " of " + each.stream() + " fits nowhere"
                        : holes + " ChangeSets before " + each.seq() + " of " + each.stream() + " can't be read");
        return state.streams().fit(each);
    }

    private void hear(Hlc remote) {
        long latest = nowMillis.getAsLong() + REMOTE_AHEAD_MS_MAX;
        if (remote.compareTo(hlc) > 0 && remote.millis() <= latest) {
            hlc = remote;
        }
    }

    /** Puts a scope that was built anew in the present one's place. */
    void swap(ScopeState fresh) {
        scopes.put(fresh.scope(), fresh);
        derived.rebuilt(fresh);
    }

    // ---- the base

    @Nullable BaseTables base() {
        return base;
    }

    /** Begins with a base. */
    void restore(BaseTables from) {
        base = from;
        notes.putAll(from.state().notes());
        hlc = PlantedBug.CLOCK_FORGOTTEN.isPlanted() ? Hlc.ZERO : from.state().hlc();
        from.state().scopes().forEach(scope -> of(scope.scope()).restore(from, scope));
    }

    /** Goes on over a new base, and returns the one before; {@code frozen} is what went into it. */
    @Nullable BaseTables rebase(BaseTables fresh, Map<Scope, ScopeState.Frozen> frozen) {
        BaseTables before = base;
        base = fresh;
        frozen.forEach((scope, made) -> of(scope).rebase(fresh, made));
        return before;
    }

    /** Begins anew, with nothing. */
    void forget() {
        base = null;
        scopes.clear();
        notes.clear();
        derived.clear();
        problems.clear();
        hlc = Hlc.ZERO;
    }

    long changedSinceBase() {
        return scopes.values().stream()
                .mapToLong(state -> state.documents().changedSinceBase())
                .sum();
    }

    void putBaseAside() {
        BaseTables under = base;
        if (under != null) {
            under.putAside();
        }
    }

    // ---- catching up

    /** Some of what waits; whether more does. Takes the lock itself, for the shorter part of the work. */
    boolean catchUpSome() {
        derived.prepare(CAUGHT_UP_AT_ONCE);
        return read(() -> !closed && derived.catchUpSome(CAUGHT_UP_AT_ONCE));
    }

    /** Counts some documents of digests of which much is not counted; whether there is more. */
    boolean countSome() {
        boolean more = false;
        for (ScopeState state : scopes.values()) {
            if (state.documents().uncounted() > COUNTED_WHEN_QUIET) {
                state.documents().countSome(COUNTED_AT_ONCE);
                more = true;
            }
        }
        return more;
    }

    /**
     * Takes the lock itself, part by part, commits in between: what is left to do under the lock is little, however much
     * came meanwhile.
     */
    void catchUpAhead() {
        boolean more = true;
        for (int part = 0; more && part < CAUGHT_UP_AHEAD_PARTS; part++) {
            more = catchUpSome();
        }
    }
}
