package org.tillmesh.relay.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.words.Worded;
import org.tillmesh.store.StoreException;

/** What a caller is told when an answer failed; all but the caller's own mistakes are in the log, under a number that both read. */
final class FaultReplies {
    private static final Logger LOG = LoggerFactory.getLogger(FaultReplies.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private FaultReplies() {}

    static Reply answer(Throwable fault, Asked asked) {
        if (fault instanceof RelayException refused) {
            return refused.sentence()
                    .map(said -> Reply.refusal(refused.status(), "BAD_VALUE", said))
                    .orElseGet(() -> Reply.error(refused.status(), "BAD_VALUE", String.valueOf(fault.getMessage())));
        }
        if (fault instanceof Worded refused) {
            return Reply.refusal(400, "BAD_VALUE", refused.sentence());
        }
        String id = newId();
        if (fault instanceof StoreException store && isOfTheDisk(store)) {
            LOG.warn("[{}] {} {}: {}", id, asked.method(), asked.path(), store.getMessage());
            return store.kind() == StoreException.Kind.DISK_FULL
                    ? Reply.error(
                            507, "DISK_FULL", "Head office's disk is full; nothing was written. Make room there", id)
                    : Reply.error(
                            503,
                            "READ_ONLY",
                            "Head office's disk failed; nothing was written, and nothing can be until the relay is started"
                                    + " again. Look at the disk",
                            id);
        }
        LOG.error("[{}] {} {} failed", id, asked.method(), asked.path(), fault);
        return Reply.error(500, "INTERNAL", "An internal error; the relay's log has more under " + id, id);
    }

    private static boolean isOfTheDisk(StoreException e) {
        return e.kind() == StoreException.Kind.DISK_FULL || e.kind() == StoreException.Kind.READ_ONLY;
    }

    private static String newId() {
        byte[] id = new byte[4];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
