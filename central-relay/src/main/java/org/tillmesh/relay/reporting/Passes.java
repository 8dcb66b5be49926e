package org.tillmesh.relay.reporting;

import java.util.Optional;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.zatca.api.Csid;

/** Credentials of the tills at the authority's API. */
interface Passes {
    /** For a document that this certificate (DER) signed; the till's newest if its own are gone. */
    Optional<Csid> of(TillId till, byte[] certificate);
}
