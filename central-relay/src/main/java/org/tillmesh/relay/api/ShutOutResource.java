package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Parameters;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.tills.ShutOutDesk;
import org.tillmesh.relay.tills.ShutOutRefusal;

/** {@code /shut-out}: what tills sold after they were shut out, and what head office decides about it. */
final class ShutOutResource {
    private static final String PATH = "/api/v1/shut-out";
    private static final int FILE_BYTES_MAX = 32 << 20;

    private final ShutOutDesk desk;

    ShutOutResource(ShutOutDesk desk) {
        this.desk = desk;
    }

    List<Route> routes() {
        return List.of(
                Route.list(
                        PATH,
                        asked ->
                                JsonReply.of(ListPage.of(asked, "tills", desk.tills(), ShutOutDesk.ShutOutTill::till))),
                Route.post(PATH, this::decide, "decision", "upTo", "reason").importing(FILE_BYTES_MAX));
    }

    private Reply decide(Asked asked) {
        String decision = Parameters.wanted(asked, "decision");
        String upTo = asked.query().getOrDefault("upTo", "");
        if (!decision.equals("preview")
                && asked.query().getOrDefault("reason", "").isBlank()) {
            throw new RelayException(ShutOutRefusal.REASON_MISSING);
        }
        return JsonReply.of(
                switch (decision) {
                    case "preview" -> desk.preview(asked.body());
                    case "accept" -> desk.accept(asked.body(), upTo.isEmpty() ? null : upTo);
                    case "refuse" -> desk.refuse(asked.body());
                    default ->
                        throw new RelayException(ShutOutRefusal.BAD_DECISION, decision, "preview, accept, refuse");
                });
    }
}
