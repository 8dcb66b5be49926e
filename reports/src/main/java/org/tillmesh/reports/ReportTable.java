package org.tillmesh.reports;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TillId;

/**
 * A report's result.
 *
 * @param name as in {@link ReportName#code}
 * @param from and {@code to} the period asked for, null is open
 * @param columns in order; each row has a cell of its kind for each
 * @param figures sums over the report ({@code gross}, {@code vat}, {@code net} …); empty for stock lists
 * @param count documents (or rows) that the figures stand for
 * @param asOf latest record known of each till: what the report may lack
 */
public record ReportTable(
        String name,
        @Nullable Instant from,
        @Nullable Instant to,
        List<Column> columns,
        List<List<Cell>> rows,
        int count,
        SortedMap<String, Money> figures,
        SortedMap<TillId, Instant> asOf) {

    public ReportTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            List<Column.Kind> kinds = row.stream().map(Cell::kind).toList();
            if (!kinds.equals(columns.stream().map(Column::kind).toList())) {
                throw new IllegalArgumentException(
                        "A row of " + name + " has cells of " + kinds + " for the columns " + columns);
            }
        }
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        asOf = Collections.unmodifiableSortedMap(new TreeMap<>(asOf));
    }
}
