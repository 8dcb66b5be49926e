package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Parameters;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.StockOffice;

/** {@code /stock}: what a store has on hand. */
final class StockResource {
    private final StockOffice office;

    StockResource(StockOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(Route.list(
                "/api/v1/stock",
                asked -> JsonReply.of(ListPage.of(
                        asked,
                        "products",
                        office.stock(Parameters.wanted(asked, "store")),
                        StockOffice.Stock::product)),
                "store"));
    }
}
