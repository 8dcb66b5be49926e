package org.tillmesh.relay.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Sessions;

/** A page's HTML in the language of whoever asks; who is not logged in sees the login instead. */
public final class PageTemplate {
    private static final String LOGIN = "login.html";
    private static final String FRAME = "frame.html";
    private static final List<Page> PAGES = List.of(Page.values());

    private final Sessions sessions;
    private final boolean isDemo;

    /** A page of the console: the key of its link's words is its name. */
    enum Page {
        HOME("/", "dashboard", false),
        REPORTS("/reports", "reports", true),
        ZATCA("/zatca", "zatca", true),
        CATALOGUE("/catalogue", "catalogue", true),
        SETTINGS("/settings", "settings", true),
        SHUT_OUT("/shut-out", "shutout", true),
        AUDIT("/audit", "audit", true);

        final String path;
        final String file;
        private final boolean hasScript;

        /** @param file its HTML beside this class, without the ending; its script's too if it has one */
        Page(String path, String file, boolean hasScript) {
            this.path = path;
            this.file = file;
            this.hasScript = hasScript;
        }

        private String link(Page shown) {
            return this == shown
                    ? ""
                    : "  <a class=\"plain link\" href=\"" + path + "\" data-t=\"" + words() + "\"></a>\n";
        }

        String words() {
            return this == HOME ? "home" : file;
        }

        String script() {
            return hasScript ? "/" + file + ".js" : "";
        }
    }

    public PageTemplate(Sessions sessions, boolean isDemo) {
        this.sessions = sessions;
        this.isDemo = isDemo;
    }

    /** A page for whoever is logged in. */
    String forUser(Page page, Asked asked) {
        if (!sessions.isOpen(asked)) {
            return filled(text(LOGIN), asked);
        }
        String script = page.script();
        return filled(
                text(FRAME)
                        .replace("{{page}}", page.file)
                        .replace(
                                "{{script}}",
                                script.isEmpty() ? "" : "<script src=\"" + script + "\" defer></script>\n")
                        .replace(
                                "{{links}}",
                                PAGES.stream().map(other -> other.link(page)).collect(Collectors.joining()))
                        .replace("{{main}}", text(page.file + ".html")),
                asked);
    }

    /** The login with what was wrong about the last one. @param state wrong or wait */
    String login(Asked asked, String state) {
        return filled(text(LOGIN), asked).replace("data-state=\"\"", "data-state=\"" + state + "\"");
    }

    private static String text(String file) {
        return new String(Reply.resource(PageTemplate.class, file), StandardCharsets.UTF_8);
    }

    private String filled(String page, Asked asked) {
        boolean arabic = "ar".equals(asked.cookie("lang"));
        return page.replace("{{lang}}", arabic ? "ar" : "en")
                .replace("{{dir}}", arabic ? "rtl" : "ltr")
                .replace("{{demo}}", isDemo ? "demo" : "");
    }
}
