package org.tillmesh.relay.audit;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.audit.OfficeEvent;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.Transaction;

/**
 * Records what people do at head office. An act that changes records goes into the commit of its first change, so neither is
 * there without the other; one that changes none is not recorded unless it says so itself.
 */
public final class Acts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Acts.class);
    private static final int WAITING_MAX = 100;
    private static final int CLOSING_SECONDS_MAX = 5;

    private final Clock clock;
    private final ThreadLocal<Optional<OfficeEvent>> now = ThreadLocal.withInitial(Optional::empty);
    private final ExecutorService aside;
    private volatile @Nullable Store store;

    public Acts(Clock clock) {
        this.clock = clock;
        this.aside =
                new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_MAX), work -> {
                    var thread = new Thread(work, "relay-audit");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Where acts without a change of their own are recorded. */
    public void recordIn(Store opened) {
        store = opened;
    }

    private OfficeEvent event(OfficeAct act) {
        return new OfficeEvent(new AuditEvent(
                UUID.randomUUID().toString(), null, act.user(), null, act.what(), act.about(), clock.instant()));
    }

    /** Does something for somebody: the first commit that it makes bears who it was. */
    public <T> T doing(OfficeAct act, Supplier<T> work) {
        now.set(Optional.of(event(act)));
        try {
            return work.get();
        } finally {
            now.remove();
        }
    }

    /** Adds who acts now to the first commit of the act. */
    public void atCommit(Transaction tx) {
        now.get()
                .filter(event -> tx.record(Scope.LOCAL, event.ref()).isEmpty())
                .ifPresent(event -> event.appendTo(tx, Scope.LOCAL));
    }

    /** Records the act of now although it changes no record. */
    public void recordNow() {
        Optional<OfficeEvent> event = now.get();
        now.remove();
        event.ifPresent(this::append);
    }

    /** Records what was done, durable when this returns. */
    public void record(OfficeAct act) {
        append(event(act));
    }

    private void append(OfficeEvent event) {
        Store open = store;
        if (open == null) {
            throw new AssertionError("Nothing is done before the folder is open: " + event);
        }
        open.write(tx -> {
            event.appendTo(tx, Scope.LOCAL);
            return true;
        });
    }

    /** The same where a disk that takes nothing more must not keep people out, who come to mend it. */
    public void recordIfPossible(OfficeAct act) {
        try {
            record(act);
        } catch (StoreException e) {
            LOG.warn("Not recorded: {}: {}", act, e.getMessage());
        }
    }

    /** The same for who may not wait. */
    public void recordSoon(OfficeAct act) {
        try {
            aside.execute(() -> recordIfPossible(act));
        } catch (RejectedExecutionException e) {
            LOG.warn("Not recorded, too many wait: {}", act);
        }
    }

    /** What waits is recorded; nobody is interrupted, for an interrupted write costs the journal its file. */
    @Override
    public void close() {
        aside.shutdown();
        try {
            if (!aside.awaitTermination(CLOSING_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("Acts are still recorded while the relay closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
