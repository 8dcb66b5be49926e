package org.tillmesh.relay.reporting;

import java.util.List;
import java.util.Optional;
import org.tillmesh.retail.Reporting;
import org.tillmesh.retail.TillId;

/** What is to be reported, and where the answers are kept. */
interface Backlog {
    /** Tills that have something to report. */
    List<TillId> tills();

    /** The till's document with the lowest counter that has no answer. */
    Optional<Due> next(TillId till);

    /** Keeps an answer; durable on return. From then on the document is no longer due. */
    void answered(TillId till, Reporting answer);
}
