package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.replication.Activation;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.ActivationCode;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.retail.AuthorityTable;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

/** A real relay in this process, tills over loopback TLS, and its API over real HTTPS. */
class RelayTest {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final String COMPANY =
            """
            {"company": {"name": "Nakheel Trading (invented)", "nameAr": "شركة النخيل", "vatNumber": "399999999900003",
              "crn": "1010999999", "street": "Palm Street", "building": "1234", "district": "Al Olaya", "city": "Riyadh",
              "postalCode": "12211"},
             "stores": [{"id": "S001", "name": "Olaya", "nameAr": "العليا", "tills": ["T01", "T02"]}],
             "users": [{"id": "cashier", "name": "Sara", "role": "cashier", "pin": "1111", "stores": ["S001"]},
              {"id": "manager", "name": "Mona", "role": "manager", "pin": "999999", "stores": ["S001"]}]}
            """;

    @TempDir
    Path dir;

    private final List<AutoCloseable> open = new ArrayList<>();
    private String token = "";
    private @Nullable Relay relay;

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        if (relay != null) {
            relay.close();
        }
    }

    private Path folder() {
        return dir.resolve("relay");
    }

    private void setUp() throws IOException {
        Path file = Files.writeString(dir.resolve("company.json"), COMPANY);
        token = RelaySetup.run(folder(), file).token();
    }

    private Relay start() throws IOException {
        Relay started = Relay.open(new Relay.Options(folder(), 0, 0, false));
        relay = started;
        return started;
    }

    private Relay running() {
        return java.util.Objects.requireNonNull(relay);
    }

    // ---- HTTPS

    private HttpClient https() throws Exception {
        try (InputStream pem = Files.newInputStream(Path.of(running().ready().ca()))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(context).build();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(running().ready().url() + path));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return https().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> response =
                send(request(path).header("Authorization", "Bearer " + token).build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private JsonNode post(String path, String csv) throws Exception {
        HttpResponse<String> response = send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/csv; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(csv))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    // ---- a till

    static final class Till implements AutoCloseable {
        final Store store;
        final Activation.Activated activated;
        Replicator replicator;
        private boolean isAway;
        private final Path folder;
        private final HostPort relay;

        Till(Path folder, HostPort relay, String code) throws IOException {
            this.folder = folder;
            this.relay = relay;
            activated = Activation.run(relay, ActivationCode.parse(code), Clock.systemUTC());
            var company = activated.ring().authority(KeyNames.SELF).getPublicKey();
            store = Stores.open(
                    folder,
                    Stores.Options.judgedBy(
                                    notes -> {
                                        var evidence = new Evidence(notes, company, Clock.systemUTC());
                                        return new AuthorityTable(origin -> evidence.identityOf(origin)
                                                .map(i -> i.hasRelayAuthority()
                                                        ? Party.RELAY
                                                        : Party.till(TillId.parse(i.till())))
                                                .orElse(Party.UNKNOWN));
                                    },
                                    System::currentTimeMillis)
                            .withReplica(activated.identity().replica())
                            .withSchema(RetailSchema.SHOP));
            var notes = new HashMap<String, byte[]>(
                    Evidence.note(activated.identity(), activated.ring().certificate(KeyNames.SELF)));
            notes.putAll(Evidence.relayNote(activated.relay()));
            store.note(notes);
            replicator = linked();
        }

        private Replicator linked() throws IOException {
            return new Replicator(new Replicator.Config(
                    store,
                    activated.ring(),
                    Clock.systemUTC(),
                    0,
                    relay,
                    List.of(),
                    false,
                    c -> false,
                    (from, kind, body) -> Value.NULL,
                    folder.resolve("incoming")));
        }

        /** Switched off, as far as anybody can see. */
        void leave() {
            replicator.close();
            isAway = true;
        }

        void comeBack() throws IOException {
            replicator = linked();
            isAway = false;
        }

        boolean online() {
            return !isAway && replicator.online();
        }

        @Override
        public void close() {
            if (!isAway) {
                leave();
            }
            store.close();
        }
    }

    private Till till(String name, String code) throws IOException {
        var till = new Till(dir.resolve(name), links(), code);
        open.add(0, till);
        await("online", till.replicator::online);
        return till;
    }

    private HostPort links() {
        return new HostPort("127.0.0.1", running().ready().port());
    }

    static void await(String what, BooleanSupplier holds) {
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

    // ---- what it does

    @Test
    void a_till_is_activated_synced_and_its_records_are_acknowledged_and_served() throws Exception {
        setUp();
        start();
        JsonNode imported = post(
                "/api/v1/products",
                "id,barcode,name,price\nA1,6281000000014,Water,1.50\nA2,628,Bad,abc\nA3,629,Dates,12\n");
        assertThat(imported.path("imported").asInt()).isEqualTo(2);
        assertThat(imported.path("refused").get(0).path("row").asInt()).isEqualTo(3);
        assertThat(imported.path("refused").get(0).path("problem").asText()).contains("price", "abc");

        String code = new RelayControl(folder()).newCode("S001");
        Till till = till("t1", code);
        assertThat(till.activated.identity().till()).isEqualTo("S001-T01");
        till.replicator.hard((d, t) -> {});
        long synced = till.store.read(v -> v.count(Scope.COMPANY, "product"));
        assertThat(synced).isEqualTo(2);
        PinVerifier pin = till.store
                .read(v -> v.state(BRANCH, DocType.PIN.ref("cashier")))
                .map(PinVerifier::of)
                .orElseThrow();
        var extras = (Value.MapOf) till.activated.extras();
        byte[] pepper = ((Value.Bytes) extras.entries().get("pepper")).value();
        assertThat(PinHash.fits(pin.verifier(), pepper, "1111")).isTrue();

        till.store.write(tx -> {
            tx.append(
                    BRANCH,
                    DocType.SALE.ref("8b0c1f66-0000-4000-8000-000000000001"),
                    Value.map(Map.of("till", Value.of("S001-T01"))));
            return true;
        });
        await("acknowledged", () -> till.replicator.unacknowledged() == 0);
        JsonNode sales = get("/api/v1/sales?store=S001");
        Store.Digest digest = till.store.digest(BRANCH);
        assertThat(sales.path("digest").asText()).isEqualTo(digest.digest().toString());
        assertThat(sales.path("seen").asText()).isEqualTo(digest.seen().toString());
        assertThat(sales.path("gross").asText()).isEqualTo("0.00");
        JsonNode row = get("/api/v1/tills").path("tills").get(0);
        assertThat(row.path("till").asText()).isEqualTo("S001-T01");
        assertThat(row.path("online").asBoolean()).isTrue();
        assertThat(get("/api/v1/products").path("products")).hasSize(2);
    }

    @Test
    void a_code_works_once_and_five_wrong_tries_shut_it() throws Exception {
        setUp();
        start();
        String first = running().newCode("S001");
        Activation.run(links(), ActivationCode.parse(first), Clock.systemUTC());
        assertThatThrownBy(() -> Activation.run(links(), ActivationCode.parse(first), Clock.systemUTC()))
                .isInstanceOf(Activation.Denied.class)
                .hasMessageContaining("was used already");
        String second = running().newCode("S001");
        byte[] authority = ActivationCode.parse(second).authority();
        var random = new SecureRandom();
        for (int i = 0; i < 5; i++) {
            byte[] secret = new byte[5];
            random.nextBytes(secret);
            assertThatThrownBy(() -> Activation.run(links(), new ActivationCode(secret, authority), Clock.systemUTC()))
                    .isInstanceOf(Activation.Denied.class)
                    .hasMessageContaining("gave out no such activation code");
        }
        assertThatThrownBy(() -> Activation.run(links(), ActivationCode.parse(second), Clock.systemUTC()))
                .hasMessageContaining("After 5 wrong codes");
        assertThatThrownBy(() -> running().newCode("S777"))
                .hasMessageContaining("S777")
                .hasMessageContaining("S001");
    }

    @Test
    void a_revoked_till_is_cut_off() throws Exception {
        setUp();
        start();
        Till till = till("t1", running().newCode("S001"));
        new RelayControl(folder()).revoke("S001-T01");
        await("offline", () -> !till.replicator.online());
        assertThatThrownBy(() -> running().revoke("S001-T01")).isInstanceOf(RelayException.class);
        assertThatThrownBy(() -> running().revoke("S001-T02")).hasMessageContaining("never activated");
        Till next = till("t2", running().newCode("S001"));
        assertThat(next.activated.identity().till()).isEqualTo("S001-T02");
    }

    @Test
    void a_sellers_name_that_the_authority_may_not_take_is_warned_of_at_setup() throws Exception {
        Path longName = Files.writeString(
                dir.resolve("long.json"), COMPANY.replace("شركة النخيل", "شركة النخيل للتجارة ".repeat(5)));
        assertThat(RelaySetup.run(dir.resolve("long"), longName).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning).contains("127", "shorten"));
        Path file = Files.writeString(dir.resolve("short.json"), COMPANY);
        assertThat(RelaySetup.run(dir.resolve("short"), file).warnings()).isEmpty();
    }

    private HttpResponse<String> posted(String path, byte[] csv) throws Exception {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(csv))
                .build());
    }

    @Test
    void a_catalogue_is_read_in_the_encodings_of_an_arabic_windows_and_says_which() throws Exception {
        setUp();
        start();
        String csv = "id,name,nameAr,price\nA1,Milk,حليب طازج,1.50\n";
        var answer = posted("/api/v1/products", csv.getBytes(Charset.forName("windows-1256")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("encoding").asText()).isEqualTo("windows-1256");
        assertThat(get("/api/v1/products")
                        .path("products")
                        .get(0)
                        .path("nameAr")
                        .asText())
                .isEqualTo("حليب طازج");

        var iso = posted("/api/v1/products", csv.getBytes(Charset.forName("ISO-8859-6")));
        assertThat(JSON.readTree(iso.body()).path("encoding").asText()).isEqualTo("ISO-8859-6");
        var refused = posted("/api/v1/products", csv.getBytes(Charset.forName("IBM420")));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("CSV UTF-8");
    }

    @Test
    void a_file_of_which_nothing_is_taken_is_an_error_with_its_reasons() throws Exception {
        setUp();
        start();
        for (String csv : List.of(
                "",
                "id,name,price\n",
                "id,name\nA1,Water\n",
                "id,name,price,barcode\nA1,Water,1.50,6.28E+12\nA2,Dates,6281000000014,\n")) {
            var answer = posted("/api/v1/products", csv.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).as(csv).isEqualTo(400);
            JsonNode said = JSON.readTree(answer.body());
            assertThat(said.path("ok").asBoolean(true)).isFalse();
            assertThat(said.path("error").path("message").asText()).contains("Row ");
            assertThat(said.path("refused")).isNotEmpty();
        }
        assertThat(get("/api/v1/products").path("products")).isEmpty();
    }

    @Test
    void a_second_file_gives_no_barcode_to_a_second_product_and_makes_categories_only_if_asked() throws Exception {
        setUp();
        start();
        post("/api/v1/products", "id,barcode,name,price\nA1,6281000000014,Water,1.50\n");
        JsonNode second = post(
                "/api/v1/products",
                "id,barcode,name,price,category\nA2,6281000000014,Juice,4.00,\nA3,6281000000021,Dates,9.00,\nA4,,Figs,9.00,fruit\n");
        assertThat(second.path("imported").asInt()).isEqualTo(1);
        assertThat(second.path("refused").get(0).path("problem").asText()).contains("6281000000014", "A1", "Water");
        assertThat(second.path("refused").get(1).path("problem").asText()).contains("fruit", "categories=new");
        assertThat(second.path("doubled")).isEmpty();

        JsonNode third = post("/api/v1/products?categories=new", "id,name,price,category\nA4,Figs,9.00,fruit\n");
        assertThat(third.path("imported").asInt()).isEqualTo(1);
        post("/api/v1/products", "id,name,price,category\nA5,Grapes,9.00,fruit\n");

        JsonNode page = get("/api/v1/products?limit=2");
        assertThat(page.path("products")).hasSize(2);
        assertThat(page.path("next").asText()).isEqualTo("A3");
        JsonNode rest = get("/api/v1/products?limit=2&after=A3");
        assertThat(rest.path("products").get(0).path("id").asText()).isEqualTo("A4");
        assertThat(rest.has("next")).isFalse();
    }

    @Test
    void a_restart_keeps_everything() throws Exception {
        setUp();
        start();
        post("/api/v1/products", "id,name,price\nA1,Water,1.50\n");
        String code = running().newCode("S001");
        String digest = get("/api/v1/sales?store=S001").path("digest").asText();
        running().close();
        relay = null;
        assertThat(folder().resolve("control.json")).doesNotExist();
        String offline = new RelayControl(folder()).newCode("S001");
        assertThat(new RelayControl(folder()).backup(dir.resolve("copy.tmb"))).isPositive();
        start();
        assertThat(get("/api/v1/products").path("products")).hasSize(1);
        assertThat(get("/api/v1/sales?store=S001").path("digest").asText()).isEqualTo(digest);
        assertThat(Activation.run(links(), ActivationCode.parse(code), Clock.systemUTC())
                        .identity()
                        .till())
                .isEqualTo("S001-T01");
        assertThat(Activation.run(links(), ActivationCode.parse(offline), Clock.systemUTC())
                        .identity()
                        .till())
                .isEqualTo("S001-T02");
        for (String secret : List.of("control.json", "keys.p12")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void faults_of_requests_are_named() throws Exception {
        setUp();
        start();
        assertThat(send(request("/api/v1/tills").build()).statusCode()).isEqualTo(401);
        assertThat(send(request("/health").build()).statusCode()).isEqualTo(200);
        assertThat(send(request("/api/v1/openapi.json")
                                .header("Authorization", "Bearer " + token)
                                .build())
                        .body())
                .contains("\"openapi\"");
        HttpResponse<String> unknown = send(request("/api/v1/sales?store=S9")
                .header("Authorization", "Bearer " + token)
                .build());
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(unknown.body()).path("error").path("message").asText())
                .contains("S9", "S001");
        for (int i = 0; i < 11; i++) {
            send(request("/api/v1/tills")
                    .header("Authorization", "Bearer wrong")
                    .build());
        }
        assertThat(send(request("/api/v1/tills")
                                .header("Authorization", "Bearer wrong")
                                .build())
                        .statusCode())
                .isEqualTo(429);
        assertThat(send(request("/api/v1/tills")
                                .header("Authorization", "Bearer " + token)
                                .build())
                        .statusCode())
                .as("the right token, while somebody guesses")
                .isEqualTo(200);
    }

    @Test
    void the_console_opens_with_the_token_in_both_languages() throws Exception {
        setUp();
        start();
        HttpResponse<String> login =
                send(request("/").header("Cookie", "lang=ar").build());
        assertThat(login.body()).contains("dir=\"rtl\"").doesNotContain("{{");
        assertThat(login.headers().firstValue("content-security-policy")).isPresent();
        // A page of "no-referrer" posts its forms with "Origin: null", and a browser could never log in.
        assertThat(login.headers().firstValue("referrer-policy")).contains("same-origin");
        HttpResponse<String> entered = send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                .build());
        assertThat(entered.statusCode()).isEqualTo(303);
        String cookie = entered.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "Secure", "SameSite=Strict");
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(send(request("/").header("Cookie", session).build()).body()).contains("data-t");
        HttpResponse<String> elsewhere =
                send(request("/login").header("Cookie", session).build());
        assertThat(elsewhere.headers().firstValue("location"))
                .as("who is logged in is not asked for the token again")
                .contains("/");
        assertThat(send(request("/login").build()).statusCode()).isEqualTo(404);
        HttpResponse<String> data =
                send(request("/api/v1/dashboard").header("Cookie", session).build());
        assertThat(JSON.readTree(data.body()).path("branches").get(0).path("id").asText())
                .isEqualTo("S001");
        assertThat(JSON.readTree(data.body()).path("awaited").isArray()).isTrue();
        assertThat(send(request("/api/v1/dashboard").build()).statusCode()).isEqualTo(401);
        assertThat(send(request("/zatca").header("Cookie", session).build()).body())
                .contains("id=\"refused\"");
        assertThat(send(request("/zatca").build()).body()).doesNotContain("id=\"refused\"");
        HttpResponse<String> zatca =
                send(request("/api/v1/zatca").header("Cookie", session).build());
        assertThat(JSON.readTree(zatca.body()).path("api").isNull()).isTrue();
        assertThat(JSON.readTree(zatca.body()).path("waiting").asInt(-1)).isZero();
    }

    @Test
    void a_demo_needs_no_set_up_and_gives_codes_from_T51() throws Exception {
        Relay demo = Relay.open(new Relay.Options(folder(), 0, 0, true));
        relay = demo;
        List<String> codes = java.util.Objects.requireNonNull(demo.ready().codes());
        assertThat(codes).hasSize(3);
        token = java.util.Objects.requireNonNull(demo.ready().token());
        assertThat(Activation.run(links(), ActivationCode.parse(codes.get(2)), Clock.systemUTC())
                        .identity()
                        .till())
                .isEqualTo("S001-T53");
        assertThat(Activation.run(links(), ActivationCode.parse(codes.get(0)), Clock.systemUTC())
                        .identity()
                        .till())
                .isEqualTo("S001-T51");
        assertThat(get("/api/v1/stock?store=S001").path("products").size()).isZero();
        demo.close();
        relay = null;
        assertThatThrownBy(this::start).isInstanceOf(RelayException.class).hasMessageContaining("--demo");
    }

    @Test
    void two_users_of_a_store_have_two_pins_and_those_of_two_stores_may_have_one() throws Exception {
        String two = COMPANY.replace(
                        "\"tills\": [\"T01\", \"T02\"]}]",
                        "\"tills\": [\"T01\"]}, "
                                + "{\"id\": \"S002\", \"name\": \"Malaz\", \"nameAr\": \"الملز\", \"tills\": [\"T01\"]}]")
                .replace("\"1111\"", "\"999999\"");
        Path same = Files.writeString(dir.resolve("same.json"), two);
        assertThatThrownBy(() -> RelaySetup.run(folder(), same))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining("users.pin of manager")
                .hasMessageContaining("another PIN: cashier has this one")
                .hasMessageNotContaining("999999");
        Path everywhere = Files.writeString(
                dir.resolve("everywhere.json"),
                two.replaceFirst("\"pin\": \"999999\", \"stores\": \\[\"S001\"]", "\"pin\": \"999999\""));
        assertThatThrownBy(() -> RelaySetup.run(folder(), everywhere)).hasMessageContaining("another PIN");
        assertThat(folder()).doesNotExist();
        Path apart = Files.writeString(
                dir.resolve("apart.json"), two.replaceFirst("\"stores\": \\[\"S001\"]}", "\"stores\": [\"S002\"]}"));
        assertThat(RelaySetup.run(folder(), apart).stores()).containsExactly("S001", "S002");
    }

    @Test
    void an_empty_folder_is_no_relay_and_a_faulty_file_makes_none() throws Exception {
        assertThatThrownBy(this::start).isInstanceOf(RelayException.class).hasMessageContaining("relay setup");
        Path file = Files.writeString(dir.resolve("bad.json"), COMPANY.replace("399999999900003", "12"));
        assertThatThrownBy(() -> RelaySetup.run(folder(), file))
                .hasMessageContaining("company.vatNumber")
                .hasMessageContaining("\"12\"");
        assertThat(folder()).doesNotExist();
        Path twins = Files.writeString(
                dir.resolve("twins.json"), COMPANY.replace("\"cashier\", \"name\"", "\"manager\", \"name\""));
        assertThatThrownBy(() -> RelaySetup.run(folder(), twins)).hasMessageContaining("there twice");
        assertThat(folder()).doesNotExist();
        setUp();
        assertThatThrownBy(this::setUp).hasMessageContaining("empty folder");
    }
}
