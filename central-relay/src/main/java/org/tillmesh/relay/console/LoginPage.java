package org.tillmesh.relay.console;

import java.util.List;
import java.util.Optional;
import org.tillmesh.relay.audit.Acts;
import org.tillmesh.relay.audit.OfficeAct;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.BadHead;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Sessions;

/** {@code /login} and {@code /logout}: the token opens a session. */
final class LoginPage {
    private static final String OF_COOKIE = "; Secure; HttpOnly; SameSite=Strict";

    private final PageTemplate template;
    private final Sessions sessions;
    private final Acts acts;

    LoginPage(PageTemplate template, Sessions sessions, Acts acts) {
        this.template = template;
        this.sessions = sessions;
        this.acts = acts;
    }

    List<Route> routes() {
        return List.of(Route.form("/login", this::login), Route.form("/logout", this::logout));
    }

    private Reply login(Asked asked) {
        String token;
        try {
            token = asked.form().getOrDefault("token", "").strip();
        } catch (BadHead e) {
            return Reply.error(400, "BAD_VALUE", String.valueOf(e.getMessage()));
        }
        boolean isThrottled = sessions.isThrottled();
        Optional<String> session = sessions.begin(token);
        if (session.isEmpty()) {
            if (!isThrottled && !token.isEmpty()) {
                acts.recordSoon(new OfficeAct(OfficeAct.CONSOLE, "login-failed", "from " + asked.from()));
            }
            return sessions.isThrottled()
                    ? Reply.html(429, template.login(asked, "wait"))
                    : Reply.html(403, template.login(asked, "wrong"));
        }
        acts.recordSoon(new OfficeAct(OfficeAct.CONSOLE, "login", "from " + asked.from()));
        return Reply.seeOther("/").with("Set-Cookie", Sessions.COOKIE + "=" + session.get() + "; Path=/" + OF_COOKIE);
    }

    private Reply logout(Asked asked) {
        if (sessions.isOpen(asked)) {
            acts.recordSoon(new OfficeAct(OfficeAct.CONSOLE, "logout", "from " + asked.from()));
        }
        sessions.end(asked.cookie(Sessions.COOKIE));
        return Reply.seeOther("/").with("Set-Cookie", Sessions.COOKIE + "=; Path=/; Max-Age=0" + OF_COOKIE);
    }
}
