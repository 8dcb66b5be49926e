package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.AccessToken;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.access.OfficeRights;
import org.tillmesh.relay.access.OfficeRole;
import org.tillmesh.relay.access.TokenDesk;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;

/** {@code /tokens}: what programs ask head office by. */
final class TokensPage {
    static final String PATH = "/tokens";
    private static final String USUAL_DAYS = "365";

    private final PageTemplate template;
    private final TokenDesk tokens;
    private final OfficeKeys keys;
    private final Supplier<Collection<String>> branches;
    private final Clock clock;

    TokensPage(
            PageTemplate template,
            TokenDesk tokens,
            OfficeKeys keys,
            Supplier<Collection<String>> branches,
            Clock clock) {
        this.template = template;
        this.tokens = tokens;
        this.keys = keys;
        this.branches = branches;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(PATH, Area.OFFICE, asked -> page(asked, null, null), "done")
                        .grave(),
                Route.sent(PATH, Area.OFFICE, this::make).grave(),
                Route.sent(PATH + "/revoke", Area.OFFICE, this::revoke).grave(),
                Route.sent(PATH + "/first/end", Area.OFFICE, this::endFirst).grave());
    }

    private Reply page(Asked asked, TokenDesk.@Nullable Made made, @Nullable String problem) {
        Sheet sheet = template.sheet(asked);
        Instant now = clock.instant();
        var rows = new ArrayList<List<Object>>();
        for (AccessToken each : tokens.all()) {
            rows.add(List.of(
                    each.name(),
                    sheet.t("office_" + each.rights().role().word()),
                    Sheet.code(each.by()),
                    Sheet.code(each.until().toString().substring(0, 10)),
                    tokens.lastUsed(each)
                            .map(at -> Sheet.code(at.toString().substring(0, 16).replace('T', ' ')))
                            .orElse(Sheet.code("–")),
                    each.counts(now)
                            ? sheet.form(PATH + "/revoke", "revoke", Sheet.hidden("id", each.id()))
                            : Sheet.pill("note", sheet.t(each.revoked() == null ? "expired" : "revokedToken"))));
        }
        Map<String, String> sent = problem == null ? Map.of() : Sheet.sent(asked);
        return template.sheet(
                asked,
                problem == null ? 200 : 400,
                "tokens",
                Html.all(
                        sheet.told(problem),
                        made == null
                                ? null
                                : tag(
                                        "section",
                                        at("class", "card wholeRow"),
                                        tag("h2", made.token().name()),
                                        sheet.note("tokenOnce"),
                                        tag("p", tag("span", at("class", "typed"), made.text()))),
                        sheet.card(
                                "tokens",
                                sheet.note("tokensLead"),
                                sheet.table(List.of("name", "role", "madeBy", "until", "lastUsed", ""), rows),
                                keys.hasFirstToken().getAsBoolean()
                                        ? Html.all(
                                                sheet.note("firstToken"),
                                                sheet.form(PATH + "/first/end", "firstTokenEnd"))
                                        : sheet.note("firstTokenGone")),
                        sheet.card(
                                "newToken",
                                sheet.form(
                                        PATH,
                                        "make",
                                        sheet.input(
                                                "name",
                                                "name",
                                                sent.getOrDefault("name", ""),
                                                at("maxlength", 200),
                                                Html.when(true, "required")),
                                        sheet.input(
                                                "days",
                                                "days",
                                                sent.getOrDefault("days", USUAL_DAYS),
                                                at("inputmode", "numeric"),
                                                at("dir", "ltr"),
                                                Html.when(true, "required")),
                                        PeoplePage.rights(
                                                sheet,
                                                new OfficeRights(OfficeRole.VIEWER, new TreeSet<>(), new TreeSet<>()),
                                                branches.get())))));
    }

    private Reply make(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        try {
            TokenDesk.Made made = tokens.make(
                    form.getOrDefault("name", ""),
                    PeoplePage.wanted(form, branches.get()),
                    form.getOrDefault("days", "").strip(),
                    asked.caller());
            return page(asked, made, null);
        } catch (RelayException refused) {
            return page(asked, null, template.sheet(asked).said(refused));
        }
    }

    private Reply revoke(Asked asked) {
        try {
            tokens.revoke(Sheet.sent(asked).getOrDefault("id", ""));
        } catch (RelayException refused) {
            return page(asked, null, template.sheet(asked).said(refused));
        }
        return Reply.seeOther(PATH + "?done=revoked");
    }

    /** Whoever is no person would shut the door behind himself. */
    private Reply endFirst(Asked asked) {
        if (asked.caller().person().isEmpty()) {
            return page(asked, null, template.sheet(asked).t("firstTokenByPerson"));
        }
        keys.endFirstToken().run();
        return Reply.seeOther(PATH + "?done=revoked");
    }
}
