package org.tillmesh.relay.reporting;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.FatooraClient;
import org.tillmesh.zatca.api.Submission;
import org.tillmesh.zatca.api.Verdict;

/** The reporting queue at work: who is due is looked for twice a second, and a few tills are served at a time. */
public final class ReportingDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportingDesk.class);
    private static final String ADDRESS_NOTE = "zatca-api";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int REFUSED_A_PAGE = 500;
    private static final int WORKERS = 4;
    private static final int DOCUMENTS_A_TURN = 20;
    private static final long LOOK_MILLIS = 500;

    private final Store store;
    private final Clock clock;
    private final BranchBacklog backlog;
    private final Credentials credentials;
    private final ReportingQueue queue;
    private final OnboardingDesk onboarding;
    private final ZatcaMonitor monitor;
    private final Set<TillId> busy = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService look = Executors.newSingleThreadScheduledExecutor(named("zatca-look"));
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, named("zatca-reporting"));
    private final ExecutorService onboarders = Executors.newFixedThreadPool(2, named("zatca-onboarding"));
    private volatile @Nullable FatooraClient client;

    /**
     * @param folder where the key ring lies
     * @param tills of the company
     */
    public ReportingDesk(
            Store store,
            Retail retail,
            Supplier<List<TillId>> tills,
            KeyRing ring,
            Path folder,
            boolean demo,
            Clock clock) {
        this.store = store;
        this.clock = clock;
        this.backlog = new BranchBacklog(store, retail, () -> branchesOf(tills.get()));
        this.credentials = new Credentials(ring, folder, store, demo);
        this.queue = new ReportingQueue(backlog, new OverHttp(), credentials, clock, new SecureRandom()::nextDouble);
        this.onboarding =
                new OnboardingDesk(() -> Optional.ofNullable(client), credentials, onboarders, queue::retryAll);
        this.monitor = new ZatcaMonitor(store, retail, tills, credentials, queue, clock);
        store.noted(ADDRESS_NOTE)
                .map(b -> new String(b, StandardCharsets.UTF_8))
                .filter(address -> !address.isEmpty())
                .ifPresent(address -> client = client(address));
    }

    private static Collection<String> branchesOf(List<TillId> tills) {
        var branches = new TreeSet<String>();
        tills.forEach(till -> branches.add(till.branch()));
        return branches;
    }

    private FatooraClient client(String address) {
        return new FatooraClient(URI.create(address), TIMEOUT, clock);
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Whether the authority's address is known. */
    public boolean isReporting() {
        return client != null;
    }

    /** Whose address, or nothing to stop. @throws IllegalArgumentException if it is no address */
    public void reportTo(@Nullable String address) {
        client = address == null || address.isEmpty() ? null : client(address);
        store.note(
                Map.of(ADDRESS_NOTE, (client == null ? "" : String.valueOf(address)).getBytes(StandardCharsets.UTF_8)));
        queue.retryAll();
    }

    public void start() {
        look.scheduleWithFixedDelay(this::dispatch, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Nobody waits any longer: for a person who has mended something. */
    public void retry() {
        queue.retryAll();
    }

    private void dispatch() {
        if (client == null) {
            return;
        }
        try {
            for (TillId till : backlog.tills()) {
                if (queue.isDue(till) && busy.add(till)) {
                    workers.execute(() -> serve(till));
                }
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("The relay is closing");
        } catch (RuntimeException e) {
            LOG.error("The reporting queue could not be looked at", e);
        }
    }

    private void serve(TillId till) {
        try {
            for (int i = 0; i < DOCUMENTS_A_TURN && client != null && queue.step(till); i++) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            if (!look.isShutdown()) {
                LOG.error("Reporting of {} failed; it is tried again", till, e);
                queue.failed(till, e);
            }
        } finally {
            busy.remove(till);
        }
    }

    /** What a till asks about its onboarding. @throws IllegalArgumentException with the reason, if it can't be answered */
    public Value ask(TillId till, Value body) {
        return onboarding.ask(till, body);
    }

    /** What a till should know of its reporting: empty text if all is well. */
    public String alarm(TillId till) {
        String alarm = client == null ? null : queue.standing(till).alarm();
        return alarm == null ? "" : alarm;
    }

    /** With the first refused ones, so many at most. */
    public ZatcaMonitor.Overview overview() {
        return overview(null, REFUSED_A_PAGE);
    }

    /** @param after uuid of the last refused one of the page before, null for the first page */
    public ZatcaMonitor.Overview overview(@Nullable String after, int limit) {
        FatooraClient now = client;
        return monitor.overview(now == null ? null : now.api(), after, limit);
    }

    private final class OverHttp implements TaxAuthority {
        private FatooraClient api() {
            FatooraClient now = client;
            if (now == null) {
                throw new IllegalStateException("The authority's address was taken away");
            }
            return now;
        }

        @Override
        public Verdict report(Csid csid, Submission document) {
            return api().report(csid, document);
        }

        @Override
        public Verdict clear(Csid csid, Submission document) {
            return api().clear(csid, document);
        }
    }

    /** Ends what is under way; a document whose answer is lost by it is sent again at the next start. */
    @Override
    public void close() {
        look.shutdownNow();
        onboarders.shutdownNow();
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A document is still on its way to the authority; it is sent again at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
