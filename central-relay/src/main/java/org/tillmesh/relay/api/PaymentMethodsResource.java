package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.form.PaymentMethodForm;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.PaymentOffice;
import org.tillmesh.retail.company.PaymentMethod;

/** {@code /payment-methods}: the ways to pay that tills take. */
final class PaymentMethodsResource {
    private static final String PATH = "/api/v1/payment-methods";
    private static final String ONE = PATH + "/{id}";

    private final PaymentOffice office;

    PaymentMethodsResource(PaymentOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(PATH, this::all),
                Route.post(PATH, asked -> reply(office.put(asked.body()))),
                Route.get(ONE, asked -> reply(office.method(asked.lastStep()))),
                Route.put(ONE, asked -> reply(office.put(asked.lastStep(), asked.body()))),
                Route.patch(ONE, asked -> reply(office.change(asked.lastStep(), asked.body()))),
                Route.delete(ONE, this::remove));
    }

    private Reply all(Asked asked) {
        return JsonReply.of(
                ListPage.of(asked, "paymentMethods", office.all(), PaymentMethod::id, PaymentMethodForm::json));
    }

    private Reply remove(Asked asked) {
        office.remove(asked.lastStep());
        return JsonReply.removed(asked.lastStep());
    }

    private static Reply reply(PaymentMethod method) {
        return JsonReply.of(PaymentMethodForm.json(method));
    }
}
