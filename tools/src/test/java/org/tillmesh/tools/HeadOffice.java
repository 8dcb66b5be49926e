package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.Relay;
import org.tillmesh.relay.RelaySetup;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildProgram;

/** Head office of a company of one store in this process, its API, and tills that it has activated. */
public final class HeadOffice implements AutoCloseable {
    private static final String COMPANY =
            """
            {"company": {"name": "Rimal Trading (invented)", "nameAr": "شركة الرمال", "vatNumber": "399999999900003",
              "crn": "1010999999", "street": "Palm Street", "building": "1234", "district": "Al Olaya", "city": "Riyadh",
              "postalCode": "12211"},
             "stores": [{"id": "S001", "name": "Olaya", "nameAr": "العليا", "tills": ["T01", "T02"]}],
             "users": [{"id": "cashier", "name": "Sara", "role": "cashier", "pin": "1111", "stores": ["S001"]},
              {"id": "manager", "name": "Mona", "role": "manager", "pin": "999999", "stores": ["S001"]}]}
            """;

    private final Path dir;
    private final Relay relay;
    private final String token;
    private final HttpClient client;
    private final List<PipedTill> tills = new ArrayList<>();

    public HeadOffice(Path dir) throws Exception {
        this(
                dir,
                RelaySetup.run(dir.resolve("relay"), Files.writeString(dir.resolve("company.json"), COMPANY))
                        .token());
    }

    /** That of the invented demo company. */
    static HeadOffice demo(Path dir) throws Exception {
        return new HeadOffice(dir, null);
    }

    /** @param given the token of a company; null for the demo's */
    private HeadOffice(Path dir, @Nullable String given) throws Exception {
        this.dir = dir;
        Path folder = dir.resolve("relay");
        relay = Relay.open(new Relay.Options(folder, 0, 0, given == null));
        token = given == null ? Objects.requireNonNull(relay.ready().token()) : given;
        try (InputStream pem = Files.newInputStream(folder.resolve("ca.pem"))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        }
    }

    /** @param headers name, value, name, value … */
    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
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

    private HttpResponse<String> asked(String method, String path, String... body) throws Exception {
        return send(method, "/api/v1/" + path, String.join("", body), "Authorization", "Bearer " + token);
    }

    public JsonNode ok(String method, String path, String... body) throws Exception {
        HttpResponse<String> response = asked(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ChildProgram.JSON.readTree(response.body());
    }

    /** Why it is refused. */
    JsonNode refused(String method, String path, String... body) throws Exception {
        HttpResponse<String> response = asked(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
        return ChildProgram.JSON.readTree(response.body()).path("error");
    }

    String token() {
        return token;
    }

    /** Where its console is. */
    String origin() {
        return relay.ready().url();
    }

    Relay relay() {
        return relay;
    }

    /** Where tills find it. */
    public String address() {
        return "127.0.0.1:" + relay.ready().port();
    }

    /** For the next till of the store. */
    public String code() {
        return relay.newCode("S001");
    }

    /** The next till of the store, online. */
    PipedTill till(String name) throws Exception {
        PipedTill till = PipedTill.empty(dir.resolve(name));
        tills.add(till);
        till.ok("activate", "relay", address(), "code", code());
        awaitOnline(till, true);
        return till;
    }

    /** A till of the demo company at which the manager works, online. */
    PipedTill demoTill(String branch, String number) throws Exception {
        PipedTill till = PipedTill.of(dir.resolve(branch + number), branch, number, address());
        tills.add(till);
        awaitOnline(till, true);
        till.ok("login", "pin", "9999", "user", "manager");
        return till;
    }

    static void awaitOnline(PipedTill till, boolean online) {
        Await.that(
                "online: " + online, 30, () -> till.ok("status").path("online").asBoolean() == online);
    }

    @Override
    public void close() throws Exception {
        for (PipedTill till : tills) {
            till.close();
        }
        relay.close();
    }
}
