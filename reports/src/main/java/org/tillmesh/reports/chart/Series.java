package org.tillmesh.reports.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;

/**
 * What a report shows at a glance: a figure for each label.
 *
 * @param column whose figures they are
 * @param isInTime whether the labels are in the order of time; else the greatest stands first
 */
public record Series(Column column, boolean isInTime, List<Bar> bars) {
    private static final int BARS_MAX = 40;
    private static final List<String> TIMES = List.of("day", "hour", "hourOfDay", "weekday", "month");

    /** @param text the figure as the table says it */
    public record Bar(String label, BigDecimal value, String text) {}

    public Series {
        bars = List.copyOf(bars);
    }

    /**
     * Of a table's first column and its sum with VAT, or else its last amount or number that adds up.
     *
     * @param isArabic whether things go by their Arabic names
     * @return empty if the table has no figure that adds up
     */
    public static Optional<Series> of(ReportTable table, boolean isArabic) {
        List<Column> columns = table.columns();
        int figure = -1;
        for (int i = 0; i < columns.size(); i++) {
            boolean isBetter = figure < 0
                    || !columns.get(figure).key().equals("gross")
                            && (columns.get(i).kind() == Column.Kind.AMOUNT
                                    || columns.get(figure).kind() != Column.Kind.AMOUNT);
            if (columns.get(i).isSummed() && isBetter) {
                figure = i;
            }
        }
        if (figure < 0) {
            return Optional.empty();
        }
        List<String> keys = columns.stream().map(Column::key).toList();
        int named = keys.indexOf(isArabic ? "nameAr" : "name");
        int label = named < 0 ? 0 : named;
        boolean isInTime = TIMES.contains(keys.get(0));
        var bars = new ArrayList<Bar>();
        for (List<Cell> row : table.rows()) {
            Cell cell = row.get(figure);
            if (!cell.text().isEmpty()) {
                bars.add(new Bar(row.get(label).text(), new BigDecimal(cell.text()), cell.text()));
            }
        }
        if (!isInTime) {
            bars.sort(Comparator.comparing(Bar::value).reversed());
        }
        int first = isInTime ? Math.max(0, bars.size() - BARS_MAX) : 0;
        return Optional.of(new Series(
                columns.get(figure), isInTime, bars.subList(first, Math.min(bars.size(), first + BARS_MAX))));
    }
}
