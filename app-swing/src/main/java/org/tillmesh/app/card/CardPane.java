package org.tillmesh.app.card;

import java.awt.Component;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.swing.JLabel;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.shop.Topic;

/** The amount large, how far the terminal is, its own words; under it what can be decided. */
public final class CardPane implements Pane, CardView {
    private final SwingDesk desk;
    private final CardPresenter presenter;
    private final Look.Card card = Look.card("insets 24, gap 10, wrap 1, fillx, hidemode 3", "[grow,fill]", "");
    private final JLabel title = Look.label(" ", Theme.semibold(22), "text");
    private final JLabel amount = Look.label(" ", Theme.bold(32), "text");
    private final Look.ColoredLabel stage = Look.wrapped(" ", Theme.semibold(18), "text", 400);
    private final Look.ColoredLabel said = Look.wrapped(" ", Theme.font(15), "second", 400);
    private final Look.ColoredLabel problem = Look.wrapped(" ", Theme.font(13), "danger", 400);
    private final Map<FunctionKey, KeyButton> buttons = new LinkedHashMap<>();

    private CardPane(SwingDesk desk, CardPresenter presenter) {
        this.desk = desk;
        this.presenter = presenter;
        title.setIcon(Theme.icon("credit-card", 24));
        stage.setName("card-stage");
        said.setName("card-said");
        problem.setName("card-problem");
        problem.setVisible(false);
        card.add(title, "wmin 0");
        card.add(amount, "wmin 0");
        card.add(stage, "wmin 0");
        card.add(said, "wmin 0");
        card.add(problem, "wmin 0");
        for (FunctionKey key : new FunctionKey[] {FunctionKey.F5, FunctionKey.F6, FunctionKey.F7, FunctionKey.ESCAPE}) {
            var button = new KeyButton(desk, key);
            buttons.put(key, button);
            card.add(button, "h 48!");
        }
        presenter.open(this);
        showKeys();
    }

    public static void open(SwingDesk desk, CardPresenter presenter) {
        desk.overlay().open(new CardPane(desk, presenter), desk.language());
    }

    private void showKeys() {
        KeyMap keys = presenter.keys();
        buttons.forEach((key, button) -> keys.get(key).ifPresent(button::show));
    }

    @Override
    public void shown(String titled, String sum, String at, String words, String color) {
        title.setText(titled);
        amount.setText(sum);
        stage.setText(at);
        stage.setColor(color);
        said.setText(words.isEmpty() ? " " : words);
        problem.setVisible(false);
        card.revalidate();
    }

    @Override
    public void problem(String words) {
        problem.setText(words);
        problem.setVisible(!words.isEmpty());
        card.revalidate();
    }

    @Override
    public void keysChanged() {
        showKeys();
    }

    @Override
    public void closePanel() {
        desk.overlay().close();
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        KeyButton first = buttons.get(FunctionKey.F5);
        return first == null ? card : first;
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }

    @Override
    public void changed(Topic topic) {
        presenter.changed(topic);
    }
}
