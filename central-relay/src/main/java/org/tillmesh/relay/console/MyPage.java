package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.access.Logins;
import org.tillmesh.relay.access.OfficePeople;
import org.tillmesh.relay.access.Person;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Sessions;

/** {@code /me}: one's own password, second factor and sessions. */
final class MyPage {
    static final String PATH = "/me";

    private final PageTemplate template;
    private final Sessions sessions;
    private final OfficePeople people;

    MyPage(PageTemplate template, Sessions sessions, OfficePeople people) {
        this.template = template;
        this.sessions = sessions;
        this.people = people;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(PATH, Area.ANY, asked -> page(asked, null), "done"),
                Route.sent(PATH + "/password", Area.ANY, this::password),
                Route.seen(PATH + "/second-factor", Area.ANY, asked -> factor(asked, OfficePeople.newSecret(), null))
                        .grave(),
                Route.sent(PATH + "/second-factor", Area.ANY, this::beginFactor).grave(),
                Route.sent(PATH + "/second-factor/end", Area.ANY, this::endFactor)
                        .grave(),
                Route.sent(PATH + "/sessions/end", Area.ANY, this::endSession));
    }

    private Reply page(Asked asked, @Nullable String problem) {
        Sheet sheet = template.sheet(asked);
        Person me = people.find(asked.caller().person()).orElse(null);
        Html main = me == null
                ? sheet.card("me", sheet.note("meHolder"))
                : Html.all(
                        sheet.card(
                                "me",
                                sheet.facts(
                                        "userId", Sheet.code(me.id()),
                                        "name", sheet.named(me.name(), me.nameAr()),
                                        "role",
                                                sheet.t("office_"
                                                        + me.rights().role().word()),
                                        "stores", String.join(", ", me.rights().branches()))),
                        sheet.card(
                                "changePassword",
                                sheet.form(
                                        PATH + "/password",
                                        "save",
                                        sheet.input(
                                                "passwordNow",
                                                "now",
                                                "",
                                                at("type", "password"),
                                                at("dir", "ltr"),
                                                Html.when(true, "required")),
                                        sheet.newPassword(OfficePeople.PASSWORD_MIN))),
                        sheet.card(
                                "secondFactor",
                                sheet.note(me.hasSecondFactor() ? "secondFactorOn" : "secondFactorOff"),
                                me.hasSecondFactor()
                                        ? sheet.form(PATH + "/second-factor/end", "secondFactorEnd")
                                        : Sheet.button(PATH + "/second-factor", sheet.t("secondFactorBegin"))));
        return template.sheet(
                asked, problem == null ? 200 : 400, "me", Html.all(sheet.told(problem), main, mine(sheet, asked)));
    }

    private Html mine(Sheet sheet, Asked asked) {
        var rows = new ArrayList<List<Object>>();
        for (Sessions.Seen each : sessions.seen(asked.caller().person())) {
            boolean isThis = each.name().equals(sessions.name(asked));
            rows.add(List.of(
                    Sheet.code(each.from()),
                    each.age().toMinutes(),
                    each.idle().toMinutes(),
                    isThis
                            ? Sheet.pill("on", sheet.t("thisOne"))
                            : sheet.form(PATH + "/sessions/end", "end", Sheet.hidden("name", each.name()))));
        }
        return sheet.card("sessions", sheet.table(List.of("from", "+minutesOld", "+minutesIdle", ""), rows));
    }

    private Reply password(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        Sheet sheet = template.sheet(asked);
        try {
            people.choosePassword(
                    asked.caller().person(),
                    form.getOrDefault("now", ""),
                    Logins.twice(form.getOrDefault("password", ""), form.getOrDefault("again", "")));
        } catch (RelayException refused) {
            return page(asked, sheet.said(refused));
        }
        sessions.endOf(asked.caller().person(), asked.cookie(Sessions.COOKIE));
        return Reply.seeOther(PATH + "?done=password");
    }

    // ---- second factor

    /** @param secret a new one, which counts once a code of it comes back */
    private Reply factor(Asked asked, byte[] secret, @Nullable String problem) {
        String me = asked.caller().person();
        if (me.isEmpty()) {
            return Reply.seeOther(PATH);
        }
        Sheet sheet = template.sheet(asked);
        String address = OfficePeople.address(secret, me);
        return template.sheet(
                asked,
                problem == null ? 200 : 400,
                "secondFactor",
                Html.all(
                        sheet.told(problem),
                        sheet.card(
                                "secondFactor",
                                sheet.note("secondFactorLead"),
                                QrDrawing.of(address, sheet.t("secondFactor")),
                                tag("p", tag("span", at("class", "typed"), OfficePeople.typed(secret))),
                                sheet.form(
                                        PATH + "/second-factor",
                                        "secondFactorBegin",
                                        Sheet.hidden(
                                                "secret", Base64.getUrlEncoder().encodeToString(secret)),
                                        sheet.input(
                                                "codeNow",
                                                "code",
                                                "",
                                                at("inputmode", "numeric"),
                                                at("maxlength", 6),
                                                at("dir", "ltr"),
                                                Html.when(true, "required"))))));
    }

    private Reply beginFactor(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        byte[] secret;
        try {
            secret = Base64.getUrlDecoder().decode(form.getOrDefault("secret", ""));
        } catch (IllegalArgumentException e) {
            return Reply.seeOther(PATH + "/second-factor");
        }
        if (secret.length < OfficePeople.SECRET_BYTES) {
            return Reply.seeOther(PATH + "/second-factor");
        }
        try {
            people.beginSecondFactor(asked.caller().person(), secret, form.getOrDefault("code", ""));
        } catch (RelayException refused) {
            return factor(asked, secret, template.sheet(asked).said(refused));
        }
        sessions.endOf(asked.caller().person(), asked.cookie(Sessions.COOKIE));
        return Reply.seeOther(PATH + "?done=secondFactor");
    }

    private Reply endFactor(Asked asked) {
        people.endSecondFactor(asked.caller().person(), asked.caller());
        sessions.endOf(asked.caller().person(), asked.cookie(Sessions.COOKIE));
        return Reply.seeOther(PATH + "?done=secondFactorEnd");
    }

    private Reply endSession(Asked asked) {
        sessions.endNamed(
                Sheet.sent(asked).getOrDefault("name", ""), asked.caller().person());
        return Reply.seeOther(PATH + "?done=ended");
    }
}
