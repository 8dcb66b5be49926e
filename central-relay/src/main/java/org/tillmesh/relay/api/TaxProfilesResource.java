package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.CatalogueOffice;
import org.tillmesh.retail.catalogue.TaxProfile;

/** {@code /tax-profiles}: why a product bears no VAT. */
final class TaxProfilesResource {
    private final CatalogueOffice office;

    TaxProfilesResource(CatalogueOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/tax-profiles", asked -> reply(office.taxProfiles())),
                Route.post("/api/v1/tax-profiles", asked -> reply(List.of(office.putTaxProfile(asked.body())))));
    }

    private static Reply reply(List<TaxProfile> profiles) {
        ObjectNode all = JsonReply.MAPPER.createObjectNode();
        ArrayNode list = all.putArray("taxProfiles");
        for (TaxProfile profile : profiles) {
            list.addObject()
                    .put("id", profile.id())
                    .put("name", profile.name())
                    .put("nameAr", profile.nameAr())
                    .put("category", profile.category().code())
                    .put("exemptionCode", profile.exemptionCode())
                    .put("exemptionText", profile.exemptionText())
                    .put("exemptionTextAr", profile.exemptionTextAr())
                    .put("active", profile.active());
        }
        return JsonReply.of(all);
    }
}
