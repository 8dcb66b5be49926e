package org.tillmesh.relay.http;

import java.util.Optional;
import java.util.function.Supplier;
import org.tillmesh.relay.access.AccessRefusal;
import org.tillmesh.relay.access.Caller;

/**
 * Leads a request to the {@link Route} of its method and path, if who asks has the right that it needs. What has no route is
 * the guard's to refuse, for only it knows how an unknown address is told.
 */
public final class Router implements Site {
    private static final String CONFIRM = "/confirm";

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
                .or(() -> caller(route, head).flatMap(caller -> refusal(route, head, caller)))
                .map(Verdict::refused)
                .orElseGet(() -> new Verdict(null, route.bodyMax(), route.lane()));
    }

    private Optional<Reply> refusal(Route route, Asked head, Caller caller) {
        return Admission.refusal(route, head, caller)
                .or(() -> isUnsure(route, head) ? Optional.of(confirm(route, head)) : Optional.empty());
    }

    private Optional<Caller> caller(Route route, Asked asked) {
        return switch (route.right()) {
            case EVERYBODY -> Optional.empty();
            case SESSION -> sessions.callerOf(asked);
            case TOKEN -> sessions.whoever(asked);
        };
    }

    // ---- about money or keys

    /** A program has its token to show and nothing else. */
    private boolean isUnsure(Route route, Asked head) {
        return route.need().isGrave()
                && (route.right() == Right.SESSION || sessions.bearerOf(head).isEmpty())
                && !sessions.isSure(head);
    }

    private Reply confirm(Route route, Asked head) {
        return route.right() == Right.SESSION
                ? Reply.seeOther(
                        CONFIRM + "?next=" + (routes.find("GET", head.path()).isPresent() ? head.path() : "/"))
                : Reply.refusal(AccessRefusal.CONFIRM.status(), "CONFIRM", AccessRefusal.CONFIRM.with());
    }

    // ---- answered

    @Override
    public Reply answer(Asked whole) {
        Route route = route(whole);
        Optional<Caller> caller = caller(route, whole);
        if (route.right() == Right.SESSION && caller.isEmpty()) {
            return Reply.seeOther("/");
        }
        if (route.need().isProven() && !sessions.isProven(whole)) {
            return Reply.refusal(AccessRefusal.FORGED.status(), Admission.FORBIDDEN, AccessRefusal.FORGED.with());
        }
        Asked known = caller.map(whole::by).orElse(whole);
        return route.isChange()
                ? recording.recorded(known, () -> route.handler().answer(known))
                : route.handler().answer(known);
    }

    private Route route(Asked asked) {
        return routes.find(asked.method(), asked.path())
                .orElseThrow(() -> new AssertionError("No route of " + asked.method() + " " + asked.path()));
    }
}
