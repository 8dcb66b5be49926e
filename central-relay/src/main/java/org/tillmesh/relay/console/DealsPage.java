package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.DealOffice;
import org.tillmesh.retail.document.StateDocument;

/**
 * {@code /price-lists} and {@code /promotions}: prices that stand in the place of the products' own, and what is taken off.
 * A form is put as the API takes it, which judges it; what a form does not show of a deal stays as it is.
 */
final class DealsPage<T extends StateDocument> {
    static final String PRICE_LISTS = "/price-lists";
    static final String PROMOTIONS = "/promotions";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> KINDS = List.of("percent", "amount", "price");

    private final PageTemplate template;
    private final String path;
    private final String one;
    private final String title;
    private final DealOffice<T> office;

    private DealsPage(PageTemplate template, String path, String one, String title, DealOffice<T> office) {
        this.template = template;
        this.path = path;
        this.one = one;
        this.title = title;
        this.office = office;
    }

    static <T extends StateDocument> DealsPage<T> priceLists(PageTemplate template, DealOffice<T> office) {
        return new DealsPage<>(template, PRICE_LISTS, "/price-list", "priceLists", office);
    }

    static <T extends StateDocument> DealsPage<T> promotions(PageTemplate template, DealOffice<T> office) {
        return new DealsPage<>(template, PROMOTIONS, "/promotion", "promotions", office);
    }

    private boolean isOfPrices() {
        return path.equals(PRICE_LISTS);
    }

    List<Route> routes() {
        return List.of(
                Route.seen(path, Area.DEALS, this::list, "page", "format", "done"),
                Route.seen(one, Area.DEALS, asked -> one(asked, null), "id", "done"),
                Route.sent(one, Area.DEALS, this::put).importing(1 << 20).needing(Area.DEALS),
                Route.sent(one + "/remove", Area.DEALS, this::remove));
    }

    private Reply list(Asked asked) {
        Sheet sheet = template.sheet(asked);
        var listing = new Listing(
                sheet, path, List.of("id", "name", "validFrom", "until", "stores", isOfPrices() ? "+prices" : "offer", "state"));
        for (T deal : office.all()) {
            ObjectNode json = office.json(deal);
            String id = json.path("id").asText();
            listing.add(() -> List.of(
                    Sheet.link(Sheet.address(one, "id", id), Sheet.code(id)),
                    sheet.named(json.path("name").asText(), json.path("nameAr").asText()),
                    Sheet.code(json.path("from").asText()),
                    Sheet.code(json.path("until").asText()),
                    Sheet.code(texts(json.path("stores"))),
                    isOfPrices() ? json.path("prices").size() : offer(sheet, json.path("offer")),
                    json.path("active").asBoolean(true)
                            ? Sheet.pill("on", sheet.t("counts"))
                            : Sheet.pill("note", sheet.t("switchedOff"))));
        }
        if (listing.isFile()) {
            return listing.file(path.substring(1));
        }
        return template.sheet(
                asked,
                200,
                title,
                Html.all(
                        sheet.told(null),
                        sheet.card(
                                title,
                                Sheet.button(one, sheet.t("addOne")),
                                listing.shown(),
                                tag("div", at("class", "line"),
                                        Sheet.button("/api/v1" + path + "?format=csv", sheet.t("asTable"))))));
    }

    private static String texts(JsonNode list) {
        var all = new ArrayList<String>();
        list.forEach(each -> all.add(each.asText()));
        return String.join(", ", all);
    }

    private static String offer(Sheet sheet, JsonNode offer) {
        String kind = offer.path("kind").asText();
        String known = Sheet.known("offer_" + kind, sheet.isArabic());
        String much = offer.path("percent").asText();
        String amount = offer.path("amount").asText(offer.path("price").asText());
        return (known == null ? kind : known) + (much.isEmpty() ? amount.isEmpty() ? "" : " " + amount : " " + much + "%");
    }

    // ---- one

    private Reply one(Asked asked, @Nullable String problem) {
        Sheet sheet = template.sheet(asked);
        String id = sheet.query("id");
        ObjectNode deal = id.isEmpty() ? JSON.createObjectNode() : office.json(office.one(id));
        Map<String, String> sent = problem == null ? Map.of() : Sheet.sent(asked);
        var parts = new ArrayList<Html>();
        if (id.isEmpty()) {
            parts.add(sheet.input("id", "id", sent.getOrDefault("id", ""), at("dir", "ltr"), at("maxlength", 64),
                    Html.when(true, "required")));
        } else {
            parts.add(Sheet.hidden("id", id));
            parts.add(Sheet.hidden("known", "yes"));
        }
        parts.add(sheet.input("name", "name", said(sent, deal, "name"), at("maxlength", 200), Html.when(true, "required")));
        parts.add(sheet.input("nameAr", "nameAr", said(sent, deal, "nameAr"), at("maxlength", 200), at("dir", "rtl")));
        parts.add(sheet.input("validFrom", "from", said(sent, deal, "from"), at("dir", "ltr"),
                at("placeholder", "2027-02-18T00:00:00+03:00")));
        parts.add(sheet.input("until", "until", said(sent, deal, "until"), at("dir", "ltr"),
                at("placeholder", "2027-03-20T00:00:00+03:00")));
        parts.add(sheet.input("stores", "stores", sent.getOrDefault("stores", texts(deal.path("stores"))), at("dir", "ltr"),
                at("placeholder", "S001, S002")));
        parts.add(sheet.select("state", "active", said(sent, deal, "active").equals("false") ? "false" : "true",
                List.of("true", "false"), List.of(sheet.t("counts"), sheet.t("switchedOff"))));
        parts.addAll(isOfPrices() ? price(sheet, sent) : reward(sheet, sent, deal));
        boolean mayChange = asked.caller().may(Area.DEALS, true);
        return template.sheet(
                asked,
                problem == null ? 200 : 400,
                title,
                Html.all(
                        sheet.told(problem),
                        tag("section", at("class", "card wholeRow"), tag("h2", sheet.t(title), " ", Sheet.code(id)),
                                mayChange ? sheet.form(one, "save", parts) : null),
                        isOfPrices() && !id.isEmpty() ? prices(sheet, deal) : null,
                        id.isEmpty() || !mayChange
                                ? null
                                : sheet.card("takeAway", sheet.note("takeAwayLead"),
                                        sheet.form(one + "/remove", "takeAway", Sheet.hidden("id", id)))));
    }

