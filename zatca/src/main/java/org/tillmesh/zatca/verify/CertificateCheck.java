package org.tillmesh.zatca.verify;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;
import org.tillmesh.zatca.sign.SignerCertificate;
import org.tillmesh.zatca.xml.SignedView;

/** Whether a signer's certificate is the one that was signed for, by the authority, and in force at the time. */
final class CertificateCheck {
    /** Signing times carry no zone: the Kingdom is three hours ahead of UTC, and no place is further than this. */
    private static final int ZONE_HOURS = 14;

    private static final String PROPERTIES_SAY = "SignedProperties say";

    private CertificateCheck() {}

    static void check(
            SignerCertificate certificate,
            @Nullable X509CertificateHolder authority,
            SignedView view,
            Findings findings) {
        String digest = view.first(SignedView.XADES_NS, "CertDigest")
                .flatMap(p -> SignedView.child(p, SignedView.DS_NS, "DigestValue"))
                .map(SignedView::textOf)
                .orElse("");
        findings.compare(Check.CERTIFICATE, "Digest of the certificate", certificate.digest, PROPERTIES_SAY, digest);
        findings.compare(
                Check.CERTIFICATE,
                "Serial number of the certificate",
                certificate.serial,
                PROPERTIES_SAY,
                view.firstText(SignedView.DS_NS, "X509SerialNumber"));
        findings.compare(
                Check.CERTIFICATE,
                "Issuer of the certificate",
                certificate.issuer,
                PROPERTIES_SAY,
                view.firstText(SignedView.DS_NS, "X509IssuerName"));
        checkValidity(certificate, view, findings);
        if (authority != null && !certificate.trusted) {
            findings.add(
                    Check.CERTIFICATE,
                    "The certificate of " + certificate.subject + " was not issued by " + authority.getSubject());
        }
    }

    private static void checkValidity(SignerCertificate certificate, SignedView view, Findings findings) {
        String text = view.firstText(SignedView.XADES_NS, "SigningTime");
        try {
            LocalDateTime at = LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
            if (at.isBefore(certificate.begin.minusHours(ZONE_HOURS))
                    || at.isAfter(certificate.end.plusHours(ZONE_HOURS))) {
                findings.add(
                        Check.CERTIFICATE,
                        "The document was signed " + at + " but its certificate is in force from "
                                + certificate.begin + " to "
                                + certificate.end + " (UTC)");
            }
        } catch (DateTimeException e) {
            findings.add(Check.CERTIFICATE, "Signing time \"" + text + "\" is no time like 2027-02-18T09:30:00");
        }
    }
}
