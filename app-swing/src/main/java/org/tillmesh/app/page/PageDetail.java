package org.tillmesh.app.page;

import java.awt.CardLayout;
import java.awt.ComponentOrientation;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** What is told of the chosen row: lines, or a paper as it was printed. */
final class PageDetail extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int WISHED = 380;

    private final CardLayout cards = new CardLayout();
    private final Look.Card lines = Look.card("insets 12 16 12 16, gap 12 6, fillx, wrap 2", "[grow,fill][]", "");
    private final Paper paper = new Paper();
    private transient List<PageLine> shown = List.of();

    PageDetail() {
        setLayout(cards);
        setOpaque(false);
        lines.setName("page-detail");
        add(scrolled(lines), "lines");
        add(scrolled(paper), "paper");
    }

    private static JScrollPane scrolled(JComponent content) {
        var pane = new JScrollPane(new Look.Column(content));
        pane.setOpaque(false);
        pane.getViewport().setOpaque(false);
        pane.setBorder(null);
        pane.setHorizontalScrollBarPolicy(ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        return pane;
    }

    void show(List<PageLine> now, ComponentOrientation orientation) {
        cards.show(this, "lines");
        if (now.equals(shown) && lines.getComponentOrientation() == orientation) {
            return;
        }
        shown = List.copyOf(now);
        lines.removeAll();
        for (PageLine line : now) {
            add(line);
        }
        applyComponentOrientation(orientation);
        revalidate();
        repaint();
    }

    private void add(PageLine line) {
        switch (line.kind()) {
            case HEAD -> lines.add(Look.wrapped(line.label(), Theme.semibold(18), "text", WISHED), "span 2, growx, wmin 0");
            case WORDS ->
                lines.add(Look.wrapped(line.label(), Theme.font(15), line.tone().color, WISHED), "span 2, growx, wmin 0");
            case PAIR, BAR -> {
                lines.add(Look.wrapped(line.label(), Theme.font(15), "second", WISHED / 2), "wmin 0, growx");
                JLabel value = Look.label(
                        line.value(), Theme.semibold(15), line.tone() == Tone.PLAIN ? "text" : line.tone().color);
                lines.add(value, "wmin 0, alignx trailing");
                if (line.kind() == PageLine.Kind.BAR) {
                    lines.add(new Bar(line.percent()), "span 2, growx, h 8!");
                }
            }
        }
    }

    void paper(byte @Nullable [] png) {
        if (png == null) {
            return;
        }
        try {
            paper.show(ImageIO.read(new ByteArrayInputStream(png)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shown = List.of();
        cards.show(this, "paper");
    }

    /** How much of the greatest it is. */
    private static final class Bar extends JComponent {
        private static final long serialVersionUID = 1;
        private final int percent;

        Bar(int percent) {
            this.percent = percent;
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            var g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(Theme.color("raised"));
            g.fillRoundRect(0, 0, getWidth(), getHeight(), getHeight(), getHeight());
            g.setColor(Theme.color("primary"));
            int width = getWidth() * percent / 100;
            int from = getComponentOrientation().isLeftToRight() ? 0 : getWidth() - width;
            g.fillRoundRect(from, 0, width, getHeight(), getHeight(), getHeight());
            g.dispose();
        }
    }

    /** A picture of a paper, as wide as there is room, and never larger than it is. */
    private static final class Paper extends JComponent {
        private static final long serialVersionUID = 1;
        private transient @Nullable BufferedImage image;

        void show(BufferedImage picture) {
            image = picture;
            revalidate();
            repaint();
        }

        private int wide() {
            return image == null ? 0 : Math.min(image.getWidth(), Math.max(1, getWidth() == 0 ? Theme.px(WISHED) : getWidth()));
        }

        @Override
        public Dimension getPreferredSize() {
            return image == null
                    ? new Dimension(1, 1)
                    : new Dimension(wide(), (int) ((long) image.getHeight() * wide() / image.getWidth()));
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            if (image == null) {
                return;
            }
            var g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            Dimension size = getPreferredSize();
            g.drawImage(image, (getWidth() - size.width) / 2, 0, size.width, size.height, null);
            g.dispose();
        }
    }
}
