package org.tillmesh.relay;

import java.time.Clock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tillmesh.relay.access.Access;
import org.tillmesh.relay.api.Api;
import org.tillmesh.relay.api.ApiGuard;
import org.tillmesh.relay.api.AskedAct;
import org.tillmesh.relay.api.CatalogueUpload;
import org.tillmesh.relay.audit.Acts;
import org.tillmesh.relay.audit.OfficeAct;
import org.tillmesh.relay.console.Console;
import org.tillmesh.relay.console.ConsoleGuard;
import org.tillmesh.relay.console.OfficeKeys;
import org.tillmesh.relay.console.PageTemplate;
import org.tillmesh.relay.folder.Health;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Guard;
import org.tillmesh.relay.http.Right;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Router;
import org.tillmesh.relay.http.Routes;
import org.tillmesh.relay.http.Sessions;
import org.tillmesh.relay.http.Site;
import org.tillmesh.relay.office.Office;

/** The API and the console under one server: each address is guarded by whose it is, and changes are recorded. */
final class Website {
    private Website() {}

    static Site of(
            Office office,
            Sessions sessions,
            Access access,
            OfficeKeys keys,
            Acts acts,
            Supplier<Health.State> health,
            boolean isDemo,
            Clock clock) {
        var template = new PageTemplate(
                sessions, isDemo, () -> !isDemo && !access.people().hasAdministrator());
        var parts =
                new Console.Parts(office, access, keys, acts, new CatalogueUpload(office.catalogue())::route, clock);
        var routes = new Routes(
                Stream.concat(Api.routes(office, health).stream(), Console.routes(template, sessions, parts).stream())
                        .toList());
        Guard api = new ApiGuard(
                routes,
                sessions,
                asked -> acts.recordSoon(new OfficeAct(OfficeAct.API, "token-failed", "from " + asked.from())));
        Guard console = new ConsoleGuard(routes, template, sessions);
        return new Router(
                routes,
                head -> (isOfApi(routes, head) ? api : console).refusal(head),
                sessions,
                (asked, work) -> acts.doing(AskedAct.of(asked), work));
    }

    private static boolean isOfApi(Routes routes, Asked head) {
        return routes.find(head.method(), head.path())
                .map(Route::right)
                .map(right -> right == Right.TOKEN)
                .orElseGet(() -> head.path().startsWith("/api/"));
    }
}
