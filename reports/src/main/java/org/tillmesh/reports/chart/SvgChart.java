package org.tillmesh.reports.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Bars from the side where the language begins, each with its label and figure; colours follow light and dark. */
public final class SvgChart {
    private static final int WIDTH = 720;
    private static final int ROW = 22;
    private static final int HEAD = 40;
    private static final int LABELS = 210;
    private static final int FIGURES = 110;
    private static final int LABEL_MAX = 30;
    private static final int QUOTE = 0x22;

    private static final String STYLE = "<style>"
            + "text{font:13px 'IBM Plex Sans Arabic','Segoe UI',sans-serif;fill:#1d2733}"
            + ".t{font-size:16px;font-weight:600}.b{fill:#1f6feb}.n{fill:#c93c37}.p{fill:#fff}"
            + "@media (prefers-color-scheme:dark){text{fill:#e6edf3}.b{fill:#539bf5}.n{fill:#e5534b}.p{fill:#161b22}}"
            + "</style>";

    private SvgChart() {}

    /** @param title of the report, and {@code heading} of the figure */
    public static String of(Series series, String title, String heading, boolean isRightToLeft) {
        List<Series.Bar> bars = series.bars();
        int height = HEAD + Math.max(1, bars.size()) * ROW + 10;
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height
                + "\" role=\"img\" aria-label=\"" + escaped(title) + "\" direction=\""
                + (isRightToLeft ? "rtl" : "ltr") + "\">" + STYLE + "<rect class=\"p\" width=\"" + WIDTH
                + "\" height=\"" + height + "\"/>");
        text(svg, "t", isRightToLeft ? WIDTH - 10 : 10, 24, "start", title + " · " + heading);
        BigDecimal greatest = bars.stream()
                .map(bar -> bar.value().abs())
                .max(BigDecimal::compareTo)
                .filter(value -> value.signum() > 0)
                .orElse(BigDecimal.ONE);
        int room = WIDTH - LABELS - FIGURES - 20;
        for (int i = 0; i < bars.size(); i++) {
            Series.Bar bar = bars.get(i);
            int y = HEAD + i * ROW;
            int length = bar.value()
                    .abs()
                    .multiply(BigDecimal.valueOf(room))
                    .divide(greatest, 0, RoundingMode.HALF_UP)
                    .intValue();
            int from = 10 + LABELS;
            text(svg, "", isRightToLeft ? WIDTH - 10 : 10, y + 15, "start", shortened(bar.label()));
            svg.append("<rect class=\"")
                    .append(bar.value().signum() < 0 ? "n" : "b")
                    .append("\" x=\"")
                    .append(isRightToLeft ? WIDTH - from - length : from)
                    .append("\" y=\"")
                    .append(y + 3)
                    .append("\" width=\"")
                    .append(length)
                    .append("\" height=\"")
                    .append(ROW - 6)
                    .append("\" rx=\"2\"/>");
            text(svg, "", isRightToLeft ? WIDTH - from - length - 6 : from + length + 6, y + 15, "start", bar.text());
        }
        return svg.append("</svg>\n").toString();
    }

    private static void text(StringBuilder svg, String kind, int x, int y, String anchor, String text) {
        svg.append("<text")
                .append(kind.isEmpty() ? "" : " class=\"" + kind + "\"")
                .append(" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" text-anchor=\"")
                .append(anchor)
                .append("\">")
                .append(escaped(text))
                .append("</text>");
    }

    private static String shortened(String label) {
        return label.codePointCount(0, label.length()) <= LABEL_MAX
                ? label
                : label.substring(0, label.offsetByCodePoints(0, LABEL_MAX - 1)) + "…";
    }

    /** What XML 1.0 can't hold is left out. */
    private static String escaped(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
                .forEach(c -> {
                    switch (c) {
                        case '&' -> out.append("&amp;");
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case QUOTE -> out.append("&quot;");
                        default -> out.appendCodePoint(c);
                    }
                });
        return out.toString();
    }
}
