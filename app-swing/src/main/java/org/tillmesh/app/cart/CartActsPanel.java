package org.tillmesh.app.cart;

import java.awt.Component;
import java.awt.Insets;
import java.util.ArrayList;
import java.util.Collections;
import javax.swing.SwingConstants;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyAction;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** What can be done with the whole cart, a button each; one that can't be used says why under it. */
public final class CartActsPanel implements Pane, CartActs.View {
    private final SwingDesk desk;
    private final CartActs presenter;
    private final Look.Card card = Look.card("insets 20, gap 8, wrap 1, fillx", "[grow,fill]", "");

    private CartActsPanel(SwingDesk desk, CartActs presenter) {
        this.desk = desk;
        this.presenter = presenter;
        card.setFocusable(true);
        card.add(Look.wrapped(presenter.title(), Theme.semibold(22), "text", 420), "wmin 0");
        var actions = new ArrayList<KeyAction>(presenter.keys().all());
        Collections.rotate(actions, -1); // Esc comes last
        for (KeyAction action : actions) {
            var button = new KeyButton(desk, action.key());
            button.setName("cart-" + action.key().label);
            button.setHorizontalAlignment(SwingConstants.LEADING);
            button.setMargin(new Insets(0, 16, 0, 16));
            button.setFont(Theme.font(18));
            button.show(action);
            if (action.key() == FunctionKey.ESCAPE) {
                button.setHorizontalAlignment(SwingConstants.CENTER);
            }
            card.add(button, "h 56!");
            if (!action.isEnabled()) {
                card.add(Look.wrapped(action.whyNot(), Theme.font(13), "second", 420), "wmin 0");
            }
        }
        presenter.open(this);
    }

    public static void open(SwingDesk desk, CartActs presenter) {
        desk.overlay().open(new CartActsPanel(desk, presenter), desk.language());
    }

    @Override
    public void close() {
        desk.overlay().close();
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        return card;
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }
}
