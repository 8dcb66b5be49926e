package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Parameters;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.reporting.ReportingDesk;

/** {@code /zatca}: how reporting to the tax authority stands. */
final class ReportingResource {
    private static final int REFUSED_A_PAGE = 500;

    private final ReportingDesk desk;

    ReportingResource(ReportingDesk desk) {
        this.desk = desk;
    }

    List<Route> routes() {
        return List.of(
                Route.list("/api/v1/zatca", this::overview), Route.post("/api/v1/zatca/retry", asked -> retry()));
    }

    private Reply overview(Asked asked) {
        return JsonReply.of(desk.overview(asked.query().get("after"), Parameters.limit(asked, REFUSED_A_PAGE)));
    }

    private Reply retry() {
        desk.retry();
        return JsonReply.of(desk.overview());
    }
}
