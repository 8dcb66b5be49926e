package org.tillmesh.relay.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A table written as a workbook of one sheet. Every cell is text, and so is every cell of its columns that is filled in
 * later: no digit of a barcode is lost in a spreadsheet.
 */
public final class WorkbookFile {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final int FORMAT_TEXT = 49;
    private static final int WIDTH = 18;

    private WorkbookFile() {}

    /** @param rows the header first, each as wide as it */
    public static byte[] of(String sheet, List<List<String>> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            put(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                            + override("/xl/workbook.xml", "sheet.main+xml")
                            + override("/xl/worksheets/sheet1.xml", "worksheet+xml")
                            + override("/xl/styles.xml", "styles+xml")
                            + "</Types>");
            put(zip, "_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml")));
            put(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OF_OFFICE + "\"><sheets><sheet name=\""
                            + escaped(sheet) + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            put(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    relations(relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "styles", "styles.xml")));
            put(
                    zip,
                    "xl/styles.xml",
                    "<styleSheet xmlns=\"" + MAIN
                            + "\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/>"
                            + "</font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
                            + "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border>"
                            + "<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\">"
                            + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
                            + "<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
                            + "<xf numFmtId=\"" + FORMAT_TEXT + "\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
                            + " applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            put(zip, "xl/worksheets/sheet1.xml", sheet(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes everything
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String part, String xml) throws IOException {
        var entry = new ZipEntry(part);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write((HEAD + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + TYPE + type + "\"/>";
    }

    private static String relations(String all) {
        return "<Relationships xmlns=\"" + RELATIONS + "\">" + all + "</Relationships>";
    }

    private static String relation(int id, String type, String target) {
        return "<Relationship Id=\"rId" + id + "\" Type=\"" + OF_OFFICE + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    private static String sheet(List<List<String>> rows) {
        int columns = rows.get(0).size();
        var xml = new StringBuilder()
                .append("<worksheet xmlns=\"" + MAIN + "\"><sheetViews><sheetView workbookViewId=\"0\">")
                .append(
                        "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>")
                .append("</sheetViews><cols><col min=\"1\" max=\"" + columns + "\" width=\"" + WIDTH + "\" style=\"1\"")
                .append(" customWidth=\"1\"/></cols><sheetData>");
        for (int i = 0; i < rows.size(); i++) {
            xml.append("<row r=\"").append(i + 1).append("\">");
            for (int c = 0; c < columns; c++) {
                String cell = rows.get(i).get(c);
                if (!cell.isEmpty()) {
                    xml.append("<c r=\"")
                            .append((char) ('A' + c))
                            .append(i + 1)
                            .append("\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
                            .append(escaped(cell))
                            .append("</t></is></c>");
                }
            }
            xml.append("</row>");
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    /** What XML can't hold is left out; tabs and line breaks stay. */
    private static String escaped(String text) {
        var xml = new StringBuilder();
        Escapes.done(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("_x000D_");
                default -> {
                    boolean isOfXml = c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF);
                    xml.append(isOfXml || c == '\t' || c == '\n' ? Character.toString(c) : "");
                }
            }
        });
        return xml.toString();
    }
}
