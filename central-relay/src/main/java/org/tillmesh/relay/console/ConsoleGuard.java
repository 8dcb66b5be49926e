package org.tillmesh.relay.console;

import java.util.Optional;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Guard;
import org.tillmesh.relay.http.Reply;
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
        if (routes.find(head.method(), head.path()).isPresent()) {
            return Optional.empty();
        }
        boolean isForm =
                head.method().equals("GET") && routes.methods(head.path()).contains("POST");
        if (isForm && sessions.isOpen(head)) {
            return Optional.of(Reply.seeOther("/"));
        }
        if (!isForm && !routes.methods(head.path()).isEmpty()) {
            return Optional.of(routes.notAllowed(head));
        }
        return Optional.of(Reply.html(404, template.forUser(PageTemplate.Page.HOME, head)));
    }

    private static boolean isSameOrigin(Asked asked) {
        return asked.origin().isEmpty() || asked.origin().equals("https://" + asked.host());
    }
}
