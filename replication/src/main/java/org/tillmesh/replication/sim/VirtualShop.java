package org.tillmesh.replication.sim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.base.Shutout;
import org.tillmesh.replication.link.PeerLine;
import org.tillmesh.replication.office.RelayPort;
import org.tillmesh.replication.office.Serving;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.seed.Seeding;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.replication.session.Node;
import org.tillmesh.replication.till.Peering;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Store;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.engine.Stores;

/**
 * A relay and tills without sockets, threads and clocks: the machines of production, driven one message at a time through
 * bytes, by a clock that a test or a simulation turns. Stores are real; their disks are what {@link Fate} gives them.
 */
public final class VirtualShop implements AutoCloseable {
    /** What a simulation does to a machine, its disk, its clock and its words; machines have names, head office "relay". */
    public interface Fate {
        /** From now on nothing of a link's one side comes to the other, as where a cable was pulled. */
        int DEAF = -1;

        /** The disk on which a machine's program starts now. */
        default Disk disk(String machine) {
            return Disk.REAL;
        }

        /** How far a machine's clock is wrong now. */
        default long skewMillis(String machine) {
            return 0;
        }

        /** How often a message that is sent comes: 0 if it gets lost on a link that stands, {@link #DEAF} with all that follow. */
        default int copies(String from, String to, Message message) {
            return 1;
        }

        /** Lets a machine do something in which it may die. */
        default void during(String machine, Runnable work) {
            work.run();
        }
    }

    private static final Instant BEGUN = Instant.parse("2026-11-25T08:00:00Z");
    public static final String OFFICE = "relay";
    public static final Scope BRANCH = Scope.branch("S001");
    /** More than that in a moment is no conversation any more, and each may be an fsync: a test fails instead of hanging. */
    private static final int STEPS_A_TICK_MAX = 20_000;

    private static final long TICK = Duration.ofMillis(100).toNanos();

    final Path dir;
    final KeyRing officeRing = DemoCredentials.relay();
    public final Map<String, Till> tills = new TreeMap<>();
    private final Fate fate;
    private final Flight inFlight;
    private final VirtualLinks links;
    private final Random random;
    public static final int SMALL_SEGMENT_BYTES = 1 << 12;

    static final Seeding.Listener UNHEARD = new Seeding.Listener() {
        @Override
        public void at(long done, long total) {}

        @Override
        public void seeded(Scope scope) {}

        @Override
        public void done(long covered) {}

        @Override
        public void failed(RuntimeException why) {}
    };

    public final Map<String, Integer> frames;

    /** How many ChangeSets came, by whom they came to. */
    public final Map<String, Integer> changeSets = new TreeMap<>();

    int segmentBytes = 1 << 20;
    private long freeBytesMin;

    /** Tills of which the relay has said, in the present life of its log, that all they told it of is there. */
    final Set<String> accounted = new TreeSet<>();

    long nowNanos = 1;

    @Nullable Office office;

    /** A machine's wall clock: this world's, turned with the nanoseconds, as wrong as it is there. */
    private final class WallClock extends Clock {
        private final String machine;

        WallClock(String machine) {
            this.machine = machine;
        }

        @Override
        public Instant instant() {
            return BEGUN.plusNanos(nowNanos).plusMillis(fate.skewMillis(machine));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    public VirtualShop(Path dir) {
        this(dir, new Fate() {});
    }

    /** A world in which everything arrives in the order in which it was sent, if it does. */
    public VirtualShop(Path dir, Fate fate) {
        this(dir, new Random(7), new Flight(null), fate);
    }

    /** A world in which what is on its way on different links arrives in any order. */
    public VirtualShop(Path dir, Random random, Fate fate) {
        this(dir, random, new Flight(random), fate);
    }

    private VirtualShop(Path dir, Random random, Flight inFlight, Fate fate) {
        this.dir = dir;
        this.random = random;
        this.fate = fate;
        this.inFlight = inFlight;
        this.links = new VirtualLinks(inFlight, () -> nowNanos, fate, this::count);
        this.frames = links.frames;
    }

    /** @param free so much must be left on a disk that takes something */
    public void withSegments(int bytes, long free) {
        segmentBytes = bytes;
        freeBytesMin = free;
    }

    /** A machine's store on a copy of its disk, beside the machine; nothing of it is heard anywhere. */
    public Store look(Disk copy, String name) throws IOException {
        return openStore(dir.resolve(name), name, copy);
    }

    public Set<String> accounted() {
        return accounted;
    }

    /** How many messages of each kind were sent. */
    public Map<String, Integer> frames() {
        return frames;
    }

    public static ReplicaId replica(String name) {
        return name.equals(OFFICE)
                ? DemoCredentials.relayReplica()
                : new ReplicaId(
                        Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).prefix());
    }

