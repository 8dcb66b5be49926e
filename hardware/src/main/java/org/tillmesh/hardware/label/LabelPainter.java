package org.tillmesh.hardware.label;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.tillmesh.hardware.LabelStock;
import org.tillmesh.hardware.receipt.PlexFont;

/** Lays a label out for the labels on a roll. Modules of barcodes are whole dots. Names that are too long are made smaller, then cut. */
public final class LabelPainter {
    private static final int QUIET = 10;
    private static final float SMALLEST = 0.55f;

    private final LabelStock stock;

    public LabelPainter(LabelStock stock) {
        this.stock = stock;
    }

    /**
     * Black on white.
     *
     * @throws IllegalArgumentException if the barcode is wider than the label, or no such code can be
     */
    public BufferedImage paint(LabelText label) {
        var picture = new BufferedImage(stock.width(), stock.height(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            graphics.setColor(Color.BLACK);
            new Sheet(graphics).draw(label);
        } finally {
            graphics.dispose();
        }
        return picture;
    }

    /** One label under the pen; sizes are shares of its height. */
    private final class Sheet {
        private final Graphics2D graphics;
        private final int width = stock.width();
        private final int height = stock.height();
        private final int margin = stock.dotsPerMm() * 3 / 2;

        Sheet(Graphics2D graphics) {
            this.graphics = graphics;
        }

        void draw(LabelText label) {
            boolean priceRules = label.kind() == LabelText.Kind.SHELF;
            int y = margin;
            y = row(label.nameAr(), PlexFont.BOLD, 0.11f, y, true);
            y = row(label.name(), PlexFont.SEMI_BOLD, 0.085f, y, false);
            if (!label.price().isEmpty()) {
                y = price(label, y, priceRules ? 0.2f : 0.14f);
            }
            String small = label.remark();
            int foot = height - margin;
            if (!small.isEmpty()) {
                int size = size(0.065f);
                foot -= Math.round(size * 1.3f);
                row(small, PlexFont.REGULAR, 0.065f, foot, false);
            }
            if (!label.code().isEmpty()) {
                barcode(label.code(), y + margin / 2, foot);
            }
        }

        private int size(float share) {
            return Math.max(14, Math.round(height * share));
        }

        private int widthOf(String text, Font font) {
            return graphics.getFontMetrics(font).stringWidth(text);
        }

        /** The text in its size, or smaller until it fits, or cut. */
        private int row(String text, PlexFont weight, float share, int y, boolean right) {
            if (text.isBlank()) {
                return y;
            }
            int room = width - 2 * margin;
            int size = size(share);
            Font font = weight.at(size);
            int wide = widthOf(text, font);
            if (wide > room) {
                font = weight.at(Math.max(size * SMALLEST, (float) size * room / wide));
            }
            String shown = text;
            while (widthOf(shown, font) > room && shown.length() > 2) {
                shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), -2)) + "…";
            }
            graphics.setFont(font);
            graphics.drawString(
                    shown, right ? width - margin - widthOf(shown, font) : margin, y + Math.round(size * 1.08f));
            return y + Math.round(size * 1.3f);
        }

        /** The price at the right, what a unit costs and the price before at the left of it. */
        private int price(LabelText label, int y, float share) {
            int size = size(share);
            Font large = PlexFont.BOLD.at(size);
            int base = y + size;
            int left = width - margin - widthOf(label.price(), large);
            graphics.setFont(large);
            graphics.drawString(label.price(), left, base);
            Font small = PlexFont.SEMI_BOLD.at(size(0.08f));
            graphics.setFont(small);
            if (!label.unitPrice().isEmpty()) {
                graphics.drawString(label.unitPrice(), margin, base);
            }
            if (!label.before().isEmpty()) {
                int up = base - size(0.11f);
                graphics.drawString(label.before(), margin, up);
                int middle = up - size(0.08f) / 3;
                graphics.fillRect(margin, middle, widthOf(label.before(), small), Math.max(2, stock.dotsPerMm() / 4));
            }
            return y + Math.round(size * 1.1f);
        }

        private void barcode(String code, int top, int foot) {
            BitMatrix bits = bits(code);
            int modules = bits.getWidth() + 2 * QUIET;
            int module = Math.min(4, width / modules);
            int digits = size(0.065f);
            int tall = foot - top - Math.round(digits * 1.3f);
            if (module < 1 || tall < stock.dotsPerMm() * 3) {
                throw new IllegalArgumentException("The barcode " + code + " needs a larger label than "
                        + stock.widthMm() + " × " + stock.heightMm() + " mm");
            }
            int left = (width - bits.getWidth() * module) / 2;
            for (int column = 0; column < bits.getWidth(); column++) {
                if (bits.get(column, 0)) {
                    graphics.fillRect(left + column * module, top, module, tall);
                }
            }
            Font font = PlexFont.REGULAR.at(digits);
            graphics.setFont(font);
            graphics.drawString(code, (width - widthOf(code, font)) / 2, top + tall + Math.round(digits * 1.1f));
        }

        private BitMatrix bits(String code) {
            try {
                return new MultiFormatWriter().encode(code, format(code), 0, 1, Map.of(EncodeHintType.MARGIN, 0));
            } catch (WriterException | IllegalArgumentException e) {
                throw new IllegalArgumentException("\"" + code + "\" can't be a barcode", e);
            }
        }

        /** Digits whose check digit is wrong are a number like any other. */
        private BarcodeFormat format(String code) {
            if (code.matches("[0-9]+") && isChecked(code)) {
                switch (code.length()) {
                    case 13:
                        return BarcodeFormat.EAN_13;
                    case 12:
                        return BarcodeFormat.UPC_A;
                    case 8:
                        return BarcodeFormat.EAN_8;
                    default:
                        return BarcodeFormat.CODE_128;
                }
            }
            return BarcodeFormat.CODE_128;
        }

        private boolean isChecked(String digits) {
            int sum = 0;
            for (int i = 0; i < digits.length() - 1; i++) {
                sum += (digits.charAt(digits.length() - 2 - i) - '0') * (i % 2 == 0 ? 3 : 1);
            }
            return (10 - sum % 10) % 10 == digits.charAt(digits.length() - 1) - '0';
        }
    }
}
