package org.tillmesh.relay.console;

import java.util.List;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;

/** {@code /}: branches, tills and the latest sales. */
final class DashboardPage {
    static final String FILE = "dashboard.html";

    private final PageTemplate template;

    DashboardPage(PageTemplate template) {
        this.template = template;
    }

    List<Route> routes() {
        return List.of(Route.page("/", this::show));
    }

    private Reply show(Asked asked) {
        return Reply.html(200, template.forUser(FILE, asked));
    }
}
