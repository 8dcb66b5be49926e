package org.tillmesh.relay.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.access.Caller;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Sessions;

/** The frame around every page, in the language of whoever asks; who is not logged in sees the login instead. */
public final class PageTemplate {
    private static final String BARE = "login.html";
    private static final String FRAME = "frame.html";
    private static final Pattern WORDS = Pattern.compile("data-t=\"(\\w+)\"></");

    private final Sessions sessions;
    private final boolean isDemo;
    private final BooleanSupplier needsAdministrator;

    /** A page that a script fills: the key of its link's words is its name. */
    enum Page {
        HOME("/", "dashboard", Area.SALES, false),
        REPORTS("/reports", "reports", Area.REPORTS, true),
        ZATCA("/zatca", "zatca", Area.ZATCA, true),
        CATALOGUE("/catalogue", "catalogue", Area.CATALOGUE, true),
        SETTINGS("/settings", "settings", Area.SETTINGS, true),
        SHUT_OUT("/shut-out", "shutout", Area.TILLS, true),
        AUDIT("/audit", "audit", Area.AUDIT, true);

        final String path;
        final String file;
        final Area area;
        private final boolean hasScript;

        /** @param file its HTML beside this class, without the ending; its script's too if it has one */
        Page(String path, String file, Area area, boolean hasScript) {
            this.path = path;
            this.file = file;
            this.area = area;
            this.hasScript = hasScript;
        }

        String words() {
            return this == HOME ? "home" : file;
        }

        String script() {
            return hasScript ? "/" + file + ".js" : "";
        }
    }

    /** A link that stands on every page. @param words the key of its text */
    private record Link(String path, String words, Area area) {
        static Link to(Page page) {
            return new Link(page.path, page.words(), page.area);
        }
    }

    private static final List<Link> LINKS = List.of(
            Link.to(Page.HOME),
            new Link(SalesPage.PATH, "sales", Area.SALES),
            Link.to(Page.REPORTS),
            new Link(ProductsPage.PATH, "products", Area.CATALOGUE),
            Link.to(Page.CATALOGUE),
            new Link(DealsPage.PRICE_LISTS, "priceLists", Area.DEALS),
            new Link(DealsPage.PROMOTIONS, "promotions", Area.DEALS),
            new Link(CustomersPage.PATH, "customers", Area.CUSTOMERS),
            new Link(MoneyPage.PATH, "money", Area.MONEY),
            new Link(RequestsPage.PATH, "requests", Area.REQUESTS),
            new Link(StaffPage.PATH, "staff", Area.STAFF),
            new Link(TillsPage.PATH, "tills", Area.TILLS),
            Link.to(Page.ZATCA),
            Link.to(Page.SHUT_OUT),
            Link.to(Page.SETTINGS),
            Link.to(Page.AUDIT),
            new Link(PeoplePage.PATH, "people", Area.OFFICE),
            new Link(TokensPage.PATH, "tokens", Area.OFFICE));

    /** @param needsAdministrator whether nobody can give rights yet, and somebody is to be made who can */
    public PageTemplate(Sessions sessions, boolean isDemo, BooleanSupplier needsAdministrator) {
        this.sessions = sessions;
        this.isDemo = isDemo;
        this.needsAdministrator = needsAdministrator;
    }

    /** Whether the first thing to do is to make an administrator. */
    boolean isToBeSetUp() {
        return needsAdministrator.getAsBoolean();
    }

    Sheet sheet(Asked asked) {
        return new Sheet(asked, sessions.proof(asked));
    }

    /** A page that a script fills, for whoever is logged in. */
    Reply page(Page page, Asked asked) {
        var caller = sessions.callerOf(asked);
        if (caller.isEmpty()) {
            return login(asked, 200, "", "");
        }
        if (page == Page.HOME && isToBeSetUp() && sessions.isOfHolder(asked)) {
            return bare(asked, 200, SetupPage.form(sheet(asked), null));
        }
        if (!caller.get().may(page.area, false)) {
            return noRight(asked, page, caller.get());
        }
        String script = page.script();
        return framed(
                asked,
                caller.get(),
                200,
                page.file,
                script.isEmpty() ? "" : "<script src=\"" + script + "\" defer></script>\n",
                spoken(text(page.file + ".html"), asked.isArabic()).replace("{{proof}}", sessions.proof(asked)));
    }

