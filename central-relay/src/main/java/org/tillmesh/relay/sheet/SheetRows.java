package org.tillmesh.relay.sheet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.ImportRule;
import org.tillmesh.retail.catalogue.TableRow;
import org.tillmesh.retail.words.Sentence;

/**
 * The rows of a sheet that say something, one after the other. A sheet does not write empty cells: each row is filled up to
 * the width of the first.
 */
final class SheetRows implements Iterator<TableRow> {
    private static final int ROWS_OF_A_SHEET = 1 << 20;
    private static final int COLUMNS_OF_A_SHEET = 1 << 14;

    private final PartReader xml;
    private final CellReader reader;
    private @Nullable TableRow next;
    private boolean isOver;
    private int line;
    private int width;
    private int hidden;

    SheetRows(PartReader xml, CellReader reader) {
        this.xml = xml;
        this.reader = reader;
    }

    /** So many of the rows that were read are hidden. */
    int hidden() {
        return hidden;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !isOver) {
            if (!xml.goTo("row")) {
                isOver = true;
            } else {
                boolean isHidden = xml.isTrue("hidden");
                TableRow row = row();
                if (!row.isBlank()) {
                    width = width == 0 ? row.cells().size() : width;
                    hidden += isHidden ? 1 : 0;
                    next = row;
                }
            }
        }
        return next != null;
    }

    @Override
    public TableRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        TableRow row = next;
        next = null;
        return row;
    }

    private TableRow row() {
        int said = PartReader.number(xml.attribute("r"));
        line = said > line && said <= ROWS_OF_A_SHEET ? said : line + 1;
        var cells = new ArrayList<String>();
        var spoilt = new TreeMap<Integer, Sentence>();
        Sentence fault = null;
        int column = -1;
        while (xml.goInside("row", "c")) {
            int addressed = column(xml.attribute("r"));
            column = addressed > column ? addressed : column + 1;
            CellReader.Cell cell = reader.read(xml);
            if (column < TableRow.CELLS_MAX) {
                fill(cells, column);
                cells.add(cell.text());
                if (cell.spoilt() != null) {
                    spoilt.put(column, cell.spoilt());
                }
            } else if (!cell.text().isBlank()) {
                fault = ImportRule.ROW_WIDE.with(TableRow.CELLS_MAX);
            }
        }
        fill(cells, width);
        return new TableRow(line, cells, spoilt, fault);
    }

    private static void fill(List<String> cells, int width) {
        while (cells.size() < width) {
            cells.add("");
        }
    }

    /** Of {@code C7}, 2; -1 if there is no such address. */
    private static int column(@Nullable String address) {
        int column = 0;
        for (int i = 0; address != null && i < address.length(); i++) {
            char c = address.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + (c - 'A' + 1);
            if (column > COLUMNS_OF_A_SHEET) {
                return -1;
            }
        }
        return column - 1;
    }
}
