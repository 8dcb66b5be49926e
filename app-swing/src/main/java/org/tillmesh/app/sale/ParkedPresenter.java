package org.tillmesh.app.sale;

import java.util.List;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.Topic;

/** Lists what is parked in the store, here and at neighbours, and takes a cart up again. */
public final class ParkedPresenter extends Presenter {
    private static final int SHOWN = 60;

    private final ParkedView view;
    private final Refresh<List<CounterAnswers.ParkedCart>> looking;
    private List<CounterAnswers.ParkedCart> carts = List.of();
    private int selected;
    private boolean loading;
    private boolean enterWaits;

    ParkedPresenter(Desk desk, ParkedView view) {
        super(desk);
        this.view = view;
        looking = new Refresh<>(desk, () -> desk.till().counter().parked(), this::found);
    }

    @Override
    public void shown() {
        carts = List.of();
        selected = 0;
        loading = true;
        enterWaits = false;
        render();
        looking.ask();
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.PARKED) {
            looking.ask();
        }
    }

    /** The cart that was selected stays selected while it is there. */
    private void found(List<CounterAnswers.ParkedCart> found) {
        String before = selected < carts.size() ? carts.get(selected).id() : "";
        carts = List.copyOf(found.subList(0, Math.min(SHOWN, found.size())));
        selected = Math.max(0, Math.min(selected, carts.size() - 1));
        for (int i = 0; i < carts.size(); i++) {
            selected = carts.get(i).id().equals(before) ? i : selected;
        }
        loading = false;
        render();
        desk.keysChanged();
        if (enterWaits) {
            enterWaits = false;
            recall(selected);
        }
    }

    @Override
    public void render() {
        view.carts(carts, selected, loading);
    }

    @Override
    public KeyMap keys() {
        return desk.keys()
                .bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> desk.show(Desk.Place.SALE))
                .key(FunctionKey.UP, "chooseLine", () -> move(-1))
                .key(FunctionKey.DOWN, "chooseLine", () -> move(1))
                .key(FunctionKey.ENTER, "resume", this::enter)
                .unless(carts.isEmpty() && !loading, "noParked");
    }

    /** Enter is for a cart that is shown: it waits for the first ones. */
    private void enter() {
        if (loading) {
            enterWaits = true;
        } else {
            recall(selected);
        }
    }

    private void move(int by) {
        selected = Math.max(0, Math.min(carts.size() - 1, selected + by));
        render();
    }

    /** @param index of the cart in what is shown */
    void recall(int index) {
        if (index < carts.size()) {
            recall(carts.get(index), false);
        }
    }

    /** A cart whose till can't be asked may be open there too: it is taken only by who was told so. */
    private void recall(CounterAnswers.ParkedCart cart, boolean force) {
        desk.run(() -> desk.till().counter().recall(cart.id(), force), now -> desk.show(Desk.Place.SALE), refused -> {
            if (refused.code() == RefusalCode.OFFLINE && !force) {
                desk.sounds().blocked();
                desk.ask(
                        text("recallAway", Language.code(cart.till())),
                        text("recallTwice", Language.code(cart.till()), cart.name()),
                        text("recallYes"),
                        () -> recall(cart, true));
            } else {
                refused(refused);
            }
        });
    }
}
