package org.tillmesh.relay.console;

import java.util.List;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.console.PageTemplate.Page;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Right;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.reporting.ReportingDesk;

/** {@code /zatca}: a button that tries again what waits to be reported. */
final class ReportingPage {
    private final ReportingDesk reporting;

    ReportingPage(ReportingDesk reporting) {
        this.reporting = reporting;
    }

    List<Route> routes() {
        return List.of(Route.post(Page.ZATCA.path + "/retry", asked -> retry())
                .of(Right.SESSION)
                .needing(Area.ZATCA));
    }

    private Reply retry() {
        reporting.retry();
        return Reply.seeOther(Page.ZATCA.path);
    }
}
