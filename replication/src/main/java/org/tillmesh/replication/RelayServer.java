package org.tillmesh.replication;

import io.netty.channel.Channel;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.link.Cable;
import org.tillmesh.replication.link.Link;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.link.Sockets;
import org.tillmesh.replication.office.RelayPort;
import org.tillmesh.replication.office.Serving;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.LinkTls;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Store;

/** Head office's end of the links: {@link Serving} over sockets, on a thread of its own; admits new tills. */
public final class RelayServer implements AutoCloseable, Link.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(RelayServer.class);
    private static final int GREETINGS_PER_SECOND = 200;
    private static final long TICK_MILLIS = 500;

    private final Node node;
    private final PublicKey company;
    private final byte[] authority;
    private final byte[] ownCertificate;
    private final RelayPort port;
    private final ScheduledExecutorService decider = Executors.newSingleThreadScheduledExecutor(named("relay-sync"));
    private final ExecutorService answers = Executors.newFixedThreadPool(2, named("relay-answers"));
    private final Sockets sockets = new Sockets("relay");
    private final Cable cable = new Cable();
    private final Store.Subscription feed;
    private final Channel listening;
    private final Serving serving;

    /** @param listenPort 0 for any free one */
    public RelayServer(Store store, KeyRing ring, Clock clock, int listenPort, RelayPort port) throws IOException {
        this.port = port;
        X509Certificate own = ring.certificate(KeyNames.SELF);
        company = ring.authority(KeyNames.SELF).getPublicKey();
        authority = Certificates.encode(ring.authority(KeyNames.SELF));
        ownCertificate = Certificates.encode(own);
        Identity self = Certificates.identity(own, company, clock.instant());
        var evidence = new Evidence(store::noted, company, clock);
        if (evidence.relayKey().isEmpty()) {
            store.note(Evidence.relayNote(own)); // its own word counts for itself
        }
        node = new Node(store, evidence, self, ring.key(KeyNames.SELF), clock, port.shutout(), port.judge());
        var ready = new CountDownLatch(1);
        decider.execute(() -> awaitQuietly(ready)); // what comes in before the machine stands waits for it
        listening = sockets.listen(
                listenPort,
                cable,
                LinkTls.server(ring, clock, true),
                channel -> new Link(this, decider, false, String.valueOf(channel.remoteAddress())));
        serving = new Serving(
                node,
                own.getPublicKey(),
                port,
                port(),
                Integer.getInteger("tillmesh.relay.greetings", GREETINGS_PER_SECOND),
                new Outside());
        ready.countDown();
        feed = store.subscribe(commit -> decider.execute(() -> serving.committed(System.nanoTime())));
        decider.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
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

    public int port() {
        return Sockets.port(listening);
    }

    private void tick() {
        try {
            serving.tick(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.error("The relay's tick failed", e);
        }
    }

    @Override
    public void opened(Link link, @Nullable X509Certificate certificate) {
        serving.opened(link, certificate, System.nanoTime());
    }

    @Override
    public void received(Link link, Message message) {
        serving.received(link, message, System.nanoTime());
    }

    @Override
    public void closed(Link link) {
        serving.closed(link, System.nanoTime());
    }

    @Override
    public void ready(Link link) {
        serving.ready(link, System.nanoTime());
    }

    private final class Outside implements Serving.World {
        @Override
        public void activate(PeerLine line, Message.Activate activate) {
            RelayServer.this.activate(line, activate);
        }

        @Override
        public void asked(PeerLine line, Identity till, Message.Ask ask) {
            answers.execute(() -> answer(line, till, ask));
        }

        @Override
        public void aside(Runnable work, Runnable then) {
            answers.execute(() -> {
                work.run();
                new Deciding(decider).later(then); // it may have ended meanwhile
            });
        }
    }

    private void answer(PeerLine line, Identity till, Message.Ask ask) {
        try {
            line.send(new Message.Answer(ask.id(), "", port.ask(till, ask.kind(), ask.body())));
        } catch (IllegalArgumentException e) {
            line.send(new Message.Answer(ask.id(), String.valueOf(e.getMessage()), Value.NULL));
        } catch (RuntimeException e) {
            LOG.error("Question {} of {} failed", ask.kind(), till.till(), e);
            line.send(new Message.Answer(ask.id(), "an internal error at head office", Value.NULL));
        }
    }

    private void activate(PeerLine link, Message.Activate activate) {
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

    @Override
    public void close() {
        feed.close();
        listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        decider.shutdown();
        answers.shutdown();
        sockets.close();
    }
}
