package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.EscrowOffice;

/** {@code /money}: gift cards, store credit and points: what an account is worth, and value put on it. */
final class MoneyPage {
    static final String PATH = "/money";
    private static final List<String> KINDS = List.of("gift", "credit", "points");

    private final PageTemplate template;
    private final EscrowOffice office;

    MoneyPage(PageTemplate template, EscrowOffice office) {
        this.template = template;
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(PATH, Area.MONEY, this::show, "kind", "holder", "done"),
                Route.seen(PATH + "/put", Area.MONEY, asked -> form(asked, null), "kind", "holder")
                        .grave(),
                Route.sent(PATH + "/put", Area.MONEY, this::put).grave());
    }

    private static String account(String kind, String holder) {
        return (KINDS.contains(kind) ? kind : "gift") + ":" + holder;
    }

    private Html kinds(Sheet sheet, String chosen) {
        return sheet.select(
                "kind", "kind", chosen, KINDS, KINDS.stream().map(kind -> sheet.t("tender_" + kind)).toList());
    }

    private Reply show(Asked asked) {
        Sheet sheet = template.sheet(asked);
        String kind = sheet.query("kind");
        String holder = sheet.query("holder");
        Html found = Html.NOTHING;
        String problem = null;
        if (!holder.isEmpty()) {
            try {
                EscrowOffice.Balance balance = office.balance(account(kind, holder));
                found = sheet.facts(
                        "account", Sheet.code(balance.account()),
                        "balance", Sheet.money(balance.balance()),
                        "freeOfTills", Sheet.money(balance.free()),
                        "awaited", String.join(", ", balance.awaited()));
            } catch (RelayException refused) {
                problem = sheet.said(refused);
            }
        }
        boolean mayPut = asked.caller().may(Area.MONEY, true);
        return template.sheet(
                asked,
                problem == null ? 200 : 400,
                "money",
                Html.all(
                        sheet.told(problem),
                        sheet.card(
                                "money",
                                sheet.note("moneyLead"),
                                sheet.search(
                                        PATH,
                                        kinds(sheet, kind),
                                        sheet.input("holder", "holder", holder, at("dir", "ltr"), at("maxlength", 64))),
                                found,
                                mayPut
                                        ? Sheet.button(
                                                Sheet.address(PATH + "/put", "kind", kind, "holder", holder),
                                                sheet.t("putValue"))
                                        : null)));
    }

    private Reply form(Asked asked, @Nullable String problem) {
        Sheet sheet = template.sheet(asked);
        Map<String, String> sent = problem == null ? asked.query() : Sheet.sent(asked);
        return template.sheet(
                asked,
                problem == null ? 200 : 400,
                "putValue",
                Html.all(
                        sheet.told(problem),
                        sheet.card(
                                "putValue",
                                sheet.note("putValueLead"),
                                sheet.form(
                                        PATH + "/put",
                                        "putValue",
                                        Sheet.hidden("key", sent.getOrDefault("key", java.util.UUID.randomUUID().toString())),
                                        kinds(sheet, sent.getOrDefault("kind", "gift")),
                                        sheet.input("holder", "holder", sent.getOrDefault("holder", ""), at("dir", "ltr"),
                                                at("maxlength", 64), Html.when(true, "required")),
                                        sheet.input("amount", "amount", sent.getOrDefault("amount", ""), at("dir", "ltr"),
                                                at("inputmode", "decimal"), Html.when(true, "required"))))));
    }

    /** The form bears a key, so that one that is sent twice puts once. */
    private Reply put(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        String kind = form.getOrDefault("kind", "");
        String holder = form.getOrDefault("holder", "").strip();
        try {
            office.mint(account(kind, holder), form.getOrDefault("amount", "").strip(), form.getOrDefault("key", ""));
        } catch (RelayException refused) {
            return form(asked, template.sheet(asked).said(refused));
        }
        return Reply.seeOther(Sheet.address(PATH, "kind", kind, "holder", holder, "done", "put"));
    }
}
