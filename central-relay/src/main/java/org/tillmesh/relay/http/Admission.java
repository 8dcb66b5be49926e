package org.tillmesh.relay.http;

import java.util.Optional;
import org.tillmesh.relay.access.AccessRefusal;
import org.tillmesh.relay.access.Caller;
import org.tillmesh.relay.folder.RelayException;

/** Whether somebody has the right that a route needs, judged by the head alone. */
public final class Admission {
    static final String FORBIDDEN = "FORBIDDEN";
    private static final String BRANCH = "store";

    private Admission() {}

    /** What a program is refused with; empty if the route may answer. */
    static Optional<Reply> refusal(Route route, Asked head, Caller caller) {
        return why(route, head, caller)
                .map(why ->
                        Reply.refusal(why.status(), FORBIDDEN, why.sentence().orElseThrow()));
    }

    /** Why the caller is not answered; empty if the route may answer. */
    public static Optional<RelayException> why(Route route, Asked head, Caller caller) {
        Route.Need need = route.need();
        if (!caller.may(need.area(), route.isChange())) {
            return refused(AccessRefusal.NO_RIGHT, need.area().word(route.isChange()));
        }
        if (!caller.rights().isOfBranches() || need.isSifted() || need.area().isOneForAll() && !route.isChange()) {
            return Optional.empty();
        }
        if (!route.parameters().contains(BRANCH)) {
            return refused(AccessRefusal.COMPANY_ALONE, caller.rights().branches());
        }
        String branch = head.query().getOrDefault(BRANCH, "");
        return !branch.isEmpty() && caller.sees(branch)
                ? Optional.empty()
                : refused(AccessRefusal.OTHER_BRANCH, caller.rights().branches());
    }

    private static Optional<RelayException> refused(AccessRefusal kind, Object... arguments) {
        return Optional.of(new RelayException(kind, arguments));
    }
}
