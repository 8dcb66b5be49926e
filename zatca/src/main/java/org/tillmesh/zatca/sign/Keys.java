package org.tillmesh.zatca.sign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.operator.ContentSigner;
import org.tillmesh.zatca.model.InvoiceHash;

/** Encodings of secp256k1 keys, and a signer for certificates and requests. */
final class Keys {
    private Keys() {}

    static SubjectPublicKeyInfo publicKeyInfo(ECPrivateKeyParameters key) {
        byte[] point = Ecdsa.SECP256K1.getG().multiply(key.getD()).normalize().getEncoded(false);
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256k1), point);
    }

    static byte[] publicKeyDer(ECPrivateKeyParameters key) {
        try {
            return publicKeyInfo(key).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("A public key cannot be encoded", e);
        }
    }

    /** A number from 1 to n − 1, the same for the same seed. */
    static BigInteger scalarFrom(String seed) {
        BigInteger n = Ecdsa.SECP256K1.getN();
        byte[] digest = InvoiceHash.sha256(("tillmesh public seed: " + seed).getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, digest).mod(n.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    /** SHA256withECDSA. */
    static ContentSigner signer(ECPrivateKeyParameters key) {
        return new ContentSigner() {
            private final ByteArrayOutputStream content = new ByteArrayOutputStream();

            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            }

            @Override
            public OutputStream getOutputStream() {
                return content;
            }

            @Override
            public byte[] getSignature() {
                return Ecdsa.sign(key, content.toByteArray());
            }
        };
    }

    static boolean isEcdsaSha256(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.ecdsa_with_SHA256)
                && (algorithm.getParameters() == null
                        || algorithm.getParameters().equals(DERNull.INSTANCE));
    }
}
