package org.tillmesh.till.links;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.Activation;
import org.tillmesh.replication.ArchivedRecords;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.Unsent;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.base.Shutout;
import org.tillmesh.replication.security.ActivationCode;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.retail.company.MinVersion;
import org.tillmesh.retail.company.Revocation;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.ReportingDeadline;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CartDesk;
import org.tillmesh.till.counter.EscrowDesk;
import org.tillmesh.till.counter.RefundDesk;
import org.tillmesh.till.invoice.Clearances;
import org.tillmesh.till.invoice.ZatcaDesk;
import org.tillmesh.till.shop.Answers;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillClock;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillFolder;
import org.tillmesh.zatca.api.CsidCertificate;

/** This till's links: activation, the three syncs, and what the indicator shows. */
public final class SyncDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncDesk.class);
    private static final int REJECTED_NAMED = 3;
    private static final long REPORT_SECONDS = 4;
    private static final long LET_GO_AFTER_MINUTES = 10;
    private static final long LET_GO_EVERY_MINUTES = 24 * 60;
    private static final Duration ONLINE_WAIT = Duration.ofSeconds(10);

    private final Till.Options options;
    private final TillFolder folder;
    private final TillClock clock;
    private final Consumer<Till.Topic> changed;
    private final Consumer<Runnable> alone;
    private final AtomicBoolean correcting = new AtomicBoolean();
    private @Nullable Replicator replicator;
    private int port;
    private final ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "till-report");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Shop shop;
    private @Nullable CartDesk carts;
    private @Nullable RefundDesk refunds;
    private @Nullable SafetyCount safetyCount;
    private volatile @Nullable String zatcaAlarm;

    /** @param alone runs work when no command is under way */
    public SyncDesk(
            Till.Options options,
            TillFolder folder,
            TillClock clock,
            Consumer<Till.Topic> changed,
            Consumer<Runnable> alone) {
        this.alone = alone;
        this.options = options;
        this.folder = folder;
        this.clock = clock;
        this.changed = changed;
    }

    public void start(Shop forShop, CartDesk forCarts, RefundDesk forRefunds) {
        shop = forShop;
        carts = forCarts;
        refunds = forRefunds;
        if (options.relay() != null) {
            folder.rememberRelay(address(options.relay()));
        }
        folder.chain().begin(forShop.retail().invoices(), forShop.scope(), forShop.till());
        var peers = new ArrayList<HostPort>();
        options.peers().forEach(p -> peers.add(address(p)));
        try {
            Replicator started = new Replicator(new Replicator.Config(
                    folder.store(),
                    folder.ring(),
                    clock,
                    listenPort(),
                    folder.relayAddress().orElse(null),
                    peers,
                    !Boolean.getBoolean("tillmesh.nodiscovery"),
                    new Revoked(folder.store()),
                    this::answer,
                    folder.dir().resolve("incoming"),
                    folder.judge(),
                    Clock.systemUTC()));
            replicator = started;
            safetyCount = new SafetyCount(forShop, started);
            reporter.scheduleWithFixedDelay(this::report, 1, REPORT_SECONDS, TimeUnit.SECONDS);
            reporter.scheduleWithFixedDelay(this::letGo, LET_GO_AFTER_MINUTES, LET_GO_EVERY_MINUTES, TimeUnit.MINUTES);
            started.watch(() -> {
                correctClock(started);
                confirmChain(started);
                keepShutOut(started);
                changed.accept(Till.Topic.STATUS);
            });
        } catch (IOException e) {
            throw new TillException(TillException.Code.BAD_VALUE, String.valueOf(e.getMessage()), e);
        }
    }

    /** Where the other tills reach this one: settled before activation too, so that it can be told to them ahead. */
    public int listenPort() {
        if (port == 0) {
            port = options.listenPort() != 0 ? options.listenPort() : freePort();
        }
        return port;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("This machine has no free port to listen on", e);
        }
    }

    static HostPort address(String text) {
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw Refusals.badValue(String.valueOf(e.getMessage()));
        }
    }

    /** Which certificates head office has shut out, as this till has heard. */
    private record Revoked(Store store) implements Shutout {
        @Override
        public boolean test(X509Certificate certificate) {
            return store.read(view ->
                    Revocation.isRevoked(view, certificate.getSerialNumber().toString()));
        }

        @Override
        public List<Head> cuts(X509Certificate certificate, StreamId stream) {
            return store.read(
                    view -> Revocation.cuts(view, certificate.getSerialNumber().toString(), stream));
        }
    }

    private Value answer(Identity from, String kind, Value body) {
        CartDesk desk = carts;
        if (desk != null && CartDesk.isRecall(kind) && body instanceof Value.Text cart) {
            return desk.handOver(TillId.parse(from.till()), cart.value());
        }
        if (desk != null && EscrowDesk.isQuestion(kind)) {
            return desk.escrow().handOn(from, body, desk.open().orElse(null));
        }
        RefundDesk home = refunds;
        if (home != null && RefundDesk.isQuestion(kind)) {
            return home.answer(from, body);
        }
        if (kind.equals(ArchivedRecords.QUESTION)) {
            return ArchivedRecords.answer(folder.store(), from, body);
        }
        throw new IllegalArgumentException("Question \"" + kind + "\" is unknown here");
    }

    /** Tells head office how many documents it lacks, for its list of tills. */
    private void report() {
        Replicator here = replicator;
        if (here == null || !here.online()) {
            return;
        }
        try {
            handBackKept();
            Answers.Status now = status();
            Value answer = here.askRelay(
                    "state",
                    Value.map(Map.of("unsent", Value.of(now.unsent()), "unprotected", Value.of(now.unprotected()))));
            zatcaAlarm = answer instanceof Value.MapOf map
                            && map.entries().get("zatcaAlarm") instanceof Value.Text alarm
                            && !alarm.value().isEmpty()
                    ? alarm.value()
                    : null;
        } catch (RuntimeException e) {
            LOG.debug("Head office was not told how this till stands: {}", e.toString());
        }
    }

    /** Between commands, because one may be about to spend what it finds here. */
    private void handBackKept() {
        CartDesk desk = carts;
        if (desk != null && desk.escrow().hasKept()) {
            alone.accept(() -> desk.escrow().handBackKept(desk.open().orElse(null)));
        }
    }

    /** Between commands, because what is issued by a time must be committed before that time is corrected. */
    private void correctClock(Replicator started) {
        Shop at = shop;
        if (at == null || !correcting.compareAndSet(false, true)) {
            return;
        }
        reporter.execute(() -> {
            correcting.set(false);
            try {
                alone.accept(() -> started.relayOffsetMillis()
                        .filter(ahead -> started.online()) // what was measured long ago confirms nothing
                        .ifPresent(ahead -> at.clockDesk().heard(clock.behind(ahead))));
            } catch (RuntimeException e) {
                LOG.warn("This till's clock could not be corrected; it will be tried again", e);
            }
        });
    }

    private void confirmChain(Replicator started) {
        Shop at = shop;
        if (at != null && started.hasCaughtUp(at.scope())) {
            folder.chain().heard(at.retail().invoices(), at.scope(), at.till());
        }
    }

    /** What head office said last of this till's certificate outlives a restart. */
    private void keepShutOut(Replicator started) {
        boolean isKnown = folder.shutOut().isPresent();
        boolean isNews = started.isShutOut() ? !isKnown : isKnown && started.online();
        if (isNews) {
            reporter.execute(() -> {
                try {
                    folder.keepShutOut(started.isShutOut());
                } catch (RuntimeException e) {
                    LOG.warn("That head office lets this till in or not can't be kept: {}", e.getMessage());
                }
            });
        }
    }

    private static long chainHead(Shop at) {
        return at.retail()
                .invoices()
                .head(at.scope(), at.till())
                .map(InvoiceChain.Link::icv)
                .orElse(0L);
    }

    // ---- activation

    public Till.Activated activate(String relay, String code, Till.Progress progress, Runnable reopened) {
        if (folder.isLost()) {
            throw folder.onlyKeysLeft();
        }
        if (folder.isActivated()) {
            throw Refusals.badValue(
                    "This folder is till " + folder.identity().till() + " already; activate an empty folder");
        }
        HostPort address = address(relay);
        ActivationCode parsed;
        try {
            parsed = ActivationCode.parse(code);
        } catch (IllegalArgumentException e) {
            throw new TillException(TillException.Code.BAD_CODE, String.valueOf(e.getMessage()), e);
        }
        try {
            folder.refuseIfUnwritable(); // before the code is used up
            folder.activated(
                    Activation.run(
                            address, parsed, Unsent.company(folder.store()).orElse(null), clock),
                    address);
        } catch (Activation.Denied e) {
            throw new TillException(TillException.Code.valueOf(e.code()), String.valueOf(e.getMessage()), e);
        } catch (SecurityFailure e) {
            throw new TillException(TillException.Code.BAD_CODE, String.valueOf(e.getMessage()), e);
        }
        reopened.run();
        awaitOnline();
        sync("hard", progress);
        Identity identity = folder.identity();
        return new Till.Activated(folder.company().name(), identity.store(), identity.till());
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

    // ---- syncs

    public Answers.Synced sync(String mode, Till.Progress progress) {
        Replicator here = running();
        if (!here.online()) {
            folder.shutOut().ifPresent(out -> {
                throw new TillException(TillException.Code.FORBIDDEN, out.message());
            });
            throw new OfflineException(
                    "Head office can't be reached now; the till goes on selling and sends by itself later");
        }
        Replicator.Result result =
                switch (mode) {
                    case "soft" -> here.soft();
                    case "push" -> pushed(here, progress);
                    case "hard" -> here.hard(progress::at);
                    default -> throw Refusals.badValue("Sync mode \"" + mode + "\" is unknown; use hard, soft or push");
                };
        return new Answers.Synced(
                result.received(),
                result.sent(),
                result.acknowledged(),
                result.left(),
                result.headsEqual(),
                result.tookMs());
    }

    private Replicator.Result pushed(Replicator here, Till.Progress progress) {
        try {
            return here.push(progress::at);
        } catch (OfflineException e) {
            Optional<Answers.Stranded> stranded = folder.stranded();
            if (stranded.isPresent() && here.unacknowledged() == stranded.get().records()) {
                throw new TillException(
                        TillException.Code.FORBIDDEN,
                        "All that this till may send is sent. " + stranded.get().how(),
                        e);
            }
            throw e;
        }
    }

    public Replicator running() {
        Replicator here = replicator;
        if (here == null) {
            throw folder.notActivated();
        }
        return here;
    }

    public Optional<Replicator> ifRunning() {
        return Optional.ofNullable(replicator);
    }

    // ---- status

    public Answers.Status status() {
        Replicator here = replicator;
        Shop at = shop;
        if (here == null || at == null) {
            return new Answers.Status(
                    false,
                    null,
                    List.of(),
                    0,
                    0,
                    0,
                    null,
                    folder.store().self().replica().toString(),
                    folder.store().self().incarnation().toString(),
                    clock.skewMillis(),
                    null,
                    "unconfirmed",
                    new Answers.Zatca(0, 0, null, "far", null, null, null, 0, 0),
                    false,
                    null,
                    null,
                    folder.stranded().orElse(null),
                    clock.warning().orElse(null));
        }
        SafetyCount.Counts safety = Objects.requireNonNull(safetyCount).now();
        InvoiceChain.Unreported unreported = at.retail().invoices().unreported(at.scope(), at.till());
        return new Answers.Status(
                here.online(),
                here.via().orElse(null),
                here.neighbours(),
                safety.unsent(),
                safety.unprotected(),
                here.unacknowledged(),
                here.lastSync().orElse(null),
                folder.store().self().replica().toString(),
                folder.store().self().incarnation().toString(),
                clock.skewMillis(),
                at.openShift().map(SyncDesk::shift).orElse(null),
                folder.isChainConfirmed() ? "known" : "unconfirmed",
                zatca(at, unreported),
                folder.store().read(MinVersion::isUpdateNeeded),
                here.online() ? null : here.refusal().orElse(null),
                here.online() ? null : folder.shutOut().orElse(null),
                folder.stranded().orElse(null),
                clock.warning().orElse(null));
    }

    private Answers.Zatca zatca(Shop at, InvoiceChain.Unreported unreported) {
        Instant now = clock.instant();
        Clearances.Counts clearances = at.clearances().counts();
        ReportingDeadline deadline = unreported
                .oldest()
                .map(oldest -> ReportingDeadline.of(Duration.between(oldest, now)))
                .orElse(ReportingDeadline.FAR);
        String ending = folder.certificate().map(c -> expiring(c, now)).orElse(null);
        String rejected = rejected(clearances.rejected());
        List<String> alarms =
                Stream.of(zatcaAlarm, ending, rejected).filter(Objects::nonNull).toList();
        return new Answers.Zatca(
                chainHead(at),
                unreported.count(),
                unreported.oldest().orElse(null),
                deadline.name().toLowerCase(Locale.ROOT),
                folder.certificate().map(c -> ZatcaDesk.answer(c, now)).orElse(null),
                alarms.isEmpty() ? null : String.join(". ", alarms),
                zatcaAlarm != null
                        ? "reporting"
                        : ending != null ? "certificate" : rejected != null ? "rejected" : null,
                clearances.toPrint(),
                clearances.rejected().size());
    }

    private static @Nullable String rejected(List<String> invoices) {
        if (invoices.isEmpty()) {
            return null;
        }
        int more = invoices.size() - REJECTED_NAMED;
        return "The tax authority rejected " + invoices.size() + (invoices.size() == 1 ? " invoice" : " invoices")
                + " of this till: " + String.join(", ", invoices.subList(0, Math.min(invoices.size(), REJECTED_NAMED)))
                + (more > 0 ? " and " + more + " more" : "")
                + ". Correct the cause (product, customer, company), then issue them anew (reissue)";
    }

    private static @Nullable String expiring(CsidCertificate certificate, Instant now) {
        return certificate.expiry(now) == CsidCertificate.Expiry.FAR
                ? null
                : "This till's certificate ends on " + certificate.until() + "; renew it with a new OTP (zatca-renew)";
    }

    public static Answers.Shift shift(ShiftOpened open) {
        return new Answers.Shift(open.uuid(), open.number(), open.user(), open.at(), open.openingFloat());
    }

    /** ChangeSets of tills that head office has not acknowledged, own ones and carried ones, for an export. */
    public List<ChangeSet> unsent() {
        return Unsent.of(folder.store()).stream()
                .flatMap(unsent -> unsent.changeSets(folder.store()).stream())
                .toList();
    }

    /** Drops records that head office has for good. */
    public Store.Compacted compact() {
        Replicator here = running();
        return folder.store()
                .compact(new OldRecords(folder.store(), here::acknowledged, folder::isRelay, clock.instant()));
    }

    private void letGo() {
        try {
            fetchNewerCheckpoint();
            Store.Compacted gone = compact();
            LOG.info("{} old segments of the journal went, {} bytes", gone.segments(), gone.bytes());
        } catch (RuntimeException e) {
            LOG.warn("Old records could not be dropped; the next try is tomorrow", e);
        }
    }

    private void fetchNewerCheckpoint() {
        Replicator here = running();
        Shop at = shop;
        if (at != null && here.online() && needsCheckpoint(at)) {
            LOG.info("A newer checkpoint is fetched: {}", here.hard((done, total) -> {}));
        }
    }

    private boolean needsCheckpoint(Shop at) {
        return Stream.of(Scope.COMPANY, at.scope())
                .anyMatch(scope -> Tail.of(folder.store(), scope).isLong(clock.instant()));
    }

    @Override
    public void close() {
        if (replicator != null) {
            replicator.close(); // first: until then its news are handed to the reporter
        }
        reporter.shutdownNow();
    }
}
