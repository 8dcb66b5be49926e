package org.tillmesh.app.shift;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.frame.Typed;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.shop.TillException;

/**
 * Opens the shift with its float, or closes it with what was counted: blind, after a question, and the result stays until
 * somebody has read it. An empty field is no amount.
 */
public final class ShiftPresenter extends Presenter {
    private static final int NAMED = 3;

    private final ShiftView view;
    private boolean open;
    private boolean busy;
    private BackroomAnswers.@Nullable ShiftClosed result;

    ShiftPresenter(Desk desk, ShiftView view) {
        super(desk);
        this.view = view;
    }

    @Override
    public void shown() {
        if (result == null) {
            LinkAnswers.Status status = desk.status();
            open = status != null && status.shift() != null;
            view.clear();
            view.problem("");
        }
        render();
        view.focus();
    }

    @Override
    public void render() {
        if (result == null) {
            view.counting(open);
        } else {
            view.result(result);
        }
    }

    /** A till's shift may be known only after its screen came up. */
    @Override
    public void statusChanged(LinkAnswers.Status status) {
        boolean now = status.shift() != null;
        if (result == null && !busy && now != open) {
            open = now;
            render();
            desk.keysChanged();
        }
    }

    @Override
    public KeyMap keys() {
        KeyMap keys = desk.keys();
        if (result != null) {
            return keys.bar(FunctionKey.ESCAPE, "logout", "arrow-back", this::read)
                    .key(FunctionKey.ENTER, "logout", this::read);
        }
        if (open) {
            keys.bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> desk.show(Desk.Place.SALE));
        } else {
            keys.bar(FunctionKey.ESCAPE, "logout", "arrow-back", desk::logOut);
        }
        return keys.key(FunctionKey.ENTER, open ? "closeAndZ" : "open", this::counted);
    }

    private void read() {
        result = null;
        desk.logOut();
    }

    /** Another text stands in the field. */
    void typing() {
        view.problem("");
    }

    private void counted() {
        if (busy) {
            return;
        }
        String typed = view.typed();
        if (typed.isEmpty()) {
            refuse(text(open ? "countFirst" : "floatFirst"));
            return;
        }
        Money money;
        try {
            money = Typed.money(desk.language(), typed);
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
            return;
        }
        busy = true;
        if (open) {
            askToClose(money);
        } else {
            open(money);
        }
    }

    private void open(Money opening) {
        desk.run(
                () -> desk.till().backroom().openShift(opening),
                shift -> {
                    busy = false;
                    desk.shift(true);
                    desk.show(Desk.Place.SALE);
                },
                this::refuse);
    }

    private void refuse(TillException refused) {
        refuse(String.valueOf(refused.getMessage()));
    }

    private void refuse(String why) {
        busy = false;
        view.problem(why);
        desk.sounds().blocked();
        view.focus();
    }

    /** Names what stays behind. What the drawer should hold is said after the count. */
    private void askToClose(Money counted) {
        desk.run(
                () -> desk.till().counter().parked(),
                parked -> {
                    busy = false;
                    var lines = new StringBuilder(text("closeCounted", Language.code(counted.toString())));
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

    private void close(Money counted) {
        busy = true;
        desk.approvable(approve -> desk.till().backroom().closeShift(counted, approve), this::closed, this::refuse);
    }

    private void closed(BackroomAnswers.ShiftClosed closed) {
        busy = false;
        result = closed;
        view.clear();
        desk.shift(false);
        render();
        desk.keysChanged();
        view.focus();
    }
}
