package org.tillmesh.zatca.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.tillmesh.zatca.model.InvoiceHash;

/**
 * A till's key with the certificate (CSID) that says whose it is. What every signature needs of the certificate is
 * computed once, here.
 */
public final class SigningKey {
    private final ECPrivateKeyParameters privateKey;
    private final byte[] certificateDer;
    private final X509CertificateHolder certificate;
    private final String certificateText;
    private final String certificateDigest;
    private final String issuer;
    private final String serial;
    private final byte[] publicKeyDer;

    private SigningKey(ECPrivateKeyParameters privateKey, byte[] certificateDer) {
        this.privateKey = privateKey;
        this.certificateDer = certificateDer.clone();
        this.certificate = holder(certificateDer);
        this.certificateText = InvoiceHash.base64(certificateDer);
        this.certificateDigest = digestOf(certificateText);
        this.issuer = issuerOf(certificateDer);
        this.serial = certificate.getSerialNumber().toString();
        this.publicKeyDer = publicKeyOf(certificate);
    }

    /**
     * @param certificateDer an X.509 certificate of this very key
     * @throws IllegalArgumentException if the certificate is none, or another key's
     */
    public static SigningKey of(KeyPair pair, byte[] certificateDer) {
        var key = new SigningKey(pair.privateKey(), certificateDer);
        if (!Arrays.equals(key.publicKeyDer, pair.publicKeyDer())) {
            throw new IllegalArgumentException("The certificate of " + key.certificate.getSubject()
                    + " is for another key; ask for one with this key's request");
        }
        return key;
    }

    /**
     * With the certificate as the authority hands it out.
     *
     * @param binarySecurityToken base64 of the base64 text of the certificate
     */
    public static SigningKey ofToken(KeyPair pair, String binarySecurityToken) {
        try {
            var decoder = java.util.Base64.getMimeDecoder();
            return of(pair, decoder.decode(decoder.decode(binarySecurityToken)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The security token is not a certificate of this key: " + e.getMessage(), e);
        }
    }

    /** A secp256k1 key pair. */
    public static final class KeyPair {
        private final ECPrivateKeyParameters privateKey;
        private final byte[] publicKeyDer;

        private KeyPair(BigInteger d) {
            this.privateKey = new ECPrivateKeyParameters(d, Ecdsa.SECP256K1);
            this.publicKeyDer = Keys.publicKeyDer(privateKey);
        }

        public static KeyPair generate(SecureRandom random) {
            BigInteger n = Ecdsa.SECP256K1.getN();
            while (true) {
                var d = new BigInteger(256, random);
                if (d.signum() > 0 && d.compareTo(n) < 0) {
                    return new KeyPair(d);
                }
            }
        }

        /** For demonstrations alone: whoever knows the seed has the key. */
        public static KeyPair fromPublicSeed(String seed) {
            return ofScalar(Keys.scalarFrom(seed));
        }

        static KeyPair ofScalar(BigInteger d) {
            return new KeyPair(d);
        }

        ECPrivateKeyParameters privateKey() {
            return privateKey;
        }

        /** SubjectPublicKeyInfo, 88 bytes. */
        public byte[] publicKeyDer() {
            return publicKeyDer.clone();
        }
    }

    byte[] sign(byte[] message) {
        return Ecdsa.sign(privateKey, message);
    }

    ECPrivateKeyParameters privateKey() {
        return privateKey;
    }

    public byte[] certificateDer() {
        return certificateDer.clone();
    }

    public X509Certificate certificate() {
        return parse(certificateDer);
    }

    /** Base64 of the DER, as it stands in X509Certificate. */
    String certificateText() {
        return certificateText;
    }

    /** Base64 of hex of SHA-256 of {@link #certificateText}. */
    String certificateDigest() {
        return certificateDigest;
    }

    String issuer() {
        return issuer;
    }

    String serial() {
        return serial;
    }

    public byte[] publicKeyDer() {
        return publicKeyDer;
    }

    /** The authority's signature on the certificate, raw DER: QR tag 9. */
    byte[] certificateSignature() {
        return certificate.getSignature();
    }

    static String digestOf(String certificateText) {
        return InvoiceHash.base64OfHex(certificateText.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    public static X509CertificateHolder holder(byte[] der) {
        try {
            return new X509CertificateHolder(der);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("These " + der.length + " bytes are no X.509 certificate", e);
        }
    }

    static byte[] publicKeyOf(X509CertificateHolder certificate) {
        try {
            return certificate.getSubjectPublicKeyInfo().getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalArgumentException("The key in the certificate cannot be encoded", e);
        }
    }

    static ECPublicKeyParameters publicKey(SubjectPublicKeyInfo info) {
        try {
            if (PublicKeyFactory.createKey(info) instanceof ECPublicKeyParameters ec) {
                return ec;
            }
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("The certificate holds a public key that cannot be read", e);
        }
        throw new IllegalArgumentException("The certificate holds a key of another kind than elliptic curve");
    }

    /** {@code CN=…, DC=extgazt, DC=gov, DC=local}: the JDK's spelling, which is what the authority's own tool writes. */
    static String issuerOf(byte[] der) {
        return parse(der).getIssuerX500Principal().toString();
    }

    static X509Certificate parse(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | RuntimeException e) { // the JDK's parser throws anything for a broken key
            throw new IllegalArgumentException("These " + der.length + " bytes are no X.509 certificate", e);
        }
    }
}
