package org.tillmesh.replication;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.Values;

/**
 * A till's side of replication as a state machine: what happened and the time go in, what to do comes out through {@link
 * World}. No socket, no thread, no clock; one caller at a time. The questions at the end may come from any thread.
 */
public final class Peering {
    private static final Logger LOG = LoggerFactory.getLogger(Peering.class);
    private static final long PING_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long COMPARE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long VIA_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long LATE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int ACKS_PER_FRAME = 2_000;
    static final List<String> CAPABILITIES = List.of("till", "seed", "witness");

    /** What this machine asks of the world around it. */
    public interface World {
        /** Opens a link; {@link #opened} tells when it stands, nothing tells if it fails. */
        void dial(HostPort address, boolean relay);

        /** Answers a question of the other side, however long that takes. */
        void asked(Line line, Identity from, Message.Ask ask);

        void answered(Message.Answer answer);

        /** Does long work elsewhere and then calls back. */
        void aside(Runnable work, Runnable then);

        /** What a screen shows has changed. */
        void changed();
    }

    /**
     * Who this till is and what it knows at the beginning.
     *
     * @param port where it listens, said to others
     * @param incoming folder for a checkpoint's chunks
     * @param jitter spreads what many tills do
     */
    public record Settings(
            Store store,
            KeyRing ring,
            Clock clock,
            int port,
            @Nullable HostPort relay,
            List<HostPort> peers,
            Shutout shutout,
            Authority judge,
            java.nio.file.Path incoming,
            Random jitter) {}

    private final Settings settings;
    private final World world;
    private final PublicKey company;
    private final Node node;
    private final Standing standing;
    private final Carrying carrying;
    private final Seeding seeding;
    private final DialPlan plan;
    private final Map<Line, Peer> peers = new LinkedHashMap<>();
    private final Map<StreamId, Message.Row> toOffer = new LinkedHashMap<>();
    private final Map<Scope, List<Runnable>> pulls = new TreeMap<>();
    private final SortedMap<String, Instant> lastHeard = new ConcurrentSkipListMap<>();
    private final Set<Scope> caughtUp = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Long> relayAhead = new AtomicReference<>();
    /** Rot has taken records here: the relay is asked for everything again, once. */
    private final boolean holed;

    private volatile boolean online;
    private volatile List<String> neighbours = List.of();
    private volatile @Nullable Instant lastSync;
    private volatile @Nullable String via;
    private volatile @Nullable String refusal;
    private long viaNanos;
    private long tickedNanos;
    private long comparedNanos;
    private long sweptNanos;
    private long hurriedUntilNanos;
    private boolean hurried;

    public Peering(Settings settings, World world) {
        this.settings = settings;
        this.world = world;
        X509Certificate own = settings.ring().certificate(KeyNames.SELF);
        company = settings.ring().authority(KeyNames.SELF).getPublicKey();
        Identity self = Certificates.identity(own, company, settings.clock().instant());
        var evidence = new Evidence(settings.store()::noted, company, settings.clock());
        node = new Node(
                settings.store(),
                evidence,
                self,
                settings.ring().key(KeyNames.SELF),
                settings.clock(),
                settings.shutout(),
                settings.judge());
        standing = new Standing(node);
        carrying = new Carrying(node, standing, settings.jitter());
        seeding = new Seeding(node, settings.incoming(), world::aside);
        plan = new DialPlan(settings.jitter(), settings.relay());
        holed = settings.store().recovery().lost() > 0 || settings.store().recovery().quarantined() > 0;
        settings.peers().forEach(plan::neighbourAt);
        settings.store()
                .notes("neighbour/")
                .values()
                .forEach(bytes -> plan.neighbourAt(HostPort.parse(new String(bytes, StandardCharsets.UTF_8))));
    }

    // ---- links

