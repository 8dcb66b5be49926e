package org.tillmesh.relay.api;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Guard;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Routes;
import org.tillmesh.relay.http.Sessions;

/** Lets in whoever bears the API's token, or is logged in and asks from the console's pages; then the address has to be right. */
public final class ApiGuard implements Guard {
    static final String DESCRIPTION_PATH = "/api/v1/openapi.json";

    private final Routes routes;
    private final Sessions sessions;
    private final Consumer<Asked> wrong;

    /** @param wrong told of a token that is not right, of each until too many have come */
    public ApiGuard(Routes routes, Sessions sessions, Consumer<Asked> wrong) {
        this.routes = routes;
        this.sessions = sessions;
        this.wrong = wrong;
    }

    @Override
    public Optional<Reply> refusal(Asked head) {
        if (!mayAsk(head)) {
            return Optional.of(stranger(head));
        }
        Optional<Route> route = routes.find(head.method(), head.path());
        if (route.isEmpty()) {
            return Optional.of(
                    routes.methods(head.path()).isEmpty()
                            ? Reply.error(
                                    404,
                                    "UNKNOWN_COMMAND",
                                    head.method() + " " + head.path() + " is no address of this API; see "
                                            + DESCRIPTION_PATH)
                            : routes.notAllowed(head));
        }
        return unknownParameter(head, route.get().parameters());
    }

    private boolean mayAsk(Asked head) {
        String bearer = Sessions.bearer(head);
        boolean isThrottled = sessions.isThrottled(head.from());
        if (sessions.bearerOf(head).isPresent()) {
            return true;
        }
        if (!sessions.knows(bearer, head.from()) && !bearer.isEmpty() && !isThrottled) {
            wrong.accept(head);
        }
        return sessions.isOpen(head) && (head.method().equals("GET") || isFromPage(head));
    }

    /**
     * A page of another site can't say that it is one of the console's, nor know the session's secret. Who came in with the
     * first token may say the one without the other, as before there were people.
     */
    private boolean isFromPage(Asked head) {
        return head.isFromConsole() && (sessions.isOfHolder(head) || sessions.isProven(head));
    }

    private Reply stranger(Asked head) {
        return sessions.isThrottled(head.from())
                ? Reply.error(429, "LOCKED", "Too many wrong tokens came in the last minute; wait a minute")
                : Reply.error(
                                401,
                                "FORBIDDEN",
                                "Send the API token as \"Authorization: Bearer …\"; relay token makes a new one")
                        .with("WWW-Authenticate", "Bearer");
    }

    private static Optional<Reply> unknownParameter(Asked head, Set<String> known) {
        return head.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> Reply.error(
                        400,
                        "UNKNOWN_FIELD",
                        head.method() + " " + head.path() + " takes no parameter \"" + name + "\"; "
                                + (known.isEmpty() ? "it takes none" : "it takes " + new TreeSet<>(known))));
    }
}
