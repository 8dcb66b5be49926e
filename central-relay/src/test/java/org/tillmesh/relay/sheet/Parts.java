package org.tillmesh.relay.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook put together part by part, as good or as bad as a test wants it. */
final class Parts {
    static final String SHEET = "xl/worksheets/sheet1.xml";

    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /** One sheet with these rows, shared texts and styles. @param rows XML */
    static Parts of(String rows) {
        return new Parts()
                .with(
                        "_rels/.rels",
                        relations("<Relationship Id=\"r1\" Type=\"" + OFFICE
                                + "/officeDocument\" Target=\"xl/workbook.xml\"/>"))
                .with("xl/workbook.xml", book("", "<sheet name=\"Products\" sheetId=\"1\" r:id=\"r1\"/>"))
                .with(
                        "xl/_rels/workbook.xml.rels",
                        relations(relation("r1", "worksheet", "worksheets/sheet1.xml")
                                + relation("r8", "styles", "styles.xml")
                                + relation("r9", "sharedStrings", "sharedStrings.xml")))
                .with("xl/sharedStrings.xml", "<sst/>")
                .with("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/></cellXfs></styleSheet>")
                .sheet(rows);
    }

    static String relations(String all) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + all
                + "</Relationships>";
    }

    static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + OFFICE + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    static String book(String properties, String sheets) {
        return "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" + OFFICE
                + "\">" + properties + "<sheets>" + sheets + "</sheets></workbook>";
    }

    Parts sheet(String rows) {
        return with(SHEET, "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    }

    Parts with(String part, String xml) {
        return with(part, xml.getBytes(StandardCharsets.UTF_8));
    }

    Parts with(String part, byte[] content) {
        parts.put(part, content);
        return this;
    }

    Parts without(String part) {
        parts.remove(part);
        return this;
    }

    byte[] file() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
