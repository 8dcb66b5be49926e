package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Parameters;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.TillOffice;

/** {@code /tills} and {@code /fleet}: the tills as last heard of, and the version that they should have. */
final class TillsResource {
    private final TillOffice office;

    TillsResource(TillOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(
                                "/api/v1/tills",
                                asked -> JsonReply.of(ListPage.of(
                                        asked,
                                        "tills",
                                        office.tills().stream()
                                                .filter(till -> asked.caller().sees(till.store()))
                                                .toList(),
                                        TillOffice.Till::till)))
                        .sifted(),
                Route.post(
                        "/api/v1/fleet",
                        asked -> JsonReply.of(office.requireVersion(Parameters.wanted(asked, "minVersion"))),
                        "minVersion"));
    }
}
