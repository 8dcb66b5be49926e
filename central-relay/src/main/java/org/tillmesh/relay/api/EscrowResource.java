package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.http.Parameters;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.EscrowOffice;

/** {@code /escrow}: what gift cards, store credit and points are worth, and putting value on them. */
final class EscrowResource {
    private final EscrowOffice office;

    EscrowResource(EscrowOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/v1/escrow",
                        asked -> JsonReply.of(office.balance(Parameters.wanted(asked, "account"))),
                        "account"),
                Route.post(
                                "/api/v1/escrow",
                                asked -> JsonReply.of(office.mint(
                                        Parameters.wanted(asked, "account"),
                                        Parameters.wanted(asked, "amount"),
                                        asked.query().get("key"))),
                                "account",
                                "amount",
                                "key")
                        .grave());
    }
}
