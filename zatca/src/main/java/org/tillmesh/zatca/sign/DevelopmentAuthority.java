package org.tillmesh.zatca.sign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.tillmesh.zatca.model.InvoiceHash;

/**
 * Plays the authority for development, demonstrations and tests: issues till certificates of the real shape from real
 * requests. Its name says development; no tax authority knows it, and documents signed under it are worth nothing.
 */
public final class DevelopmentAuthority {
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2044-01-01T00:00:00Z");

    private final SigningKey.KeyPair pair;
    private final X500Name name;
    private final byte[] certificate;

    private DevelopmentAuthority(SigningKey.KeyPair pair, String commonName) {
        this.pair = pair;
        this.name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.DC, "local")
                .addRDN(BCStyle.DC, "gov")
                .addRDN(BCStyle.DC, "extgazt")
                .addRDN(BCStyle.CN, commonName)
                .build();
        this.certificate = root();
    }

    public static DevelopmentAuthority random(SecureRandom random) {
        return new DevelopmentAuthority(SigningKey.KeyPair.generate(random), "TillMesh Development CA");
    }

    /** The same authority wherever the same public words are used: no secret, for demonstrations alone. */
    public static DevelopmentAuthority fromPublicSeed(String seed) {
        return new DevelopmentAuthority(
                SigningKey.KeyPair.fromPublicSeed("development authority " + seed), "TillMesh Development Demo CA");
    }

    /** One of another name, the same wherever the same seed is: who keeps the seed secret is the only one to have it. */
    public static DevelopmentAuthority fromSeed(String seed, String commonName) {
        return new DevelopmentAuthority(SigningKey.KeyPair.fromPublicSeed("authority " + seed), commonName);
    }

    /** DER of its own certificate. */
    public byte[] certificateDer() {
        return certificate.clone();
    }

    /**
     * The same request makes the same certificate.
     *
     * @param request DER of a PKCS#10 request as {@link TillRequest#der} makes it
     * @return DER of the till's certificate
     * @throws IllegalArgumentException if the request is not one, or is not signed by the key in it
     */
    public byte[] issue(byte[] request, Instant notBefore, Instant notAfter) {
        var csr = parse(request);
        Extensions asked = csr.getRequestedExtensions();
        Extension till = asked == null ? null : asked.getExtension(Extension.subjectAlternativeName);
        Extension template = asked == null ? null : asked.getExtension(TillRequest.TEMPLATE_NAME);
        if (till == null || template == null) {
            throw new IllegalArgumentException("The request of " + csr.getSubject()
                    + " lacks the till's names (subjectAltName) or the template name; make it with TillRequest");
        }
        var builder = builder(csr.getSubject(), csr.getSubjectPublicKeyInfo(), notBefore, notAfter);
        try {
            builder.addExtension(till);
            builder.addExtension(template);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            return builder.build(Keys.signer(pair.privateKey())).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate of " + csr.getSubject() + " cannot be encoded", e);
        }
    }

    /** A till's key and certificate in one go. */
    public SigningKey enrol(SigningKey.KeyPair till, TillRequest request, Instant notBefore, Instant notAfter) {
        return SigningKey.of(till, issue(request.der(till), notBefore, notAfter));
    }

    private byte[] root() {
        var builder = builder(name, Keys.publicKeyInfo(pair.privateKey()), BEGIN, END);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return builder.build(Keys.signer(pair.privateKey())).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("The authority's certificate cannot be encoded", e);
        }
    }

    private X509v3CertificateBuilder builder(
            X500Name subject, SubjectPublicKeyInfo key, Instant notBefore, Instant notAfter) {
        return new X509v3CertificateBuilder(
                name, serial(subject, key, notBefore), Date.from(notBefore), Date.from(notAfter), subject, key);
    }

    private static BigInteger serial(X500Name subject, SubjectPublicKeyInfo key, Instant notBefore) {
        try {
            byte[] named = (subject + "|" + notBefore.getEpochSecond() + "|"
                            + InvoiceHash.base64(key.getEncoded("DER")))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return new BigInteger(1, Arrays.copyOf(InvoiceHash.sha256(named), 16)).add(BigInteger.ONE);
        } catch (IOException e) {
            throw new UncheckedIOException("The key of " + subject + " cannot be encoded", e);
        }
    }

    private static PKCS10CertificationRequest parse(byte[] request) {
        PKCS10CertificationRequest csr;
        try {
            csr = new PKCS10CertificationRequest(request);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("These " + request.length + " bytes are no certificate request", e);
        }
        try {
            ContentVerifierProvider self = new BcECContentVerifierProviderBuilder(
                            new DefaultDigestAlgorithmIdentifierFinder())
                    .build(SigningKey.publicKey(csr.getSubjectPublicKeyInfo()));
            if (Keys.isEcdsaSha256(csr.getSignatureAlgorithm()) && csr.isSignatureValid(self)) {
                return csr;
            }
        } catch (PKCSException | OperatorCreationException e) {
            throw new IllegalArgumentException(
                    "The request of " + csr.getSubject() + " has a signature we cannot check", e);
        }
        throw new IllegalArgumentException(
                "The request of " + csr.getSubject() + " is not signed by the key in it; sign it with the till's key");
    }
}
