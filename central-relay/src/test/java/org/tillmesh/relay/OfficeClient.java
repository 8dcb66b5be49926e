package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.store.Store;

/** A real relay of a company of one store, and whoever holds its API token, over real HTTPS. */
final class OfficeClient implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    final Relay relay;
    final Path folder;
    private final String token;
    private final HttpClient client;

    OfficeClient(Path dir, String company) throws Exception {
        this(dir, company, store -> {});
    }

    /** @param before what its folder holds of what no address of the API writes */
    OfficeClient(Path dir, String company, Consumer<Store> before) throws Exception {
        folder = dir.resolve("relay");
        token = RelaySetup.run(folder, Files.writeString(dir.resolve("company.json"), company))
                .token();
        try (RelayFolder made = RelayFolder.open(folder, false, Clock.systemUTC())) {
            before.accept(made.store());
        }
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

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        return send(
                method,
                path,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher said) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(relay.ready().url() + "/api/v1/" + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, said)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    JsonNode ok(String method, String path, String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    JsonNode get(String path) throws Exception {
        return ok("GET", path, "");
    }

    /** What it is refused for, after a look that it is refused in both languages. */
    String refusal(int status, String method, String path, String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = error(response);
        assertThat(error.path("code").asText()).isEqualTo("BAD_VALUE");
        assertThat(error.path("messageAr").asText()).as(response.body()).containsPattern("\\p{InArabic}");
        return error.path("message").asText();
    }

    static JsonNode error(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body()).path("error");
    }

    @Override
    public void close() {
        relay.close();
    }
}
