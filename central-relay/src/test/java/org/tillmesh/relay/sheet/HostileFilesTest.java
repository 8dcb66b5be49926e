package org.tillmesh.relay.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.retail.catalogue.BadTable;
import org.tillmesh.retail.catalogue.TableRow;

/** Files that are no table, are broken, or were made to do harm: each is refused with a sentence, in little memory. */
@Timeout(60)
class HostileFilesTest {
    private static final byte[] GOOD = Parts.of(
                    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"0\"><v>12.5</v></c></row>")
            .with("xl/sharedStrings.xml", "<sst><si><t>Milk</t></si></sst>")
            .file();

    private static final SortedMap<String, String> PARTS = new TreeMap<>(Map.of(
            "_rels/.rels",
            Parts.relations(Parts.relation("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml",
            Parts.book("<workbookPr date1904=\"1\"/>", "<sheet name=\"P\" state=\"hidden\" r:id=\"r1\"/>"),
            "xl/_rels/workbook.xml.rels",
            Parts.relations(Parts.relation("r1", "worksheet", "worksheets/sheet1.xml")),
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"d\"/></numFmts><cellXfs><xf numFmtId=\"164\"/>"
                    + "</cellXfs></styleSheet>",
            "xl/sharedStrings.xml",
            "<sst><si><r><t>Mi</t></r><rPh><t>x</t></rPh></si><si><t>_x0041_</t></si></sst>",
            Parts.SHEET,
            "<worksheet><sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"b\" s=\"0\"><f>1</f><v>1</v></c><c r=\"C1\""
                    + " t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData></worksheet>"));

    @TempDir
    Path dir;

    private static int read(byte[] file) {
        Iterator<TableRow> rows = TableFile.of(file, "", "").rows();
        int count = 0;
        for (; rows.hasNext(); count++) {
            rows.next();
        }
        return count;
    }

    private static void refused(Parts parts, String says) {
        assertThatThrownBy(() -> read(parts.file()))
                .isInstanceOf(BadTable.class)
                .hasMessageContaining(says);
    }

    // ---- too much

    /** A part that unpacks to so many MiB of the same text again and again, between a beginning and an end. */
    private static byte[] swollen(String part, String begin, String again, String end, int mib) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] block = again.repeat((1 << 20) / again.length()).getBytes(StandardCharsets.UTF_8);
        byte[] zip = Parts.of("").without(part).file();
        try (var out = new ZipOutputStream(bytes);
                var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
                out.closeEntry();
            }
            out.putNextEntry(new ZipEntry(part));
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < mib; i++) {
                out.write(block);
            }
            out.write(end.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static void refusedSwollen(String part, String begin, String again, String end, int mib, String says)
            throws IOException {
        byte[] file = swollen(part, begin, again, end, mib);
        assertThat(file.length).isLessThan(2 << 20);
        assertThatThrownBy(() -> read(file)).isInstanceOf(BadTable.class).hasMessageContaining(says);
    }

    private static final String OPEN = "<worksheet><sheetData>";
    private static final String CLOSE = "</sheetData></worksheet>";

    @Test
    void a_small_file_that_unpacks_to_a_huge_one_is_refused() throws IOException {
        refusedSwollen(Parts.SHEET, OPEN, "<row></row>          ", "", 300, "256 MiB");
    }

    @Test
    void one_tag_or_comment_or_instruction_without_end_is_refused() throws IOException {
        refusedSwollen(Parts.SHEET, OPEN + "<row r=\"", "1", "\"></row>" + CLOSE, 4, "damaged");
        refusedSwollen(Parts.SHEET, OPEN + "<!-- ", "<row>]]>? ", "-->" + CLOSE, 4, "damaged");
        refusedSwollen(Parts.SHEET, OPEN + "<?x ", "<row>--> ]]>", "?>" + CLOSE, 4, "damaged");
        refusedSwollen(
                Parts.SHEET, OPEN + "<row><c><w><![CDATA[", "<row>-->", "]]></w></c></row>" + CLOSE, 4, "damaged");
        refusedSwollen(Parts.SHEET, OPEN + "<row><c><w>", "1", "</w></c></row>" + CLOSE, 4, "damaged");
        refusedSwollen(Parts.SHEET, OPEN + "<row><c><v>", "<!---->1", "</v></c></row>" + CLOSE, 4, "damaged");
        assertThat(read(swollen(Parts.SHEET, OPEN, "<!-- <> -->", CLOSE, 4))).isZero();
    }

    @Test
    void tags_nested_without_end_and_names_without_end_are_refused() throws IOException {
        refusedSwollen(Parts.SHEET, OPEN, "<row><c>", "", 4, "damaged");
        var names = new StringBuilder(OPEN);
        for (int i = 0; i < 10_000; i++) {
            names.append("<n").append(i).append("/>");
        }
        refused(Parts.of("").with(Parts.SHEET, names + "</sheetData></worksheet>"), "damaged");
    }

    @Test
    void more_shared_texts_than_any_catalogue_has_are_refused() throws IOException {
        refusedSwollen("xl/sharedStrings.xml", "<sst>", "<si/>", "</sst>", 12, "256 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483647", "999999999", "1", "-1", "x", "99999999999999999999"})
    void an_index_that_no_shared_text_has_is_refused(String index) {
        refused(Parts.of("<row><c t=\"s\"><v>" + index + "</v></c></row>"), "damaged in xl/worksheets/sheet1.xml");
    }

    @ParameterizedTest
    @CsvSource({"ZZZZZZZZZZZZ1", "XFE1", "A99999999999", "1", "''", "a1", "٣"})
    void an_address_beyond_a_sheet_is_not_believed(String address) {
        assertThat(read(Parts.of("<row r=\"7777777777\"><c r=\"" + address + "\"><v>1</v></c></row>")
                        .file()))
                .isEqualTo(1);
    }

    @Test
    void a_row_that_is_too_wide_is_left_out_and_takes_no_memory() {
        Iterator<TableRow> rows = TableFile.of(
                        Parts.of("<row><c r=\"XFD1\"><v>1</v></c></row>").file(), "", "")
                .rows();
        TableRow row = rows.next();
        assertThat(row.fault()).isNotNull();
        assertThat(row.cells()).isEmpty();
    }

    // ---- what reaches for other things

    @Test
    void entities_are_not_declared_and_no_other_file_is_reached_for() throws IOException {
        Path secret = Files.writeString(dir.resolve("secret"), "secret");
        for (String declared : new String[] {
            "<!ENTITY x SYSTEM \"" + secret.toUri() + "\">",
            "<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x \"&b;&b;&b;&b;\">",
            "<!ENTITY % p SYSTEM \"" + secret.toUri() + "\"> %p;",
        }) {
            String doctype = "<!DOCTYPE w [" + declared + "]>";
            String sheet = "<worksheet><sheetData><row><c t=\"str\"><v>&x;</v></c></row></sheetData></worksheet>";
            refused(Parts.of("").with(Parts.SHEET, doctype + sheet), "damaged");
            refused(Parts.of("").with("xl/workbook.xml", doctype + "<workbook/>"), "damaged");
            refused(Parts.of("").with("_rels/.rels", doctype + "<Relationships/>"), "damaged");
        }
        refused(Parts.of("<row><c><v>&x;</v></c></row>"), "damaged");
        refused(
                Parts.of("").with(Parts.SHEET, "<!DOCTYPE w SYSTEM \"" + secret.toUri() + "\"><worksheet/>"),
                "damaged");
    }

    @Test
    void a_part_outside_of_the_archive_is_none() {
        refused(
                Parts.of("")
                        .with(
                                "xl/_rels/workbook.xml.rels",
                                Parts.relations(Parts.relation("r1", "worksheet", "../../../../etc/passwd"))),
                "damaged");
    }

    // ---- other files

    @ParameterizedTest
    @CsvSource({"xl/workbook.bin,.xlsb", "xl/workbook.xml,damaged"})
    void a_binary_workbook_and_one_without_its_main_part_are_named(String main, String says) {
        refused(
                Parts.of("")
                        .without("xl/workbook.xml")
                        .with("_rels/.rels", Parts.relations(Parts.relation("r1", "officeDocument", main))),
                says);
    }

    @Test
    void files_of_other_kinds_are_named_with_the_way_to_save_them() {
        refused(
                new Parts()
                        .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                        .with("content.xml", "<x/>"),
                "OpenDocument");
        refused(new Parts().with("holiday.jpg", "x"), "archive without a workbook");
        byte[] compound = {
            (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0, 0
        };
        assertThatThrownBy(() -> read(compound)).hasMessageContaining(".xls").hasMessageContaining("password");
        assertThatThrownBy(() -> read("%PDF-1.7 …".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("PDF");
        assertThatThrownBy(() -> read("\n <html><table><tr><td>id".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("web page")
                .hasMessageContaining("CSV UTF-8");
    }

    @Test
    void a_workbook_that_is_cut_off_is_damaged() {
        for (int length = 4; length < GOOD.length; length += 7) {
            byte[] cut = Arrays.copyOf(GOOD, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(BadTable.class).hasMessageContaining("damaged");
        }
    }

    @Property
    void whatever_is_changed_in_a_workbook_it_is_read_or_refused(@ForAll long seed) {
        var random = new Random(seed);
        byte[] file = GOOD.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            file[4 + random.nextInt(file.length - 4)] = (byte) random.nextInt();
        }
        try {
            read(file);
        } catch (BadTable e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** The same within the parts, which a checksum would else protect. */
    @Property
    void whatever_is_changed_in_a_part_it_is_read_or_refused(@ForAll long seed) {
        var random = new Random(seed);
        String part = PARTS.keySet().stream()
                .skip(random.nextInt(PARTS.size()))
                .findFirst()
                .orElseThrow();
        byte[] content = PARTS.get(part).getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i >= 0; i--) {
            content[random.nextInt(content.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(128) : random.nextInt());
        }
        try {
            read(Parts.of("").with(part, content).file());
        } catch (BadTable e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