    /** Whoever may not see the dashboard begins with what they may see. */
    private Reply noRight(Asked asked, Page page, Caller caller) {
        String first = LINKS.stream()
                .filter(link -> caller.may(link.area, false))
                .map(Link::path)
                .findFirst()
                .orElse(MyPage.PATH);
        return page == Page.HOME
                ? Reply.seeOther(first)
                : sheet(
                        asked,
                        403,
                        "noRightTitle",
                        sheet(asked).card("noRightTitle", sheet(asked).note("noRightLead")));
    }

    /** A page as it is made here, for whoever is logged in. */
    Reply sheet(Asked asked, int status, String titleKey, Html main) {
        var caller = sessions.callerOf(asked);
        if (caller.isEmpty()) {
            return login(asked, status, "", "");
        }
        return framed(asked, caller.get(), status, "sheet " + titleKey, "", main.toString());
    }

    private Reply framed(Asked asked, Caller caller, int status, String name, String script, String main) {
        boolean arabic = asked.isArabic();
        var links = new StringBuilder();
        for (Link link : LINKS) {
            if (caller.may(link.area, false)) {
                links.append("  <a ")
                        .append(link.path.equals(asked.path()) ? "aria-current=\"page\" " : "")
                        .append("href=\"")
                        .append(link.path)
                        .append("\" data-t=\"")
                        .append(link.words)
                        .append("\"></a>\n");
            }
        }
        String frame = text(FRAME)
                .replace("{{page}}", name)
                .replace("{{script}}", script)
                .replace("{{links}}", links)
                .replace("{{who}}", Html.escaped(caller.person().isEmpty() ? "" : caller.person()));
        return Reply.html(status, spoken(filled(frame, asked), arabic).replace("{{main}}", main));
    }

    /** A page beside all others: the login, and what is asked before one may go on. */
    Reply bare(Asked asked, int status, Html main) {
        return Reply.html(
                status, spoken(filled(text(BARE), asked), asked.isArabic()).replace("{{main}}", main.toString()));
    }

    /** The login with what was wrong about the last one. @param state wrong, wait, code or empty; @param user as typed */
    Reply login(Asked asked, int status, String state, String user) {
        return bare(asked, status, LoginPage.form(sheet(asked), state, user, !isToBeSetUp() && !isDemo, isDemo));
    }

    private static String text(String file) {
        return new String(Reply.resource(PageTemplate.class, file), StandardCharsets.UTF_8);
    }

    /** Says each text in the reader's language; a script says it again when the language changes. */
    private static String spoken(String page, boolean arabic) {
        return WORDS.matcher(page).replaceAll(found -> {
            String said = Sheet.known(found.group(1), arabic);
            String[] parts = Html.escaped(said == null ? "" : said.replace("{till}", "TILL"))
                    .split("`", -1);
            var whole = new StringBuilder();
            for (int i = 0; i < parts.length; i++) {
                whole.append(i % 2 == 0 ? parts[i] : "<span class=\"code typed\">" + parts[i] + "</span>");
            }
            return Matcher.quoteReplacement("data-t=\"" + found.group(1) + "\">" + whole + "</");
        });
    }

    private String filled(String page, Asked asked) {
        boolean arabic = asked.isArabic();
        return page.replace("{{lang}}", arabic ? "ar" : "en")
                .replace("{{dir}}", arabic ? "rtl" : "ltr")
                .replace("{{demo}}", isDemo ? "demo" : "")
                .replace("{{proof}}", sessions.proof(asked))
                .replace("{{other}}", arabic ? "English" : "العربية")
                .replace("{{otherLang}}", arabic ? "en" : "ar")
                .replace("{{toOther}}", Html.escaped(LanguagePage.address(asked)));
    }
}
