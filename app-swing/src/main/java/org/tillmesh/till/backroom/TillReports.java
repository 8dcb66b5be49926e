package org.tillmesh.till.backroom;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.reports.Cell;
import org.tillmesh.reports.ReportName;
import org.tillmesh.reports.ReportTable;
import org.tillmesh.reports.SalesReports;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Reports over what this till knows of its store. */
final class TillReports {
    private TillReports() {}

    static BackroomAnswers.Report report(
            Shop shop, ArchiveDesk archive, String name, @Nullable Instant from, @Nullable Instant to) {
        ReportName known = ReportName.of(name)
                .orElseThrow(() -> new TillException(BackroomRefusal.UNKNOWN_REPORT, name, ReportName.codes()));
        Instant now = shop.clock().instant();
        Instant begin = from == null ? Instant.EPOCH : from;
        Instant end = to == null ? now.plusSeconds(1) : to;
        if (end.isBefore(begin)) {
            throw new TillException(BackroomRefusal.REPORT_ENDS_FIRST, begin, end);
        }
        ReportTable table = archive.read(
                shop.scope(),
                view -> shop.retail().sales().between(shop.scope(), begin, end).stream()
                        .map(Sold::ref)
                        .toList(),
                view -> new SalesReports(
                                shop.retail(),
                                view,
                                shop.scope(),
                                shop.folder().branchProfile().zone())
                        .report(known, begin, end, now));
        Map<String, Money> figures = new TreeMap<>(table.figures());
        Money gross = figures.getOrDefault("gross", Money.ZERO);
        Money vat = figures.getOrDefault("vat", Money.ZERO);
        return new BackroomAnswers.Report(name, 0, table.count(), gross, vat, Map.of(), figures, null, null, null, texts(table));
    }

    /** Rows as column → text, in order. */
    private static List<Map<String, String>> texts(ReportTable table) {
        var rows = new ArrayList<Map<String, String>>();
        for (List<Cell> row : table.rows()) {
            var texts = new LinkedHashMap<String, String>();
            for (int i = 0; i < row.size(); i++) {
                texts.put(table.columns().get(i).key(), row.get(i).text());
            }
            rows.add(texts);
        }
        return rows;
    }
}
