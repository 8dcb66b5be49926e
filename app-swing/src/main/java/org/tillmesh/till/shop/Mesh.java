package org.tillmesh.till.shop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.base.OfflineException;

/** This till's replication once it runs: the way to head office and to the neighbours. */
public final class Mesh implements AutoCloseable {
    private static final Duration ONLINE_WAIT = Duration.ofSeconds(10);

    private final TillFolder folder;
    private final TillLock lock;
    private volatile @Nullable Replicator replicator;

    public Mesh(TillFolder folder, TillLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    public void begin(Replicator started) {
        replicator = started;
    }

    /** Empty before the till is activated. */
    public Optional<Replicator> ifRunning() {
        return Optional.ofNullable(replicator);
    }

    /** @throws TillException NOT_ACTIVATED */
    public Replicator running() {
        return ifRunning().orElseThrow(folder::notActivated);
    }

    /** Whether head office can be reached by this till's own route. */
    public boolean isOnline() {
        return ifRunning().filter(Replicator::online).isPresent();
    }

    /** Tills on the line; none before activation. */
    public List<String> neighbours() {
        return ifRunning().map(Replicator::neighbours).orElse(List.of());
    }

    /**
     * Waits for an answer from outside while other commands go on. Whoever calls it judges again afterwards what may have
     * changed.
     */
    public <T> T aside(Supplier<T> waiting) {
        return lock.aside(waiting);
    }

    /**
     * Asks head office, aside.
     *
     * @throws OfflineException if it can't be reached
     * @throws org.tillmesh.replication.base.NoAnswerException if it did not answer in time
     * @throws IllegalArgumentException with its words if it refuses
     */
    public Value askRelay(String kind, Value body) {
        Replicator here = running();
        return aside(() -> here.askRelay(kind, body));
    }

    /** Asks a neighbour by its name, aside; throws as {@link #askRelay}. */
    public Value ask(String till, String kind, Value body) {
        Replicator here = running();
        return aside(() -> here.ask(till, kind, body));
    }

    public void awaitOnline() {
        long until = System.nanoTime() + ONLINE_WAIT.toNanos();
        while (!running().online()) {
            if (System.nanoTime() > until) {
                throw new OfflineException(
                        "The till is activated, but the relay does not answer; run a Hard Sync when it does");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OfflineException("Interrupted while waiting for the relay");
            }
        }
    }

    @Override
    public void close() {
        ifRunning().ifPresent(Replicator::close);
    }
}
