package org.tillmesh.retail.stock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.View;

/** What changed the stock of a product, each with what was on hand after it, by the times that the records bear. */
public final class StockLedger {
    private static final String COUNT = "count";

    private final View view;
    private final Scope branch;

    /** @param view valid while this is used */
    public StockLedger(View view, Scope branch) {
        this.view = view;
        this.branch = branch;
    }

    /**
     * One change.
     *
     * @param kind of the movement, like {@code transfer-out}; {@code count}
     * @param qty what it added; of a count: by how much it differed from what was known
     * @param onHand of the whole product, after it
     * @param document the sale, return, transfer, purchase order or count sheet that it belongs to
     * @param till and {@code user}: null for head office
     */
    public record Entry(
            String id,
            ProductId product,
            Instant at,
            String kind,
            @Nullable String batch,
            Quantity qty,
            Quantity onHand,
            @Nullable String document,
            @Nullable String till,
            @Nullable String user,
            @Nullable String reason,
            @Nullable String note,
            @Nullable Money cost) {}

    /** A record in its batch; an empty batch is the goods without one. */
    record Placed(String batch, DocRef ref, StockEntry entry) {}

    /** All records of a product in the order of their time. */
    static List<Placed> placed(View view, Scope branch, ProductId product) {
        String prefix = Index.key(product.value(), "");
        try (Stream<Row> rows = view.rows(branch, Index.STOCK, KeyRange.startingWith(prefix))) {
            return rows.map(row -> new Placed(
                            row.key().substring(prefix.length()),
                            row.document(),
                            StockEntry.of(row.document().id(), row.value())))
                    .sorted((a, b) -> a.entry().compareTo(b.entry()))
                    .toList();
        }
    }

    /**
     * The changes of a period, the earliest first.
     *
     * @param from inclusive, {@code to} exclusive; null is open
     */
    public List<Entry> entries(ProductId product, @Nullable Instant from, @Nullable Instant to) {
        var entries = new ArrayList<Entry>();
        var onHand = new TreeMap<String, Long>();
        long sum = 0;
        for (Placed placed : placed(view, branch, product)) {
            StockEntry entry = placed.entry();
            long before = onHand.getOrDefault(placed.batch(), 0L);
            long after = entry.isCount() ? entry.thousandths() : Math.addExact(before, entry.thousandths());
            onHand.put(placed.batch(), after);
            sum += after - before;
            Instant at = Instant.ofEpochMilli(entry.at());
            if ((from == null || !at.isBefore(from)) && (to == null || at.isBefore(to))) {
                entries.add(entry(product, placed, at, after - before, sum));
            }
        }
        return entries;
    }

    private Entry entry(ProductId product, Placed placed, Instant at, long by, long sum) {
        Document document = view.get(branch, placed.ref()).orElse(null);
        Movement movement = DocType.MOVEMENT.is(placed.ref())
                ? Read.record(document, Movement::of).orElse(null)
                : null;
        Movement.Why why = movement == null ? null : movement.why();
        return new Entry(
                placed.ref().id(),
                product,
                at,
                movement == null
                        ? COUNT
                        : movement.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                placed.batch().isEmpty() ? null : placed.batch(),
                Quantity.ofThousandths(by),
                Quantity.ofThousandths(sum),
                movement != null
                        ? movement.document()
                        : DocType.SHEET.is(placed.ref()) ? placed.ref().id() : null,
                placed.entry().till(),
                movement != null
                        ? movement.user() == null ? null : movement.user().value()
                        : counter(document, placed),
                why == null ? null : why.reason().word(),
                why == null || why.note().isEmpty() ? null : why.note(),
                movement == null ? null : movement.cost());
    }

    /** Who counted; of a sheet: who counted the batch first. */
    private static @Nullable String counter(@Nullable Document document, Placed placed) {
        if (document instanceof Document.Record) {
            return Read.record(document, Count::of)
                    .map(Count::user)
                    .map(user -> user.value())
                    .orElse(null);
        }
        return Read.state(document, CountSheet::of).stream()
                .flatMap(sheet -> sheet.entries().stream())
                .filter(entry -> entry.at().toEpochMilli() == placed.entry().at())
                .map(entry -> entry.user().value())
                .findFirst()
                .orElse(null);
    }
}
