package org.tillmesh.relay.sheet;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.BadTable;
import org.tillmesh.retail.catalogue.CsvReader;
import org.tillmesh.retail.catalogue.CsvText;
import org.tillmesh.retail.catalogue.ImportRule;
import org.tillmesh.retail.catalogue.TableRow;

/**
 * A file of a table, known by what it begins with and not by its name: CSV text or a workbook.
 */
public final class TableFile {
    /** What {@link #encoding} says of a workbook. */
    public static final String WORKBOOK = "XLSX";

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
    private static final byte[] COMPOUND = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] PDF = "%PDF".getBytes(StandardCharsets.US_ASCII);

    private final String encoding;
    private final String otherEncoding;
    private final String separator;
    private final String sheet;
    private final List<String> sheets;
    private final Iterator<TableRow> rows;
    private final @Nullable SheetRows ofSheet;

    private TableFile(CsvText text, CsvReader rows) {
        this.encoding = text.encoding();
        this.otherEncoding = text.other();
        this.separator = String.valueOf(rows.separator());
        this.sheet = "";
        this.sheets = List.of();
        this.rows = rows;
        this.ofSheet = null;
    }

    private TableFile(Workbook workbook, Workbook.Sheet sheet) {
        this.encoding = WORKBOOK;
        this.otherEncoding = "";
        this.separator = "";
        this.sheet = sheet.name();
        this.sheets = workbook.sheetNames();
        this.ofSheet = workbook.rows(sheet);
        this.rows = ofSheet;
    }

    /**
     * Opens a file.
     *
     * @param encoding of a text, one of {@link CsvText#encodings}; empty to find it out
     * @param sheet of a workbook, by its name; empty for the first that is not hidden
     * @throws BadTable if it is no table
     */
    public static TableFile of(byte[] file, String encoding, String sheet) {
        if (begins(file, ZIP) || begins(file, EMPTY_ZIP)) {
            var workbook = new Workbook(file);
            return new TableFile(workbook, workbook.sheet(sheet));
        }
        if (begins(file, COMPOUND)) {
            throw new BadTable(ImportRule.OTHER_FORMAT.with("xls"));
        }
        if (begins(file, PDF)) {
            throw new BadTable(ImportRule.OTHER_FORMAT.with("pdf"));
        }
        CsvText text = CsvText.of(file, encoding);
        if (text.text().stripLeading().startsWith("<")) {
            throw new BadTable(ImportRule.OTHER_FORMAT.with("html"));
        }
        return new TableFile(text, new CsvReader(text.text()));
    }

    private static boolean begins(byte[] file, byte[] with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= file.length || file[i] != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** How it was read: an encoding's name, or {@link #WORKBOOK}. */
    public String encoding() {
        return encoding;
    }

    /** Another encoding in which the text makes whole words too; empty if there is none. */
    public String otherEncoding() {
        return otherEncoding;
    }

    /** What stands between the fields of a text; empty of a workbook. */
    public String separator() {
        return separator;
    }

    /** The sheet that is read; empty of a text. */
    public String sheet() {
        return sheet;
    }

    /** All sheets of a workbook. */
    public List<String> sheets() {
        return sheets;
    }

    /** The rows that say something, the header first; to be gone through once. A damaged row throws {@link BadTable}. */
    public Iterator<TableRow> rows() {
        return rows;
    }

    /** So many of the rows that were gone through are hidden in the sheet. */
    public int hiddenRows() {
        return ofSheet == null ? 0 : ofSheet.hidden();
    }
}
