package org.tillmesh.app.cart;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Typed;
import org.tillmesh.retail.cart.CartSplit;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.shop.TillException;

/** What is done with the whole cart: a discount on all of it, some of it put aside, all of it thrown away. */
public final class CartActs extends Presenter {
    private final CounterAnswers.Cart cart;
    private final Told told;
    private @Nullable View view;

    /** Whoever opened it. */
    public interface Told {
        void changed(CounterAnswers.Cart now);

        void refused(TillException refused);

        /** All of it is to go. */
        void clear();

        /** Chooses lines that become a cart of their own. */
        void split(SplitPresenter split);
    }

    /** The panel that they stand on. */
    interface View {
        void close();
    }

    public CartActs(Desk desk, CounterAnswers.Cart cart, Told told) {
        super(desk);
        this.cart = cart;
        this.told = told;
    }

    void open(View opened) {
        view = opened;
    }

    /** How many lines there are, and what they come to. */
    String title() {
        return text(
                "cartTitle",
                String.valueOf(cart.lines().size()),
                Language.code(cart.total().toString()));
    }

    @Override
    public KeyMap keys() {
        boolean paid = cart.tendered().isPositive();
        return new KeyMap(desk.language())
                .key(FunctionKey.F5, "cartDiscount", "discount", () -> closing(this::discount))
                .key(FunctionKey.F6, "splitCart", "player-pause", () -> closing(this::split))
                .unless(cart.lines().size() < 2, "splitTwo")
                .unless(paid, "giveBackFirst", Language.code(cart.tendered().toString()))
                .key(FunctionKey.F8, "clearCart", "trash", () -> closing(told::clear))
                .unless(paid, "giveBackFirst", Language.code(cart.tendered().toString()))
                .key(FunctionKey.ESCAPE, "back", "arrow-back", () -> {});
    }

    private void closing(Runnable act) {
        if (view != null) {
            view.close();
        }
        act.run();
    }

    private void discount() {
        desk.askNumber(
                text("cartDiscountTitle"),
                "5",
                typed -> Typed.percent(desk.language(), typed),
                percent -> desk.approvable(
                        approve -> desk.till().counter().discount(null, percent, null, approve),
                        told::changed,
                        told::refused));
    }

    private void split() {
        told.split(new SplitPresenter(desk, cart.lines(), this::putAside));
    }

    private void putAside(List<CounterAnswers.Line> chosen) {
        List<CartSplit.Part> parts = chosen.stream()
                .map(line -> new CartSplit.Part(line.line(), line.qty()))
                .toList();
        CounterAnswers.Line first = chosen.get(0);
        String name = desk.language().isRightToLeft() ? first.nameAr() : first.name();
        Consumer<CounterAnswers.Cart> done = told::changed;
        desk.run(() -> desk.till().counter().split(parts, name), done, told::refused);
    }
}
