package org.tillmesh.till.backroom;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.reports.Reports;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.reports.table.Titles;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.View;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Shop;

/** Reports over what this till knows of its branch. */
final class TillReports {
    private final Shop shop;
    private final ArchiveDesk archive;

    TillReports(Shop shop, ArchiveDesk archive) {
        this.shop = shop;
        this.archive = archive;
    }

    ReportTable table(ReportQuery query) {
        Instant now = shop.clock().instant();
        return archive.read(
                shop.scope(),
                view -> reports(view, now).needed(query),
                view -> reports(view, now).run(query));
    }

    private Reports reports(View view, Instant now) {
        var branch = new Books.Branch(
                shop.scope(), shop.folder().branchProfile().zone());
        return new Reports(new Books(shop.retail(), view, List.of(branch), now, shop.till()));
    }

    static BackroomAnswers.Report answer(ReportTable table, Instant now) {
        Map<String, Money> figures = new TreeMap<>(table.figures());
        return new BackroomAnswers.Report(
                table.name(),
                0,
                table.count(),
                figures.getOrDefault("gross", Money.ZERO),
                figures.getOrDefault("vat", Money.ZERO),
                Map.of(),
                figures,
                null,
                null,
                null,
                table.rows().stream().map(row -> texts(table, row)).toList(),
                table.columns().stream().map(TillReports::column).toList(),
                totals(table),
                table.from(),
                table.to(),
                now,
                table.lacks().stream()
                        .map(lack -> new BackroomAnswers.Lacking(lack.till().toString(), lack.heard()))
                        .toList());
    }

    private static BackroomAnswers.ReportColumn column(Column column) {
        Column.Drill drill = column.drill();
        return new BackroomAnswers.ReportColumn(
                column.key(),
                column.kind().code(),
                Titles.column(column.key(), Locale.ENGLISH),
                Titles.column(column.key(), Titles.ARABIC),
                drill == null ? null : new BackroomAnswers.DrillDown(drill.report(), drill.parameter()));
    }

    /** Column → text, in order. */
    private static Map<String, String> texts(ReportTable table, List<Cell> row) {
        var texts = new LinkedHashMap<String, String>();
        for (int i = 0; i < row.size(); i++) {
            texts.put(table.columns().get(i).key(), row.get(i).text());
        }
        return texts;
    }

    /** Of the columns that add up alone. */
    private static Map<String, String> totals(ReportTable table) {
        var totals = new LinkedHashMap<>(texts(table, table.totals()));
        var summed = new ArrayList<String>();
        table.columns().stream().filter(Column::isSummed).forEach(column -> summed.add(column.key()));
        totals.keySet().retainAll(summed);
        return totals;
    }
}
