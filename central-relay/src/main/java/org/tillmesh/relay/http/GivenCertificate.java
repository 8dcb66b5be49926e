package org.tillmesh.relay.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tillmesh.crdt.Hash;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.replication.security.PemFiles;
import org.tillmesh.replication.security.SecurityFailure;

/** The operator's own, in PEM files; read anew when they change. */
final class GivenCertificate implements WebCertificate {
    private static final byte[] TRIED =
            "whether key and certificate fit".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private final Path chainFile;
    private final Path keyFile;
    private final Clock clock;
    private Hash read = Hash.ZERO;
    private List<X509Certificate> held = List.of();

    GivenCertificate(Path chainFile, Path keyFile, Clock clock) {
        this.chainFile = chainFile;
        this.keyFile = keyFile;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Shown> look() {
        Hash now =
                Hash.sha256((hash(chainFile) + "\n" + hash(keyFile)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (now.equals(read)) {
            refuseOutOfTime(held);
            return Optional.empty();
        }
        try {
            List<X509Certificate> chain = PemFiles.certificates(chainFile);
            PrivateKey key = PemFiles.key(keyFile);
            refuseOutOfTime(chain);
            refuseTornChain(chain);
            if (!fits(key, chain.get(0))) {
                throw new RelayException(
                        "The key in " + keyFile + " is not that of the first certificate in " + chainFile
                                + " (" + chain.get(0).getSubjectX500Principal()
                                + "); the console's own certificate comes first, and --key names its key");
            }
            read = now;
            held = chain;
            return Optional.of(new Shown(key, chain));
        } catch (SecurityFailure e) {
            throw new RelayException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Hash hash(Path file) {
        try {
            return Hash.sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new RelayException(
                    "The file " + file + " can't be read (" + e + "); name one that head office may read", e);
        }
    }

    private void refuseOutOfTime(List<X509Certificate> chain) {
        Instant now = clock.instant();
        for (X509Certificate each : chain) {
            Instant from = each.getNotBefore().toInstant();
            Instant until = each.getNotAfter().toInstant();
            if (now.isAfter(until)) {
                throw new RelayException("The certificate of " + each.getSubjectX500Principal() + " in " + chainFile
                        + " ended " + until + "; put a new one there");
            }
            if (now.isBefore(from)) {
                throw new RelayException("The certificate of " + each.getSubjectX500Principal() + " in " + chainFile
                        + " is valid only from " + from + "; this machine's clock says " + now);
            }
        }
    }

    private void refuseTornChain(List<X509Certificate> chain) {
        for (int i = 1; i < chain.size(); i++) {
            try {
                chain.get(i - 1).verify(chain.get(i).getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new RelayException(
                        "In " + chainFile + " certificate " + (i + 1) + " ("
                                + chain.get(i).getSubjectX500Principal() + ") did not sign the one before it ("
                                + chain.get(i - 1).getSubjectX500Principal()
                                + "); put the console's own first, then each one's issuer",
                        e);
            }
        }
    }

    /** Tried by a signature: keys of one kind can be compared, those of two can't. */
    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "EC", "ECDSA" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default ->
                        throw new RelayException("The console's key is of kind " + key.getAlgorithm()
                                + ", which browsers don't take; make an EC P-256 or RSA key");
                };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(TRIED);
            byte[] signature = signing.sign();
            signing.initVerify(certificate.getPublicKey());
            signing.update(TRIED);
            return signing.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
