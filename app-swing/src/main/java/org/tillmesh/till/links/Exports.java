package org.tillmesh.till.links;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.Hash;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.store.Store;
import org.tillmesh.till.shop.TillException;

/** Files that a person asks for. */
final class Exports {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Exports() {}

    static long backup(Store store, Path file) {
        try {
            return store.backup(file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * ChangeSets with their exact bytes, and in words what each holds; read again before anybody relies on it.
     *
     * @param seals the till's own word for its streams, by which head office knows the writer
     */
    static long unsent(List<ChangeSet> changeSets, List<Seal> seals, Path file) {
        ObjectNode whole = JSON.createObjectNode().put("format", "tillmesh-unsent 1");
        ArrayNode rows = whole.putArray("changeSets");
        for (ChangeSet each : changeSets) {
            ObjectNode row = rows.addObject()
                    .put("scope", each.scope().name())
                    .put("origin", each.origin().toString())
                    .put("seq", each.seq())
                    .put("hash", each.hash().toString());
            ArrayNode documents = row.putArray("documents");
            for (Delta delta : each.deltas()) {
                if (delta instanceof Delta.Append append) {
                    documents.add(append.doc().toString());
                } else if (delta instanceof Delta.Put put) {
                    documents.add(put.doc().toString());
                }
            }
            row.put("bytes", each.encoded().bytes());
        }
        ArrayNode words = whole.putArray("seals");
        seals.forEach(seal -> words.addObject()
                .put("scope", seal.stream().scope().name())
                .put("origin", seal.stream().origin().toString())
                .put("seq", seal.head().seq())
                .put("hash", seal.head().hash().toString())
                .put("signature", seal.signature()));
        write(file, whole.toPrettyString().getBytes(StandardCharsets.UTF_8));
        verify(file, changeSets);
        return changeSets.size();
    }

    private static void verify(Path file, List<ChangeSet> changeSets) {
        try {
            JsonNode rows = JSON.readTree(Files.readAllBytes(file)).path("changeSets");
            boolean isWhole = rows.size() == changeSets.size();
            for (int i = 0; isWhole && i < rows.size(); i++) {
                Hash hash = Hash.sha256(rows.path(i).path("bytes").binaryValue());
                isWhole = hash.equals(changeSets.get(i).hash())
                        || changeSets.get(i).isLost();
            }
            if (!isWhole) {
                throw new TillException(LinkRefusal.FILE_NOT_AS_WRITTEN, file);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, bytes);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static RuntimeException unwritable(Path file, IOException e) {
        return new TillException(e, LinkRefusal.FILE_UNWRITABLE, file, e);
    }
}
