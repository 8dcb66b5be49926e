package org.tillmesh.zatca.sign;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.tillmesh.zatca.model.InvoiceHash;

/**
 * ECDSA with SHA-256 on secp256k1, which the JDK has not had since 16. Nonces follow RFC 6979: the same document and key
 * give the same signature, and a weak random source at the till cannot give the key away.
 */
public final class Ecdsa {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    static final ECNamedDomainParameters SECP256K1 = new ECNamedDomainParameters(SECObjectIdentifiers.secp256k1, CURVE);

    private Ecdsa() {}

    /** DER. The message is hashed here. */
    static byte[] sign(ECPrivateKeyParameters key, byte[] message) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] rs = signer.generateSignature(InvoiceHash.sha256(message));
        try {
            return StandardDSAEncoding.INSTANCE.encode(SECP256K1.getN(), rs[0], rs[1]);
        } catch (IOException e) {
            throw new IllegalStateException("A signature cannot be encoded", e);
        }
    }

    /** Whether these bytes are DER of a signature of the message by that key; anything else is simply false. */
    public static boolean verify(ECPublicKeyParameters key, byte[] message, byte[] der) {
        try {
            BigInteger[] rs =
                    StandardDSAEncoding.INSTANCE.decode(key.getParameters().getN(), der);
            var verifier = new ECDSASigner();
            verifier.init(false, key);
            return verifier.verifySignature(InvoiceHash.sha256(message), rs[0], rs[1]);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
