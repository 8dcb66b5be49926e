package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.catalogue.CatalogueImport.Problem;
import org.tillmesh.retail.catalogue.TableRow;
import org.tillmesh.retail.deal.Promotion;

/**
 * Promotions as a table, a row each. The column {@code offer} holds the offer's kind, and the columns behind it what
 * that kind takes; {@code parts} of a bundle are written {@code A*1;B|C*2}: one A, and two of B or C. A bad row leaves its
 * promotion as it is.
 */
public final class PromotionTable {
    private static final List<String> TEXTS = List.of("name", "nameAr", "from", "until", "coupon", "licence");
    private static final List<String> LISTS = List.of("days", "stores", "groups", "products", "categories");
    private static final List<String> NUMBERS = List.of("priority", "atMost");
    private static final List<String> OFFER_TEXTS = List.of("percent", "amount", "price", "over");
    private static final List<String> OFFER_NUMBERS = List.of("count", "buy", "get");
    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "nameAr",
            "active",
            "from",
            "until",
            "days",
            "hoursFrom",
            "hoursUntil",
            "stores",
            "groups",
            "coupon",
            "licence",
            "priority",
            "atMost",
            "products",
            "categories",
            "offer",
            "percent",
            "amount",
            "price",
            "count",
            "buy",
            "get",
            "over",
            "parts");

    private PromotionTable() {}

    public static TableImport<Promotion> read(Iterator<TableRow> file, Known known) {
        FormTable table = FormTable.read(file, COLUMNS, List.of("id", "name", "offer"));
        var problems = new ArrayList<Problem>(table.problems());
        var good = new ArrayList<Promotion>();
        var seen = new TreeSet<String>();
        for (FormTable.Row row : table.rows()) {
            if (table.problems().stream().anyMatch(problem -> problem.row() == row.line())) {
                continue;
            }
            try {
                String id = Form.id(Thing.PROMOTION, row.cell("id"));
                Promotion promotion = PromotionForm.read(id, json(row), known);
                if (seen.add(id)) {
                    good.add(promotion);
                } else {
                    problems.add(new Problem(row.line(), "id", id, FormRefusal.ROW_TWICE.with(id)));
                }
            } catch (RelayException e) {
                problems.add(new Problem(row.line(), "", "", e.sentence().orElseThrow()));
            }
        }
        problems.sort(Comparator.comparingInt(Problem::row));
        return new TableImport<>(good, problems);
    }

    private static ObjectNode json(FormTable.Row row) {
        ObjectNode promotion = JsonNodeFactory.instance.objectNode();
        TEXTS.forEach(column -> row.text(column, promotion));
        LISTS.forEach(column -> row.list(column, promotion));
        NUMBERS.forEach(column -> row.number(column, promotion));
        row.flag("active", promotion);
        if (!(row.cell("hoursFrom") + row.cell("hoursUntil")).isEmpty()) {
            ObjectNode hours = promotion.putObject("hours");
            putUnlessEmpty(hours, "from", row.cell("hoursFrom"));
            putUnlessEmpty(hours, "until", row.cell("hoursUntil"));
        }
        ObjectNode offer = promotion.putObject("offer");
        putUnlessEmpty(offer, "kind", row.cell("offer"));
        OFFER_TEXTS.forEach(column -> row.text(column, offer));
        OFFER_NUMBERS.forEach(column -> row.number(column, offer));
        if (!row.cell("parts").isEmpty()) {
            ArrayNode parts = offer.putArray("parts");
            for (String part : row.cell("parts").split(";", -1)) {
                int times = part.lastIndexOf('*');
                ObjectNode each = parts.addObject();
                each.set("products", FormTable.Row.list(times < 0 ? part : part.substring(0, times)));
                if (times >= 0) {
                    each.set(
                            "count",
                            FormTable.Row.number(part.substring(times + 1).strip()));
                }
            }
        }
        return promotion;
    }

    private static void putUnlessEmpty(ObjectNode into, String field, String text) {
        if (!text.isEmpty()) {
            into.put(field, text);
        }
    }

    /** What {@link #read} takes. */
    public static String write(Collection<Promotion> promotions) {
        var rows = new ArrayList<Map<String, String>>();
        for (Promotion promotion : promotions) {
            ObjectNode json = PromotionForm.json(promotion);
            JsonNode offer = json.path("offer");
            var row = new TreeMap<String, String>();
            COLUMNS.subList(0, COLUMNS.indexOf("offer"))
                    .forEach(column -> row.put(column, FormTable.cell(json.path(column))));
            row.put("hoursFrom", FormTable.cell(json.path("hours").path("from")));
            row.put("hoursUntil", FormTable.cell(json.path("hours").path("until")));
            COLUMNS.subList(COLUMNS.indexOf("percent"), COLUMNS.indexOf("parts"))
                    .forEach(column -> row.put(column, FormTable.cell(offer.path(column))));
            row.put("offer", offer.path("kind").asText());
            var parts = new ArrayList<String>();
            offer.path("parts")
                    .forEach(part -> parts.add(FormTable.cell(part.path("products")) + "*"
                            + part.path("count").asText()));
            row.put("parts", String.join(";", parts));
            rows.add(row);
        }
        return FormTable.write(COLUMNS, rows);
    }
}
