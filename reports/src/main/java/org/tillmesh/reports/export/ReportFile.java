package org.tillmesh.reports.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tillmesh.reports.chart.Series;
import org.tillmesh.reports.chart.SvgChart;
import org.tillmesh.reports.query.ReportException;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.query.ReportRefusal;

/** A report as bytes. */
public final class ReportFile {
    private static final int PDF_ROWS_MAX = 20_000;
    private static final int XLSX_ROWS_MAX = 1_000_000;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

    private ReportFile() {}

    /**
     * @param bom whether a CSV begins with a mark by which spreadsheets know UTF-8
     * @throws ReportException if it has more rows than the format takes
     */
    public static void write(Shown report, ReportFormat format, boolean bom, OutputStream out) throws IOException {
        switch (format) {
            case CSV -> CsvFile.write(report, bom, out);
            case XLSX -> {
                check(report, format, XLSX_ROWS_MAX);
                XlsxFile.write(report, out);
            }
            case SVG -> {
                Series series = Series.of(report.table(), report.isRightToLeft())
                        .orElseThrow(() -> new ReportException(
                                ReportRefusal.NO_CHART, report.table().name()));
                String svg =
                        SvgChart.of(series, report.title(), report.heading(series.column()), report.isRightToLeft());
                out.write(svg.getBytes(StandardCharsets.UTF_8));
            }
            case ODOO, ZOHO, SAP -> {
                if (!report.table().name().equals(ReportName.JOURNAL.code())) {
                    throw new ReportException(
                            ReportRefusal.ONLY_JOURNAL,
                            format.code(),
                            report.table().name());
                }
                JournalLayout.write(report, format, out);
            }
            case PDF -> {
                check(report, format, PDF_ROWS_MAX);
                out.write(PdfFile.of(report));
            }
        }
    }

    private static void check(Shown report, ReportFormat format, int most) {
        int rows = report.table().rows().size();
        if (rows > most) {
            throw new ReportException(ReportRefusal.TOO_MANY_ROWS, rows, format.code(), most);
        }
    }

    public static byte[] bytes(Shown report, ReportFormat format, boolean bom) {
        var bytes = new ByteArrayOutputStream();
        try {
            write(report, format, bom, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Into a new file of a folder, named by report, time and language. @throws ReportException if none can be written */
    public static Path saveIn(Path folder, Shown report, ReportFormat format) {
        String name = report.table().name() + (format.isOfJournal() ? "-" + format.code() : "") + "-"
                + STAMP.format(report.clock(report.asOf())) + "-"
                + report.language().getLanguage();
        Path file = folder.resolve(name + "." + format.ending());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ReportException(ReportRefusal.FILE_NOT_WRITTEN, file);
        }
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(name + "-" + i + "." + format.ending());
        }
        save(report, format, format == ReportFormat.CSV, file);
        return file;
    }

    /** Into a new file. @throws ReportException if there is one of that name, or none can be written */
    public static void save(Shown report, ReportFormat format, boolean bom, Path file) {
        NewFile.write(file, out -> write(report, format, bom, out));
    }
}
