package org.tillmesh.relay.api;

import java.util.List;
import java.util.SortedMap;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Parameters;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.SalesOffice;

/** {@code /sales}: every issued document of a store. */
final class SalesResource {
    private static final int RETRY_MILLIS = 2_000;

    private record Told(String store, SalesOffice.Sale sale) {}

    private final SalesOffice office;

    SalesResource(SalesOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list("/api/v1/sales", this::sales, "store", "since"),
                Route.get("/api/v1/sales/events", this::events).sifted());
    }

    private Reply sales(Asked asked) {
        SalesOffice.Sales all = office.sales(Parameters.wanted(asked, "store"), Parameters.since(asked));
        SortedMap<String, Object> page = ListPage.of(asked, "sales", all.sales(), SalesOffice.Sale::uuid);
        page.put("count", all.count());
        page.put("gross", all.gross());
        page.put("vat", all.vat());
        page.put("digest", all.digest());
        page.put("seen", all.seen());
        return JsonReply.of(page);
    }

    /** Each document as it comes, of the branches that the caller sees. */
    private Reply events(Asked asked) {
        return Reply.events(told -> {
            told.test("retry: " + RETRY_MILLIS + "\n\n");
            return office.follow(
                    asked.caller()::sees,
                    (branch, sale) ->
                            told.test("event: sale\ndata: " + JsonReply.text(new Told(branch, sale)) + "\n\n"));
        });
    }
}
