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
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;

/** After the sale: the change, big, and the receipt as it prints. Stays until the next scan or Enter. */
public final class DonePanel extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient Desk desk;
    private final JLabel title = Look.label("", Theme.semibold(18), "success");
    private final JLabel number = Look.label("", Theme.font(15), "second");
    private final JLabel changeLabel = Look.label("", Theme.semibold(18), "text");
    private final JLabel change = Look.label("", Theme.bold(32), "text");
    private final Look.ColoredLabel waits = Look.wrapped("", Theme.font(13), "warning", 360);
    private final Paper paper = new Paper();
    private final JButton print = Look.button("", "printer");
    private transient InvoiceAnswers.@Nullable Receipt receipt;
    private boolean returned;

    public DonePanel(Desk desk) {
        super(new MigLayout("insets 0, gap 8, fill, wrap 1", "[grow,fill]", "[]8[grow,fill]8[48!,fill]"));
        this.desk = desk;
        setOpaque(false);
        Look.Card top = new Look.Card("insets 12 16 12 16, fillx, gap 4", "[grow][right]", "[]0[]", "surface");
        title.setIcon(Theme.icon("check", 24));
        top.add(title, "wmin 0");
        top.add(changeLabel, "wrap");
        top.add(number, "wmin 0");
        top.add(change, "wmin pref, wrap");
        waits.setName("waits");
        top.add(waits, "span 2, growx, wmin 0, hidemode 3");
        add(top);
        var scroll = new JScrollPane(paper);
        scroll.setBorder(null);
        scroll.getVerticalScrollBar().setUnitIncrement(24);
        add(scroll, "h 100::");
        print.setFocusable(false);
        print.addActionListener(event -> reprint());
        add(print);
    }

    public void show(InvoiceAnswers.Receipt done, boolean isReturn) {
        receipt = done;
        returned = isReturn;
        paper.image = null;
        translate();
        desk.aside(
                () -> desk.till().papers().receiptImage(null, done.uuid()),
                this::paint,
                refused -> desk.say(String.valueOf(refused.getMessage()), true));
    }

    private void paint(byte[] png) {
        try {
            paper.image = ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        paper.revalidate();
        paper.repaint();
    }

    /** A proforma becomes the tax invoice as soon as the authority has cleared it. */
    public void statusChanged(LinkAnswers.Status status) {
        InvoiceAnswers.Receipt done = receipt;
        if (done == null || done.taxInvoice() || status.zatca().toPrint() == 0) {
            return;
        }
        desk.aside(
                () -> desk.till().papers().invoiceDocument(null, done.uuid()).taxInvoice(),
                cleared -> {
                    if (cleared && receipt == done) {
                        show(done.cleared(), returned);
                    }
                },
                refused -> desk.say(String.valueOf(refused.getMessage()), true));
    }

    public void reprint() {
        InvoiceAnswers.Receipt done = receipt;
        if (done != null) {
            desk.run(
                    () -> {
                        desk.till().papers().print(null, done.uuid());
                        return true;
                    },
                    printed -> {});
        }
    }

    public void translate() {
        Language in = desk.language();
        title.setText(in.text(returned ? "returned" : "done"));
        InvoiceAnswers.Receipt done = receipt;
        number.setText(
                done == null
                        ? ""
                        : Language.code(done.receipt()) + " · "
                                + Language.code(done.total().toString()));
        changeLabel.setText(in.text(returned ? "refund" : "change"));
        change.setText(done == null ? "" : Language.code((returned ? done.total() : done.change()).toString()));
        boolean proforma = done != null && !done.taxInvoice();
        waits.setVisible(proforma);
        waits.setText(in.text("waitsForClearance"));
        boolean nowCleared = done != null && done.taxInvoice() && done.invoice().equals("standard");
        print.setText(in.text(nowCleared ? "printTaxInvoice" : "print") + "  F9");
    }

    private static final class Paper extends JPanel {
        private static final long serialVersionUID = 1;
        private static final double SCALE = 0.62;
        private transient @Nullable BufferedImage image;

        @Override
        public Dimension getPreferredSize() {
            BufferedImage shown = image;
            return shown == null
                    ? new Dimension(200, 200)
                    : new Dimension((int) (shown.getWidth() * SCALE), (int) (shown.getHeight() * SCALE) + 24);
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
            int width = (int) (shown.getWidth() * SCALE);
            g.drawImage(shown, (getWidth() - width) / 2, 12, width, (int) (shown.getHeight() * SCALE), null);
            g.dispose();
        }
    }
}