    private static String said(Map<String, String> sent, ObjectNode deal, String field) {
        return sent.getOrDefault(field, deal.path(field).asText());
    }

    private List<Html> price(Sheet sheet, Map<String, String> sent) {
        return List.of(
                sheet.input("priceOf", "product", sent.getOrDefault("product", ""), at("dir", "ltr")),
                sheet.input("fromQty", "fromQty", sent.getOrDefault("fromQty", ""), at("dir", "ltr"), at("inputmode", "decimal")),
                sheet.input("priceOrNone", "price", sent.getOrDefault("price", ""), at("dir", "ltr"), at("inputmode", "decimal")));
    }

    private static Html prices(Sheet sheet, ObjectNode deal) {
        var rows = new ArrayList<List<Object>>();
        deal.path("prices").forEach(price -> rows.add(List.of(
                Sheet.code(price.path("product").asText()),
                Sheet.code(price.path("fromQty").asText()),
                Sheet.code(price.path("price").asText()))));
        return sheet.card("prices", sheet.table(List.of("product", "+fromQty", "+price"), rows));
    }

    /** Of the usual kinds; any other is shown, and stays as it is. */
    private static List<Html> reward(Sheet sheet, Map<String, String> sent, ObjectNode deal) {
        JsonNode offer = deal.path("offer");
        String kind = offer.path("kind").asText("percent");
        if (!KINDS.contains(kind)) {
            return List.of(tag("p", at("class", "note"), offer(sheet, offer)));
        }
        return List.of(
                sheet.select("offer", "kind", sent.getOrDefault("kind", kind), KINDS,
                        KINDS.stream().map(each -> sheet.t("offer_" + each)).toList()),
                sheet.input("howMuch", "much", sent.getOrDefault("much", offer.path(kind).asText()), at("dir", "ltr"),
                        at("inputmode", "decimal"), Html.when(true, "required")),
                sheet.input("ofProducts", "products", sent.getOrDefault("products", texts(deal.path("products"))), at("dir", "ltr")),
                sheet.input("ofCategories", "categories", sent.getOrDefault("categories", texts(deal.path("categories"))),
                        at("dir", "ltr")));
    }

    // ---- changed

    private Reply put(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        String id = form.getOrDefault("id", "").strip();
        boolean isKnown = form.containsKey("known");
        try {
            if (!isKnown && office.all().stream().anyMatch(deal -> deal.ref().id().equals(id))) {
                throw new RelayException(PageRefusal.TAKEN_DEAL, id);
            }
            ObjectNode deal = isKnown ? office.json(office.one(id)) : JSON.createObjectNode();
            for (String field : List.of("name", "nameAr", "from", "until")) {
                put(deal, field, form.getOrDefault(field, "").strip());
            }
            deal.put("active", !form.getOrDefault("active", "").equals("false"));
            list(deal, "stores", form.getOrDefault("stores", ""));
            if (isOfPrices()) {
                changePrice(deal, form);
            } else if (form.containsKey("kind")) {
                String kind = form.get("kind");
                deal.putObject("offer").put("kind", kind).put(kind, form.getOrDefault("much", "").strip());
                list(deal, "products", form.getOrDefault("products", ""));
                list(deal, "categories", form.getOrDefault("categories", ""));
            }
            office.put(id, deal.toString().getBytes(StandardCharsets.UTF_8));
        } catch (RelayException refused) {
            return one(isKnown ? asked.asking("id", id) : asked, template.sheet(asked).said(refused));
        }
        return Reply.seeOther(Sheet.address(one, "id", id, "done", "saved"));
    }

    private static void put(ObjectNode deal, String field, String value) {
        if (value.isEmpty()) {
            deal.remove(field);
        } else {
            deal.put(field, value);
        }
    }

    private static void list(ObjectNode deal, String field, String said) {
        ArrayNode list = deal.putArray(field);
        for (String each : said.split("[,،\\s]+")) {
            if (!each.isBlank()) {
                list.add(each);
            }
        }
    }

    /** One price of the list: another, a new one, or (empty) none any more. */
    private static void changePrice(ObjectNode deal, Map<String, String> form) {
        String product = form.getOrDefault("product", "").strip();
        String from = form.getOrDefault("fromQty", "").strip();
        String price = form.getOrDefault("price", "").strip();
        ArrayNode prices = deal.withArrayProperty("prices");
        if (product.isEmpty()) {
            return;
        }
        for (int i = prices.size() - 1; i >= 0; i--) {
            JsonNode each = prices.get(i);
            if (each.path("product").asText().equals(product) && each.path("fromQty").asText().equals(from)) {
                prices.remove(i);
            }
        }
        if (!price.isEmpty()) {
            ObjectNode added = prices.addObject().put("product", product).put("price", price);
            put(added, "fromQty", from);
        }
    }

    private Reply remove(Asked asked) {
        office.remove(Sheet.sent(asked).getOrDefault("id", ""));
        return Reply.seeOther(path + "?done=takenAway");
    }
}
