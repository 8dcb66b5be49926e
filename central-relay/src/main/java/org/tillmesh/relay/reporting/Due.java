package org.tillmesh.relay.reporting;

import java.time.Instant;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.zatca.api.Submission;

/**
 * A document of a till, whole.
 *
 * @param gapBefore whether the document before it in the chain is not held here
 * @param standard to be cleared, not only reported
 * @param certificate DER, of its signature: whose credentials it goes with; empty if it can't be read
 */
record Due(
        TillId till,
        String receipt,
        long icv,
        Instant at,
        boolean gapBefore,
        boolean standard,
        Submission submission,
        byte[] certificate) {

    String uuid() {
        return submission.uuid();
    }
}
