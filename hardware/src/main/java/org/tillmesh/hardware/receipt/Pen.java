package org.tillmesh.hardware.receipt;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.PrintPage;

/**
 * Draws down a strip of paper. Without graphics it only measures. Arabic is shaped by Java2D; each number is drawn by
 * itself at its column's right edge, so no text direction can ever turn quantity and price round.
 */
final class Pen {
    private static final int MARGIN = 12;
    private static final int QR_MODULE_MAX = 6;
    private static final int QR_QUIET = 4;

    private final int width;
    private final float scale;
    private final @Nullable Graphics2D graphics;
    private final Graphics2D ruler = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY).createGraphics();
    private int y;
    private PrintPage.@Nullable QrSlot qr;

    Pen(int width, @Nullable Graphics2D graphics) {
        this.width = width;
        this.scale = width / (float) ReceiptPainter.WIDTH_80_MM;
        this.graphics = graphics;
        hint(ruler); // else it measures whole dots a letter, and a long row runs off the paper
        if (graphics != null) {
            hint(graphics);
        }
    }

    private static void hint(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }

    /** Black on white, as high as it needs to be. */
    static PrintPage page(int width, Consumer<Pen> drawing) {
        var measured = new Pen(width, null);
        drawing.accept(measured);
        var image = new BufferedImage(width, measured.y + MARGIN, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setColor(Color.BLACK);
            drawing.accept(new Pen(width, graphics));
        } finally {
            graphics.dispose();
        }
        return new PrintPage(image, measured.qr);
    }

    private Font font(PlexFont weight, int size) {
        return weight.at(Math.max(15, size * scale));
    }

    private int widthOf(String text, Font font) {
        return ruler.getFontMetrics(font).stringWidth(text);
    }

    private int rowOf(Font font) {
        return Math.round(font.getSize2D() * 1.5f);
    }

    private void text(String text, Font font, int x) {
        if (graphics != null) {
            graphics.setFont(font);
            graphics.drawString(text, x, y + Math.round(font.getSize2D() * 1.08f));
        }
    }

    void gap(int dots) {
        y += Math.round(dots * scale);
    }

    void rule() {
        gap(8);
        if (graphics != null) {
            for (int x = MARGIN; x < width - MARGIN; x += 8) {
                graphics.fillRect(x, y, 4, 2);
            }
        }
        gap(10);
    }

    void centred(String text, PlexFont weight, int size) {
        if (text.isBlank()) {
            return;
        }
        Font font = font(weight, size);
        for (String row : wrapped(text, font, width - 2 * MARGIN)) {
            text(row, font, (width - widthOf(row, font)) / 2);
            y += rowOf(font);
        }
    }

    void small(String text) {
        centred(text, PlexFont.REGULAR, 16);
    }

    /** English label left, value in the middle right of it, Arabic label right. */
    void pair(String english, String value, String arabic) {
        row(english, value, arabic, PlexFont.REGULAR, PlexFont.SEMI_BOLD, 19);
    }

    void big(String english, String value, String arabic) {
        row(english, value, arabic, PlexFont.BOLD, PlexFont.BOLD, 28);
    }

    private void row(String english, String value, String arabic, PlexFont label, PlexFont figure, int size) {
        Font small = font(label, size);
        Font strong = font(figure, size);
        int left = widthOf(english, small);
        int right = widthOf(arabic, small);
        int middle = widthOf(value, strong);
        boolean fits = left + middle + right + 24 <= width - 2 * MARGIN;
        text(english, small, MARGIN);
        text(arabic, small, width - MARGIN - right);
        if (!fits) {
            y += rowOf(small);
            for (String part : wrapped(value, strong, width - 2 * MARGIN)) {
                text(part, strong, (width - widthOf(part, strong)) / 2);
                y += rowOf(strong);
            }
            return;
        }
        int from = MARGIN + left + 12;
        int to = width - MARGIN - right - 12;
        text(value, strong, from + (to - from - middle) / 2);
        y += rowOf(strong);
    }

    /** Two names, then quantity × price left and the total at the right edge. */
    void line(Receipt.Line line) {
        Font name = font(PlexFont.SEMI_BOLD, 20);
        for (String row : wrapped(line.nameAr(), name, width - 2 * MARGIN)) {
            text(row, name, width - MARGIN - widthOf(row, name));
            y += rowOf(name);
        }
        Font other = font(PlexFont.REGULAR, 18);
        for (String row : wrapped(line.nameEn(), other, width - 2 * MARGIN)) {
            text(row, other, MARGIN);
            y += rowOf(other);
        }
        Font figure = font(PlexFont.SEMI_BOLD, 20);
        int x = MARGIN;
        String amount = line.qty() + " " + unit(line.unit());
        for (String part : line.price().isEmpty() ? new String[] {amount} : new String[] {amount, "×", line.price()}) {
            text(part, figure, x);
            x += widthOf(part, figure) + 10;
        }
        if (!line.discount().isEmpty()) {
            String off = "−" + line.discount();
            text(off, figure, x + 14);
        }
        text(line.total(), figure, width - MARGIN - widthOf(line.total(), figure));
        y += rowOf(figure);
        line.deals().forEach(this::deal);
        if (!line.batch().isEmpty()) {
            Font small = font(PlexFont.REGULAR, 16);
            for (String row : wrapped(line.batch(), small, width - 2 * MARGIN)) {
                text(row, small, MARGIN);
                y += rowOf(small);
            }
        }
        gap(4);
    }

    /** Its names at the left, what it takes off at the right of their last row. */
    void deal(Receipt.Deal deal) {
        Font small = font(PlexFont.REGULAR, 16);
        String off = "−" + deal.off();
        String names = deal.nameEn().equals(deal.nameAr())
                ? deal.nameAr()
                : ReceiptPainter.joined(deal.nameEn(), deal.nameAr());
        List<String> rows = wrapped(names, small, width - 2 * MARGIN - widthOf(off, small) - 12);
        for (int i = 0; i < rows.size(); i++) {
            text(rows.get(i), small, MARGIN);
            if (i == rows.size() - 1) {
                text(off, small, width - MARGIN - widthOf(off, small));
            }
            y += rowOf(small);
        }
    }

    private String unit(String unit) {
        return switch (unit) {
            case "KGM" -> "kg";
            case "LTR" -> "L";
            default -> "";
        };
    }

    /** Broken at spaces; a word that is longer than a row is broken where the row ends. */
    private List<String> wrapped(String text, Font font, int room) {
        var rows = new ArrayList<String>();
        var row = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            String longer = row.isEmpty() ? word : row + " " + word;
            if (widthOf(longer, font) > room && !row.isEmpty()) {
                rows.add(row.toString());
                longer = word;
            }
            while (widthOf(longer, font) > room && longer.codePointCount(0, longer.length()) > 1) {
                int fits = fitting(longer, font, room);
                rows.add(longer.substring(0, fits));
                longer = longer.substring(fits);
            }
            row.setLength(0);
            row.append(longer);
        }
        if (!row.isEmpty()) {
            rows.add(row.toString());
        }
        return rows;
    }

    /** How much of its beginning a row holds; at least one letter. */
    private int fitting(String text, Font font, int room) {
        int least = 1;
        int most = text.codePointCount(0, text.length());
        while (least < most) {
            int half = (least + most + 1) / 2;
            if (widthOf(text.substring(0, text.offsetByCodePoints(0, half)), font) <= room) {
                least = half;
            } else {
                most = half - 1;
            }
        }
        return text.offsetByCodePoints(0, least);
    }

    /** Whole dots a module and four modules of white around it: what a phone needs. */
    void qr(String text) {
        if (text.isEmpty()) {
            return;
        }
        BitMatrix bits = qrBits(text);
        int modules = bits.getWidth() + 2 * QR_QUIET;
        int module = Math.max(2, Math.min(QR_MODULE_MAX, (width - 2 * MARGIN) / modules));
        int size = modules * module;
        qr = new PrintPage.QrSlot(text, y, size);
        int left = (width - size) / 2 + QR_QUIET * module;
        if (graphics != null) {
            for (int row = 0; row < bits.getHeight(); row++) {
                for (int column = 0; column < bits.getWidth(); column++) {
                    if (bits.get(column, row)) {
                        graphics.fillRect(left + column * module, y + (QR_QUIET + row) * module, module, module);
                    }
                }
            }
        }
        y += size;
    }

    void barcode(String number) {
        BitMatrix bits =
                new Code128Writer().encode(number, BarcodeFormat.CODE_128, 0, 1, Map.of(EncodeHintType.MARGIN, 10));
        int module = Math.max(1, Math.min(3, (width - 2 * MARGIN) / bits.getWidth()));
        int left = (width - bits.getWidth() * module) / 2;
        int height = Math.round(70 * scale);
        if (graphics != null) {
            for (int column = 0; column < bits.getWidth(); column++) {
                if (bits.get(column, 0)) {
                    graphics.fillRect(left + column * module, y, module, height);
                }
            }
        }
        y += height + 4;
        centred(number, PlexFont.REGULAR, 18);
        gap(6);
    }

    private static BitMatrix qrBits(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.MARGIN, 0, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.L));
        } catch (WriterException e) {
            throw new IllegalArgumentException("A QR of " + text.length() + " characters can't be made", e);
        }
    }
}
