package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.tillmesh.relay.office.CustomerOffice;
import org.tillmesh.retail.customer.Customer;

/** {@code /customers}: whom tills know, what they owe, and what head office says of them. */
final class CustomersPage {
    static final String PATH = "/customers";
    private static final String ONE = "/customer";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PageTemplate template;
    private final CustomerOffice office;

    CustomersPage(PageTemplate template, CustomerOffice office) {
        this.template = template;
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(PATH, Area.CUSTOMERS, this::list, "q", "page", "format", "done"),
                Route.seen(ONE, Area.CUSTOMERS, asked -> one(asked, null), "id", "done"),
                Route.sent(ONE, Area.CUSTOMERS, this::put));
    }

    private static String limit(Customer customer) {
        return customer.creditLimit() == null ? "" : customer.creditLimit().toString();
    }

    private Reply list(Asked asked) {
        Sheet sheet = template.sheet(asked);
        var listing = new Listing(
                sheet, PATH, List.of("name", "phone", "vatNumber", "tags", "+creditLimit", "+owed", "state"));
        for (Customer each : office.find(sheet.query("q"))) {
            listing.add(() -> List.of(
                    Sheet.link(Sheet.address(ONE, "id", each.id().value()), each.name()),
                    Sheet.code(String.join(", ", each.phones())),
                    Sheet.code(each.vatNumber() == null ? "" : each.vatNumber()),
                    String.join(", ", each.tags()),
                    Sheet.code(limit(each)),
                    Sheet.money(office.account(each).owed()),
                    each.conflicts().isEmpty() ? "" : Sheet.pill("off", sheet.t("saidTwice"))));
        }
        if (listing.isFile()) {
            return listing.file("customers");
        }
        return template.sheet(
                asked,
                200,
                "customers",
                Html.all(
                        sheet.told(null),
                        sheet.card(
                                "customers",
                                sheet.search(PATH, sheet.input("search", "q", sheet.query("q"), at("maxlength", 100))),
                                listing.shown())));
    }

    private Reply one(Asked asked, @Nullable String problem) {
        Sheet sheet = template.sheet(asked);
        CustomerOffice.Account account = office.account(sheet.query("id"));
        Customer customer = account.customer();
        Map<String, String> sent = problem == null ? Map.of() : Sheet.sent(asked);
        String tags = String.join(", ", customer.tags());
        String note = customer.note() == null ? "" : customer.note();
        var conflicts = new ArrayList<List<Object>>();
        customer.conflicts().forEach((field, values) -> conflicts.add(List.of(Sheet.code(field), String.join(" / ", values))));
        return template.sheet(
                asked,
                problem == null ? 200 : 400,
                "customer",
                Html.all(
                        sheet.told(problem),
                        tag(
                                "section",
                                at("class", "card wholeRow"),
                                tag("h2", customer.name()),
                                sheet.facts(
                                        "id", Sheet.code(customer.id().value()),
                                        "phone", Sheet.code(String.join(", ", customer.phones())),
                                        "vatNumber", customer.vatNumber() == null ? null : Sheet.code(customer.vatNumber()),
                                        "address", customer.address(),
                                        "creditLimit", Sheet.code(limit(customer)),
                                        "owed", Sheet.money(account.owed()))),
                        conflicts.isEmpty()
                                ? null
                                : sheet.card(
                                        "saidTwice",
                                        sheet.note("saidTwiceLead"),
                                        sheet.table(List.of("field", "values"), conflicts)),
                        asked.caller().may(Area.CUSTOMERS, true)
                                ? sheet.card(
                                        "decidedHere",
                                        sheet.form(
                                                ONE,
                                                "save",
                                                Sheet.hidden("id", customer.id().value()),
                                                Sheet.hidden("was.creditLimit", limit(customer)),
                                                Sheet.hidden("was.tags", tags),
                                                Sheet.hidden("was.note", note),
                                                sheet.input(
                                                        "creditLimit", "creditLimit", sent.getOrDefault("creditLimit", limit(customer)),
                                                        at("dir", "ltr"), at("inputmode", "decimal")),
                                                sheet.input("tags", "tags", sent.getOrDefault("tags", tags), at("maxlength", 500)),
                                                sheet.input("note", "note", sent.getOrDefault("note", note), at("maxlength", 500))))
                                : null));
    }

    /** Only what is another than when the form was opened: what a till says of the rest meanwhile stands. */
    private Reply put(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        String id = form.getOrDefault("id", "");
        ObjectNode json = JSON.createObjectNode();
        for (String field : List.of("creditLimit", "note")) {
            String value = form.getOrDefault(field, "").strip();
            if (!value.equals(form.get("was." + field))) {
                json.put(field, field.equals("creditLimit") && value.isEmpty() ? "0.00" : value);
            }
        }
        String tags = form.getOrDefault("tags", "").strip();
        if (!tags.equals(form.get("was.tags"))) {
            var list = json.putArray("tags");
            for (String each : tags.split("[,،]")) {
                if (!each.isBlank()) {
                    list.add(each.strip());
                }
            }
        }
        try {
            office.change(id, json.toString().getBytes(StandardCharsets.UTF_8));
        } catch (RelayException refused) {
            return one(asked.asking("id", id), template.sheet(asked).said(refused));
        }
        return Reply.seeOther(Sheet.address(ONE, "id", id, "done", "saved"));
    }
}
