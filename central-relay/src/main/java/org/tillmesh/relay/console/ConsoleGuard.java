package org.tillmesh.relay.console;

import java.util.Optional;
import org.tillmesh.relay.http.Admission;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Guard;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Right;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Routes;
import org.tillmesh.relay.http.Sessions;

/** Refuses what another site makes a browser send, and leads whoever asks for no page to one. */
public final class ConsoleGuard implements Guard {
    private final Routes routes;
    private final PageTemplate template;
    private final Sessions sessions;

    public ConsoleGuard(Routes routes, PageTemplate template, Sessions sessions) {
        this.routes = routes;
        this.template = template;
        this.sessions = sessions;
    }

    @Override
    public Optional<Reply> refusal(Asked head) {
        if (head.method().equals("POST") && !isSameOrigin(head)) {
            return Optional.of(Reply.error(403, "FORBIDDEN", "The request came from another site"));
        }
        Optional<Route> route = routes.find(head.method(), head.path());
        if (route.isPresent()) {
            return route.filter(found -> found.right() == Right.SESSION).flatMap(found -> notAdmitted(found, head));
        }
        boolean isForm =
                head.method().equals("GET") && routes.methods(head.path()).contains("POST");
        if (isForm && sessions.isOpen(head)) {
            return Optional.of(Reply.seeOther("/"));
        }
        if (!isForm && !routes.methods(head.path()).isEmpty()) {
            return Optional.of(routes.notAllowed(head));
        }
        Sheet sheet = template.sheet(head);
        return Optional.of(template.sheet(head, 404, "noPage", sheet.card("noPage", sheet.note("noPageLead"))));
    }

    /** Whoever has not the right is told on a page; a stranger is led to the login by the router. */
    private Optional<Reply> notAdmitted(Route route, Asked head) {
        return sessions.callerOf(head)
                .flatMap(caller -> Admission.why(route, head, caller))
                .map(why -> template.sheet(
                        head,
                        why.status(),
                        "noRightTitle",
                        template.sheet(head).told(template.sheet(head).said(why))));
    }

    private static boolean isSameOrigin(Asked asked) {
        return asked.origin().isEmpty() || asked.isFromConsole();
    }
}
