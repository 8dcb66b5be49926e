package org.tillmesh.retail.stock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.BadText;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Transaction;

/**
 * What several people count together: each entry adds to what was counted of its batch. Posted, it is a count of every batch
 * that has an entry, as of the batch's first entry; whatever is heard of it later belongs to that count, and whoever posts
 * it again changes nothing.
 *
 * @param entries in the order of their time, then id
 * @param posted null as long as it is a draft
 */
public record CountSheet(String id, Opened opened, List<Entry> entries, @Nullable Posted posted) {
    private static final String OPENED = "opened";
    private static final String ENTRIES = "entries";
    private static final String POSTED = "posted";

    /**
     * @param category the only one that is counted; empty for all
     * @param blind whether nobody sees before it is posted what should be there
     */
    public record Opened(
            TillId till, UserId user, String name, String category, boolean blind, Instant at, @Nullable String key) {
        public Value toValue() {
            return new Body()
                    .put("till", till.toString())
                    .put("user", user)
                    .put("name", name)
                    .put("category", category)
                    .putIfTrue("blind", blind)
                    .put("at", at)
                    .put("key", key)
                    .toValue();
        }

        static Opened of(Value value) {
            Fields in = Fields.of(OPENED, value);
            return new Opened(
                    in.till("till"),
                    in.id("user", UserId::new),
                    in.text("name"),
                    in.text("category", ""),
                    in.flag("blind"),
                    in.time("at"),
                    in.textOrNull("key"));
        }
    }

    /** @param qty what was found; negative where somebody takes back what was counted too much */
    public record Entry(
            String id,
            TillId till,
            UserId user,
            ProductId product,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            Quantity qty,
            Instant at,
            @Nullable String key) {
        public Value toValue() {
            return new Body()
                    .put("till", till.toString())
                    .put("user", user)
                    .put("product", product)
                    .put("batch", batch)
                    .put("expiry", expiry)
                    .put("qty", qty)
                    .put("at", at)
                    .put("key", key)
                    .toValue();
        }

        static Entry of(String id, Value value) {
            Fields in = Fields.of(ENTRIES, value);
            return new Entry(
                    id,
                    in.till("till"),
                    in.id("user", UserId::new),
                    in.id("product", ProductId::new),
                    in.textOrNull("batch"),
                    in.dateOrNull("expiry"),
                    in.quantity("qty"),
                    in.time("at"),
                    in.textOrNull("key"));
        }
    }

    public record Posted(TillId till, UserId user, Instant at) {
        public Value toValue() {
            return new Body()
                    .put("till", till.toString())
                    .put("user", user)
                    .put("at", at)
                    .toValue();
        }

        static Posted of(Value value) {
            Fields in = Fields.of(POSTED, value);
            return new Posted(in.till("till"), in.id("user", UserId::new), in.time("at"));
        }
    }

    /** A batch of a product; an empty batch is the goods without one. */
    public record Item(ProductId product, String batch) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            return Comparator.comparing(Item::product)
                    .thenComparing(Item::batch)
                    .compare(this, other);
        }
    }

    public CountSheet {
        entries = List.copyOf(entries);
    }

    public static DocRef ref(String id) {
        return DocType.SHEET.ref(id);
    }

    /** The entries of each batch, in their order. */
    public SortedMap<Item, List<Entry>> byItem() {
        var items = new TreeMap<Item, List<Entry>>();
        for (Entry entry : entries) {
            String batch = entry.batch() == null ? "" : entry.batch();
            items.computeIfAbsent(new Item(entry.product(), batch), i -> new ArrayList<>())
                    .add(entry);
        }
        return items;
    }

    /** What entries of one batch come to: never less than nothing. */
    public static Quantity sum(List<Entry> entries) {
        Quantity sum = entries.stream().map(Entry::qty).reduce(Quantity.ZERO, Quantity::plus);
        return sum.isNegative() ? Quantity.ZERO : sum;
    }

    // ---- written

    public static void open(Transaction tx, Scope branch, String id, Opened opened) {
        tx.put(branch, ref(id), OPENED, opened.toValue());
    }

    public static void add(Transaction tx, Scope branch, String id, Entry entry) {
        tx.putAll(branch, ref(id), Map.of(List.of(ENTRIES, entry.id()), entry.toValue()));
    }

    public static void post(Transaction tx, Scope branch, String id, Posted posted) {
        tx.put(branch, ref(id), POSTED, posted.toValue());
    }

    // ---- read

    /** @throws BadDocument if nobody says here who opened it */
    public static CountSheet of(Document.State state) {
        Fields in = Fields.of(state);
        Value posted = in.value(POSTED);
        return new CountSheet(
                state.ref().id(),
                Opened.of(in.needed(OPENED)),
                entries(state.dots()),
                posted == null ? null : Posted.of(posted));
    }

    /** An entry that can't be read here is left out. */
    private static List<Entry> entries(DotStore dots) {
        var found = new TreeMap<String, Entry>();
        for (DotStore.Row row : dots.rows()) {
            if (row.path().size() == 2 && row.path().get(0).equals(ENTRIES)) {
                try {
                    found.put(row.path().get(1), Entry.of(row.path().get(1), row.value()));
                } catch (BadDocument | BadText e) {
                    continue;
                }
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Entry::at).thenComparing(Entry::id))
                .toList();
    }

    /** The commit that each entry came with, by the entry's id. */
    static Map<String, Dot> dots(Document.State state) {
        var dots = new TreeMap<String, Dot>();
        for (DotStore.Row row : state.dots().rows()) {
            if (row.path().size() == 2 && row.path().get(0).equals(ENTRIES)) {
                dots.put(row.path().get(1), row.dot());
            }
        }
        return dots;
    }
}
