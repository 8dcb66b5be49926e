package org.tillmesh.reports.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.tillmesh.reports.table.Cell;

/** Comma-separated values after RFC 4180: headings, rows, no totals. Figures are plain, times ISO 8601 with the zone's offset. */
final class CsvFile {
    private static final String LINE_END = "\r\n";

    /** A spreadsheet takes a text for a formula that begins so. */
    private static final String FORMULA = "=+-@\t\r";

    private static final String SPECIAL = ",\"\n\r";

    private CsvFile() {}

    static void write(Shown report, boolean bom, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (bom) {
            writer.write('\uFEFF');
        }
        writer.write(report.table().columns().stream()
                .map(column -> quoted(report.heading(column)))
                .collect(Collectors.joining(",", "", LINE_END)));
        for (List<Cell> row : report.table().rows()) {
            for (int i = 0; i < row.size(); i++) {
                writer.write((i == 0 ? "" : ",") + text(report, row.get(i)));
            }
            writer.write(LINE_END);
        }
        writer.flush();
    }

    private static String text(Shown report, Cell cell) {
        if (cell instanceof Cell.Time time) {
            return time.value().atZone(report.zone()).toOffsetDateTime().toString();
        }
        return cell instanceof Cell.Text text ? quoted(defused(text.value())) : cell.text();
    }

    /** A line of texts. */
    static void line(Writer out, List<String> texts) throws IOException {
        out.write(texts.stream()
                .map(text -> quoted(isFigure(text) ? text : defused(text)))
                .collect(Collectors.joining(",", "", LINE_END)));
    }

    private static boolean isFigure(String text) {
        return text.matches("-?[0-9.]+");
    }

    /** The apostrophe says that a text follows. */
    private static String defused(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0) && text.equals(text.strip());
        return isPlain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
