package org.tillmesh.replication;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.base.Shutout;
import org.tillmesh.replication.discovery.Discovery;
import org.tillmesh.replication.link.Cable;
import org.tillmesh.replication.link.Link;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.link.Sockets;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.LinkTls;
import org.tillmesh.replication.till.Peering;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Store;
import org.tillmesh.store.disk.Disk;

/**
 * A till's side of replication: {@link Peering} over sockets, on a thread of its own. Links to the relay and to the
 * neighbours are kept up by themselves; Hard Sync, Soft Sync and Push Offline Records on demand.
 */
public final class Replicator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replicator.class);
    private static final int CLOSE_SECONDS_MAX = 2;
    private static final long TICK_MILLIS = 100;

    /**
     * How to run.
     *
     * @param listenPort 0 for any free one
     * @param relay where head office is, if that is known
     * @param peers addresses of neighbours beside those that are discovered
     * @param discover whether to look for neighbours by mDNS
     * @param revoked what this till has heard of certificates that are shut out
     * @param asked answers neighbours' questions
     * @param incoming folder for a checkpoint's chunks
     * @param judge which deltas have authority, so that one without it is listed
     * @param machine this machine's own clock, against which the relay's is measured
     */
    public record Config(
            Store store,
            KeyRing ring,
            Clock clock,
            int listenPort,
            @Nullable HostPort relay,
            List<HostPort> peers,
            boolean discover,
            Shutout revoked,
            Questions asked,
            Path incoming,
            Authority judge,
            Clock machine) {

        /** With the system's clock; lists nothing as without authority. */
        public Config(
                Store store,
                KeyRing ring,
                Clock clock,
                int listenPort,
                @Nullable HostPort relay,
                List<HostPort> peers,
                boolean discover,
                Shutout revoked,
                Questions asked,
                Path incoming) {
            this(
                    store,
                    ring,
                    clock,
                    listenPort,
                    relay,
                    peers,
                    discover,
                    revoked,
                    asked,
                    incoming,
                    (scope, origin, delta) -> true,
                    Clock.systemUTC());
        }
    }

    /** Answers a neighbour's question; may refuse with {@link IllegalArgumentException}. */
    @FunctionalInterface
    public interface Questions {
        Value answer(Identity from, String kind, Value body);
    }

    /** What a sync did, in ChangeSets. {@code left} are own and carried ones that the relay has not acknowledged. */
    public record Result(long received, long sent, long acknowledged, long left, boolean headsEqual, long tookMs) {}

    @FunctionalInterface
    public interface Progress {
        void at(long done, long total);
    }

    private final Config config;
    private final Cable relayCable = new Cable();
    private final Cable lanCable = new Cable();
    private final Sockets sockets = new Sockets("till");
    private final ScheduledExecutorService decider = Executors.newSingleThreadScheduledExecutor(named("replication"));
    private final ExecutorService answers = Executors.newSingleThreadExecutor(named("answers"));
    private final ExecutorService aside = Executors.newSingleThreadExecutor(named("seeding"));
    private final Asking asking = new Asking();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final SslContext calling;
    private final Channel listening;
    private final Peering peering;
    private final Deciding deciding;
    private final SyncHistory history;
    private final Syncs syncs;
    private final Store.Subscription feed;
    private final @Nullable Discovery discovery;

    public Replicator(Config config) throws IOException {
        this.config = config;
        history = new SyncHistory(config.store(), config.clock());
        calling = LinkTls.client(config.ring(), config.clock()); // once: opening the key costs more than a handshake
        var ready = new CountDownLatch(1);
        decider.execute(() -> awaitQuietly(ready)); // what comes in before the machine stands waits for it
        listening = sockets.listen(
                config.listenPort(),
                lanCable,
                LinkTls.server(config.ring(), config.clock(), false),
                channel -> new Link(owner, decider, false, String.valueOf(channel.remoteAddress())));
        peering = new Peering(
                new Peering.Settings(
                        config.store(),
                        config.ring(),
                        config.clock(),
                        config.machine(),
                        Sockets.port(listening),
                        config.relay(),
                        config.peers(),
                        config.revoked(),
                        config.judge(),
                        Disk.REAL,
                        config.incoming(),
                        new Random()),
                new Outside());
        deciding = new Deciding(decider);
        syncs = new Syncs(config.store(), peering, deciding, history);
        ready.countDown();
        feed = config.store().subscribe(this::committed);
        discovery = config.discover()
                ? Discovery.start(peering.node().self(), Sockets.port(listening), found -> peering.plan()
                        .neighbourAt(found))
                : null;
        decider.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    // ---- the machine and the world

    private final Link.Owner owner = new Link.Owner() {
        @Override
        public void opened(Link link, @Nullable X509Certificate certificate) {
            peering.opened(link, certificate, System.nanoTime());
        }

        @Override
        public void received(Link link, Message message) {
            peering.received(link, message, System.nanoTime());
        }

        @Override
        public void closed(Link link) {
            peering.closed(link, System.nanoTime());
        }

        @Override
        public void ready(Link link) {
            peering.ready(link, System.nanoTime());
        }
    };

    private final class Outside implements Peering.World {
        @Override
        public void dial(HostPort address, boolean relay) {
            Cable cable = relay ? relayCable : lanCable;
            var link = new Link(owner, decider, true, address.toString());
            if (cable.isPulled()) {
                deciding.later(() -> peering.closed(link, System.nanoTime()));
            } else {
                sockets.dial(address.host(), address.port(), cable, calling, link)
                        .addListener(dialled -> {
                            if (!dialled.isSuccess()) {
                                deciding.later(() -> peering.closed(link, System.nanoTime()));
                            }
                        });
            }
        }

        @Override
        public void asked(PeerLine line, Identity from, Message.Ask ask) {
            answers.execute(() -> answer(line, from, ask));
        }

        @Override
        public void answered(Message.Answer answer) {
            asking.answered(answer);
        }

        @Override
        public void aside(Runnable work, Runnable then) {
            aside.execute(() -> {
                work.run();
                deciding.later(then);
            });
        }

        @Override
        public void changed() {
            watchers.forEach(Runnable::run);
        }
    }

    private void tick() {
        try {
            peering.tick(System.nanoTime());
            syncs.tick();
        } catch (RuntimeException e) {
            LOG.error("Replication's tick failed", e);
        }
    }

    private void committed(Store.Commit commit) {
        boolean revocations =
                commit.changes().stream().anyMatch(change -> change.ref().type().equals("revocation"));
        boolean replicated = commit.own()
                && commit.changeSets().stream().anyMatch(c -> c.scope().isReplicated());
        if (replicated || revocations) {
            deciding.later(() -> peering.committed(replicated, revocations, System.nanoTime()));
        }
    }

    private void answer(PeerLine line, Identity from, Message.Ask ask) {
        try {
            line.send(new Message.Answer(ask.id(), "", config.asked().answer(from, ask.kind(), ask.body())));
        } catch (IllegalArgumentException e) {
            line.send(new Message.Answer(ask.id(), String.valueOf(e.getMessage()), Value.NULL));
        } catch (RuntimeException e) {
            LOG.error("Question {} of {} failed", ask.kind(), from.till(), e);
            line.send(new Message.Answer(ask.id(), "an internal error", Value.NULL));
        }
    }

    // ---- what is known

    public int port() {
        return Sockets.port(listening);
    }

    /** Whether the relay answered within the last few seconds. */
    public boolean online() {
        return peering.isOnline();
    }

    public void relayAt(HostPort address) {
        peering.plan().relayAt(address);
    }

    /** The neighbour that has lately brought the relay's acknowledgements while there is no route of our own. */
    public Optional<String> via() {
        return peering.via();
    }

    /** What head office said when it refused this till's link; empty while all is well. */
    public Optional<String> refusal() {
        return peering.refusal();
    }

    /** Whether head office refused it because this till's certificate has been revoked. */
    public boolean isShutOut() {
        return peering.isShutOut();
    }

    /** Till ids of the neighbours on the line, in order. */
    public List<String> neighbours() {
        return peering.neighbours();
    }

    /** When each till of the store was last heard on a link of its own. */
    public SortedMap<String, Instant> lastHeard() {
        return peering.lastHeard();
    }

    public Optional<Instant> lastSync() {
        return peering.lastSync();
    }

    /** Whether the relay has told all that it held of a scope at some moment since this till was opened. */
    public boolean hasCaughtUp(Scope scope) {
        return peering.hasCaughtUp(scope);
    }

    /** The relay's clock less this machine's own, in milliseconds, as last measured. */
    public Optional<Long> relayOffsetMillis() {
        return peering.relayOffsetMillis();
    }

    public Optional<Identity> identityOf(Origin origin) {
        return peering.node().evidence().identityOf(origin);
    }

    /** The head up to which the relay has acknowledged a stream. */
    public Head acknowledged(StreamId stream) {
        return peering.standing().acknowledged(stream);
    }

    /** The newest log of the relay that was heard of; only its acknowledgements count. */
    public Epoch epoch() {
        return peering.node().evidence().epoch();
    }

    /** The seq up to which a stream is known to lie on another disk, the relay's or a neighbour's. */
    public long protectedUpTo(StreamId stream) {
        return peering.standing().protectedUpTo(stream);
    }

    /** Own and carried ChangeSets of replicated scopes that the relay has not acknowledged. */
    public long unacknowledged() {
        return peering.unacknowledged();
    }

    /** What syncs did of late, the newest first. */
    public List<SyncHistory.Entry> history() {
        return history.entries();
    }

    /** Called on a replication thread whenever the state of links or acknowledgements has changed. */
    public AutoCloseable watch(Runnable watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    // ---- cables

    /** Cuts the route to the relay. @param silent as a cut cable does, without closing sockets */
    public void cutRelay(boolean silent) {
        relayCable.pull(silent ? Cable.Cut.SILENT : Cable.Cut.RESET);
    }

    public void restoreRelay() {
        relayCable.plug();
        deciding.later(peering::dialAnew);
    }

    public void cutLan(boolean silent) {
        lanCable.pull(silent ? Cable.Cut.SILENT : Cable.Cut.RESET);
    }

    public void restoreLan() {
        lanCable.plug();
        deciding.later(peering::dialAnew);
    }

    // ---- on demand

    /** Soft Sync: what the relay has after this till's cursors. */
    public Result soft() {
        return syncs.soft();
    }

    /**
     * Push Offline Records: sends now, until the relay has acknowledged everything or goes away. Records that waited
     * when the relay came back count as sent by the first push after it, also if they went before somebody pressed the
     * button.
     */
    public Result push(Progress progress) {
        return syncs.push(progress);
    }

    /**
     * Hard Sync: the relay's checkpoint of each scope, verified and swapped in one step, then the records that came
     * after it. If the link breaks, it goes on when the link is back within seconds; else the next Hard Sync goes on
     * with the chunks that came.
     *
     * @throws OfflineException if the link stays away or somebody cancelled; nothing was changed
     */
    public Result hard(Progress progress) {
        return syncs.hard(progress);
    }

    /** Stops a Hard Sync that is under way; what has come stays for the next one. */
    public void cancelHard() {
        deciding.later(peering::cancelSeeding);
    }

    /**
     * Asks a neighbour.
     *
     * @throws OfflineException if it is not on the line
     * @throws NoAnswerException if it gives no answer within 5 s
     * @throws IllegalArgumentException if it refuses
     */
    public Value ask(String till, String kind, Value body) {
        return ask(who -> who.till().equals(till), till, kind, body);
    }

    public Value askRelay(String kind, Value body) {
        return ask(who -> who.kind() == Identity.Kind.RELAY, "Head office", kind, body);
    }

    private Value ask(Predicate<Identity> who, String name, String kind, Value body) {
        PeerLine line = deciding.on(() -> peering.lineTo(who))
                .orElseThrow(() -> new OfflineException(name + " can't be reached now"));
        return asking.ask(line, name, kind, body);
    }

    @Override
    public void close() {
        feed.close();
        if (discovery != null) {
            discovery.close();
        }
        listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        decider.shutdown();
        awaitLastDecision();
        answers.shutdown();
        aside.shutdown();
        sockets.close();
    }

    /** The tick that runs now may still dial; its pipes must be there until it is done. */
    private void awaitLastDecision() {
        try {
            if (!decider.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn(
                        "Replication's last decision takes longer than {} s; its links are closed under it",
                        CLOSE_SECONDS_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
