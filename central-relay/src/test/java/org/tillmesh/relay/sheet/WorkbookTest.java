package org.tillmesh.relay.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.retail.catalogue.BadTable;
import org.tillmesh.retail.catalogue.TableRow;

/** What spreadsheet programs write. */
class WorkbookTest {
    private static final String DATES = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"&quot;days&quot;\\ 0.00;[Red]\\-0\"/>"
            + "<numFmt numFmtId=\"166\" formatCode=\"[$-409][h]:mm\"/></numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
            + "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"2\"/></cellXfs></styleSheet>";

    private static List<TableRow> rows(byte[] file) {
        return rows(file, "");
    }

    private static List<TableRow> rows(byte[] file, String sheet) {
        var rows = new ArrayList<TableRow>();
        TableFile.of(file, "", sheet).rows().forEachRemaining(rows::add);
        return rows;
    }

    private static String cell(String address, String attributes, String inside) {
        return "<c r=\"" + address + "\" " + attributes + ">" + inside + "</c>";
    }

    private static TableRow only(String cell) {
        return only(Parts.of("<row r=\"1\">" + cell + "</row>"));
    }

    private static TableRow only(Parts parts) {
        List<TableRow> rows = rows(parts.file());
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    void shared_texts_are_put_together_of_their_runs_without_how_they_are_pronounced() {
        var row = only(Parts.of("<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" t=\"s\"><v>0</v></c></row>")
                .with(
                        "xl/sharedStrings.xml",
                        "<sst><si><t xml:space=\"preserve\"> حليب </t></si><si><r><rPr><b/></rPr><t>Mi</t></r><r><t>lk &amp; "
                                + "_x000A_more _x005F_x0041_</t></r><rPh sb=\"0\" eb=\"1\"><t>ミ</t></rPh></si></sst>"));
        assertThat(row.cells()).containsExactly("Milk & \nmore _x0041_", " حليب ");
        assertThat(row.line()).isEqualTo(3);
    }

    @Test
    void texts_in_the_cell_itself_and_results_of_formulas_are_read() {
        assertThat(only(cell("A1", "t=\"inlineStr\"", "<is><r><t>Mi</t></r><r><t>lk</t></r></is>")
                                + cell("B1", "t=\"str\"", "<f>A1&amp;1</f><v>Milk1</v>")
                                + cell("C1", "", "<f>1/4</f><v>0.25</v>")
                                + cell("D1", "t=\"b\"", "<v>1</v>")
                                + cell("E1", "t=\"b\"", "<v>0</v>"))
                        .cells())
                .containsExactly("Milk", "Milk1", "0.25", "TRUE", "FALSE");
    }

    @ParameterizedTest
    @CsvSource({
        "6281000000014,6281000000014",
        "6.281000000014E12,6281000000014",
        "6.281000000014e+12,6281000000014",
        "12.5,12.5",
        "12.300000000000001,12.3",
        "0.30000000000000004,0.3",
        "1.0,1",
        "-0.5,-0.5",
        "0,0",
        "1E-7,0.0000001",
        ".5,0.5",
        "100,100",
    })
    void a_number_is_what_the_spreadsheet_shows_of_it_with_all_its_digits(String raw, String text) {
        TableRow row = only(cell("A1", "", "<v>" + raw + "</v>"));
        assertThat(row.cells()).containsExactly(text);
        assertThat(row.spoilt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',12345678901234567,15",
        "'',1.2345678901234567E+25,15",
        "'',1E999,15",
        "'',٦٢٨,error ٦٢٨",
        "t=\"e\",#N/A,error #N/A",
        "t=\"d\",2026-11-30T00:00:00,date",
        "t=\"x\",1,error 1"
    })
    void what_is_not_what_was_meant_is_named_with_its_mend(String type, String value, String says) {
        TableRow row = only(cell("A1", type, "<v>" + value + "</v>"));
        assertThat(row.spoilt()).containsOnlyKeys(0);
        assertThat(row.spoilt().get(0).message()).contains(says);
    }

    @Test
    void a_formula_without_its_result_is_named() {
        assertThat(only(cell("A1", "", "<f>B1</f>")).spoilt().get(0).message()).contains("formula", "save it");
        assertThat(only(cell("A1", "", "<f>B1</f><v></v>")).spoilt()).containsOnlyKeys(0);
        assertThat(rows(Parts.of("<row>" + cell("A1", "t=\"str\"", "<f>\"\"</f><v></v>") + "</row>")
                        .file()))
                .as("whose result is nothing")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,2026-11-30", "2,2026-11-30", "4,2026-11-30", "0,''", "3,''", "5,''", "9,''"})
    void a_number_that_is_shown_as_a_date_is_named_as_one(String style, String date) {
        TableRow row = only(Parts.of("<row>" + cell("A1", "s=\"" + style + "\"", "<v>46356</v>") + "</row>")
                .with("xl/styles.xml", DATES));
        if (date.isEmpty()) {
            assertThat(row.spoilt()).isEmpty();
            assertThat(row.cells()).containsExactly("46356");
        } else {
            assertThat(row.spoilt().get(0).message()).contains(date, "format the column as text");
        }
    }

    @Test
    void days_may_be_counted_from_1904() {
        TableRow row = only(Parts.of("<row>" + cell("A1", "s=\"1\"", "<v>44894</v>") + "</row>")
                .with("xl/styles.xml", DATES)
                .with(
                        "xl/workbook.xml",
                        Parts.book("<workbookPr date1904=\"1\"/>", "<sheet name=\"P\" r:id=\"r1\"/>")));
        assertThat(row.spoilt().get(0).message()).contains("2026-11-30");
    }

    @Test
    void cells_that_are_not_written_are_empty_and_rows_that_say_nothing_are_passed_over() {
        List<TableRow> rows = rows(Parts.of("<row r=\"2\">" + cell("A2", "", "<v>1</v>") + cell("D2", "", "<v>4</v>")
                        + "</row><row r=\"3\" s=\"1\"><c r=\"A3\" s=\"0\"/></row><row r=\"9\">"
                        + cell("B9", "", "<v>2</v>")
                        + "</row><row r=\"12\"/>")
                .file());
        assertThat(rows).extracting(TableRow::line).containsExactly(2, 9);
        assertThat(rows)
                .extracting(TableRow::cells)
                .containsExactly(List.of("1", "", "", "4"), List.of("", "2", "", ""));
    }

    @Test
    void cells_and_rows_without_addresses_follow_one_another() {
        List<TableRow> rows = rows(Parts.of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>")
                .file());
        assertThat(rows).extracting(TableRow::line).containsExactly(1, 2);
        assertThat(rows).extracting(TableRow::cells).containsExactly(List.of("1", "2"), List.of("", "3"));
    }

    @Test
    void hidden_rows_are_read_and_counted() {
        TableFile table = TableFile.of(
                Parts.of("<row><c><v>1</v></c></row><row hidden=\"1\"><c><v>2</v></c></row><row hidden=\"true\"/>")
                        .file(),
                "",
                "");
        var rows = new ArrayList<TableRow>();
        table.rows().forEachRemaining(rows::add);
        assertThat(rows).hasSize(2);
        assertThat(table.hiddenRows()).isEqualTo(1);
    }

    @Test
    void the_first_sheet_that_is_not_hidden_is_read_or_the_one_that_is_named() {
        byte[] file = Parts.of("<row><c><v>1</v></c></row>")
                .with(
                        "xl/workbook.xml",
                        Parts.book(
                                "",
                                "<sheet name=\"Notes\" state=\"veryHidden\" r:id=\"r1\"/><sheet name=\"Chart\" r:id=\"r4\"/>"
                                        + "<sheet name=\"الأصناف\" r:id=\"r2\"/><sheet name=\"Gone\" r:id=\"r7\"/>"))
                .with(
                        "xl/_rels/workbook.xml.rels",
                        Parts.relations(Parts.relation("r1", "worksheet", "worksheets/sheet1.xml")
                                + Parts.relation("r2", "worksheet", "/XL/Worksheets/Sheet2.xml")
                                + Parts.relation("r4", "chartsheet", "chartsheets/sheet1.xml")))
                .with(
                        "xl/worksheets/sheet2.xml",
                        "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>")
                .file();
        TableFile table = TableFile.of(file, "", "");
        assertThat(table.encoding()).isEqualTo("XLSX");
        assertThat(table.sheet()).isEqualTo("الأصناف");
        assertThat(table.sheets()).containsExactly("Notes", "الأصناف");
        assertThat(rows(file).get(0).cells()).containsExactly("2");
        assertThat(rows(file, "notes").get(0).cells()).containsExactly("1");
        assertThatThrownBy(() -> rows(file, "Prices"))
                .isInstanceOf(BadTable.class)
                .hasMessageContaining("\"Prices\"")
                .hasMessageContaining("Notes, الأصناف");
    }

    @Test
    void name_spaces_prefixes_and_utf_16_make_no_difference() {
        String sheet = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!-- by hand --><x:worksheet"
                + " xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is>"
                + "<x:t><![CDATA[حليب <1>]]></x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
        assertThat(only(Parts.of("").with(Parts.SHEET, sheet.getBytes(StandardCharsets.UTF_16)))
                        .cells())
                .containsExactly("حليب <1>");
    }

    @Test
    void a_workbook_needs_neither_styles_nor_shared_texts() {
        assertThat(only(Parts.of("<row><c s=\"4\"><v>1</v></c></row>")
                                .without("xl/styles.xml")
                                .without("xl/sharedStrings.xml")
                                .with(
                                        "xl/_rels/workbook.xml.rels",
                                        Parts.relations(Parts.relation("r1", "worksheet", "worksheets/sheet1.xml"))))
                        .cells())
                .containsExactly("1");
    }

    /** One table by openpyxl 3.0, which computes nothing, and the same saved by LibreOffice 7.4, which does. */
    @ParameterizedTest
    @ValueSource(strings = {"openpyxl", "libreoffice"})
    void workbooks_of_other_programs_are_read(String program) throws IOException {
        byte[] file;
        try (InputStream in = Objects.requireNonNull(WorkbookTest.class.getResourceAsStream(program + ".xlsx"))) {
            file = in.readAllBytes();
        }
        TableFile table = TableFile.of(file, "", "");
        var rows = new ArrayList<TableRow>();
        table.rows().forEachRemaining(rows::add);
        assertThat(table.sheets()).containsExactly("الأصناف", "Notes");
        assertThat(table.hiddenRows()).isEqualTo(1);
        assertThat(rows).extracting(TableRow::line).containsExactly(1, 2, 3, 4, 5, 6, 7, 9);
        assertThat(rows.get(1).cells())
                .containsExactly("Z1", "6281000000014", "Milk", "حليب طازج", "", "6.25", "PCE", "TRUE");
        assertThat(rows.get(2).cells())
                .containsExactly("1001", "036000291452", "Tea", "شاي", "", "12.3", "PCE", "FALSE");
        assertThat(rows.get(4).spoilt().get(1).message()).contains("2026-05-01");
        assertThat(rows.get(5).cells().get(5)).isEqualTo(program.equals("openpyxl") ? "" : "3");
        assertThat(rows.get(5).spoilt().keySet()).isEqualTo(program.equals("openpyxl") ? Set.of(5) : Set.of());
        assertThat(rows.get(6).spoilt()).containsOnlyKeys(1);
    }

    @Test
    void what_is_written_as_a_workbook_is_read_as_it_was() {
        List<List<String>> table = List.of(
                List.of("id", "barcode", "name"),
                List.of("P1", "0001|6281000000014", " حليب & <\"طازج\"> \r\n\t=1+1 _x0041_ 🥛"),
                List.of("P2", "", "x"));
        byte[] file = WorkbookFile.of("products", table);
        assertThat(rows(file)).extracting(TableRow::cells).containsExactlyElementsOf(table);
        assertThat(TableFile.of(file, "", "").sheet()).isEqualTo("products");
    }
}
