package org.tillmesh.replication;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.seed.Seeding;
import org.tillmesh.replication.till.Peering;
import org.tillmesh.store.Store;

/** The three syncs that a person can ask for, and wait for. */
final class Syncs {
    private static final Logger LOG = LoggerFactory.getLogger(Syncs.class);
    private static final int ANSWER_SECONDS_MAX = 5;
    private static final long LOOK_MILLIS = 100;

    private final Store store;
    private final Peering peering;
    private final Deciding deciding;
    private final SyncHistory history;
    private final AtomicLong backlog = new AtomicLong();

    Syncs(Store store, Peering peering, Deciding deciding, SyncHistory history) {
        this.store = store;
        this.peering = peering;
        this.deciding = deciding;
        this.history = history;
    }

    /** Counts the records that wait while there is no route. */
    void tick() {
        if (!peering.isOnline()) {
            backlog.set(peering.unacknowledged());
        }
    }

    /** Soft Sync: what the relay has after this till's cursors. */
    Replicator.Result soft() {
        return history.kept(SyncHistory.SOFT, this::runSoft);
    }

    private Replicator.Result runSoft() {
        long began = System.nanoTime();
        long before = held();
        var arrived = new CountDownLatch(deciding.on(peering::scopes));
        deciding.on(() -> {
            peering.pull(arrived::countDown);
            return true;
        });
        awaitOnLine(arrived);
        return result(held() - before, 0, 0, began);
    }

    private void awaitOnLine(CountDownLatch latch) {
        try {
            while (!latch.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!peering.isOnline()) {
                    throw new OfflineException(
                            "The relay went away meanwhile; what came is kept, the rest comes when it is back");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("Interrupted while waiting for the relay");
        }
    }

    /** How many ChangeSets of all replicated scopes are held or covered. */
    private long held() {
        return store.vector().heads().entrySet().stream()
                .filter(e -> e.getKey().scope().isReplicated())
                .mapToLong(e -> e.getValue().seq())
                .sum();
    }

    /**
     * Push Offline Records: sends now, until the relay has acknowledged everything or goes away. Records that waited
     * when the relay came back count as sent by the first push after it, also if they went before somebody pressed the
     * button.
     */
    Replicator.Result push(Replicator.Progress progress) {
        return history.kept(SyncHistory.PUSH, () -> pushed(progress));
    }

    private Replicator.Result pushed(Replicator.Progress progress) {
        long began = System.nanoTime();
        deciding.on(peering::scopes); // refuses at once without a route
        long total = Math.max(peering.unacknowledged(), backlog.get());
        long left = peering.unacknowledged();
        long movedNanos = System.nanoTime();
        while (left > 0) {
            if (!peering.isOnline() || System.nanoTime() - movedNanos > TimeUnit.SECONDS.toNanos(ANSWER_SECONDS_MAX)) {
                throw new OfflineException("The relay went away with " + left
                        + " records still to be acknowledged; they stay here and are sent when it is back.");
            }
            deciding.later(() -> {
                long now = System.nanoTime();
                peering.committed(true, false, now);
                peering.hurry(now + TimeUnit.SECONDS.toNanos(1), now);
            });
            Deciding.sleep(20);
            long now = peering.unacknowledged();
            if (now != left) {
                movedNanos = System.nanoTime();
                left = now;
                progress.at(Math.max(0, total - left), total);
            }
        }
        backlog.set(0);
        return result(0, total, total, began);
    }

    /**
     * Hard Sync: the relay's checkpoint of each scope, verified and swapped in one step, then the records that came
     * after it. If the link breaks, it goes on when the link is back within seconds; else the next Hard Sync goes on
     * with the chunks that came.
     *
     * @throws OfflineException if the link stays away or somebody cancelled; nothing was changed
     */
    Replicator.Result hard(Replicator.Progress progress) {
        return history.kept(SyncHistory.HARD, () -> runHard(progress));
    }

    private Replicator.Result runHard(Replicator.Progress progress) {
        long began = System.nanoTime();
        var done = new CompletableFuture<Long>();
        deciding.on(() -> {
            peering.seed(new Seeding.Listener() {
                @Override
                public void at(long arrived, long total) {
                    progress.at(arrived, total);
                }

                @Override
                public void seeded(Scope scope) {
                    LOG.info("Hard Sync: {} is done", scope);
                }

                @Override
                public void done(long covered) {
                    done.complete(covered);
                }

                @Override
                public void failed(RuntimeException why) {
                    done.completeExceptionally(why);
                }
            });
            return true;
        });
        long covered = Deciding.await(done);
        Replicator.Result soft = runSoft();
        return result(covered + soft.received(), 0, 0, began);
    }

    private Replicator.Result result(long received, long sent, long acknowledged, long beganNanos) {
        long left = peering.unacknowledged();
        return new Replicator.Result(
                received,
                sent,
                acknowledged,
                left,
                left == 0 && peering.isOnline(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
    }
}