    /** A link stands. @param certificate what the other side showed; null if nothing */
    public void opened(Line line, @Nullable X509Certificate certificate, long nowNanos) {
        if (certificate == null) {
            line.close("it showed no certificate");
            return;
        }
        try {
            Identity identity =
                    Certificates.identity(certificate, company, settings.clock().instant());
            boolean sameStore = identity.kind() == Identity.Kind.RELAY
                    || identity.store().equals(node.self().store());
            if (identity.replica().equals(node.self().replica()) || !sameStore) {
                plan.forget(line.address());
                line.close(sameStore ? "it is this till itself" : "it is of another store");
                return;
            }
            if (settings.shutout().test(certificate)) {
                line.close(identity.till() + " has been revoked");
                return;
            }
            if (identity.kind() == Identity.Kind.RELAY) {
                learnRelay(certificate);
            }
            var wire = new PeerWire(line, identity);
            peers.put(line, new Peer(line, identity, certificate, new SyncSession(node, identity, wire), nowNanos));
            line.send(new Message.Hello(
                    SyncSession.VERSION,
                    CAPABILITIES,
                    settings.port(),
                    settings.clock().millis(),
                    node.evidence().epoch()));
        } catch (SecurityFailure e) {
            line.close(String.valueOf(e.getMessage()));
        }
    }

    private void learnRelay(X509Certificate certificate) {
        boolean known = node.evidence()
                .relayKey()
                .filter(certificate.getPublicKey()::equals)
                .isPresent();
        if (!known) {
            node.store().note(Evidence.relayNote(certificate));
        }
    }

    public void closed(Line line, long nowNanos) {
        seeding.closed(line, nowNanos);
        if (peers.remove(line) != null) {
            seen();
        }
    }

    /** More can be written to a line that was full. */
    public void ready(Line line, long nowNanos) {
        Peer peer = peers.get(line);
        if (peer != null) {
            peer.session.ready(nowNanos);
        }
    }

    /** What the session of one link says and finds. */
    private final class PeerWire implements SyncSession.Wire {
        private final Line line;
        private final Identity identity;

        PeerWire(Line line, Identity identity) {
            this.line = line;
            this.identity = identity;
        }

        @Override
        public void send(Message message) {
            line.send(message);
        }

        @Override
        public boolean isReady() {
            return line.isReady();
        }

        @Override
        public void received(List<Message.Row> rows) {
            rows.forEach(row -> toOffer.put(row.stream(), row)); // said to the others at the next tick, all at once
        }

        @Override
        public void acknowledged(List<Acknowledgement> acks) {
            if (identity.kind() == Identity.Kind.TILL && acks.stream().anyMatch(a -> node.isOwn(a.stream()))) {
                via = identity.till();
                viaNanos = tickedNanos;
            }
            greeted(peer -> !peer.isRelay() && peer.line != line)
                    .forEach(peer -> peer.line.send(new Message.Acks(acks)));
            world.changed();
        }

        @Override
        public boolean offersCheckpoint(Scope scope) {
            Peer peer = peers.get(line);
            var manifest = node.evidence().checkpoint(scope);
            if (peer == null || manifest.isEmpty() || !peer.can("seed")) {
                return false;
            }
            line.send(Checkpoints.offer(node, scope, manifest.get()));
            return true;
        }

        @Override
        public void lacking(Scope scope) {
            Peer peer = peers.get(line);
            if (peer != null && peer.isRelay() && peer.lacking.add(scope) && !seeding.isRunning()) {
                LOG.info("The relay's records of {} begin later than what is here: a checkpoint is asked for", scope);
                seed(line, List.of(scope), new Unattended());
            }
        }

        @Override
        public void testified(org.tillmesh.replication.security.Testimony testimony) {
            throw new AssertionError("A till takes no testimony");
        }
    }

    private List<Peer> greeted(Predicate<Peer> which) {
        return peers.values().stream().filter(p -> p.greeted).filter(which).toList();
    }

    // ---- messages

    public void received(Line line, Message message, long nowNanos) {
        Peer peer = peers.get(line);
        if (peer == null) {
            return;
        }
        peer.heardNanos = nowNanos;
        if (!peer.isRelay()) {
            lastHeard.put(peer.identity.till(), settings.clock().instant());
        }
        try {
            if (message instanceof Message.Hello hello) {
                onHello(peer, hello);
            } else if (message instanceof Message.Refused refused) {
                onRefused(peer, refused, nowNanos);
            } else if (!peer.greeted) {
                throw new BadFrame("A " + message.getClass().getSimpleName() + " came before Hello");
            } else {
                onMessage(peer, message, nowNanos);
            }
        } catch (BadFrame | SecurityFailure e) {
            LOG.warn("Link with {}: {}", line.address(), e.getMessage());
            drop(peer, String.valueOf(e.getMessage()), nowNanos);
        } catch (StoreException e) {
            LOG.error("What {} sent can't be kept: {}", line.address(), e.getMessage());
            drop(peer, String.valueOf(e.getMessage()), nowNanos);
        } catch (RuntimeException e) {
            LOG.error("Link with {} failed", line.address(), e);
            drop(peer, "an internal error", nowNanos);
        }
    }

