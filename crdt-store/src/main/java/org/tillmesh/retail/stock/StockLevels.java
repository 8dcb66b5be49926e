package org.tillmesh.retail.stock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.StockRule;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/**
 * What lies on the shelves: a pure function of the counts and movements of a store, whatever the order of their arrival.
 * On hand = the latest count (by corrected time, then uuid) + the movements that lie after it by time. May be negative.
 */
public final class StockLevels extends StoreReader {

    /**
     * One batch of a product; {@code batch} is null for goods without one.
     *
     * @param baseCount uuid of the count that the figure stands on, empty if never counted
     * @param checkAgain a movement may or may not be in the count: count again
     * @param concurrent other counts that may be of the same moment; the later one stands
     */
    public record Batch(
            @Nullable String batch,
            @Nullable LocalDate expiry,
            Quantity onHand,
            String baseCount,
            boolean checkAgain,
            List<Count> concurrent) {
        public boolean isExpired(LocalDate today) {
            return expiry != null && expiry.isBefore(today);
        }
    }

    /** A product's stock. {@code batches} has those that are not empty, by expiry, those without one last. */
    public record Level(ProductId product, Quantity onHand, List<Batch> batches, boolean checkAgain) {}

    /** A product's batch, for lists over all products. */
    public record Item(ProductId product, Batch batch) {}

    /**
     * An item below zero.
     *
     * @param since when it went below the last time
     */
    public record Oversold(ProductId product, Batch batch, Instant since) {}

    private record Shelf(ProductId product, String batch, StockItem item) {
        Batch batch(View view, Scope branch) {
            List<Count> concurrent = item.concurrent().stream()
                    .flatMap(uuid -> view.record(branch, DocType.COUNT.ref(uuid)).stream())
                    .flatMap(record -> Read.record(record, Count::of).stream())
                    .toList();
            return new Batch(
                    batch.isEmpty() ? null : batch,
                    item.expiry(),
                    item.quantity(),
                    item.baseCount(),
                    item.checkAgain(),
                    concurrent);
        }
    }

    private static final Comparator<Batch> FIRST_EXPIRED_FIRST = Comparator.comparing(
                    Batch::expiry, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Batch::batch, Comparator.nullsLast(Comparator.naturalOrder()));

    private final FixedTimes times = new FixedTimes();

    public StockLevels(Store store) {
        super(store);
    }

    public List<TypedProjection> projections() {
        return List.of(times);
    }

    private Stream<Shelf> shelves(View view, Scope branch, KeyRange keys) {
        return view.folds(branch, Index.STOCK, keys).map(fold -> {
            int end = fold.key().indexOf(Index.SEP);
            Value value = fold.value();
            return new Shelf(
                    new ProductId(fold.key().substring(0, end)),
                    fold.key().substring(end + 1),
                    value == null ? StockItem.EMPTY : times.apply(view, branch, fold.key(), StockItem.of(value)));
        });
    }

    private Stream<Shelf> shelves(View view, Scope branch, ProductId product) {
        return shelves(view, branch, KeyRange.startingWith(Index.key(product.value(), "")));
    }

    private List<Batch> batches(View view, Scope branch, ProductId product) {
        var found = new ArrayList<Batch>();
        shelves(view, branch, product).toList().forEach(shelf -> found.add(shelf.batch(view, branch)));
        found.sort(FIRST_EXPIRED_FIRST);
        return found;
    }

    public Quantity onHand(Scope branch, ProductId product) {
        return read(view -> shelves(view, branch, product)
                .map(shelf -> shelf.item().quantity())
                .reduce(Quantity.ZERO, Quantity::plus));
    }

    /** Of one batch; null is the goods without one. */
    public Quantity onHand(Scope branch, ProductId product, @Nullable String batch) {
        String key = Index.key(product.value(), batch == null ? "" : batch);
        return read(view -> view.folded(branch, Index.STOCK, key)
                .map(fold -> times.apply(view, branch, key, StockItem.of(fold)).quantity())
                .orElse(Quantity.ZERO));
    }

    /**
     * What should have been there of a batch at a time, but for what a count sheet says of it.
     *
     * @param batch empty for the goods without one
     */
    public Quantity expected(Scope branch, ProductId product, String batch, String sheet, Instant at) {
        String key = Index.key(product.value(), batch);
        return read(view -> StockItem.of(view.rows(branch, Index.STOCK, KeyRange.exactly(key))
                        .map(row -> StockEntry.of(row.document().id(), row.value()))
                        .filter(entry ->
                                entry.at() <= at.toEpochMilli() && !entry.uuid().equals(sheet))
                        .toList())
                .quantity());
    }

    public Level level(Scope branch, ProductId product) {
        List<Batch> all = read(view -> batches(view, branch, product));
        Quantity sum = all.stream().map(Batch::onHand).reduce(Quantity.ZERO, Quantity::plus);
        return new Level(
                product,
                sum,
                all.stream()
                        .filter(b -> b.batch() != null && !b.onHand().isZero())
                        .toList(),
                all.stream().anyMatch(Batch::checkAgain));
    }

