package org.tillmesh.relay.api;

import java.util.List;
import java.util.function.Supplier;
import org.tillmesh.relay.folder.Health;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;

/** {@code /health}: whether head office can do its work, for programs that watch it; needs no token. */
final class HealthResource {
    private final Supplier<Health.State> health;

    HealthResource(Supplier<Health.State> health) {
        this.health = health;
    }

    List<Route> routes() {
        return List.of(Route.page("/health", asked -> reply()));
    }

    private Reply reply() {
        Health.State state = health.get();
        return JsonReply.of(state.ok() ? 200 : 503, state);
    }
}
