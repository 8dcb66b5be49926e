package org.tillmesh.reports.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;

/** The accounting journal as accounting programs import it. Each day of each branch is one entry. */
final class JournalLayout {
    private static final String CURRENCY = "SAR";

    /** SAP's posting keys of general ledger accounts. */
    private static final String DEBIT_KEY = "40";

    private static final String CREDIT_KEY = "50";

    /** A line, as all layouts need it. */
    private record Line(
            String day, String store, String account, String name, String debit, String credit, String entry) {}

    private JournalLayout() {}

    static void write(Shown report, ReportFormat format, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        List<Line> lines = lines(report);
        switch (format) {
            case ODOO -> odoo(lines, writer);
            case ZOHO -> zoho(lines, writer);
            case SAP -> sap(lines, writer);
            case CSV, XLSX, PDF, SVG -> throw new AssertionError(format + " is no layout of a journal");
        }
        writer.flush();
    }

    private static List<Line> lines(Shown report) {
        var lines = new ArrayList<Line>();
        String name = report.isRightToLeft() ? "nameAr" : "name";
        for (List<Cell> row : report.table().rows()) {
            lines.add(new Line(
                    text(report, row, "day"),
                    text(report, row, "store"),
                    text(report, row, "account"),
                    text(report, row, name),
                    amount(text(report, row, "debit")),
                    amount(text(report, row, "credit")),
                    text(report, row, "reference")));
        }
        return lines;
    }

    private static String text(Shown report, List<Cell> row, String column) {
        List<String> keys = report.table().columns().stream().map(Column::key).toList();
        return row.get(keys.indexOf(column)).text();
    }

    private static String amount(String text) {
        return text.isEmpty() ? "0.00" : text;
    }

    /** Of {@code account.move}: what is said of the entry stands in its first line alone. */
    private static void odoo(List<Line> lines, Writer out) throws IOException {
        CsvFile.line(
                out,
                List.of(
                        "ref",
                        "date",
                        "journal_id",
                        "line_ids/account_id",
                        "line_ids/name",
                        "line_ids/debit",
                        "line_ids/credit"));
        String before = "";
        for (Line line : lines) {
            boolean isFirst = !line.entry.equals(before);
            before = line.entry;
            CsvFile.line(
                    out,
                    List.of(
                            isFirst ? line.entry : "",
                            isFirst ? line.day : "",
                            isFirst ? "Miscellaneous Operations" : "",
                            line.account,
                            line.name,
                            line.debit,
                            line.credit));
        }
    }

    private static void zoho(List<Line> lines, Writer out) throws IOException {
        CsvFile.line(
                out,
                List.of(
                        "Journal Date",
                        "Reference Number",
                        "Journal Number",
                        "Notes",
                        "Currency Code",
                        "Account Code",
                        "Account",
                        "Description",
                        "Debit",
                        "Credit"));
        for (Line line : lines) {
            CsvFile.line(
                    out,
                    List.of(
                            line.day,
                            line.entry,
                            line.entry,
                            line.store,
                            CURRENCY,
                            line.account,
                            line.name,
                            line.name,
                            line.debit,
                            line.credit));
        }
    }

    /** Fields by the names that SAP's journal entries have: dates without hyphens, one amount, and the side as a posting key. */
    private static void sap(List<Line> lines, Writer out) throws IOException {
        CsvFile.line(
                out, List.of("BLDAT", "BUDAT", "BLART", "WAERS", "XBLNR", "BKTXT", "NEWBS", "NEWKO", "WRBTR", "SGTXT"));
        for (Line line : lines) {
            boolean isDebit = !line.debit.equals("0.00");
            String day = line.day.replace("-", "");
            CsvFile.line(
                    out,
                    List.of(
                            day,
                            day,
                            "SA",
                            CURRENCY,
                            line.entry,
                            line.store,
                            isDebit ? DEBIT_KEY : CREDIT_KEY,
                            line.account,
                            isDebit ? line.debit : line.credit,
                            line.name));
        }
    }
}
