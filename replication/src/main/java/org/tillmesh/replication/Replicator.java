package org.tillmesh.replication;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.discovery.Discovery;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.LinkTls;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.Values;

/**
 * A till's side of replication: links to the relay and to the neighbours, kept up by themselves; Hard Sync, Soft Sync
 * and Push Offline Records on demand. One thread decides ("replication"); Netty only carries.
 */
public final class Replicator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replicator.class);
    private static final long TICK_MILLIS = 250;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long CARRY_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long COMPARE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int ANSWER_SECONDS_MAX = 5;

    /**
     * How to run.
     *
     * @param listenPort 0 for any free one
     * @param relay where head office is, if that is known
     * @param peers addresses of neighbours beside those that are discovered
     * @param discover whether to look for neighbours by mDNS
     * @param revoked whether a certificate has been revoked, as far as this till has heard
     * @param asked answers neighbours' questions
     * @param incoming folder for a Hard Sync's chunks
     */
    public record Config(
            Store store,
            KeyRing ring,
            Clock clock,
            int listenPort,
            @Nullable HostPort relay,
            List<HostPort> peers,
            boolean discover,
            Predicate<X509Certificate> revoked,
            Questions asked,
            Path incoming) {}

    /** Answers a neighbour's question; may refuse with {@link IllegalArgumentException}. */
    @FunctionalInterface
    public interface Questions {
        Value answer(Identity from, String kind, Value body);
    }

    /** What a sync did: counts of ChangeSets; {@code left} own and carried ones that the relay has not acknowledged. */
    public record Result(long received, long sent, long acknowledged, long left, boolean headsEqual, long tookMs) {}

    @FunctionalInterface
    public interface Progress {
        void at(long done, long total);
    }

    private final Config config;
    private final Node node;
    private final PublicKey company;
    private final Cable relayCable = new Cable();
    private final Cable lanCable = new Cable();
    private final Sockets sockets = new Sockets("till");
    private final ScheduledExecutorService decider = Executors.newSingleThreadScheduledExecutor(named("replication"));
    private final ExecutorService answers = Executors.newSingleThreadExecutor(named("answers"));
    private final Map<Link, Peer> peers = new LinkedHashMap<>();
    private final Map<String, Long> nextDial = new HashMap<>();
    private final Map<String, HostPort> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastHeard = new ConcurrentHashMap<>();
    private final Map<StreamId, Head> onOtherDisks = new ConcurrentHashMap<>();
    private final Map<StreamId, Long> lackingSince = new HashMap<>();
    private final Map<Long, CompletableFuture<Value>> questions = new ConcurrentHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Random jitter = new Random();
    private final Channel listening;
    private final Store.Subscription feed;
    private final @Nullable Discovery discovery;
    private volatile @Nullable HostPort relay;
    private volatile boolean online;
    private final AtomicLong backlog = new AtomicLong();
    private volatile @Nullable Instant lastSync;
    /** Rot has taken records here: the relay is asked for everything again, once. */
    private final boolean holed;

    private final Set<Scope> caughtUp = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Long relayOffsetMillis;
    private volatile @Nullable String via;
    private volatile long viaNanos;
    private volatile long receivedCount;
    private long questionNumber;
    private long comparedNanos;
    private @Nullable HardSync hardSync;
    private final Map<Scope, CompletableFuture<Void>> pulls = new ConcurrentHashMap<>();

    /** The other end of one link, once it has said Hello. */
    private static final class Peer {
        final Identity identity;
        final SyncSession session;
        boolean greeted;
        long heardNanos = System.nanoTime();
        long pingedNanos;

        Peer(Identity identity, SyncSession session) {
            this.identity = identity;
            this.session = session;
        }

        boolean isRelay() {
            return identity.kind() == Identity.Kind.RELAY;
        }
    }

    public Replicator(Config config) throws IOException {
        this.config = config;
        this.relay = config.relay();
        this.holed = config.store().recovery().lost() > 0
                || config.store().recovery().quarantined() > 0;
        X509Certificate own = config.ring().certificate(KeyNames.SELF);
        company = config.ring().authority(KeyNames.SELF).getPublicKey();
        Identity self = Certificates.identity(own, company, config.clock().instant());
        var evidence = new Evidence(config.store()::noted, company, config.clock());
        node = new Node(
                config.store(), evidence, self, config.ring().key(KeyNames.SELF), config.clock(), config.revoked());
        listening = sockets.listen(
                config.listenPort(),
                lanCable,
                LinkTls.server(config.ring(), config.clock(), false),
                channel -> new Link(owner, decider, false, String.valueOf(channel.remoteAddress())));
        for (HostPort peer : config.peers()) {
            known.put(peer.toString(), peer);
        }
        config.store().notes("neighbour/").values().forEach(bytes -> {
            HostPort peer = HostPort.parse(new String(bytes, StandardCharsets.UTF_8));
            known.put(peer.toString(), peer);
        });
        feed = config.store().subscribe(commit -> {
            if (commit.own()) {
                decider.execute(this::pushOwn);
            }
        });
        discovery = config.discover()
                ? Discovery.start(self, Sockets.port(listening), found -> known.put(found.toString(), found))
                : null;
        decider.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    // ---- what is known

    public int port() {
        return Sockets.port(listening);
    }

    /** Whether the relay answered within the last few seconds. */
    public boolean online() {
        return online;
    }

    public void relayAt(HostPort address) {
        relay = address;
    }

    /** The neighbour that has lately brought the relay's acknowledgements while there is no route of our own. */
    public Optional<String> via() {
        String by = via;
        boolean fresh = System.nanoTime() - viaNanos < TimeUnit.SECONDS.toNanos(30);
        return online || by == null || !fresh ? Optional.empty() : Optional.of(by);
    }

    /** Till ids of the neighbours on the line, in order. */
    public List<String> neighbours() {
        return on(() -> peers.values().stream()
                .filter(p -> !p.isRelay() && p.greeted)
                .map(p -> p.identity.till())
                .sorted()
                .toList());
    }

    /** When each till of the store was last heard on a link of its own. */
    public SortedMap<String, Instant> lastHeard() {
        return new TreeMap<>(lastHeard);
    }

    public Optional<Instant> lastSync() {
        return Optional.ofNullable(lastSync);
    }

    /** Whether the relay has told all that it held of a scope at some moment since this till was opened. */
    public boolean hasCaughtUp(Scope scope) {
        return caughtUp.contains(scope);
    }

    /** The relay's clock minus this machine's clock, in milliseconds, as last measured. */
    public Optional<Long> relayOffsetMillis() {
        return Optional.ofNullable(relayOffsetMillis);
    }

    public Optional<Identity> identityOf(Origin origin) {
        return node.evidence().identityOf(origin);
    }

    /** Up to where the relay has acknowledged a stream. */
    public Head acknowledged(StreamId stream) {
        return node.evidence().acknowledged(node.store(), stream);
    }

    /** The newest log of the relay that was heard of; only its acknowledgements count. */
    public Epoch epoch() {
        return node.evidence().epoch();
    }

    /** Up to where a stream is known to lie on another disk: the relay's or a neighbour's. */
    public long protectedUpTo(StreamId stream) {
        return Math.max(
                acknowledged(stream).seq(),
                onOtherDisks.getOrDefault(stream, Head.NONE).seq());
    }

    /** Own and carried ChangeSets of replicated scopes that the relay has not acknowledged. */
    public long unacknowledged() {
        long left = 0;
        for (Map.Entry<StreamId, Head> entry : node.store().vector().heads().entrySet()) {
            if (isForRelay(entry.getKey())) {
                left += entry.getValue().seq() - acknowledged(entry.getKey()).seq();
            }
        }
        return left;
    }

    private boolean isForRelay(StreamId stream) {
        return stream.scope().isReplicated()
                && (node.isOwn(stream)
                        || node.evidence()
                                .identityOf(stream.origin())
                                .map(i -> i.kind() == Identity.Kind.TILL
                                        && i.store().equals(node.self().store()))
                                .orElse(false));
    }

    /** Called on a replication thread whenever the state of links or acknowledgements has changed. */
    public AutoCloseable watch(Runnable watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    private void changed() {
        watchers.forEach(Runnable::run);
    }

    // ---- cables

    /** Cuts the route to the relay. @param silent as a cut cable does, without closing sockets */
    public void cutRelay(boolean silent) {
        relayCable.pull(silent ? Cable.Cut.SILENT : Cable.Cut.RESET);
    }

    public void restoreRelay() {
        relayCable.plug();
        decider.execute(nextDial::clear);
    }

    public void cutLan(boolean silent) {
        lanCable.pull(silent ? Cable.Cut.SILENT : Cable.Cut.RESET);
    }

    public void restoreLan() {
        lanCable.plug();
        decider.execute(nextDial::clear);
    }

    // ---- links

    private final Link.Owner owner = new Link.Owner() {
        @Override
        public void opened(Link link, @Nullable X509Certificate certificate) {
            Replicator.this.opened(link, certificate);
        }

        @Override
        public void received(Link link, Message message) {
            Replicator.this.received(link, message);
        }

        @Override
        public void closed(Link link) {
            if (peers.remove(link) != null) {
                changed();
            }
        }
    };

    private void opened(Link link, @Nullable X509Certificate certificate) {
        if (certificate == null) {
            link.close("it showed no certificate");
            return;
        }
        try {
            Identity identity =
                    Certificates.identity(certificate, company, config.clock().instant());
            boolean sameStore = identity.kind() == Identity.Kind.RELAY
                    || identity.store().equals(node.self().store());
            if (identity.replica().equals(node.self().replica()) || !sameStore) {
                known.remove(link.address());
                link.close(sameStore ? "it is this till itself" : "it is of another store");
                return;
            }
            if (config.revoked().test(certificate)) {
                link.close(identity.till() + " has been revoked");
                return;
            }
            if (identity.kind() == Identity.Kind.RELAY) {
                node.store().note(Evidence.relayNote(certificate));
            }
            peers.put(link, new Peer(identity, new SyncSession(node, identity, wire(link, identity))));
            link.send(hello());
        } catch (SecurityFailure e) {
            link.close(String.valueOf(e.getMessage()));
        }
    }

    private Message.Hello hello() {
        return new Message.Hello(
                SyncSession.VERSION,
                List.of("till"),
                port(),
                config.clock().millis(),
                node.evidence().epoch());
    }

    private SyncSession.Wire wire(Link link, Identity identity) {
        return new SyncSession.Wire() {
            @Override
            public void send(Message message) {
                link.send(message);
            }

            @Override
            public void close(String reason) {
                link.close(reason);
            }

            @Override
            public void received(List<Message.Row> rows) {
                receivedCount += rows.size();
                peers.forEach((other, peer) -> {
                    if (other != link && !peer.isRelay() && peer.greeted) {
                        peer.session.offer(rows);
                    }
                });
            }

            @Override
            public void acknowledged(List<Acknowledgement> acks) {
                if (identity.kind() == Identity.Kind.TILL && acks.stream().anyMatch(a -> node.isOwn(a.stream()))) {
                    via = identity.till();
                    viaNanos = System.nanoTime();
                }
                peers.forEach((other, peer) -> {
                    if (other != link && !peer.isRelay() && peer.greeted) {
                        other.send(new Message.Acks(acks));
                    }
                });
                changed();
            }
        };
    }

    private void received(Link link, Message message) {
        Peer peer = peers.get(link);
        if (peer == null) {
            return;
        }
        peer.heardNanos = System.nanoTime();
        if (!peer.isRelay()) {
            lastHeard.put(peer.identity.till(), config.clock().instant());
        }
        try {
            onMessage(link, peer, message);
        } catch (BadFrame | SecurityFailure e) {
            LOG.warn("Link with {}: {}", link.address(), e.getMessage());
            link.close(String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            LOG.error("What {} sent can't be kept: {}", link.address(), e.getMessage());
            link.close(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("Link with {} failed", link.address(), e);
            link.close("an internal error");
        }
    }

    private void onMessage(Link link, Peer peer, Message message) {
        if (message instanceof Message.Hello hello) {
            greeted(link, peer, hello);
        } else if (message instanceof Message.Ping ping) {
            link.send(new Message.Pong(ping.number(), config.clock().millis()));
        } else if (message instanceof Message.Pong pong) {
            if (peer.isRelay() && pong.nowMillis() > 0) {
                measure(pong.nowMillis(), System.nanoTime() - peer.pingedNanos);
            }
        } else if (message instanceof Message.Cursor cursor) {
            node.store().note(Evidence.cursorNote(cursor.scope(), cursor.epoch(), cursor.position()));
            lastSync = config.clock().instant();
            caughtUp.add(cursor.scope());
            CompletableFuture<Void> waiting = pulls.remove(cursor.scope());
            if (waiting != null) {
                waiting.complete(null);
            }
            changed();
        } else if (message instanceof Message.CheckpointOffer offer && hardSync != null) {
            hardSync.offered(offer);
        } else if (message instanceof Message.Chunk chunk && hardSync != null) {
            hardSync.arrived(chunk);
        } else if (message instanceof Message.Ask ask) {
            answers.execute(() -> answer(link, peer, ask));
        } else if (message instanceof Message.Answer answer) {
            CompletableFuture<Value> waiting = questions.remove(answer.id());
            if (waiting != null && answer.error().isEmpty()) {
                waiting.complete(answer.body());
            } else if (waiting != null) {
                waiting.completeExceptionally(new IllegalArgumentException(answer.error()));
            }
        } else if (message instanceof Message.Refused refused) {
            link.close("the other side refused: " + refused.message());
        } else {
            peer.session.on(message, System.nanoTime());
            if (message instanceof Message.Heads heads && !peer.isRelay()) {
                heads.rows()
                        .forEach(r -> onOtherDisks.merge(r.stream(), r.head(), (a, b) -> a.seq() >= b.seq() ? a : b));
                changed();
            }
        }
    }

    private void greeted(Link link, Peer peer, Message.Hello hello) {
        if (!keepsThisLink(link, peer)) {
            return;
        }
        peer.greeted = true;
        if (peer.isRelay()) {
            if (hello.epoch().compareTo(node.evidence().epoch()) > 0) {
                node.store().note(Map.of(Evidence.EPOCH, Values.encode(Messages.epoch(hello.epoch()))));
            }
            peer.session.opened();
            for (Scope scope : peer.session.shared()) {
                pull(link, scope);
            }
        } else {
            if (hello.port() > 0 && link.outgoing()) {
                remember(peer.identity.till(), link.address());
            }
            peer.session.opened();
            link.send(new Message.Acks(allAcks()));
        }
        changed();
    }

    private List<Acknowledgement> allAcks() {
        var acks = new ArrayList<Acknowledgement>();
        Epoch epoch = node.evidence().epoch();
        for (byte[] bytes : node.store().notes(Evidence.ACK).values()) {
            Acknowledgement ack = Messages.ack(Values.decode(bytes));
            if (ack.epoch().equals(epoch)) {
                acks.add(ack);
            }
        }
        return acks;
    }

    private void remember(String till, String address) {
        byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
        String key = "neighbour/" + till;
        if (node.store().noted(key).map(b -> !Arrays.equals(b, bytes)).orElse(true)) {
            node.store().note(Map.of(key, bytes));
        }
    }

    /** Of two links to one neighbour the one stays that the smaller replica id dialled; of two alike, the newer. */
    private boolean keepsThisLink(Link link, Peer peer) {
        for (Map.Entry<Link, Peer> entry : List.copyOf(peers.entrySet())) {
            Link other = entry.getKey();
            if (other == link || !entry.getValue().identity.replica().equals(peer.identity.replica())) {
                continue;
            }
            boolean smaller = node.self().replica().compareTo(peer.identity.replica()) < 0;
            boolean thisStays = link.outgoing() == other.outgoing() || link.outgoing() == smaller;
            Link loser = thisStays ? other : link;
            peers.remove(loser);
            loser.close("another link with " + peer.identity.till() + " is open");
            if (!thisStays) {
                return false;
            }
        }
        return true;
    }

    private void measure(long relayNow, long roundTripNanos) {
        long halfMillis = TimeUnit.NANOSECONDS.toMillis(roundTripNanos) / 2;
        relayOffsetMillis = relayNow + halfMillis - System.currentTimeMillis();
    }

    private void answer(Link link, Peer peer, Message.Ask ask) {
        try {
            link.send(new Message.Answer(ask.id(), "", config.asked().answer(peer.identity, ask.kind(), ask.body())));
        } catch (IllegalArgumentException e) {
            link.send(new Message.Answer(ask.id(), String.valueOf(e.getMessage()), Value.NULL));
        } catch (RuntimeException e) {
            LOG.error("Question {} of {} failed", ask.kind(), peer.identity.till(), e);
            link.send(new Message.Answer(ask.id(), "an internal error", Value.NULL));
        }
    }

    // ---- keeping up

    private void tick() {
        try {
            long now = System.nanoTime();
            for (Map.Entry<Link, Peer> entry : List.copyOf(peers.entrySet())) {
                Peer peer = entry.getValue();
                if (now - peer.heardNanos > SyncSession.SILENCE_MAX.toNanos()) {
                    peers.remove(entry.getKey());
                    entry.getKey().close("silent for " + SyncSession.SILENCE_MAX.toMillis() + " ms");
                } else if (now - peer.pingedNanos > PING_NANOS) {
                    peer.pingedNanos = now;
                    entry.getKey().send(new Message.Ping(now));
                }
            }
            boolean wasOnline = online;
            online = relayLink() != null;
            if (!online) {
                backlog.set(unacknowledged());
            }
            dial(now);
            if (now - comparedNanos > COMPARE_NANOS) {
                comparedNanos = now;
                peers.values().stream().filter(p -> p.greeted).forEach(p -> p.session.compare());
            }
            carry(now);
            if (wasOnline != online) {
                changed();
            }
        } catch (RuntimeException e) {
            LOG.error("Replication's tick failed", e);
        }
    }

    private @Nullable Link relayLink() {
        for (Map.Entry<Link, Peer> entry : peers.entrySet()) {
            if (entry.getValue().isRelay() && entry.getValue().greeted) {
                return entry.getKey();
            }
        }
        return null;
    }

    private void dial(long now) {
        HostPort office = relay;
        boolean relayOnLine = peers.values().stream().anyMatch(Peer::isRelay);
        if (office != null && !relayOnLine && !relayCable.isPulled()) {
            dial(office, relayCable, now);
        }
        if (!lanCable.isPulled()) {
            for (HostPort address : known.values()) {
                boolean onLine =
                        peers.keySet().stream().anyMatch(l -> l.address().equals(address.toString()));
                if (!onLine) {
                    dial(address, lanCable, now);
                }
            }
        }
    }

    private void dial(HostPort address, Cable cable, long now) {
        String key = address + (cable == relayCable ? " relay" : "");
        if (nextDial.getOrDefault(key, now) > now) {
            return;
        }
        nextDial.put(key, now + RETRY_NANOS + (long) ((jitter.nextDouble() - 0.5) * TimeUnit.SECONDS.toNanos(1)));
        sockets.dial(
                address.host(),
                address.port(),
                cable,
                LinkTls.client(config.ring(), config.clock()),
                new Link(owner, decider, true, address.toString()));
    }

    private void pushOwn() {
        long now = System.nanoTime();
        peers.values().stream().filter(p -> p.greeted).forEach(p -> p.session.pushOwn(now));
    }

    /** Neighbours' records that the relay still lacks some time after they came go to it from here. */
    private void carry(long now) {
        Link link = relayLink();
        if (link == null) {
            lackingSince.clear();
            return;
        }
        SyncSession session = Objects.requireNonNull(peers.get(link)).session;
        node.store().vector().heads().forEach((stream, head) -> {
            if (!isForRelay(stream)) {
                return;
            }
            boolean lacks = acknowledged(stream).seq() < head.seq();
            if (!lacks) {
                lackingSince.remove(stream);
            } else if (node.isOwn(stream)) {
                session.push(stream, now);
            } else if (now - lackingSince.computeIfAbsent(stream, s -> now)
                    > CARRY_NANOS + jitter.nextInt(500) * 1_000_000L) {
                session.push(stream, now);
            }
        });
    }

    private void pull(Link link, Scope scope) {
        Evidence.At at = node.evidence().cursor(scope);
        long after = holed && !caughtUp.contains(scope) ? 0 : at.position();
        link.send(new Message.Pull(scope, at.epoch(), after));
    }

    // ---- on demand

    /** Soft Sync: what the relay has after this till's cursors. */
    public Result soft() {
        long began = System.nanoTime();
        long before = node.store().position();
        var waiting = new ArrayList<CompletableFuture<Void>>();
        on(() -> {
            Link link = requireOnline();
            for (Scope scope : Objects.requireNonNull(peers.get(link)).session.shared()) {
                waiting.add(pulls.computeIfAbsent(scope, s -> new CompletableFuture<>()));
                pull(link, scope);
            }
            return true;
        });
        await(CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)), ANSWER_SECONDS_MAX);
        return result(node.store().position() - before, 0, 0, began);
    }

    /**
     * Push Offline Records: now, and until the relay has acknowledged everything or goes away. What waited when the
     * relay came back counts as sent by the first push after it, also where the uploader was quicker than the button.
     */
    public Result push(Progress progress) {
        long began = System.nanoTime();
        on(() -> {
            requireOnline();
            return true;
        });
        long total = Math.max(unacknowledged(), backlog.get());
        long left = unacknowledged();
        long movedNanos = System.nanoTime();
        decider.execute(this::pushOwn);
        while (left > 0) {
            if (!online || System.nanoTime() - movedNanos > TimeUnit.SECONDS.toNanos(ANSWER_SECONDS_MAX)) {
                throw new OfflineException("The relay went away with " + left
                        + " records still to be acknowledged; they stay here and are sent when it is back.");
            }
            decider.execute(this::carryNow);
            sleep(20);
            long now = unacknowledged();
            if (now != left) {
                movedNanos = System.nanoTime();
                left = now;
                progress.at(Math.max(0, total - left), total);
            }
        }
        backlog.set(0);
        return result(0, total, total, began);
    }

    private void carryNow() {
        lackingSince.replaceAll((stream, since) -> 0L);
        carry(System.nanoTime());
    }

    /** Hard Sync: the relay's checkpoint of each scope, verified, swapped in one step; then what came after it. */
    public Result hard(Progress progress) {
        long began = System.nanoTime();
        var done = new CompletableFuture<Long>();
        on(() -> {
            Link link = requireOnline();
            List<Scope> scopes = Objects.requireNonNull(peers.get(link)).session.shared();
            hardSync = new HardSync(node, link::send, config.incoming(), scopes, progress, done);
            hardSync.start();
            return true;
        });
        try {
            long documents = await(done, 120);
            Result soft = soft();
            return result(documents + soft.received(), 0, 0, began);
        } finally {
            on(() -> {
                hardSync = null;
                return true;
            });
        }
    }

    private Link requireOnline() {
        Link link = relayLink();
        if (link == null || relayCable.isPulled() && !online) {
            throw new OfflineException(
                    "Head office can't be reached now; the till goes on selling and tries by itself every few seconds.");
        }
        return link;
    }

    private Result result(long received, long sent, long acknowledged, long beganNanos) {
        long left = unacknowledged();
        return new Result(
                received,
                sent,
                acknowledged,
                left,
                left == 0 && online,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
    }

    /**
     * Asks a neighbour.
     *
     * @throws OfflineException if it is not on the line
     * @throws NoAnswerException if it gives no answer within 5 s
     * @throws IllegalArgumentException if it refuses
     */
    public Value ask(String till, String kind, Value body) {
        return ask(p -> p.identity.till().equals(till), till, kind, body);
    }

    public Value askRelay(String kind, Value body) {
        return ask(Peer::isRelay, "Head office", kind, body);
    }

    private Value ask(Predicate<Peer> who, String name, String kind, Value body) {
        var waiting = new CompletableFuture<Value>();
        long id = on(() -> {
            for (Map.Entry<Link, Peer> entry : peers.entrySet()) {
                if (who.test(entry.getValue()) && entry.getValue().greeted) {
                    long number = ++questionNumber;
                    questions.put(number, waiting);
                    entry.getKey().send(new Message.Ask(number, kind, body));
                    return number;
                }
            }
            throw new OfflineException(name + " can't be reached now");
        });
        try {
            return await(
                    waiting,
                    ANSWER_SECONDS_MAX,
                    () -> new NoAnswerException(
                            name + " gave no answer within " + ANSWER_SECONDS_MAX + " s; nothing was changed here"));
        } finally {
            questions.remove(id);
        }
    }

    // ---- threads

    private <T> T on(Callable<T> work) {
        return await(
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return work.call();
                            } catch (RuntimeException e) {
                                throw e;
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        decider),
                30);
    }

    private static <T> T await(CompletableFuture<T> future, int secondsMax) {
        return await(future, secondsMax, () -> new OfflineException("There was no answer within " + secondsMax + " s"));
    }

    private static <T> T await(CompletableFuture<T> future, int secondsMax, Supplier<RuntimeException> late) {
        try {
            return future.get(secondsMax, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw late.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("Interrupted while waiting for an answer");
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("Interrupted while waiting for the relay");
        }
    }

    @Override
    public void close() {
        feed.close();
        if (discovery != null) {
            discovery.close();
        }
        listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        decider.shutdown();
        answers.shutdown();
        sockets.close();
    }
}
