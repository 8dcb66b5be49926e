package org.tillmesh.app.menu;

import java.util.ArrayList;
import java.util.List;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Mend;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.till.links.LinkAnswers;

/** The rooms in a list; Enter goes into the chosen one, and those that are needed in haste have a key. */
public final class MenuPresenter extends PagePresenter {
    private static final List<Desk.Place> ROOMS = List.of(
            Desk.Place.SHIFT,
            Desk.Place.RECEIPTS,
            Desk.Place.RETURN,
            Desk.Place.CUSTOMERS,
            Desk.Place.STOCK,
            Desk.Place.TODAY,
            Desk.Place.REPORTS,
            Desk.Place.ME,
            Desk.Place.SYNC,
            Desk.Place.INVOICES,
            Desk.Place.SETTINGS,
            Desk.Place.DIAGNOSTICS);

    public MenuPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.SALE);
    }

    @Override
    protected void look() {
        rows(ROOMS.stream().map(this::row).toList(), "");
    }

    private PageRow row(Desk.Place place) {
        return new PageRow(place.name(), text("room_" + place), text("room_" + place + "_line"), key(place));
    }

    private static String key(Desk.Place place) {
        return switch (place) {
            case SYNC -> FunctionKey.F2.label;
            case SETTINGS -> FunctionKey.F8.label;
            case INVOICES -> FunctionKey.F9.label;
            case REPORTS -> FunctionKey.F12.label;
            default -> "";
        };
    }

    @Override
    public void statusChanged(LinkAnswers.Status status) {
        tell();
    }

    @Override
    protected void tell() {
        view.search("");
        view.head(text("menu"), "");
        LinkAnswers.Status status = desk.status();
        var lines = new ArrayList<PageLine>();
        lines.add(PageLine.head(text("standing")));
        if (status != null) {
            lines.add(PageLine.pair(
                    text("link"),
                    text(status.online() ? "online" : "offline"),
                    status.online() ? Tone.GOOD : Tone.BAD));
            lines.add(PageLine.pair(
                    text("salesOut"),
                    status.unsent() == 0 ? text("allSent") : text("toSend", String.valueOf(status.unsent())),
                    status.unsent() == 0 ? Tone.GOOD : Tone.WARNING));
            lines.add(PageLine.pair(
                    text("drawer"),
                    status.shift() == null
                            ? text("noShift")
                            : text("shiftSince", code(status.shift().number()), at(status.shift().openedAt()))));
        }
        view.detail(lines);
    }

    private boolean isTraining() {
        return desk.status() != null && desk.status().training();
    }

    private void turnTraining() {
        boolean on = !isTraining();
        act(
                pin -> desk.till().invoices().training(on, pin),
                isOn -> desk.say(text(isOn ? "trainingOn" : "trainingOff"), false));
    }

    @Override
    public KeyMap keys() {
        return super.keys()
                .bar(FunctionKey.F2, "room_SYNC", "refresh", () -> desk.show(Desk.Place.SYNC))
                .bar(FunctionKey.F5, "setTime", "", () -> desk.mend(Mend.TIME, ""))
                .bar(FunctionKey.F6, "lastReceipt", "scan", () -> desk.mend(Mend.LAST_RECEIPT, ""))
                .unless(desk.status() != null && desk.status().chain().equals("known"), "chainKnown")
                .bar(FunctionKey.F7, isTraining() ? "trainingEnd" : "trainingBegin", "notes", this::turnTraining)
                .bar(FunctionKey.F8, "settingsTitle", "settings", () -> desk.show(Desk.Place.SETTINGS))
                .bar(FunctionKey.F9, "invoicesTitle", "", () -> desk.show(Desk.Place.INVOICES))
                .key(FunctionKey.F12, "reports", "notes", () -> desk.show(Desk.Place.REPORTS))
                .key(FunctionKey.ENTER, "goThere", "check", () -> desk.show(Desk.Place.valueOf(chosenId())));
    }
}
