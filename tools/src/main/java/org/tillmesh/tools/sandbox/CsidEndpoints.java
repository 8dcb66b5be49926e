package org.tillmesh.tools.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.CsidCertificate;

/** Certificates: compliance, production, renewal. OTP 111111 is wrong and 222222 expired, any other six digits are right. */
final class CsidEndpoints {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOTES = Set.of("388", "381", "383");
    /** What the relay of the public demo company uses for its tills' public demo certificates. */
    private static final String DEMO_SECRET = "TillMesh demo";

    private static final Duration COMPLIANCE_AGE = Duration.ofMinutes(3);
    private static final Duration PRODUCTION_AGE = Duration.ofMinutes(2);

    private final TestAuthority authority;
    private final Book book;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();

    CsidEndpoints(TestAuthority authority, Book book) {
        this.authority = authority;
        this.book = book;
    }

    Answer compliance(Request request) {
        Answer refused = otp(request);
        return refused != null ? refused : give(csr(request), "compliance", COMPLIANCE_AGE);
    }

    Answer production(Request request) {
        Request.Basic basic = request.basic();
        Optional<Book.Given> holder = holder(basic);
        if (holder.isEmpty() || !holder.get().stage().equals("compliance")) {
            return unauthorised();
        }
        String id = request.json().path("compliance_request_id").asText("");
        if (!holder.get().requestId().equals(id)) {
            return Answer.error(400, "Invalid-Request-Id", "No compliance certificate has the request id " + id);
        }
        var missing = new TreeSet<>(
                kindsOf(CsidCertificate.of(Csid.certificateOf(holder.get().token()))));
        missing.removeAll(seen.getOrDefault(id, Set.of()));
        if (!missing.isEmpty()) {
            return Answer.error(
                    400,
                    "Missing-ComplianceSteps",
                    "Compliance was not checked for these kinds (profile-type): " + missing);
        }
        return give(holder.get().csr(), "production", PRODUCTION_AGE);
    }

    Answer renewal(Request request) {
        Optional<Book.Given> holder = holder(request.basic());
        if (holder.isEmpty() || !holder.get().stage().equals("production")) {
            return unauthorised();
        }
        Answer refused = otp(request);
        return refused != null ? refused : give(csr(request), "production", PRODUCTION_AGE);
    }

    private static String csr(Request request) {
        return request.json().path("csr").asText("");
    }

    private static Set<String> kindsOf(CsidCertificate certificate) {
        var kinds = new TreeSet<String>();
        NOTES.forEach(type -> {
            if (certificate.allowsStandard()) {
                kinds.add("01-" + type);
            }
            if (certificate.allowsSimplified()) {
                kinds.add("02-" + type);
            }
        });
        return kinds;
    }

    /** A document of this kind passed with the compliance certificate of this request. */
    void passed(String requestId, String kind) {
        seen.computeIfAbsent(requestId, id -> ConcurrentHashMap.newKeySet()).add(kind);
    }

    private static @Nullable Answer otp(Request request) {
        String otp = request.header("OTP");
        if (otp.equals("222222")) {
            return Answer.error(400, "Expired-OTP", "The OTP has expired; take a new one from the portal");
        }
        return otp.matches("[0-9]{6}") && !otp.equals("111111")
                ? null
                : Answer.error(400, "Invalid-OTP", "The OTP is not right");
    }

    private Answer give(String csr, String stage, Duration age) {
        byte[] certificate;
        try {
            certificate = authority.issue(csr, age);
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "Invalid-CSR", String.valueOf(e.getMessage()));
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = Base64.getEncoder().encodeToString(bytes);
        String id = String.valueOf(1_000_000_000_000L + (random.nextLong() >>> 1) % 9_000_000_000_000L);
        String token = Csid.tokenOf(certificate);
        book.give(new Book.Given(token, hashed(secret), id, stage, csr));
        ObjectNode body = JSON.createObjectNode()
                .put("requestID", Long.parseLong(id))
                .put(
                        "tokenType",
                        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3")
                .put("dispositionMessage", "ISSUED")
                .put("binarySecurityToken", token)
                .put("secret", secret)
                .putNull("errors");
        return Answer.json(200, body);
    }

    private static String hashed(String secret) {
        return Hash.sha256(secret.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Who may use the API: a token that was given, with its secret. */
    Optional<Book.Given> holder(Request.@Nullable Basic basic) {
        if (basic == null) {
            return Optional.empty();
        }
        Optional<Book.Given> given = book.given(basic.token());
        if (given.isPresent()) {
            return given.filter(g -> MessageDigest.isEqual(
                    g.secretHash().getBytes(StandardCharsets.UTF_8),
                    hashed(basic.secret()).getBytes(StandardCharsets.UTF_8)));
        }
        return basic.secret().equals(DEMO_SECRET) && isDemo(basic.token())
                ? Optional.of(new Book.Given(basic.token(), "", "", "production", ""))
                : Optional.empty();
    }

    /** Whether it names itself a demo certificate; whether it is one, the document's check sees. */
    private static boolean isDemo(String token) {
        try {
            return CsidCertificate.of(Csid.certificateOf(token)).isDevelopment();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static Answer unauthorised() {
        return Answer.error(401, "Unauthorized", "Token or secret are not right");
    }
}
