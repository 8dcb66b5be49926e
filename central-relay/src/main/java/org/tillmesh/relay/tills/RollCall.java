package org.tillmesh.relay.tills;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.relay.log.RelayLog;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.company.Revocation;

/**
 * Whom head office waits for after its log has begun anew: what it gave away before, and forgot, lies with tills, so
 * nothing is given away until each has been heard out. A till that is shut out is not waited for; a new log waits for
 * nobody. Who was heard is a note that names the life of the log in which that was ({@code heard-out/<replica>}), so that
 * the next life begins with nobody heard.
 */
public final class RollCall {
    private static final Logger LOG = LoggerFactory.getLogger(RollCall.class);
    private static final String HEARD = "heard-out/";
    private static final byte[] NEVER = {};

    private final RelayFolder folder;
    private final RelayLog log;

    public RollCall(RelayFolder folder, RelayLog log) {
        this.folder = folder;
        this.log = log;
        List<String> awaited = awaited();
        if (!awaited.isEmpty()) {
            LOG.warn("This log has begun anew: no rights are handed out until {} have been heard out", awaited);
        }
    }

    /** Tills that may hold what this log has forgotten, by name: those of which not all is here yet. */
    public List<String> awaited() {
        if (!log.hasBegunAnew()) {
            return List.of();
        }
        byte[] life = bytes(log.epoch());
        Map<String, byte[]> heard = folder.store().notes(HEARD);
        return folder
                .known(replica -> !Arrays.equals(heard.getOrDefault(HEARD + replica, NEVER), life))
                .entrySet()
                .stream()
                .filter(known -> known.getKey().kind() == Identity.Kind.TILL)
                .filter(known -> !isRevoked(known.getValue().getSerialNumber().toString()))
                .map(known -> known.getKey().till())
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isRevoked(String serial) {
        return folder.store().read(view -> Revocation.isRevoked(view, serial));
    }

    /** All that a till holds of what it and head office wrote is here; or it is new and holds nothing. */
    public void heardOut(ReplicaId till) {
        byte[] life = bytes(log.epoch());
        boolean known = folder.store()
                .noted(HEARD + till)
                .filter(before -> Arrays.equals(before, life))
                .isPresent();
        if (log.hasBegunAnew() && !known) {
            folder.store().note(Map.of(HEARD + till, life));
            List<String> awaited = awaited();
            LOG.info("{} was heard out; {}", till, awaited.isEmpty() ? "nobody is awaited" : awaited + " are awaited");
        }
    }

    private static byte[] bytes(Epoch life) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(life.startedMillis())
                .putLong(life.random())
                .array();
    }
}
