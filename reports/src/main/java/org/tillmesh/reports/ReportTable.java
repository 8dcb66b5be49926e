package org.tillmesh.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param columns keys, in order; each row has a cell for each
 * @param figures sums over the report ({@code gross}, {@code vat}, {@code net} …); empty for stock lists
 * @param count documents (or rows) that the figures stand for
 * @param asOf latest record known of each till: what the report may lack
 */
public record ReportTable(
        String name,
        @Nullable Instant from,
        @Nullable Instant to,
        List<String> columns,
        List<List<Cell>> rows,
        int count,
        SortedMap<String, Money> figures,
        SortedMap<TillId, Instant> asOf) {

    public ReportTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row of " + name + " has " + row.size() + " cells for the columns " + columns);
            }
        }
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        asOf = Collections.unmodifiableSortedMap(new TreeMap<>(asOf));
    }

    /** Rows as column → text, in order. */
    public List<Map<String, String>> texts() {
        var found = new ArrayList<Map<String, String>>();
        for (List<Cell> row : rows) {
            var texts = new LinkedHashMap<String, String>();
            for (int i = 0; i < columns.size(); i++) {
                texts.put(columns.get(i), row.get(i).text());
            }
            found.add(texts);
        }
        return found;
    }

    /** The sum of a column of amounts. */
    public Money sum(String column) {
        int at = columns.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "Report " + name + " has no column \"" + column + "\"; it has " + columns);
        }
        Money sum = Money.ZERO;
        for (List<Cell> row : rows) {
            if (row.get(at) instanceof Cell.Amount amount) {
                sum = sum.plus(amount.value());
            }
        }
        return sum;
    }
}
