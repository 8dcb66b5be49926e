package org.tillmesh.zatca.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tillmesh.zatca.sign.TillRequest;

/**
 * The authority's API. Calls block, answer within the timeout, and never follow a redirection (303 is an answer here).
 * Safe to use from many threads. Nothing is logged: bodies and headers hold secrets.
 */
public final class FatooraClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final URI api;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient http;

    /** @param api up to the endpoints, such as {@code https://gw-fatoora.zatca.gov.sa/e-invoicing/simulation} */
    public FatooraClient(URI api, Duration timeout, Clock clock) {
        if (api.getHost() == null
                || !("https".equals(api.getScheme()) || ("http".equals(api.getScheme()) && isLoopback(api)))) {
            throw new IllegalArgumentException("The authority's address \"" + api
                    + "\" is not https://… (http is for a sandbox on this machine only)");
        }
        String text = api.toString();
        this.api = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        this.timeout = timeout;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .build();
    }

    private static boolean isLoopback(URI api) {
        return api.getHost().equals("localhost") || api.getHost().startsWith("127.");
    }

    /** Which certificates an address gives: the authority's own are known by their paths, any other is a simulation. */
    public static TillRequest.Environment environmentOf(URI api) {
        String text = api.toString();
        if (text.contains("zatca.gov.sa") && text.contains("/developer-portal")) {
            return TillRequest.Environment.DEVELOPER;
        }
        return text.contains("zatca.gov.sa") && text.contains("/core")
                ? TillRequest.Environment.PRODUCTION
                : TillRequest.Environment.SIMULATION;
    }

    public URI api() {
        return api;
    }

    // ---- certificates

    /**
     * First step of onboarding.
     *
     * @param csrPem the till's request as {@link TillRequest#pem} makes it
     * @param otp from the authority's portal
     * @throws ApiFailure with what it said
     */
    public Csid complianceCsid(String csrPem, String otp) {
        return csid(post("/compliance", csr(csrPem)).header("OTP", otp), "compliance certificate");
    }

    /** Shows one document of a kind that the till will issue. */
    public Verdict checkCompliance(Csid csid, Submission document) {
        return submit("/compliance/invoices", csid, document, "");
    }

    /** Last step of onboarding. @throws ApiFailure with what it said */
    public Csid productionCsid(Csid compliance) {
        String body = JSON.createObjectNode()
                .put("compliance_request_id", compliance.requestId())
                .toString();
        return csid(
                post("/production/csids", body).header("Authorization", compliance.basic()), "production certificate");
    }

    /**
     * A new certificate for a till that has one, before it ends.
     *
     * @throws ApiFailure with what it said; 428 means that compliance is to be checked anew, as at onboarding
     */
    public Csid renew(Csid current, String csrPem, String otp) {
        return csid(
                request("/production/csids")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(csr(csrPem)))
                        .header("OTP", otp)
                        .header("Authorization", current.basic()),
                "renewed certificate");
    }

    private static String csr(String pem) {
        return JSON.createObjectNode()
                .put("csr", Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)))
                .toString();
    }

    private Csid csid(HttpRequest.Builder request, String what) {
        HttpResponse<byte[]> answer;
        try {
            answer = send(request.build());
        } catch (NoAnswer e) {
            throw new ApiFailure(0, "The " + what + " was not given: " + e.getMessage());
        }
        JsonNode json = VerdictReader.tree(answer.body());
        if (answer.statusCode() != 200 || json == null || !json.hasNonNull("binarySecurityToken")) {
            String said = VerdictReader.messages(json).stream()
                    .map(Verdict.Message::toString)
                    .reduce((a, b) -> a + "; " + b)
                    .orElse("no reason was given");
            throw new ApiFailure(
                    answer.statusCode(),
                    "The " + what + " was not given (status " + answer.statusCode() + "): " + said);
        }
        try {
            return new Csid(
                    json.path("requestID").asText(""),
                    json.path("binarySecurityToken").asText(),
                    json.path("secret").asText(""));
        } catch (IllegalArgumentException e) {
            throw new ApiFailure(
                    answer.statusCode(), "The " + what + " came with a token that is none: " + e.getMessage());
        }
    }

    // ---- documents

    /** A simplified document, or a standard one while clearance is off. */
    public Verdict report(Csid csid, Submission document) {
        return submit("/invoices/reporting/single", csid, document, "0");
    }

    /** A standard document, before it is handed over. */
    public Verdict clear(Csid csid, Submission document) {
        return submit("/invoices/clearance/single", csid, document, "1");
    }

    private Verdict submit(String path, Csid csid, Submission document, String clearanceStatus) {
        ObjectNode body = JSON.createObjectNode()
                .put("invoiceHash", document.hash())
                .put("uuid", document.uuid())
                .put("invoice", Base64.getEncoder().encodeToString(document.xml()));
        HttpRequest.Builder request = post(path, body.toString())
                .header("Authorization", csid.basic())
                .header("Accept-Language", "en");
        if (!clearanceStatus.isEmpty()) {
            request.header("Clearance-Status", clearanceStatus);
        }
        try {
            HttpResponse<byte[]> answer = send(request.build());
            return VerdictReader.verdict(answer.statusCode(), answer.headers(), answer.body(), clock);
        } catch (NoAnswer e) {
            return Verdict.unavailable(String.valueOf(e.getMessage()));
        }
    }

    // ---- HTTP

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Accept-Version", "V2")
                .header("Content-Type", "application/json");
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswer(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The whole answer within the timeout: the client's own ends with the headers, and a body may never end. */
    private HttpResponse<byte[]> send(HttpRequest request) throws NoAnswer {
        var answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new NoAnswer(api + " gave no answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new NoAnswer(api + " can't be reached: " + e.getCause(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoAnswer("Interrupted while waiting for " + api, e);
        }
    }
}
