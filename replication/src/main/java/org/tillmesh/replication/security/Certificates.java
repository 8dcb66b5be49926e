package org.tillmesh.replication.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** X.509 certificates of a company: made by its authority, read by everyone. */
public final class Certificates {
    /** Ten years: certificates die by revocation, not by age. */
    static final Duration LIFE = Duration.ofDays(3653);

    /** A web server's; with the day before it is valid from, less than the 397 that browsers take. */
    static final Duration WEB_LIFE = Duration.ofDays(395);

    // An arc for experiments; it only has to differ from what others put into their own certificates.
    private static final ASN1ObjectIdentifier IDENTITY = new ASN1ObjectIdentifier("1.3.6.1.4.1.54392.5.2026.1");
    private static final SecureRandom SERIALS = new SecureRandom();

    private Certificates() {}

    /** @throws SecurityFailure if the bytes are no certificate */
    public static X509Certificate parse(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException
                | RuntimeException e) { // the JDK's parser throws anything for a broken Ed25519 key
            throw new SecurityFailure("These " + der.length + " bytes are no certificate", e);
        }
    }

    public static byte[] encode(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new SecurityFailure("A certificate can't be encoded", e);
        }
    }

    /**
     * The identity in a certificate that the company's key signed.
     *
     * @throws SecurityFailure if another signed it, it is not valid yet, or it holds no identity. One that has expired
     *     is taken: a record is never refused for the age of its certificate.
     */
    public static Identity identity(X509Certificate certificate, PublicKey company, Instant now) {
        try {
            certificate.verify(company);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SecurityFailure(
                    "The certificate of " + certificate.getSubjectX500Principal() + " is not of this company", e);
        }
        if (now.plus(Duration.ofDays(1)).isBefore(certificate.getNotBefore().toInstant())) {
            throw new SecurityFailure("The certificate of " + certificate.getSubjectX500Principal()
                    + " is valid only from " + certificate.getNotBefore().toInstant()
                    + "; check this machine's clock, which says " + now);
        }
        return claimed(certificate);
    }

    /**
     * Who a certificate says it is of; nobody has looked who signed it.
     *
     * @throws SecurityFailure if it holds no identity
     */
    public static Identity claimed(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(IDENTITY.getId());
        if (extension == null) {
            throw new SecurityFailure(
                    "The certificate of " + certificate.getSubjectX500Principal() + " names no till or relay");
        }
        try {
            byte[] inner = ASN1OctetString.getInstance(extension).getOctets();
            return Identity.decode(DERUTF8String.getInstance(inner).getString());
        } catch (IllegalArgumentException e) {
            throw new SecurityFailure("A certificate's identity can't be read: " + e.getMessage(), e);
        }
    }

    /** A certificate authority's own certificate. */
    static X509Certificate authority(String company, PublicKey key, PrivateKey signer, Instant from) {
        X509v3CertificateBuilder builder = builder(company + " certificate authority", company, key, company, from);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        } catch (CertIOException e) {
            throw new SecurityFailure("A certificate can't be made", e);
        }
        return sign(builder, signer);
    }

    static X509Certificate leaf(Identity identity, PublicKey key, PrivateKey signer, Instant from) {
        String name = identity.kind() == Identity.Kind.TILL
                ? identity.till()
                : identity.kind().name();
        X509v3CertificateBuilder builder = builder(name, identity.company(), key, identity.company(), from);
        try {
            builder.addExtension(IDENTITY, false, new DERUTF8String(identity.encode()));
        } catch (IOException e) {
            throw new SecurityFailure("A certificate can't be made", e);
        }
        return sign(builder, signer);
    }

    /**
     * For the web console: for servers only, and for no longer than browsers take one.
     *
     * @param names hosts and addresses, as people type them
     */
    static X509Certificate web(
            X509Certificate authority, PublicKey key, PrivateKey signer, Instant from, Collection<String> names) {
        var issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
        var subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, "TillMesh head office")
                .build();
        Instant until = from.plus(WEB_LIFE);
        Instant last = authority.getNotAfter().toInstant();
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(96, SERIALS).add(BigInteger.ONE),
                Date.from(from.minus(Duration.ofDays(1))),
                Date.from(until.isBefore(last) ? until : last),
                subject,
                key);
        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.stream()
                            .map(name -> new GeneralName(
                                    isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                            .toArray(GeneralName[]::new)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(authority.getPublicKey()));
            builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
        } catch (CertIOException | NoSuchAlgorithmException e) {
            throw new SecurityFailure("A certificate can't be made", e);
        }
        return sign(builder, signer);
    }

    /** Whether a name is an address of the Internet, not a host. */
    public static boolean isAddress(String name) {
        return IPAddress.isValidIPv4(name) || IPAddress.isValidIPv6(name);
    }

    private static X509v3CertificateBuilder builder(
            String name, String company, PublicKey key, String issuer, Instant from) {
        var issued = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, issuer)
                .addRDN(BCStyle.CN, issuer + " certificate authority")
                .build();
        var subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, company)
                .addRDN(BCStyle.CN, name)
                .build();
        return new JcaX509v3CertificateBuilder(
                issued,
                new BigInteger(96, SERIALS).add(BigInteger.ONE),
                Date.from(from.minus(Duration.ofDays(1))),
                Date.from(from.plus(LIFE)),
                subject,
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey signer) {
        try {
            return parse(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer))
                    .getEncoded());
        } catch (OperatorCreationException | IOException e) {
            throw new SecurityFailure("A certificate can't be signed", e);
        }
    }

    /** PEM, as browsers and other programs take it. */
    public static String pem(X509Certificate certificate) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encode(certificate));
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }
}
