package org.tillmesh.reports.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.reports.query.ReportException;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.reports.table.Titles;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;

class ReportFileTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path dir;

    private static Shown shown(int rows, Locale language) {
        var all = new ArrayList<List<Cell>>();
        for (int i = 0; i < rows; i++) {
            all.add(List.of(
                    Cell.of(i == 0 ? "=HYPERLINK(\"http://x\")" : "p" + i),
                    Cell.of("Milk, \"fresh\" " + i),
                    Cell.of("حليب طازج " + i),
                    Cell.of(Quantity.ofThousandths(1_240)),
                    Cell.of(Money.sar(i == 1 ? -1_250 : 123_456_700)),
                    Cell.of(7L),
                    new Cell.Percent(1_250),
                    Cell.of(LocalDate.of(2026, 11, 23)),
                    Cell.of(NOON)));
        }
        var columns = List.of(
                Column.text("product"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.quantity("qty"),
                Column.amount("gross"),
                Column.count("count"),
                Column.percent("share"),
                Column.date("day"),
                Column.time("at"));
        var table = new ReportTable(
                        "sales-by-product", NOON, NOON, columns, all, rows, new TreeMap<>(), new TreeMap<>())
                .lacking(List.of(new ReportTable.Lack(TillId.parse("S001-T03"), NOON)));
        return new Shown(table, language, ZoneId.of("Asia/Riyadh"), "S001", NOON);
    }

    /** By its directory, as spreadsheets read it. */
    private String part(byte[] xlsx, String name) throws Exception {
        Path file = Files.write(dir.resolve("read.xlsx"), xlsx);
        try (var zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_csv_quotes_what_needs_it_and_defuses_formulas_but_leaves_figures_numbers() {
        String csv =
                new String(ReportFile.bytes(shown(2, Locale.ENGLISH), ReportFormat.CSV, false), StandardCharsets.UTF_8);

        assertThat(csv.split("\r\n"))
                .containsExactly(
                        "Product,Name,Arabic name,Quantity,With VAT,Documents,Share %,Day,Time",
                        "\"'=HYPERLINK(\"\"http://x\"\")\",\"Milk, \"\"fresh\"\" 0\",حليب طازج 0,1.240,1234567.00,7,12.50,"
                                + "2026-11-23,2026-11-23T15:00+03:00",
                        "p1,\"Milk, \"\"fresh\"\" 1\",حليب طازج 1,1.240,-12.50,7,12.50,2026-11-23,2026-11-23T15:00+03:00");
        assertThat(ReportFile.bytes(shown(1, Titles.ARABIC), ReportFormat.CSV, true))
                .startsWith(0xEF, 0xBB, 0xBF);
    }

    /** Behind Arabic letters the digits of a date turn at its hyphens, and a line that begins with a code reads from the left. */
    @Test
    void what_an_arabic_report_is_about_reads_from_the_right_and_its_dates_from_the_left() {
        assertThat(shown(1, Titles.ARABIC).about().get(0))
                .startsWith("\u200FS001")
                .contains("\u200E2026-11-23 15:00\u200E");
        assertThat(shown(1, Locale.ENGLISH).about().get(0)).startsWith("S001").doesNotContain("\u200E");
    }

    @Test
    void a_workbook_has_real_numbers_and_dates_and_a_sheet_from_right_to_left_in_arabic() throws Exception {
        byte[] english = ReportFile.bytes(shown(2, Locale.ENGLISH), ReportFormat.XLSX, false);
        byte[] arabic = ReportFile.bytes(shown(2, Titles.ARABIC), ReportFormat.XLSX, false);

        String sheet = part(english, "xl/worksheets/sheet1.xml");
        assertThat(sheet)
                .contains("<v>1234567.00</v>", "<v>-12.50</v>", "<v>1.240</v>", "<v>0.1250</v>", "<v>46349")
                .contains("=HYPERLINK(&quot;http://x&quot;)")
                .doesNotContain("<f>", "rightToLeft=\"true\"");
        assertThat(part(arabic, "xl/worksheets/sheet1.xml"))
                .contains("rightToLeft=\"true\"", "&#x645;&#x639; &#x627;&#x644;");
    }

    @Test
    void a_hundred_thousand_rows_are_written_without_being_held() throws Exception {
        Shown large = shown(100_000, Titles.ARABIC);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long before = runtime.totalMemory() - runtime.freeMemory();
        var peak = new long[1];
        var out = new OutputStream() {
            private long bytes;

            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] from, int at, int count) {
                bytes += count;
                if (bytes % (1 << 18) < count) {
                    System.gc();
                    peak[0] = Math.max(peak[0], runtime.totalMemory() - runtime.freeMemory() - before);
                }
            }
        };

        ReportFile.write(large, ReportFormat.XLSX, false, out);

        assertThat(out.bytes).isGreaterThan(1_000_000);
        assertThat(peak[0]).isLessThan(64 << 20);
    }

    @Test
    void a_pdf_has_headings_and_carried_sums_on_every_page_in_both_languages() throws Exception {
        for (Locale language : List.of(Locale.ENGLISH, Titles.ARABIC)) {
            byte[] pdf = ReportFile.bytes(shown(90, language), ReportFormat.PDF, false);
            try (PDDocument document = Loader.loadPDF(pdf)) {
                int pages = document.getNumberOfPages();
                assertThat(pages).isGreaterThan(2);
                var stripper = new PDFTextStripper();
                for (int page = 1; page <= pages; page++) {
                    stripper.setStartPage(page);
                    stripper.setEndPage(page);
                    String text = stripper.getText(document);
                    assertThat(text).contains(page + " / " + pages);
                    if (language.equals(Locale.ENGLISH)) {
                        assertThat(text).contains("With VAT");
                        assertThat(text.contains("Carried forward")).isEqualTo(page < pages);
                        assertThat(text.contains("Brought forward")).isEqualTo(page > 1);
                        assertThat(text.contains("Total")).isEqualTo(page == pages);
                    }
                }
                stripper.setStartPage(1);
                if (language.equals(Locale.ENGLISH)) {
                    assertThat(stripper.getText(document))
                            .contains("May lack: S001-T03 (2026-11-23 15:00)", "109,876,450.50");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ReportFormat.class,
            names = {"CSV", "XLSX", "PDF", "SVG"})
    void nothing_is_a_report_too(ReportFormat format) {
        assertThat(ReportFile.bytes(shown(0, Titles.ARABIC), format, false)).isNotEmpty();
    }

    @Test
    void a_chart_has_the_greatest_first_follows_the_language_and_escapes_what_it_says() {
        String english =
                new String(ReportFile.bytes(shown(3, Locale.ENGLISH), ReportFormat.SVG, false), StandardCharsets.UTF_8);
        String arabic =
                new String(ReportFile.bytes(shown(3, Titles.ARABIC), ReportFormat.SVG, false), StandardCharsets.UTF_8);

        assertThat(english)
                .contains("Milk, &quot;fresh&quot; 0", "direction=\"ltr\"", "class=\"n\"", "prefers-color-scheme:dark")
                .doesNotContain("<script", "Infinity", "NaN");
        assertThat(english.indexOf("-12.50")).isGreaterThan(english.lastIndexOf("1234567.00"));
        assertThat(arabic).contains("direction=\"rtl\"", "حليب طازج 0", "مع الضريبة");
    }

    @Test
    void a_file_that_is_there_stays_as_it_is_and_too_many_rows_leave_none() throws Exception {
        Path there = Files.writeString(dir.resolve("there.csv"), "mine");
        assertThatThrownBy(() -> ReportFile.save(shown(1, Locale.ENGLISH), ReportFormat.CSV, false, there))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("exists already");
        assertThat(there).hasContent("mine");
        assertThatThrownBy(() -> ReportFile.save(
                        shown(20_001, Locale.ENGLISH), ReportFormat.PDF, false, dir.resolve("large.pdf")))
                .hasMessageContaining("20001 rows");
        assertThat(dir.resolve("large.pdf")).doesNotExist();
        assertThatThrownBy(() -> ReportFile.save(
                        shown(1, Locale.ENGLISH),
                        ReportFormat.CSV,
                        false,
                        dir.resolve("no").resolve("such.csv")))
                .hasMessageContaining("can't be written");
        assertThatThrownBy(() -> ReportFormat.of("doc")).hasMessageContaining("json, csv, xlsx, pdf, svg");
    }

    @Test
    void what_xml_cannot_hold_is_left_out_of_a_workbook() throws Exception {
        var table = new ReportTable(
                "stock",
                null,
                null,
                List.of(Column.text("name")),
                List.of(List.of(Cell.of("a\u0000\u0007b\uFFFEc<&>"))),
                1,
                new TreeMap<>(),
                new TreeMap<>());
        var out = new ByteArrayOutputStream();
        ReportFile.write(
                new Shown(table, Locale.ENGLISH, ZoneId.of("UTC"), "S001", NOON), ReportFormat.XLSX, false, out);
        assertThat(part(out.toByteArray(), "xl/worksheets/sheet1.xml")).contains("abc&lt;&amp;&gt;");
    }
}
