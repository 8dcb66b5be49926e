package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.relay.access.AccessRefusal;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.tills.TillRequests;
import org.tillmesh.retail.stock.TransferRequest;

/** {@code /requests}: what tills ask of head office: goods of another branch, and a word on a sale. */
final class RequestsPage {
    static final String PATH = "/requests";
    private static final String ASKED = "REQUESTED";
    private static final List<String> FATES = List.of("lost", "back", "found");

    private final PageTemplate template;
    private final TillRequests requests;

    RequestsPage(PageTemplate template, TillRequests requests) {
        this.template = template;
        this.requests = requests;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(PATH, Area.REQUESTS, this::list, "done"),
                Route.sent(PATH + "/transfer", Area.REQUESTS, this::decideTransfer),
                Route.sent(PATH + "/approval", Area.REQUESTS, this::decideApproval));
    }

    private static String branch(String till) {
        return till.substring(0, Math.max(0, till.indexOf('-')));
    }

    private List<TillRequests.Transfer> transfers(Asked asked) {
        return requests.transfers().stream()
                .filter(t -> asked.caller().sees(t.from()) || asked.caller().sees(t.to()))
                .toList();
    }

    private List<TillRequests.AskedApproval> approvals(Asked asked) {
        return requests.approvals().stream()
                .filter(a -> asked.caller().sees(branch(a.till())))
                .toList();
    }

    private Reply list(Asked asked) {
        Sheet sheet = template.sheet(asked);
        boolean mayChange = asked.caller().may(Area.REQUESTS, true);
        var transfers = new ArrayList<List<Object>>();
        for (TillRequests.Transfer each : transfers(asked)) {
            transfers.add(List.of(
                    Html.all(Sheet.code(each.from()), " → ", Sheet.code(each.to())),
                    goods(each),
                    Sheet.pill(
                            each.state().equals(ASKED) || each.toDecide() ? "off" : "note",
                            sheet.t("transfer_" + each.state().toLowerCase(Locale.ROOT))),
                    missing(sheet, each),
                    mayChange ? transferForm(sheet, each) : ""));
        }
        var approvals = new ArrayList<List<Object>>();
        for (TillRequests.AskedApproval each : approvals(asked)) {
            boolean isOpen = each.state().equals("asked");
            approvals.add(List.of(
                    Sheet.code(each.till()),
                    Sheet.code(each.user()),
                    Html.all(Sheet.code(each.what()), " ", Sheet.code(each.about())),
                    each.note(),
                    Sheet.pill(isOpen ? "off" : "note", sheet.t("approval_" + each.state())),
                    isOpen && mayChange
                            ? decision(sheet, PATH + "/approval", each.id(), List.of("approve", "refuse"))
                            : ""));
        }
        return template.sheet(
                asked,
                200,
                "requests",
                Html.all(
                        sheet.told(null),
                        sheet.card(
                                "transfers",
                                sheet.note("transfersLead"),
                                sheet.table(List.of("way", "goods", "state", "missingGoods", ""), transfers)),
                        sheet.card(
                                "approvals",
                                sheet.table(List.of("till", "cashier", "what", "note", "state", ""), approvals))));
    }

    private static Html goods(TillRequests.Transfer transfer) {
        return Html.all(transfer.lines().stream()
                .map(line -> tag(
                        "div",
                        Sheet.code(line.product()),
                        " × ",
                        Sheet.code(line.shipped()),
                        line.batch() == null ? null : Html.all(" ", Sheet.code(line.batch()))))
                .toList());
    }

    private static Html missing(Sheet sheet, TillRequests.Transfer transfer) {
        return Html.all(
                transfer.missing().stream()
                        .map(line -> tag("div", Sheet.code(line.product()), " × ", Sheet.code(line.qty())))
                        .toList(),
                transfer.decision() == null ? null : sheet.t("fate_" + transfer.decision()));
    }

    private static Html transferForm(Sheet sheet, TillRequests.Transfer transfer) {
        return transfer.state().equals(ASKED)
                ? decision(sheet, PATH + "/transfer", transfer.id(), List.of("approve", "refuse"))
                : transfer.toDecide() ? decision(sheet, PATH + "/transfer", transfer.id(), FATES) : Html.NOTHING;
    }

    private static Html decision(Sheet sheet, String action, String id, List<String> choices) {
        return sheet.form(
                action,
                "decide",
                Sheet.hidden("id", id),
                sheet.select(
                        "decision",
                        "decision",
                        "",
                        choices,
                        choices.stream()
                                .map(each -> sheet.t(FATES.contains(each) ? "fate_" + each : "decision_" + each))
                                .toList()),
                sheet.input("note", "note", "", at("maxlength", 500)));
    }

    // ---- decided

    private Reply decideTransfer(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        String id = form.getOrDefault("id", "");
        TillRequests.Transfer transfer = transfers(asked).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RelayException(PageRefusal.NO_REQUEST));
        if (!asked.caller().sees(transfer.from()) || !asked.caller().sees(transfer.to())) {
            throw new RelayException(
                    AccessRefusal.OTHER_BRANCH, asked.caller().rights().branches());
        }
        String decision = form.getOrDefault("decision", "");
        Optional<TransferRequest.Fate> fate = TransferRequest.Fate.of(decision);
        String by = asked.caller().actor();
        if (fate.isPresent()) {
            requests.decideMissing(id, fate.get(), by, note(form));
        } else {
            requests.decideTransfer(id, isApproved(decision), by);
        }
        return Reply.seeOther(PATH + "?done=decided");
    }

    private Reply decideApproval(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        String id = form.getOrDefault("id", "");
        if (approvals(asked).stream().noneMatch(each -> each.id().equals(id))) {
            throw new RelayException(PageRefusal.NO_REQUEST);
        }
        requests.decideApproval(
                id, isApproved(form.getOrDefault("decision", "")), asked.caller().actor(), note(form));
        return Reply.seeOther(PATH + "?done=decided");
    }

    private static boolean isApproved(String decision) {
        if (!decision.equals("approve") && !decision.equals("refuse")) {
            throw new RelayException(PageRefusal.NO_DECISION);
        }
        return decision.equals("approve");
    }

    private static String note(Map<String, String> form) {
        String note = form.getOrDefault("note", "").strip();
        return note.length() > 500 ? note.substring(0, 500) : note;
    }
}
