package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import java.util.List;
import java.util.Map;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.access.Logins;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Sessions;

/** {@code /confirm}: before money and keys, whoever is logged in shows the password again. */
final class ConfirmPage {
    private static final String PATH = "/confirm";

    private final PageTemplate template;
    private final Sessions sessions;
    private final Logins logins;

    ConfirmPage(PageTemplate template, Sessions sessions, Logins logins) {
        this.template = template;
        this.sessions = sessions;
        this.logins = logins;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(
                        PATH,
                        Area.ANY,
                        asked -> form(
                                asked, 200, "", LanguagePage.local(asked.query().getOrDefault("next", "/"))),
                        "next"),
                Route.sent(PATH, Area.ANY, this::confirm));
    }

    private Reply form(Asked asked, int status, String state, String next) {
        Sheet sheet = template.sheet(asked);
        boolean isPerson = !sessions.isOfHolder(asked);
        return template.bare(
                asked,
                status,
                tag(
                        "div",
                        at("class", "card"),
                        tag("h1", sheet.t("confirmTitle")),
                        tag("p", at("class", "note"), sheet.t("confirmLead")),
                        tag("p", at("class", "problem"), at("role", "alert"), state.isEmpty() ? "" : sheet.t(state)),
                        sheet.form(
                                PATH,
                                "goOn",
                                Sheet.hidden("next", next),
                                sheet.input(
                                        isPerson ? "password" : "token",
                                        "password",
                                        "",
                                        at("type", "password"),
                                        at("dir", "ltr"),
                                        Html.when(true, "required"),
                                        Html.when(true, "autofocus")),
                                isPerson
                                        ? sheet.input(
                                                "codeIfAny",
                                                "code",
                                                "",
                                                at("inputmode", "numeric"),
                                                at("maxlength", 6),
                                                at("dir", "ltr"))
                                        : null)));
    }

    private Reply confirm(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        String next = LanguagePage.local(form.getOrDefault("next", "/"));
        String password = form.getOrDefault("password", "");
        Logins.Outcome outcome;
        if (!sessions.isOfHolder(asked)) {
            outcome = logins.look(
                    asked.caller().person(),
                    password,
                    form.getOrDefault("code", "").strip(),
                    asked.from());
        } else if (sessions.isThrottled(asked.from())) {
            outcome = Logins.Outcome.WAIT;
        } else {
            outcome = sessions.knows(password.strip(), asked.from()) ? Logins.Outcome.IN : Logins.Outcome.WRONG;
        }
        return switch (outcome) {
            case WAIT -> form(asked, 429, "wait", next);
            case WRONG -> form(asked, 403, sessions.isOfHolder(asked) ? "wrong" : "wrongPassword", next);
            case CODE -> form(asked, 403, "code", next);
            case IN -> {
                sessions.makeSure(asked);
                yield Reply.seeOther(next);
            }
        };
    }
}
