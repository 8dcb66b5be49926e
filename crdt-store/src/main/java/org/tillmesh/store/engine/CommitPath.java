package org.tillmesh.store.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.store.Change;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.disk.FolderIdentity;
import org.tillmesh.store.journal.Journal;
import org.tillmesh.store.journal.JournalRecord;

/**
 * The way of every commit. A commit is refused if the store takes none any more; else it becomes durable in the
 * journal and is told to all followers. The caller holds the store's lock, but for {@link #subscribe} and
 * {@link #stopTelling}.
 */
final class CommitPath {
    private static final Logger LOG = LoggerFactory.getLogger(CommitPath.class);

    private final Path dir;
    private final FolderIdentity identity;
    private final StoreState state;
    private final Journal journal;
    private final Upkeep upkeep;
    private final List<Store.FeedListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService feed = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "store-feed");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable String readOnlyWhy;
    private Map<String, byte[]> toRemember = Map.of();

    CommitPath(Path dir, FolderIdentity identity, StoreState state, Journal journal, Upkeep upkeep) {
        this.dir = dir;
        this.identity = identity;
        this.state = state;
        this.journal = journal;
        this.upkeep = upkeep;
    }

    // ---- whether

    void refuseIfReadOnly() {
        if (state.isClosed()) {
            throw new IllegalStateException("The store " + dir + " is closed");
        }
        String why = readOnlyWhy;
        if (why != null) {
            throw new StoreException(StoreException.Kind.READ_ONLY, why);
        }
    }

    /** The device failed: nothing is written any more. Returns the exception to throw. */
    StoreException failed(IOException e) {
        String why = "Writing to " + dir + " failed (" + e.getMessage() + "); nothing was confirmed. "
                + "Close the program, look at the disk, and start it again.";
        readOnlyWhy = why;
        return new StoreException(StoreException.Kind.READ_ONLY, why, e);
    }

    /** Why the next commit would be refused; empty if it would not. Needs no lock. */
    Optional<StoreException> trouble() {
        String why = readOnlyWhy;
        return why != null ? Optional.of(new StoreException(StoreException.Kind.READ_ONLY, why)) : journal.fullness();
    }

    boolean hasFailed() {
        return readOnlyWhy != null;
    }

    // ---- writing

    /** Appends a record, durable on return. Returns the position of the commit. */
    long append(JournalRecord record) {
        try {
            identity.keepLock();
            long position = journal.append(toRemember.isEmpty() ? record : record.with(toRemember));
            toRemember = Map.of();
            return position;
        } catch (IOException e) {
            throw failed(e);
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.LOCKED) {
                readOnlyWhy =
                        "The file \"lock\" of " + dir + " was deleted, and another program has the folder now; nothing"
                                + " more is written here. Close both programs, then start one.";
                throw new StoreException(StoreException.Kind.READ_ONLY, readOnlyWhy, e);
            }
            throw e;
        }
    }

    /** Keeps the notes of an opening: at once, or with the next commit if the disk is full now. */
    void remember(Map<String, byte[]> found) {
        toRemember = found;
        try {
            long position = append(new JournalRecord(JournalRecord.Kind.OWN, List.of(), Map.of()));
            publish(position, true, List.of(), List.of());
        } catch (StoreException e) {
            LOG.warn("{}; what opening found out is kept with the next commit", e.getMessage());
        }
    }

    // ---- telling

    void publish(long position, boolean own, List<ChangeSet> changeSets, List<Change> changes) {
        state.derived().changed(changes);
        upkeep.committed(own);
        if (!listeners.isEmpty() && !feed.isShutdown()) {
            var committed = new Store.Commit(position, own, changeSets, changes);
            feed.execute(() -> listeners.forEach(listener -> tell(listener, committed)));
        }
    }

    private static void tell(Store.FeedListener listener, Store.Commit committed) {
        try {
            listener.committed(committed);
        } catch (RuntimeException e) {
            LOG.error("A listener failed at commit {}", committed.position(), e);
        }
    }

    Store.Subscription subscribe(Store.FeedListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void stopTelling() {
        feed.shutdown();
    }
}
