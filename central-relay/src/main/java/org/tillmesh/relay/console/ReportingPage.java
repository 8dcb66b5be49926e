package org.tillmesh.relay.console;

import java.util.List;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Right;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.reporting.ReportingDesk;

/** {@code /zatca}: how reporting to the tax authority stands, and a button that tries again. */
final class ReportingPage {
    private static final String PATH = "/zatca";

    private final PageTemplate template;
    private final ReportingDesk reporting;

    ReportingPage(PageTemplate template, ReportingDesk reporting) {
        this.template = template;
        this.reporting = reporting;
    }

    List<Route> routes() {
        return List.of(
                Route.page(PATH, this::show),
                Route.post(PATH + "/retry", asked -> retry()).of(Right.SESSION));
    }

    private Reply show(Asked asked) {
        return Reply.html(200, template.forUser("zatca.html", asked));
    }

    private Reply retry() {
        reporting.retry();
        return Reply.seeOther(PATH);
    }
}
