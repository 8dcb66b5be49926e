package org.tillmesh.retail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;

/**
 * What lies on the shelves: a pure function of the counts and movements of a store, whatever the order of their arrival.
 * On hand = the latest count (by corrected time, then uuid) + the movements that lie after it by time. May be negative.
 */
public final class StockLevels implements TypedProjection {

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
    public record Level(String product, Quantity onHand, List<Batch> batches, boolean checkAgain) {}

    /** A product's batch, for lists over all products. */
    public record Item(String product, Batch batch) {}

    /**
     * An item below zero.
     *
     * @param since when it went below the last time
     */
    public record Oversold(String product, Batch batch, Instant since) {}

    private static final class PerStore {
        final Map<String, TreeMap<String, StockItem>> products = new HashMap<>();
        final TreeMap<TillId, Instant> heardFrom = new TreeMap<>();

        StockItem item(String product, @Nullable String batch) {
            String key = batch == null ? "" : batch;
            return products.computeIfAbsent(product, p -> new TreeMap<>()).computeIfAbsent(key, b -> new StockItem());
        }
    }

    private static final Comparator<Batch> FIRST_EXPIRED_FIRST = Comparator.comparing(
                    Batch::expiry, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Batch::batch, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Map<Scope, PerStore> stores = new TreeMap<>();

    public synchronized Quantity onHand(Scope store, String product) {
        Quantity sum = Quantity.ZERO;
        for (StockItem item : items(store, product).values()) {
            sum = sum.plus(item.onHand());
        }
        return sum;
    }

    /** Of one batch; null is the goods without one. */
    public synchronized Quantity onHand(Scope store, String product, @Nullable String batch) {
        StockItem item = items(store, product).get(batch == null ? "" : batch);
        return item == null ? Quantity.ZERO : item.onHand();
    }

    public synchronized Level level(Scope store, String product) {
        List<Batch> all = batches(store, product);
        Quantity sum = all.stream().map(Batch::onHand).reduce(Quantity.ZERO, Quantity::plus);
        return new Level(
                product,
                sum,
                all.stream()
                        .filter(b -> b.batch() != null && !b.onHand().isZero())
                        .toList(),
                all.stream().anyMatch(Batch::checkAgain));
    }

    /**
     * The batch to sell first: of those in stock the one that expires first and is not expired; if there is none, an
     * expired one (which the till must refuse); empty if no batch is in stock.
     */
    public synchronized Optional<Batch> suggest(Scope store, String product, LocalDate today) {
        List<Batch> inStock = batches(store, product).stream()
                .filter(b -> b.batch() != null && b.onHand().isPositive())
                .toList();
        return inStock.stream().filter(b -> !b.isExpired(today)).findFirst().or(() -> inStock.stream()
                .findFirst());
    }

    /** A batch that is known, in stock or not. */
    public synchronized Optional<Batch> batch(Scope store, String product, String batch) {
        return batches(store, product).stream()
                .filter(b -> batch.equals(b.batch()))
                .findFirst();
    }

    /** Batches in stock that expire on or before a day, the first to expire first. */
    public synchronized List<Item> expiring(Scope store, LocalDate until) {
        var found = new ArrayList<Item>();
        for (Item item : all(store)) {
            LocalDate expiry = item.batch().expiry();
            if (expiry != null
                    && !expiry.isAfter(until)
                    && item.batch().onHand().isPositive()) {
                found.add(item);
            }
        }
        found.sort(Comparator.comparing(Item::batch, FIRST_EXPIRED_FIRST).thenComparing(Item::product));
        return found;
    }

    /** Every batch of every product that was ever counted or moved, by product. */
    public synchronized List<Item> all(Scope store) {
        PerStore there = stores.get(store);
        var found = new ArrayList<Item>();
        if (there != null) {
            for (String product : new TreeMap<>(there.products).keySet()) {
                batches(store, product).forEach(batch -> found.add(new Item(product, batch)));
            }
        }
        return found;
    }

    /** Items below zero, by product and batch. */
    public synchronized List<Oversold> oversold(Scope store) {
        PerStore there = stores.get(store);
        var found = new ArrayList<Oversold>();
        if (there != null) {
            new TreeMap<>(there.products)
                    .forEach((product, batches) -> batches.forEach((batch, item) -> item.belowSince()
                            .ifPresent(since -> found.add(new Oversold(product, item.batch(batch), since)))));
        }
        return found;
    }

    /** The latest stock record known of each till: how fresh the figures are. */
    public synchronized SortedMap<TillId, Instant> heardFrom(Scope store) {
        PerStore there = stores.get(store);
        return there == null ? new TreeMap<>() : new TreeMap<>(there.heardFrom);
    }

    @Override
    public synchronized void reset(Scope scope) {
        stores.remove(scope);
    }

    @Override
    public synchronized void accept(Typed change) {
        if (change.is(DocType.MOVEMENT)) {
            change.before(Movement.class)
                    .ifPresent(m -> store(change).item(m.product(), m.batch()).remove(m));
            change.after(Movement.class).ifPresent(m -> {
                store(change).item(m.product(), m.batch()).add(m, clockError(change));
                heard(change, m.till(), m.at());
            });
        } else if (change.is(DocType.COUNT)) {
            change.before(Count.class)
                    .ifPresent(c -> store(change).item(c.product(), c.batch()).remove(c));
            change.after(Count.class).ifPresent(c -> {
                store(change).item(c.product(), c.batch()).add(c, clockError(change));
                if (c.till() != null) {
                    heard(change, c.till(), c.at());
                }
            });
        }
    }

    private void heard(Typed change, TillId till, Instant at) {
        store(change).heardFrom.merge(till, at, (a, b) -> a.isAfter(b) ? a : b);
    }

    private PerStore store(Typed change) {
        return stores.computeIfAbsent(change.scope(), s -> new PerStore());
    }

    private static long clockError(Typed change) {
        var record = change.recordAfter();
        return record == null ? 0 : Math.max(0, record.clockErrorMs());
    }

    private SortedMap<String, StockItem> items(Scope store, String product) {
        PerStore there = stores.get(store);
        return there == null ? new TreeMap<>() : there.products.getOrDefault(product, new TreeMap<>());
    }

    private List<Batch> batches(Scope store, String product) {
        var found = new ArrayList<Batch>();
        items(store, product).forEach((batch, item) -> found.add(item.batch(batch)));
        found.sort(FIRST_EXPIRED_FIRST);
        return found;
    }
}
