package org.tillmesh.app.cart;

import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.counter.CounterAnswers;

/** Chooses the lines of a cart that become one of their own, which is parked. */
public final class SplitPresenter extends Presenter {
    private final List<CounterAnswers.Line> lines;
    private final Consumer<List<CounterAnswers.Line>> putAside;
    private final SortedSet<Integer> chosen = new TreeSet<>();
    private int at;
    private @Nullable View view;

    /** The lines as they are shown. */
    interface View {
        /** @param at index of the one with the focus; @param sum of the chosen ones */
        void lines(List<CounterAnswers.Line> lines, SortedSet<Integer> chosen, int at, String sum);

        void close();
    }

    SplitPresenter(Desk desk, List<CounterAnswers.Line> lines, Consumer<List<CounterAnswers.Line>> putAside) {
        super(desk);
        this.lines = List.copyOf(lines);
        this.putAside = putAside;
    }

    void open(View opened) {
        view = opened;
        render();
    }

    private View view() {
        return Objects.requireNonNull(view);
    }

    @Override
    public void render() {
        Money sum = chosenLines().stream().map(CounterAnswers.Line::total).reduce(Money.ZERO, Money::plus);
        view().lines(lines, chosen, at, text("splitSum", String.valueOf(chosen.size()), Language.code(sum.toString())));
    }

    private List<CounterAnswers.Line> chosenLines() {
        return chosen.stream().map(lines::get).toList();
    }

    /** @param index of the line that is put to the others, or back */
    void toggle(int index) {
        at = index;
        if (!chosen.remove(index)) {
            chosen.add(index);
        }
        render();
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.UP, "chooseLine", () -> move(-1))
                .key(FunctionKey.DOWN, "chooseLine", () -> move(1))
                .key(FunctionKey.ENTER, "splitToggle", "check", () -> toggle(at))
                .key(FunctionKey.F6, "splitNow", "player-pause", this::split)
                .key(FunctionKey.ESCAPE, "back", "arrow-back", () -> {});
    }

    private void move(int by) {
        at = Math.max(0, Math.min(lines.size() - 1, at + by));
        render();
    }

    private void split() {
        if (chosen.isEmpty() || chosen.size() == lines.size()) {
            desk.sounds().blocked();
            desk.say(text(chosen.isEmpty() ? "splitNone" : "splitAll"), true);
            return;
        }
        List<CounterAnswers.Line> aside = chosenLines();
        view().close();
        putAside.accept(aside);
    }
}
