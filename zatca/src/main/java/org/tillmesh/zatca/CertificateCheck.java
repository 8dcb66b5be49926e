package org.tillmesh.zatca;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;

/** Whether a signer's certificate is by the authority and was in force when the document was signed. */
final class CertificateCheck {
    /** Signing times carry no zone: the Kingdom is three hours ahead of UTC, and no place is further than this. */
    private static final int ZONE_HOURS = 14;

    private CertificateCheck() {}

    static void check(
            X509CertificateHolder certificate,
            @Nullable X509CertificateHolder authority,
            SignedView view,
            List<String> problems) {
        checkValidity(certificate, view, problems);
        if (authority != null && !isIssuedBy(certificate, authority)) {
            problems.add(
                    "The certificate of " + certificate.getSubject() + " was not issued by " + authority.getSubject());
        }
    }

    private static boolean isIssuedBy(X509CertificateHolder certificate, X509CertificateHolder authority) {
        try {
            var verifier = new BcECContentVerifierProviderBuilder(new DefaultDigestAlgorithmIdentifierFinder())
                    .build(SigningKey.publicKey(authority.getSubjectPublicKeyInfo()));
            return certificate.getIssuer().equals(authority.getSubject()) && certificate.isSignatureValid(verifier);
        } catch (CertException | OperatorCreationException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void checkValidity(X509CertificateHolder certificate, SignedView view, List<String> problems) {
        String text = view.first(SignedView.XADES_NS, "SigningTime")
                .map(e -> e.getTextContent().strip())
                .orElse("");
        try {
            LocalDateTime at = LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
            var begin = LocalDateTime.ofInstant(certificate.getNotBefore().toInstant(), ZoneOffset.UTC);
            var end = LocalDateTime.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC);
            if (at.isBefore(begin.minusHours(ZONE_HOURS)) || at.isAfter(end.plusHours(ZONE_HOURS))) {
                problems.add("The document was signed " + at + " but its certificate is in force from " + begin + " to "
                        + end + " (UTC)");
            }
        } catch (DateTimeException e) {
            problems.add("Signing time \"" + text + "\" is no time like 2027-02-18T09:30:00");
        }
    }
}
