package org.tillmesh.app.reports;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;

/** Lets one of some things be chosen: by arrows, by typing a part of its name, or by scanning it. */
final class ChoicePresenter extends Presenter {
    /** @param id empty for all */
    record Choice(String id, String name) {}

    private final String title;
    private final BiConsumer<String, Consumer<List<Choice>>> finder;
    private final Consumer<String> chosen;
    private @Nullable ChoiceView view;
    private List<Choice> choices = List.of();
    private int selected = -1;
    private String typed = "";
    private boolean isFirstTaken;

    /** @param finder finds what a text names, at once or later */
    ChoicePresenter(
            Desk desk, String title, BiConsumer<String, Consumer<List<Choice>>> finder, Consumer<String> chosen) {
        super(desk);
        this.title = title;
        this.finder = finder;
        this.chosen = chosen;
    }

    String title() {
        return title;
    }

    void open(ChoiceView shown) {
        view = shown;
        find("");
    }

    /** Another text stands in the field. */
    void typed(String text) {
        if (!text.equals(typed)) {
            find(text);
        }
    }

    private void find(String text) {
        typed = text;
        finder.accept(text, found -> {
            if (text.equals(typed)) { // else something was typed meanwhile
                choices = found;
                selected = found.isEmpty() ? -1 : 0;
                render();
                if (isFirstTaken && found.size() == 1) {
                    take();
                }
            }
        });
    }

    @Override
    public void scanned(String code) {
        isFirstTaken = true;
        find(code);
        isFirstTaken = choices.isEmpty();
    }

    @Override
    public void render() {
        if (view != null) {
            view.choices(choices.stream().map(Choice::name).toList(), selected);
        }
    }

    void select(int row) {
        if (row >= 0 && row < choices.size() && row != selected) {
            selected = row;
            render();
        }
    }

    void take() {
        if (selected < 0) {
            desk.sounds().blocked();
            return;
        }
        if (view != null) {
            view.close();
        }
        chosen.accept(choices.get(selected).id());
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.ENTER, "apply", this::take)
                .key(FunctionKey.ESCAPE, "cancel", () -> {})
                .key(FunctionKey.UP, "chooseLine", () -> select(selected - 1))
                .key(FunctionKey.DOWN, "chooseLine", () -> select(selected + 1));
    }
}
