package org.tillmesh.reports.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.zatca.page.FontFace;
import org.tillmesh.zatca.page.PageContent;
import org.tillmesh.zatca.page.PagedDocument;
import org.tillmesh.zatca.page.ShapedLine;

/**
 * A report on A4 pages, on their side where there are many columns: headings again on each, sums carried from page to page,
 * page numbers. In Arabic the first column stands at the right.
 */
final class PdfFile {
    private static final double MARGIN = 36;
    private static final double SHORT_SIDE = 595;
    private static final double LONG_SIDE = 842;
    private static final double SIZE = 8;
    private static final double SMALL = 7.5;
    private static final double LEADING = 10.5;
    private static final double PAD = 3;
    private static final double FOOT = 40;
    private static final int UPRIGHT_COLUMNS = 6;
    private static final int LINES_MAX = 3;
    private static final int MEASURED_ROWS = 200;

    private final Shown report;
    private final FontFace regular = FontFace.of("Regular");
    private final FontFace bold = FontFace.of("Bold");
    private final List<Integer> columns;
    private final boolean isWide;
    private final double width;
    private final double top;
    private final double[] widths;
    private final boolean hasSums;
    private final List<PageContent> pages = new ArrayList<>();
    private PageContent page = new PageContent();
    private double y;

    private PdfFile(Shown report) {
        this.report = report;
        this.columns = report.printed();
        this.isWide = columns.size() > UPRIGHT_COLUMNS;
        this.width = (isWide ? LONG_SIDE : SHORT_SIDE) - 2 * MARGIN;
        this.top = (isWide ? SHORT_SIDE : LONG_SIDE) - MARGIN;
        this.hasSums = columns.stream().anyMatch(c -> column(c).isSummed());
        this.widths = widths();
    }

    static byte[] of(Shown report) {
        var file = new PdfFile(report);
        file.draw();
        Calendar asOf = new GregorianCalendar(TimeZone.getTimeZone(report.zone()), Locale.ROOT);
        asOf.setTimeInMillis(report.asOf().toEpochMilli());
        try (PDDocument document =
                PagedDocument.of(file.pages, List.of(file.regular, file.bold), file.isWide, report.title(), asOf)) {
            return PagedDocument.saved(document, report.about().hashCode());
        } catch (IOException e) {
            throw new UncheckedIOException("The PDF of " + report.table().name() + " can't be written", e);
        }
    }

    private Column column(int at) {
        return report.table().columns().get(at);
    }

    /** As wide as what stands in them, shrunk alike where that is more than the page has. */
    private double[] widths() {
        var wanted = new double[columns.size()];
        double sum = 0;
        List<List<Cell>> rows = report.table().rows();
        for (int i = 0; i < wanted.length; i++) {
            double widest = longestWord(report.heading(column(columns.get(i))));
            for (List<Cell> row : rows.subList(0, Math.min(rows.size(), MEASURED_ROWS))) {
                widest = Math.max(widest, regular.width(report.text(row.get(columns.get(i)))) * SIZE / 1000);
            }
            if (column(columns.get(i)).isSummed()) {
                widest = Math.max(
                        widest, bold.width(report.text(report.table().totals().get(columns.get(i)))) * SIZE / 1000);
            }
            wanted[i] = Math.min(widest, width / 3) + 2 * PAD + 2;
            sum += wanted[i];
        }
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] *= width / sum;
        }
        return wanted;
    }

    private double longestWord(String heading) {
        double longest = 0;
        for (String word : heading.split(" ", -1)) {
            longest = Math.max(longest, bold.width(word) * SIZE / 1000);
        }
        return longest;
    }

    private void draw() {
        begin();
        start(bold, report.title(), 14);
        y -= 8;
        for (String line : report.about()) {
            for (ShapedLine part : regular.wrap(line, SMALL, width)) {
                y -= LEADING;
                page.text(part, SMALL, report.isRightToLeft() ? MARGIN + width - part.widthAt(SMALL) : MARGIN, y);
            }
        }
        y -= 8;
        head();
        List<List<Cell>> rows = report.table().rows();
        for (int i = 0; i < rows.size(); i++) {
            List<List<ShapedLine>> cells = cells(regular, rows.get(i));
            double reserve = hasSums ? LEADING + 2 * PAD : 0;
            if (y - height(cells) < MARGIN + FOOT + reserve) {
                if (hasSums) {
                    sums("carried", i);
                }
                begin();
                head();
                if (hasSums) {
                    sums("brought", i);
                }
            }
            row(cells, 0);
        }
        if (hasSums && !rows.isEmpty()) {
            sums("total", rows.size());
        }
        for (int i = 0; i < pages.size(); i++) {
            String number = report.word("page") + " " + (i + 1) + " / " + pages.size();
            ShapedLine line = regular.shape(number);
            pages.get(i).text(line, SMALL, MARGIN + (width - line.widthAt(SMALL)) / 2, MARGIN - 8);
        }
    }

    private void begin() {
        page = new PageContent();
        pages.add(page);
        y = top;
    }

    private void start(FontFace face, String text, double size) {
        y -= size + 2;
        ShapedLine line = face.shape(text);
        page.text(line, size, report.isRightToLeft() ? MARGIN + width - line.widthAt(size) : MARGIN, y);
    }

    private void head() {
        var cells = new ArrayList<List<ShapedLine>>();
        for (int i = 0; i < widths.length; i++) {
            cells.add(bold.wrap(report.heading(column(columns.get(i))), SIZE, widths[i] - 2 * PAD));
        }
        row(cells, 0.9);
    }

    /** The sums of the first rows, behind a word in the first column that has none. */
    private void sums(String word, int rows) {
        List<Cell> totals = report.table().totals(rows);
        var cells = new ArrayList<List<ShapedLine>>();
        boolean isSaid = false;
        for (int i = 0; i < widths.length; i++) {
            boolean isSummed = column(columns.get(i)).isSummed();
            String text = isSummed ? report.text(totals.get(columns.get(i))) : isSaid ? "" : report.word(word);
            isSaid |= !isSummed;
            cells.add(List.of(bold.shape(text)));
        }
        row(cells, 0.95);
    }

    private List<List<ShapedLine>> cells(FontFace face, List<Cell> row) {
        var cells = new ArrayList<List<ShapedLine>>();
        for (int i = 0; i < widths.length; i++) {
            List<ShapedLine> lines = face.wrap(report.text(row.get(columns.get(i))), SIZE, widths[i] - 2 * PAD);
            cells.add(lines.size() > LINES_MAX ? lines.subList(0, LINES_MAX) : lines);
        }
        return cells;
    }

    private static double height(List<List<ShapedLine>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(1) * LEADING + 2 * PAD;
    }

    private void row(List<List<ShapedLine>> cells, double grey) {
        double height = height(cells);
        if (grey > 0) {
            page.fill(grey, MARGIN, y - height, width, height);
        }
        double x = report.isRightToLeft() ? MARGIN + width : MARGIN;
        for (int i = 0; i < widths.length; i++) {
            double left = report.isRightToLeft() ? x - widths[i] : x;
            boolean isAtLeft = column(columns.get(i)).kind().isFigure() == report.isRightToLeft();
            double line = y - PAD;
            for (ShapedLine text : cells.get(i)) {
                line -= LEADING;
                double free = widths[i] - PAD - text.widthAt(SIZE);
                page.text(text, SIZE, left + (isAtLeft ? PAD : free), line + 2.5);
            }
            x = report.isRightToLeft() ? left : x + widths[i];
        }
        y -= height;
        page.rule(MARGIN, y, width);
    }
}
