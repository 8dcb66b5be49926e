package org.tillmesh.relay.console;

import java.nio.charset.StandardCharsets;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Sessions;

/** A page's HTML in the language of whoever asks; who is not logged in sees the login instead. */
public final class PageTemplate {
    private static final String LOGIN = "login.html";

    private final Sessions sessions;
    private final boolean isDemo;

    public PageTemplate(Sessions sessions, boolean isDemo) {
        this.sessions = sessions;
        this.isDemo = isDemo;
    }

    /** @param page a file beside this class, for whoever is logged in */
    String forUser(String page, Asked asked) {
        return filled(sessions.isOpen(asked) ? page : LOGIN, asked);
    }

    /** The login with what was wrong about the last one. @param state wrong or wait */
    String login(Asked asked, String state) {
        return filled(LOGIN, asked).replace("data-state=\"\"", "data-state=\"" + state + "\"");
    }

    private String filled(String page, Asked asked) {
        boolean arabic = "ar".equals(asked.cookie("lang"));
        return new String(Reply.resource(PageTemplate.class, page), StandardCharsets.UTF_8)
                .replace("{{lang}}", arabic ? "ar" : "en")
                .replace("{{dir}}", arabic ? "rtl" : "ltr")
                .replace("{{demo}}", isDemo ? "demo" : "");
    }
}
