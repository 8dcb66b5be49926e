package org.tillmesh.zatca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tillmesh.zatca.sign.TillRequest;

/** The client against a server that answers what it is told to. */
class FatooraClientTest {
    private static final Submission DOCUMENT = new Submission("aGFzaA==", "a-uuid", new byte[] {1, 2, 3});
    private static final Csid CSID = new Csid("7", Csid.tokenOf(new byte[] {9, 9}), "s3cret");

    private HttpServer server;
    private FatooraClient client;
    private int status = 200;
    private String body = "{}";
    private String retryAfter = "";
    private boolean drip;
    private final List<String> requests = new ArrayList<>();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "test server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
        client = new FatooraClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/e-invoicing/simulation/"),
                Duration.ofSeconds(2),
                Clock.systemUTC());
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + headers.getFirst("Accept-Version") + " " + headers.getFirst("Authorization") + " "
                    + headers.getFirst("OTP") + " " + headers.getFirst("Clearance-Status") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, drip ? bytes.length + 1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            if (drip) {
                Thread.sleep(20_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Verdict.Kind reported(int code, String answer) {
        status = code;
        body = answer;
        return client.report(CSID, DOCUMENT).kind();
    }

    private static String results(String status, String list, String code) {
        return "{\"validationResults\":{\"" + list + "\":[{\"type\":\"X\",\"code\":\"" + code
                + "\",\"message\":\"why\"}],\"status\":\"X\"},\"reportingStatus\":\"" + status + "\"}";
    }

    @Test
    void every_status_code_has_its_meaning() {
        assertThat(reported(200, results("REPORTED", "infoMessages", "XSD"))).isEqualTo(Verdict.Kind.ACCEPTED);
        assertThat(reported(202, results("REPORTED", "warningMessages", "BR-1")))
                .isEqualTo(Verdict.Kind.ACCEPTED_WITH_WARNINGS);
        assertThat(reported(303, "{\"errors\":[{\"code\":\"off\",\"message\":\"clearance is off\"}]}"))
                .isEqualTo(Verdict.Kind.REPORT_INSTEAD);
        assertThat(reported(400, results("NOT_REPORTED", "errorMessages", "BR-KSA-1")))
                .isEqualTo(Verdict.Kind.REJECTED);
        assertThat(reported(401, "")).isEqualTo(Verdict.Kind.CREDENTIALS_REFUSED);
        assertThat(reported(409, results("NOT_REPORTED", "errorMessages", "Duplicate")))
                .isEqualTo(Verdict.Kind.ALREADY_DONE);
        assertThat(reported(413, "")).isEqualTo(Verdict.Kind.TOO_LARGE);
        assertThat(reported(429, "")).isEqualTo(Verdict.Kind.BUSY);
        assertThat(reported(500, "oops")).isEqualTo(Verdict.Kind.UNAVAILABLE);
        assertThat(reported(503, "")).isEqualTo(Verdict.Kind.UNAVAILABLE);
        assertThat(reported(404, "")).isEqualTo(Verdict.Kind.NOT_UNDERSTOOD);
    }

    @Test
    void a_clearance_that_was_done_before_is_done_and_brings_the_stamped_copy_along() {
        status = 208;
        String stamped = Base64.getEncoder().encodeToString("<Invoice/>".getBytes(StandardCharsets.UTF_8));
        for (String said : List.of(
                "{\"validationResults\":{\"status\":\"PASS\"},\"clearanceStatus\":\"CLEARED\",\"clearedInvoice\":\""
                        + stamped + "\"}",
                "{\"clearanceStatus\":\"CLEARED\",\"clearedInvoice\":\"" + stamped + "\"}",
                "{\"validationResults\":null,\"clearanceStatus\":\"NOT_CLEARED\",\"clearedInvoice\":\"" + stamped
                        + "\"}")) {
            body = said;
            Verdict verdict = client.clear(CSID, DOCUMENT);
            assertThat(verdict.kind()).as(said).isEqualTo(Verdict.Kind.ALREADY_DONE);
            assertThat(verdict.clearedXml()).as(said).hasValue("<Invoice/>".getBytes(StandardCharsets.UTF_8));
        }
        body = "<html>Already Reported</html>";
        assertThat(client.clear(CSID, DOCUMENT).kind()).isEqualTo(Verdict.Kind.NOT_UNDERSTOOD);
    }

    @Test
    void a_refusal_for_the_certificate_or_the_seller_is_no_documents_own() {
        status = 400;
        body = "{\"validationResults\":{\"errorMessages\":[{\"type\":\"ERROR\",\"code\":\"certificate-permissions\","
                + "\"category\":\"CERTIFICATE_ERRORS\",\"message\":\"User only allowed to use the vat number that exists in"
                + " the authentication certificate\"}],\"status\":\"ERROR\"},\"reportingStatus\":\"NOT_REPORTED\"}";
        assertThat(client.report(CSID, DOCUMENT).isNoDocumentsOwn()).isTrue();
        for (String code : List.of("BR-KSA-40", "invalid-signing-certificate", "X509IssuerName")) {
            body = results("NOT_REPORTED", "errorMessages", code);
            assertThat(client.report(CSID, DOCUMENT).isNoDocumentsOwn())
                    .as(code)
                    .isTrue();
        }
        for (String code : List.of("BR-KSA-84", "invalid-invoice-hash", "BR-CO-17")) {
            body = results("NOT_REPORTED", "errorMessages", code);
            assertThat(client.report(CSID, DOCUMENT).isNoDocumentsOwn())
                    .as(code)
                    .isFalse();
        }
    }

    @Test
    void a_hotels_welcome_page_reports_nothing_and_rejects_nothing() {
        assertThat(reported(200, "<html>Welcome</html>")).isEqualTo(Verdict.Kind.NOT_UNDERSTOOD);
        assertThat(reported(200, "{}")).isEqualTo(Verdict.Kind.NOT_UNDERSTOOD);
        assertThat(reported(400, "<html>Bad Request</html>")).isEqualTo(Verdict.Kind.NOT_UNDERSTOOD);
        assertThat(reported(409, "")).isEqualTo(Verdict.Kind.NOT_UNDERSTOOD);
        assertThat(reported(200, results("NOT_REPORTED", "errorMessages", "BR-1")))
                .isEqualTo(Verdict.Kind.REJECTED);
    }

    @Test
    void a_wait_is_believed_up_to_an_hour() {
        status = 429;
        retryAfter = "17";
        assertThat(client.report(CSID, DOCUMENT).retryAfter()).isEqualTo(Duration.ofSeconds(17));
        retryAfter = "999999";
        assertThat(client.report(CSID, DOCUMENT).retryAfter()).isEqualTo(Duration.ofHours(1));
        retryAfter = "soon";
        assertThat(client.report(CSID, DOCUMENT).retryAfter()).isNull();
    }

    @Test
    void a_body_that_never_ends_and_a_server_that_is_gone_are_no_answer() {
        drip = true;
        assertThat(client.report(CSID, DOCUMENT).kind()).isEqualTo(Verdict.Kind.UNAVAILABLE);
        server.stop(0);
        assertThat(client.report(CSID, DOCUMENT).kind()).isEqualTo(Verdict.Kind.UNAVAILABLE);
    }

    @Test
    void a_request_carries_version_credentials_and_the_document() {
        body = "{\"validationResults\":{\"status\":\"PASS\"},\"clearanceStatus\":\"CLEARED\",\"clearedInvoice\":\""
                + Base64.getEncoder().encodeToString(new byte[] {4, 5}) + "\"}";
        Verdict verdict = client.clear(CSID, DOCUMENT);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.ACCEPTED);
        assertThat(verdict.clearedXml().orElseThrow()).containsExactly(4, 5);
        String basic = Base64.getEncoder().encodeToString((CSID.token() + ":s3cret").getBytes(StandardCharsets.UTF_8));
        assertThat(requests.get(0))
                .startsWith("POST /e-invoicing/simulation/invoices/clearance/single V2 Basic " + basic)
                .contains(" null 1 ")
                .contains("\"invoiceHash\":\"aGFzaA==\"")
                .contains("\"uuid\":\"a-uuid\"")
                .contains("\"invoice\":\"AQID\"");
    }

    @Test
    void a_certificate_that_is_not_given_says_why() {
        status = 400;
        body = "{\"errors\":[{\"code\":\"Invalid-OTP\",\"message\":\"The OTP is not right\"}]}";
        assertThatThrownBy(() -> client.complianceCsid("pem", "1"))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("Invalid-OTP: The OTP is not right");
        body = "{\"binarySecurityToken\":\"***\",\"secret\":\"x\"}";
        status = 200;
        assertThatThrownBy(() -> client.complianceCsid("pem", "1")).hasMessageContaining("holds no certificate");
    }

    @Test
    void secrets_go_over_tls_only_and_are_never_printed() {
        assertThatThrownBy(() -> new FatooraClient(
                        URI.create("http://example.org/api"), Duration.ofSeconds(1), Clock.systemUTC()))
                .hasMessageContaining("https");
        assertThat(CSID.toString()).doesNotContain("s3cret").doesNotContain(CSID.token());
    }

    @Test
    void an_address_says_which_certificates_it_gives() {
        assertThat(FatooraClient.environmentOf(
                        URI.create("https://gw-fatoora.zatca.gov.sa/e-invoicing/developer-portal")))
                .isEqualTo(TillRequest.Environment.DEVELOPER);
        assertThat(FatooraClient.environmentOf(URI.create("https://gw-fatoora.zatca.gov.sa/e-invoicing/simulation")))
                .isEqualTo(TillRequest.Environment.SIMULATION);
        assertThat(FatooraClient.environmentOf(URI.create("https://gw-fatoora.zatca.gov.sa/e-invoicing/core")))
                .isEqualTo(TillRequest.Environment.PRODUCTION);
        assertThat(FatooraClient.environmentOf(URI.create("http://127.0.0.1:7480")))
                .isEqualTo(TillRequest.Environment.SIMULATION);
    }
}
