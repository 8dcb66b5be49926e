package org.tillmesh.relay.reporting;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.value.TillId;

/** What is to be reported, and where the answers are kept. */
interface Backlog {
    /** Tills that have something to report. */
    List<TillId> tills();

    /** The till's document with the lowest counter that has no answer, of those that are not passed over. */
    Optional<Waiting> first(TillId till, Predicate<String> isPassedOver);

    /** The till's document with the highest counter that has no answer. */
    Optional<Waiting> last(TillId till);

    /** The document whole; empty if it has its answer by now, or can't be read here. */
    Optional<Due> read(TillId till, String uuid);

    /** Keeps an answer; durable on return. From then on the document is no longer due. */
    void answered(TillId till, Reporting answer);
}
