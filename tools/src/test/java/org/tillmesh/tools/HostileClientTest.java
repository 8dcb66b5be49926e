package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Transaction;
import org.tillmesh.tools.trial.ChildProgram;
import org.tillmesh.tools.trial.ChildRelay;
import org.tillmesh.tools.trial.ChildTill;
import org.tillmesh.tools.trial.FaultProxy;
import org.tillmesh.tools.trial.WireLink;

/** A relay and a till as processes, and somebody at their ports who breaks every rule: it costs little and changes nothing. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileClientTest {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final String SALE = "6289999222479";

    @TempDir
    static Path dir;

    private Path office;
    private ChildRelay relay;
    private ChildTill till;
    private FaultProxy door;

    /** Issued documents that everybody must know, and no more. */
    private int documents;

    @BeforeAll
    void aShop() throws IOException {
        office = dir.resolve("relay");
        relay = ChildRelay.demo(office, dir.resolve("relay.log"));
        door = new FaultProxy(relay.port(), 1);
        till = start("T01");
        sell();
    }

    private ChildTill start(String number, String... more) throws IOException {
        var arguments = new ArrayList<>(
                List.of("--demo", "--store", "S001", "--till", number, "--relay", "127.0.0.1:" + door.port()));
        arguments.addAll(List.of(more));
        ChildTill started = ChildTill.start(
                number, dir.resolve(number), dir.resolve(number + ".log"), arguments.toArray(String[]::new));
        started.ask("login", "pin", "1111", "user", "cashier");
        started.ask("shift-open", "float", "100.00");
        return started;
    }

    @AfterAll
    void itCloses() throws IOException {
        till.close();
        relay.close();
        door.close();
    }

    private void sell() {
        sell(till);
    }

    private void sell(ChildTill at) {
        at.ask("scan", "code", SALE);
        at.ask(
                "tender",
                "kind",
                "cash",
                "amount",
                at.ask("cart").path("cart").path("due").asText());
        at.ask("complete", "key", UUID.randomUUID().toString());
        documents++;
    }

    private static void await(String what, int secondsMax, BooleanSupplier holds) {
        long until = System.nanoTime() + secondsMax * 1_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private List<Integer> ports() {
        return List.of(relay.port(), till.port());
    }

    /** Both live, agree, and know exactly the documents that tills have issued. */
    private void undisturbed() {
        await(
                "the till's sales are acknowledged",
                20,
                () -> till.ask("status").path("unacknowledged").asInt() == 0);
        JsonNode office = office();
        assertThat(office.path("count").asInt()).isEqualTo(documents);
        assertThat(till.ask("sales").path("count").asInt()).isEqualTo(documents);
        assertThat(digest(till)).isEqualTo(office.path("digest").asText());
    }

    private JsonNode office() {
        try {
            return relay.get("/api/v1/sales?store=S001");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String digest(ChildTill at) {
        return at.ask("digest").path("scopes").path("store:S001").path("digest").asText();
    }

    @Test
    void without_the_companys_certificate_nobody_gets_in() throws Exception {
        for (int port : ports()) {
            try (WireLink link = Attacker.call(port, Attacker.ofAnotherAuthority("S001-T01"))) {
                link.hello();
                assertThat(Attacker.isCutOff(link, 8))
                        .as("another authority, port " + port)
                        .isTrue();
            } catch (IOException e) {
                assertThat(e).as("refused in the handshake").isInstanceOf(IOException.class);
            }
        }
        // Nobody's certificate at all: the till refuses the handshake, the relay lets in who only wants to be
        // activated.
        SSLContext nobody = trustingAnybody();
        try (WireLink link = WireLink.open(new HostPort("127.0.0.1", relay.port()), nobody, Clock.systemUTC())) {
            link.send(new Message.Pull(BRANCH, Epoch.NONE, 0));
            assertThat(Attacker.isCutOff(link, 8))
                    .as("one without a certificate who asks for records")
                    .isTrue();
        }
        sell();
        undisturbed();
    }

    private static SSLContext trustingAnybody() throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new AnybodyWillDo()}, null);
        return context;
    }

    /** For an attacker, who does not care whom he talks to. */
    private static final class AnybodyWillDo extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void garbage_giant_frames_and_bombs_end_the_link() throws Exception {
        var random = new Random(5);
        byte[] bomb = WireLink.frame(new Message.Chunk(Hash.ZERO, new byte[Messages.INFLATED_BYTES_MAX + 1]));
        byte[] noise = new byte[5_000];
        random.nextBytes(noise);
        byte[] notAMessage = ByteBuffer.allocate(4 + 100).putInt(100).array();
        Map<String, byte[]> attacks = Map.of(
                "noise",
                noise,
                "a frame of 4 GiB",
                new byte[] {-1, -1, -1, -1, 0},
                "a frame of no bytes",
                new byte[4],
                "a frame just over the limit",
                ByteBuffer.allocate(8).putInt(Messages.FRAME_BYTES_MAX + 1).array(),
                "zeros for a message",
                notAMessage,
                "a bomb",
                bomb);
        for (int port : ports()) {
            for (Map.Entry<String, byte[]> attack : attacks.entrySet()) {
                try (WireLink link = Attacker.call(port, Attacker.till("S001-T07"))) {
                    link.hello();
                    link.sendBytes(attack.getValue());
                    assertThat(Attacker.isCutOff(link, 8))
                            .as(attack.getKey() + " at port " + port)
                            .isTrue();
                }
                try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    plain.getOutputStream().write(attack.getValue());
                    plain.getOutputStream().flush();
                }
            }
        }
        sell();
        undisturbed();
    }

    @Test
    void another_tills_records_under_ones_own_certificate_are_not_taken() throws Exception {
        List<ChangeSet> forged = Attacker.written(dir.resolve("forged"), "S001-T08", BRANCH, List.of(sale("forged")));
        for (int port : ports()) {
            for (String certificate : List.of("S001-T07", "S001-T08")) {
                try (WireLink link = Attacker.call(port, Attacker.till("S001-T07"))) {
                    link.hello();
                    link.send(Attacker.batch(forged, Attacker.till("S001-T07"), Attacker.till(certificate)));
                    Attacker.isCutOff(link, 2);
                }
            }
        }
        sell();
        undisturbed();
    }

    private static Consumer<Transaction> sale(String id) {
        return tx -> tx.append(BRANCH, new DocRef("sale", id), Value.map(Map.of("total", Value.of(1))));
    }

    @Test
    void replayed_batches_count_once() throws Exception {
        List<ChangeSet> twice = Attacker.written(
                dir.resolve("audit"),
                "S001-T07",
                BRANCH,
                List.of(tx ->
                        tx.append(BRANCH, new DocRef("audit", "a"), Value.map(Map.of("till", Value.of("S001-T07"))))));
        byte[] frame = WireLink.frame(Attacker.batch(twice, Attacker.till("S001-T07"), Attacker.till("S001-T07")));
        String before = office().path("seen").asText();
        String once = "";
        for (int i = 0; i < 20; i++) {
            try (WireLink link = Attacker.call(relay.port(), Attacker.till("S001-T07"))) {
                link.hello();
                link.next(Message.Hello.class, 8_000);
                link.sendBytes(frame);
                link.sendBytes(frame);
                link.next(Message.Acks.class, 8_000);
            }
            String seen = office().path("seen").asText();
            assertThat(seen).isNotEqualTo(before);
            assertThat(once.isEmpty() || once.equals(seen)).as("seen once").isTrue();
            once = seen;
        }
        // A frame recorded on one link is worth nothing to who has no certificate, and nothing more to who has one.
        undisturbed();
    }

    @Test
    void a_user_written_by_a_till_has_no_effect_and_blocks_nothing_behind_it() throws Exception {
        var evil = new User(new UserId("evil"), "Evil", "شرير", Role.MANAGER, true, List.of("S001"));
        List<ChangeSet> company = Attacker.written(
                dir.resolve("company"),
                "S001-T07",
                Scope.COMPANY,
                List.of(
                        tx -> evil.writeTo(tx, Scope.COMPANY),
                        tx -> tx.put(
                                Scope.COMPANY, DocType.PRODUCT.ref("no-such"), "name", Value.of("forged by a till")),
                        tx -> tx.put(
                                Scope.COMPANY,
                                DocType.CUSTOMER.ref("behind-it"),
                                "name",
                                Value.of("Customer behind it"))));
        for (int port : ports()) {
            try (WireLink link = Attacker.call(port, Attacker.till("S001-T07"))) {
                link.hello();
                link.send(Attacker.batch(company, Attacker.till("S001-T07"), Attacker.till("S001-T07")));
                Attacker.isCutOff(link, 2);
            }
        }
        await("the customer behind it is there", 20, () -> till.ask("customer", "find", "behind")
                .toString()
                .contains("Customer behind it"));
        assertThat(till.ask("exceptions").path("exceptions").toString()).contains("UNAUTHORISED");
        till.ask("shift-close", "counted", "0.00", "approve", "9999");
        till.ask("logout");
        try {
            till.ask("login", "user", "evil", "pin", "1111");
            throw new AssertionError("a user that a till invented may log in");
        } catch (ChildTill.Refused e) {
            assertThat(e.code()).isIn("WRONG_PIN", "FORBIDDEN", "BAD_VALUE");
        }
        assertThat(relay.get("/api/v1/products").toString()).doesNotContain("forged by a till");
        till.ask("login", "pin", "1111", "user", "cashier");
        till.ask("shift-open", "float", "100.00");
        undisturbed();
    }

    @Test
    void a_flood_of_half_open_calls_does_not_stop_the_shop() throws Exception {
        var calls = new ArrayList<Socket>();
        var links = new ArrayList<WireLink>();
        try {
            for (int i = 0; i < 300; i++) {
                calls.add(new Socket(InetAddress.getLoopbackAddress(), relay.port()));
                calls.add(new Socket(InetAddress.getLoopbackAddress(), till.port()));
            }
            for (int i = 0; i < 10; i++) {
                links.add(Attacker.call(relay.port(), Attacker.till("S001-T1" + i)));
            }
            long began = System.nanoTime();
            sell();
            sell();
            undisturbed();
            assertThat((System.nanoTime() - began) / 1_000_000_000L).isLessThan(15);
            Thread.sleep(12_000);
            for (Socket call : calls.subList(0, 40)) {
                call.setSoTimeout(2_000);
                assertThat(call.getInputStream().read()).as("hung up on").isEqualTo(-1);
            }
            for (WireLink link : links.subList(0, 5)) {
                assertThat(Attacker.isCutOff(link, 5))
                        .as("greets nobody: hung up on")
                        .isTrue();
            }
        } finally {
            for (Socket call : calls) {
                call.close();
            }
            for (WireLink link : links) {
                link.close();
            }
        }
        sell();
        undisturbed();
    }

    @Test
    void a_relay_put_back_to_an_old_copy_gets_everything_again() throws Exception {
        undisturbed();
        relay.terminate();
        copy(office, dir.resolve("yesterday"));
        restart(office);
        for (int i = 0; i < 5; i++) {
            sell();
        }
        undisturbed();
        relay.kill();
        sell();
        restart(dir.resolve("yesterday"));
        await("head office has all", 40, () -> office().path("count").asInt() == documents);
        undisturbed();
        assertThat(till.ask("status").path("unsent").asInt()).isZero();
    }

    private void restart(Path folder) throws IOException {
        office = folder;
        relay = ChildRelay.demo(folder, dir.resolve("relay.log"));
        door.retarget(relay.port());
        door.cutNow();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path at = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(at);
                } else {
                    Files.copy(each, at);
                }
            }
        }
    }

    @Test
    void a_till_revoked_while_it_was_offline_is_let_in_by_nobody_and_keeps_its_records() throws Exception {
        ChildTill stolen = ChildTill.start("stolen", dir.resolve("stolen"), dir.resolve("stolen.log"));
        try {
            String name = stolen.ask(
                            "activate",
                            "relay",
                            "127.0.0.1:" + door.port(),
                            "code",
                            relay.codes().get(0))
                    .path("till")
                    .asText();
            stolen.ask("login", "pin", "1111", "user", "cashier");
            stolen.ask("shift-open", "float", "100.00");
            sell(stolen);
            await("its sale is known", 20, () -> office().path("count").asInt() == documents);
            await(
                    "and it knows that",
                    20,
                    () -> stolen.ask("status").path("unsent").asInt() == 0);
            stolen.ask("link", "state", "down");
            stolen.ask("lan", "state", "down");
            ChildProgram.run(dir.resolve("revoke.log"), "relay", "revoke", "--data", office.toString(), "--till", name);
            sell(stolen);
            documents--; // nobody else may hear of it
            stolen.ask("link", "state", "up");
            stolen.ask("lan", "state", "up");
            Thread.sleep(6_000);
            assertThat(stolen.ask("status").path("online").asBoolean())
                    .as("online though revoked")
                    .isFalse();
            assertThat(stolen.ask("sales").path("count").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(stolen.ask("status").path("unsent").asInt()).isEqualTo(1);
            sell();
            undisturbed();
        } finally {
            stolen.close();
        }
    }
}
