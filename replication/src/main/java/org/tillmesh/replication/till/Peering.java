package org.tillmesh.replication.till;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.base.Shutout;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.office.Serving;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.seed.CheckpointOffers;
import org.tillmesh.replication.seed.Seeding;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.session.Standing;
import org.tillmesh.replication.session.SyncSession;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.disk.Disk;

/**
 * A till's side of replication as a state machine. Events and the time go in; actions come out through {@link World}.
 * The machine has no socket, no thread and no clock, and takes one caller at a time. The questions at the end may come
 * from any thread.
 */
public final class Peering {
    private static final Logger LOG = LoggerFactory.getLogger(Peering.class);
    private static final long PING_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long COMPARE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long VIA_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long LATE_NANOS = Duration.ofSeconds(1).toNanos();

    /** The actions that this machine asks for. */
    public interface World {
        /** Opens a link. {@link #opened} is called when it stands, {@link #closed} when it is known that it can't. */
        void dial(HostPort address, boolean relay);

        /** Answers a question of the other side. The answer may take long. */
        void asked(PeerLine line, Identity from, Message.Ask ask);

        void answered(Message.Answer answer);

        /** Does long work on another thread, then calls back on this one. */
        void aside(Runnable work, Runnable then);

        /** Something has changed that a screen shows. */
        void changed();
    }

    /**
     * The till, and what it knows at the beginning.
     *
     * @param clock corrected time
     * @param machine this machine's own clock, against which the relay's is measured
     * @param port on which the till listens, said to others
     * @param disk of the store
     * @param incoming folder on that disk for a checkpoint's chunks
     * @param jitter spreads the work of many tills over time
     */
    public record Settings(
            Store store,
            KeyRing ring,
            Clock clock,
            Clock machine,
            int port,
            @Nullable HostPort relay,
            List<HostPort> peers,
            Shutout shutout,
            Authority judge,
            Disk disk,
            Path incoming,
            Random jitter) {}

    /** An acknowledgement, and the line that brought it. */
    private record PassedOn(Acknowledgement ack, PeerLine from) {}