    private Store openStore(Path folder, String name) throws IOException {
        return openStore(folder, name, fate.disk(name));
    }

    private Store openStore(Path folder, String name, Disk disk) throws IOException {
        return Stores.open(
                folder,
                Stores.Options.of((s, o, d) -> true, new WallClock(name)::millis)
                        .withReplica(replica(name))
                        .withSegmentBytes(segmentBytes)
                        .withFreeBytesMin(freeBytesMin)
                        .on(disk, random::nextLong));
    }

    private Map<String, byte[]> note(KeyRing ring) {
        X509Certificate own = ring.certificate(KeyNames.SELF);
        return Evidence.note(
                Certificates.identity(own, ring.authority(KeyNames.SELF).getPublicKey(), BEGUN), own);
    }

    private void count(VirtualLinks.Machine to, Message message) {
        if (message instanceof Message.Batch batch) {
            changeSets.merge(to.name(), batch.changeSets().size(), Integer::sum);
        }
    }

    // ---- time

    public void run(Duration time) {
        long until = nowNanos + time.toNanos();
        while (nowNanos < until) {
            step();
        }
    }

    public void until(String what, BooleanSupplier holds) {
        long until = nowNanos + Duration.ofSeconds(60).toNanos();
        while (!holds.getAsBoolean()) {
            if (nowNanos > until) {
                throw new AssertionError("After a minute still not: " + what);
            }
            step();
        }
    }

    private void step() {
        nowNanos += TICK;
        for (Till till : List.copyOf(tills.values())) {
            till.tick();
        }
        Office at = office;
        if (at != null && nowNanos / TICK % 5 == 0) {
            at.during(() -> at.serving.tick(nowNanos));
        }
        int steps = 0;
        for (Runnable next = inFlight.next(); next != null; next = inFlight.next()) {
            next.run();
            if (++steps > STEPS_A_TICK_MAX) {
                throw new AssertionError("A storm: " + frames);
            }
        }
    }

    /** Opens so many new tills, and waits until each has greeted head office and all others. */
    public List<Till> openTills(int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            new Till(String.format(Locale.ROOT, "S001-T%02d", i), true);
        }
        until("all greet", () -> tills.values().stream()
                .allMatch(t -> t.peering.isOnline() && t.peering.neighbours().size() == count - 1));
        return List.copyOf(tills.values());
    }

    // ---- a till

    public final class Till implements VirtualLinks.Machine, Peering.World {
        public final String name;
        final KeyRing ring;
        public Store store;
        public Peering peering;
        public boolean relayCut;
        public boolean lanCut;
        long position;
        final List<HostPort> peers = new ArrayList<>();
        private boolean slow;
        private boolean busy;
        private int life;
        private final ArrayDeque<Runnable> undone = new ArrayDeque<>();
        private final ArrayDeque<Runnable> unheard = new ArrayDeque<>();

        /** @param fresh as one that was activated just now; it knows the others' addresses in any case */
        public Till(String name, boolean fresh) throws IOException {
            this.name = name;
            ring = DemoCredentials.till("S001", name, replica(name));
            store = openStore(dir.resolve(name), name);
            store.note(note(ring));
            store.note(Evidence.relayNote(officeRing.certificate(KeyNames.SELF))); // as activation brings it
            peering = newPeering();
            tills.put(name, this);
        }

        private Peering newPeering() {
            Clock clock = new WallClock(name);
            return new Peering(
                    new Peering.Settings(
                            store,
                            ring,
                            clock,
                            clock,
                            1,
                            new HostPort("relay", 1),
                            tills.keySet().stream().map(t -> new HostPort(t, 1)).toList(),
                            new Heard(store),
                            (s, o, d) -> !(d instanceof org.tillmesh.crdt.Delta.Append append
                                    && append.doc().type().equals("user")),
                            fate.disk(name),
                            dir.resolve(name + "-incoming"),
                            random),
                    this);
        }