    /** The batches that may be sold, the first to expire first: in stock and not expired. */
    public List<Batch> sellable(Scope branch, ProductId product, LocalDate today) {
        return inStock(branch, product).stream()
                .filter(b -> !b.isExpired(today))
                .toList();
    }

    private List<Batch> inStock(Scope branch, ProductId product) {
        return read(view -> batches(view, branch, product)).stream()
                .filter(b -> b.batch() != null && b.onHand().isPositive())
                .toList();
    }

    /**
     * The batch to sell first: of those in stock the one that expires first and is not expired; if there is none, an
     * expired one (which the till must refuse); empty if no batch is in stock.
     */
    public Optional<Batch> suggest(Scope branch, ProductId product, LocalDate today) {
        List<Batch> inStock = inStock(branch, product);
        return inStock.stream().filter(b -> !b.isExpired(today)).findFirst().or(() -> inStock.stream()
                .findFirst());
    }

    /** A batch that is known, in stock or not. */
    public Optional<Batch> batch(Scope branch, ProductId product, String batch) {
        return read(view -> batches(view, branch, product)).stream()
                .filter(b -> batch.equals(b.batch()))
                .findFirst();
    }

    /** Batches in stock that expire on or before a day, the first to expire first. */
    public List<Item> expiring(Scope branch, LocalDate until) {
        return items(branch, shelf -> {
                    LocalDate expiry = shelf.item().expiry();
                    return expiry != null
                            && !expiry.isAfter(until)
                            && shelf.item().quantity().isPositive();
                })
                .stream()
                .sorted(Comparator.comparing(Item::batch, FIRST_EXPIRED_FIRST).thenComparing(Item::product))
                .toList();
    }

    /** Every batch of every product that was ever counted or moved, by product. */
    public List<Item> all(Scope branch) {
        return items(branch, shelf -> true);
    }

    private List<Item> items(Scope branch, Predicate<Shelf> filter) {
        return read(view -> shelves(view, branch, KeyRange.ALL).filter(filter).toList().stream()
                .map(shelf -> new Item(shelf.product(), shelf.batch(view, branch)))
                .sorted(Comparator.comparing(Item::product).thenComparing(Item::batch, FIRST_EXPIRED_FIRST))
                .toList());
    }

    /** Items below zero, by product and batch. */
    public List<Oversold> oversold(Scope branch) {
        return read(view ->
                shelves(view, branch, KeyRange.ALL).filter(shelf -> shelf.item().onHand() < 0).toList().stream()
                        .map(shelf -> new Oversold(
                                shelf.product(),
                                shelf.batch(view, branch),
                                shelf.item().belowSince().orElse(Instant.EPOCH)))
                        .toList());
    }

    /** How a product is to be stocked. */
    public StockRule rule(ProductId product) {
        return read(view -> Read.state(
                        view.get(Scope.COMPANY, DocType.PRODUCT.ref(product)).orElse(null), StockRule::of))
                .orElseGet(() -> StockRule.none(product));
    }

    /** What is below its least stock. */
    public record Low(ProductId product, Quantity onHand, Quantity min) {}

    /** Active products of which a branch has less than it should, by product. */
    public List<Low> low(Scope branch) {
        return read(view -> {
            try (Stream<Document> products = view.scan(Scope.COMPANY, DocType.PRODUCT.typeName())) {
                return products.flatMap(product -> low(view, branch, product).stream())
                        .toList();
            }
        });
    }

    private Optional<Low> low(View view, Scope branch, Document product) {
        StockRule rule = Read.state(product, StockRule::of).orElse(null);
        Quantity min = rule == null ? null : rule.min(branch.branchId()).orElse(null);
        if (rule == null
                || min == null
                || !Read.state(product, Product::of).map(Product::active).orElse(false)) {
            return Optional.empty();
        }
        Quantity onHand = shelves(view, branch, rule.product())
                .map(shelf -> shelf.item().quantity())
                .reduce(Quantity.ZERO, Quantity::plus);
        return onHand.compareTo(min) < 0 ? Optional.of(new Low(rule.product(), onHand, min)) : Optional.empty();
    }

    /** The latest stock record known of each till: how fresh the figures are. */
    public SortedMap<TillId, Instant> heardFrom(Scope branch) {
        return read(view -> {
            var heard = new TreeMap<TillId, Instant>();
            for (String index : List.of(Index.TILL_ISSUED, Index.TILL_STOCKED)) {
                latestByTill(view, branch, index)
                        .forEach((till, at) -> heard.merge(till, at, (a, b) -> a.isAfter(b) ? a : b));
            }
            return heard;
        });
    }

    /** Of keys {@code till, time …} the last of each till. */
    private static SortedMap<TillId, Instant> latestByTill(View view, Scope branch, String index) {
        var found = new TreeMap<TillId, Instant>();
        Optional<Row> last = view.lastRow(branch, index, KeyRange.ALL);
        while (last.isPresent()) {
            String[] parts = last.get().key().split(Index.SEP, -1);
            found.put(TillId.parse(parts[0]), Instant.ofEpochMilli(Index.number(parts[1])));
            last = view.lastRow(branch, index, new KeyRange("", parts[0]));
        }
        return found;
    }
}
