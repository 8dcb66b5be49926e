package org.tillmesh.zatca;

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
import java.security.cert.Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A till's key and certificate in a PKCS#12 file that its owner alone may read (0600). By Bouncy Castle's own provider,
 * handed in, never registered: the JDK knows no secp256k1 key.
 */
public final class KeyFile {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final String TYPE = "PKCS12-AES256-AES128";
    private static final String ALIAS = "till";

    private KeyFile() {}

    /** Written aside, fsynced, then moved into place: the file is the old one or the new one, never half of either. */
    public static void save(SigningKey key, Path file, char[] password) throws IOException {
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
            try (var out = Files.newOutputStream(aside)) {
                store(key, password).store(out, password);
            }
            try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (GeneralSecurityException e) {
            throw new IOException("Key file " + file + " cannot be made: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static KeyStore store(SigningKey key, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(TYPE, BOUNCY_CASTLE);
        store.load(null, null);
        PrivateKeyInfo info = PrivateKeyInfoFactory.createPrivateKeyInfo(key.privateKey());
        PrivateKey privateKey = BouncyCastleProvider.getPrivateKey(info);
        store.setKeyEntry(ALIAS, privateKey, password, new Certificate[] {key.certificate()});
        return store;
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
