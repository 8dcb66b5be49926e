package org.tillmesh.app.frame;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Color;
import java.awt.Insets;
import javax.swing.JButton;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyAction;
import org.tillmesh.app.look.Theme;

/** A button that a key stands on: it shows what the key means now and does the same. One that can't be used says why. */
public final class KeyButton extends JButton {
    private static final long serialVersionUID = 1;

    private final FunctionKey key;
    private String icon = "";
    private @Nullable String style;
    private boolean unusable;

    public KeyButton(Desk desk, FunctionKey key) {
        this.key = key;
        setFocusable(false);
        setIconTextGap(Theme.px(8));
        setMargin(new Insets(0, 2, 0, 2));
        addActionListener(event -> desk.press(key));
    }

    /** A style of the theme that it has while it can be used. */
    public KeyButton in(String name) {
        style = name;
        putClientProperty(FlatClientProperties.STYLE_CLASS, name);
        return this;
    }

    FunctionKey key() {
        return key;
    }

    public void show(KeyAction action) {
        unusable = !action.isEnabled();
        putClientProperty(FlatClientProperties.STYLE_CLASS, unusable ? null : style);
        say(action.text());
        if (!action.icon().equals(icon)) {
            icon = action.icon();
            setIcon(icon.isEmpty() ? null : Theme.icon(icon, 20));
        }
        repaint();
    }

    /** Other words than the key's own, such as the name of who was chosen by it. */
    public void say(String words) {
        setText(words + " " + key.label);
    }

    @Override
    public Color getForeground() {
        return unusable ? Theme.color("border") : super.getForeground();
    }
}
