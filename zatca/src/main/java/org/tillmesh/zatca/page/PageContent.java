package org.tillmesh.zatca.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What is drawn on one page, as PDF's own operators; points, from the lower left corner. */
public final class PageContent {
    private final StringBuilder operators = new StringBuilder(8192);

    /** Left end and base line. */
    public void text(ShapedLine line, double size, double x, double y) {
        if (line.glyphs().isEmpty()) {
            return;
        }
        operators
                .append("BT /")
                .append(line.face().name())
                .append(' ')
                .append(number(size))
                .append(" Tf\n");
        // One piece for each stretch of glyphs on the base line, with the gaps between them in thousandths.
        double pen = Double.NaN;
        double rise = 0;
        boolean open = false;
        for (Glyph glyph : line.glyphs()) {
            boolean follows = open && Math.abs(glyph.y() - rise) < 0.5;
            if (!follows) {
                operators.append(open ? "] TJ\n" : "");
                operators
                        .append("1 0 0 1 ")
                        .append(number(x + glyph.x() * size / 1000))
                        .append(' ')
                        .append(number(y + glyph.y() * size / 1000))
                        .append(" Tm [");
                open = true;
                rise = glyph.y();
            } else if (Math.abs(glyph.x() - pen) >= 1) {
                operators.append(number(pen - glyph.x()));
            }
            operators.append(String.format(Locale.ROOT, "<%04X>", glyph.id()));
            pen = follows && Math.abs(glyph.x() - pen) < 1 ? pen + glyph.advance() : glyph.x() + glyph.advance();
        }
        operators.append("] TJ ET\n");
    }

    public void fill(double grey, double x, double y, double width, double height) {
        operators.append(number(grey)).append(" g ");
        rectangle(x, y, width, height);
        operators.append(" f 0 g\n");
    }

    private void rectangle(double x, double y, double width, double height) {
        operators
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(' ')
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append(" re");
    }

    public void frame(double x, double y, double width, double height) {
        operators.append("0.6 G 0.5 w ");
        rectangle(x, y, width, height);
        operators.append(" S 0 G\n");
    }

    public void rule(double x, double y, double width) {
        operators
                .append("0.7 G 0.5 w ")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(" m ")
                .append(number(x + width))
                .append(' ')
                .append(number(y))
                .append(" l S 0 G\n");
    }

    byte[] content() {
        return operators.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
