package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.access.Logins;
import org.tillmesh.relay.access.OfficePeople;
import org.tillmesh.relay.access.OfficeRights;
import org.tillmesh.relay.access.OfficeRole;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Sessions;

/** {@code /setup}: whoever holds the first token makes the first administrator, before anything else. */
final class SetupPage {
    static final String PATH = "/setup";

    private final PageTemplate template;
    private final Sessions sessions;
    private final OfficePeople people;

    SetupPage(PageTemplate template, Sessions sessions, OfficePeople people) {
        this.template = template;
        this.sessions = sessions;
        this.people = people;
    }

    List<Route> routes() {
        return List.of(Route.seen(PATH, Area.ANY, this::show), Route.sent(PATH, Area.ANY, this::make));
    }

    static Html form(Sheet sheet, @Nullable String problem) {
        Map<String, String> sent = sheet.asked.method().equals("POST") ? Sheet.sent(sheet.asked) : Map.of();
        return tag(
                "div",
                at("class", "card"),
                tag("h1", sheet.t("setupTitle")),
                tag("p", at("class", "note"), sheet.t("setupLead")),
                sheet.told(problem),
                sheet.form(
                        PATH,
                        "setupDo",
                        sheet.input(
                                "userId",
                                "id",
                                sent.getOrDefault("id", ""),
                                at("dir", "ltr"),
                                at("maxlength", 40),
                                Html.when(true, "required")),
                        sheet.input(
                                "name",
                                "name",
                                sent.getOrDefault("name", ""),
                                at("maxlength", 200),
                                Html.when(true, "required")),
                        sheet.newPassword(OfficePeople.PASSWORD_MIN)));
    }

    private Reply show(Asked asked) {
        return mayMake(asked) ? template.bare(asked, 200, form(template.sheet(asked), null)) : Reply.seeOther("/");
    }

    private boolean mayMake(Asked asked) {
        return sessions.isOfHolder(asked) && !people.hasAdministrator();
    }

    private Reply make(Asked asked) {
        if (!mayMake(asked)) {
            return Reply.seeOther("/");
        }
        Map<String, String> form = Sheet.sent(asked);
        Sheet sheet = template.sheet(asked);
        String id = form.getOrDefault("id", "").strip();
        try {
            String password = Logins.twice(form.getOrDefault("password", ""), form.getOrDefault("again", ""));
            var rights = new OfficeRights(OfficeRole.ADMINISTRATOR, new TreeSet<>(), new TreeSet<>());
            String name = form.getOrDefault("name", "");
            people.put(new OfficePeople.Wanted(id, name, "", rights, true, password), asked.caller());
        } catch (RuntimeException refused) {
            return template.bare(asked, 400, form(sheet, sheet.said(refused)));
        }
        sessions.end(asked.cookie(Sessions.COOKIE));
        return LoginPage.entered(sessions.beginOf(id, asked.from()), MyPage.PATH + "?done=administrator");
    }
}
