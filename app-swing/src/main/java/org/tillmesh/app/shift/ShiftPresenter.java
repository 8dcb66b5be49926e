package org.tillmesh.app.shift;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.frame.Refusal;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Typed;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.Denominations;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.backroom.Counted;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.shop.TillException;

/**
 * Opens the shift with its float, moves cash in it, and closes it with what was counted: blind, after a question, and the
 * result stays until somebody has read it. An empty field is no amount; an empty field of notes is none of them.
 */
public final class ShiftPresenter extends Presenter {
    private static final int NAMED = 3;

    private final ShiftView view;
    private ShiftForm form = ShiftForm.OPENING;
    private boolean busy;
    private boolean clockedIn;
    private BackroomAnswers.@Nullable ShiftClosed result;
    private BackroomAnswers.@Nullable Report report;
    private String stays = "";

    ShiftPresenter(Desk desk, ShiftView view) {
        super(desk);
        this.view = view;
    }

    @Override
    public void shown() {
        report = null;
        if (result == null) {
            LinkAnswers.Status status = desk.status();
            form = status != null && status.shift() != null ? ShiftForm.SUM : ShiftForm.OPENING;
            view.clear();
            view.problem("");
            view.total("");
        }
        render();
        focusFirst();
        if (result == null) {
            desk.run(() -> desk.till().people().clockedIn().isPresent(), this::clockedIn, refused -> {});
            lookWhatStays();
        }
    }

    /** Whoever counts sees first what should be done before, or stays for the next shift. */
    private void lookWhatStays() {
        if (form.isOpening()) {
            return;
        }
        desk.run(
                () -> new Stays(
                        desk.till().counter().parked(),
                        desk.till().links().status().unsent(),
                        desk.till().terminals().undecided()),
                found -> {
                    stays = words(found);
                    render();
                },
                refused -> {});
    }

    /** What a shift leaves behind. */
    private record Stays(List<CounterAnswers.ParkedCart> parked, long unsent, int undecided) {}

    private String words(Stays found) {
        var lines = new StringBuilder();
        if (!found.parked().isEmpty()) {
            lines.append('\n')
                    .append(text("closeParked", String.valueOf(found.parked().size()), names(found.parked())));
        }
        if (found.unsent() > 0) {
            lines.append('\n').append(text("closeUnsent", String.valueOf(found.unsent())));
        }
        if (found.undecided() > 0) {
            lines.append('\n').append(text("closeUndecided", String.valueOf(found.undecided())));
        }
        return lines.toString();
    }

    private void clockedIn(boolean now) {
        clockedIn = now;
        desk.keysChanged();
    }

    /** Comes or goes, as the time clock knows it. */
    private void clock() {
        boolean comes = !clockedIn;
        desk.run(
                () -> desk.till().people().clock(comes),
                clocked -> {
                    clockedIn(comes);
                    desk.sounds().done();
                    desk.say(text(comes ? "clockedIn" : "clockedOut"), false);
                },
                this::refuse);
    }

    @Override
    public void render() {
        if (report != null) {
            view.report(text(titleOf(report), code(report.number())), report);
        } else if (result == null) {
            String lead = text(form.lead) + (form.isClosing() ? stays : "");
            view.form(text(form.title), lead, form.entries(desk.language()));
            sayTotal();
        } else {
            view.result(result);
        }
    }

    private static String titleOf(BackroomAnswers.Report shown) {
        return shown.title().equals("x") ? "xTitle" : "dayZTitle";
    }

    private static String code(Object value) {
        return Language.code(value.toString());
    }

    private boolean isOpen() {
        return !form.isOpening();
    }

    /** A till's shift may be known only after its screen came up. */
    @Override
    public void statusChanged(LinkAnswers.Status status) {
        boolean now = status.shift() != null;
        if (result == null && report == null && !busy && now != isOpen()) {
            go(now ? ShiftForm.SUM : ShiftForm.OPENING);
        }
    }

    private void go(ShiftForm wanted) {
        if (busy) {
            return;
        }
        form = wanted;
        view.clear();
        view.problem("");
        view.total("");
        render();
        desk.keysChanged();
        focusFirst();
    }

    private void focusFirst() {
        view.focus(form.entries(desk.language()).get(0).id());
    }

