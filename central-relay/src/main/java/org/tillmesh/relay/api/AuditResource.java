package org.tillmesh.relay.api;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Parameters;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.AuditOffice;

/** {@code /audit}: who did what and when, in all stores and at head office, or in one. */
final class AuditResource {
    private static final int LIMIT = 100;

    private final AuditOffice office;

    AuditResource(AuditOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(Route.list("/api/v1/audit", this::events, "store", "from", "to", "user", "kind"));
    }

    private Reply events(Asked asked) {
        AuditOffice.Page page = office.events(
                new AuditOffice.Asked(
                        given(asked, "store"),
                        Parameters.time(asked, "from"),
                        Parameters.time(asked, "to"),
                        given(asked, "user"),
                        given(asked, "kind"),
                        given(asked, "after")),
                Parameters.limit(asked, LIMIT));
        var answer = new TreeMap<String, Object>();
        answer.put("events", page.events());
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return JsonReply.of(answer);
    }

    private static @Nullable String given(Asked asked, String name) {
        String value = asked.query().getOrDefault(name, "");
        return value.isEmpty() ? null : value;
    }
}
