package org.tillmesh.app.payment;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.invoice.InvoiceAnswers;

/** After the sale: the change, big, and the receipt as it prints. Stays until the next scan or Enter. */
public final class DonePanel extends JPanel implements DoneView {
    private static final long serialVersionUID = 1;

    private final transient SwingDesk desk;
    private final JLabel title = Look.label("", Theme.semibold(18), "success");
    private final JLabel number = Look.label("", Theme.font(15), "second");
    private final JLabel changeLabel = Look.label("", Theme.semibold(18), "text");
    private final JLabel change = Look.label("", Theme.bold(32), "text");
    private final Look.ColoredLabel waits = Look.wrapped("", Theme.font(13), "warning", 360);
    private final Paper paper = new Paper();
    private final KeyButton print;

    public DonePanel(SwingDesk desk) {
        super(new MigLayout("insets 0, gap 8, fill, wrap 1", "[grow,fill]", "[]8[grow,fill]8[48!,fill]"));
        this.desk = desk;
        setOpaque(false);
        print = new KeyButton(desk, FunctionKey.F9);
        print.setIcon(Theme.icon("printer", 20));
        Look.Card top = new Look.Card("insets 12 16 12 16, fillx, gap 4", "[grow][right]", "[]0[]", "surface");
        title.setIcon(Theme.icon("check", 24));
        top.add(title, "wmin 0");
        top.add(changeLabel, "wrap");
        top.add(number, "wmin 0");
        top.add(change, "wmin pref, wrap");
        waits.setName("waits");
        waits.setVisible(false);
        top.add(waits, "span 2, growx, wmin 0, hidemode 3");
        add(top);
        var scroll = new JScrollPane(paper);
        scroll.setBorder(null);
        scroll.getVerticalScrollBar().setUnitIncrement(Theme.px(24));
        add(scroll, "h 100::");
        add(print);
    }

    public void translate() {
        Language in = desk.language();
        title.setText(in.text("done"));
        changeLabel.setText(in.text("change"));
        waits.setText(in.text("waitsForClearance"));
    }

    @Override
    public void sale(InvoiceAnswers.Receipt receipt) {
        Language in = desk.language();
        number.setText(Language.code(receipt.receipt()) + " · "
                + Language.code(receipt.total().toString()));
        change.setText(Language.code(receipt.change().toString()));
        waits.setVisible(!receipt.taxInvoice());
        boolean cleared = receipt.taxInvoice() && receipt.invoice().equals("standard");
        print.say(in.text(cleared ? "printTaxInvoice" : "print"));
    }

    @Override
    public void paper(byte[] png) {
        try {
            paper.image = png.length == 0 ? null : ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        paper.revalidate();
        paper.repaint();
    }

    private static final class Paper extends JPanel {
        private static final long serialVersionUID = 1;
        private static final double SCALE = 0.62;
        private transient @Nullable BufferedImage image;

        private static int scaled(int dots) {
            return Theme.px((int) (dots * SCALE));
        }

        @Override
        public Dimension getPreferredSize() {
            BufferedImage shown = image;
            return shown == null
                    ? new Dimension(Theme.px(200), Theme.px(200))
                    : new Dimension(scaled(shown.getWidth()), scaled(shown.getHeight()) + Theme.px(24));
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            super.paintComponent(graphics);
            BufferedImage shown = image;
            if (shown == null) {
                return;
            }
            var g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            int width = scaled(shown.getWidth());
            g.drawImage(shown, (getWidth() - width) / 2, Theme.px(12), width, scaled(shown.getHeight()), null);
            g.dispose();
        }
    }
}