        public void restart() throws IOException {
            restart(() -> {});
        }

        /** @param meanwhile what happens to its folder while the program is down */
        public void restart(Runnable meanwhile) throws IOException {
            stop();
            meanwhile.run();
            start();
        }

        /** It stops in order. */
        public void stop() {
            links.hangUp(this, "restart");
            life++;
            store.close();
        }

        public boolean isCut(boolean central) {
            return central ? relayCut : lanCut;
        }

        /** Its process dies, and its links with it; those show it at once, or only by their silence. */
        public void die(boolean silently) {
            links.die(this, silently);
            life++;
        }

        /** Its program starts, on what is on the disk. */
        public void start() throws IOException {
            store = openStore(dir.resolve(name), name);
            peering = newPeering();
        }

        public Store store() {
            return store;
        }

        public Peering peering() {
            return peering;
        }

        /** Cuts or restores what leads to head office, or to the neighbours; links show it at once, or not. */
        public void cut(boolean central, boolean isCut, boolean silently) {
            if (central) {
                relayCut = isCut;
            } else {
                lanCut = isCut;
            }
            if (!silently) {
                links.drop(this, central);
            }
        }

        /** A Hard Sync that nobody waits for. */
        public void hardSync() {
            if (peering.isOnline()) {
                peering.cancelSeeding();
                peering.seed(UNHEARD);
            }
        }

        /** Drops of the journal what head office has. */
        public void compact() {
            store.compact(old -> peering.node()
                            .evidence()
                            .identityOf(old.origin())
                            .map(Identity::hasRelayAuthority)
                            .orElse(false)
                    || acknowledged(old.stream()) >= old.seq());
        }

        /** Whether it made a stream, in this life of its folder or another. */
        public boolean isOwn(StreamId stream) {
            return peering.node().isOwn(stream);
        }

        public long acknowledged(StreamId stream) {
            return peering.standing().acknowledged(stream).seq();
        }

        public long protectedUpTo(StreamId stream) {
            return peering.standing().protectedUpTo(stream);
        }

        /** The newest life of head office's log that it has heard of. */
        public Epoch epoch() {
            return peering.node().evidence().epoch();
        }

        public void sell(String uuid) {
            append("sale", uuid, Value.map(Map.of("total", Value.of(1250))));
        }

        public void append(String type, String id, Value body) {
            store.write(tx -> {
                tx.append(BRANCH, new DocRef(type, id), body);
                return true;
            });
        }

        public boolean has(String uuid) {
            return VirtualShop.has(store, uuid);
        }

        /** Looks at nothing that comes until it is told to go on. */
        public void beBusy() {
            busy = true;
        }

        public void goOn() {
            busy = false;
            while (!unheard.isEmpty()) {
                inFlight.add(this, unheard.remove());
            }
        }

        @Override
        public void hear(Runnable what) {
            if (busy) {
                unheard.add(what);
            } else {
                what.run();
            }
        }

        void tick() {
            if (!busy) {
                during(this::work);
            }
        }

        private void work() {
            if (store.position() != position) {
                position = store.position();
                peering.committed(true, true, nowNanos);
            }
            peering.tick(nowNanos);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void during(Runnable work) {
            fate.during(name, work);
        }

        @Override
        public X509Certificate certificate() {
            return ring.certificate(KeyNames.SELF);
        }

        @Override
        public void opened(PeerLine line, X509Certificate peer, long now) {
            peering.opened(line, peer, now);
        }

        @Override
        public void received(PeerLine line, Message message, long now) {
            peering.received(line, message, now);
        }

        @Override
        public void closed(PeerLine line, long now) {
            peering.closed(line, now);
        }

        @Override
        public boolean relayCut() {
            return relayCut;
        }

        @Override
        public boolean lanCut() {
            return lanCut;
        }

        @Override
        public boolean isHeadOffice() {
            return false;
        }

        @Override
        public void dial(HostPort address, boolean relay) {
            VirtualLinks.Machine to = relay ? office : tills.get(address.host());
            if (to != null) {
                links.connect(this, to, address.toString());
            }
        }

        @Override
        public void asked(PeerLine line, Identity from, Message.Ask ask) {
            line.send(new Message.Answer(ask.id(), "", Value.NULL));
        }

        @Override
        public void answered(Message.Answer answer) {}

        @Override
        public int life() {
            return life;
        }

        @Override
        public void aside(Runnable work, Runnable then) {
            int begun = life;
            Runnable both = () -> {
                if (life == begun) {
                    during(() -> {
                        work.run();
                        then.run();
                    });
                }
            };
            if (slow) {
                undone.add(both);
            } else {
                inFlight.add(this, both);
            }
        }

        /** From now on what is done aside waits for {@link #workOn}. */
        public void beSlow() {
            slow = true;
        }

        /** Does the next piece of what waits. */
        public void workOn() {
            Runnable next = undone.poll();
            if (next != null) {
                inFlight.add(this, next);
            }
        }

        @Override
        public void changed() {}
    }