    private void drop(Peer peer, String why, long nowNanos) {
        peer.line.close(why);
        closed(peer.line, nowNanos);
    }

    private void onMessage(Peer peer, Message message, long nowNanos) {
        if (message instanceof Message.Ping ping) {
            peer.line.send(new Message.Pong(ping.number(), settings.clock().millis()));
        } else if (message instanceof Message.Pong pong) {
            if (peer.isRelay() && pong.nowMillis() > 0 && pong.number() == peer.pingNumber) {
                long half = Duration.ofNanos(nowNanos - peer.pingedNanos).toMillis() / 2;
                relayAhead.set(pong.nowMillis() + half - settings.clock().millis());
                world.changed();
            }
        } else if (message instanceof Message.Cursor cursor && peer.isRelay()) {
            onCursor(peer, cursor);
        } else if (message instanceof Message.CheckpointOffer offer) {
            onOffer(peer, offer);
        } else if (message instanceof Message.Chunk chunk) {
            seeding.arrived(peer.line, chunk);
        } else if (message instanceof Message.GetCheckpoint get) {
            peer.session.requireShared(get.scope());
            node.evidence()
                    .checkpoint(get.scope())
                    .ifPresentOrElse(
                            manifest -> peer.line.send(Checkpoints.offer(node, get.scope(), manifest)),
                            () -> peer.line.send(new Message.Refused("OFFLINE", "there is no checkpoint here")));
        } else if (message instanceof Message.GetChunk get) {
            peer.session.requireShared(get.scope());
            Checkpoints.chunk(node, get)
                    .ifPresentOrElse(
                            peer.line::send,
                            () -> peer.line.send(new Message.Refused("OFFLINE", "that chunk is no longer here")));
        } else if (message instanceof Message.Ask ask) {
            world.asked(peer.line, peer.identity, ask);
        } else if (message instanceof Message.Answer answer) {
            world.answered(answer);
        } else {
            peer.session.on(message, nowNanos);
            if (message instanceof Message.Heads heads && !peer.isRelay()) {
                heads.rows().forEach(row -> standing.onDiskOf(row.stream(), row.head()));
                world.changed();
            }
        }
    }

    private void onRefused(Peer peer, Message.Refused refused, long nowNanos) {
        if (seeding.isFrom(peer.line) && peer.greeted) {
            seeding.refused(peer.line, refused.message());
            return;
        }
        if (peer.isRelay()) {
            refusal = refused.message();
            if (refused.waitSeconds() > 0) {
                plan.busy(refused.waitSeconds(), nowNanos);
            }
        }
        drop(peer, "the other side refused: " + refused.message(), nowNanos);
    }

    private void onHello(Peer peer, Message.Hello hello) {
        if (hello.version() < SyncSession.VERSION_MIN) {
            peer.line.closeAfter(new Message.Refused(
                    "BAD_VALUE",
                    "Version " + hello.version() + " of the protocol is too old; this till speaks "
                            + SyncSession.VERSION_MIN + " to " + SyncSession.VERSION + ". Update the other side."));
            peers.remove(peer.line);
            return;
        }
        if (peer.isRelay() && hello.epoch().compareTo(node.evidence().epoch()) > 0) {
            node.store().note(Map.of(Evidence.EPOCH, Values.encode(Messages.epoch(hello.epoch()))));
        } else if (peer.greeted) {
            return; // said again with nothing new
        }
        if (!peer.greeted && !keepsThisLink(peer)) {
            return;
        }
        peer.capabilities = hello.capabilities();
        peer.greeted = true;
        seen();
        peer.session.opened();
        allAcks().forEach(acks -> {
            if (!peer.isRelay() || peer.can("proof")) {
                peer.line.send(acks);
            }
        });
        if (peer.isRelay()) {
            refusal = null;
            follow(peer);
        } else {
            if (hello.port() > 0 && peer.line.isOutgoing()) {
                remember(peer.identity.till(), peer.line.address());
            }
            if (seeding.isRunning() && peer.can("seed") && relay() == null) {
                seeding.resume(peer.line);
            }
        }
    }

