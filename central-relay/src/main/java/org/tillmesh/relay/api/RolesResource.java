package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tillmesh.relay.form.RoleForm;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.RoleOffice;

/** {@code /roles}: what cashiers, managers and whom else head office makes may do at tills. */
final class RolesResource {
    private static final String PATH = "/api/v1/roles";
    private static final String ONE = PATH + "/{name}";

    private final RoleOffice office;

    RolesResource(RoleOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(PATH, this::all),
                Route.get(ONE, asked -> reply(office.role(asked.lastStep()))),
                Route.put(ONE, asked -> reply(office.put(asked.lastStep(), asked.body()))),
                Route.delete(ONE, this::remove));
    }

    private Reply all(Asked asked) {
        List<ObjectNode> roles = office.all().stream().map(RolesResource::json).toList();
        return JsonReply.of(
                ListPage.of(asked, "roles", roles, role -> role.get("role").asText()));
    }

    private Reply remove(Asked asked) {
        office.remove(asked.lastStep());
        return JsonReply.removed(asked.lastStep());
    }

    private static Reply reply(RoleOffice.Known role) {
        return JsonReply.of(json(role));
    }

    private static ObjectNode json(RoleOffice.Known role) {
        return RoleForm.json(role.profile(), role.isDefault());
    }
}
