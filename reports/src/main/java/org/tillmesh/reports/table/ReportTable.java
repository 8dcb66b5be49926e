package org.tillmesh.reports.table;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TillId;

/**
 * A report's result.
 *
 * @param name the report's code
 * @param from and {@code to} the period asked for, null is open
 * @param columns in order; each row has a cell of its kind for each
 * @param figures sums over the report ({@code gross}, {@code vat}, {@code net} …); empty for stock lists
 * @param count documents (or rows) that the figures stand for
 * @param asOf latest record known of each till
 * @param lacks tills of which something of the period may be missing here
 */
public record ReportTable(
        String name,
        @Nullable Instant from,
        @Nullable Instant to,
        List<Column> columns,
        List<List<Cell>> rows,
        int count,
        SortedMap<String, Money> figures,
        SortedMap<TillId, Instant> asOf,
        List<Lack> lacks) {

    /** @param heard when the last record known of the till was made; null if there is none */
    public record Lack(TillId till, @Nullable Instant heard) {}

    public ReportTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        List<Column.Kind> wanted = columns.stream().map(Column::kind).toList();
        for (List<Cell> row : rows) {
            if (!isOf(row, wanted)) {
                throw new IllegalArgumentException("A row of " + name + " has cells of "
                        + row.stream().map(Cell::kind).toList() + " for the columns " + columns);
            }
        }
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        asOf = Collections.unmodifiableSortedMap(new TreeMap<>(asOf));
        lacks = List.copyOf(lacks);
    }

    public ReportTable(
            String name,
            @Nullable Instant from,
            @Nullable Instant to,
            List<Column> columns,
            List<List<Cell>> rows,
            int count,
            SortedMap<String, Money> figures,
            SortedMap<TillId, Instant> asOf) {
        this(name, from, to, columns, rows, count, figures, asOf, List.of());
    }

    private static boolean isOf(List<Cell> row, List<Column.Kind> kinds) {
        boolean is = row.size() == kinds.size();
        for (int i = 0; is && i < row.size(); i++) {
            is = row.get(i).kind() == kinds.get(i);
        }
        return is;
    }

    /** The same, saying what it may lack. */
    public ReportTable lacking(List<Lack> missing) {
        return new ReportTable(name, from, to, columns, rows, count, figures, asOf, missing);
    }

    /** The sums of the columns that have one; blank in all others. */
    public List<Cell> totals() {
        return totals(rows.size());
    }

    /** The same over the first rows alone. */
    public List<Cell> totals(int firstRows) {
        return IntStream.range(0, columns.size())
                .mapToObj(column -> total(column, firstRows))
                .toList();
    }

    private Cell total(int column, int firstRows) {
        Column.Kind kind = columns.get(column).kind();
        if (!columns.get(column).isSummed()) {
            return new Cell.Blank(kind);
        }
        long sum = 0;
        for (List<Cell> row : rows.subList(0, firstRows)) {
            if (row.get(column) instanceof Cell.Amount amount) {
                sum = Math.addExact(sum, amount.value().minor());
            } else if (row.get(column) instanceof Cell.Number number) {
                sum = Math.addExact(sum, number.value());
            }
        }
        return kind == Column.Kind.AMOUNT ? Cell.of(Money.sar(sum)) : Cell.of(sum);
    }
}
