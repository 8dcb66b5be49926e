package org.tillmesh.reports.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;

/** A workbook of one sheet: real numbers and dates, headings that stay in sight, from right to left in Arabic. */
final class XlsxFile {
    private static final String VERSION = "01.0000";
    private static final int FLUSHED = 500;
    private static final int NAME_MAX = 31;
    private static final int WIDTH_MIN = 10;
    private static final int WIDTH_MAX = 48;

    private XlsxFile() {}

    static void write(Shown report, OutputStream out) throws IOException {
        // Not closed where writing fails: closing would write on.
        var book = new Workbook(out, "TillMesh", VERSION);
        Worksheet sheet = book.newWorksheet(name(report.title()));
        if (report.isRightToLeft()) {
            sheet.rightToLeft();
        }
        List<Column> columns = report.table().columns();
        for (int i = 0; i < columns.size(); i++) {
            sheet.width(i, width(report, i));
        }
        sheet.inlineString(0, 0, clean(report.title()));
        sheet.style(0, 0).bold().fontSize(14).set();
        int at = 1;
        for (String line : report.about()) {
            sheet.inlineString(at++, 0, clean(line));
        }
        int head = at;
        for (int i = 0; i < columns.size(); i++) {
            sheet.inlineString(head, i, clean(report.heading(columns.get(i))));
        }
        sheet.range(head, 0, head, Math.max(0, columns.size() - 1))
                .style()
                .bold()
                .fillColor("E7EAEE")
                .set();
        sheet.freezePane(0, head + 1);
        at = head + 1;
        for (List<Cell> row : report.table().rows()) {
            row(report, sheet, at++, row);
            if (at % FLUSHED == 0) {
                sheet.flush();
            }
        }
        if (columns.stream().anyMatch(Column::isSummed)
                && !report.table().rows().isEmpty()) {
            row(report, sheet, at, report.table().totals());
            if (!columns.get(0).isSummed()) {
                sheet.inlineString(at, 0, report.word("total"));
            }
            for (int i = 0; i < columns.size(); i++) {
                sheet.style(at, i).bold().format(format(columns.get(i).kind())).set();
            }
        }
        book.finish();
    }

    private static void row(Shown report, Worksheet sheet, int at, List<Cell> row) {
        for (int i = 0; i < row.size(); i++) {
            Cell cell = row.get(i);
            if (cell instanceof Cell.Text text) {
                if (!text.value().isEmpty()) {
                    sheet.inlineString(at, i, clean(text.value()));
                }
                continue;
            }
            if (cell instanceof Cell.Amount amount) {
                sheet.value(at, i, amount.value().toBigDecimal());
            } else if (cell instanceof Cell.Qty quantity) {
                sheet.value(at, i, quantity.value().toBigDecimal());
            } else if (cell instanceof Cell.Number number) {
                sheet.value(at, i, number.value());
            } else if (cell instanceof Cell.Percent percent) {
                sheet.value(at, i, BigDecimal.valueOf(percent.hundredths(), 4));
            } else if (cell instanceof Cell.Date date) {
                sheet.value(at, i, date.value());
            } else if (cell instanceof Cell.Time time) {
                sheet.value(at, i, report.clock(time.value()));
            } else {
                continue;
            }
            sheet.style(at, i).format(format(cell.kind())).set();
        }
    }

    private static String format(Column.Kind kind) {
        return switch (kind) {
            case AMOUNT -> "#,##0.00";
            case QUANTITY -> "#,##0.###";
            case NUMBER -> "#,##0";
            case PERCENT -> "0.00%";
            case DATE -> "yyyy-mm-dd";
            case TIME -> "yyyy-mm-dd hh:mm";
            case TEXT -> "@";
        };
    }

    private static int width(Shown report, int column) {
        int longest = report.heading(report.table().columns().get(column)).length();
        List<List<Cell>> rows = report.table().rows();
        for (List<Cell> row : rows.subList(0, Math.min(rows.size(), 200))) {
            longest = Math.max(longest, report.text(row.get(column)).length());
        }
        return Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, longest + 2));
    }

    private static String name(String title) {
        String safe = title.replaceAll("[\\\\/*?:\\[\\]]", " ");
        return safe.length() > NAME_MAX ? safe.substring(0, NAME_MAX) : safe;
    }

    /** What XML 1.0 can't hold is left out. */
    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c < 0xD800)
                        || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
