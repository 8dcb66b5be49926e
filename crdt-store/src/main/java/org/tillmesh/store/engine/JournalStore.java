package org.tillmesh.store.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.VersionVector;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.store.Document;
import org.tillmesh.store.Projection;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.checkpoint.Archiving;
import org.tillmesh.store.checkpoint.Checkpoints;
import org.tillmesh.store.disk.FolderIdentity;
import org.tillmesh.store.disk.Folders;
import org.tillmesh.store.journal.CleanStop;
import org.tillmesh.store.journal.Journal;
import org.tillmesh.store.journal.JournalRecord;
import org.tillmesh.store.stream.HeldStream;
import org.tillmesh.store.stream.Plan;
import org.tillmesh.store.stream.ScopeStreams;
import org.tillmesh.store.view.ScopeState;

/**
 * The store over its journal: a commit is durable before it is seen. What it holds and the lock are {@link StoreState}'s;
 * here stands who takes the lock, and in which order: the turn for keeping before the lock, never the other way round.
 */
final class JournalStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);
    private static final int PART_ADOPTED_IN_MEMORY = 16;

    private final Path dir;
    private final StoreSettings options;
    private final FolderIdentity identity;
    private final StoreState state;
    private final PresentView present;
    private final Journal journal;
    private final StreamReader reader;
    private final Checkpoints checkpoints;
    private final Adoption adoption;
    private final Joining joining;
    private final ArchivedBodies bodies;
    private final BaseMaking bases;
    private final Upkeep upkeep;
    private final CommitPath commits;
    private final Recovery recovery;
    /** Held by whoever makes a base, writes or adopts a checkpoint, or drops records: taken before the lock. */
    private final Object keepingTurn = new Object();

    private JournalStore(Path dir, StoreSettings options, FolderIdentity identity) throws IOException {
        this.dir = dir;
        this.options = options;
        this.identity = identity;
        state = new StoreState(options);
        checkpoints = new Checkpoints(options.disk(), dir.resolve("checkpoint"));
        var opening = new StoreOpening(dir, options, identity, state, checkpoints);
        recovery = opening.open();
        journal = opening.journal();
        reader = opening.reader();
        adoption = opening.adoption();
        bodies = new ArchivedBodies(options.disk(), dir.resolve("archive"), reader);
        joining = new Joining(dir.resolve("checkpoint"), options, state, checkpoints, bodies);
        present = state.view(bodies, journal::last);
        bases = new BaseMaking(dir, options, state, journal, checkpoints, adoption);
        var chores = new QuietChores(state, journal, bases, this::rebase);
        upkeep = new Upkeep(chores, options.upkeep());
        commits = new CommitPath(dir, identity, state, journal, upkeep);
        if (!opening.toRemember().isEmpty()) {
            state.locked(() -> {
                commits.remember(opening.toRemember());
                return true;
            });
        }
        if (journal.segments() == 0) {
            chores.growAhead(); // the first sale of a new store takes no longer than any other
        }
        upkeep.committed(false);
    }

    static JournalStore open(Path dir, StoreSettings options) throws IOException {
        FolderIdentity identity = FolderIdentity.open(options.disk(), dir, options.replica(), options.random());
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

    // ---- writing

    @Override
    public Origin self() {
        return identity.origin();
    }

    @Override
    public void becomeReplica(ReplicaId replica) {
        state.locked(() -> {
            commits.refuseIfReadOnly();
            boolean hasWritten = state.scopes().stream()
                    .anyMatch(s -> s.scope().isReplicated()
                            && s.streams().head(identity.origin()).seq() > 0);
            try {
                identity.become(replica, hasWritten);
                if (hasWritten) {
                    journal.mark().goOnAs(identity.origin().incarnation());
                }
            } catch (IOException e) {
                throw commits.failed(e);
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
        return state.locked(() -> {
            commits.refuseIfReadOnly();
            Hlc time = state.hlc().next(options.nowMillis().getAsLong());
            OpenCommit commit = new OpenCommit(present, identity.origin(), time);
            T result = work.apply(commit);
            if (!commit.isEmpty()) {
                options.atCommit().accept(commit);
                List<ChangeSet> made = commit.changeSets(
                        scope -> state.of(scope).streams().head(identity.origin()),
                        options.clockErrorMs().getAsLong());
                long position = commits.append(new JournalRecord(JournalRecord.Kind.OWN, made, commit.notes()));
                state.goOnAt(time);
                state.keep(commit.notes());
                commits.publish(
                        position, true, made, state.take(made, position, true).changes());
            }
            return result;
        });
    }

    @Override
    public Received receive(List<ChangeSet> changeSets, Map<String, byte[]> received) {
        makeRoom();
        return state.locked(() -> {
            commits.refuseIfReadOnly();
            Plan plan = Plan.of(changeSets, scope -> state.of(scope).streams());
            JournalRecord.refuseReserved(received);
            if (plan.fitting().isEmpty() && received.isEmpty()) {
                return new Received(List.of(), plan.known(), plan.gaps(), List.of());
            }
            long position = commits.append(new JournalRecord(JournalRecord.Kind.RECEIVED, plan.fitting(), received));
            state.keep(received);
            StoreState.Taken taken = state.take(plan.fitting(), position, false);
            commits.publish(position, false, taken.applied(), taken.changes());
            return new Received(taken.applied(), plan.known(), plan.gaps(), taken.forks());
        });
    }

    /** Whoever brings more than memory can hold over the base makes the next one first. */
    private void makeRoom() {
        if (state.read(bases::isFull)) {
            synchronized (keepingTurn) {
                try {
                    if (state.read(bases::isFull)) {
                        bases.make();
                    }
                } catch (StoreException e) {
                    LOG.warn("No room was made in memory: {}", e.getMessage());
                }
            }
        }
    }

    @Override
    public void note(Map<String, byte[]> more) {
        state.locked(() -> {
            commits.refuseIfReadOnly();
            JournalRecord.refuseReserved(more);
            long position = commits.append(new JournalRecord(JournalRecord.Kind.OWN, List.of(), more));
            state.keep(more);
            commits.publish(position, true, List.of(), List.of());
            return true;
        });
    }

    @Override
    public Optional<StoreException> trouble() {
        return commits.trouble();
    }

    // ---- reading

    @Override
    public <T> T read(Function<View, T> work) {
        state.readLock().lock();
        try {
            return work.apply(present);
        } finally {
            state.readLock().unlock();
        }
    }

    @Override
    public VersionVector vector() {
        return read(view -> state.vector());
    }

    @Override
    public VersionVector vector(Scope scope) {
        return read(view -> state.vector(scope));
    }

    @Override
    public long position() {
        return read(View::position);
    }

    @Override
    public Optional<byte[]> noted(String key) {
        return read(view -> Optional.ofNullable(state.note(key)).map(byte[]::clone));
    }

    @Override
    public SortedMap<String, byte[]> notes(String prefix) {
        return read(view -> state.notes(prefix));
    }

    @Override
    public boolean holds(Scope scope, Origin origin, long seq, long hashPrefix) {
        return read(view -> {
            ScopeState found = state.find(scope);
            return found != null && found.streams().holds(origin, seq, hashPrefix);
        });
    }

    @Override
    public Optional<Hash> hashAt(StreamId id, long seq) {
        return read(view -> Optional.ofNullable(state.find(id.scope()))
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
    public List<ChangeSet> sinceOrLost(StreamId id, long afterSeq, int bytesMax) {
        return read(view ->
                reader.sinceOrLost(id, afterSeq, bytesMax, identity.origin().replica()));
    }

    @Override
    public List<Positioned> after(long position, Scope scope, int bytesMax) {
        return read(view -> reader.after(position, scope, bytesMax));
    }

    @Override
    public Digest digest(Scope scope) {
        return read(view -> {
            ScopeState found = state.orEmpty(scope);
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
            state.derived().project(projection, state.scopes());
            return true;
        });
    }

    @Override
    public Subscription subscribe(FeedListener listener) {
        return commits.subscribe(listener);
    }

    // ---- checkpoints

    @Override
    public Checkpoint snapshot(Scope scope, Path into) {
        synchronized (keepingTurn) {
            var position = new AtomicLong();
            state.catchUpAhead();
            ScopeState.Frozen frozen = read(view -> {
                state.derived().catchUp(); // nobody may be working out index rows while they are copied
                position.set(journal.last());
                return state.orEmpty(scope).freeze();
            });
            try {
                return checkpoints.write(frozen, position.get(), options.schema(), archiving(scope, into), into);
            } catch (IOException e) {
                throw new StoreException(
                        StoreException.Kind.DISK_FULL,
                        "The checkpoint of " + scope + " can't be written to " + into + ": " + e.getMessage(),
                        e);
            }
        }
    }

    private Archiving archiving(Scope scope, Path into) {
        Schema schema = options.schema();
        return new Archiving(
                scope,
                schema,
                options.nowMillis().getAsLong(),
                record -> read(view -> schema.isArchivable(view, record)),
                archived -> state.read(() -> Optional.ofNullable(bodies.find(archived))),
                parts -> checkpoints.writeChunk(parts, into));
    }

    /** Reading and verifying take seconds, in which commits go on. */
    @Override
    public void adopt(Checkpoint checkpoint, List<Path> chunks) {
        synchronized (keepingTurn) {
            adoption.refuseOlder(checkpoint);
            state.locked(() -> {
                commits.refuseIfReadOnly();
                return state.of(checkpoint.scope());
            });
            String name;
            try {
                name = checkpoints.keep(checkpoint, checkpoint.chunksFor(options.schema()), chunks);
            } catch (IOException e) {
                throw new StoreException(
                        StoreException.Kind.DISK_FULL,
                        "The checkpoint of " + checkpoint.scope() + " can't be kept: " + e.getMessage()
                                + ". The present data stays.",
                        e);
            }
            Joining.Adoptable adoptable = joining.of(name);
            if (checkpoints.isLarger(adoptable.name(), options.segmentBytes() / PART_ADOPTED_IN_MEMORY)) {
                bases.makeOf(adoptable.name(), fresh -> adopt(adoptable, fresh));
            } else {
                ScopeState fresh = adoption.alone(adoptable.name());
                state.locked(() -> {
                    adopt(adoptable, fresh);
                    return true;
                });
            }
        }
    }

    /** Under the lock. */
    private void adopt(Joining.Adoptable adoptable, ScopeState fresh) {
        commits.refuseIfReadOnly();
        ScopeStreams held = state.of(fresh.scope()).streams();
        adoption.bring(held, fresh);
        Adoption.refuseUncovered(checkpoints.named(adoptable.name()), held, fresh);
        Map<String, byte[]> adopted = adoptable.notes(fresh.scope());
        long position = commits.append(new JournalRecord(JournalRecord.Kind.ADOPTED, List.of(), adopted));
        state.keep(adopted);
        state.swap(fresh);
        commits.publish(position, false, List.of(), List.of());
    }

    @Override
    public Optional<Checkpoint> held(Scope scope) {
        return noted(JournalRecord.CHECKPOINT + scope.name())
                .flatMap(name -> checkpoints.manifest(new String(name, StandardCharsets.UTF_8)));
    }

    @Override
    public List<Hash> heldOf(Scope scope) {
        Optional<byte[]> joined = noted(JournalRecord.JOINED + scope.name());
        return joined
                .map(Joining::sources)
                .or(() -> noted(JournalRecord.CHECKPOINT + scope.name()).map(Joining::sources))
                .orElse(List.of())
                .stream()
                .map(Hash::parse)
                .toList();
    }

    @Override
    public Optional<byte[]> chunk(Hash manifest, Hash chunk) {
        return checkpoints.chunk(manifest, chunk);
    }

    // ---- archives

    @Override
    public Optional<byte[]> whole(Scope scope, DocRef ref) {
        try {
            return read(view -> view.get(scope, ref))
                    .filter(Document.Record.class::isInstance)
                    .map(DocumentCodec::encode);
        } catch (ArchivedException e) {
            return Optional.empty();
        }
    }

    @Override
    public DocRef bringBack(Scope scope, byte[] record) {
        Document.Record brought = ArchivedBodies.record(scope, record);
        Document present = read(view ->
                        Optional.ofNullable(state.orEmpty(scope).documents().get(brought.ref())))
                .orElse(null);
        bodies.keep(brought, present, record);
        return brought.ref();
    }

    // ---- keeping

    @Override
    public void rebase() {
        synchronized (keepingTurn) {
            bases.make();
        }
    }

    @Override
    public Compacted compact(Retention retention) {
        synchronized (keepingTurn) {
            Compacted went = state.locked(() -> {
                commits.refuseIfReadOnly();
                try {
                    return new Compaction(journal, retention, checkpoints, state).drop(reader, options.schema());
                } catch (IOException e) {
                    throw commits.failed(e);
                }
            });
            if (went.segments() > 0) {
                bases.make(); // the old one knows records that are gone
            }
            return went;
        }
    }

    @Override
    public Verification verify() {
        return read(view -> {
            var found = new ArrayList<>(journal.scrub());
            BaseTables under = state.base();
            if (under != null) {
                found.addAll(under.scrub());
            }
            if (!found.isEmpty()) {
                state.putBaseAside(); // a base is why an opening does not look at every record
            }
            state.scopes().forEach(of -> {
                if (!of.documents().digestFromScratch().equals(of.documents().digest())) {
                    found.add("the digest of " + of.scope() + " does not add up");
                    state.putBaseAside();
                }
            });
            List<String> problems = state.problems();
            problems.stream().filter(p -> !found.contains(p)).forEach(found::add);
            return new Verification(found.isEmpty(), journal.segments(), journal.last(), problems.size(), found);
        });
    }

    @Override
    public long backup(Path file) throws IOException {
        state.readLock().lock();
        try {
            return FolderCare.backup(dir, journal, file.toAbsolutePath());
        } finally {
            state.readLock().unlock();
        }
    }

    @Override
    public void close() {
        boolean first = state.locked(state::close);
        if (!first) {
            return;
        }
        commits.stopTelling();
        upkeep.close();
        // a checkpoint that is being written or adopted reads the files until it finds this out
        synchronized (keepingTurn) {
            closeFiles();
        }
    }

    private void closeFiles() {
        state.locked(() -> {
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
        BaseTables under = state.base();
        if (under != null) {
            under.close();
        }
    }

    private void markClean() throws IOException {
        if (!commits.hasFailed()) {
            Folders.replace(options.disk(), dir.resolve("clean"), CleanStop.encode(journal.last()));
        }
    }
}
