package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.form.UserForm;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.UserOffice;

/** {@code /users}: who works at tills. */
final class UsersResource {
    private static final String PATH = "/api/v1/users";
    private static final String ONE = PATH + "/{id}";

    private final UserOffice office;

    UsersResource(UserOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(PATH, this::all),
                Route.get(ONE, asked -> reply(office.account(asked.lastStep()))),
                Route.put(ONE, asked -> reply(office.put(asked.lastStep(), asked.body()))));
    }

    private Reply all(Asked asked) {
        return JsonReply.of(ListPage.of(
                asked,
                "users",
                office.all(),
                account -> account.user().id().value(),
                account -> UserForm.json(account.user(), account.pins())));
    }

    private static Reply reply(UserOffice.Account account) {
        return JsonReply.of(UserForm.json(account.user(), account.pins()));
    }
}
