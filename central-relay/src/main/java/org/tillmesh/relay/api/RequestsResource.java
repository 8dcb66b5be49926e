package org.tillmesh.relay.api;

import java.util.List;
import java.util.Optional;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Parameters;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.tills.TillRequests;
import org.tillmesh.retail.stock.TransferRequest;

/** {@code /transfers} and {@code /approvals}: what tills ask of head office, and what it decides. */
final class RequestsResource {
    private static final String DECIDER = "head office";
    private static final int NOTE_MAX = 500;

    private final TillRequests requests;

    RequestsResource(TillRequests requests) {
        this.requests = requests;
    }

    List<Route> routes() {
        return List.of(
                Route.list(
                        "/api/v1/transfers",
                        asked -> JsonReply.of(
                                ListPage.of(asked, "transfers", requests.transfers(), TillRequests.Transfer::id))),
                Route.post("/api/v1/transfers", this::decideTransfer, "id", "decision", "note"),
                Route.list(
                        "/api/v1/approvals",
                        asked -> JsonReply.of(
                                ListPage.of(asked, "approvals", requests.approvals(), TillRequests.AskedApproval::id))),
                Route.post("/api/v1/approvals", this::decideApproval, "id", "decision", "note"));
    }

    private Reply decideTransfer(Asked asked) {
        String id = Parameters.wanted(asked, "id");
        Optional<TransferRequest.Fate> fate = TransferRequest.Fate.of(Parameters.wanted(asked, "decision"));
        return JsonReply.of(
                fate.isPresent()
                        ? requests.decideMissing(id, fate.get(), DECIDER, note(asked))
                        : requests.decideTransfer(id, Parameters.isApproved(asked), DECIDER));
    }

    private Reply decideApproval(Asked asked) {
        String id = Parameters.wanted(asked, "id");
        boolean isApproved = Parameters.isApproved(asked);
        return JsonReply.of(requests.decideApproval(id, isApproved, DECIDER, note(asked)));
    }

    private static String note(Asked asked) {
        String note = asked.query().getOrDefault("note", "");
        if (note.length() > NOTE_MAX) {
            throw new RelayException(
                    "The parameter \"note\" has " + note.length() + " characters; give at most " + NOTE_MAX);
        }
        return note;
    }
}
