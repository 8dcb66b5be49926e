package org.tillmesh.store.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Schema;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.base.BaseState;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.base.Bloom;
import org.tillmesh.store.checkpoint.CheckpointSource;
import org.tillmesh.store.checkpoint.Checkpoints;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.journal.Journal;
import org.tillmesh.store.stream.HeldStream;
import org.tillmesh.store.view.ScopeState;

/**
 * Writes a new base beside commits, and has the store go on over it. Whoever makes one has the turn for keeping, not the
 * store's lock: that is taken here, for a moment at the beginning and one at the end. Only {@link #isDue},
 * {@link #isLate}, {@link #isOverdue} and {@link #isFull} are called under the lock.
 */
final class BaseMaking {
    private static final Logger LOG = LoggerFactory.getLogger(BaseMaking.class);
    private static final long REBASED_AFTER = 5_000;
    private static final int REBASED_AFTER_PART = 10;
    private static final long REBASED_AFTER_MANY = 50_000;
    private static final int REBASED_AFTER_SMALL_PART = 40;
    private static final int OVERDUE_TIMES = 3;

    /** A document takes about twice as much memory as it has bytes in the journal. */
    private static final int OVERDUE_PART_OF_MEMORY = 8;

    private static final int FULL_SIXTEENTHS_OF_MEMORY = 3;
    private static final int SIXTEENTHS = 16;

    private final Path dir;
    private final Disk disk;
    private final Schema schema;
    private final StoreState state;
    private final Journal journal;
    private final Checkpoints checkpoints;
    private final Adoption adoption;
    private final long memoryBytes;

    /** Of the journal, when the present base was made. */
    private long bytesInBase;

    /** Of the journal, when the next is tried after one that could not be written. */
    private long triedAgainAt;

    BaseMaking(
            Path dir,
            StoreSettings options,
            StoreState state,
            Journal journal,
            Checkpoints checkpoints,
            Adoption adoption) {
        this.dir = dir;
        this.disk = options.disk();
        this.schema = options.schema();
        this.state = state;
        this.journal = journal;
        this.checkpoints = checkpoints;
        this.adoption = adoption;
        this.memoryBytes = options.memoryBytes();
    }

    // ---- when

    /** Whether a new base would shorten the next opening. */
    boolean isDue() {
        return state.changedSinceBase() >= rebasedAfter(sizeOfPresent());
    }

    /** Whether the next opening would take too long without one. */
    boolean isLate() {
        return state.changedSinceBase() >= many(sizeOfPresent());
    }

    /** Whether what stands over the base takes so much memory that a new one can't wait for a quiet moment. */
    boolean isOverdue() {
        return mayBeTried()
                && (state.changedSinceBase() >= OVERDUE_TIMES * many(sizeOfPresent())
                        || takes(memoryBytes / OVERDUE_PART_OF_MEMORY));
    }

    /** Whether so much stands over the base that nothing more may come until there is a new one. */
    boolean isFull() {
        return mayBeTried() && takes(memoryBytes / SIXTEENTHS * FULL_SIXTEENTHS_OF_MEMORY);
    }

    private boolean mayBeTried() {
        return journal.bytes() >= triedAgainAt;
    }

    private boolean takes(long bytes) {
        return journal.bytes() - bytesInBase >= bytes;
    }

    private long sizeOfPresent() {
        BaseTables under = state.base();
        return under == null ? 0 : under.size();
    }

    /** The larger a base the longer its making, and the more changes there are the longer an opening. */
    private static long rebasedAfter(long size) {
        return Math.max(REBASED_AFTER, Math.min(size / REBASED_AFTER_PART, many(size)));
    }

    private static long many(long size) {
        return Math.max(REBASED_AFTER_MANY, size / REBASED_AFTER_SMALL_PART);
    }

    // ---- how

    void make() {
        make(null, fresh -> {});
    }

    /**
     * Makes one in which a checkpoint takes its scope's place.
     *
     * @param commit commits the adoption of the scope that is handed to it; called under the lock
     */
    void makeOf(String checkpoint, Consumer<ScopeState> commit) {
        make(checkpoint, commit);
    }

    private void make(@Nullable String adopted, Consumer<ScopeState> commit) {
        state.catchUpAhead();
        var frozen = new TreeMap<Scope, ScopeState.Frozen>();
        long size;
        long bytes;
        BaseState all;
        state.readLock().lock();
        try {
            state.derived().catchUp();
            state.scopes().forEach(of -> frozen.put(of.scope(), of.freeze()));
            size = sizeOfPresent() + state.changedSinceBase();
            bytes = journal.bytes();
            all = new BaseState(
                    schema.number(),
                    schema.indexes(),
                    journal.last(),
                    state.hlc(),
                    state.notes(),
                    List.of(),
                    journal.index(),
                    Bloom.forKeys(0));
        } finally {
            state.readLock().unlock();
        }
        var sources = new TreeMap<Scope, BaseTables.Source>(frozen);
        CheckpointSource source = null;
        try {
            if (adopted != null) {
                Scope scope = checkpoints.named(adopted).scope();
                List<HeldStream> held =
                        Objects.requireNonNull(frozen.remove(scope)).streams();
                source = new CheckpointSource(checkpoints, adopted, schema, held);
                sources.put(scope, source);
                size += source.size();
            }
            BaseTables fresh = BaseTables.write(
                    disk, dir.resolve("base"), all.with(Bloom.forKeys(size)), schema, List.copyOf(sources.values()));
            state.catchUpAhead();
            BaseTables before = state.locked(() -> {
                        state.derived()
                                .catchUp(); // rows of the old base must not be compared with documents of the new one
                        if (adopted != null) {
                            adopt(adopted, fresh, commit);
                        }
                        bytesInBase = bytes;
                        return Optional.ofNullable(state.rebase(fresh, frozen));
                    })
                    .orElse(null);
            fresh.count();
            delete(before);
        } catch (IOException e) {
            triedAgainAt = state.read(journal::bytes) + memoryBytes / SIXTEENTHS;
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

    private void adopt(String name, BaseTables over, Consumer<ScopeState> commit) {
        try {
            commit.accept(
                    adoption.alone(over, over.state().of(checkpoints.named(name).scope())));
        } catch (RuntimeException e) {
            delete(over);
            throw e;
        }
    }

    private static void delete(@Nullable BaseTables before) {
        if (before != null) {
            try {
                before.delete();
            } catch (IOException e) {
                LOG.info("Old base files are deleted at the next opening: {}", e.getMessage());
            }
        }
    }
}
