package org.tillmesh.app.settings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.page.FormProblem;
import org.tillmesh.app.page.PageField;
import org.tillmesh.app.page.PageForm;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.till.people.PeopleAnswers;

/** What is one's own: coming and going, the PIN, the language. */
public final class MePresenter extends PagePresenter {
    private enum Row {
        CLOCK,
        PIN,
        LANGUAGE,
        WINDOW
    }

    private @Nullable Instant since;
    private @Nullable Long worked;

    public MePresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.MENU);
    }

    @Override
    public void shown() {
        worked = null;
        super.shown();
    }

    @Override
    protected void look() {
        desk.run(() -> desk.till().people().clockedIn(), this::clocked, this::refused);
    }

    private void clocked(Optional<Instant> now) {
        since = now.orElse(null);
        rows(
                List.of(
                        new PageRow(
                                Row.CLOCK.name(),
                                text("timeClock"),
                                since == null ? text("clockedOutLine") : text("clockedInLine", at(since)),
                                "",
                                text(since == null ? "isOut" : "isIn"),
                                since == null ? Tone.PLAIN : Tone.GOOD),
                        new PageRow(Row.PIN.name(), text("changePin"), text("changePinLine"), ""),
                        new PageRow(
                                Row.LANGUAGE.name(), text("languageRow"), text("languageLine"), text("languageName")),
                        new PageRow(Row.WINDOW.name(), text("settingsTitle"), text("windowLine"), "")),
                "");
    }

    @Override
    protected void tell() {
        view.search("");
        PeopleAnswers.Session session = desk.session();
        String name = session == null ? "" : desk.language().name(session.name(), session.nameAr());
        view.head(text("room_ME"), name);
        var lines = new ArrayList<PageLine>();
        if (session != null) {
            lines.add(PageLine.head(name));
            lines.add(PageLine.pair(text("roleRow"), desk.language().name(session.roleName(), session.roleNameAr())));
        }
        if (since != null) {
            lines.add(PageLine.pair(text("timeClock"), text("clockedInLine", at(since)), Tone.GOOD));
        }
        if (worked != null) {
            lines.add(PageLine.pair(
                    text("worked"), text("hoursMinutes", String.valueOf(worked / 60), String.valueOf(worked % 60))));
        }
        view.detail(lines);
    }

    @Override
    public KeyMap keys() {
        return super.keys()
                .bar(FunctionKey.F2, since == null ? "clockIn" : "clockOut", "user", this::clock)
                .bar(FunctionKey.F3, "changePin", "lock", this::askPin)
                .bar(FunctionKey.F5, "language", "language", desk::toggleLanguage)
                .bar(FunctionKey.F8, "settingsTitle", "settings", () -> desk.show(Desk.Place.SETTINGS))
                .key(FunctionKey.ENTER, "takeThis", "check", this::take)
                .unless(!isAnyChosen(), "working");
    }

    private void take() {
        switch (Row.valueOf(chosenId())) {
            case CLOCK -> clock();
            case PIN -> askPin();
            case LANGUAGE -> desk.toggleLanguage();
            case WINDOW -> desk.show(Desk.Place.SETTINGS);
        }
    }

    private void clock() {
        boolean comes = since == null;
        act(approve -> desk.till().people().clock(comes), clocked -> {
            worked = clocked.workedMinutes();
            desk.sounds().done();
            desk.say(text(comes ? "clockedIn" : "clockedOut"), false);
            look();
        });
    }

    private void askPin() {
        view.form(new PageForm(
                text("changePin"),
                text("newPinLead"),
                text("changePin"),
                List.of(
                        PageField.secret("old", text("pinNow")),
                        PageField.secret("new", text("newPinFirst")),
                        PageField.secret("again", text("newPinAgain"))),
                typed -> {
                    String old = typed.needed("old");
                    String chosen = typed.needed("new");
                    if (!chosen.equals(typed.text("again"))) {
                        throw new FormProblem("again", text("newPinDiffers"));
                    }
                    submit(
                            approve -> desk.till().people().changePin(old, chosen),
                            made -> desk.say(text(made.known() ? "newPinDone" : "newPinSoon"), false));
                }));
    }
}
