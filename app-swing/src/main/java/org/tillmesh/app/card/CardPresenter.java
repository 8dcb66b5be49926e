package org.tillmesh.app.card;

import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.till.shop.Topic;
import org.tillmesh.till.terminal.TerminalAnswers;
import org.tillmesh.till.terminal.Terminals.Resolve;

/**
 * Follows the card terminal. While it works there is nothing to press here; what it can't say a manager decides by the
 * customer's slip, or it is asked once more.
 */
public final class CardPresenter extends Presenter {
    private @Nullable CardView view;
    private String putAside = "";
    private boolean busy;

    public CardPresenter(Desk desk) {
        super(desk);
    }

    /** Whether it is to be seen: the terminal works, or nobody knows what became of a payment. */
    public boolean isWanted() {
        TerminalAnswers.Live live = live();
        return live.talking() || live.isUnknown() && !live.intent().equals(putAside);
    }

    private TerminalAnswers.Live live() {
        return desk.till().terminals().live();
    }

    void open(CardView shown) {
        view = shown;
        busy = false;
        render();
    }

    @Override
    public void changed(Topic topic) {
        CardView shown = view;
        if (shown == null) {
            return;
        }
        TerminalAnswers.Live live = live();
        if (live.talking() || live.isUnknown()) {
            render();
            shown.keysChanged();
        } else {
            close();
        }
    }

    private void close() {
        CardView shown = view;
        view = null;
        if (shown != null) {
            shown.closePanel();
        }
    }

    @Override
    public void render() {
        CardView shown = view;
        if (shown != null) {
            TerminalAnswers.Live live = live();
            shown.shown(
                    text("card_" + live.kind()),
                    Language.code(live.amount().toString()),
                    text("card_at_" + live.stage()),
                    live.said(),
                    live.isUnknown() ? "danger" : "text");
        }
    }

    @Override
    public KeyMap keys() {
        boolean decides = live().isUnknown() && !busy;
        return new KeyMap(desk.language())
                .bar(FunctionKey.F5, "cardAskAgain", "refresh", () -> resolve(Resolve.QUERY))
                .unless(!decides, "cardWorks")
                .bar(FunctionKey.F6, "cardTaken", "check", () -> resolve(Resolve.APPROVED))
                .unless(!decides, "cardWorks")
                .bar(FunctionKey.F7, "cardNotTaken", "x", () -> resolve(Resolve.DECLINED))
                .unless(!decides, "cardWorks")
                .key(FunctionKey.ENTER, "cardAskAgain", () -> resolve(Resolve.QUERY))
                .unless(!decides, "cardWorks")
                .key(FunctionKey.ESCAPE, "cancel", this::aside);
    }

    /** Goes on behind the screen; what is not known comes up again with the next one that is refused for it. */
    void aside() {
        putAside = live().intent();
        view = null;
    }

    private void resolve(Resolve how) {
        TerminalAnswers.Live live = live();
        if (busy || !live.isUnknown()) {
            return;
        }
        busy = true;
        if (how == Resolve.QUERY) {
            desk.aside(
                    () -> desk.till().terminals().resolve(live.intent(), how, null, said -> {}),
                    this::decided,
                    refused -> failed(String.valueOf(refused.getMessage())));
        } else {
            CardView shown = view;
            view = null; // the manager's PIN is asked for in its place
            if (shown != null) {
                shown.closePanel();
            }
            desk.approvable(
                    approve -> desk.till().terminals().resolve(live.intent(), how, approve, said -> {}),
                    this::decided,
                    refused -> {
                        busy = false;
                        refused(refused);
                    });
        }
    }

    private void failed(String why) {
        busy = false;
        CardView shown = view;
        if (shown != null) {
            shown.problem(why);
            shown.keysChanged();
        }
        desk.sounds().blocked();
    }

    /** The sale shows what its cart is paid by now. */
    private void decided(TerminalAnswers.Intent intent) {
        busy = false;
        close();
        desk.say(text("card_is_" + intent.state(), Language.code(intent.amount().toString())), false);
        desk.show(Desk.Place.SALE);
    }
}