    @Override
    public KeyMap keys() {
        KeyMap keys = desk.keys();
        if (result != null) {
            return keys.bar(FunctionKey.ESCAPE, "logout", "arrow-back", this::read)
                    .key(FunctionKey.ENTER, "logout", this::read);
        }
        if (report != null) {
            return keys.bar(FunctionKey.ESCAPE, "back", "arrow-back", this::leaveReport)
                    .key(FunctionKey.ENTER, "back", this::leaveReport);
        }
        switch (form) {
            case OPENING ->
                keys.bar(FunctionKey.ESCAPE, "logout", "arrow-back", desk::logOut)
                        .bar(FunctionKey.F6, "countNotes", "cash", () -> go(ShiftForm.OPENING_NOTES))
                        .bar(FunctionKey.F7, "dayZ", "notes", this::askDayZ)
                        .bar(FunctionKey.F9, clockedIn ? "clockOut" : "clockIn", "user", this::clock);
            case SUM ->
                keys.bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> desk.show(Desk.Place.SALE))
                        .bar(FunctionKey.F2, "cashIn", "download", () -> go(ShiftForm.CASH_IN))
                        .bar(FunctionKey.F3, "cashOut", "upload", () -> go(ShiftForm.CASH_OUT))
                        .bar(FunctionKey.F4, "keyDrop", "lock", () -> go(ShiftForm.CASH_DROP))
                        .bar(FunctionKey.F5, "keyDrawer", "cash-register", () -> go(ShiftForm.DRAWER))
                        .bar(FunctionKey.F6, "countNotes", "cash", () -> go(ShiftForm.NOTES))
                        .bar(FunctionKey.F7, "xReport", "notes", this::lookX)
                        .bar(FunctionKey.F9, clockedIn ? "clockOut" : "clockIn", "user", this::clock);
            default ->
                keys.bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> go(
                                form.isOpening() ? ShiftForm.OPENING : ShiftForm.SUM))
                        .key(FunctionKey.UP, "fieldBefore", () -> step(-1))
                        .key(FunctionKey.DOWN, "fieldNext", () -> step(1));
        }
        return switch (form) {
            case OPENING -> keys.key(FunctionKey.ENTER, "open", this::enter);
            case OPENING_NOTES ->
                keys.key(FunctionKey.ENTER, "fieldNext", this::enter)
                        .bar(FunctionKey.F12, "open", "cash-register", this::submit);
            case SUM -> keys.key(FunctionKey.ENTER, "closeAndZ", this::enter);
            case NOTES ->
                keys.key(FunctionKey.ENTER, "fieldNext", this::enter)
                        .bar(FunctionKey.F12, "closeAndZ", "cash-register", this::submit);
            case CASH_IN, CASH_OUT, CASH_DROP, DRAWER -> keys.key(FunctionKey.ENTER, form.title, this::enter);
        };
    }

    private void read() {
        result = null;
        desk.logOut();
    }

    /** Another text stands in a field. */
    void typing() {
        view.problem("");
        sayTotal();
    }

    private void sayTotal() {
        if (!form.isOfNotes()) {
            return;
        }
        try {
            view.total(text("notesTotal", Language.code(notes().total().toString())));
        } catch (IllegalArgumentException | TillException e) {
            view.total("");
        }
    }

    // ---- from field to field

    private void step(int by) {
        List<ShiftView.Entry> entries = form.entries(desk.language());
        int to = place(entries) + by;
        view.focus(entries.get(Math.max(0, Math.min(entries.size() - 1, to))).id());
    }

    private int place(List<ShiftView.Entry> entries) {
        String focused = view.focused();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).id().equals(focused)) {
                return i;
            }
        }
        return entries.size() - 1;
    }

    /** Goes on to the next field; from the last one it does what the form is for. */
    private void enter() {
        List<ShiftView.Entry> entries = form.entries(desk.language());
        if (place(entries) < entries.size() - 1) {
            step(1);
        } else {
            submit();
        }
    }

    private void submit() {
        if (busy) {
            return;
        }
        try {
            switch (form) {
                case OPENING -> open(sum(ShiftForm.AMOUNT, "floatFirst"));
                case OPENING_NOTES -> open(countedNotes().total());
                case SUM -> askToClose(Counted.cash(sum(ShiftForm.AMOUNT, "countFirst")));
                case NOTES -> askToClose(counted());
                case CASH_IN, CASH_OUT, CASH_DROP -> move(sum(ShiftForm.AMOUNT, "amountFirst"));
                case DRAWER -> move(Money.ZERO);
            }
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (TillException e) {
            refuse(Refusal.inWords(desk.reader(), e));
        }
    }

    /** @throws IllegalArgumentException in the cashier's language */
    private Money sum(String id, String ifEmpty) {
        String typed = view.typed(id);
        if (typed.isEmpty()) {
            view.focus(id);
            throw new IllegalArgumentException(text(ifEmpty));
        }
        try {
            return Typed.money(desk.language(), typed);
        } catch (IllegalArgumentException e) {
            view.focus(id);
            throw e;
        }
    }

    private Denominations notes() {
        var pieces = new LinkedHashMap<String, Long>();
        for (Money value : Denominations.OF_RIYAL) {
            String typed = view.typed(ShiftForm.note(value));
            if (typed.isEmpty()) {
                continue;
            }
            if (!typed.matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException(
                        text("noPieces", Language.code(typed), Language.code(value.toString())));
            }
            pieces.put(value.toString(), Long.valueOf(typed));
        }
        return Counted.notes(pieces);
    }

    private Counted counted() {
        Denominations notes = countedNotes();
        var slips = new TreeMap<TenderKind, Money>();
        for (TenderKind kind : ShiftForm.slips()) {
            String id = ShiftForm.tender(kind);
            if (!view.typed(id).isEmpty()) {
                slips.put(kind, sum(id, "countFirst"));
            }
        }
        String reason = view.typed(ShiftForm.REASON);
        return new Counted(notes.total(), notes, slips, reason.isBlank() ? null : reason);
    }

    private Denominations countedNotes() {
        Denominations notes = notes();
        boolean isAnyNote = Denominations.OF_RIYAL.stream()
                .anyMatch(value -> !view.typed(ShiftForm.note(value)).isEmpty());
        if (!isAnyNote) {
            focusFirst();
            throw new IllegalArgumentException(text("countNotesFirst"));
        }
        return notes;
    }

    private void refuse(TillException refused) {
        refuse(String.valueOf(refused.getMessage()));
    }

    private void refuse(String why) {
        busy = false;
        view.problem(why);
        desk.sounds().blocked();
        if (view.focused().isEmpty()) {
            focusFirst();
        }
    }

    // ---- what the forms do

    private void open(Money opening) {
        busy = true;
        desk.run(
                () -> desk.till().backroom().openShift(opening),
                shift -> {
                    busy = false;
                    desk.shift(true);
                    desk.show(Desk.Place.SALE);
                },
                this::refuse);
    }

    private void move(Money amount) {
        CashMovement.Kind kind = form.kind();
        String reason = view.typed(ShiftForm.REASON);
        if (kind == null) {
            throw new AssertionError("No cash is moved on " + form);
        }
        if (reason.isBlank()) {
            view.focus(ShiftForm.REASON);
            throw new IllegalArgumentException(text("reasonFirst"));
        }
        busy = true;
        desk.approvable(
                approve -> desk.till().backroom().moveCash(kind, amount, reason, null, approve),
                moved -> {
                    busy = false;
                    String done = text(form.title);
                    go(ShiftForm.SUM);
                    desk.sounds().done();
                    desk.say(
                            kind == CashMovement.Kind.NO_SALE
                                    ? done
                                    : text("cashMoved", done, Language.code(amount.toString())),
                            false);
                },
                this::refuse);
    }

    // ---- X and the day's Z

    /** It tells what the drawer should hold: the count stays blind to who may not see reports. */
    private void lookX() {
        desk.approvable(approve -> desk.till().backroom().x(approve), this::reported, this::refuse);
    }

    private void askDayZ() {
        desk.ask(
                text("dayZ"),
                text("dayZAsk"),
                text("dayZ"),
                () -> desk.approvable(approve -> desk.till().backroom().dayZ(approve), this::reported, this::refuse));
    }

    private void reported(BackroomAnswers.Report made) {
        report = made;
        view.problem("");
        render();
        desk.keysChanged();
        view.focus("");
    }

    private void leaveReport() {
        report = null;
        go(form);
    }

    /** Names what stays behind. What the drawer should hold is said after the count. */
    private void askToClose(Counted counted) {
        busy = true;
        desk.run(
                () -> desk.till().counter().parked(),
                parked -> {
                    busy = false;
                    var lines = new StringBuilder(
                            text("closeCounted", Language.code(counted.cash().toString())));
                    for (Map.Entry<TenderKind, Money> slips : counted.others().entrySet()) {
                        lines.append('\n')
                                .append(text("slips_" + slips.getKey().code()))
                                .append(": ")
                                .append(Language.code(slips.getValue().toString()));
                    }
                    if (!parked.isEmpty()) {
                        lines.append('\n').append(text("closeParked", String.valueOf(parked.size()), names(parked)));
                    }
                    LinkAnswers.Status status = desk.status();
                    if (status != null && status.unsent() > 0) {
                        lines.append('\n').append(text("closeUnsent", String.valueOf(status.unsent())));
                    }
                    desk.ask(text("closeShiftSure"), lines.toString(), text("closeWindow"), () -> close(counted));
                },
                this::refuse);
    }

    private static String names(List<CounterAnswers.ParkedCart> parked) {
        String names = parked.stream()
                .limit(NAMED)
                .map(cart -> cart.name().isEmpty() ? Language.code(cart.till()) : cart.name())
                .collect(Collectors.joining(" · "));
        return parked.size() > NAMED ? names + " …" : names;
    }

    private void close(Counted counted) {
        busy = true;
        desk.approvable(approve -> desk.till().backroom().closeShift(counted, approve), this::closed, this::refuse);
    }

    private void closed(BackroomAnswers.ShiftClosed closed) {
        busy = false;
        result = closed;
        report = null;
        view.clear();
        desk.shift(false);
        render();
        desk.keysChanged();
        view.focus("");
    }
}
