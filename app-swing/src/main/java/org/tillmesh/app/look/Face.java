package org.tillmesh.app.look;

import java.awt.Color;
import java.awt.Container;
import java.awt.Font;
import javax.swing.AbstractButton;
import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import javax.swing.UIManager;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;

/** The face of a large button: a name that wraps, and a line under it. */
public final class Face {
    private static final int WIDTH = 120;

    private Face() {}

    /** Puts a name and a line beside an icon. */
    public static <B extends AbstractButton> B beside(B button, Icon icon, String name, Font font, String line) {
        button.setLayout(
                new MigLayout("insets 4 16 4 12, gap 12 0, fillx, aligny center, wrap 2", "[][grow,fill]", "[]0[]"));
        var picture = new JLabel(icon) {
            private static final long serialVersionUID = 1;

            @Override
            public Color getForeground() {
                return colorOn(getParent());
            }
        };
        button.add(picture, "spany 2, center");
        return filled(button, name, font, line, Theme.font(13), SwingConstants.LEADING);
    }

    /** Puts a name over a line, both in the middle. */
    public static <B extends AbstractButton> B over(B button, String name, Font font, String line) {
        button.setLayout(new MigLayout("insets 2 8 2 8, gap 0, fillx, aligny center, wrap 1", "[grow,fill]", "[]0[]"));
        return filled(button, name, font, line, Theme.semibold(13), SwingConstants.CENTER);
    }

    private static <B extends AbstractButton> B filled(
            B button, String name, Font font, String line, Font lineFont, int where) {
        Wrapped top = new OnButton(name, font);
        Wrapped bottom = new OnButton(line, lineFont) {
            private static final long serialVersionUID = 1;

            @Override
            public java.awt.Dimension getPreferredSize() {
                return new java.awt.Dimension(
                        Theme.px(WIDTH), getFontMetrics(getFont()).getHeight());
            }
        };
        top.setHorizontalAlignment(where);
        bottom.setHorizontalAlignment(where);
        button.add(top, "growx");
        button.add(bottom, "growx");
        button.getAccessibleContext().setAccessibleName(name);
        return button;
    }

    /** Has the colour of its button's text. */
    private static class OnButton extends Wrapped {
        private static final long serialVersionUID = 1;

        OnButton(String text, Font font) {
            super(text, font, "text", Theme.px(WIDTH));
        }

        @Override
        public Color getForeground() {
            return colorOn(getParent());
        }
    }

    private static Color colorOn(@Nullable Container parent) {
        return parent instanceof JToggleButton toggle && toggle.isSelected()
                ? UIManager.getColor("ToggleButton.selectedForeground")
                : Theme.color("text");
    }
}
