package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.form.PriceListForm;
import org.tillmesh.relay.form.PriceListTable;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.DealOffice;
import org.tillmesh.retail.deal.PriceList;

/** {@code /price-lists}: prices that stand in the place of the products' own. */
final class PriceListsResource {
    private static final String PATH = "/api/v1/price-lists";
    private static final String ONE = PATH + "/{id}";
    private static final int LIST_BYTES_MAX = 4 << 20;

    private final DealOffice office;

    PriceListsResource(DealOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(PATH, this::all, "format"),
                TableBody.route(PATH, this::taken),
                Route.get(ONE, asked -> reply(office.priceList(asked.lastStep()))),
                Route.put(ONE, asked -> reply(office.putPriceList(asked.lastStep(), asked.body())))
                        .importing(LIST_BYTES_MAX),
                Route.delete(ONE, this::remove));
    }

    private Reply all(Asked asked) {
        List<PriceList> lists = office.priceLists();
        return TableBody.isWanted(asked)
                ? TableBody.file(PriceListTable.write(lists), "price-lists.csv")
                : JsonReply.of(ListPage.of(asked, "priceLists", lists, PriceList::id, PriceListForm::json));
    }

    private Reply taken(Asked asked) {
        return TableBody.outcome(office.importPriceLists(asked.body()));
    }

    private Reply remove(Asked asked) {
        office.removePriceList(asked.lastStep());
        return JsonReply.removed(asked.lastStep());
    }

    private static Reply reply(PriceList list) {
        return JsonReply.of(PriceListForm.json(list));
    }
}