    /** Asks the relay for what came after the cursors; an empty till first for checkpoints. */
    private void follow(Peer peer) {
        if (seeding.isRunning()) {
            seeding.resume(peer.line);
        }
        var empty = new ArrayList<Scope>();
        for (Scope scope : peer.session.shared()) {
            if (node.store().vector().of(scope).heads().isEmpty()) {
                empty.add(scope);
            } else {
                pull(peer, scope);
            }
        }
        if (!empty.isEmpty() && !seeding.isRunning()) {
            seed(peer.line, empty, new Unattended());
        }
        peer.following = true;
    }

    private void pull(Peer peer, Scope scope) {
        Evidence.At at = node.evidence().cursor(scope);
        long after = holed && !caughtUp.contains(scope) ? 0 : at.position();
        peer.line.send(new Message.Pull(scope, at.epoch(), after));
    }

    private void onCursor(Peer peer, Message.Cursor cursor) {
        peer.session.requireShared(cursor.scope());
        if (cursor.behind() || peer.lacking.contains(cursor.scope())) {
            if (!seeding.isRunning()) {
                seed(peer.line, List.of(cursor.scope()), new Unattended());
            }
            return; // what lies between is not here: the old cursor stands
        }
        node.store().note(Evidence.cursorNote(cursor.scope(), cursor.epoch(), cursor.position()));
        lastSync = settings.clock().instant();
        caughtUp.add(cursor.scope());
        List<Runnable> waiting = pulls.remove(cursor.scope());
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
        world.changed();
    }

    private void onOffer(Peer peer, Message.CheckpointOffer offer) {
        peer.session.requireShared(offer.scope());
        if (seeding.isFrom(peer.line)) {
            seeding.offered(peer.line, offer);
        } else if (!seeding.isRunning() && Checkpoints.brings(node, offer)) {
            LOG.info("{} has a checkpoint of {} with what no record brings any more", peer.identity.till(), offer.scope());
            seeding.start(peer.line, offer, new Following(new Unattended()));
        }
    }

    /** Keeps up what hangs on a seeding, and tells whoever asked for it. */
    private final class Following implements Seeding.Listener {
        private final Seeding.Listener asker;

        Following(Seeding.Listener asker) {
            this.asker = asker;
        }

        @Override
        public void at(long done, long total) {
            asker.at(done, total);
        }

        @Override
        public void seeded(Scope scope) {
            for (Peer peer : greeted(p -> true)) {
                peer.lacking.remove(scope);
                peer.session.opened(); // what is here now, so that nobody sends it
                if (peer.isRelay()) {
                    pull(peer, scope);
                }
            }
            asker.seeded(scope);
        }

        @Override
        public void done(long covered) {
            asker.done(covered);
            world.changed();
        }

        @Override
        public void failed(RuntimeException why) {
            asker.failed(why);
        }
    }

    /** Nobody waits for it: the log hears how it went. */
    private static final class Unattended implements Seeding.Listener {
        @Override
        public void at(long done, long total) {
            LOG.debug("Checkpoint: {} of {} parts", done, total);
        }

        @Override
        public void seeded(Scope scope) {
            LOG.info("Seeded {} from a checkpoint", scope);
        }

        @Override
        public void done(long covered) {
            LOG.debug("Seeded with {} records", covered);
        }

        @Override
        public void failed(RuntimeException why) {
            LOG.warn("Seeding from a checkpoint failed: {}", why.getMessage());
        }
    }

    private void seed(Line line, List<Scope> scopes, Seeding.Listener listener) {
        seeding.start(line, scopes, new Following(listener));
    }

