package org.tillmesh.retail.stock;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.View;

/**
 * What goods cost a branch: the moving average of what was paid for them.
 *
 * <ul>
 *   <li>Goods that came at a known cost make a new average: (on hand × average + came × cost) ÷ (on hand + came). On hand is
 *       of all batches at that time; below zero it counts as nothing.
 *   <li>Everything else leaves the average as it is: sales, returns, adjustments, counts, transfers and receipts without a
 *       cost go out and come in at it.
 *   <li>Before the first known cost there is none.
 * </ul>
 *
 * <p>A pure function of the records, by the times that they bear. An average has eight digits behind the halala; only
 * what it is multiplied with is rounded, half up. Reads each product once; valid as long as its view.
 */
public final class CostBook {
    private static final int DIGITS = 8;

    private final View view;
    private final Scope branch;
    private final Map<ProductId, NavigableMap<Long, BigDecimal>> known = new HashMap<>();

    public CostBook(View view, Scope branch) {
        this.view = view;
        this.branch = branch;
    }

    /** The average of one at a time, in halalas; empty if no cost was known yet. */
    private Optional<BigDecimal> average(ProductId product, long atMillis) {
        Map.Entry<Long, BigDecimal> last =
                known.computeIfAbsent(product, this::averages).floorEntry(atMillis);
        return last == null ? Optional.empty() : Optional.of(last.getValue());
    }

    /** What one costs on average at a time. */
    public Optional<Money> average(ProductId product, Instant at) {
        return of(product, Quantity.ONE, at);
    }

    /** What so much costs on average at a time. */
    public Optional<Money> of(ProductId product, Quantity qty, Instant at) {
        return average(product, at.toEpochMilli()).map(each -> times(each, qty));
    }

    /** What so much costs on average at a time, in halalas and not rounded, for whoever adds up before rounding. */
    public Optional<BigDecimal> exact(ProductId product, Quantity qty, Instant at) {
        return average(product, at.toEpochMilli()).map(each -> each.multiply(qty.toBigDecimal()));
    }

    /** When the average of any product changed. @param from inclusive, {@code to} exclusive */
    public NavigableSet<Instant> changes(Instant from, Instant to) {
        var products = new TreeSet<String>();
        try (Stream<Row> rows = view.rows(branch, Index.COST, KeyRange.ALL)) {
            rows.forEach(row -> products.add(row.key()));
        }
        var changes = new TreeSet<Instant>();
        for (String product : products) {
            known.computeIfAbsent(new ProductId(product), this::averages)
                    .subMap(from.toEpochMilli(), to.toEpochMilli())
                    .keySet()
                    .forEach(at -> changes.add(Instant.ofEpochMilli(at)));
        }
        return changes;
    }

    /** What so much costs by the latest average. */
    public Optional<Money> now(ProductId product, Quantity qty) {
        return average(product, Long.MAX_VALUE).map(each -> times(each, qty));
    }

    /**
     * What the goods of a line cost, signed like its document: what a sale gave away, or, negative, what a return put back.
     * What a return did not put back stays lost, so its cost is zero. The margin of a line is its net less this. Empty if
     * no cost is known, and of a gift card.
     */
    public Optional<Money> of(IssuedDocument document, IssuedLine line) {
        if (line.card() != null) {
            return Optional.empty();
        }
        if (!document.isSale() && !document.restock()) {
            return Optional.of(Money.ZERO);
        }
        return of(line.productId(), line.pieces(), document.at()).map(document::signed);
    }

    private static Money times(BigDecimal each, Quantity qty) {
        return Money.sar(each.multiply(qty.toBigDecimal())
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    /** The average from each time on at which it changed. */
    private NavigableMap<Long, BigDecimal> averages(ProductId product) {
        Map<String, Long> costs = costs(product);
        var averages = new TreeMap<Long, BigDecimal>();
        if (costs.isEmpty()) {
            return averages;
        }
        var onHand = new HashMap<String, Long>();
        BigDecimal average = null;
        for (StockLedger.Placed placed : StockLedger.placed(view, branch, product)) {
            StockEntry entry = placed.entry();
            Long cost = entry.isCount() ? null : costs.get(entry.uuid());
            if (cost != null && entry.thousandths() > 0) {
                long before =
                        onHand.values().stream().mapToLong(Long::longValue).sum();
                average = mixed(average, Math.max(0, before), cost, entry.thousandths());
                averages.put(entry.at(), average);
            }
            onHand.merge(
                    placed.batch(),
                    entry.thousandths(),
                    (a, b) -> entry.isCount() ? b : Long.valueOf(Math.addExact(a, b)));
        }
        return averages;
    }

    private static BigDecimal mixed(@Nullable BigDecimal average, long before, long cost, long came) {
        BigDecimal fresh = BigDecimal.valueOf(cost);
        if (average == null || before == 0) {
            return fresh;
        }
        return average.multiply(BigDecimal.valueOf(before))
                .add(fresh.multiply(BigDecimal.valueOf(came)))
                .divide(BigDecimal.valueOf(Math.addExact(before, came)), DIGITS, RoundingMode.HALF_UP);
    }

    /** Halalas paid for one, by movement. */
    private Map<String, Long> costs(ProductId product) {
        var costs = new HashMap<String, Long>();
        try (Stream<Row> rows = view.rows(branch, Index.COST, KeyRange.exactly(product.value()))) {
            rows.forEach(row -> costs.put(row.document().id(), ((Value.Int) row.value()).value()));
        }
        return costs;
    }
}
