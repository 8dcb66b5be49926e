package org.tillmesh.till.links;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.till.invoice.ChainHead;
import org.tillmesh.till.shop.ClockDesk;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillFolder;
import org.tillmesh.till.shop.TillLock;
import org.tillmesh.till.shop.TillOptions;

/** Starts this till's replication, and does what its news ask for. */
public final class LinkDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkDesk.class);

    private static final long REPORT_SECONDS = 4;
    private static final long LET_GO_AFTER_MINUTES = 10;
    private static final long LET_GO_EVERY_MINUTES = 24 * 60;

    private final TillOptions options;
    private final TillLock lock;
    private final Shop shop;
    private final ClockDesk clocks;
    private final ChainHead chain;
    private final Mesh mesh;
    private final QuestionBoard board;
    private final Runnable changed;

    private final AtomicBoolean correcting = new AtomicBoolean();

    private final ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "till-report");
        made.setDaemon(true);
        return made;
    });

    private int port;

    /** @param changed called when the way to head office or a neighbour is another than before */
    public LinkDesk(
            TillOptions options,
            TillLock lock,
            Shop shop,
            ClockDesk clocks,
            ChainHead chain,
            Mesh mesh,
            QuestionBoard board,
            Runnable changed) {
        this.options = options;
        this.lock = lock;
        this.shop = shop;
        this.clocks = clocks;
        this.chain = chain;
        this.mesh = mesh;
        this.board = board;
        this.changed = changed;
    }

    /** Starts it on an activated folder. */
    public void start(StatusDesk status, Keeper keeper, HeadOfficeReport report) {
        TillFolder folder = shop.folder();
        if (options.relay() != null) {
            folder.notes().rememberRelay(address(options.relay()));
        }
        var peers = new ArrayList<HostPort>();
        options.peers().forEach(p -> peers.add(address(p)));
        try {
            Replicator started = new Replicator(new Replicator.Config(
                    folder.store(),
                    folder.ring(),
                    shop.clock(),
                    listenPort(),
                    folder.notes().relayAddress().orElse(null),
                    peers,
                    !Boolean.getBoolean("tillmesh.nodiscovery"),
                    new Revoked(folder.store()),
                    board::answer,
                    folder.dir().resolve("incoming"),
                    folder.judge(),
                    Clock.systemUTC()));
            mesh.begin(started);
            status.begin(started);
            chain.begin();
            reporter.scheduleWithFixedDelay(report::send, 1, REPORT_SECONDS, TimeUnit.SECONDS);
            reporter.scheduleWithFixedDelay(
                    keeper::letGo, LET_GO_AFTER_MINUTES, LET_GO_EVERY_MINUTES, TimeUnit.MINUTES);
            started.watch(() -> {
                correctClock(started);
                chain.confirm(started);
                keepShutOut(started);
                changed.run();
            });
        } catch (IOException e) {
            throw TillException.fromBelow(RefusalCode.BAD_VALUE, e);
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
            throw TillException.fromBelow(RefusalCode.BAD_VALUE, e);
        }
    }

    /** Between commands, because what is issued by a time must be committed before that time is corrected. */
    private void correctClock(Replicator started) {
        if (!correcting.compareAndSet(false, true)) {
            return;
        }
        reporter.execute(() -> {
            correcting.set(false);
            try {
                lock.alone(() -> started.relayOffsetMillis()
                        .filter(ahead -> started.online()) // what was measured long ago confirms nothing
                        .map(ahead -> {
                            clocks.heard(shop.clock().behind(ahead));
                            return ahead;
                        }));
            } catch (RuntimeException e) {
                LOG.warn("This till's clock could not be corrected; it will be tried again", e);
            }
        });
    }

    /** What head office said last of this till's certificate outlives a restart. */
    private void keepShutOut(Replicator started) {
        boolean isKnown = shop.folder().shutOut().isPresent();
        boolean isNews = started.isShutOut() ? !isKnown : isKnown && started.online();
        if (isNews) {
            reporter.execute(() -> {
                try {
                    shop.folder()
                            .notes()
                            .keepShutOut(started.isShutOut(), shop.clock().instant());
                } catch (RuntimeException e) {
                    LOG.warn("That head office lets this till in or not can't be kept: {}", e.getMessage());
                }
            });
        }
    }

    @Override
    public void close() {
        mesh.close(); // first: until then its news are handed to the reporter
        reporter.shutdownNow();
    }
}