    private List<Message.Acks> allAcks() {
        var frames = new ArrayList<Message.Acks>();
        var acks = new ArrayList<Acknowledgement>();
        Epoch epoch = node.evidence().epoch();
        for (byte[] bytes : node.store().notes(Evidence.ACK).values()) {
            Acknowledgement ack = Messages.ack(Values.decode(bytes));
            if (ack.epoch().equals(epoch)) {
                acks.add(ack);
            }
            if (acks.size() == ACKS_PER_FRAME) {
                frames.add(new Message.Acks(List.copyOf(acks)));
                acks.clear();
            }
        }
        frames.add(new Message.Acks(List.copyOf(acks)));
        return frames;
    }

    private void remember(String till, String address) {
        byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
        String key = "neighbour/" + till;
        if (node.store().noted(key).map(b -> !Arrays.equals(b, bytes)).orElse(true)) {
            node.store().note(Map.of(key, bytes));
        }
    }

    /** Of two links to one neighbour the one stays that the smaller replica id dialled; of two alike, the newer. */
    private boolean keepsThisLink(Peer peer) {
        for (Peer other : List.copyOf(peers.values())) {
            if (other == peer || !other.identity.replica().equals(peer.identity.replica())) {
                continue;
            }
            boolean smaller = node.self().replica().compareTo(peer.identity.replica()) < 0;
            boolean thisStays = peer.line.isOutgoing() == other.line.isOutgoing()
                    || peer.line.isOutgoing() == smaller;
            Peer loser = thisStays ? other : peer;
            peers.remove(loser.line);
            loser.line.close("another link with " + peer.identity.till() + " is open");
            if (!thisStays) {
                return false;
            }
        }
        return true;
    }

    // ---- keeping up

    /** Commits were made here or taken from somewhere. */
    public void committed(boolean own, boolean revocations, long nowNanos) {
        if (own) {
            greeted(p -> true).forEach(p -> p.session.pushOwn(nowNanos));
        }
        if (revocations) {
            testify();
            sweep(nowNanos);
        }
    }

    /** To be called several times a second. */
    public void tick(long nowNanos) {
        boolean late = tickedNanos != 0 && nowNanos - tickedNanos > LATE_NANOS;
        tickedNanos = nowNanos;
        for (Peer peer : List.copyOf(peers.values())) {
            if (late) {
                peer.heardNanos = nowNanos; // this side was busy: what was said meanwhile still waits to be read
            } else if (nowNanos - peer.heardNanos > SyncSession.SILENCE_MAX.toNanos()) {
                drop(peer, "silent for " + SyncSession.SILENCE_MAX.toMillis() + " ms", nowNanos);
            } else if (peer.greeted && nowNanos - peer.pingedNanos > PING_NANOS) {
                peer.pingedNanos = nowNanos;
                peer.line.send(new Message.Ping(++peer.pingNumber));
            }
        }
        seen();
        if (nowNanos - sweptNanos > SWEEP_NANOS) {
            sweep(nowNanos);
        }
        dial(nowNanos);
        offer();
        if (nowNanos - comparedNanos > COMPARE_NANOS) {
            comparedNanos = nowNanos;
            greeted(p -> true).forEach(p -> p.session.compare());
        }
        carry(nowNanos);
        seeding.tick(nowNanos);
        if (via != null && (online || nowNanos - viaNanos > VIA_NANOS)) {
            via = null;
            world.changed();
        }
    }

    private void seen() {
        boolean was = online;
        List<String> before = neighbours;
        online = relay() != null;
        neighbours = greeted(p -> !p.isRelay()).stream()
                .map(p -> p.identity.till())
                .sorted()
                .toList();
        if (was != online || !before.equals(neighbours)) {
            world.changed();
        }
    }

    private @Nullable Peer relay() {
        for (Peer peer : peers.values()) {
            if (peer.isRelay() && peer.greeted) {
                return peer;
            }
        }
        return null;
    }

    /** Links of certificates that have been revoked since end; what was held of them is testified. */
    private void sweep(long nowNanos) {
        if (sweptNanos == 0) {
            testify(); // one that was heard of in an earlier run
        }
        sweptNanos = nowNanos;
        for (Peer peer : List.copyOf(peers.values())) {
            if (settings.shutout().test(peer.certificate)) {
                drop(peer, peer.identity.till() + " has been revoked", nowNanos);
            }
        }
    }

