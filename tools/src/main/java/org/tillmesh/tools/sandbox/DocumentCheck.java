package org.tillmesh.tools.sandbox;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.api.Verdict;
import org.tillmesh.zatca.rules.Finding;
import org.tillmesh.zatca.rules.OfficialRules;
import org.tillmesh.zatca.verify.Verification;
import org.tillmesh.zatca.verify.Verifier;

/** What the authority would object to in a document: the published rules, hash, signature, certificate, who may issue it. */
final class DocumentCheck {
    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");
    private static final Duration IN_TIME = Duration.ofHours(24);

    private final TestAuthority authority;
    private final Clock clock;

    DocumentCheck(TestAuthority authority, Clock clock) {
        this.authority = authority;
        this.clock = clock;
    }

    /** @param hash computed from the bytes; @param icv 0 if it holds none */
    record Outcome(byte[] xml, Facts facts, String hash, long icv, List<Verdict.Message> messages) {
        boolean isRejected() {
            return messages.stream().anyMatch(m -> m.type().equals("ERROR"));
        }

        boolean isWarned() {
            return messages.stream().anyMatch(m -> m.type().equals("WARNING"));
        }
    }

    /**
     * @param holder certificate (DER) that the request came with
     * @param late whether documents older than 24 hours are warned of
     */
    Outcome check(byte[] xml, String saidHash, String saidUuid, byte[] holder, boolean late) {
        Facts facts = Facts.of(xml);
        CsidCertificate certificate = CsidCertificate.of(holder);
        var messages = new ArrayList<Verdict.Message>();
        for (Finding finding : OfficialRules.check(xml)) {
            messages.add(new Verdict.Message(
                    finding.error() ? "ERROR" : "WARNING", finding.rule(), finding.text() + place(finding)));
        }
        Verification verified =
                Verifier.trusting(authority.authorityOf(certificate)).verify(xml);
        if (!verified.hash().equals(saidHash)) {
            error(messages, "invalid-invoice-hash", "The invoice hash in the request is not the document's");
        }
        if (!facts.uuid().equals(saidUuid)) {
            error(messages, "invalid-uuid", "The UUID in the request is not the document's");
        }
        verified.problems().forEach(problem -> error(messages, "invalid-signature", problem));
        if (!Arrays.equals(facts.certificate(), holder)) {
            error(
                    messages,
                    "certificate-permissions",
                    "The document is signed with another certificate than the request");
        }
        if (!facts.sellerVat().equals(certificate.vatNumber())) {
            error(
                    messages,
                    "certificate-permissions",
                    "The seller's VAT number " + facts.sellerVat() + " is not the certificate's "
                            + certificate.vatNumber());
        }
        if (facts.isStandard() ? !certificate.allowsStandard() : !certificate.allowsSimplified()) {
            error(
                    messages,
                    "certificate-permissions",
                    "The certificate's title " + certificate.documents() + " does not allow this kind of document");
        }
        if (late) {
            checkAge(facts, messages);
        }
        return new Outcome(xml, facts, verified.hash(), verified.icv(), messages);
    }

    private static String place(Finding finding) {
        return finding.place().isEmpty() ? "" : " (" + finding.place() + ")";
    }

    private void checkAge(Facts facts, List<Verdict.Message> messages) {
        try {
            String text = facts.issuedAt();
            LocalDateTime at = LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
            Duration age = Duration.between(at.atZone(RIYADH).toInstant(), clock.instant());
            if (age.compareTo(IN_TIME) > 0) {
                messages.add(new Verdict.Message(
                        "WARNING", "late-reporting", "The document was issued more than 24 hours ago: " + age));
            }
        } catch (DateTimeException e) {
            error(messages, "invalid-date", "The issue date and time can't be read: " + facts.issuedAt());
        }
    }

    private static void error(List<Verdict.Message> messages, String code, String text) {
        messages.add(new Verdict.Message("ERROR", code, text));
    }
}
