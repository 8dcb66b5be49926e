package org.tillmesh.relay.reporting;

import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.Submission;
import org.tillmesh.zatca.api.Verdict;

/** Whom documents are reported to. */
interface TaxAuthority {
    Verdict report(Csid csid, Submission document);

    Verdict clear(Csid csid, Submission document);
}
