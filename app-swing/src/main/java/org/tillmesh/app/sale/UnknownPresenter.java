package org.tillmesh.app.sale;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.till.counter.CounterAnswers;

/** The codes of the cart that stand for nothing here: each is looked up by name or dropped. Esc leaves them in the cart. */
final class UnknownPresenter extends Presenter {
    private final Consumer<CounterAnswers.Cart> changed;
    private final Consumer<String> lookUp;
    private final Runnable settled;
    private List<String> codes;
    private @Nullable UnknownView view;

    /** @param lookUp goes on with a code by its name; @param settled what comes after the last one */
    UnknownPresenter(
            Desk desk,
            List<String> codes,
            Consumer<CounterAnswers.Cart> changed,
            Consumer<String> lookUp,
            Runnable settled) {
        super(desk);
        this.codes = codes;
        this.changed = changed;
        this.lookUp = lookUp;
        this.settled = settled;
    }

    void open(UnknownView opened) {
        view = opened;
        render();
    }

    private UnknownView view() {
        return Objects.requireNonNull(view);
    }

    @Override
    public void render() {
        view().codes(codes);
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.F8, "dropAll", "trash", () -> drop(null))
                .key(FunctionKey.DELETE, "drop", "x", () -> drop(view().selected()))
                .key(FunctionKey.ENTER, "lookUp", "search", this::lookUp)
                .key(FunctionKey.ESCAPE, "back", "arrow-back", () -> {});
    }

    private void lookUp() {
        String code = view().selected();
        if (code != null) {
            view().close();
            lookUp.accept(code);
        }
    }

    /** @param code null: all of them */
    private void drop(@Nullable String code) {
        desk.run(() -> desk.till().counter().dropUnknown(code), cart -> {
            changed.accept(cart);
            codes = cart.unknown();
            render();
            if (codes.isEmpty()) {
                view().close();
                settled.run();
            }
        });
    }
}
