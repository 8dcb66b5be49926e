package org.tillmesh.app.look;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.swing.SwingConstants;
import javax.swing.plaf.basic.BasicGraphicsUtils;

/** A text in as many lines as it needs at a width. Where there is no room for all of them the last one ends in an ellipsis. */
class Wrapped extends Look.ColoredLabel {
    private static final long serialVersionUID = 1;
    private static final String MORE = "…";

    private final int wished;

    /** @param wished the width for which the height is asked while the label has none yet */
    Wrapped(String text, Font font, String color, int wished) {
        super(color);
        this.wished = wished;
        setFont(font);
        setText(text);
    }

    private int textWidth() {
        Insets around = getInsets();
        return Math.max(1, (getWidth() > 0 ? getWidth() : wished) - around.left - around.right);
    }

    @Override
    public Dimension getPreferredSize() {
        FontMetrics metrics = getFontMetrics(getFont());
        Insets around = getInsets();
        int lines = lines(getText(), metrics, textWidth(), Integer.MAX_VALUE).size();
        int widest = Math.min(wished, metrics.stringWidth(getText()) + 2);
        return new Dimension(
                widest + around.left + around.right, lines * metrics.getHeight() + around.top + around.bottom);
    }

    /** At another width it needs another height. */
    @Override
    public void setBounds(int x, int y, int width, int height) {
        boolean another = width != getWidth();
        super.setBounds(x, y, width, height);
        if (another && isShowing()) {
            revalidate();
        }
    }

    @Override
    public Dimension getMinimumSize() {
        return new Dimension(1, getFontMetrics(getFont()).getHeight());
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        var g = (Graphics2D) graphics.create();
        g.setFont(getFont());
        g.setColor(getForeground());
        FontMetrics metrics = g.getFontMetrics();
        Insets around = getInsets();
        int height = getHeight() - around.top - around.bottom;
        List<String> lines = lines(getText(), metrics, textWidth(), Math.max(1, height / metrics.getHeight()));
        int y = around.top + metrics.getAscent();
        for (String line : lines) {
            BasicGraphicsUtils.drawString(this, g, line, x(metrics.stringWidth(line), around), y);
            y += metrics.getHeight();
        }
        g.dispose();
    }

    private int x(int lineWidth, Insets around) {
        int room = getWidth() - around.left - around.right - lineWidth;
        return around.left
                + switch (getHorizontalAlignment()) {
                    case SwingConstants.CENTER -> room / 2;
                    default -> getComponentOrientation().isLeftToRight() ? 0 : room;
                };
    }

    /** Breaks at spaces, and inside a word that is wider than a line. Every line keeps the direction of its paragraph. */
    static List<String> lines(String plain, FontMetrics metrics, int width, int max) {
        String text = Digits.shown(plain);
        var lines = new ArrayList<String>();
        if (max == 1) {
            return List.of(shortened(directionOf(text) + text.replace('\n', ' '), metrics, width));
        }
        for (String paragraph : text.split("\n", -1)) {
            addLines(paragraph, metrics, width, lines);
        }
        if (lines.size() <= max) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, max));
        kept.set(max - 1, shortened(kept.get(max - 1) + lines.get(max), metrics, width));
        return kept;
    }

    private static String shortened(String line, FontMetrics metrics, int width) {
        if (metrics.stringWidth(line) <= width) {
            return line;
        }
        String kept = line.stripTrailing();
        while (!kept.isEmpty() && metrics.stringWidth(kept + MORE) > width) {
            kept = kept.substring(0, kept.length() - 1);
        }
        return kept + MORE;
    }

    private static void addLines(String paragraph, FontMetrics metrics, int width, List<String> lines) {
        String mark = directionOf(paragraph);
        if (metrics.stringWidth(mark + paragraph) <= width) {
            lines.add(mark + paragraph);
            return;
        }
        var breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(paragraph);
        var line = new StringBuilder(mark);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String piece = paragraph.substring(from, to);
            if (line.length() > mark.length() && metrics.stringWidth((line + piece).stripTrailing()) > width) {
                lines.add(line.toString());
                line = new StringBuilder(mark);
            }
            if (metrics.stringWidth((mark + piece).stripTrailing()) <= width) {
                line.append(piece);
                continue;
            }
            for (char c : piece.toCharArray()) {
                if (line.length() > mark.length()
                        && metrics.stringWidth((line.toString() + c).stripTrailing()) > width) {
                    lines.add(line.toString());
                    line = new StringBuilder(mark);
                }
                line.append(c);
            }
        }
        lines.add(line.toString());
    }

    /** A mark of the direction of a paragraph's first strong letter; empty if it has none. */
    private static String directionOf(String paragraph) {
        for (int i = 0; i < paragraph.length(); i++) {
            switch (Character.getDirectionality(paragraph.charAt(i))) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    return "\u200E";
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    return "\u200F";
                }
                default -> {}
            }
        }
        return "";
    }
}
