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
 * The scopes and notes that a store holds in memory over its base, and the lock that guards them: one writer alone, or
 * readers together.
 *
 * <p>A caller holds the lock. Some methods take it themselves: {@link #locked}, {@link #read}, {@link #readLock},
 * {@link #catchUpSome}, {@link #catchUpAhead}. Some need none, because they look at nothing that changes:
 * {@link #empty}, {@link #derived}, {@link #view}. An opening needs none, because nobody else has the store yet.
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
    /** Findings of the opening that could not be read, in words. */
    private final List<String> problems = new ArrayList<>();

    private final Derived derived;
    private Hlc hlc = Hlc.ZERO;
    private @Nullable BaseTables base;

    /** The heads, once asked for since the last write; replication asks at every message. */
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

    /** The lock of readers, for reads that {@link #read} does not fit. */
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

    /** The state of a scope; null if nothing of the scope ever came. */
    @Nullable ScopeState find(Scope scope) {
        return scopes.get(scope);
    }

    /** The state of a scope for readers; an empty one if nothing of the scope ever came. */
    ScopeState orEmpty(Scope scope) {
        ScopeState found = scopes.get(scope);
        return found != null ? found : empty(scope);
    }

    /** A new state of a scope without documents and streams. */
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

    /** The view that {@link Store#read} hands out. Each use of it is a read. */
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

    /** Notes whose keys start with a prefix. */
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
        if (known == null || lock.isWriteLockedByCurrentThread()) { // the known one lacks the present write
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
     * Makes holes up to the head where a stream ended whose end is lost.
     *
     * @return whether there were holes to make
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
     * @param made whether the present commit made them; it has checked then that no appended record exists yet
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
                if (!hadItsEffect) { // else another branch has had it: a loss hid that the two part only later
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

    /** Makes holes in the place of a gap, which only rot can have made in a journal, so that the stream goes on. */
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

    /** Puts a scope that was built anew in the place of the present one. */
    void swap(ScopeState fresh) {
        scopes.put(fresh.scope(), fresh);
        derived.rebuilt(fresh);
    }

    // ---- the base

    @Nullable BaseTables base() {
        return base;
    }

    /** Begins over a base. */
    void restore(BaseTables from) {
        base = from;
        notes.putAll(from.state().notes());
        hlc = PlantedBug.CLOCK_FORGOTTEN.isPlanted() ? Hlc.ZERO : from.state().hlc();
        from.state().scopes().forEach(scope -> of(scope.scope()).restore(from, scope));
    }

    /**
     * Goes on over a new base.
     *
     * @param frozen the states that went into it
     * @return the base before
     */
    @Nullable BaseTables rebase(BaseTables fresh, Map<Scope, ScopeState.Frozen> frozen) {
        BaseTables before = base;
        base = fresh;
        frozen.forEach((scope, made) -> of(scope).rebase(fresh, made));
        return before;
    }

    /** Drops everything, to begin anew. */
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

    /** Does some of the waiting work. Returns whether more waits. Takes the lock itself for the shorter part of it. */
    boolean catchUpSome() {
        derived.prepare(CAUGHT_UP_AT_ONCE);
        return read(() -> !closed && derived.catchUpSome(CAUGHT_UP_AT_ONCE));
    }

    /** Counts some documents of digests that lack many. Returns whether there are more. */
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
     * Does most of the waiting work. Takes the lock itself, part by part, and lets commits in between, so that little
     * is left to do under the lock.
     */
    void catchUpAhead() {
        boolean more = true;
        for (int part = 0; more && part < CAUGHT_UP_AHEAD_PARTS; part++) {
            more = catchUpSome();
        }
    }
}
