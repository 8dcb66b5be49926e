package org.tillmesh.app.login;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.retail.company.PinRule;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillException;

/** Offers a new PIN to a user whose old one is to be changed. Esc leaves it for later; what is wrong stands under the fields. */
public final class NewPinPresenter extends Presenter {
    private final PinRule rule;
    private final String old;
    private @Nullable NewPinView view;
    private boolean busy;
    private boolean left;

    /** @param old the PIN that let the user in a moment ago */
    public NewPinPresenter(Desk desk, PinRule rule, String old) {
        super(desk);
        this.rule = rule;
        this.old = old;
    }

    void open(NewPinView opened) {
        view = opened;
        typing();
    }

    private NewPinView view() {
        return Objects.requireNonNull(view);
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.ENTER, "newPinChoose", "check", this::enter)
                .key(FunctionKey.ESCAPE, "newPinLater", "x", this::later);
    }

    /** Another text stands in a field. */
    void typing() {
        if (!busy) {
            view().say(ruled("newPinRule"));
        }
    }

    private String ruled(String key) {
        return text(key, String.valueOf(rule.digitsMin()), String.valueOf(rule.digitsMax()));
    }

    /** In the first field Enter goes on to the second, as long as that is empty. */
    private void enter() {
        boolean first = view().focused() == NewPinView.Field.FIRST;
        if (first && view().typed(NewPinView.Field.AGAIN).isEmpty() && isAllowed()) {
            view().focus(NewPinView.Field.AGAIN);
        } else {
            choose();
        }
    }

    /** Says under the fields what is wrong with the first one. */
    private boolean isAllowed() {
        String wanted = view().typed(NewPinView.Field.FIRST);
        if (!rule.allows(wanted)) {
            wrong(ruled("newPinDigits"), NewPinView.Field.FIRST);
            return false;
        }
        if (wanted.equals(old)) {
            wrong(text("newPinSame"), NewPinView.Field.FIRST);
            return false;
        }
        return true;
    }

    private void wrong(String words, NewPinView.Field field) {
        desk.sounds().blocked();
        view().wrong(words, field);
    }

    /** What the button does, and Enter in the second field. */
    void choose() {
        if (busy || !isAllowed()) {
            return;
        }
        String wanted = view().typed(NewPinView.Field.FIRST);
        if (!wanted.equals(view().typed(NewPinView.Field.AGAIN))) {
            view().clear(NewPinView.Field.AGAIN);
            wrong(text("newPinDiffers"), NewPinView.Field.AGAIN);
            return;
        }
        busy = true;
        view().busy(true);
        view().say(text("newPinAsking"));
        desk.aside(() -> desk.till().people().changePin(old, wanted), this::chosen, this::notChosen);
    }

    private void chosen(PeopleAnswers.NewPin answer) {
        desk.sounds().done();
        desk.say(text(answer.known() ? "newPinDone" : "newPinSoon"), false);
        if (!left) {
            view().close();
        }
    }

    private void notChosen(TillException why) {
        String words =
                switch (why.code()) {
                    case OFFLINE -> text("newPinOffline");
                    case TIMEOUT -> text("newPinUnsure");
                    case LOCKED -> text("newPinLocked");
                    case BAD_VALUE -> text("newPinTaken");
                    default -> String.valueOf(why.getMessage());
                };
        if (left) {
            desk.sounds().blocked();
            desk.say(words, true);
            return;
        }
        busy = false;
        view().busy(false);
        if (why.code() == RefusalCode.BAD_VALUE) {
            view().clear(NewPinView.Field.FIRST);
            view().clear(NewPinView.Field.AGAIN);
        }
        wrong(words, NewPinView.Field.FIRST);
    }

    /** Without head office it can wait; else whoever does not choose one leaves. */
    private void later() {
        left = true;
        desk.run(() -> desk.till().people().isPinInTheWay(), leaves -> {
            if (leaves) {
                desk.logOut();
            }
        });
    }
}
