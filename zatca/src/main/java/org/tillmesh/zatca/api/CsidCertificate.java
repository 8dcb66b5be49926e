package org.tillmesh.zatca.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What a till's certificate says.
 *
 * @param unit name of the till (CN)
 * @param device {@code 1-<solution>|2-<model>|3-<serial>}
 * @param documents four digits, the first for standard, the second for simplified documents
 * @param template name of the certificate template: which environment it is for
 * @param issuer common name of who issued it
 */
public record CsidCertificate(
        String unit,
        String seller,
        String branch,
        String vatNumber,
        String device,
        String documents,
        String template,
        String issuer,
        String serial,
        Instant from,
        Instant until) {
    private static final ASN1ObjectIdentifier TEMPLATE = new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2");

    /** @throws IllegalArgumentException if these bytes are no certificate of a till */
    public static CsidCertificate of(byte[] der) {
        try {
            var certificate = new X509CertificateHolder(der);
            X500Name subject = certificate.getSubject();
            X500Name till = tillOf(certificate);
            return new CsidCertificate(
                    text(subject, BCStyle.CN),
                    text(subject, BCStyle.O),
                    text(subject, BCStyle.OU),
                    text(till, BCStyle.UID),
                    text(till, BCStyle.SURNAME),
                    text(till, BCStyle.T),
                    templateOf(certificate),
                    text(certificate.getIssuer(), BCStyle.CN),
                    certificate.getSerialNumber().toString(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "These " + der.length + " bytes are no certificate of a till: " + e.getMessage(), e);
        }
    }

    private static X500Name tillOf(X509CertificateHolder certificate) {
        GeneralNames names = GeneralNames.fromExtensions(certificate.getExtensions(), Extension.subjectAlternativeName);
        if (names != null) {
            for (GeneralName name : names.getNames()) {
                if (name.getTagNo() == GeneralName.directoryName) {
                    return X500Name.getInstance(name.getName());
                }
            }
        }
        throw new IllegalArgumentException("it lacks the till's names (subjectAltName)");
    }

    private static String templateOf(X509CertificateHolder certificate) {
        Extension template = certificate.getExtension(TEMPLATE);
        return template != null && template.getParsedValue() instanceof ASN1String text ? text.getString() : "";
    }

    private static String text(X500Name name, ASN1ObjectIdentifier part) {
        RDN[] found = name.getRDNs(part);
        return found.length > 0 && found[0].getFirst().getValue() instanceof ASN1String text ? text.getString() : "";
    }

    /** How near its end is. */
    public enum Expiry {
        /** Good for 30 days and more. */
        FAR,
        /** Less than 30 days: renew. */
        SOON,
        /** Less than 7 days: renew now. */
        URGENT,
        /** Over: what it signs is refused. */
        OVER;
    }

    public Expiry expiry(Instant now) {
        Duration left = Duration.between(now, until);
        if (left.isNegative() || left.isZero()) {
            return Expiry.OVER;
        }
        if (left.compareTo(Duration.ofDays(7)) < 0) {
            return Expiry.URGENT;
        }
        return left.compareTo(Duration.ofDays(30)) < 0 ? Expiry.SOON : Expiry.FAR;
    }

    public boolean allowsStandard() {
        return documents.startsWith("1");
    }

    public boolean allowsSimplified() {
        return documents.length() > 1 && documents.charAt(1) == '1';
    }

    /** Made by this library for development: no authority knows it, and what it signed can be reported to none. */
    public boolean isDevelopment() {
        return issuer.startsWith("TillMesh Development");
    }
}
