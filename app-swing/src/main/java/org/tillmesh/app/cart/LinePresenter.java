package org.tillmesh.app.cart;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Typed;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.counter.Counter;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.people.PeopleAnswers;

/**
 * A line edited where it stands: quantity, price with its reason, discount, note, who sold it. Only what was changed is
 * asked of the till; what a manager must allow is allowed over it, and what is refused stands under its field.
 */
public final class LinePresenter extends Presenter {
    private final CounterAnswers.Line line;
    private final List<PeopleAnswers.Session> people;
    private final Consumer<CounterAnswers.Cart> changed;
    private @Nullable LineView view;
    private int seller;
    private boolean busy;

    /** @param people who may have sold it; @param changed told of the cart afterwards */
    public LinePresenter(
            Desk desk,
            CounterAnswers.Line line,
            List<PeopleAnswers.Session> people,
            Consumer<CounterAnswers.Cart> changed) {
        super(desk);
        this.line = line;
        this.people = people;
        this.changed = changed;
        seller = -1;
        for (int i = 0; i < people.size(); i++) {
            if (people.get(i).userId().value().equals(line.seller())) {
                seller = i;
            }
        }
    }

    void open(LineView opened) {
        view = opened;
        opened.fill(LineView.Field.QUANTITY, line.qty().toString());
        opened.fill(LineView.Field.PRICE, line.price().toString());
        opened.fill(LineView.Field.REASON, "");
        opened.fill(LineView.Field.DISCOUNT, "");
        opened.fill(LineView.Field.NOTE, line.note() == null ? "" : line.note());
        showSeller();
    }

    /** Name and, under it, what one costs. */
    String title() {
        return desk.language().name(line.name(), line.nameAr());
    }

    private LineView view() {
        return Objects.requireNonNull(view);
    }

    private void showSeller() {
        view().seller(
                        seller < 0
                                ? text("sellerCashier")
                                : desk.language()
                                        .name(
                                                people.get(seller).name(),
                                                people.get(seller).nameAr()));
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.F6, "sellerNext", "user", this::nextSeller)
                .unless(people.isEmpty(), "noUsers")
                .key(FunctionKey.ENTER, "apply", "check", this::apply)
                .key(FunctionKey.ESCAPE, "cancel", "x", () -> {});
    }

    private void nextSeller() {
        seller = seller + 1 == people.size() ? -1 : seller + 1;
        showSeller();
    }

    /** What was typed into the fields; what is not null is to be changed. */
    private record Wish(
            @Nullable Quantity qty,
            @Nullable Money price,
            String reason,
            @Nullable String percent,
            @Nullable Money off,
            @Nullable String note,
            @Nullable String seller) {
        boolean isEmpty() {
            return qty == null && price == null && percent == null && off == null && note == null && seller == null;
        }

        CounterAnswers.Cart apply(Counter counter, int line, @Nullable String approve) {
            CounterAnswers.Cart cart = counter.cart();
            if (note != null) {
                cart = counter.note(line, note);
            }
            if (seller != null) {
                cart = counter.seller(line, seller);
            }
            if (qty != null) {
                cart = counter.setQty(line, qty, approve);
            }
            if (price != null) {
                cart = counter.price(line, price, reason, approve);
            }
            if (percent != null || off != null) {
                cart = counter.discount(line, percent, off, approve);
            }
            return cart;
        }
    }

    private void apply() {
        if (busy) {
            return;
        }
        view().problem("", LineView.Field.QUANTITY);
        Optional<Wish> read = read();
        if (read.isEmpty()) {
            desk.sounds().blocked();
            return;
        }
        Wish wish = read.get();
        if (wish.isEmpty()) {
            view().close();
            return;
        }
        busy = true;
        desk.approvable(
                approve -> wish.apply(desk.till().counter(), line.line(), approve),
                cart -> {
                    busy = false;
                    view().close();
                    changed.accept(cart);
                },
                refused -> {
                    busy = false;
                    desk.sounds().blocked();
                    view().problem(String.valueOf(refused.getMessage()), LineView.Field.QUANTITY);
                    desk.run(() -> desk.till().counter().cart(), changed);
                });
    }

    private Optional<Wish> read() {
        String reason = view().typed(LineView.Field.REASON).strip();
        String typed = view().typed(LineView.Field.DISCOUNT).strip();
        boolean percent = typed.endsWith("%") || typed.endsWith("٪");
        String given = percent ? typed.substring(0, typed.length() - 1).strip() : typed;
        String note = view().typed(LineView.Field.NOTE).strip();
        String sold = seller < 0 ? "" : people.get(seller).userId().value();
        boolean sameSeller = sold.equals(line.seller() == null ? "" : line.seller());
        try {
            Quantity qty = number(LineView.Field.QUANTITY, text -> Typed.quantity(desk.language(), text));
            Money price = number(LineView.Field.PRICE, text -> Typed.money(desk.language(), text));
            boolean samePrice = price.equals(line.price());
            if (!samePrice && reason.isEmpty()) {
                throw new Wrong(text("reasonFirst"), LineView.Field.REASON);
            }
            return Optional.of(new Wish(
                    qty.equals(line.qty()) ? null : qty,
                    samePrice ? null : price,
                    reason,
                    percent ? discount(given, text -> Typed.percent(desk.language(), text)) : null,
                    percent || given.isEmpty() ? null : discount(given, text -> Typed.money(desk.language(), text)),
                    note.equals(line.note() == null ? "" : line.note()) ? null : note,
                    sameSeller ? null : sold));
        } catch (Wrong wrong) {
            view().problem(String.valueOf(wrong.getMessage()), wrong.field);
            return Optional.empty();
        }
    }

    private <T> T number(LineView.Field field, Function<String, T> read) {
        return number(view().typed(field), field, read);
    }

    private <T> T discount(String typed, Function<String, T> read) {
        return number(typed, LineView.Field.DISCOUNT, read);
    }

    private static <T> T number(String typed, LineView.Field field, Function<String, T> read) {
        try {
            return read.apply(typed);
        } catch (IllegalArgumentException e) {
            throw new Wrong(String.valueOf(e.getMessage()), field);
        }
    }

    /** A field that can't be read. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final LineView.Field field;

        Wrong(String words, LineView.Field field) {
            super(words);
            this.field = field;
        }
    }
}
