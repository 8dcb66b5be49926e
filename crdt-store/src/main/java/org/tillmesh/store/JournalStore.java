package org.tillmesh.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;

/** The store over its journal. One lock: a writer alone, readers together; a commit is durable before it is seen. */
final class JournalStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);
    private static final String ROT = "rot";
    private static final int CAUGHT_UP_AT_ONCE = 256;
    private static final int CAUGHT_UP_AHEAD_PARTS = 10_000;
    private static final int COUNTED_WHEN_QUIET = 50_000;
    private static final int REPLAYED_AT_ONCE = 20_000;
    private static final int PART_ADOPTED_IN_MEMORY = 16;
    private static final long REBASED_AFTER = 5_000;
    private static final int REBASED_AFTER_PART = 10;
    private static final long REBASED_AFTER_MANY = 50_000;
    private static final int REBASED_AFTER_SMALL_PART = 40;
    private static final long REMOTE_AHEAD_MS_MAX = 60_000;

    private final Path dir;
    private final Stores.Options options;
    private final Identity identity;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final TreeMap<Scope, ScopeState> scopes = new TreeMap<>();
    private final TreeMap<String, byte[]> notes = new TreeMap<>();
    /** What opening could not read, in words. */
    private final List<String> problems = new ArrayList<>();

    /** Checkpoints of which the base is made though their adoption stands behind it; true until it is whole. */
    private final Map<String, Boolean> inBase = new TreeMap<>();

    private final List<Runnable> heldBack = new ArrayList<>();

    private final Derived derived = new Derived(this::state);
    private final PresentView present = new PresentView(scopes, derived, () -> this.journal.last());
    private final Upkeep upkeep;
    private final List<FeedListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService feed = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "store-feed");
        thread.setDaemon(true);
        return thread;
    });
    private final Authority authority;
    private final Checkpoints checkpoints;
    private final StreamReader reader;
    private final Adoption adoption;
    private Journal journal;
    private final Recovery recovery;
    private Hlc hlc = Hlc.ZERO;
    private @Nullable String readOnlyWhy;
    private boolean closed;
    private @Nullable BaseTables base;
    /** Held by whoever makes a base, writes or adopts a checkpoint, or drops records: taken before the lock. */
    private final Object keepingTurn = new Object();

    private JournalStore(Path dir, Stores.Options options, Identity identity) throws IOException {
        this.dir = dir;
        this.options = options;
        this.identity = identity;
        this.authority = options.authority().apply(key -> Optional.ofNullable(notes.get(key)));
        this.checkpoints = new Checkpoints(options.disk(), dir.resolve("checkpoint"));
        long began = System.nanoTime();
        boolean clean = options.disk().delete(dir.resolve("clean"));
        BaseTables found = BaseTables.open(options.disk(), dir.resolve("base"), options.schema());
        journal = journal();
        reader = new StreamReader(dir, journal, this::known, this::putBaseAside);
        adoption = new Adoption(checkpoints, authority, options.schema(), reader, () -> identity.origin()
                .replica());
        upkeep = new Upkeep(new Chores(), options.upkeep());
        if (found != null) {
            restore(found);
            journal.open(replay(), found.state().segments(), found.state().position());
            if (!journal.opening().quarantined().isEmpty()
                    || journal.droppedUnknownTo(found.state().segments())
                    || !bring(found.state().scopes())) { // what rot took can't be told from a base: begin anew
                found.close();
                forget();
                journal.close();
                journal = journal();
                reader.use(journal);
                journal.open(replay());
            }
        } else {
            journal.open(replay());
        }
        Journal.Opening opened = journal.opening();
        boolean hadRecords = journal.last() > 0;
        Hash rot = Hash.sha256(String.join("\n", problems).getBytes(StandardCharsets.UTF_8));
        boolean newRot = !problems.isEmpty() && !Arrays.equals(rot.bytes(), notes.get(ROT));
        problems.addAll(opened.quarantined());
        if (newRot || (identity.fresh() && hadRecords && ownStreamsExist())) {
            identity.drawIncarnation();
        }
        recovery = new Recovery(
                clean || !hadRecords,
                opened.commits(),
                opened.cutBytes(),
                problems.size(),
                scopes.values().stream()
                        .mapToLong(state -> state.streams().holes())
                        .sum(),
                identity.fresh(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        if (newRot) {
            rememberRot(rot);
        }
        upkeep.committed();
    }

    /** What was found unreadable and has led to a new incarnation must not do so again at every opening. */
    private void rememberRot(Hash rot) {
        try {
            note(Map.of(ROT, rot.bytes()));
        } catch (StoreException e) {
            LOG.warn("{}; the next opening draws a new incarnation again", e.getMessage());
        }
    }

    private Journal journal() throws IOException {
        return new Journal(
                options.disk(),
                dir.resolve("journal"),
                dir.resolve("durable"),
                options.segmentBytes(),
                options.freeBytesMin(dir));
    }

    private Journal.Replay replay() {
        return new Journal.Replay() {
            @Override
            public void record(long commit, byte[] payload) {
                JournalStore.this.replay(commit, payload);
            }

            @Override
            public void ahead(byte[] payload) {
                keep(JournalRecord.decode(payload).notes()); // a certificate may stand behind what it speaks for
            }
        };
    }

    private void restore(BaseTables from) {
        base = from;
        notes.putAll(from.state().notes());
        hlc = from.state().hlc();
        from.state().scopes().forEach(scope -> {
            state(scope.scope()).restore(from, scope);
            BaseState.Adopted adopted = scope.adopted();
            if (adopted != null) {
                inBase.put(adopted.checkpoint(), true);
            }
        });
    }

    private void forget() {
        base = null;
        scopes.clear();
        notes.clear();
        derived.clear();
        problems.clear();
        heldBack.clear();
        inBase.clear();
        hlc = Hlc.ZERO;
    }

    static JournalStore open(Path dir, Stores.Options options) throws IOException {
        Identity identity = Identity.open(options.disk(), dir, options.replica(), options.random());
        try {
            return new JournalStore(dir, options, identity);
        } catch (IOException e) {
            identity.close();
            if (String.valueOf(e.getMessage()).contains("No space left")) {
                throw new StoreException(
                        StoreException.Kind.DISK_FULL,
                        "The disk of " + dir + " is full, so the store can't be opened: " + e.getMessage()
                                + ". Make room, then start again; nothing is lost.",
                        e);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            identity.close();
            throw e;
        }
    }

    private boolean ownStreamsExist() {
        return scopes.values().stream()
                .anyMatch(s -> s.streams().head(identity.origin()).seq() > 0);
    }

    // ---- opening

    /**
     * Brings what a checkpoint in the base lacks, then replays what came later: streams have an order. False if it can't be
     * read.
     */
    private boolean bring(List<BaseState.OfScope> scopes) {
        try {
            for (BaseState.OfScope of : scopes) {
                BaseState.Adopted adopted = of.adopted();
                if (adopted != null) {
                    var before = new ScopeStreams(of.scope());
                    adopted.before().forEach(before::seed);
                    adoption.bring(before, state(of.scope()));
                }
            }
        } catch (StoreException e) {
            LOG.warn("What the base of {} lacks can't be read; the journal is replayed from its beginning", dir, e);
            return false;
        }
        inBase.replaceAll((name, isHeldBack) -> false);
        List<Runnable> later = List.copyOf(heldBack);
        heldBack.clear();
        later.forEach(Runnable::run);
        inBase.clear();
        return true;
    }

    private void replay(long position, byte[] payload) {
        if (inBase.containsValue(true)) {
            heldBack.add(() -> replay(position, payload));
            return;
        }
        JournalRecord record = JournalRecord.decode(payload);
        if (record.kind() == JournalRecord.Kind.ADOPTED) {
            adoptAtReplay(record.notes().get(JournalRecord.ADOPTED));
        } else if (record.kind() == JournalRecord.Kind.KEPT) {
            Compaction.names(record.notes())
                    .values()
                    .forEach(name -> adoptAtReplay(name.getBytes(StandardCharsets.UTF_8)));
            byte[] clock = record.notes().get(JournalRecord.CLOCK);
            hlc = clock == null ? hlc : new Hlc(ChangeSets.number(Values.decode(clock)));
        }
        keep(record.notes()); // first: a certificate that came with ChangeSets says what they may do
        derived.changed(take(record.changeSets(), position, false).changes());
        if (derived.waiting() > REPLAYED_AT_ONCE) {
            derived.catchUp();
        }
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

    private void adoptAtReplay(byte @Nullable [] name) {
        if (name == null) {
            throw new StoreException(StoreException.Kind.DAMAGED, "An adoption in the journal names no checkpoint");
        }
        String checkpoint = new String(name, StandardCharsets.UTF_8);
        if (inBase.remove(checkpoint) != null) {
            return;
        }
        try {
            swap(checkpoint);
        } catch (StoreException | UncheckedIOException e) {
            problems.add(e.getMessage() + "; a Hard Sync brings a new one");
        }
    }

    // ---- writing

    @Override
    public Origin self() {
        return identity.origin();
    }

    @Override
    public void becomeReplica(ReplicaId replica) {
        locked(() -> {
            if (scopes.values().stream()
                    .anyMatch(s -> s.scope().isReplicated()
                            && s.streams().head(identity.origin()).seq() > 0)) {
                throw new IllegalStateException("This store has written as " + identity.origin()
                        + " and can't become replica " + replica + "; activate an empty folder");
            }
            try {
                identity.become(replica);
            } catch (IOException e) {
                throw failed(e);
            }
            return true;
        });
    }

    @Override
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
        return locked(() -> {
            refuseIfReadOnly();
            Hlc time = hlc.next(options.nowMillis().getAsLong());
            OpenCommit commit = new OpenCommit(present, identity.origin(), time);
            T result = work.apply(commit);
            if (!commit.isEmpty()) {
                List<ChangeSet> made = commit.changeSets(
                        scope -> state(scope).streams().head(identity.origin()),
                        options.clockErrorMs().getAsLong());
                long position = append(new JournalRecord(JournalRecord.Kind.OWN, made, commit.notes()));
                hlc = time;
                keep(commit.notes());
                publish(position, true, made, take(made, position, true).changes());
            }
            return result;
        });
    }

    @Override
    public Received receive(List<ChangeSet> changeSets, Map<String, byte[]> received) {
        return locked(() -> {
            refuseIfReadOnly();
            Plan plan = Plan.of(changeSets, scope -> state(scope).streams());
            JournalRecord.refuseReserved(received);
            if (plan.fitting().isEmpty() && received.isEmpty()) {
                return new Received(List.of(), plan.known(), plan.gaps(), List.of());
            }
            long position = append(new JournalRecord(JournalRecord.Kind.RECEIVED, plan.fitting(), received));
            keep(received);
            Taken taken = take(plan.fitting(), position, false);
            publish(position, false, taken.applied(), taken.changes());
            return new Received(taken.applied(), plan.known(), plan.gaps(), taken.forks());
        });
    }

    @Override
    public void note(Map<String, byte[]> more) {
        locked(() -> {
            refuseIfReadOnly();
            JournalRecord.refuseReserved(more);
            long position = append(new JournalRecord(JournalRecord.Kind.OWN, List.of(), more));
            keep(more);
            publish(position, true, List.of(), List.of());
            return true;
        });
    }

    private void keep(Map<String, byte[]> more) {
        more.forEach((key, value) -> {
            if (value.length == 0) {
                notes.remove(key);
            } else {
                notes.put(key, value.clone());
            }
        });
    }

    private record Taken(List<ChangeSet> applied, List<StreamId> forks, List<Change> changes) {}

    /**
     * Enters and applies ChangeSets.
     *
     * @param made here just now: what it appends has no document yet, the commit has looked
     */
    private Taken take(List<ChangeSet> changeSets, long position, boolean made) {
        var applied = new ArrayList<ChangeSet>();
        var forks = new ArrayList<StreamId>();
        var changed = new TreeMap<Scope, Overlay.Batch>();
        for (int i = 0; i < changeSets.size(); i++) {
            ChangeSet each = changeSets.get(i);
            ScopeState state = state(each.scope());
            ScopeStreams.Fit fit = state.streams().fit(each);
            if (fit == ScopeStreams.Fit.GAP) {
                fit = bridge(state, each);
            }
            if (fit == ScopeStreams.Fit.NEXT || fit == ScopeStreams.Fit.RETURNED) {
                StreamId fork = null;
                if (fit == ScopeStreams.Fit.RETURNED) {
                    state.streams().fill(each, position, i);
                } else {
                    fork = state.streams().enter(each, position, i);
                }
                if (fork != null) {
                    forks.add(fork);
                }
                applied.add(each);
                state.apply(each, changed.computeIfAbsent(each.scope(), s -> new Overlay.Batch()), made);
            }
            if (fit == ScopeStreams.Fit.KNOWN && PlantedBug.DOUBLE_APPLY.isPlanted()) {
                state.apply(each, changed.computeIfAbsent(each.scope(), s -> new Overlay.Batch()), made);
            }
            hear(each.hlc());
        }
        var changes = new ArrayList<Change>();
        changed.forEach((scope, batch) -> {
            ScopeState state = state(scope);
            state.settle();
            changes.addAll(batch.changes(scope));
        });
        return new Taken(applied, forks, changes);
    }

    private void hear(Hlc remote) {
        long latest = options.nowMillis().getAsLong() + REMOTE_AHEAD_MS_MAX;
        if (remote.compareTo(hlc) > 0 && remote.millis() <= latest) {
            hlc = remote;
        }
    }

    private long append(JournalRecord record) {
        try {
            return journal.append(record.encode(SegmentFormat.RECORD_HEADER_BYTES));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private StoreException failed(IOException e) {
        readOnlyWhy = "Writing to " + dir + " failed (" + e.getMessage() + "); nothing was confirmed. "
                + "Close the program, look at the disk, and start it again.";
        return new StoreException(StoreException.Kind.READ_ONLY, readOnlyWhy, e);
    }

    private void refuseIfReadOnly() {
        if (closed) {
            throw new IllegalStateException("The store " + dir + " is closed");
        }
        if (readOnlyWhy != null) {
            throw new StoreException(StoreException.Kind.READ_ONLY, readOnlyWhy);
        }
    }

    private void publish(long position, boolean own, List<ChangeSet> changeSets, List<Change> changes) {
        derived.changed(changes);
        upkeep.committed();
        if (!listeners.isEmpty() && !feed.isShutdown()) {
            var committed = new Commit(position, own, changeSets, changes);
            feed.execute(() -> listeners.forEach(listener -> tell(listener, committed)));
        }
    }

    private static void tell(FeedListener listener, Commit committed) {
        try {
            listener.committed(committed);
        } catch (RuntimeException e) {
            LOG.error("A listener failed at commit {}", committed.position(), e);
        }
    }

    private ScopeState state(Scope scope) {
        return scopes.computeIfAbsent(scope, s -> new ScopeState(s, authority, options.schema()));
    }

    private <T> T locked(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    // ---- reading

    @Override
    public <T> T read(Function<View, T> work) {
        lock.readLock().lock();
        try {
            return work.apply(present);
        } finally {
            lock.readLock().unlock();
        }
    }

    private @Nullable ScopeState known(Scope scope) {
        return scopes.get(scope);
    }

    @Override
    public VersionVector vector() {
        return read(View::vector);
    }

    @Override
    public long position() {
        return read(View::position);
    }

    @Override
    public Optional<byte[]> noted(String key) {
        return read(view -> Optional.ofNullable(notes.get(key)).map(byte[]::clone));
    }

    @Override
    public SortedMap<String, byte[]> notes(String prefix) {
        return read(view -> new TreeMap<>(notes.subMap(prefix, prefix + Character.MAX_VALUE)));
    }

    @Override
    public boolean holds(Scope scope, Origin origin, long seq, long hashPrefix) {
        return read(view -> {
            ScopeState state = known(scope);
            return state != null && state.streams().holds(origin, seq, hashPrefix);
        });
    }

    @Override
    public Optional<Hash> hashAt(StreamId id, long seq) {
        return read(view -> Optional.ofNullable(known(id.scope()))
                .map(s -> s.streams().stream(id))
                .map(s -> s.hashAt(seq)));
    }

    @Override
    public Head startOf(StreamId id) {
        return read(view -> {
            HeldStream stream = reader.stream(id);
            return stream == null ? Head.NONE : stream.start();
        });
    }

    @Override
    public List<Long> lost(StreamId id) {
        return read(view -> {
            HeldStream stream = reader.stream(id);
            return stream == null || !stream.hasHoles() ? List.of() : stream.holes();
        });
    }

    @Override
    public List<ChangeSet> since(StreamId id, long afterSeq, int bytesMax) {
        return read(
                view -> reader.since(id, afterSeq, bytesMax, identity.origin().replica()));
    }

    @Override
    public List<Positioned> after(long position, Scope scope, int bytesMax) {
        return read(view -> reader.after(position, scope, bytesMax));
    }

    @Override
    public Digest digest(Scope scope) {
        return read(view -> {
            ScopeState state = known(scope);
            ScopeState found = state != null ? state : new ScopeState(scope, authority, options.schema());
            return new Digest(
                    found.documents().digest(),
                    found.streams().seen(),
                    options.schema().number());
        });
    }

    @Override
    public Schema schema() {
        return options.schema();
    }

    // ---- following

    @Override
    public void project(Projection projection) {
        read(view -> {
            derived.project(projection, scopes.values());
            return true;
        });
    }

    @Override
    public Subscription subscribe(FeedListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    // ---- checkpoints

    @Override
    public Checkpoint snapshot(Scope scope, Path into) {
        synchronized (keepingTurn) {
            var position = new AtomicLong();
            catchUpAhead();
            ScopeState.Frozen frozen = read(view -> {
                derived.catchUp(); // nobody may be working out index rows while they are copied
                position.set(journal.last());
                ScopeState state = known(scope);
                return (state != null ? state : new ScopeState(scope, authority, options.schema())).freeze();
            });
            try {
                return checkpoints.write(
                        frozen, position.get(), options.schema().number(), into);
            } catch (IOException e) {
                throw new StoreException(
                        StoreException.Kind.DISK_FULL,
                        "The checkpoint of " + scope + " can't be written to " + into + ": " + e.getMessage(),
                        e);
            }
        }
    }

    /** Reading and verifying take seconds, in which commits go on. */
    @Override
    public void adopt(Checkpoint checkpoint, List<Path> chunks) {
        synchronized (keepingTurn) {
            adoption.refuseOlder(checkpoint);
            locked(() -> {
                refuseIfReadOnly();
                return state(checkpoint.scope());
            });
            String name;
            try {
                name = checkpoints.keep(checkpoint, chunks);
            } catch (IOException e) {
                throw new StoreException(
                        StoreException.Kind.DISK_FULL,
                        "The checkpoint of " + checkpoint.scope() + " can't be kept: " + e.getMessage()
                                + ". The present data stays.",
                        e);
            }
            if (checkpoints.isLarger(name, options.segmentBytes() / PART_ADOPTED_IN_MEMORY)) {
                makeBase(name);
            } else {
                ScopeState fresh = adoption.alone(name);
                locked(() -> {
                    adopt(name, fresh);
                    return true;
                });
            }
        }
    }

    /** Under the lock. */
    private void adopt(String name, ScopeState fresh) {
        refuseIfReadOnly();
        ScopeStreams present = state(fresh.scope()).streams();
        adoption.bring(present, fresh);
        Adoption.refuseUncovered(checkpoints.named(name), present, fresh);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> adopted = Map.of(
                JournalRecord.ADOPTED,
                bytes,
                JournalRecord.CHECKPOINT + fresh.scope().name(),
                bytes);
        long position = append(new JournalRecord(JournalRecord.Kind.ADOPTED, List.of(), adopted));
        keep(adopted);
        scopes.put(fresh.scope(), fresh);
        derived.rebuilt(fresh);
        publish(position, false, List.of(), List.of());
    }

    @Override
    public Optional<Checkpoint> held(Scope scope) {
        return noted(JournalRecord.CHECKPOINT + scope.name())
                .flatMap(name -> checkpoints.manifest(new String(name, StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<byte[]> chunk(Hash manifest, Hash chunk) {
        return checkpoints.chunk(manifest, chunk);
    }

    private void swap(String checkpoint) {
        ScopeState fresh = adoption.alone(checkpoint);
        adoption.bring(state(fresh.scope()).streams(), fresh);
        scopes.put(fresh.scope(), fresh);
        derived.rebuilt(fresh);
    }

    // ---- keeping

    @Override
    public void rebase() {
        synchronized (keepingTurn) {
            makeBase();
        }
    }

    private void makeBase() {
        makeBase(null);
    }

    /**
     * Writes a base beside commits, and goes on over it.
     *
     * @param adopted the checkpoint that takes its scope's place; null for none
     */
    private void makeBase(@Nullable String adopted) {
        catchUpAhead();
        var frozen = new TreeMap<Scope, ScopeState.Frozen>();
        long size;
        BaseState all;
        lock.readLock().lock();
        try {
            derived.catchUp();
            scopes.forEach((scope, of) -> frozen.put(scope, of.freeze()));
            size = (base == null ? 0 : base.size()) + changedSinceBase();
            all = new BaseState(
                    options.schema().number(),
                    options.schema().indexes(),
                    journal.last(),
                    hlc,
                    new TreeMap<>(notes),
                    List.of(),
                    journal.index(),
                    Bloom.forKeys(0));
        } finally {
            lock.readLock().unlock();
        }
        var sources = new TreeMap<Scope, BaseTables.Source>(frozen);
        CheckpointSource source = null;
        try {
            if (adopted != null) {
                Scope scope = checkpoints.named(adopted).scope();
                List<HeldStream> held =
                        Objects.requireNonNull(frozen.remove(scope)).streams();
                source = new CheckpointSource(checkpoints, adopted, options.schema(), held);
                sources.put(scope, source);
                size += source.size();
            }
            BaseTables fresh = BaseTables.write(
                    options.disk(),
                    dir.resolve("base"),
                    all.with(Bloom.forKeys(size)),
                    options.schema(),
                    List.copyOf(sources.values()));
            catchUpAhead();
            BaseTables before = locked(() -> {
                        derived.catchUp(); // rows of the old base must not be compared with documents of the new one
                        if (adopted != null) {
                            adopt(adopted, fresh);
                        }
                        BaseTables old = base;
                        base = fresh;
                        frozen.forEach((scope, made) -> state(scope).rebase(fresh, made));
                        return Optional.ofNullable(old);
                    })
                    .orElse(null);
            fresh.count();
            forget(before);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.DISK_FULL,
                    "The base files of " + dir + " can't be written: " + e.getMessage()
                            + ". Nothing is lost; the next opening takes longer.",
                    e);
        } finally {
            if (source != null) {
                source.close();
            }
        }
    }

    private void adopt(String name, BaseTables over) {
        try {
            adopt(
                    name,
                    adoption.alone(over, over.state().of(checkpoints.named(name).scope())));
        } catch (RuntimeException e) {
            forget(over);
            throw e;
        }
    }

    /** Part by part, commits in between: what is left to do under the lock is little, however much came meanwhile. */
    private void catchUpAhead() {
        boolean more = true;
        for (int part = 0; more && part < CAUGHT_UP_AHEAD_PARTS; part++) {
            more = read(view -> derived.catchUpSome(CAUGHT_UP_AT_ONCE));
        }
    }

    @Override
    public Compacted compact(Retention retention) {
        synchronized (keepingTurn) {
            long[] went = locked(() -> {
                refuseIfReadOnly();
                try {
                    return drop(retention);
                } catch (IOException e) {
                    throw failed(e);
                }
            });
            if (went[0] > 0) {
                makeBase(); // the old one knows records that are gone
            }
            return new Compacted(went[0], went[1]);
        }
    }

    /** @return how many segments went, and bytes */
    private long[] drop(Retention retention) throws IOException {
        var compaction = new Compaction(journal, retention, checkpoints, notes);
        Segment last = compaction.last();
        if (last == null) {
            return new long[] {0, 0};
        }
        putBaseAside();
        Path made = dir.resolve("checkpoint").resolve("local.new");
        checkpoints.delete(made); // a crash may have left it
        ScopeState local = state(Scope.LOCAL);
        Checkpoint ofLocal = checkpoints.write(
                local.freeze(), journal.last(), options.schema().number(), made);
        String name = checkpoints.keep(
                ofLocal,
                ofLocal.chunks().stream()
                        .map(hash -> made.resolve(hash.toString()))
                        .toList());
        checkpoints.delete(made);
        keep(Map.of(JournalRecord.CHECKPOINT + Scope.LOCAL.name(), name.getBytes(StandardCharsets.UTF_8)));
        long segments = journal.full().indexOf(last) + 1;
        List<Long> commits = journal.commits(last);
        long upTo = commits.get(commits.size() - 1);
        var kept = new TreeMap<>(notes);
        kept.put(JournalRecord.CLOCK, Values.encode(Value.of(hlc.packed())));
        long bytes = journal.replaceUpTo(last, new JournalRecord(JournalRecord.Kind.KEPT, List.of(), kept).encode());
        reader.use(journal);
        scopes.values().forEach(state -> state.streams().all().forEach(stream -> stream.cover(upTo)));
        checkpoints.deleteAllBut(compaction.needed());
        return new long[] {segments, bytes};
    }

    private void forget(@Nullable BaseTables before) {
        if (before != null) {
            try {
                before.delete();
            } catch (IOException e) {
                LOG.info("Old base files are deleted at the next opening: {}", e.getMessage());
            }
        }
    }

    private long changedSinceBase() {
        return scopes.values().stream()
                .mapToLong(state -> state.documents().changedSinceBase())
                .sum();
    }

    private void putBaseAside() {
        BaseTables under = base;
        if (under != null) {
            under.putAside();
        }
    }

    /** What is done in quiet moments. */
    private final class Chores implements Upkeep.Chores {
        @Override
        public int changesWaiting() {
            return derived.waiting();
        }

        @Override
        public boolean catchUpSome() {
            return read(view -> {
                boolean more = !closed && derived.catchUpSome(CAUGHT_UP_AT_ONCE);
                scopes.values().stream()
                        .map(ScopeState::documents)
                        .filter(documents -> documents.uncounted() > COUNTED_WHEN_QUIET)
                        .forEach(ScopeDocuments::digest);
                return more;
            });
        }

        @Override
        public boolean isRebaseDue() {
            return read(view -> {
                BaseTables under = base;
                return !closed && changedSinceBase() >= rebasedAfter(under == null ? 0 : under.size());
            });
        }

        @Override
        public boolean isRebaseLate() {
            return read(view -> {
                BaseTables under = base;
                return !closed && changedSinceBase() >= many(under == null ? 0 : under.size());
            });
        }

        /** The larger a base the longer its making, and the more changes there are the longer an opening. */
        private long rebasedAfter(long size) {
            return Math.max(REBASED_AFTER, Math.min(size / REBASED_AFTER_PART, many(size)));
        }

        private static long many(long size) {
            return Math.max(REBASED_AFTER_MANY, size / REBASED_AFTER_SMALL_PART);
        }

        @Override
        public void rebase() {
            JournalStore.this.rebase();
        }

        @Override
        public void growAhead() {
            long number = read(view -> closed ? 0 : journal.numberAhead());
            if (number > 0) {
                try {
                    journal.makeAhead(number);
                } catch (IOException e) {
                    LOG.warn("The next journal segment could not be made ahead; it is made when it is needed", e);
                }
            }
        }
    }

    @Override
    public Verification verify() {
        return read(view -> {
            var found = new ArrayList<>(journal.scrub());
            BaseTables under = base;
            if (under != null) {
                found.addAll(under.scrub());
            }
            scopes.values().forEach(state -> {
                if (!state.documents()
                        .digestFromScratch()
                        .equals(state.documents().digest())) {
                    found.add("the digest of " + state.scope() + " does not add up");
                    putBaseAside();
                }
            });
            this.problems.stream().filter(p -> !found.contains(p)).forEach(found::add);
            return new Verification(found.isEmpty(), journal.segments(), journal.last(), problems.size(), found);
        });
    }

    @Override
    public long backup(Path file) throws IOException {
        lock.readLock().lock();
        try {
            return FolderCare.backup(dir, journal, file.toAbsolutePath());
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        boolean first = locked(() -> {
            boolean open = !closed;
            closed = true;
            return open;
        });
        if (!first) {
            return;
        }
        feed.shutdown();
        upkeep.close();
        synchronized (
                keepingTurn) { // a checkpoint that is being written or adopted reads the files until it finds this out
            closeFiles();
        }
    }

    private void closeFiles() {
        locked(() -> {
            for (Closing each : List.<Closing>of(this::markClean, journal::close, this::closeBase, identity::close)) {
                try {
                    each.run();
                } catch (IOException e) {
                    LOG.error("Closing {} failed", dir, e);
                }
            }
            return true;
        });
    }

    @FunctionalInterface
    private interface Closing {
        void run() throws IOException;
    }

    private void closeBase() throws IOException {
        BaseTables under = base;
        if (under != null) {
            under.close();
        }
    }

    private void markClean() throws IOException {
        if (readOnlyWhy == null) {
            Folders.replace(options.disk(), dir.resolve("clean"), new byte[] {'1'});
        }
    }
}