    private void testify() {
        for (X509Certificate certificate : node.evidence().certificates(node.store())) {
            if (settings.shutout().test(certificate)) {
                carrying.testify(certificate);
            }
        }
    }

    private void dial(long nowNanos) {
        if (peers.values().stream().noneMatch(Peer::isRelay)) {
            plan.dialRelay(address -> world.dial(address, true), nowNanos);
        }
        plan.dialNeighbours(
                address -> peers.keySet().stream().anyMatch(l -> l.address().equals(address)),
                address -> world.dial(address, false),
                nowNanos);
    }

    private void offer() {
        if (!toOffer.isEmpty()) {
            List<Message.Row> rows = List.copyOf(toOffer.values());
            toOffer.clear();
            greeted(p -> true).forEach(p -> p.session.offer(rows)); // the relay too: it need not send them then
            world.changed();
        }
    }

    private void carry(long nowNanos) {
        Peer relay = relay();
        if (relay == null) {
            carrying.rest();
            return;
        }
        hurried = hurried && nowNanos - hurriedUntilNanos < 0;
        carrying.tick(relay.session, neighbours.size(), hurried, nowNanos);
    }

    // ---- on demand

    /** Carries and sends everything without waiting, for so long. */
    void hurry(long untilNanos, long nowNanos) {
        hurried = true;
        hurriedUntilNanos = untilNanos;
        carry(nowNanos);
    }

    /** Soft Sync: asks for what the relay has after the cursors. @param then called once for each scope */
    void pull(Runnable then) {
        Peer relay = requireOnline();
        for (Scope scope : relay.session.shared()) {
            pulls.computeIfAbsent(scope, s -> new ArrayList<>()).add(then);
            pull(relay, scope);
        }
    }

    int scopes() {
        return requireOnline().session.shared().size();
    }

    /** Hard Sync of every scope. One that runs by itself makes way; its chunks count. */
    void seed(Seeding.Listener listener) {
        Peer relay = requireOnline();
        if (seeding.isRunning()) {
            seeding.cancel();
        }
        if (seeding.isRunning()) {
            throw new IllegalArgumentException("A Hard Sync is being finished just now; try again in a few seconds");
        }
        seed(relay.line, relay.session.shared(), listener);
    }

    void cancelSeeding() {
        seeding.cancel();
    }

    private Peer requireOnline() {
        Peer relay = relay();
        if (relay == null) {
            String why = refusal;
            throw new OfflineException(
                    "Head office can't be reached now; the till goes on selling and tries by itself every few seconds."
                            + (why == null ? "" : " It last said: " + why));
        }
        return relay;
    }

    /** The line to somebody who is on it now. */
    Optional<Line> lineTo(Predicate<Identity> who) {
        return greeted(p -> who.test(p.identity)).stream().map(p -> p.line).findFirst();
    }

    void dialAnew() {
        plan.anew();
    }

    // ---- what is known; safe from any thread

    DialPlan plan() {
        return plan;
    }

    Standing standing() {
        return standing;
    }

    Node node() {
        return node;
    }

    /** Whether the relay answered within the last few seconds. */
    public boolean isOnline() {
        return online;
    }

    /** Till ids of the neighbours on the line, in order. */
    public List<String> neighbours() {
        return neighbours;
    }

    /** The neighbour that has lately brought the relay's acknowledgements while there is no route of our own. */
    public Optional<String> via() {
        return online ? Optional.empty() : Optional.ofNullable(via);
    }

    /** What the relay said when it last refused a link; empty while all is well. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    public SortedMap<String, Instant> lastHeard() {
        return new TreeMap<>(lastHeard);
    }

    public Optional<Instant> lastSync() {
        return Optional.ofNullable(lastSync);
    }

    public boolean hasCaughtUp(Scope scope) {
        return caughtUp.contains(scope);
    }

    /** The relay's clock less the clock in the settings, in milliseconds, measured since this was asked last. */
    public Optional<Long> takeRelayAhead() {
        return Optional.ofNullable(relayAhead.getAndSet(null));
    }

    /** Own and carried ChangeSets of replicated scopes that the relay has not acknowledged. */
    public long unacknowledged() {
        return standing.unacknowledged();
    }
}
