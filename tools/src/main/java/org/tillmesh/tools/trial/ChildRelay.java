package org.tillmesh.tools.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A relay in a process of its own, and its HTTP API as an integrator would call it. */
public final class ChildRelay extends ChildProgram {
    private final JsonNode ready;
    private final String token;
    private final HttpClient http;

    public ChildRelay(Path folder, Path log, String token) throws IOException {
        this(log, token, List.of("relay", "--data", folder.toString(), "--port", "0", "--http", "0"), Setting.QUICK);
    }

    /** A relay of the public demo company, which prints a token for its API. */
    public static ChildRelay demo(Path folder, Path log) throws IOException {
        return demo(folder, log, Setting.QUICK);
    }

    /** The same on a Java with other options. */
    public static ChildRelay demo(Path folder, Path log, List<String> java) throws IOException {
        return demo(folder, log, new Setting(List.of(), java, false, false));
    }

    public static ChildRelay demo(Path folder, Path log, Setting setting) throws IOException {
        return new ChildRelay(
                log,
                "",
                List.of("relay", "--data", folder.toString(), "--port", "0", "--http", "0", "--demo"),
                setting);
    }

    /** The same on given ports (0 for any), reporting to a tax authority. */
    static ChildRelay demoReporting(Path folder, Path log, int port, int httpPort, String authority)
            throws IOException {
        return new ChildRelay(
                log,
                "",
                List.of(
                        "relay",
                        "--data",
                        folder.toString(),
                        "--port",
                        String.valueOf(port),
                        "--http",
                        String.valueOf(httpPort),
                        "--demo",
                        "--zatca",
                        authority),
                Setting.QUICK);
    }

    private ChildRelay(Path log, String knownToken, List<String> arguments, Setting setting) throws IOException {
        super("relay", log, arguments, setting);
        ready = awaitReady(60);
        token = knownToken.isEmpty() ? ready.path("token").asText() : knownToken;
        http = HttpClient.newBuilder()
                .sslContext(trusting(Path.of(ready.path("ca").asText())))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** Activation codes that a demo relay prints. */
    public List<String> codes() {
        var codes = new ArrayList<String>();
        ready.path("codes").forEach(code -> codes.add(code.asText()));
        return codes;
    }

    public int port() {
        return ready.path("port").asInt();
    }

    int httpPort() {
        return ready.path("http").asInt();
    }

    public String url() {
        return ready.path("url").asText();
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET().build());
    }

    public JsonNode post(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return answer(request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode body = JSON.readTree(response.body());
        if (response.statusCode() >= 300) {
            throw new IOException(request.method() + " " + request.uri() + " answered " + response.statusCode() + ": "
                    + body.path("error").path("message").asText());
        }
        return body;
    }

    /** Trusts the company's own certificate authority and nobody else. */
    private static SSLContext trusting(Path caPem) throws IOException {
        try (InputStream pem = Files.newInputStream(caPem)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "company", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The relay's certificate " + caPem + " can't be used", e);
        }
    }
}
