package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.form.UserForm;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.RoleOffice;
import org.tillmesh.relay.office.SalesOffice;
import org.tillmesh.relay.office.UserOffice;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.RoleProfile;
import org.tillmesh.retail.company.User;

/** {@code /staff}: who works at tills: hired, changed, switched off, given a PIN to begin with. */
final class StaffPage {
    static final String PATH = "/staff";
    private static final String ONE = "/staff-member";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PageTemplate template;
    private final UserOffice users;
    private final RoleOffice roles;
    private final SalesOffice branches;

    StaffPage(PageTemplate template, UserOffice users, RoleOffice roles, SalesOffice branches) {
        this.template = template;
        this.users = users;
        this.roles = roles;
        this.branches = branches;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(PATH, Area.STAFF, this::list, "q", "page", "format", "done"),
                Route.seen(ONE, Area.STAFF, asked -> one(asked, null), "id"),
                Route.sent(ONE, Area.STAFF, this::put));
    }

    /** Whoever works in a branch that the caller sees. */
    private boolean isSeen(Asked asked, User user) {
        return !asked.caller().rights().isOfBranches()
                || user.stores().stream().anyMatch(store -> asked.caller().sees(store));
    }

    private Reply list(Asked asked) {
        Sheet sheet = template.sheet(asked);
        String sought = sheet.query("q").toLowerCase(Locale.ROOT);
        var listing = new Listing(sheet, PATH, List.of("userId", "name", "role", "stores", "pin", "state"));
        for (UserOffice.Account each : users.all()) {
            User user = each.user();
            String all = (user.id() + " " + user.name() + " " + user.nameAr()).toLowerCase(Locale.ROOT);
            if (!all.contains(sought) || !isSeen(asked, user)) {
                continue;
            }
            boolean isGiven = each.pins().stream().anyMatch(pin -> pin.pin() == UserForm.PinState.GIVEN);
            listing.add(() -> List.of(
                    Sheet.link(Sheet.address(ONE, "id", user.id().value()), Sheet.code(user.id().value())),
                    sheet.named(user.name(), user.nameAr()),
                    roleName(sheet, user.role()),
                    String.join(", ", user.stores()),
                    isGiven ? Sheet.pill("note", sheet.t("pinGiven")) : Sheet.pill("on", sheet.t("pinChosen")),
                    user.active() ? Sheet.pill("on", sheet.t("works")) : Sheet.pill("note", sheet.t("left"))));
        }
        if (listing.isFile()) {
            return listing.file("staff");
        }
        return template.sheet(
                asked,
                200,
                "staff",
                Html.all(
                        sheet.told(null),
                        sheet.card(
                                "staff",
                                sheet.search(PATH, sheet.input("search", "q", sheet.query("q"), at("maxlength", 100))),
                                Sheet.button(ONE, sheet.t("addStaff")),
                                listing.shown())));
    }

    private String roleName(Sheet sheet, Role role) {
        return roles.all().stream()
                .map(RoleOffice.Known::profile)
                .filter(profile -> profile.id().equals(role.id()))
                .map(profile -> sheet.named(profile.name(), profile.nameAr()))
                .findFirst()
                .orElse(role.word());
    }

    private Reply one(Asked asked, @Nullable String problem) {
        Sheet sheet = template.sheet(asked);
        String id = sheet.query("id");
        User user = id.isEmpty() ? null : users.account(id).user();
        Map<String, String> sent = problem == null ? Map.of() : Sheet.sent(asked);
        List<RoleProfile> all = roles.all().stream().map(RoleOffice.Known::profile).toList();
        List<BranchProfile> stores = branches.branches();
        Html form = sheet.form(
                ONE,
                "save",
                user == null
                        ? sheet.input("userId", "id", sent.getOrDefault("id", ""), at("dir", "ltr"), at("maxlength", 64),
                                Html.when(true, "required"))
                        : Html.all(Sheet.hidden("id", id), Sheet.hidden("known", "yes")),
                sheet.input("name", "name", sent.getOrDefault("name", user == null ? "" : user.name()),
                        at("maxlength", 200), Html.when(true, "required")),
                sheet.input("nameAr", "nameAr", sent.getOrDefault("nameAr", user == null ? "" : user.nameAr()),
                        at("maxlength", 200), at("dir", "rtl")),
                sheet.select(
                        "role",
                        "role",
                        sent.getOrDefault("role", user == null ? Role.CASHIER.word() : user.role().word()),
                        all.stream().map(profile -> new Role(profile.id()).word()).toList(),
                        all.stream().map(profile -> sheet.named(profile.name(), profile.nameAr())).toList()),
                sheet.input(user == null ? "pinToBegin" : "pinReset", "pin", "", at("type", "password"),
                        at("inputmode", "numeric"), at("dir", "ltr"), at("maxlength", 12),
                        at("autocomplete", "new-password"), user == null ? Html.when(true, "required") : null),
                sheet.box("active", problem == null ? user == null || user.active() : sent.containsKey("active"),
                        sheet.t("works")),
                sheet.boxes(
                        "stores",
                        "store",
                        problem != null ? Sheet.ticked(sent, "store") : user == null ? List.of() : user.stores(),
                        stores.stream().map(BranchProfile::id).toList(),
                        stores.stream().map(b -> b.id() + " · " + sheet.named(b.name(), b.nameAr())).toList()));
        return template.sheet(
                asked,
                problem == null ? 200 : 400,
                "staffMember",
                Html.all(
                        sheet.told(problem),
                        sheet.card(
                                "staffMember",
                                user == null ? null : sheet.facts("userId", Sheet.code(id)),
                                sheet.note("pinLead"),
                                form)));
    }

    private Reply put(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        String id = form.getOrDefault("id", "").strip();
        try {
            requireWhole(asked);
            if (!form.containsKey("known") && users.all().stream().anyMatch(a -> a.user().id().value().equals(id))) {
                throw new RelayException(PageRefusal.TAKEN_USER, id);
            }
            users.put(id, json(form));
        } catch (RelayException refused) {
            Asked again = form.containsKey("known") ? asked.asking("id", id) : asked;
            return one(again, template.sheet(asked).said(refused));
        }
        return Reply.seeOther(PATH + "?done=saved");
    }

    /** A user is one of the company, so whoever works for some branches alone changes none. */
    private static void requireWhole(Asked asked) {
        if (asked.caller().rights().isOfBranches()) {
            throw new RelayException(
                    org.tillmesh.relay.access.AccessRefusal.COMPANY_ALONE,
                    asked.caller().rights().branches());
        }
    }

    /** The form as the API takes it, which judges it. */
    private static byte[] json(Map<String, String> form) {
        ObjectNode json = JSON.createObjectNode()
                .put("name", form.getOrDefault("name", ""))
                .put("nameAr", form.getOrDefault("nameAr", ""))
                .put("role", form.getOrDefault("role", ""))
                .put("active", form.containsKey("active"));
        Sheet.ticked(form, "store").forEach(json.putArray("stores")::add);
        if (!form.getOrDefault("pin", "").isEmpty()) {
            json.put("pin", form.get("pin"));
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