    private final Settings settings;
    private final World world;
    private final Node node;
    private final Standing standing;
    private final Carrying carrying;
    private final Seeding seeding;
    private final DialPlan plan;
    private final Peers peers;
    private final Catchup catchup;
    private final Greeting greeting;
    private final Map<StreamId, Message.Row> toOffer = new LinkedHashMap<>();
    private final Map<StreamId, PassedOn> toPassOn = new LinkedHashMap<>();
    private final SortedMap<String, Instant> lastHeard = new ConcurrentSkipListMap<>();
    private volatile @Nullable String via;
    private volatile @Nullable Long relayOffset;
    private volatile @Nullable String refusal;
    private volatile boolean shutOut;
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
        PublicKey company = settings.ring().authority(KeyNames.SELF).getPublicKey();
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
        seeding = new Seeding(node, settings.disk(), settings.incoming(), world::aside);
        plan = new DialPlan(settings.jitter(), settings.relay());
        peers = new Peers(self.replica(), world::changed);
        catchup = new Catchup(node, peers, seeding, world::changed);
        greeting = new Greeting(node, settings.port(), plan, peers, catchup, seeding);
        settings.peers().forEach(plan::neighbourAt);
        settings.store()
                .notes("neighbour/")
                .values()
                .forEach(bytes -> plan.neighbourAt(HostPort.parse(new String(bytes, StandardCharsets.UTF_8))));
    }

    /** A link stands. @param certificate of the other side; null if it showed none */
    public void opened(PeerLine line, @Nullable X509Certificate certificate, long nowNanos) {
        plan.rung(line.address());
        greeting.opened(
                line, certificate, identity -> new PeerWire(node, peers, catchup, line, identity, findings), nowNanos);
    }

    public void closed(PeerLine line, long nowNanos) {
        plan.rung(line.address());
        seeding.closed(line);
        if (peers.remove(line)) {
            peers.look();
        }
    }

    /** More can be written to a line that was full. */
    public void ready(PeerLine line, long nowNanos) {
        Peer peer = peers.at(line);
        if (peer != null) {
            peer.session.ready(nowNanos);
        }
    }

    private final PeerWire.Listener findings = new PeerWire.Listener() {
        @Override
        public void received(List<Message.Row> rows) {
            rows.forEach(row -> toOffer.put(row.stream(), row)); // said to the others at the next tick, together
        }

        @Override
        public void acknowledged(List<Acknowledgement> acks, PeerLine from, String by) {
            acks.forEach(ack -> toPassOn.put(ack.stream(), new PassedOn(ack, from)));
            if (!by.isEmpty()) {
                via = by;
                viaNanos = tickedNanos;
            }
            world.changed();
        }
    };

    // ---- messages

    public void received(PeerLine line, Message message, long nowNanos) {
        Peer peer = peers.at(line);
        if (peer == null) {
            return;
        }
        peer.heardNanos = nowNanos;
        if (!peer.isRelay()) {
            lastHeard.put(peer.identity.till(), settings.clock().instant());
        }
        try {
            if (message instanceof Message.Hello hello) {
                greeting.onHello(peer, hello, nowNanos);
                refusal = peer.isRelay() ? null : refusal;
                shutOut = !peer.isRelay() && shutOut;
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
            peer.session.trips().ponged(pong.number());
            if (peer.isRelay() && pong.nowMillis() > 0 && pong.number() == peer.pingNumber) {
                long half = Duration.ofNanos(nowNanos - peer.pingedNanos).toMillis() / 2;
                relayOffset = pong.nowMillis() + half - settings.machine().millis();
                world.changed();
            }
        } else if (message instanceof Message.Cursor cursor && peer.isRelay()) {
            catchup.onCursor(peer, cursor);
        } else if (message instanceof Message.CheckpointOffer offer) {
            catchup.onOffer(peer, offer);
        } else if (message instanceof Message.Chunk chunk) {
            seeding.arrived(peer.line, chunk);
        } else if (message instanceof Message.GetCheckpoint get) {
            peer.session.requireShared(get.scope());
            peer.line.send(CheckpointOffers.answer(node, get));
        } else if (message instanceof Message.GetChunk get) {
            peer.session.requireShared(get.scope());
            peer.line.send(CheckpointOffers.answer(node, get));
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
            shutOut = refused.code().equals(Serving.REVOKED);
            if (refused.waitSeconds() > 0) {
                plan.busy(refused.waitSeconds(), nowNanos);
            }
        }
        drop(peer, "the other side refused: " + refused.message(), nowNanos);
    }

    // ---- keeping up

    /** Commits were made here or taken from somewhere. */
    public void committed(boolean own, boolean revocations, long nowNanos) {
        if (own) {
            peers.greeted(p -> true).forEach(p -> p.session.pushOwn(nowNanos));
        }
        if (revocations) {
            sweptNanos = 0;
            sweep(nowNanos);
        }
    }

    /** To be called several times a second. */
    public void tick(long nowNanos) {
        boolean late = tickedNanos != 0 && nowNanos - tickedNanos > LATE_NANOS;
        tickedNanos = nowNanos;
        for (Peer peer : peers.all()) {
            if (late) {
                peer.heardNanos = nowNanos; // this side was busy: messages that came meanwhile wait to be read
            } else if (nowNanos - peer.heardNanos > SyncSession.SILENCE_MAX.toNanos()) {
                drop(peer, "silent for " + SyncSession.SILENCE_MAX.toMillis() + " ms", nowNanos);
            } else if (peer.greeted && nowNanos - peer.pingedNanos > PING_NANOS) {
                peer.pingedNanos = nowNanos;
                peer.session.trips().pinged(++peer.pingNumber);
                peer.line.send(new Message.Ping(peer.pingNumber));
            }
        }
        peers.look();
        if (nowNanos - sweptNanos > SWEEP_NANOS) {
            sweep(nowNanos);
        }
        dial(nowNanos);
        offer();
        passOn();
        catchup.tick(nowNanos);
        if (nowNanos - comparedNanos > COMPARE_NANOS) {
            comparedNanos = nowNanos;
            peers.greeted(p -> true).forEach(p -> p.session.compare());
        }
        carry(nowNanos);
        seeding.tick(nowNanos);
        if (via != null && (peers.isOnline() || nowNanos - viaNanos > VIA_NANOS)) {
            via = null;
            world.changed();
        }
    }

    /** Closes links of certificates that were revoked meanwhile, and testifies the streams that are held of them. */
    private void sweep(long nowNanos) {
        if (sweptNanos == 0) { // of those heard of just now, or in an earlier run
            carrying.testify();
        }
        sweptNanos = nowNanos;
        for (Peer peer : peers.all()) {
            if (settings.shutout().test(peer.certificate)) {
                drop(peer, peer.identity.till() + " has been revoked", nowNanos);
            }
        }
    }

    private void dial(long nowNanos) {
        if (peers.all().stream().noneMatch(Peer::isRelay)) {
            plan.dialRelay(address -> world.dial(address, true), nowNanos);
        }
        plan.dialNeighbours(
                address -> peers.all().stream().anyMatch(p -> p.line.address().equals(address)),
                replica ->
                        peers.all().stream().anyMatch(p -> p.identity.replica().equals(replica)),
                address -> world.dial(address, false),
                nowNanos);
    }

    private void offer() {
        if (!toOffer.isEmpty()) {
            List<Message.Row> rows = List.copyOf(toOffer.values());
            toOffer.clear();
            peers.greeted(p -> true).forEach(p -> p.session.offer(rows)); // the relay too, which need not send them
            world.changed();
        }
    }

    /** Hands acknowledgements on to the neighbours, which may have no route to the relay. */
    private void passOn() {
        if (toPassOn.isEmpty()) {
            return;
        }
        List<PassedOn> all = List.copyOf(toPassOn.values());
        toPassOn.clear();
        for (Peer peer : peers.greeted(p -> !p.isRelay())) {
            List<Acknowledgement> acks = all.stream()
                    .filter(each -> each.from() != peer.line)
                    .map(PassedOn::ack)
                    .toList();
            for (int from = 0; from < acks.size(); from += Greeting.ACKS_PER_FRAME) {
                peer.line.send(
                        new Message.Acks(acks.subList(from, Math.min(acks.size(), from + Greeting.ACKS_PER_FRAME))));
            }
        }
    }

    private void carry(long nowNanos) {
        Peer relay = peers.relay();
        if (relay == null) {
            carrying.rest();
            return;
        }
        hurried = hurried && nowNanos - hurriedUntilNanos < 0;
        carrying.tick(relay.session, peers.neighbours().size(), hurried, nowNanos);
    }

    // ---- on demand

    /** Carries and sends everything without waiting, until a moment. */
    public void hurry(long untilNanos, long nowNanos) {
        hurried = true;
        hurriedUntilNanos = untilNanos;
        carry(nowNanos);
    }

    /** Soft Sync. @param then called once for each scope when it has caught up */
    public void pull(Runnable then) {
        catchup.pull(requireOnline(), then);
    }

    public int scopes() {
        return requireOnline().session.shared().size();
    }

    /** Hard Sync of every scope. */
    public void seed(Seeding.Listener listener) {
        catchup.seed(requireOnline(), listener);
    }

    public void cancelSeeding() {
        catchup.cancelSeeding();
    }

    private Peer requireOnline() {
        Peer relay = peers.relay();
        if (relay == null) {
            String why = refusal;
            throw new OfflineException(
                    "Head office can't be reached now; the till goes on selling and tries by itself every few seconds."
                            + (why == null ? "" : " It last said: " + why));
        }
        return relay;
    }

    /** The line to a peer that is on it now. */
    public Optional<PeerLine> lineTo(Predicate<Identity> who) {
        return peers.greeted(p -> who.test(p.identity)).stream()
                .map(p -> p.line)
                .findFirst();
    }

    public void dialAnew() {
        plan.anew();
    }

    // ---- what is known; safe from any thread

    public DialPlan plan() {
        return plan;
    }

    public Standing standing() {
        return standing;
    }

    public Node node() {
        return node;
    }

    /** Whether the relay answered within the last few seconds. */
    public boolean isOnline() {
        return peers.isOnline();
    }

    /** Till ids of the neighbours on the line, in order. */
    public List<String> neighbours() {
        return peers.neighbours();
    }

    /** The neighbour that has lately brought the relay's acknowledgements while there is no route of our own. */
    public Optional<String> via() {
        return peers.isOnline() ? Optional.empty() : Optional.ofNullable(via);
    }

    /** What the relay said when it last refused a link; empty while all is well. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether the relay refused because this till's certificate has been revoked. */
    public boolean isShutOut() {
        return shutOut;
    }

    public SortedMap<String, Instant> lastHeard() {
        return new TreeMap<>(lastHeard);
    }

    public Optional<Instant> lastSync() {
        return catchup.lastSync();
    }

    public boolean hasCaughtUp(Scope scope) {
        return catchup.hasCaughtUp(scope);
    }

    /** The relay's clock less this machine's own, in milliseconds, as last measured. */
    public Optional<Long> relayOffsetMillis() {
        return Optional.ofNullable(relayOffset);
    }

    /** Own and carried ChangeSets of replicated scopes that the relay has not acknowledged. */
    public long unacknowledged() {
        return standing.unacknowledged();
    }
}
