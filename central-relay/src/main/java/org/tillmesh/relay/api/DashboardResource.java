package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.DashboardOffice;

/** {@code /dashboard}: what the console's first page shows. */
final class DashboardResource {
    private final DashboardOffice office;

    DashboardResource(DashboardOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/dashboard", asked -> JsonReply.of(office.dashboard(asked.caller()::sees)))
                .sifted());
    }
}
