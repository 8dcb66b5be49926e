package org.tillmesh.zatca.sign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * A till's key and certificate in a PKCS#12 file that its owner alone may read (0600). By Bouncy Castle's own provider,
 * handed in, never registered: the JDK knows no secp256k1 key.
 */
public final class KeyFile {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final String ALIAS = "till";
    private static final int ITERATIONS = 102_400;
    private static final AlgorithmIdentifier HMAC_SHA256 =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    private static final AlgorithmIdentifier SHA256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);

    private KeyFile() {}

    /** Written aside, fsynced, then moved into place: the file is the old one or the new one, never half of either. */
    public static void save(SigningKey key, Path file, char[] password) throws IOException {
        save(key, file, password, ITERATIONS);
    }

    /**
     * The same with a count of PBKDF2 iterations: they slow down whoever guesses the password, so where it is a word that
     * everybody knows, or has the entropy of a key, one thousand is as good as a million.
     */
    public static void save(SigningKey key, Path file, char[] password, int iterations) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("Key file " + file + " has no folder; name a file in one");
        }
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        Path aside = posix
                ? Files.createTempFile(
                        folder,
                        "key-",
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(folder, "key-", ".new");
        try {
            Files.write(aside, encoded(key, password, iterations));
            try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (OperatorCreationException | PKCSException e) {
            throw new IOException("Key file " + file + " cannot be made: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** AES-256 under PBES2 for both, an HMAC over the whole. */
    private static byte[] encoded(SigningKey key, char[] password, int iterations)
            throws IOException, OperatorCreationException, PKCSException {
        OutputEncryptor aes = new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(BOUNCY_CASTLE)
                .setPRF(HMAC_SHA256)
                .setIterationCount(iterations)
                .build(password);
        PKCS12SafeBag keyBag =
                named(new PKCS12SafeBagBuilder(PrivateKeyInfoFactory.createPrivateKeyInfo(key.privateKey()), aes));
        PKCS12SafeBag certificateBag = named(
                new PKCS12SafeBagBuilder(org.bouncycastle.asn1.x509.Certificate.getInstance(key.certificateDer())));
        return new PKCS12PfxPduBuilder()
                .addEncryptedData(aes, certificateBag)
                .addData(keyBag)
                .build(
                        new BcPKCS12MacCalculatorBuilder(SHA256Digest.newInstance(), SHA256)
                                .setIterationCount(iterations),
                        password)
                .getEncoded(ASN1Encoding.DER);
    }

    /** The same local id says that key and certificate belong together. */
    private static PKCS12SafeBag named(PKCS12SafeBagBuilder bag) {
        return bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(ALIAS))
                .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, new DEROctetString(new byte[] {1}))
                .build();
    }

    /** @throws IOException if it is not there, the password is another, or it holds no secp256k1 key with certificate */
    public static SigningKey load(Path file, char[] password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12", BOUNCY_CASTLE);
            store.load(in, password);
            if (!(store.getKey(ALIAS, password) instanceof PrivateKey privateKey)
                    || store.getCertificate(ALIAS) == null) {
                throw new IOException(
                        "Key file " + file + " holds no entry \"" + ALIAS + "\"; activate the till again");
            }
            if (!(PrivateKeyFactory.createKey(privateKey.getEncoded()) instanceof ECPrivateKeyParameters ec)
                    || !Arrays.equals(
                            ec.getParameters().getG().getEncoded(false),
                            Ecdsa.SECP256K1.getG().getEncoded(false))) {
                throw new IOException("Key file " + file + " holds a key of another kind than secp256k1");
            }
            return SigningKey.of(
                    SigningKey.KeyPair.ofScalar(ec.getD()),
                    store.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("Key file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
