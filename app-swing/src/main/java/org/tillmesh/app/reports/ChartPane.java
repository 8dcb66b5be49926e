package org.tillmesh.app.reports;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.reports.chart.Series;

/** The bars of a report, from the side where the language begins: the same series that head office's pages draw. */
final class ChartPane extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int ROW = 32;
    private static final int GAP = 12;
    private static final int LABELS = 240;
    private static final int FIGURES = 140;

    private transient @Nullable Series series;

    void show(@Nullable Series now) {
        series = now;
        revalidate();
        repaint();
    }

    private List<Series.Bar> bars() {
        return series == null ? List.of() : series.bars();
    }

    @Override
    public Dimension getPreferredSize() {
        return new Dimension(Theme.px(LABELS + FIGURES + 200), Theme.px(ROW) * bars().size() + 2 * Theme.px(GAP));
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        var g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        BigDecimal greatest = bars().stream()
                .map(bar -> bar.value().abs())
                .max(BigDecimal::compareTo)
                .filter(value -> value.signum() > 0)
                .orElse(BigDecimal.ONE);
        int row = Theme.px(ROW);
        int y = Theme.px(GAP);
        for (Series.Bar bar : bars()) {
            paint(g, bar, y, row, greatest);
            y += row;
        }
        g.dispose();
    }

    private void paint(Graphics2D g, Series.Bar bar, int y, int row, BigDecimal greatest) {
        int gap = Theme.px(GAP);
        int labels = Theme.px(LABELS);
        int room = Math.max(0, getWidth() - labels - Theme.px(FIGURES) - 3 * gap);
        int length = bar.value()
                .abs()
                .multiply(BigDecimal.valueOf(room))
                .divide(greatest, 0, RoundingMode.HALF_UP)
                .intValue();
        Font font = Theme.font(15);
        FontMetrics metrics = g.getFontMetrics(font);
        int base = y + (row - metrics.getHeight()) / 2 + metrics.getAscent();
        g.setFont(font);
        g.setColor(Theme.color("text"));
        String label = Look.shortened(bar.label(), metrics, labels);
        place(g, label, metrics, gap, base);
        g.setColor(Theme.color(bar.value().signum() < 0 ? "danger" : "primary"));
        int at = labels + 2 * gap;
        int thick = row - Theme.px(10);
        g.fillRoundRect(mirrored(at, length), y + Theme.px(5), length, thick, Theme.px(6), Theme.px(6));
        g.setColor(Theme.color("second"));
        place(g, bar.text(), metrics, at + length + gap / 2, base);
    }

    /** Where a part of so much width begins, counted from the side where the language begins. */
    private int mirrored(int from, int width) {
        return getComponentOrientation().isLeftToRight() ? from : getWidth() - from - width;
    }

    private void place(Graphics2D g, String text, FontMetrics metrics, int from, int base) {
        g.drawString(text, mirrored(from, metrics.stringWidth(text)), base);
    }
}
