package org.tillmesh.relay.console;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.console.PageTemplate.Page;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Right;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Sessions;

/** {@code /catalogue}: takes in a file of products, after a look at what would become of it. */
final class CataloguePage {
    private final Sessions sessions;
    private final Function<String, Route> upload;

    /** @param upload makes the route of an address that takes catalogues */
    CataloguePage(Sessions sessions, Function<String, Route> upload) {
        this.sessions = sessions;
        this.upload = upload;
    }

    List<Route> routes() {
        Route takes = upload.apply(Page.CATALOGUE.path + "/import");
        return List.of(takes.of(Right.SESSION).needing(Area.CATALOGUE).guarded(head -> refusal(head, takes)));
    }

    /** Who is not logged in, or comes from no page of the console, sends no large body. */
    private Optional<Reply> refusal(Asked head, Route takes) {
        return sessions.isOpen(head) && (sessions.isOfHolder(head) || sessions.isProven(head))
                ? takes.guard().refusal(head)
                : Optional.of(Reply.error(401, "FORBIDDEN", "Nobody is logged in any more; log in again"));
    }
}
