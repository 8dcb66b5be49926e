package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.SettingsOffice;
import org.tillmesh.retail.company.LabelLayout;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.value.Money;

/** {@code /settings}: what the company and its branches decide for their tills. */
final class SettingsResource {
    private static final String PATH = "/api/v1/settings";

    private final SettingsOffice office;

    SettingsResource(SettingsOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(
                        PATH,
                        asked -> JsonReply.of(ListPage.of(
                                asked,
                                "settings",
                                office.all().stream().map(this::json).toList(),
                                each -> each.get("id").asText()))),
                Route.post(PATH, asked -> JsonReply.of(json(office.put(asked.body())))));
    }

    private static void put(ObjectNode all, String field, @Nullable Money money) {
        all.put(field, money == null ? null : money.toString());
    }

    private ObjectNode json(Settings settings) {
        ObjectNode all = JsonReply.MAPPER.createObjectNode().put("id", settings.id());
        all.put("cashierDiscountMax", settings.cashierDiscountMax());
        all.put("shutOutSells", office.shutOutSells(settings.id()));
        put(all, "cashRounding", settings.cashRounding());
        put(all, "cardRights", settings.cardRights());
        all.put("pointsPerRiyal", settings.pointsPerRiyal());
        put(all, "pointValue", settings.pointValue());
        List<LabelLayout> labels = settings.labels();
        if (labels == null) {
            all.putNull("labels");
        } else {
            ArrayNode list = all.putArray("labels");
            labels.forEach(label -> list.addObject()
                    .put("prefix", label.prefix())
                    .put("itemDigits", label.itemDigits())
                    .put("holds", label.holds().code())
                    .put("valueDigits", label.valueDigits())
                    .put("decimals", label.decimals())
                    .put("verifier", label.verifier()));
        }
        all.put("returnDays", settings.returnDays());
        List<String> none = settings.notReturnable();
        if (none == null) {
            all.putNull("notReturnable");
        } else {
            ArrayNode list = all.putArray("notReturnable");
            none.forEach(list::add);
        }
        return all;
    }
}
