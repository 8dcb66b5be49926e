package org.tillmesh.retail.catalogue;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.words.Sentence;

/**
 * A row of a table as a file has it.
 *
 * @param line where it stands in the file, the first line being 1
 * @param cells as they are written there
 * @param spoilt by the place of a cell, from 0: why what is written there is not what was meant
 * @param fault why the row can't be read; null if it can
 */
public record TableRow(int line, List<String> cells, SortedMap<Integer, Sentence> spoilt, @Nullable Sentence fault) {
    /** So many cells are read of a row, and a wider one is refused. */
    public static final int CELLS_MAX = 256;

    public TableRow {
        cells = List.copyOf(cells);
        spoilt = Collections.unmodifiableSortedMap(spoilt);
    }

    /** One whose cells are what is written in them. */
    TableRow(int line, List<String> cells, @Nullable Sentence fault) {
        this(line, cells, new TreeMap<>(), fault);
    }

    /** Its cells for a person's eye, shortened. */
    public List<String> shown() {
        return cells.stream().map(CellText::clean).map(CellText::shown).toList();
    }

    /** Whether nothing stands in it. */
    public boolean isBlank() {
        return fault == null
                && spoilt.isEmpty()
                && cells.stream().allMatch(cell -> CellText.clean(cell).isEmpty());
    }
}
