package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.form.PromotionForm;
import org.tillmesh.relay.form.PromotionTable;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.DealOffice;
import org.tillmesh.retail.deal.Promotion;

/** {@code /promotions}: what is taken off products, or off what is spent. */
final class PromotionsResource {
    private static final String PATH = "/api/v1/promotions";
    private static final String ONE = PATH + "/{id}";

    private final DealOffice office;

    PromotionsResource(DealOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(PATH, this::all, "format"),
                TableBody.route(PATH, this::taken),
                Route.get(ONE, asked -> reply(office.promotion(asked.lastStep()))),
                Route.put(ONE, asked -> reply(office.putPromotion(asked.lastStep(), asked.body()))),
                Route.delete(ONE, this::remove));
    }

    private Reply all(Asked asked) {
        List<Promotion> promotions = office.promotions();
        return TableBody.isWanted(asked)
                ? TableBody.file(PromotionTable.write(promotions), "promotions.csv")
                : JsonReply.of(ListPage.of(asked, "promotions", promotions, Promotion::id, PromotionForm::json));
    }

    private Reply taken(Asked asked) {
        return TableBody.outcome(office.importPromotions(asked.body()));
    }

    private Reply remove(Asked asked) {
        office.removePromotion(asked.lastStep());
        return JsonReply.removed(asked.lastStep());
    }

    private static Reply reply(Promotion promotion) {
        return JsonReply.of(PromotionForm.json(promotion));
    }
}
