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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.till.counter.Sellers;
import org.tillmesh.till.links.SyncDesk;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Answers;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.TillClock;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillFolder;
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
public final class ZatcaDesk {
    private static final Duration STEP_MAX = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 200;

    private final TillFolder folder;
    private final SyncDesk sync;
    private final TillClock clock;
    private final Supplier<Login> login;

    public ZatcaDesk(TillFolder folder, SyncDesk sync, TillClock clock, Supplier<Login> login) {
        this.folder = folder;
        this.sync = sync;
        this.clock = clock;
        this.login = login;
    }

    /** @param checked names of the documents that the authority looked at and took */
    public record Onboarded(String environment, Answers.Csid certificate, List<String> checked) {}

    /**
     * Asks for this till's first certificate, or a new one in place of any: request, compliance checks of every kind of
     * document, production certificate.
     *
     * @param otp from the authority's portal
     * @throws TillException OFFLINE, TIMEOUT, FORBIDDEN, or BAD_VALUE with what the authority said; nothing changed then
     */
    public Onboarded onboard(String otp, @Nullable String approve) {
        return guarded(() -> {
            login.get().allow(false, "onboard the till at the tax authority", approve);
            return onboardNow(otp);
        });
    }

    /** The same by who has the folder and the OTP in hand, with no till running on it: an installer. */
    public Onboarded onboardAsInstaller(String otp) {
        return guarded(() -> {
            sync.awaitOnline();
            return onboardNow(otp);
        });
    }

    /** A new certificate for one that is about to end. */
    public Onboarded renew(String otp, @Nullable String approve) {
        return guarded(() -> {
            login.get().allow(false, "renew the till's certificate", approve);
            return renewNow(otp);
        });
    }

    /** As {@link #onboardAsInstaller}. */
    public Onboarded renewAsInstaller(String otp) {
        return guarded(() -> {
            sync.awaitOnline();
            return renewNow(otp);
        });
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    private synchronized Onboarded onboardNow(String otp) {
        TillRequest.Environment environment = environment();
        SigningKey.KeyPair pair = SigningKey.KeyPair.generate(new SecureRandom());
        Map<String, Value> begun = step(Map.of(
                "do", Value.of("compliance"),
                "csr", Value.of(folder.request(environment).pem(pair)),
                "otp", Value.of(checked(otp))));
        SigningKey compliance = SigningKey.ofToken(pair, text(begun, "token"));
        var taken = new ArrayList<String>();
        LocalDateTime now = LocalDateTime.ofInstant(
                        clock.instant(), folder.storeProfile().zone())
                .withNano(0);
        ComplianceDocuments.of(compliance, new Sellers(folder).party(), now).forEach((name, document) -> {
            check(name, document);
            taken.add(name);
        });
        Map<String, Value> last = step(Map.of("do", Value.of("production")));
        return adopt(environment, pair, text(last, "token"), taken);
    }

    private synchronized Onboarded renewNow(String otp) {
        TillRequest.Environment environment = environment();
        SigningKey.KeyPair pair = SigningKey.KeyPair.generate(new SecureRandom());
        Map<String, Value> renewed = step(Map.of(
                "do", Value.of("renew"),
                "csr", Value.of(folder.request(environment).pem(pair)),
                "otp", Value.of(checked(otp))));
        return adopt(environment, pair, text(renewed, "token"), List.of());
    }

    private static String checked(String otp) {
        if (!otp.matches("[0-9]{4,10}")) {
            throw Refusals.badValue("The OTP is not 4 to 10 digits; take a new one from the authority's portal");
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
            throw Refusals.badValue("The authority did not take the " + name + " of the compliance check: "
                    + text(outcome, "kind") + " " + text(outcome, "reasons"));
        }
    }

    private Onboarded adopt(
            TillRequest.Environment environment, SigningKey.KeyPair pair, String token, List<String> taken) {
        CsidCertificate certificate = CsidCertificate.of(Csid.certificateOf(token));
        if (!certificate.vatNumber().equals(folder.company().vatNumber())) {
            throw Refusals.badValue("The certificate that came is for VAT number " + certificate.vatNumber()
                    + ", not for the company's " + folder.company().vatNumber());
        }
        folder.signWith(SigningKey.ofToken(pair, token));
        return new Onboarded(
                environment.name().toLowerCase(Locale.ROOT), answer(certificate, clock.instant()), List.copyOf(taken));
    }

    public static Answers.Csid answer(CsidCertificate certificate, Instant now) {
        var documents = new ArrayList<String>();
        if (certificate.allowsStandard()) {
            documents.add("standard");
        }
        if (certificate.allowsSimplified()) {
            documents.add("simplified");
        }
        return new Answers.Csid(
                documents,
                certificate.issuer(),
                certificate.until(),
                certificate.expiry(now).name().toLowerCase(Locale.ROOT),
                certificate.isDevelopment());
    }

    // ---- over the link

    private TillRequest.Environment environment() {
        Value answer = sync.running().askRelay("zatca", Value.map(Map.of("do", Value.of("environment"))));
        return TillRequest.Environment.valueOf(text(fields(answer), "environment"));
    }

    /** Begins a step at head office and asks for its outcome until it is there. */
    private Map<String, Value> step(Map<String, Value> question) {
        Value begun = sync.running().askRelay("zatca", Value.map(new TreeMap<>(question)));
        String job = text(fields(begun), "job");
        long until = System.nanoTime() + STEP_MAX.toNanos();
        while (System.nanoTime() < until) {
            Map<String, Value> outcome = fields(
                    sync.running().askRelay("zatca", Value.map(Map.of("do", Value.of("poll"), "job", Value.of(job)))));
            switch (text(outcome, "state")) {
                case "working" -> pause();
                case "done" -> {
                    return outcome;
                }
                default -> throw Refusals.badValue(text(outcome, "message"));
            }
        }
        throw new TillException(
                TillException.Code.TIMEOUT,
                "The tax authority gave no answer within " + STEP_MAX.toSeconds()
                        + " s; the till signs as before. Try again with a new OTP");
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TillException(TillException.Code.TIMEOUT, "Interrupted while waiting for head office", e);
        }
    }

    private static Map<String, Value> fields(Value value) {
        if (value instanceof Value.MapOf map) {
            return map.entries();
        }
        throw Refusals.badValue("Head office gave an answer that this version does not know; update both");
    }

    private static String text(Map<String, Value> in, String field) {
        return in.get(field) instanceof Value.Text text ? text.value() : "";
    }
}