    public static boolean has(Store store, String uuid) {
        return store.read(v -> v.record(BRANCH, new DocRef("sale", uuid))).isPresent();
    }

    /** Revocations as this world writes them: a record of type "revocation", its id the serial (and more to raise). */
    record Heard(Store store) implements Shutout {
        @Override
        public boolean test(X509Certificate certificate) {
            return store.read(v -> v.record(
                            Scope.COMPANY,
                            new DocRef(
                                    "revocation", certificate.getSerialNumber().toString())))
                    .isPresent();
        }

        @Override
        public List<Head> cuts(X509Certificate certificate, StreamId stream) {
            String serial = certificate.getSerialNumber().toString();
            return store.read(v -> v.scan(Scope.COMPANY, "revocation")
                    .map(d -> (org.tillmesh.store.Document.Record) d)
                    .filter(r -> r.ref().id().startsWith(serial))
                    .flatMap(r -> ((Value.ListOf) r.body()).items().stream())
                    .map(cut -> ((Value.ListOf) cut).items())
                    .filter(cut -> Messages.stream(cut.get(0)).equals(stream))
                    .map(cut -> Messages.head(cut.get(1)))
                    .toList());
        }
    }

    // ---- head office

    public final class Office implements VirtualLinks.Machine, RelayPort, Serving.World {
        final Path folder;
        public final Store store;
        final Serving serving;
        public Epoch epoch;
        long position;
        private int life;
        final Map<Hash, SignedManifest> offered = new HashMap<>();

        /** @param epoch of its log when it starts */
        public Office(Path folder, Epoch epoch) throws IOException {
            Clock clock = new WallClock(OFFICE);
            this.folder = folder;
            this.epoch = epoch;
            store = openStore(folder, OFFICE);
            store.note(note(officeRing));
            store.note(Evidence.relayNote(officeRing.certificate(KeyNames.SELF)));
            X509Certificate own = officeRing.certificate(KeyNames.SELF);
            PublicKey company = officeRing.authority(KeyNames.SELF).getPublicKey();
            PrivateKey key = officeRing.key(KeyNames.SELF);
            var node = new Node(
                    store,
                    new Evidence(store::noted, company, clock),
                    Certificates.identity(own, company, clock.instant()),
                    key,
                    clock,
                    shutout(),
                    (s, o, d) -> true);
            serving = new Serving(node, own.getPublicKey(), this, 1, 100, this);
            office = this;
        }

        /** It stops in order. */
        public void close() {
            links.hangUp(this, "office closes");
            office = null;
            life++;
            store.close();
        }

        /** Its process dies, and its links with it; those show it at once, or only by their silence. */
        public void die(boolean silently) {
            links.die(this, silently);
            office = null;
            life++;
        }

        public Store store() {
            return store;
        }

        @Override
        public String name() {
            return OFFICE;
        }

        @Override
        public void during(Runnable work) {
            fate.during(OFFICE, work);
        }

        @Override
        public Disk disk() {
            return fate.disk(OFFICE);
        }

        @Override
        public int life() {
            return life;
        }

        public void revoke(Till till) {
            var cuts = new ArrayList<Value>();
            store.vector().heads().forEach((stream, head) -> {
                if (stream.origin().replica().equals(replica(till.name))) {
                    cuts.add(Value.list(List.of(Messages.stream(stream), Messages.head(head))));
                }
            });
            write("revocation", till.certificate().getSerialNumber().toString(), Value.list(cuts));
        }

