package org.tillmesh.tools;

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
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.tillmesh.relay.Relay;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.sandbox.ZatcaSandbox;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildProgram;

/** A till, the relay and the sandbox of the tax authority with its real rules, over loopback. */
final class ReportedShop implements AutoCloseable {
    final Path dir;
    final ZatcaSandbox sandbox;
    final Relay relay;
    final PipedTill till;

    ReportedShop(Path dir) throws Exception {
        this.dir = dir;
        sandbox = ZatcaSandbox.start(new ZatcaSandbox.Options(dir.resolve("sandbox"), 0, ""));
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, true, sandbox.url()));
        till = PipedTill.demo(
                dir.resolve("till"), "T01", "127.0.0.1:" + relay.ready().port());
        till.openShop();
        Await.that(
                "the till is online", 30, () -> till.ok("status").path("online").asBoolean());
    }

    @Override
    public void close() throws Exception {
        till.close();
        relay.close();
        sandbox.close();
    }

    /** A customer to whom standard invoices go; its id. */
    String business() {
        return till.ok(
                        "customer",
                        "new",
                        Map.of(
                                "name", "شركة الرمال (invented)",
                                "vatNumber", "399999999700003",
                                "street", "Dune Road",
                                "building", "1234",
                                "district", "Al Olaya",
                                "city", "Riyadh",
                                "postalCode", "12211"))
                .path("customer")
                .path("id")
                .asText();
    }

    /** Sells the customer one thing by the piece and one by weight. */
    JsonNode sellTo(String customer, Object... how) {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("scan", "code", DemoBarcodes.WEIGHED);
        till.ok("customer", "id", customer, "attach", true);
        till.ok(
                "tender",
                "kind",
                "cash",
                "amount",
                till.ok("cart").path("cart").path("due").asText());
        return till.ok("complete", how);
    }

    /** Writes the document to {@link #file}; how it stands. */
    JsonNode invoice(JsonNode receipt) {
        return till.ok(
                "invoice",
                "uuid",
                receipt.path("uuid").asText(),
                "file",
                file(receipt).toString());
    }

    Path file(JsonNode receipt) {
        return dir.resolve(receipt.path("uuid").asText() + ".xml");
    }

    void awaitReported() {
        Await.that(
                "all is reported and the till knows",
                60,
                () -> till.ok("status").path("zatca").path("unreported").asLong() == 0);
    }

    /** Asks head office over its API. */
    JsonNode post(String path, String body) throws Exception {
        try (InputStream pem = Files.newInputStream(Path.of(relay.ready().ca()))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "company", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(relay.ready().url() + path))
                    .header("Authorization", "Bearer " + relay.ready().token())
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            return ChildProgram.JSON.readTree(answer.body());
        }
    }
}
