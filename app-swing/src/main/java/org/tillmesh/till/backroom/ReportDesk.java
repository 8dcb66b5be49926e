package org.tillmesh.till.backroom;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.reports.Reports;
import org.tillmesh.reports.archive.InvoiceArchive;
import org.tillmesh.reports.export.Shown;
import org.tillmesh.reports.query.Period;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.reports.table.Titles;
import org.tillmesh.reports.trail.ZSheet;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.XReport;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.View;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Reports over what this till knows of its branch. */
public final class ReportDesk {
    private final Shop shop;
    private final ArchiveDesk archive;

    public ReportDesk(Shop shop, ArchiveDesk archive) {
        this.shop = shop;
        this.archive = archive;
    }

    public ReportTable table(ReportQuery query) {
        Instant now = shop.clock().instant();
        return archive.readPatiently(shop.scope(), view -> reports(view, now).needed(query), view -> reports(view, now)
                .run(query));
    }

    private Reports reports(View view, Instant now) {
        return new Reports(books(view, now));
    }

    private Books books(View view, Instant now) {
        var branch =
                new Books.Branch(shop.scope(), shop.folder().branchProfile().zone());
        return new Books(shop.retail(), view, List.of(branch), now, shop.till());
    }

    /** The invoices of a period into a new zip. */
    public InvoiceArchive.Written archive(Period period, Path file) {
        Instant now = shop.clock().instant();
        return InvoiceArchive.save(
                new InvoiceArchive.Reader() {
                    @Override
                    public <T> T read(Function<Books, List<DocRef>> needed, Function<Books, T> look) {
                        return archive.read(
                                shop.scope(),
                                view -> needed.apply(books(view, now)),
                                view -> look.apply(books(view, now)));
                    }
                },
                period,
                file);
    }

    /** A Z of this till as it was made. @throws TillException if there is none of that number */
    ShiftClosed z(int number) {
        return shop.retail()
                .shifts()
                .z(shop.scope(), shop.till(), number)
                .orElseThrow(() -> new TillException(BackroomRefusal.UNKNOWN_Z, number));
    }

    /** An X of this till that was kept. @throws TillException if there is none of that number */
    XReport x(int number) {
        return shop.retail()
                .shifts()
                .x(shop.scope(), shop.till(), number)
                .orElseThrow(() -> new TillException(BackroomRefusal.UNKNOWN_X, number));
    }

    /** The sheet of an X, the same whenever it is asked for. */
    Shown sheet(XReport x, Locale language) {
        return new Shown(
                ZSheet.of(x), language, shop.folder().branchProfile().zone(), x.till() + "  ·  " + x.user(), x.at());
    }

    /** The sheet of a Z, the same whenever it is asked for. */
    Shown sheet(ShiftClosed z, Locale language) {
        return new Shown(
                ZSheet.of(z), language, shop.folder().branchProfile().zone(), z.till() + "  ·  " + z.user(), z.at());
    }

    /** For whoever reads it by this branch's clock. */
    public Shown shown(ReportTable table, Locale language) {
        return new Shown(
                table,
                language,
                shop.folder().branchProfile().zone(),
                shop.scope().branchId(),
                shop.clock().instant());
    }

    /** @param file that the rows were written to instead; null for none */
    BackroomAnswers.Report answer(ReportTable table, @Nullable Path file) {
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
                file != null
                        ? List.of()
                        : table.rows().stream().map(row -> texts(table, row)).toList(),
                table.columns().stream().map(ReportDesk::column).toList(),
                totals(table),
                table.from(),
                table.to(),
                shop.clock().instant(),
                table.lacks().stream()
                        .map(lack -> new BackroomAnswers.Lacking(lack.till().toString(), lack.heard()))
                        .toList(),
                file == null ? null : file.toString(),
                null);
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
