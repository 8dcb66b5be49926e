package org.tillmesh.app.look;

import com.formdev.flatlaf.ui.FlatButtonUI;
import com.formdev.flatlaf.ui.FlatLabelUI;
import com.formdev.flatlaf.ui.FlatToggleButtonUI;
import com.formdev.flatlaf.ui.FlatToolTipUI;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Rectangle;
import java.util.Map;
import javax.swing.AbstractButton;
import javax.swing.Icon;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.UIManager;
import javax.swing.plaf.ComponentUI;
import javax.swing.plaf.basic.BasicHTML;
import org.jspecify.annotations.Nullable;

/**
 * Shows every text as it is. Swing takes a text that begins with {@code <html>} for markup and fetches the pictures that it
 * names; a product's name comes from files of others. And no text makes its label or button wider than there is room for:
 * it ends in an ellipsis. Swing asks these classes for every component, those of renderers and tooltips too.
 */
final class PlainText {
    private static final int LABEL_MIN = 8;
    private static final int BUTTON_MIN = 44;

    private PlainText() {}

    /** For every component made from now on. */
    static void install() {
        Map.of(
                        "LabelUI", PlainLabel.class,
                        "ButtonUI", PlainButton.class,
                        "ToggleButtonUI", PlainToggle.class,
                        "ToolTipUI", PlainTip.class)
                .forEach((kind, looks) -> UIManager.put(kind, looks.getName()));
    }

    private static void plain(JComponent component) {
        component.putClientProperty("html.disable", true);
        BasicHTML.updateRenderer(component, "");
    }

    /** Null where the component's layout knows: a button with parts of its own. */
    private static @Nullable Dimension narrow(@Nullable Dimension wished, int min) {
        return wished == null ? null : new Dimension(Math.min(wished.width, min), wished.height);
    }

    public static final class PlainLabel extends FlatLabelUI {
        public PlainLabel() {
            super(false);
        }

        public static ComponentUI createUI(JComponent component) {
            return new PlainLabel();
        }

        @Override
        protected void installDefaults(JLabel label) {
            plain(label);
            super.installDefaults(label);
        }

        @Override
        public @Nullable Dimension getMinimumSize(JComponent label) {
            return narrow(getPreferredSize(label), LABEL_MIN);
        }

        @Override
        protected String layoutCL(
                JLabel label,
                FontMetrics metrics,
                String text,
                Icon icon,
                Rectangle view,
                Rectangle iconPlace,
                Rectangle textPlace) {
            return super.layoutCL(label, metrics, Digits.shown(text), icon, view, iconPlace, textPlace);
        }
    }

    public static final class PlainButton extends FlatButtonUI {
        public PlainButton() {
            super(false);
        }

        public static ComponentUI createUI(JComponent component) {
            return new PlainButton();
        }

        @Override
        protected void installDefaults(AbstractButton button) {
            plain(button);
            super.installDefaults(button);
        }

        @Override
        protected void paintText(Graphics g, AbstractButton b, Rectangle place, String text) {
            super.paintText(g, b, place, Digits.shown(text));
        }

        @Override
        public @Nullable Dimension getMinimumSize(JComponent button) {
            return narrow(getPreferredSize(button), BUTTON_MIN);
        }
    }

    public static final class PlainToggle extends FlatToggleButtonUI {
        public PlainToggle() {
            super(false);
        }

        public static ComponentUI createUI(JComponent component) {
            return new PlainToggle();
        }

        @Override
        protected void installDefaults(AbstractButton button) {
            plain(button);
            super.installDefaults(button);
        }

        @Override
        protected void paintText(Graphics g, AbstractButton b, Rectangle place, String text) {
            super.paintText(g, b, place, Digits.shown(text));
        }

        @Override
        public @Nullable Dimension getMinimumSize(JComponent button) {
            return narrow(getPreferredSize(button), BUTTON_MIN);
        }
    }

    public static final class PlainTip extends FlatToolTipUI {
        public static ComponentUI createUI(JComponent component) {
            return new PlainTip();
        }

        @Override
        protected void installDefaults(JComponent tip) {
            plain(tip);
            super.installDefaults(tip);
        }
    }
}
