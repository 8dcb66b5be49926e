package org.tillmesh.relay.reporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.crdt.Hash;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.CsidCertificate;

/**
 * What the tills' certificates open the API with. Secrets lie in the relay's key ring (keys.p12, 0600), which no backup,
 * export or log holds; which certificate is a till's newest is a note, and no secret. Old ones stay: a document goes with
 * the credentials of the certificate that signed it.
 */
final class Credentials implements Passes {
    /** Of the public demo company's tills, whose keys everybody has; a sandbox knows it, no authority does. */
    static final String DEMO_SECRET = "TillMesh demo";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTE = "zatca-csid:";

    private final KeyRing ring;
    private final Path folder;
    private final Store store;
    private final boolean demo;

    Credentials(KeyRing ring, Path folder, Store store, boolean demo) {
        this.ring = ring;
        this.folder = folder;
        this.store = store;
        this.demo = demo;
    }

    /** Keeps a production certificate's credentials, durably, before the till hears of it. */
    synchronized void keep(TillId till, Csid csid) {
        byte[] entry = JSON.createObjectNode()
                .put("token", csid.token())
                .put("secret", csid.secret())
                .put("requestId", csid.requestId())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        ring.putSecret(name(csid.certificate()), entry);
        ring.save(folder);
        store.note(Map.of(NOTE + till, csid.certificate()));
    }

    private static String name(byte[] certificate) {
        return "zatca-" + Hash.sha256(certificate).toString().substring(0, 32);
    }

    @Override
    public synchronized Optional<Csid> of(TillId till, byte[] certificate) {
        Optional<Csid> own = read(certificate);
        if (own.isPresent()) {
            return own;
        }
        if (demo && isDevelopment(certificate)) {
            return Optional.of(new Csid("", Csid.tokenOf(certificate), DEMO_SECRET));
        }
        return newest(till);
    }

    private static boolean isDevelopment(byte[] certificate) {
        try {
            return CsidCertificate.of(certificate).isDevelopment();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What the till's certificate is now, DER. */
    Optional<byte[]> certificate(TillId till) {
        return store.noted(NOTE + till);
    }

    synchronized Optional<Csid> newest(TillId till) {
        return certificate(till).flatMap(this::read);
    }

    private Optional<Csid> read(byte[] certificate) {
        String name = name(certificate);
        if (!ring.has(name)) {
            return Optional.empty();
        }
        try {
            JsonNode entry = JSON.readTree(ring.secret(name));
            return Optional.of(new Csid(
                    entry.path("requestId").asText(),
                    entry.path("token").asText(),
                    entry.path("secret").asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Credentials \"" + name + "\" in the key ring are broken", e);
        } catch (IOException e) {
            throw new AssertionError("Bytes in memory can be read", e);
        }
    }
}
