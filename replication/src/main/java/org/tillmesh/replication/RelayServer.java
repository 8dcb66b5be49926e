package org.tillmesh.replication;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.LinkTls;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;

/** Head office's end of the links: takes records and acknowledges them, serves what tills lack, admits new tills. */
public final class RelayServer implements AutoCloseable, Link.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(RelayServer.class);
    private static final int BATCH_BYTES = 1 << 20;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Node node;
    private final PublicKey company;
    private final byte[] authority;
    private final byte[] ownCertificate;
    private final RelayPort port;
    private final ScheduledExecutorService decider;
    private final Sockets sockets = new Sockets("relay");
    private final Cable cable = new Cable();
    private final Map<Link, Client> clients = new LinkedHashMap<>();
    private final Store.Subscription feed;
    private final Channel listening;

    /** A till on the line. */
    private static final class Client {
        final Identity identity;
        final X509Certificate certificate;
        final SyncSession session;
        final Map<Scope, Long> pulled = new TreeMap<>();
        final Set<ReplicaId> certificatesSent = new HashSet<>();
        long heardNanos = System.nanoTime();

        Client(Identity identity, X509Certificate certificate, SyncSession session) {
            this.identity = identity;
            this.certificate = certificate;
            this.session = session;
        }
    }

    /** @param listenPort 0 for any free one */
    public RelayServer(Store store, KeyRing ring, Clock clock, int listenPort, RelayPort port) throws IOException {
        this.port = port;
        X509Certificate own = ring.certificate(KeyNames.SELF);
        company = ring.authority(KeyNames.SELF).getPublicKey();
        authority = Certificates.encode(ring.authority(KeyNames.SELF));
        ownCertificate = Certificates.encode(own);
        Identity self = Certificates.identity(own, company, clock.instant());
        var evidence = new Evidence(store::noted, company, clock);
        node = new Node(store, evidence, self, ring.key(KeyNames.SELF), clock, port::isRevoked);
        decider = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "relay-sync");
            thread.setDaemon(true);
            return thread;
        });
        listening = sockets.listen(
                listenPort,
                cable,
                LinkTls.server(ring, clock, true),
                channel -> new Link(this, decider, false, String.valueOf(channel.remoteAddress())));
        feed = store.subscribe(commit -> decider.execute(this::serveAll));
        decider.scheduleAtFixedRate(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    public int port() {
        return Sockets.port(listening);
    }

    // ---- links

    @Override
    public void opened(Link link, @Nullable X509Certificate certificate) {
        if (certificate == null) {
            return; // it may activate, and nothing else
        }
        try {
            Identity identity =
                    Certificates.identity(certificate, company, node.clock().instant());
            if (identity.kind() != Identity.Kind.TILL || port.isRevoked(certificate)) {
                link.closeAfter(new Message.Refused(
                        "FORBIDDEN",
                        "The certificate of " + identity.till()
                                + " has been revoked by head office; this till can't be used any more."));
                return;
            }
            for (Map.Entry<Link, Client> other : List.copyOf(clients.entrySet())) {
                if (other.getValue().identity.replica().equals(identity.replica())) {
                    clients.remove(other.getKey());
                    other.getKey().close("a newer link of " + identity.till() + " is open");
                }
            }
            clients.put(link, new Client(identity, certificate, new SyncSession(node, identity, wire(link))));
        } catch (SecurityFailure e) {
            link.close(String.valueOf(e.getMessage()));
        }
    }

    private SyncSession.Wire wire(Link link) {
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
                acknowledge(link, rows);
            }

            @Override
            public void acknowledged(List<Acknowledgement> acks) {
                // Only the relay acknowledges; nothing to pass on.
            }
        };
    }

    private void acknowledge(Link link, List<Message.Row> rows) {
        var acks = new ArrayList<Acknowledgement>();
        for (Message.Row row : rows) {
            acks.add(Acknowledgement.of(port.epoch(), row.stream(), row.head(), node.key()));
        }
        if (!acks.isEmpty()) {
            link.send(new Message.Acks(acks));
        }
    }

    @Override
    public void closed(Link link) {
        Client client = clients.remove(link);
        if (client != null) {
            port.gone(client.identity);
        }
    }

    @Override
    public void received(Link link, Message message) {
        try {
            Client client = clients.get(link);
            if (client != null) {
                client.heardNanos = System.nanoTime();
                onMessage(link, client, message);
            } else if (message instanceof Message.Activate activate) {
                activate(link, activate);
            } else {
                link.close("it showed no certificate and sent "
                        + message.getClass().getSimpleName());
            }
        } catch (BadFrame | SecurityFailure | StoreException | IllegalArgumentException e) {
            LOG.warn("Link with {}: {}", link.address(), e.getMessage());
            link.closeAfter(new Message.Refused("BAD_VALUE", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("Link with {} failed", link.address(), e);
            link.close("an internal error");
        }
    }

    private void onMessage(Link link, Client client, Message message) {
        if (message instanceof Message.Hello hello) {
            port.heard(client.identity, hello.nowMillis());
            link.send(new Message.Hello(
                    SyncSession.VERSION, List.of("relay"), port(), node.clock().millis(), port.epoch()));
        } else if (message instanceof Message.Ping ping) {
            port.heard(client.identity, 0);
            link.send(new Message.Pong(ping.number(), node.clock().millis()));
        } else if (message instanceof Message.Pull pull) {
            boolean ours = pull.epoch().equals(port.epoch())
                    && pull.position() <= node.store().position();
            requireFor(client, pull.scope());
            client.pulled.put(pull.scope(), ours ? pull.position() : 0);
            serve(link, client, pull.scope(), true);
        } else if (message instanceof Message.GetCheckpoint get) {
            requireFor(client, get.scope());
            link.send(new Message.CheckpointOffer(get.scope(), port.checkpoint(get.scope())));
        } else if (message instanceof Message.GetChunk get) {
            requireFor(client, get.scope());
            sendChunk(link, get);
        } else if (message instanceof Message.Ask ask) {
            answer(link, client, ask);
        } else {
            client.session.on(message, System.nanoTime());
        }
    }

    private static void requireFor(Client client, Scope scope) {
        if (!client.session.shared().contains(scope)) {
            throw new BadFrame("Scope " + scope + " is not for " + client.identity.till());
        }
    }

    private void sendChunk(Link link, Message.GetChunk get) {
        try {
            link.send(new Message.Chunk(get.hash(), Files.readAllBytes(port.chunk(get.scope(), get.hash()))));
        } catch (IOException e) {
            throw new BadFrame("Chunk " + get.hash() + " can't be read: " + e.getMessage(), e);
        }
    }

    private void answer(Link link, Client client, Message.Ask ask) {
        try {
            link.send(new Message.Answer(ask.id(), "", port.ask(client.identity, ask.kind(), ask.body())));
        } catch (IllegalArgumentException e) {
            link.send(new Message.Answer(ask.id(), String.valueOf(e.getMessage()), Value.NULL));
        }
    }

    private void activate(Link link, Message.Activate activate) {
        PublicKey key;
        try {
            key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(activate.publicKey()));
        } catch (GeneralSecurityException e) {
            throw new BadFrame("An activation came with a key that is none: " + e.getMessage(), e);
        }
        RelayPort.Admission admission = port.admit(activate.secret(), key);
        if (admission instanceof RelayPort.Admission.Admitted admitted) {
            Identity identity = Certificates.identity(
                    admitted.certificate(), company, node.clock().instant());
            node.store().note(Evidence.note(identity, admitted.certificate()));
            link.send(new Message.Activated(
                    Certificates.encode(admitted.certificate()), authority, ownCertificate, admitted.extras()));
        } else if (admission instanceof RelayPort.Admission.Denied denied) {
            link.closeAfter(new Message.Refused(denied.code(), denied.message()));
        } else {
            throw new AssertionError("No case for " + admission);
        }
    }

    // ---- serving

    private void serveAll() {
        for (Map.Entry<Link, Client> entry : List.copyOf(clients.entrySet())) {
            for (Scope scope : List.copyOf(entry.getValue().pulled.keySet())) {
                serve(entry.getKey(), entry.getValue(), scope, false);
            }
        }
    }

    /** Sends what lies after the till's position, then where it stands now. */
    private void serve(Link link, Client client, Scope scope, boolean asked) {
        long end = node.store().position();
        long at = client.pulled.getOrDefault(scope, 0L);
        boolean sent = asked;
        while (at < end) {
            List<Store.Positioned> some = node.store().after(at, scope, BATCH_BYTES);
            if (some.isEmpty()) {
                at = end;
                break;
            }
            at = some.get(some.size() - 1).position();
            List<ChangeSet> lacking = some.stream()
                    .map(Store.Positioned::changeSet)
                    .filter(c -> client.session.peerHead(c.stream()).seq() < c.seq())
                    .toList();
            if (!lacking.isEmpty()) {
                link.send(batch(client, lacking));
                sent = true;
            }
        }
        client.pulled.put(scope, at);
        if (sent) {
            link.send(new Message.Cursor(scope, port.epoch(), at, false));
        }
    }

    /** The relay's acknowledgement of each stream's last ChangeSet vouches for the batch; seals let neighbours have it. */
    private Message.Batch batch(Client client, List<ChangeSet> changeSets) {
        var last = new LinkedHashMap<String, ChangeSet>();
        var bytes = new ArrayList<byte[]>();
        for (ChangeSet each : changeSets) {
            bytes.add(each.encoded().bytes());
        }
        // Of a forked stream every branch's end needs its own word.
        var prevs = new HashSet<Hash>();
        changeSets.forEach(c -> prevs.add(c.prev()));
        for (ChangeSet each : changeSets) {
            if (!prevs.contains(each.hash())) {
                last.put(each.hash().toString(), each);
            }
        }
        var vouched = new ArrayList<Acknowledgement>();
        var seals = new HashMap<StreamId, Seal>();
        var certificates = new ArrayList<byte[]>();
        for (ChangeSet end : last.values()) {
            vouched.add(Acknowledgement.of(port.epoch(), end.stream(), end.head(), node.key()));
            node.sealFor(end.stream()).ifPresent(seal -> seals.put(seal.stream(), seal));
            if (client.certificatesSent.add(end.origin().replica())) {
                node.evidence()
                        .certificate(end.origin().replica())
                        .ifPresent(c -> certificates.add(Certificates.encode(c)));
            }
        }
        return new Message.Batch(bytes, List.copyOf(seals.values()), vouched, certificates, false);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Map.Entry<Link, Client> entry : List.copyOf(clients.entrySet())) {
            Client client = entry.getValue();
            if (now - client.heardNanos > SILENCE_NANOS) {
                entry.getKey().close("nothing heard for 10 s");
                closed(entry.getKey());
            } else if (port.isRevoked(client.certificate)) {
                entry.getKey()
                        .closeAfter(new Message.Refused("FORBIDDEN", "This till has been revoked by head office."));
            }
        }
    }

    @Override
    public void close() {
        feed.close();
        listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        decider.shutdown();
        sockets.close();
    }
}
