package org.tillmesh.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.office.RelayPort;
import org.tillmesh.replication.security.ActivationCode;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.CompanyAuthority;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

/** A relay and tills of one store over real TLS on loopback. */
class StoreOnLoopbackTest {
    private static final Scope BRANCH = Scope.branch("S001");

    @TempDir
    Path dir;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Store office;
    private KeyRing officeRing;
    private RelayServer relay;
    private byte @Nullable [] expectedSecret;

    @BeforeEach
    void headOffice() throws IOException {
        officeRing = DemoCredentials.relay();
        office = store("relay", "relay");
        office.note(noteOf(officeRing));
        relay = new RelayServer(office, officeRing, Clock.systemUTC(), 0, new Office());
        open.add(0, relay);
    }

    @AfterEach
    void everythingEnds() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static Map<String, byte[]> noteOf(KeyRing ring) {
        X509Certificate own = ring.certificate(KeyNames.SELF);
        return Evidence.note(
                Certificates.identity(
                        own,
                        ring.authority(KeyNames.SELF).getPublicKey(),
                        Clock.systemUTC().instant()),
                own);
    }

    private static ReplicaId replica(String name) {
        return name.equals("relay")
                ? DemoCredentials.relayReplica()
                : new ReplicaId(
                        Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).prefix());
    }

    private Store store(String folder, String name) throws IOException {
        Store store = Stores.open(
                dir.resolve(folder),
                Stores.Options.of((s, o, d) -> true, System::currentTimeMillis)
                        .withReplica(replica(name))
                        .withSegmentBytes(1 << 20)
                        .withFreeBytesMin(0));
        open.add(store);
        return store;
    }

    private final class Till {
        final Store store;
        final Replicator replicator;

        Till(String name, int... peers) throws IOException {
            KeyRing ring = DemoCredentials.till("S001", name, replica(name));
            store = store(name, name);
            store.note(noteOf(ring));
            replicator = new Replicator(new Replicator.Config(
                    store,
                    ring,
                    Clock.systemUTC(),
                    0,
                    new HostPort("127.0.0.1", relay.port()),
                    Arrays.stream(peers)
                            .mapToObj(p -> new HostPort("127.0.0.1", p))
                            .toList(),
                    false,
                    c -> false,
                    (from, kind, body) -> Value.of(kind + " for " + from.till()),
                    dir.resolve(name + "-incoming")));
            open.add(0, replicator);
        }

        void sell(String uuid) {
            store.write(tx -> {
                tx.append(BRANCH, new DocRef("sale", uuid), Value.map(Map.of("total", Value.of(1250))));
                return true;
            });
        }

        boolean has(String uuid) {
            return StoreOnLoopbackTest.has(store, uuid);
        }
    }

    private static boolean has(Store store, String uuid) {
        return store.read(v -> v.record(BRANCH, new DocRef("sale", uuid))).isPresent();
    }

    private static void await(String what, BooleanSupplier holds) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void a_sale_is_pushed_acknowledged_and_seen_by_the_neighbour() throws IOException {
        Till one = new Till("S001-T01");
        Till two = new Till("S001-T02", one.replicator.port());
        await("online", () -> one.replicator.online() && two.replicator.online());
        one.sell("a");
        await("at the relay", () -> has(office, "a"));
        await("at the neighbour", () -> two.has("a"));
        await("acknowledged", () -> one.replicator.unacknowledged() == 0);
        assertThat(one.replicator.push((d, t) -> {}).headsEqual()).isTrue();
        await("same", () -> two.store.digest(BRANCH).equals(one.store.digest(BRANCH)));
        assertThat(office.digest(BRANCH)).isEqualTo(one.store.digest(BRANCH));
    }

    @Test
    void records_of_a_till_that_is_cut_off_are_carried_by_its_neighbour() throws IOException {
        Till one = new Till("S001-T01");
        Till two = new Till("S001-T02", one.replicator.port());
        await("online", () -> one.replicator.online() && two.replicator.online());
        await("together", () -> one.replicator.neighbours().contains("S001-T02"));
        one.replicator.cutRelay(true);
        await("offline", () -> !one.replicator.online());
        one.sell("carried");
        await("at the relay", () -> has(office, "carried"));
        await("its acknowledgement came back", () -> one.replicator.unacknowledged() == 0);
        await("it says by whom", () -> one.replicator.via().equals(java.util.Optional.of("S001-T02")));
        assertThatThrownBy(() -> one.replicator.push((d, t) -> {})).isInstanceOf(OfflineException.class);
        one.replicator.restoreRelay();
        await("online again", one.replicator::online);
    }

    @Test
    void what_was_sold_in_an_outage_goes_up_afterwards() throws IOException {
        Till one = new Till("S001-T01");
        await("online", one.replicator::online);
        one.replicator.cutRelay(true);
        await("offline", () -> !one.replicator.online());
        for (int i = 0; i < 20; i++) {
            one.sell("sale" + i);
        }
        assertThat(one.replicator.unacknowledged()).isEqualTo(20);
        one.replicator.restoreRelay();
        await("online", one.replicator::online);
        Replicator.Result pushed = one.replicator.push((d, t) -> {});
        assertThat(pushed.left()).isZero();
        assertThat(office.digest(BRANCH)).isEqualTo(one.store.digest(BRANCH));
    }

    @Test
    void a_hard_sync_seeds_an_empty_till_and_a_soft_sync_brings_the_rest() throws IOException {
        office.write(tx -> {
            for (int i = 0; i < 500; i++) {
                tx.put(Scope.COMPANY, new DocRef("product", "p" + i), "name", Value.of("Product " + i));
            }
            return true;
        });
        Till one = new Till("S001-T01");
        await("online", one.replicator::online);
        one.replicator.hard((d, t) -> {});
        assertThat(one.store.digest(Scope.COMPANY)).isEqualTo(office.digest(Scope.COMPANY));
        office.write(tx -> {
            tx.put(Scope.COMPANY, new DocRef("product", "p1"), "name", Value.of("New name"));
            return true;
        });
        one.replicator.soft();
        assertThat(one.store.digest(Scope.COMPANY)).isEqualTo(office.digest(Scope.COMPANY));
    }

    @Test
    void a_neighbour_answers_a_question() throws IOException {
        Till one = new Till("S001-T01");
        Till two = new Till("S001-T02", one.replicator.port());
        await("together", () -> two.replicator.neighbours().contains("S001-T01"));
        assertThat(two.replicator.ask("S001-T01", "recall", Value.NULL)).isEqualTo(Value.of("recall for S001-T02"));
        one.replicator.cutLan(true);
        await("apart", () -> two.replicator.neighbours().isEmpty());
        assertThatThrownBy(() -> two.replicator.ask("S001-T01", "recall", Value.NULL))
                .isInstanceOf(OfflineException.class);
        one.replicator.restoreLan();
        await("together again", () -> two.replicator.neighbours().contains("S001-T01"));
    }

    @Test
    void a_code_activates_once_and_only_with_its_own_relay() {
        PublicKey authority = officeRing.authority(KeyNames.SELF).getPublicKey();
        ActivationCode code = ActivationCode.draw(authority, new SecureRandom());
        expectedSecret = code.secret();
        HostPort address = new HostPort("127.0.0.1", relay.port());
        Activation.Activated activated =
                Activation.run(address, ActivationCode.parse(code.toString()), Clock.systemUTC());
        assertThat(activated.identity().till()).isEqualTo("S001-T77");
        ActivationCode wrong = ActivationCode.draw(authority, new SecureRandom());
        assertThatThrownBy(() -> Activation.run(address, wrong, Clock.systemUTC()))
                .isInstanceOf(Activation.Denied.class)
                .hasMessageContaining("unknown");
        ActivationCode foreign = ActivationCode.draw(KeyRing.newP256().getPublic(), new SecureRandom());
        assertThatThrownBy(() -> Activation.run(address, foreign, Clock.systemUTC()))
                .isInstanceOf(SecurityFailure.class)
                .hasMessageContaining("not one of the head office");
    }

    @Test
    void a_code_is_not_said_where_the_folder_is_of_another_company() {
        ActivationCode code =
                ActivationCode.draw(officeRing.authority(KeyNames.SELF).getPublicKey(), new SecureRandom());
        expectedSecret = code.secret();
        HostPort address = new HostPort("127.0.0.1", relay.port());
        assertThatThrownBy(() -> Activation.run(address, code, "OTHER", Clock.systemUTC()))
                .isInstanceOfSatisfying(
                        Activation.Denied.class, e -> assertThat(e.code()).isEqualTo("BAD_VALUE"))
                .hasMessageContaining("OTHER")
                .hasMessageContaining("empty folder");
        assertThat(Activation.run(address, code, "DEMO", Clock.systemUTC())
                        .identity()
                        .till())
                .isEqualTo("S001-T77");
    }

    @Test
    void a_program_that_breaks_off_says_nothing_of_the_code() throws IOException {
        ActivationCode code =
                ActivationCode.draw(officeRing.authority(KeyNames.SELF).getPublicKey(), new SecureRandom());
        try (var other = new ServerSocket(0)) {
            var closing = new Thread(
                    () -> {
                        try {
                            other.accept().close();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    "breaks off");
            closing.start();
            assertThatThrownBy(() ->
                            Activation.run(new HostPort("127.0.0.1", other.getLocalPort()), code, Clock.systemUTC()))
                    .isInstanceOf(OfflineException.class)
                    .hasMessageContaining("head office's port for tills");
        }
    }

    private final class Office implements RelayPort {
        private final Epoch epoch = new Epoch(1_800_000_000_000L, 7);

        @Override
        public Epoch epoch() {
            return epoch;
        }

        @Override
        public Admission admit(byte[] secret, PublicKey key) {
            if (!Arrays.equals(secret, expectedSecret)) {
                return new Admission.Denied("BAD_CODE", "This code is unknown");
            }
            var identity = new Identity(replica("S001-T77"), "DEMO", "S001", "S001-T77", Identity.Kind.TILL);
            return new Admission.Admitted(
                    CompanyAuthority.load(officeRing)
                            .issue(identity, key, Clock.systemUTC().instant()),
                    Value.NULL);
        }

        @Override
        public boolean isRevoked(X509Certificate certificate) {
            return false;
        }

        @Override
        public SignedManifest checkpoint(Scope scope) {
            return SignedManifest.of(
                    epoch, office.snapshot(scope, dir.resolve("chunks")).manifest(), officeRing.key(KeyNames.SELF));
        }

        @Override
        public Path chunk(Scope scope, Hash hash) {
            return dir.resolve("chunks").resolve(hash.toString());
        }

        @Override
        public Value ask(Identity till, String kind, Value body) {
            return body;
        }

        @Override
        public void heard(Identity till, long itsNowMillis) {}

        @Override
        public void gone(Identity till) {}
    }
}