        public void write(String type, String id, Value body) {
            store.write(tx -> {
                tx.append(Scope.COMPANY, new DocRef(type, id), body);
                return true;
            });
            serving.committed(nowNanos);
        }

        @Override
        public X509Certificate certificate() {
            return officeRing.certificate(KeyNames.SELF);
        }

        @Override
        public void opened(PeerLine line, X509Certificate peer, long now) {
            serving.opened(line, peer, now);
        }

        @Override
        public void received(PeerLine line, Message message, long now) {
            serving.received(line, message, now);
            if (store.position() != position) {
                position = store.position();
                serving.committed(now);
            }
        }

        @Override
        public void closed(PeerLine line, long now) {
            serving.closed(line, now);
        }

        @Override
        public boolean relayCut() {
            return office != this;
        }

        @Override
        public boolean lanCut() {
            return true;
        }

        @Override
        public boolean isHeadOffice() {
            return true;
        }

        @Override
        public Epoch epoch() {
            return epoch;
        }

        @Override
        public Epoch beginAnew(Epoch greatestHeard) {
            long after = Math.max(greatestHeard.startedMillis(), epoch.startedMillis());
            epoch = new Epoch(Math.max(new WallClock(OFFICE).millis(), after + 1), 5);
            accounted.clear();
            return epoch;
        }

        @Override
        public void accountedFor(Identity till) {
            accounted.add(till.till());
        }

        @Override
        public Admission admit(byte[] secret, PublicKey key) {
            return new Admission.Denied("BAD_CODE", "none here");
        }

        @Override
        public boolean isRevoked(X509Certificate certificate) {
            return new Heard(store).test(certificate);
        }

        @Override
        public Shutout shutout() {
            return new Heard(store);
        }

        @Override
        public SignedManifest checkpoint(Scope scope) {
            SignedManifest made = SignedManifest.of(
                    epoch, store.snapshot(scope, folder.resolve("seeds")).manifest(), officeRing.key(KeyNames.SELF));
            offered.put(Hash.sha256(made.manifest()), made);
            return made;
        }

        @Override
        public SignedManifest checkpoint(Scope scope, Hash begun) {
            SignedManifest kept = offered.get(begun);
            return kept == null ? checkpoint(scope) : kept;
        }

        @Override
        public Path chunk(Scope scope, Hash hash) {
            return folder.resolve("seeds").resolve(hash.toString());
        }

        @Override
        public java.util.Optional<Path> incoming() {
            return java.util.Optional.of(folder.resolve("incoming"));
        }

        @Override
        public void testified(Identity witness, Testimony testimony) {
            tills.values().stream()
                    .filter(t ->
                            replica(t.name).equals(testimony.stream().origin().replica()))
                    .forEach(t -> {
                        String serial = t.certificate().getSerialNumber().toString();
                        DocRef ref = new DocRef(
                                "revocation", serial + "+" + testimony.head().hash());
                        if (store.read(v -> v.record(Scope.COMPANY, ref)).isEmpty()) {
                            write(
                                    ref.type(),
                                    ref.id(),
                                    Value.list(List.of(Value.list(List.of(
                                            Messages.stream(testimony.stream()), Messages.head(testimony.head()))))));
                        }
                    });
        }

        @Override
        public Value ask(Identity till, String kind, Value body) {
            return body;
        }

        @Override
        public void heard(Identity till, long itsNowMillis) {}

        @Override
        public void gone(Identity till) {}

        @Override
        public void activate(PeerLine line, Message.Activate activate) {
            line.close("no activation here");
        }

        @Override
        public void asked(PeerLine line, Identity till, Message.Ask ask) {
            line.send(new Message.Answer(ask.id(), "", ask.body()));
        }

        @Override
        public void aside(Runnable work, Runnable then) {
            inFlight.add(this, () -> {
                if (life == 0) {
                    during(() -> {
                        work.run();
                        then.run();
                    });
                }
            });
        }
    }

    @Override
    public void close() {
        tills.values().forEach(till -> till.store.close());
        Office at = office;
        if (at != null) {
            at.store.close();
        }
    }
}
