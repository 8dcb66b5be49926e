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
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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
        this.dir = dir;
        Path folder = dir.resolve("relay");
        token = RelaySetup.run(folder, Files.writeString(dir.resolve("company.json"), COMPANY))
                .token();
        relay = Relay.open(new Relay.Options(folder, 0, 0, false));
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

    public JsonNode ok(String method, String path, String body) throws Exception {
        HttpResponse<String> response = sent(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ChildProgram.JSON.readTree(response.body());
    }

    private HttpResponse<String> sent(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(relay.ready().url() + "/api/v1/" + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** That it is refused as bad; the message. */
    public String refused(String method, String path, String body) throws Exception {
        HttpResponse<String> response = sent(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return ChildProgram.JSON
                .readTree(response.body())
                .path("error")
                .path("message")
                .asText();
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
