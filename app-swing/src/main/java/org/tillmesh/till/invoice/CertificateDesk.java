package org.tillmesh.till.invoice;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.crdt.Value;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.zatca.api.ComplianceDocuments;
import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.TillRequest;

/**
 * This till's certificate at the tax authority. The till makes the key, the request and the compliance documents; head
 * office calls the authority for it and keeps what the API wants, so that the private key never leaves the till and the
 * API's secrets never come to it. Until the last step has succeeded the till goes on signing with what it had, and after
 * it with the new key in the same chain.
 */
final class CertificateDesk {
    private static final Duration STEP_MAX = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 200;

    private final Shop shop;
    private final Mesh mesh;

    CertificateDesk(Shop shop, Mesh mesh) {
        this.shop = shop;
        this.mesh = mesh;
    }

    synchronized InvoiceAnswers.Onboarded onboard(String otp) {
        TillRequest.Environment environment = environment();
        SigningKey.KeyPair pair = SigningKey.KeyPair.generate(new SecureRandom());
        Map<String, Value> begun = step(Map.of(
                "do", Value.of("compliance"),
                "csr", Value.of(shop.signing().request(environment).pem(pair)),
                "otp", Value.of(checked(otp))));
        SigningKey compliance = SigningKey.ofToken(pair, text(begun, "token"));
        var taken = new ArrayList<String>();
        LocalDateTime now = LocalDateTime.ofInstant(
                        shop.clock().instant(), shop.folder().branchProfile().zone())
                .withNano(0);
        ComplianceDocuments.of(compliance, new Sellers(shop.folder()).party(), now)
                .forEach((name, document) -> {
                    check(name, document);
                    taken.add(name);
                });
        Map<String, Value> last = step(Map.of("do", Value.of("production")));
        return adopt(environment, pair, text(last, "token"), taken);
    }

    synchronized InvoiceAnswers.Onboarded renew(String otp) {
        TillRequest.Environment environment = environment();
        SigningKey.KeyPair pair = SigningKey.KeyPair.generate(new SecureRandom());
        Map<String, Value> renewed = step(Map.of(
                "do", Value.of("renew"),
                "csr", Value.of(shop.signing().request(environment).pem(pair)),
                "otp", Value.of(checked(otp))));
        return adopt(environment, pair, text(renewed, "token"), List.of());
    }

    private static String checked(String otp) {
        if (!otp.matches("[0-9]{4,10}")) {
            throw new TillException(InvoiceRefusal.OTP);
        }
        return otp;
    }

    private void check(String name, SignedInvoice document) {
        Map<String, Value> outcome = step(Map.of(
                "do", Value.of("check"),
                "hash", Value.of(document.hash()),
                "uuid", Value.of(document.uuid().toString()),
                "xml", Value.of(document.xml())));
        if (!(outcome.get("accepted") instanceof Value.Bool accepted) || !accepted.value()) {
            throw new TillException(InvoiceRefusal.CHECK_FAILED, name, text(outcome, "kind"), text(outcome, "reasons"));
        }
    }

    private InvoiceAnswers.Onboarded adopt(
            TillRequest.Environment environment, SigningKey.KeyPair pair, String token, List<String> taken) {
        CsidCertificate certificate = CsidCertificate.of(Csid.certificateOf(token));
        if (!certificate.vatNumber().equals(shop.folder().company().vatNumber())) {
            throw new TillException(
                    InvoiceRefusal.CERTIFICATE_OF_ANOTHER,
                    certificate.vatNumber(),
                    shop.folder().company().vatNumber());
        }
        shop.signing().replace(SigningKey.ofToken(pair, token));
        return new InvoiceAnswers.Onboarded(
                environment.name().toLowerCase(Locale.ROOT),
                answer(certificate, shop.clock().instant()),
                List.copyOf(taken));
    }

    static InvoiceAnswers.Csid answer(CsidCertificate certificate, Instant now) {
        var documents = new ArrayList<String>();
        if (certificate.allowsStandard()) {
            documents.add("standard");
        }
        if (certificate.allowsSimplified()) {
            documents.add("simplified");
        }
        return new InvoiceAnswers.Csid(
                documents,
                certificate.issuer(),
                certificate.until(),
                certificate.expiry(now).name().toLowerCase(Locale.ROOT),
                certificate.isDevelopment());
    }

    private TillRequest.Environment environment() {
        Value answer = mesh.askRelay("zatca", Value.map(Map.of("do", Value.of("environment"))));
        return TillRequest.Environment.valueOf(text(fields(answer), "environment"));
    }

    /** Begins a step at head office and asks for its outcome until it is there. */
    private Map<String, Value> step(Map<String, Value> question) {
        Value begun = mesh.askRelay("zatca", Value.map(new TreeMap<>(question)));
        String job = text(fields(begun), "job");
        long until = System.nanoTime() + STEP_MAX.toNanos();
        while (System.nanoTime() < until) {
            Map<String, Value> outcome =
                    fields(mesh.askRelay("zatca", Value.map(Map.of("do", Value.of("poll"), "job", Value.of(job)))));
            switch (text(outcome, "state")) {
                case "working" -> pause();
                case "done" -> {
                    return outcome;
                }
                default -> throw new TillException(InvoiceRefusal.AUTHORITY_SAYS, text(outcome, "message"));
            }
        }
        throw new TillException(InvoiceRefusal.NO_ANSWER, STEP_MAX.toSeconds());
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TillException(e, InvoiceRefusal.INTERRUPTED);
        }
    }

    private static Map<String, Value> fields(Value value) {
        if (value instanceof Value.MapOf map) {
            return map.entries();
        }
        throw new TillException(InvoiceRefusal.UNKNOWN_ANSWER);
    }

    private static String text(Map<String, Value> in, String field) {
        return in.get(field) instanceof Value.Text text ? text.value() : "";
    }
}
