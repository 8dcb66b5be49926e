package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.form.CustomerForm;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.CustomerOffice;

/** {@code /customers}: who buys, and how much of it on account. */
final class CustomersResource {
    private static final String PATH = "/api/v1/customers";
    private static final String ONE = PATH + "/{id}";

    private final CustomerOffice office;

    CustomersResource(CustomerOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(PATH, this::found, "text"),
                Route.get(ONE, asked -> reply(office.account(asked.lastStep()))),
                Route.patch(ONE, asked -> reply(office.change(asked.lastStep(), asked.body()))));
    }

    private Reply found(Asked asked) {
        return JsonReply.of(ListPage.of(
                asked,
                "customers",
                office.find(asked.query().getOrDefault("text", "")),
                customer -> customer.id().value(),
                customer -> {
                    CustomerOffice.Account account = office.account(customer);
                    return CustomerForm.json(account.customer(), account.owed());
                }));
    }

    private static Reply reply(CustomerOffice.Account account) {
        return JsonReply.of(CustomerForm.json(account.customer(), account.owed()));
    }
}
