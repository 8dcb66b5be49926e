package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.DealOffice;
import org.tillmesh.retail.document.StateDocument;

/**
 * {@code /price-lists} and {@code /promotions}: prices that stand in the place of the products' own, and what is taken off
 * products or off what is spent.
 */
final class DealsResource<T extends StateDocument> {
    private static final int DEAL_BYTES_MAX = 4 << 20;

    private final String name;
    private final String list;
    private final DealOffice<T> office;

    /** @param name of the address; @param list what the list is called in an answer */
    DealsResource(String name, String list, DealOffice<T> office) {
        this.name = name;
        this.list = list;
        this.office = office;
    }

    List<Route> routes() {
        String path = "/api/v1/" + name;
        String one = path + "/{id}";
        return List.of(
                Route.list(path, this::all, "format"),
                TableBody.route(path, asked -> TableBody.outcome(office.take(asked.body()))),
                Route.get(one, asked -> reply(office.one(asked.lastStep()))),
                Route.put(one, asked -> reply(office.put(asked.lastStep(), asked.body())))
                        .importing(DEAL_BYTES_MAX),
                Route.delete(one, this::remove));
    }

    private Reply all(Asked asked) {
        return TableBody.isWanted(asked)
                ? TableBody.file(office.file(), name + ".csv")
                : JsonReply.of(ListPage.of(
                        asked, list, office.all(), deal -> deal.ref().id(), office::json));
    }

    private Reply remove(Asked asked) {
        office.remove(asked.lastStep());
        return JsonReply.removed(asked.lastStep());
    }

    private Reply reply(T deal) {
        return JsonReply.of(office.json(deal));
    }
}
