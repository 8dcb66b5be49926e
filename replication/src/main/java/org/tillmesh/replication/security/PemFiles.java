package org.tillmesh.replication.security;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Certificates and keys in PEM files, as other authorities hand them out. */
public final class PemFiles {
    private PemFiles() {}

    /** All certificates of a file, in its order. @throws SecurityFailure if it can't be read or holds none */
    public static List<X509Certificate> certificates(Path file) {
        var found = new ArrayList<X509Certificate>();
        for (Object entry : entries(file)) {
            if (entry instanceof X509CertificateHolder certificate) {
                found.add(parsed(file, certificate));
            }
        }
        if (found.isEmpty()) {
            throw new SecurityFailure("The file " + file
                    + " holds no certificate; it has to be PEM, with lines \"-----BEGIN CERTIFICATE-----\"");
        }
        return found;
    }

    private static X509Certificate parsed(Path file, X509CertificateHolder certificate) {
        try {
            return Certificates.parse(certificate.getEncoded());
        } catch (IOException e) {
            throw new SecurityFailure("A certificate of the file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** The first key of a file. @throws SecurityFailure if it can't be read, is locked by a passphrase, or there is none */
    public static PrivateKey key(Path file) {
        for (Object entry : entries(file)) {
            if (entry instanceof PEMEncryptedKeyPair || entry instanceof PKCS8EncryptedPrivateKeyInfo) {
                throw new SecurityFailure(
                        "The key in " + file + " is locked by a passphrase, which nobody types when head"
                                + " office starts; write it without one: openssl pkey -in " + file + " -out new.pem");
            }
            try {
                if (entry instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (entry instanceof PrivateKeyInfo key) {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                }
            } catch (IOException e) {
                throw new SecurityFailure(
                        "The key in " + file + " is of no kind that can be used: " + e.getMessage()
                                + "; take an EC P-256 or RSA key",
                        e);
            }
        }
        throw new SecurityFailure(
                "The file " + file + " holds no key; it has to be PEM, with a line \"-----BEGIN PRIVATE KEY-----\"");
    }

    private static List<Object> entries(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new SecurityFailure(
                    "The file " + file + " can't be read (" + e + "); name one that head office may read", e);
        }
        var found = new ArrayList<Object>();
        try (var parser = new PEMParser(new StringReader(text))) {
            for (Object entry = parser.readObject(); entry != null; entry = parser.readObject()) {
                found.add(entry);
            }
        } catch (IOException | RuntimeException e) { // the parser throws anything for broken base64 and DER
            throw new SecurityFailure("The file " + file + " is no whole PEM file: " + e.getMessage(), e);
        }
        return found;
    }
}
