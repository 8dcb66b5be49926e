package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.relay.access.Logins;
import org.tillmesh.relay.audit.Acts;
import org.tillmesh.relay.audit.OfficeAct;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.BadHead;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Right;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Sessions;

/** {@code /login} and {@code /logout}: a password, or the first token, opens a session. */
final class LoginPage {
    private static final String OF_COOKIE = "; Secure; HttpOnly; SameSite=Strict";

    private final PageTemplate template;
    private final Sessions sessions;
    private final Logins logins;
    private final Acts acts;

    LoginPage(PageTemplate template, Sessions sessions, Logins logins, Acts acts) {
        this.template = template;
        this.sessions = sessions;
        this.logins = logins;
        this.acts = acts;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/login", this::login).of(Right.EVERYBODY), // to look at a password takes a while
                Route.form("/logout", this::logout));
    }

    /** @param state wrong, wait, code or empty; @param people whether there are people with passwords */
    static Html form(Sheet sheet, String state, String user, boolean people, boolean demo) {
        Html problem = tag("p", at("class", "problem"), at("role", "alert"), state.isEmpty() ? "" : sheet.t(state));
        Html byToken = tag(
                "div",
                tag("label", at("for", "token"), sheet.t("token")),
                tag(
                        "input",
                        at("id", "token"),
                        at("name", "token"),
                        at("type", "password"),
                        at("dir", "ltr"),
                        at("autocomplete", "off"),
                        Html.when(!people, "required")));
        Html button = tag("button", at("class", "primary"), sheet.t("login"));
        Html tokenForm = tag("form", at("method", "post"), at("action", "/login"), byToken, button);
        return tag(
                "div",
                at("class", "card"),
                tag("h1", "TillMesh"),
                tag("p", sheet.t("loginLead")),
                problem,
                people
                        ? Html.all(
                                tag(
                                        "form",
                                        at("method", "post"),
                                        at("action", "/login"),
                                        tag("label", at("for", "user"), sheet.t("user")),
                                        tag(
                                                "input",
                                                at("id", "user"),
                                                at("name", "user"),
                                                at("value", user),
                                                at("dir", "ltr"),
                                                at("autocomplete", "username"),
                                                Html.when(true, "required"),
                                                Html.when(user.isEmpty(), "autofocus")),
                                        tag("label", at("for", "password"), sheet.t("password")),
                                        tag(
                                                "input",
                                                at("id", "password"),
                                                at("name", "password"),
                                                at("type", "password"),
                                                at("dir", "ltr"),
                                                at("autocomplete", "current-password"),
                                                Html.when(true, "required")),
                                        tag("label", at("for", "code"), sheet.t("codeIfAny")),
                                        tag(
                                                "input",
                                                at("id", "code"),
                                                at("name", "code"),
                                                at("inputmode", "numeric"),
                                                at("autocomplete", "one-time-code"),
                                                at("maxlength", 6),
                                                at("dir", "ltr")),
                                        button),
                                tag("details", tag("summary", sheet.t("byToken")), tokenForm))
                        : tokenForm,
                demo ? tag("p", at("class", "note"), sheet.t("demoToken")) : null);
    }

    private Reply login(Asked asked) {
        Map<String, String> form;
        try {
            form = asked.form();
        } catch (BadHead e) {
            return Reply.error(400, "BAD_VALUE", String.valueOf(e.getMessage()));
        }
        String token = form.getOrDefault("token", "").strip();
        String user = form.getOrDefault("user", "").strip();
        return user.isEmpty() ? byToken(asked, token) : byPassword(asked, user, form);
    }

    private Reply byToken(Asked asked, String token) {
        boolean isThrottled = sessions.isThrottled(asked.from());
        Optional<String> session = sessions.begin(token, asked.from());
        if (session.isEmpty()) {
            if (!isThrottled && !token.isEmpty()) {
                acts.recordSoon(new OfficeAct(OfficeAct.CONSOLE, "login-failed", "from " + asked.from()));
            }
            return sessions.isThrottled(asked.from())
                    ? template.login(asked, 429, "wait", "")
                    : template.login(asked, 403, "wrong", "");
        }
        acts.recordSoon(new OfficeAct(OfficeAct.CONSOLE, "login", "from " + asked.from()));
        return entered(session.get(), template.isToBeSetUp() ? SetupPage.PATH : "/");
    }

    private Reply byPassword(Asked asked, String user, Map<String, String> form) {
        String said = user.matches("[a-z0-9._-]{1,40}") ? user : "?";
        Logins.Outcome outcome = logins.look(
                user,
                form.getOrDefault("password", ""),
                form.getOrDefault("code", "").strip(),
                asked.from());
        if (outcome == Logins.Outcome.WRONG || outcome == Logins.Outcome.CODE) {
            acts.recordSoon(new OfficeAct(said, "login-failed", "from " + asked.from()));
        }
        return switch (outcome) {
            case WAIT -> template.login(asked, 429, "wait", user);
            case WRONG -> template.login(asked, 403, "wrongPassword", user);
            case CODE -> template.login(asked, 403, "code", user);
            case IN -> {
                acts.recordSoon(new OfficeAct(user, "login", "from " + asked.from()));
                yield entered(sessions.beginOf(user, asked.from()), "/");
            }
        };
    }

    /** The browser is given a session. */
    static Reply entered(String session, String where) {
        return Reply.seeOther(where).with("Set-Cookie", Sessions.COOKIE + "=" + session + "; Path=/" + OF_COOKIE);
    }

    private Reply logout(Asked asked) {
        sessions.callerOf(asked)
                .ifPresent(caller -> acts.recordSoon(new OfficeAct(caller.actor(), "logout", "from " + asked.from())));
        sessions.end(asked.cookie(Sessions.COOKIE));
        return Reply.seeOther("/").with("Set-Cookie", Sessions.COOKIE + "=; Path=/; Max-Age=0" + OF_COOKIE);
    }
}
