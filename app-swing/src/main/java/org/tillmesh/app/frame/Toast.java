package org.tillmesh.app.frame;

import java.awt.Dimension;
import javax.swing.JButton;
import javax.swing.JLayeredPane;
import javax.swing.Timer;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** What was done just now, and the key that undoes it; over the end of the cart, where nothing is touched; gone after a while. */
public final class Toast extends Look.Card {
    private static final long serialVersionUID = 1;
    private static final int SHOWN_MILLIS = 8_000;
    private static final int WIDTH = 480;
    private static final int EDGE = 20;
    private static final int OVER_SUM = 192;

    private final Look.ColoredLabel words = (Look.ColoredLabel) Look.label("", Theme.semibold(15), "bg");
    private final JButton button = Look.button("", "arrow-back");
    private final Timer gone = new Timer(SHOWN_MILLIS, event -> clear());
    private transient FunctionKey key = FunctionKey.ESCAPE;

    public Toast(Desk desk) {
        super("insets 8 16 8 8, fill", "[grow,fill][]", "[48!,center]", "text");
        words.setName("toast");
        button.setFocusable(false);
        button.addActionListener(event -> {
            clear();
            desk.press(key);
        });
        add(words, "wmin 0");
        add(button, "h 48!");
        gone.setRepeats(false);
        setVisible(false);
    }

    public void say(JLayeredPane window, Language in, String text, String act, FunctionKey undo) {
        key = undo;
        words.setText(text);
        button.setText(act + "  " + undo.label);
        if (getParent() != window) {
            window.add(this, JLayeredPane.POPUP_LAYER);
        }
        applyComponentOrientation(Look.orientation(in));
        Dimension wished = getPreferredSize();
        int width = Math.min(Theme.px(WIDTH), window.getWidth());
        setBounds(
                in.isRightToLeft() ? window.getWidth() - width - Theme.px(EDGE) : Theme.px(EDGE),
                window.getHeight() - Theme.px(OVER_SUM) - wished.height,
                width,
                wished.height);
        setVisible(true);
        validate();
        gone.restart();
    }

    public void clear() {
        gone.stop();
        setVisible(false);
    }
}
