package org.tillmesh.store.engine;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does chores in quiet moments, on a thread of its own, so that no commit waits for them. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    /** Longer than the time between two batches of neighbours that come back: their records go first. */
    private static final int QUIET_MS = 100;

    /**
     * A new base takes a second or more of disk and processor, a new segment some of it: between customers, not
     * between two lines of one, nor while neighbours bring what they sold during a cut.
     */
    private static final int QUIET_FOR_LONG_WORK_MS = 5_000;

    /** From so many waiting changes on, rows are worked out while commits go on. */
    private static final int URGENT_CHANGES = 5_000;

    /** The same while somebody sells here, because work beside a sale delays it. */
    private static final int URGENT_BESIDE_OWN_CHANGES = 100_000;

    private static final int CLOSING_SECONDS_MAX = 60;

    /** The chores. Each takes the store's lock itself for a moment, unless it says that it takes none. */
    interface Chores {
        /** Changes whose index rows and projections are not worked out yet. */
        int changesWaiting();

        /** Works out some of them. Returns whether there are more. */
        boolean catchUpSome();

        /** Counts some documents of a digest. Returns whether there are more. */
        boolean countSome();

        /** Whether a new base would shorten the next opening. */
        boolean isRebaseDue();

        /** Whether the next opening would take too long without one. */
        boolean isRebaseLate();

        /** Whether a new base can't wait until no commits come. */
        boolean isRebaseOverdue();

        void rebase();

        /** Finds out whether the disk is full, so that no commit need look itself. */
        void lookAtDisk();

        /** Whether the next journal segment might be made ready. */
        boolean isGrowthDue();

        /** Whether the next journal segment is needed soon. */
        boolean isGrowthLate();

        /** Whether one of the next commits needs a segment that is not ready. Takes no lock. */
        boolean isGrowthPressing();

        /** Makes the next journal segment ready before it is needed. Takes no lock. */
        void growAhead();
    }

    private final Chores chores;
    private final boolean inBackground;
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong ownCommits = new AtomicLong();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean rebasing = new AtomicBoolean();
    private final AtomicBoolean growing = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor keeper = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "store-keeper");
        thread.setDaemon(true);
        return thread;
    });

    Upkeep(Chores chores, boolean inBackground) {
        this.chores = chores;
        this.inBackground = inBackground;
    }

    /**
     * Called after each commit, under the store's lock.
     *
     * @param own whether it was made here, and somebody waits for it
     */
    void committed(boolean own) {
        commits.incrementAndGet();
        if (own) {
            ownCommits.incrementAndGet();
        }
        if (inBackground && chores.isGrowthPressing() && growing.compareAndSet(false, true)) {
            growBesideCommits();
        }
        if (inBackground && looking.compareAndSet(false, true)) {
            later(QUIET_MS, this::look);
        }
    }

    /**
     * On a thread of its own: the keeper may wait for the store's lock, which commits that follow close hold all the
     * time.
     */
    private void growBesideCommits() {
        Thread grower = new Thread(
                () -> {
                    try {
                        chores.growAhead();
                    } finally {
                        growing.set(false);
                    }
                },
                "store-grower");
        grower.setDaemon(true);
        grower.start();
    }

    private void look() {
        long before = commits.get();
        long ownBefore = ownCommits.get();
        later(QUIET_MS, () -> {
            chores.lookAtDisk();
            if (commits.get() == before || isUrgent(ownBefore) || chores.isRebaseOverdue()) {
                looking.set(false);
                work();
            } else {
                look();
            }
        });
    }

    private boolean isUrgent(long ownBefore) {
        return chores.changesWaiting() > (ownCommits.get() == ownBefore ? URGENT_CHANGES : URGENT_BESIDE_OWN_CHANGES);
    }

    private void work() {
        if (chores.isGrowthLate()) {
            chores.growAhead();
        }
        long before = commits.get();
        long ownBefore = ownCommits.get();
        boolean more = true;
        while (more && (commits.get() == before || isUrgent(ownBefore))) {
            more = chores.catchUpSome();
        }
        more = true;
        while (more && commits.get() == before) {
            more = chores.countSome();
        }
        boolean quiet = commits.get() == before;
        if (quiet ? chores.isRebaseLate() : chores.isRebaseOverdue()) {
            rebase();
        } else if ((chores.isRebaseDue() || chores.isGrowthDue()) && waiting.compareAndSet(false, true)) {
            workLongWhenQuiet(commits.get());
        }
    }

    private void workLongWhenQuiet(long before) {
        later(QUIET_FOR_LONG_WORK_MS, () -> {
            waiting.set(false);
            if (commits.get() == before) {
                if (chores.isGrowthDue()) {
                    chores.growAhead();
                }
                if (chores.isRebaseDue()) {
                    rebase();
                }
            }
        });
    }

    private void rebase() {
        if (rebasing.compareAndSet(false, true)) {
            try {
                chores.rebase();
            } finally {
                rebasing.set(false);
            }
        }
    }

    private void later(int millis, Runnable task) {
        try {
            keeper.schedule(
                    () -> {
                        try {
                            task.run();
                        } catch (RuntimeException | Error e) {
                            looking.set(false);
                            LOG.warn("Upkeep of the store failed; nothing is lost, the next opening takes longer", e);
                        }
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The store is closing: {}", e.getMessage());
        }
    }

    /** Ends it; a base that is being written is finished first. */
    void close() {
        keeper.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        keeper.shutdown(); // no interrupt: that would close the files it works on
        try {
            if (!keeper.awaitTermination(CLOSING_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("New base files are still being written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
