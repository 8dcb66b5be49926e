package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.form.SupplyForm;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.SupplyOffice;
import org.tillmesh.retail.purchase.Supplier;

/** {@code /suppliers}, {@code /orders} and {@code /stock-rules}: what is bought, and how it is to be stocked. */
final class SupplyResource {
    private static final String SUPPLIERS = "/api/v1/suppliers";
    private static final String ORDERS = "/api/v1/orders";
    private static final String RULES = "/api/v1/stock-rules";

    private final SupplyOffice office;

    SupplyResource(SupplyOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(SUPPLIERS, this::suppliers),
                Route.post(SUPPLIERS, asked -> reply(office.putSupplier(null, asked.body()))),
                Route.get(SUPPLIERS + "/{id}", asked -> reply(office.supplier(asked.lastStep()))),
                Route.put(SUPPLIERS + "/{id}", asked -> reply(office.putSupplier(asked.lastStep(), asked.body()))),
                Route.list(ORDERS, this::orders, "store"),
                Route.post(ORDERS, asked -> reply(office.place(asked.body()))),
                Route.get(ORDERS + "/{id}", asked -> reply(office.order(asked.lastStep()))),
                Route.patch(ORDERS + "/{id}", asked -> reply(office.say(asked.lastStep(), asked.body()))),
                Route.list(RULES, this::rules),
                Route.put(
                        RULES + "/{id}",
                        asked -> JsonReply.of(SupplyForm.json(office.putRule(asked.lastStep(), asked.body())))));
    }

    private Reply suppliers(Asked asked) {
        return JsonReply.of(ListPage.of(asked, "suppliers", office.suppliers(), Supplier::id, SupplyForm::json));
    }

    private Reply orders(Asked asked) {
        return JsonReply.of(ListPage.of(
                asked,
                "orders",
                office.orders(asked.query().get("store")),
                placed -> placed.standing().order().id(),
                placed -> SupplyForm.json(placed.branch(), placed.standing())));
    }

    private Reply rules(Asked asked) {
        return JsonReply.of(ListPage.of(
                asked, "rules", office.rules(), rule -> rule.product().value(), SupplyForm::json));
    }

    private static Reply reply(Supplier supplier) {
        return JsonReply.of(SupplyForm.json(supplier));
    }

    private static Reply reply(SupplyOffice.Placed placed) {
        return JsonReply.of(SupplyForm.json(placed.branch(), placed.standing()));
    }
}
