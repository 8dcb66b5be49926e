package org.tillmesh.app.facing;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.look.Language;
import org.tillmesh.hardware.receipt.PlexFont;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.device.DeviceAnswers;

/** Paints what the customer sees, large. Names and sums stand on opposite sides, by the direction of its language. */
final class FacingCanvas extends JComponent {
    private static final long serialVersionUID = 1;
    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x1B, 0x1F, 0x24);
    private static final Color SECOND = new Color(0x5B, 0x64, 0x70);
    private static final Color GOOD = new Color(0x0B, 0x6E, 0x3B);
    private static final int ROWS = 14;

    private final Language language;
    private final transient FacingPictures pictures;
    private transient DeviceAnswers.Facing shown = DeviceAnswers.Facing.IDLE;
    private transient @Nullable BufferedImage picture;
    private boolean isIdle;

    FacingCanvas(Language language, FacingPictures pictures) {
        this.language = language;
        this.pictures = pictures;
        setOpaque(true);
    }

    /** On Swing's thread. While nobody buys, each call shows the next picture. */
    void show(DeviceAnswers.Facing now) {
        boolean wasIdle = isIdle;
        isIdle = now.kind().equals(DeviceAnswers.Facing.IDLE.kind());
        if (isIdle) {
            picture = pictures.next();
        }
        if (!now.equals(shown) || isIdle || wasIdle) {
            shown = now;
            repaint();
        }
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        var g = (Graphics2D) graphics.create();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setColor(PAPER);
            g.fillRect(0, 0, getWidth(), getHeight());
            switch (shown.kind()) {
                case "cart" -> cart(g);
                case "sold" -> sold(g);
                default -> idle(g);
            }
        } finally {
            g.dispose();
        }
    }

    private String name(String english, String arabic) {
        return language.isRightToLeft() && !arabic.isEmpty() ? arabic : english;
    }

    private int row() {
        return Math.max(16, getHeight() / ROWS);
    }

    private int margin() {
        return row() / 2;
    }

    private void idle(Graphics2D g) {
        BufferedImage image = picture;
        if (image == null) {
            centred(g, language.text("facingWelcome"), PlexFont.BOLD.at(row() * 1.6f), INK, getHeight() / 2);
            return;
        }
        double scale = Math.min(getWidth() / (double) image.getWidth(), getHeight() / (double) image.getHeight());
        int width = (int) (image.getWidth() * scale);
        int height = (int) (image.getHeight() * scale);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
    }

    /** The last lines that there is room for, deals under them, sums at the foot. */
    private void cart(Graphics2D g) {
        Font plain = PlexFont.REGULAR.at(row() * 0.6f);
        boolean paying = !shown.tendered().isZero();
        int foot = getHeight() - row() * (paying ? 5 : 3);
        List<DeviceAnswers.FacingDeal> deals = shown.deals();
        int dealRows = Math.min(deals.size(), 3);
        int room = Math.max(1, foot / row() - dealRows - 1);
        List<DeviceAnswers.FacingLine> lines = shown.lines();
        int y = margin() + row();
        for (DeviceAnswers.FacingLine line : lines.subList(Math.max(0, lines.size() - room), lines.size())) {
            String name = name(line.name(), line.nameAr());
            pair(g, line.qty() + " × " + name, line.total().toString(), plain, INK, y);
            y += row();
        }
        for (DeviceAnswers.FacingDeal deal : deals.subList(deals.size() - dealRows, deals.size())) {
            pair(g, name(deal.name(), deal.nameAr()), "−" + deal.off(), plain, GOOD, y);
            y += row();
        }
        g.setColor(SECOND);
        g.fillRect(margin(), foot, getWidth() - 2 * margin(), 2);
        int at = foot + row() * 3 / 2;
        sum(g, language.text("facingTotal"), shown.total(), PlexFont.BOLD.at(row() * 1.2f), INK, at);
        if (paying) {
            sum(g, language.text("facingPaid"), shown.tendered(), plain, SECOND, at + row() * 3 / 2);
            boolean isLeft = shown.due().isPositive();
            sum(
                    g,
                    isLeft ? language.text("facingDue") : language.text("facingChange"),
                    isLeft ? shown.due() : shown.change(),
                    PlexFont.SEMI_BOLD.at(row() * 0.9f),
                    isLeft ? INK : GOOD,
                    at + row() * 5 / 2 + row() / 4);
        }
    }

    private void sold(Graphics2D g) {
        int y = margin() + row();
        centred(g, language.text("facingThanks"), PlexFont.BOLD.at(row() * 1.2f), GOOD, y);
        y += row() * 3 / 2;
        sum(g, language.text("facingTotal"), shown.total(), PlexFont.SEMI_BOLD.at(row() * 0.9f), INK, y);
        if (!shown.change().isZero()) {
            y += row() * 5 / 4;
            sum(g, language.text("facingChange"), shown.change(), PlexFont.BOLD.at(row()), GOOD, y);
        }
        if (!shown.qr().isEmpty()) {
            y += row() / 2;
            int side = qr(g, shown.qr(), y, getHeight() - y - row() * 5 / 4);
            centred(
                    g,
                    language.text("facingInvoice"),
                    PlexFont.REGULAR.at(row() * 0.6f),
                    SECOND,
                    y + side + row() * 3 / 4);
        }
    }

    /** Whole dots a module, with its quiet zone. @return how high it is */
    private int qr(Graphics2D g, String text, int y, int room) {
        BitMatrix bits;
        try {
            bits = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 4));
        } catch (WriterException e) {
            return 0; // longer than any code: the receipt has it
        }
        int module = Math.max(1, Math.min(room, getWidth() - 2 * margin()) / bits.getWidth());
        int left = (getWidth() - bits.getWidth() * module) / 2;
        g.setColor(Color.BLACK);
        for (int row = 0; row < bits.getHeight(); row++) {
            for (int column = 0; column < bits.getWidth(); column++) {
                if (bits.get(column, row)) {
                    g.fillRect(left + column * module, y + row * module, module, module);
                }
            }
        }
        return bits.getHeight() * module;
    }

    private void sum(Graphics2D g, String label, Money sum, Font font, Color color, int y) {
        pair(g, label, sum.toString(), font, color, y);
    }

    /** The text at the side where its language begins, cut where the sum needs room; the sum at the other. */
    private void pair(Graphics2D g, String text, String sum, Font font, Color color, int y) {
        g.setFont(font);
        g.setColor(color);
        FontMetrics metrics = g.getFontMetrics();
        int sumWidth = metrics.stringWidth(sum);
        String cut = cut(text, metrics, getWidth() - 3 * margin() - sumWidth);
        if (language.isRightToLeft()) {
            g.drawString(cut, getWidth() - margin() - metrics.stringWidth(cut), y);
            g.drawString(sum, margin(), y);
        } else {
            g.drawString(cut, margin(), y);
            g.drawString(sum, getWidth() - margin() - sumWidth, y);
        }
    }

    private static String cut(String text, FontMetrics metrics, int room) {
        if (metrics.stringWidth(text) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && metrics.stringWidth(text.substring(0, end) + "…") > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "…";
    }

    private void centred(Graphics2D g, String text, Font font, Color color, int y) {
        g.setFont(font);
        g.setColor(color);
        g.drawString(text, (getWidth() - g.getFontMetrics().stringWidth(text)) / 2, y);
    }
}
