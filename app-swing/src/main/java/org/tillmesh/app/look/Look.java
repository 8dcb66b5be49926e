package org.tillmesh.app.look;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.ComponentOrientation;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.Scrollable;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.text.AbstractDocument;
import javax.swing.text.AttributeSet;
import javax.swing.text.BadLocationException;
import javax.swing.text.DocumentFilter;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.keys.Latin;

/** The parts that screens are made of. Colours are asked for when painting, so that a change of theme needs no rebuild. */
public final class Look {
    private Look() {}

    public static ComponentOrientation orientation(Language language) {
        return language.isRightToLeft() ? ComponentOrientation.RIGHT_TO_LEFT : ComponentOrientation.LEFT_TO_RIGHT;
    }

    public static JButton button(String text, @Nullable String icon) {
        var button = new JButton(text);
        button.setFocusable(true);
        if (icon != null) {
            button.setIcon(Theme.icon(icon, 20));
            button.setIconTextGap(Theme.px(8));
        }
        return button;
    }

    public static JLabel label(String text, Font font, String color) {
        var label = new ColoredLabel(color);
        label.setText(text);
        label.setFont(font);
        return label;
    }

    /** A text in as many lines as it needs; it asks for the height of this width. */
    public static Wrapped wrapped(String text, Font font, String color, int width) {
        return new Wrapped(text, font, color, Theme.px(width));
    }

    /** In how many lines a text is shown where there is so much width. */
    public static int lines(String text, FontMetrics metrics, int width) {
        return Wrapped.lines(text, metrics, Math.max(1, width), Integer.MAX_VALUE)
                .size();
    }

    /** As much of a text as so much width has room for. */
    public static String shortened(String text, FontMetrics metrics, int width) {
        return Wrapped.lines(text, metrics, Math.max(1, width), 1).get(0);
    }

    public static class ColoredLabel extends JLabel {
        private static final long serialVersionUID = 1;
        private String color;

        ColoredLabel(String color) {
            this.color = color;
        }

        public void setColor(String name) {
            color = name;
            repaint();
        }

        @Override
        public Color getForeground() {
            return color == null ? super.getForeground() : Theme.color(color);
        }
    }

    /** A rounded surface. */
    public static class Card extends JPanel {
        private static final long serialVersionUID = 1;
        private String color;

        public Card(String layout, String columns, String rows, String color) {
            super(new MigLayout(layout, columns, rows));
            this.color = color;
            setOpaque(false);
        }

        public void setColor(String name) {
            color = name;
            repaint();
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            var g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(Theme.color(color));
            g.fillRoundRect(0, 0, getWidth(), getHeight(), Theme.px(24), Theme.px(24));
            g.dispose();
            super.paintComponent(graphics);
        }
    }

    public static Card card(String layout, String columns, String rows) {
        return new Card(layout, columns, rows, "surface");
    }

    /** What scrolls up and down and is never wider than its window. */
    public static final class Column extends JPanel implements Scrollable {
        private static final long serialVersionUID = 1;
        private static final int STEP = 24;

        public Column(JComponent content) {
            super(new BorderLayout());
            setOpaque(false);
            add(content);
        }

        @Override
        public Dimension getPreferredScrollableViewportSize() {
            return getPreferredSize();
        }

        @Override
        public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
            return Theme.px(STEP);
        }

        @Override
        public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
            return Math.max(Theme.px(STEP), visible.height - Theme.px(STEP));
        }

        @Override
        public boolean getScrollableTracksViewportWidth() {
            return true;
        }

        @Override
        public boolean getScrollableTracksViewportHeight() {
            return false;
        }
    }

    /**
     * A field for amounts, codes, phones and dates: left to right and right-aligned in every language. Keys of an Arabic
     * layout mean what they mean on a Latin one: the point of a sum lies under an Arabic letter.
     */
    public static final class NumberField extends JTextField {
        private static final long serialVersionUID = 1;

        public NumberField(float size) {
            setFont(Theme.semibold(size));
            setHorizontalAlignment(SwingConstants.RIGHT);
            ((AbstractDocument) getDocument()).setDocumentFilter(new InLatin());
        }

        @Override
        public void setComponentOrientation(ComponentOrientation orientation) {
            super.setComponentOrientation(ComponentOrientation.LEFT_TO_RIGHT);
        }

        /** What was typed, with ASCII digits and point. */
        public String plain() {
            return Typed.asciiDigits(getText().strip()).replace(',', '.').replace('\u066B', '.');
        }
    }

    private static final class InLatin extends DocumentFilter {
        @Override
        public void insertString(FilterBypass field, int at, String text, AttributeSet style)
                throws BadLocationException {
            super.insertString(field, at, Latin.of(text), style);
        }

        @Override
        public void replace(FilterBypass field, int at, int length, @Nullable String text, AttributeSet style)
                throws BadLocationException {
            super.replace(field, at, length, text == null ? null : Latin.of(text), style);
        }
    }

    /** Cells that know their direction: names follow the screen, numbers stand right and read left to right. */
    public static final class Cells extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1;
        private static final int INSET = 12;
        private final boolean number;

        public Cells(boolean number) {
            this.number = number;
        }

        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focused, int row, int column) {
            super.getTableCellRendererComponent(table, value, selected, false, row, column);
            setFont(selected ? Theme.semibold(15) : Theme.font(15));
            int room = table.getColumnModel().getColumn(column).getWidth() - 2 * Theme.px(INSET);
            setText(Wrapped.lines(getText(), getFontMetrics(getFont()), room, 1).get(0));
            setComponentOrientation(number ? ComponentOrientation.LEFT_TO_RIGHT : table.getComponentOrientation());
            setHorizontalAlignment(number ? SwingConstants.RIGHT : SwingConstants.LEADING);
            setBorder(BorderFactory.createEmptyBorder(0, Theme.px(INSET), 0, Theme.px(INSET)));
            return this;
        }
    }

    public static DefaultTableCellRenderer header(boolean number) {
        return new DefaultTableCellRenderer() {
            private static final long serialVersionUID = 1;

            @Override
            public Component getTableCellRendererComponent(
                    JTable table, Object value, boolean selected, boolean focused, int row, int column) {
                super.getTableCellRendererComponent(table, value, false, false, row, column);
                setComponentOrientation(table.getComponentOrientation());
                setHorizontalAlignment(number ? SwingConstants.RIGHT : SwingConstants.LEADING);
                setBorder(BorderFactory.createEmptyBorder(0, Theme.px(12), 0, Theme.px(12)));
                setFont(Theme.font(13));
                setBackground(Theme.color("raised"));
                setForeground(Theme.color("second"));
                return this;
            }
        };
    }

    public static JPanel transparent(String layout, String columns, String rows) {
        var panel = new JPanel(new MigLayout(layout, columns, rows));
        panel.setOpaque(false);
        return panel;
    }
}
