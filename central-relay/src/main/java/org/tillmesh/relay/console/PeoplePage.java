package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.access.OfficePeople;
import org.tillmesh.relay.access.OfficeRights;
import org.tillmesh.relay.access.OfficeRole;
import org.tillmesh.relay.access.Person;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Sessions;

/** {@code /people}: who works at head office, with which rights. */
final class PeoplePage {
    static final String PATH = "/people";
    private static final String ONE = "/person";

    private final PageTemplate template;
    private final Sessions sessions;
    private final OfficePeople people;
    private final Supplier<Collection<String>> branches;

    /** @param branches of the company */
    PeoplePage(PageTemplate template, Sessions sessions, OfficePeople people, Supplier<Collection<String>> branches) {
        this.template = template;
        this.sessions = sessions;
        this.people = people;
        this.branches = branches;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(PATH, Area.OFFICE, this::list, "done"),
                Route.seen(ONE, Area.OFFICE, asked -> one(asked, null), "id").grave(),
                Route.sent(ONE, Area.OFFICE, this::put).grave(),
                Route.sent(ONE + "/second-factor/end", Area.OFFICE, this::endFactor)
                        .grave(),
                Route.sent(ONE + "/sessions/end", Area.OFFICE, this::endSessions));
    }

    private Reply list(Asked asked) {
        Sheet sheet = template.sheet(asked);
        var rows = new ArrayList<List<Object>>();
        for (Person each : people.all()) {
            rows.add(List.of(
                    Sheet.link(Sheet.address(ONE, "id", each.id()), Sheet.code(each.id())),
                    sheet.named(each.name(), each.nameAr()),
                    sheet.t("office_" + each.rights().role().word()),
                    each.rights().isOfBranches()
                            ? String.join(", ", each.rights().branches())
                            : sheet.t("wholeCompany"),
                    each.hasSecondFactor() ? Sheet.pill("on", sheet.t("yes")) : Sheet.pill("note", sheet.t("no")),
                    each.active() ? Sheet.pill("on", sheet.t("works")) : Sheet.pill("note", sheet.t("left")),
                    sessions.seen(each.id()).size()));
        }
        return template.sheet(
                asked,
                200,
                "people",
                Html.all(
                        sheet.told(null),
                        sheet.card(
                                "people",
                                sheet.note("peopleLead"),
                                Sheet.button(ONE, sheet.t("addPerson")),
                                sheet.table(
                                        List.of(
                                                "userId",
                                                "name",
                                                "role",
                                                "stores",
                                                "secondFactor",
                                                "state",
                                                "+sessions"),
                                        rows))));
    }

    /** A form of what rights there are, for people and tokens alike. */
    static Html rights(Sheet sheet, OfficeRights now, Collection<String> branches) {
        List<String> words = Area.given().stream()
                .flatMap(area -> Stream.of(area.word(false), area.word(true)))
                .toList();
        return Html.all(
                sheet.select(
                        "role",
                        "role",
                        now.role().word(),
                        OfficeRole.words(),
                        OfficeRole.words().stream()
                                .map(word -> sheet.t("office_" + word))
                                .toList()),
                sheet.boxes(
                        "rightsOfCustom",
                        "right",
                        now.words(),
                        words,
                        words.stream().map(word -> right(sheet, word)).toList()),
                sheet.boxes("branchesOrAll", "store", now.branches(), List.copyOf(branches), List.copyOf(branches)));
    }

    private static String right(Sheet sheet, String word) {
        boolean isWrite = word.endsWith("-write");
        return sheet.t("area_" + word.replace("-write", "")) + (isWrite ? " · " + sheet.t("toChange") : "");
    }

    static OfficeRights wanted(Map<String, String> form, Collection<String> branches) {
        return OfficeRights.wanted(
                form.getOrDefault("role", ""), Sheet.ticked(form, "right"), Sheet.ticked(form, "store"), branches);
    }

    private Reply one(Asked asked, @Nullable String problem) {
        Sheet sheet = template.sheet(asked);
        String id = sheet.query("id");
        Person person = id.isEmpty() ? null : people.person(id);
        OfficeRights rights = person == null
                ? new OfficeRights(OfficeRole.VIEWER, new java.util.TreeSet<>(), new java.util.TreeSet<>())
                : person.rights();
        Map<String, String> sent = problem == null ? Map.of() : Sheet.sent(asked);
        Html form = sheet.form(
                ONE,
                "save",
                person == null
                        ? sheet.input(
                                "userId",
                                "id",
                                sent.getOrDefault("id", ""),
                                at("dir", "ltr"),
                                at("maxlength", 40),
                                Html.when(true, "required"))
                        : Html.all(Sheet.hidden("id", person.id()), Sheet.hidden("known", "yes")),
                sheet.input(
                        "name",
                        "name",
                        sent.getOrDefault("name", person == null ? "" : person.name()),
                        at("maxlength", 200),
                        Html.when(true, "required")),
                sheet.input(
                        "nameAr",
                        "nameAr",
                        sent.getOrDefault("nameAr", person == null ? "" : person.nameAr()),
                        at("maxlength", 200),
                        at("dir", "rtl")),
                sheet.input(
                        person == null ? "newPassword" : "otherPassword",
                        "password",
                        "",
                        at("type", "password"),
                        at("dir", "ltr"),
                        person == null ? Html.when(true, "required") : null),
                sheet.box("active", person == null || person.active(), sheet.t("works")),
                rights(sheet, rights, branches.get()));
        return template.sheet(
                asked,
                problem == null ? 200 : 400,
                "person",
                Html.all(
                        sheet.told(problem),
                        sheet.card(
                                "person", person == null ? null : sheet.facts("userId", Sheet.code(person.id())), form),
                        person == null
                                ? null
                                : sheet.card(
                                        "sessions",
                                        sheet.form(ONE + "/sessions/end", "endAll", Sheet.hidden("id", person.id())),
                                        person.hasSecondFactor()
                                                ? sheet.form(
                                                        ONE + "/second-factor/end",
                                                        "secondFactorEnd",
                                                        Sheet.hidden("id", person.id()))
                                                : null)));
    }

    private Reply put(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        Sheet sheet = template.sheet(asked);
        String id = form.getOrDefault("id", "").strip();
        String password = form.getOrDefault("password", "");
        try {
            if (form.containsKey("known") != people.find(id).isPresent()) {
                throw form.containsKey("known") ? OfficePeople.nobody(id) : OfficePeople.taken(id);
            }
            people.put(
                    new OfficePeople.Wanted(
                            id,
                            form.getOrDefault("name", ""),
                            form.getOrDefault("nameAr", ""),
                            wanted(form, branches.get()),
                            form.containsKey("active"),
                            password.isEmpty() ? null : password),
                    asked.caller());
        } catch (RelayException refused) {
            return refused(asked, form, sheet.said(refused));
        }
        if (!password.isEmpty() || !form.containsKey("active")) {
            sessions.endOf(id, asked.cookie(Sessions.COOKIE));
        }
        return Reply.seeOther(PATH + "?done=saved");
    }

    /** The form again, as it was typed but for the ticks. */
    private Reply refused(Asked asked, Map<String, String> form, String problem) {
        return one(form.containsKey("known") ? asked.asking("id", form.getOrDefault("id", "")) : asked, problem);
    }

    private Reply endFactor(Asked asked) {
        String id = Sheet.sent(asked).getOrDefault("id", "");
        people.endSecondFactor(id, asked.caller());
        sessions.endOf(id, asked.cookie(Sessions.COOKIE));
        return Reply.seeOther(PATH + "?done=secondFactorEnd");
    }

    private Reply endSessions(Asked asked) {
        sessions.endOf(Sheet.sent(asked).getOrDefault("id", ""), asked.cookie(Sessions.COOKIE));
        return Reply.seeOther(PATH + "?done=ended");
    }
}
