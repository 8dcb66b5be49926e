package org.tillmesh.replication.office;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.seed.CheckpointOffers;
import org.tillmesh.replication.seed.Seeding;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.session.Packing;
import org.tillmesh.replication.session.SyncSession;
import org.tillmesh.replication.session.Wants;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;

/**
 * Head office's side of replication as a state machine. It takes records and acknowledges them, and serves the records
 * that tills lack. The machine has no socket, no thread and no clock, and takes one caller at a time.
 */
public final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
    private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long LATE_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long ANEW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Duration EPOCH_AHEAD_MAX = Duration.ofHours(1);

    /** The code of the refusal of a revoked certificate; no other refusal has it. */
    public static final String REVOKED = "FORBIDDEN";

    private static final List<String> CAPABILITIES = List.of("relay", "seed", "witness", "proof");

    /** The actions that this machine asks for. */
    public interface World {
        /** A new till without a certificate wants one. */
        void activate(PeerLine line, Message.Activate activate);

        /** Answers a till's question. The answer may take long. */
        void asked(PeerLine line, Identity till, Message.Ask ask);

        /** Does long work on another thread, then calls back on this one. */
        void aside(Runnable work, Runnable then);
    }

    private final Node node;
    private final PublicKey own;
    private final RelayPort port;
    private final int listenPort;
    private final World world;
    private final Doorman doorman;
    private final @Nullable Seeding seeding;
    private final Map<PeerLine, ServedTill> clients = new LinkedHashMap<>();
    private final Map<StreamId, Acknowledgement> given = new HashMap<>();
    private final Packing packing = new Packing();
    private long begunNanos = Long.MIN_VALUE;
    private long tickedNanos;
    private long nowNanos;

    /** @param listenPort said to tills; @param greetingsPerSecond how many links may begin in a second */
    public Serving(Node node, PublicKey own, RelayPort port, int listenPort, int greetingsPerSecond, World world) {
        this.node = node;
        this.own = own;
        this.port = port;
        this.listenPort = listenPort;
        this.world = world;
        this.doorman = new Doorman(greetingsPerSecond);
        Path incoming = port.incoming().orElse(null);
        this.seeding = incoming == null ? null : new Seeding(node, port.disk(), incoming, world::aside);
    }

    // ---- links

    public void opened(PeerLine line, @Nullable X509Certificate certificate, long now) {
        nowNanos = now;
        if (certificate == null) {
            return; // a caller without a certificate may activate, and nothing else
        }
        int wait = doorman.secondsToWait(now);
        if (wait > 0) {
            line.closeAfter(new Message.Refused("OFFLINE", "Head office is busy; come again in " + wait + " s", wait));
            return;
        }
        try {
            Identity identity = node.evidence().identity(certificate);
            if (identity.kind() != Identity.Kind.TILL || port.isRevoked(certificate)) {
                line.closeAfter(revoked(identity));
                return;
            }
            for (ServedTill other : List.copyOf(clients.values())) {
                if (other.identity.replica().equals(identity.replica())) {
                    clients.remove(other.line);
                    other.line.close("a newer link of " + identity.till() + " is open");
                }
            }
            Map<String, byte[]> news = node.evidence().learn(certificate);
            if (!news.isEmpty()) {
                node.store().note(news);
            }
            var session = new SyncSession(node, identity, new ClientWire(line, identity), new Wants(), packing);
            clients.put(line, new ServedTill(node, line, identity, certificate, session, packing, now));
        } catch (SecurityFailure e) {
            line.close(String.valueOf(e.getMessage()));
        }
    }

    private static Message.Refused revoked(Identity identity) {
        return new Message.Refused(
                REVOKED,
                "The certificate of " + identity.till()
                        + " has been revoked by head office; this till can't be used any more.");
    }

    public void closed(PeerLine line, long now) {
        nowNanos = now;
        if (seeding != null) {
            seeding.closed(line);
        }
        ServedTill client = clients.remove(line);
        if (client != null) {
            port.gone(client.identity);
        }
    }

    public void ready(PeerLine line, long now) {
        nowNanos = now;
        ServedTill client = clients.get(line);
        if (client != null) {
            client.session.ready(now);
            client.serve(port.epoch());
        }
    }

    private final class ClientWire implements SyncSession.Wire {
        private final PeerLine line;
        private final Identity identity;

        ClientWire(PeerLine line, Identity identity) {
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
            acknowledge(line, rows);
        }

        @Override
        public void acknowledged(List<Acknowledgement> acks) {
            // Only the relay acknowledges; nothing to pass on.
        }

        @Override
        public boolean offersCheckpoint(Scope scope) {
            offer(line, scope, Hash.ZERO);
            return true;
        }

        @Override
        public void lacking(Scope scope) {
            LOG.info("{} of {} lacks what the till's records build on; asked for it", scope, identity.till());
        }

        @Override
        public void forked(Scope scope) {
            clients.values().forEach(client -> client.again(scope));
        }

        @Override
        public void testified(Testimony testimony) {
            port.testified(identity, testimony);
        }
    }

    /** Acknowledges heads that are on this disk. An acknowledgement that was given before costs nothing. */
    private void acknowledge(PeerLine line, List<Message.Row> rows) {
        Epoch epoch = port.epoch();
        var acks = new ArrayList<Acknowledgement>();
        for (Message.Row row : rows) {
            acks.add(word(epoch, row.stream(), row.head()));
        }
        if (!acks.isEmpty()) {
            line.send(new Message.Acks(acks));
        }
    }

    private Acknowledgement word(Epoch epoch, StreamId stream, Head head) {
        Acknowledgement before = given.get(stream);
        if (before != null && before.epoch().equals(epoch) && before.head().equals(head)) {
            return before;
        }
        Acknowledgement made = Acknowledgement.of(epoch, stream, head, node.key());
        given.put(stream, made);
        return made;
    }

    // ---- messages

    public void received(PeerLine line, Message message, long now) {
        nowNanos = now;
        try {
            ServedTill client = clients.get(line);
            if (client != null) {
                client.heardNanos = now;
                onMessage(client, message);
            } else if (message instanceof Message.Activate activate) {
                world.activate(line, activate);
            } else {
                line.close("it showed no certificate, or was refused, and sent "
                        + message.getClass().getSimpleName());
            }
        } catch (BadFrame | SecurityFailure | StoreException | IllegalArgumentException e) {
            LOG.warn("Link with {}: {}", line.address(), e.getMessage());
            line.closeAfter(new Message.Refused("BAD_VALUE", String.valueOf(e.getMessage())));
            closed(line, now);
        } catch (RuntimeException e) {
            LOG.error("Link with {} failed", line.address(), e);
            line.close("an internal error");
            closed(line, now);
        }
    }

    private void onMessage(ServedTill client, Message message) {
        if (message instanceof Message.Hello hello) {
            greet(client, hello);
        } else if (!client.greeted) {
            throw new BadFrame("A " + message.getClass().getSimpleName() + " came before Hello");
        } else if (message instanceof Message.Ping ping) {
            port.heard(client.identity, 0);
            client.line.send(new Message.Pong(ping.number(), node.clock().millis()));
        } else if (message instanceof Message.Pull pull) {
            pull(client, pull);
        } else if (message instanceof Message.Acks acks) {
            acks.acks().forEach(this::proven);
        } else if (message instanceof Message.GetCheckpoint get) {
            client.session.requireShared(get.scope());
            client.rest(get.scope());
            offer(client.line, get.scope(), get.begun());
        } else if (message instanceof Message.GetChunk get) {
            client.session.requireShared(get.scope());
            sendChunk(client.line, get);
        } else if (message instanceof Message.CheckpointOffer offer && seeding != null) {
            offered(client, offer, seeding);
        } else if (message instanceof Message.Chunk chunk && seeding != null) {
            seeding.arrived(client.line, chunk);
        } else if (message instanceof Message.Refused refused && seeding != null) {
            seeding.refused(client.line, refused.message());
        } else if (message instanceof Message.Ask ask) {
            world.asked(client.line, client.identity, ask);
        } else {
            client.session.on(message, nowNanos);
        }
    }

    private void greet(ServedTill client, Message.Hello hello) {
        if (hello.version() < SyncSession.VERSION_MIN) {
            client.line.closeAfter(new Message.Refused(
                    "BAD_VALUE",
                    "This till's program speaks version " + hello.version() + " of the protocol, head office from "
                            + SyncSession.VERSION_MIN
                            + " on. Update TillMesh on the till; it goes on selling meanwhile."));
            clients.remove(client.line);
            return;
        }
        client.greeted = true;
        client.rests = hello.capabilities().contains(SyncSession.RESTS);
        port.heard(client.identity, hello.nowMillis());
        boolean plausible = hello.epoch().startedMillis() <= node.clock().millis() + EPOCH_AHEAD_MAX.toMillis();
        if (hello.epoch().compareTo(port.epoch()) > 0 && plausible) {
            beginAnew(hello.epoch(), client.identity.till() + " knows a later log");
        }
        client.line.send(hello());
        if (seeding != null && seeding.isRunning()) {
            seeding.resume(client.line);
        }
    }

    private Message.Hello hello() {
        return new Message.Hello(
                SyncSession.VERSION, CAPABILITIES, listenPort, node.clock().millis(), port.epoch());
    }

    // ---- a log that is an older copy of itself

    /**
     * A till shows an acknowledgement. If this relay signed it and lacks its head or its epoch, this relay was put
     * back.
     */
    private void proven(Acknowledgement ack) {
        int order = ack.epoch().compareTo(port.epoch());
        if (order < 0 || !ack.isBy(own)) {
            return;
        }
        if (order > 0 || !knows(ack)) {
            begunNanos = Long.MIN_VALUE;
            beginAnew(
                    ack.epoch(),
                    "it acknowledged " + ack.stream() + " up to " + ack.head().seq());
        }
    }

    private boolean knows(Acknowledgement ack) {
        Store store = node.store();
        return store.vector(ack.stream().scope()).heads().keySet().stream()
                .filter(stream -> stream.origin().equals(ack.stream().origin()))
                .anyMatch(stream -> store.hashAt(stream, ack.head().seq())
                        .filter(ack.head().hash()::equals)
                        .isPresent());
    }

    private void beginAnew(Epoch heard, String why) {
        if (begunNanos != Long.MIN_VALUE && nowNanos - begunNanos < ANEW_NANOS) {
            return; // one till's word is not enough to do it over and over
        }
        begunNanos = nowNanos;
        Epoch now = port.beginAnew(heard);
        LOG.warn(
                "This log is an older copy of itself ({}): it begins anew as {}, and tills send what it lacks",
                why,
                now);
        given.clear();
        for (ServedTill client : clients.values()) {
            client.accountedFor = false;
            client.session.tellAgain();
            if (client.greeted) {
                client.line.send(hello());
            }
        }
    }

    private void account(ServedTill client) {
        if (!client.accountedFor && client.session.isAllHere()) {
            client.accountedFor = true;
            port.accountedFor(client.identity);
        }
    }

    private void offered(ServedTill client, Message.CheckpointOffer offer, Seeding into) {
        client.session.requireShared(offer.scope());
        if (into.isFrom(client.line)) {
            into.offered(client.line, offer);
        } else if (!into.isRunning() && CheckpointOffers.brings(node, offer)) {
            LOG.warn("{} holds a checkpoint of {} with what was lost here", client.identity.till(), offer.scope());
            into.start(client.line, offer, new Recovered());
        }
    }

    /** Asks tills what else they hold, after this relay got records back by a checkpoint. */
    private final class Recovered implements Seeding.Listener {
        @Override
        public void at(long done, long total) {
            LOG.debug("Checkpoint: {} of {} parts", done, total);
        }

        @Override
        public void seeded(Scope scope) {
            given.clear();
            clients.values().stream().filter(c -> c.greeted).forEach(c -> {
                var rows = new ArrayList<Message.Row>();
                node.store().vector(scope).heads().forEach((stream, head) -> rows.add(new Message.Row(stream, head)));
                c.again(scope); // the checkpoint may have been joined with another branch
                if (c.session.shared().contains(scope)) {
                    c.line.send(new Message.Heads(scope, false, rows));
                    // A till that lacks nothing of it will not ask, and must hear all the same that it is here.
                    acknowledge(
                            c.line,
                            rows.stream()
                                    .filter(row ->
                                            c.session.peerHead(row.stream()).seq() > 0)
                                    .toList());
                }
            });
        }

        @Override
        public void done(long covered) {
            LOG.info("What was lost here has come back from a till's checkpoint");
        }

        @Override
        public void failed(RuntimeException why) {
            LOG.error("What was lost here has not come back: {}", why.getMessage());
        }
    }

    /** Offers a checkpoint. Making one takes seconds, and everybody else is served meanwhile. */
    private void offer(PeerLine line, Scope scope, Hash begun) {
        var made = new SignedManifest[1];
        world.aside(
                () -> {
                    try {
                        made[0] = port.checkpoint(scope, begun);
                    } catch (RuntimeException e) {
                        LOG.error("No checkpoint of {} can be made", scope, e);
                    }
                },
                () -> line.send(
                        made[0] == null
                                ? new Message.Refused(
                                        "OFFLINE",
                                        "head office can't make a checkpoint of " + scope
                                                + " just now; its log says why")
                                : CheckpointOffers.offer(node, scope, made[0])));
    }

    private void sendChunk(PeerLine line, Message.GetChunk get) {
        try {
            line.send(new Message.Chunk(get.hash(), new byte[0], port.packedChunk(get.scope(), get.hash())));
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("Chunk {} can't be served: {}", get.hash(), e.getMessage());
            line.send(new Message.Refused("OFFLINE", "Chunk " + get.hash() + " is no longer kept; begin again"));
        }
    }

    // ---- serving

    private void pull(ServedTill client, Message.Pull pull) {
        client.session.requireShared(pull.scope());
        boolean sameLog = pull.epoch().equals(port.epoch());
        if (sameLog && pull.position() > node.store().position()) {
            beginAnew(pull.epoch(), client.identity.till() + " has read it up to " + pull.position());
            sameLog = false;
        }
        if (client.isBehind(pull.scope())) {
            client.line.send(new Message.Cursor(pull.scope(), port.epoch(), 0, true));
            return;
        }
        client.follow(pull.scope(), sameLog ? pull.position() : 0, port.epoch());
    }

    /**
     * Something was committed. Head office's own records go out at once. Records of tills wait for the next tick,
     * because most other tills of the store have them from each other by then, and have said so.
     */
    public void committed(long now) {
        nowNanos = now;
        for (ServedTill client : List.copyOf(clients.values())) {
            client.serve(Scope.COMPANY, port.epoch());
        }
    }

    /** To be called about twice a second. */
    public void tick(long now) {
        boolean late = tickedNanos != 0 && now - tickedNanos > LATE_NANOS;
        tickedNanos = now;
        nowNanos = now;
        for (ServedTill client : List.copyOf(clients.values())) {
            if (late) {
                client.heardNanos = now; // this side was busy: messages that came meanwhile wait to be read
            }
            if (now - client.heardNanos > SILENCE_NANOS) {
                client.line.close("nothing heard for 10 s");
                closed(client.line, now);
            } else if (port.isRevoked(client.certificate)) {
                client.line.closeAfter(revoked(client.identity));
                closed(client.line, now);
            } else {
                client.serve(port.epoch());
                account(client);
            }
        }
        if (seeding != null) {
            seeding.tick(now);
        }
    }
}
