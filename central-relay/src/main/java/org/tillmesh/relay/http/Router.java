package org.tillmesh.relay.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Leads a request to the {@link Route} of its method and path. What has no route is the guard's to refuse, for only it knows
 * how an unknown address is told.
 */
public final class Router implements Site {
    private final Routes routes;
    private final Guard guard;
    private final Sessions sessions;
    private final Recording recording;

    /** Works on a request and records what it changes. */
    @FunctionalInterface
    public interface Recording {
        Reply recorded(Asked asked, Supplier<Reply> work);
    }

    /** @param guard refuses at least every head that has no route */
    public Router(Routes routes, Guard guard, Sessions sessions, Recording recording) {
        this.routes = routes;
        this.guard = guard;
        this.sessions = sessions;
        this.recording = recording;
    }

    @Override
    public Verdict judge(Asked head) {
        Optional<Reply> refusal = guard.refusal(head);
        if (refusal.isPresent()) {
            return Verdict.refused(refusal.get());
        }
        Route route = route(head);
        return route.guard()
                .refusal(head)
                .map(Verdict::refused)
                .orElseGet(() -> new Verdict(null, route.bodyMax(), route.lane()));
    }

    @Override
    public Reply answer(Asked whole) {
        Route route = route(whole);
        if (route.right() == Right.SESSION && !sessions.isOpen(whole)) {
            return Reply.seeOther("/");
        }
        return whole.method().equals("GET")
                ? route.handler().answer(whole)
                : recording.recorded(whole, () -> route.handler().answer(whole));
    }

    private Route route(Asked asked) {
        return routes.find(asked.method(), asked.path())
                .orElseThrow(() -> new AssertionError("No route of " + asked.method() + " " + asked.path()));
    }
}
