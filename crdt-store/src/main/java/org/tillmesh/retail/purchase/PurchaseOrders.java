package org.tillmesh.retail.purchase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** A branch's purchase orders, with what has come of each: the sum of what its tills received. */
public final class PurchaseOrders extends StoreReader {

    /** How far an order has come. */
    public enum Progress {
        OPEN,
        PARTLY,
        RECEIVED,
        CLOSED,
        CANCELLED
    }

    /**
     * @param ordered zero of goods that came without having been ordered
     * @param open what still is to come
     * @param over what came beyond what was ordered
     */
    public record Line(
            ProductId product,
            Quantity ordered,
            Quantity received,
            Quantity open,
            Quantity over,
            @Nullable Money cost) {}

    /** An order and its lines, in the order in which they were ordered. */
    public record Standing(PurchaseOrder order, Progress progress, List<Line> lines) {}

    public PurchaseOrders(Store store) {
        super(store);
    }

    /** The latest first. */
    public List<Standing> all(Scope branch) {
        return read(view -> {
            try (Stream<Document> found = view.scan(branch, DocType.PURCHASE_ORDER.typeName())) {
                return found.flatMap(document -> Read.state(document, PurchaseOrder::of).stream())
                        .sorted(Comparator.comparing(
                                        (PurchaseOrder order) -> order.step().at())
                                .reversed()
                                .thenComparing(PurchaseOrder::id))
                        .map(order -> standing(view, branch, order))
                        .toList();
            }
        });
    }

    public Optional<Standing> find(Scope branch, String id) {
        return read(view -> view.state(branch, DocType.PURCHASE_ORDER.ref(id))
                .flatMap(state -> Read.state(state, PurchaseOrder::of))
                .map(order -> standing(view, branch, order)));
    }

    private static Standing standing(View view, Scope branch, PurchaseOrder order) {
        SortedMap<ProductId, Quantity> received = received(view, branch, order.id());
        var lines = new ArrayList<Line>();
        for (PurchaseOrder.Line line : order.lines()) {
            Quantity came = received.getOrDefault(line.product(), Quantity.ZERO);
            received.remove(line.product());
            Quantity left = line.qty().minus(came);
            lines.add(new Line(
                    line.product(), line.qty(), came, atLeastZero(left), atLeastZero(left.negated()), line.cost()));
        }
        received.forEach((product, came) ->
                lines.add(new Line(product, Quantity.ZERO, came, Quantity.ZERO, atLeastZero(came), null)));
        return new Standing(order, progress(order, lines), lines);
    }

    private static Progress progress(PurchaseOrder order, List<Line> lines) {
        return switch (order.step().state()) {
            case CLOSED -> Progress.CLOSED;
            case CANCELLED -> Progress.CANCELLED;
            case OPEN ->
                lines.stream().allMatch(line -> line.received().isZero())
                        ? Progress.OPEN
                        : lines.stream().allMatch(line -> line.open().isZero()) ? Progress.RECEIVED : Progress.PARTLY;
        };
    }

    private static SortedMap<ProductId, Quantity> received(View view, Scope branch, String order) {
        var sums = new TreeMap<ProductId, Quantity>();
        try (Stream<Row> rows = view.rows(branch, Index.ORDERED, KeyRange.startingWith(Index.key(order, "")))) {
            rows.forEach(row -> sums.merge(
                    new ProductId(row.key().substring(order.length() + Index.SEP.length())),
                    Quantity.ofThousandths(((Value.Int) row.value()).value()),
                    Quantity::plus));
        }
        return sums;
    }

    private static Quantity atLeastZero(Quantity qty) {
        return qty.isNegative() ? Quantity.ZERO : qty;
    }
}
