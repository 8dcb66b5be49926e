package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;

/** A relay of a real company, and its HTTP API in the hands of people who mistype, guess, and come back. */
class RelayHttpTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> STRANGE = List.of(
            "",
            "0",
            "-1",
            "1e9",
            "9223372036854775807",
            "9999999999999.99",
            "NaN",
            "null",
            "gift:",
            "gift:" + "9".repeat(200),
            "gift:a b",
            "credit:",
            "points:x",
            ":",
            "0.001",
            "٣٤",
            "\u202e\u0000",
            "../../etc/passwd",
            "' or 1=1",
            "%",
            "a".repeat(3_000),
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "2026-13-45",
            "2026-01-01T00:00:00Z[Mars/Base]");
    private static final Map<String, List<String>> PARAMETERS = Map.of(
            "GET /api/v1/sales", List.of("store=S001", "since=2026-11-24T09:30:00Z"),
            "GET /api/v1/audit",
                    List.of("store=S001", "from=2026-11-24T09:30:00Z", "to=2026-11-25T09:30:00Z", "user=u", "kind=k"),
            "GET /api/v1/stock", List.of("store=S001"),
            "GET /api/v1/escrow", List.of("account=gift:6300123"),
            "POST /api/v1/escrow", List.of("account=gift:6300123", "amount=1.00", "key=k"),
            "POST /api/v1/transfers", List.of("id=x", "decision=approve"),
            "POST /api/v1/approvals", List.of("id=x", "decision=approve", "note=n"),
            "POST /api/v1/fleet", List.of("minVersion=1"));
    private static final List<String> BODIES = List.of(
            "",
            "x",
            "null",
            "[]",
            "{}",
            "{\"id\":1}",
            "{\"id\":null,\"name\":[],\"category\":{}}",
            "{\"id\":\"a\",\"name\":\"b\",\"category\":\"S15\",\"active\":\"no\"}",
            "{\"id\":\"a\",\"id\":\"b\",\"name\":\"x\",\"category\":\"S15\"}",
            "{\"id\":\"a\",\"name\":\"b\",\"category\":\"S15\"} and more",
            "[".repeat(50_000),
            "\u0000".repeat(1_000),
            "token=%zz",
            "token=a&token=b");

    @TempDir
    Path dir;

    private String token = "";
    private Relay relay;

    @BeforeEach
    void aCompany() throws IOException {
        token = RelaySetup.run(dir.resolve("relay"), Files.writeString(dir.resolve("company.json"), RelayTest.COMPANY))
                .token();
        relay = start();
    }

    private Relay start() {
        return Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, false));
    }

    @AfterEach
    void end() {
        relay.close();
    }

    private HttpClient client() throws Exception {
        try (InputStream pem = Files.newInputStream(dir.resolve("relay/ca.pem"))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        }
    }

    private HttpResponse<String> send(HttpClient client, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(relay.ready().url() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return send(client(), method, path, "", "Authorization", "Bearer " + token);
    }

    private String message(HttpResponse<String> response) throws IOException {
        JsonNode error = JSON.readTree(response.body()).path("error");
        return error.path("code").asText() + ": " + error.path("message").asText();
    }

    // ---- logged in

    private String session() throws Exception {
        HttpResponse<String> entered = send(client(), "POST", "/login", "token=" + token);
        assertThat(entered.statusCode()).isEqualTo(303);
        String cookie = entered.headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private int dashboard(String session) throws Exception {
        return send(client(), "GET", "/api/v1/dashboard", "", "Cookie", session).statusCode();
    }

    @Test
    void a_new_token_and_a_restart_end_every_session() throws Exception {
        String session = session();
        assertThat(dashboard(session)).isEqualTo(200);
        String old = token;
        token = new RelayControl(dir.resolve("relay")).newToken();
        assertThat(dashboard(session)).as("after relay token").isEqualTo(401);
        assertThat(send(client(), "GET", "/api/v1/tills", "", "Authorization", "Bearer " + old)
                        .statusCode())
                .isEqualTo(401);
        assertThat(ask("GET", "/api/v1/tills").statusCode()).isEqualTo(200);
        String next = session();
        relay.close();
        relay = start();
        assertThat(dashboard(next)).as("after a restart").isEqualTo(401);
        assertThat(dashboard(session())).isEqualTo(200);
    }

    // ---- whoever is on the same machine

    @Test
    void the_folder_is_its_owners_alone_also_one_that_was_open() throws Exception {
        Path folder = dir.resolve("relay");
        assertThat(rights(folder)).isEqualTo("rwx------");
        relay.close();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder.resolve("ca.pem"), PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.setPosixFilePermissions(folder.resolve("journal"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Path elsewhere = Files.writeString(dir.resolve("elsewhere"), "of another program");
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        relay = start();
        assertThat(rights(folder)).isEqualTo("rwx------");
        assertThat(rights(elsewhere)).as("behind a link").isEqualTo("rw-r--r--");
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(p -> !Files.isSymbolicLink(p)).toList()) {
                assertThat(rights(each)).as(each.toString()).endsWith("------");
            }
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    // ---- value out of nothing

    private HttpResponse<String> mint(String account, String amount) throws Exception {
        return ask(
                "POST",
                "/api/v1/escrow?account=" + URLEncoder.encode(account, StandardCharsets.UTF_8) + "&amount="
                        + URLEncoder.encode(amount, StandardCharsets.UTF_8));
    }

    @Test
    void value_is_put_only_on_cards_and_customers_that_can_be_and_only_so_much() throws Exception {
        assertThat(mint("gift:6300123", "100.00").statusCode()).isEqualTo(200);
        assertThat(mint("gift:6300123", "100000.00").statusCode()).isEqualTo(200);
        assertThat(message(mint("gift:6300123", "100000.01")))
                .startsWith("BAD_VALUE")
                .contains("100000.01", "at most");
        assertThat(message(mint("gift:6300123", "9999999999999.99"))).contains("at most");
        assertThat(message(mint("gift:6300123", "0.00"))).contains("more than 0.00");
        assertThat(message(mint("gift:6300123", "-5.00"))).contains("more than 0.00");
        for (String wrong :
                List.of("gift:63", "gift:63 00123", "gift:" + "9".repeat(41), "gift:\u0666\u0663\u0660\u0660")) {
            assertThat(message(mint(wrong, "1.00"))).as(wrong).contains("gift card's number");
        }
        assertThat(message(mint("credit:nobody", "1.00"))).contains("\"nobody\"", "unknown");
        assertThat(message(mint("points:nobody", "1.00"))).contains("unknown");
        assertThatThrownBy(() -> new RelayControl(dir.resolve("relay")).mint("credit:nobody", "1.00"))
                .hasMessageContaining("unknown");
        assertThat(JSON.readTree(ask("GET", "/api/v1/escrow?account=credit:nobody")
                                .body())
                        .path("balance")
                        .asText())
                .isEqualTo("0.00");
        JsonNode balance =
                JSON.readTree(ask("GET", "/api/v1/escrow?account=gift:6300123").body());
        assertThat(balance.path("balance").asText()).isEqualTo("100100.00");
    }

    // ---- mistyped

    @Test
    void whatever_is_wrong_with_an_address_is_said() throws Exception {
        assertThat(ask("GET", "/api/v1/dashboard?stor=S001").statusCode()).isEqualTo(400);
        assertThat(message(ask("GET", "/api/v1/dashboard?stor=S001"))).contains("\"stor\"", "takes none");
        assertThat(message(ask("GET", "/api/v1/sales?store=S001&from=x"))).contains("\"from\"", "since", "store");
        assertThat(message(ask("GET", "/api/v1/sales?store=S001&store=S001"))).contains("stands there twice");
        assertThat(ask("GET", "/api/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/nothing").statusCode()).isEqualTo(404);
        HttpResponse<String> wrongMethod = ask("DELETE", "/api/v1/products");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("allow")).contains("GET, POST");
        assertThat(ask("HEAD", "/api/v1/tills").statusCode()).isEqualTo(200);
        assertThat(send(
                                client(),
                                "POST",
                                "/api/v1/products",
                                "",
                                "Authorization",
                                "Bearer " + token,
                                "Content-Type",
                                "multipart/form-data")
                        .statusCode())
                .isEqualTo(415);
        JsonNode health = JSON.readTree(send(client(), "GET", "/health", "").body());
        assertThat(health.path("ok").asBoolean()).isTrue();
        assertThat(health.path("problems")).isEmpty();
    }

    @Test
    void nothing_that_comes_in_ends_in_an_internal_error() throws Exception {
        HttpClient client = client();
        var faults = new ArrayList<String>();
        for (Map.Entry<String, List<String>> each : PARAMETERS.entrySet()) {
            String[] route = each.getKey().split(" ", -1);
            for (int i = 0; i < each.getValue().size(); i++) {
                for (String strange : STRANGE) {
                    var query = new ArrayList<>(each.getValue());
                    String name = query.get(i).substring(0, query.get(i).indexOf('='));
                    query.set(i, name + "=" + URLEncoder.encode(strange, StandardCharsets.UTF_8));
                    look(client, route[0], route[1] + "?" + String.join("&", query), "", faults);
                }
            }
        }
        for (String path : List.of("/api/v1/tax-profiles", "/login", "/logout", "/api/v1/fleet?minVersion=1")) {
            for (String body : BODIES) {
                look(client, "POST", path, body, faults);
            }
        }
        for (String path : List.of("price-lists/a", "promotions/a", "roles/cashier", "users/a", "price-lists/%2e%2e")) {
            for (String body : BODIES) {
                look(client, "PUT", "/api/v1/" + path, body, faults);
            }
        }
        for (String path : List.of("/api/v1/price-lists", "/api/v1/promotions")) {
            for (String body : BODIES) {
                look(client, "POST", path, body, faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    private void look(HttpClient client, String method, String path, String body, List<String> faults)
            throws Exception {
        HttpResponse<String> response = send(client, method, path, body, "Authorization", "Bearer " + token);
        if (response.statusCode() >= 500) {
            faults.add(method + " " + path + " " + response.statusCode() + " " + response.body());
        }
    }

    // ---- the certificate

    @Test
    void the_console_answers_to_this_machines_addresses_and_to_names_that_the_operator_gives() throws Exception {
        relay.close();
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, false)
                .with(new Relay.Certificate(List.of("office.shop.example"), null, null)));
        X509Certificate held = KeyRing.load(dir.resolve("relay")).certificate(KeyNames.WEB);
        assertThat(held.getSubjectAlternativeNames().toString())
                .contains("localhost", "127.0.0.1", "office.shop.example");
        for (String host :
                List.of("127.0.0.1", "[::1]", InetAddress.getLoopbackAddress().getHostAddress())) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("https://" + host + ":" + relay.ready().http() + "/health"))
                    .build();
            assertThat(client().send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as(host)
                    .isEqualTo(200);
        }
        new RelayControl(dir.resolve("relay")).newToken();
        relay.close();
        new RelayControl(dir.resolve("relay")).newToken();
        assertThat(KeyRing.load(dir.resolve("relay")).certificate(KeyNames.WEB))
                .as("an act on the stopped relay's folder")
                .isEqualTo(held);
        assertThatThrownBy(() -> Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, false)
                        .with(new Relay.Certificate(List.of(), dir.resolve("chain.pem"), null))))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining("--key");
        relay = start();
    }
}
