package org.tillmesh.relay.tills;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.ChangeSets;

/**
 * What a till exported because head office had not acknowledged it: ChangeSets with their bytes, and the till's seals over
 * the ends of its own streams (an export of 0.2 or earlier has none).
 */
record UnsentFile(List<ChangeSet> changeSets, List<Seal> seals) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORMAT = "tillmesh-unsent 1";

    /** @throws RelayException NO_EXPORT */
    static UnsentFile read(byte[] file) {
        try {
            JsonNode whole = JSON.readTree(file);
            if (!whole.path("format").asText().equals(FORMAT)) {
                throw new IllegalArgumentException("its format is not \"" + FORMAT + "\"");
            }
            var changeSets = new ArrayList<ChangeSet>();
            for (JsonNode row : whole.path("changeSets")) {
                changeSets.add(ChangeSets.decode(bytes(row, "bytes")));
            }
            var seals = new ArrayList<Seal>();
            for (JsonNode row : whole.path("seals")) {
                seals.add(new Seal(
                        StreamId.of(
                                new Scope(row.path("scope").asText()),
                                Origin.parse(row.path("origin").asText())),
                        new Head(
                                row.path("seq").asLong(),
                                Hash.parse(row.path("hash").asText())),
                        bytes(row, "signature")));
            }
            return new UnsentFile(List.copyOf(changeSets), List.copyOf(seals));
        } catch (JsonProcessingException e) {
            throw new RelayException(ShutOutRefusal.NO_EXPORT, e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException | StoreException e) {
            throw new RelayException(ShutOutRefusal.NO_EXPORT, String.valueOf(e.getMessage()));
        }
    }

    /** Whether some of it was written by a replica, in whichever life. */
    boolean isOf(ReplicaId replica) {
        return changeSets.stream().anyMatch(each -> each.origin().replica().equals(replica));
    }

    private static byte[] bytes(JsonNode row, String field) throws IOException {
        byte[] bytes = row.path(field).binaryValue();
        if (bytes == null) {
            throw new IllegalArgumentException("\"" + field + "\" is missing in a row");
        }
        return bytes;
    }
}
