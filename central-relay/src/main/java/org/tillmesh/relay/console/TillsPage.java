package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.audit.Acts;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.SalesOffice;
import org.tillmesh.relay.office.TillOffice;
import org.tillmesh.retail.company.BranchProfile;

/** {@code /tills}: branches and their tills: how they are, codes for new ones, and shutting one out. */
final class TillsPage {
    static final String PATH = "/tills";
    private static final String CODE = PATH + "/code";
    private static final String SHUT_OUT = PATH + "/shut-out";

    private final PageTemplate template;
    private final TillOffice tills;
    private final SalesOffice branches;
    private final OfficeKeys keys;
    private final Acts acts;

    TillsPage(PageTemplate template, TillOffice tills, SalesOffice branches, OfficeKeys keys, Acts acts) {
        this.template = template;
        this.tills = tills;
        this.branches = branches;
        this.keys = keys;
        this.acts = acts;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(PATH, Area.TILLS, this::list, "page", "format", "done"),
                Route.seen(CODE, Area.TILLS, asked -> code(asked, null), "store")
                        .grave(),
                Route.sent(CODE, Area.TILLS, this::draw).grave(),
                Route.seen(SHUT_OUT, Area.TILLS, asked -> shutOut(asked, null), "till")
                        .grave(),
                Route.sent(SHUT_OUT, Area.TILLS, this::shut).grave());
    }

    private List<BranchProfile> branches(Asked asked) {
        return branches.branches().stream()
                .filter(b -> asked.caller().sees(b.id()))
                .toList();
    }

    private Reply list(Asked asked) {
        Sheet sheet = template.sheet(asked);
        boolean mayChange = asked.caller().may(Area.TILLS, true);
        var listing = new Listing(
                sheet,
                PATH,
                List.of("till", "link", "lastHeard", "+unsent", "lastReceipt", "secondDisk", "+clockOff", ""));
        for (TillOffice.Till till : tills.tills()) {
            if (asked.caller().sees(till.store())) {
                listing.add(() -> List.of(
                        Sheet.code(till.till()),
                        state(sheet, till),
                        Sheet.code(time(till.lastHeard())),
                        till.unsent() < 0 ? "–" : till.unsent(),
                        Sheet.code(
                                till.chainHead() == null
                                        ? "–"
                                        : till.chainHead().receipt()),
                        till.isProtected() ? Sheet.pill("on", sheet.t("yes")) : Sheet.pill("off", sheet.t("no")),
                        till.clockSkewMs() / 1000,
                        mayChange && till.activated() && !till.revoked()
                                ? Sheet.link(Sheet.address(SHUT_OUT, "till", till.till()), sheet.t("shutOutDo"))
                                : ""));
            }
        }
        if (listing.isFile()) {
            return listing.file("tills");
        }
        var stores = new ArrayList<List<Object>>();
        for (BranchProfile branch : branches(asked)) {
            stores.add(List.of(
                    Sheet.code(branch.id()),
                    sheet.named(branch.name(), branch.nameAr()),
                    branch.address().city(),
                    Sheet.code(branch.zone().getId()),
                    mayChange ? Sheet.link(Sheet.address(CODE, "store", branch.id()), sheet.t("newCode")) : ""));
        }
        return template.sheet(
                asked,
                200,
                "tills",
                Html.all(
                        sheet.told(null),
                        sheet.card("tills", listing.shown()),
                        sheet.card("stores", sheet.table(List.of("store", "name", "city", "zone", ""), stores))));
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "–" : at.toString().substring(0, 16).replace('T', ' ') + "Z";
    }

    private static Html state(Sheet sheet, TillOffice.Till till) {
        if (till.revoked()) {
            return Sheet.pill("off", sheet.t("revoked"));
        }
        return till.online()
                ? Sheet.pill("on", sheet.t("online"))
                : till.activated() || till.lastHeard() != null
                        ? Sheet.pill("off", sheet.t("offline"))
                        : Sheet.pill("note", sheet.t("waiting"));
    }

    // ---- a new till

    private Reply code(Asked asked, @Nullable String drawn) {
        Sheet sheet = template.sheet(asked);
        List<BranchProfile> all = branches(asked);
        return template.sheet(
                asked,
                200,
                "newCode",
                Html.all(
                        drawn == null
                                ? null
                                : tag(
                                        "section",
                                        at("class", "card wholeRow"),
                                        tag("h2", sheet.t("newCode")),
                                        sheet.note("codeOnce"),
                                        QrDrawing.of(drawn, sheet.t("newCode")),
                                        tag("p", tag("span", at("class", "typed"), drawn))),
                        sheet.card(
                                "newCode",
                                sheet.note("codeLead"),
                                sheet.form(
                                        CODE,
                                        "make",
                                        sheet.select(
                                                "store",
                                                "store",
                                                sheet.query("store"),
                                                all.stream()
                                                        .map(BranchProfile::id)
                                                        .toList(),
                                                all.stream()
                                                        .map(b -> b.id() + " · " + sheet.named(b.name(), b.nameAr()))
                                                        .toList())))));
    }

    private Reply draw(Asked asked) {
        String store = Sheet.sent(asked).getOrDefault("store", "");
        requireSeen(asked, store);
        String drawn = keys.newCode().apply(store);
        acts.recordNow(); // a code is a note of the folder and no record
        return code(asked, drawn);
    }

    private static void requireSeen(Asked asked, String store) {
        if (!asked.caller().sees(store)) {
            throw new RelayException(
                    org.tillmesh.relay.access.AccessRefusal.OTHER_BRANCH,
                    asked.caller().rights().branches());
        }
    }

    // ---- shutting out

    private Reply shutOut(Asked asked, @Nullable String problem) {
        Sheet sheet = template.sheet(asked);
        String till = problem == null ? sheet.query("till") : Sheet.sent(asked).getOrDefault("till", "");
        return template.sheet(
                asked,
                problem == null ? 200 : 400,
                "shutOutDo",
                Html.all(
                        sheet.told(problem),
                        sheet.card(
                                "shutOutDo",
                                sheet.facts("till", Sheet.code(till)),
                                sheet.note("shutOutWhat"),
                                sheet.form(
                                        SHUT_OUT,
                                        "shutOutDo",
                                        Sheet.hidden("till", till),
                                        sheet.input(
                                                "typeTill",
                                                "typed",
                                                "",
                                                at("dir", "ltr"),
                                                at("maxlength", 20),
                                                Html.when(true, "required"))))));
    }

    private Reply shut(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        String till = form.getOrDefault("till", "");
        try {
            requireSeen(asked, till.contains("-") ? till.substring(0, till.indexOf('-')) : till);
            if (!form.getOrDefault("typed", "").strip().equalsIgnoreCase(till)) {
                throw new RelayException(PageRefusal.TYPE_TO_CONFIRM, till.length() > 20 ? "" : till);
            }
            keys.shutOut().accept(till);
        } catch (RelayException refused) {
            return shutOut(asked, template.sheet(asked).said(refused));
        }
        return Reply.seeOther(PATH + "?done=shutOut");
    }
}
