package org.tillmesh.replication.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys and certificates of one folder, in {@code keys.p12} (PKCS#12, readable by its owner only; the file's
 * permissions are its protection, so its password is a fixed word). Ed25519 keys seal records and open links; the
 * authority's and the web server's keys are P-256.
 */
public final class KeyRing {
    public static final String FILE = "keys.p12";

    /** The same again: rot of one file must not cost a till its name. */
    private static final String COPY = "keys-copy.p12";

    private static final char[] PASSWORD = "tillmesh".toCharArray();

    /** Few: iterations slow down whoever guesses a password, and this one is no secret. */
    private static final int ITERATIONS = 1_000;

    private static final int SALT_BYTES = 20;
    private static final String CIPHER = "PBEWithHmacSHA256AndAES_256";
    private static final byte[] ED25519_PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final byte[] ED25519_X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final KeyStore store;

    /** Keys that were read once: each reading derives the file's key anew. */
    private final Map<String, Key> read = new ConcurrentHashMap<>();

    private KeyRing(KeyStore store) {
        this.store = store;
    }

    public static KeyRing empty() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            return new KeyRing(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new SecurityFailure("An empty keystore can't be made", e);
        }
    }

    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve(FILE)) || Files.exists(folder.resolve(COPY));
    }

    public static KeyRing load(Path folder) {
        try {
            return read(folder.resolve(FILE));
        } catch (SecurityFailure e) {
            if (!Files.exists(folder.resolve(COPY))) {
                throw e;
            }
            KeyRing ring = read(folder.resolve(COPY));
            ring.save(folder);
            return ring;
        }
    }

    private static KeyRing read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return new KeyRing(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new SecurityFailure(
                    "The keystore " + file + " can't be read: " + e.getMessage()
                            + ". Put back a copy of it; or move " + FILE + " and " + COPY
                            + " out of the folder, and a till's"
                            + " can be activated anew with its records in it",
                    e);
        }
    }

    /** Puts the file and its copy in place, each at once, readable by their owner only. */
    public synchronized void save(Path folder) {
        save(folder, FILE);
        save(folder, COPY);
    }

    private void save(Path folder, String name) {
        Path file = folder.resolve(name);
        Path aside = folder.resolve(name + ".new");
        try {
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, PASSWORD);
            Files.deleteIfExists(aside);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.createFile(
                        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(
                    aside,
                    bytes.toByteArray(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (GeneralSecurityException | IOException e) {
            throw new SecurityFailure("The keystore " + file + " can't be written: " + e.getMessage(), e);
        }
    }

    // ---- entries

    public void put(String name, PrivateKey key, X509Certificate... chain) {
        try {
            read.remove(name);
            store.setEntry(name, new KeyStore.PrivateKeyEntry(key, chain), protection());
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("Key \"" + name + "\" can't be kept", e);
        }
    }

    public void putSecret(String name, byte[] secret) {
        try {
            read.remove(name);
            store.setEntry(name, new KeyStore.SecretKeyEntry(new SecretKeySpec(secret, "AES")), protection());
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("Secret \"" + name + "\" can't be kept", e);
        }
    }

    private static KeyStore.PasswordProtection protection() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new KeyStore.PasswordProtection(PASSWORD, CIPHER, new PBEParameterSpec(salt, ITERATIONS));
    }

    public boolean has(String name) {
        try {
            return store.containsAlias(name);
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("The keystore can't be read", e);
        }
    }

    public PrivateKey key(String name) {
        try {
            return (PrivateKey) entry(name);
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("Key \"" + name + "\" can't be read", e);
        }
    }

    public byte[] secret(String name) {
        try {
            return entry(name).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("Secret \"" + name + "\" can't be read", e);
        }
    }

    private Key entry(String name) throws GeneralSecurityException {
        Key known = read.get(name);
        if (known == null) {
            known = present(name, store.getKey(name, PASSWORD));
            read.put(name, known);
        }
        return known;
    }

    public X509Certificate certificate(String name) {
        try {
            return (X509Certificate) present(name, store.getCertificate(name));
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("Certificate \"" + name + "\" can't be read", e);
        }
    }

    /** The authority's certificate at the end of an entry's chain. */
    public X509Certificate authority(String name) {
        try {
            Certificate[] chain = present(name, store.getCertificateChain(name));
            return (X509Certificate) chain[chain.length - 1];
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("Chain \"" + name + "\" can't be read", e);
        }
    }

    private static <T> T present(String name, @Nullable T entry) {
        if (entry == null) {
            throw new SecurityFailure("The keystore holds no \"" + name + "\"");
        }
        return entry;
    }

    // ---- making keys

    public static KeyPair newEd25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("This Java makes no Ed25519 keys", e);
        }
    }

    public static KeyPair newP256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("This Java makes no P-256 keys", e);
        }
    }

    /** The Ed25519 key of a 32-byte seed: for the public demo keys only. */
    static KeyPair ed25519Of(byte[] seed) {
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            byte[] publicKey =
                    new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(joined(ED25519_X509, publicKey))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(joined(ED25519_PKCS8, seed))));
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("This Java takes no Ed25519 keys", e);
        }
    }

    /** The P-256 key of a 32-byte seed: for the public demo authority only. */
    static KeyPair p256Of(byte[] seed) {
        try {
            var curve = SECNamedCurves.getByName("secp256r1");
            BigInteger scalar = new BigInteger(1, seed)
                    .mod(curve.getN().subtract(BigInteger.ONE))
                    .add(BigInteger.ONE);
            var spec = new ECNamedCurveParameterSpec(
                    "secp256r1", curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
            KeyFactory made = KeyFactory.getInstance("EC", new BouncyCastleProvider());
            KeyFactory plain = KeyFactory.getInstance("EC");
            return new KeyPair(
                    plain.generatePublic(new X509EncodedKeySpec(
                            made.generatePublic(new ECPublicKeySpec(curve.getG().multiply(scalar), spec))
                                    .getEncoded())),
                    plain.generatePrivate(
                            new PKCS8EncodedKeySpec(made.generatePrivate(new ECPrivateKeySpec(scalar, spec))
                                    .getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("This Java takes no P-256 keys", e);
        }
    }

    /** The 32 bytes from which an Ed25519 private key is made. */
    static byte[] seedOf(PrivateKey ed25519) {
        byte[] pkcs8 = ed25519.getEncoded();
        return Arrays.copyOfRange(pkcs8, ED25519_PKCS8.length, ED25519_PKCS8.length + 32);
    }

    static byte[] rawOf(PublicKey ed25519) {
        byte[] x509 = ed25519.getEncoded();
        return Arrays.copyOfRange(x509, x509.length - 32, x509.length);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
