package org.tillmesh.zatca.sign;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.tillmesh.zatca.model.InvoiceHash;

/** The certificate of a signer, with what every check needs of it computed once: documents of one till share it. */
public final class SignerCertificate {
    public final String text;
    public final String subject;
    public final String serial;
    public final LocalDateTime begin;
    public final LocalDateTime end;
    public final ECPublicKeyParameters publicKey;
    public final String publicKeyText;
    public final String signatureText;
    public final String issuer;
    public final String digest;
    public final boolean trusted;

    private SignerCertificate(String text, byte[] der, @Nullable X509CertificateHolder authority) {
        X509CertificateHolder holder = SigningKey.holder(der);
        this.text = text;
        this.subject = holder.getSubject().toString();
        this.serial = holder.getSerialNumber().toString();
        this.begin = LocalDateTime.ofInstant(holder.getNotBefore().toInstant(), ZoneOffset.UTC);
        this.end = LocalDateTime.ofInstant(holder.getNotAfter().toInstant(), ZoneOffset.UTC);
        this.publicKey = SigningKey.publicKey(holder.getSubjectPublicKeyInfo());
        this.publicKeyText = InvoiceHash.base64(SigningKey.publicKeyOf(holder));
        this.signatureText = InvoiceHash.base64(holder.getSignature());
        this.issuer = SigningKey.issuerOf(der);
        this.digest = SigningKey.digestOf(text);
        this.trusted = authority == null || isIssuedBy(holder, authority);
    }

    /** @throws IllegalArgumentException in words, if the text is no certificate of an elliptic-curve key */
    public static SignerCertificate of(String text, @Nullable X509CertificateHolder authority) {
        byte[] der = Base64.getMimeDecoder().decode(text);
        try {
            return new SignerCertificate(text, der, authority);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) { // A damaged field is found when it is asked for, each in its own way.
            throw new IllegalArgumentException("one of its fields is damaged: " + e.getMessage(), e);
        }
    }

    private static boolean isIssuedBy(X509CertificateHolder certificate, X509CertificateHolder authority) {
        try {
            var verifier = new BcECContentVerifierProviderBuilder(new DefaultDigestAlgorithmIdentifierFinder())
                    .build(SigningKey.publicKey(authority.getSubjectPublicKeyInfo()));
            return certificate.getIssuer().equals(authority.getSubject()) && certificate.isSignatureValid(verifier);
        } catch (CertException | OperatorCreationException | IllegalArgumentException e) {
            return false; // A signature that cannot be checked is none of the authority's.
        }
    }
}
