package org.tillmesh.retail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;

/**
 * Products by barcode, id, category and words; categories. Words are indexed when they are first asked for, so that a till
 * that opens can scan at once; {@link #warm} does it ahead.
 */
public final class Catalogue implements TypedProjection {
    private final Map<String, Product> byId = new HashMap<>();
    private final Map<String, TreeSet<String>> byBarcode = new HashMap<>();
    private static final int WARM_STEP = 1_000;

    private final WordIndex<Product> words = new WordIndex<>();
    private final Set<String> notIndexed = new LinkedHashSet<>();
    private final TreeMap<String, Category> categories = new TreeMap<>();

    /** Any product, active or not. */
    public synchronized Optional<Product> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The active product of a code; if two bear it, the one with the lower id. */
    public synchronized Optional<Product> byBarcode(String code) {
        for (String id : byBarcode.getOrDefault(code, new TreeSet<>())) {
            Product product = byId.get(id);
            if (product != null && product.active()) {
                return Optional.of(product);
            }
        }
        return Optional.empty();
    }

    /**
     * Active products of which every word of the text begins a word of the names or a barcode, in the order of their
     * names; an empty text finds any.
     */
    public synchronized List<Product> search(String text, int limit) {
        index(Integer.MAX_VALUE);
        return words.find(Words.query(text), Product::active, limit);
    }

    /** Active products of a category, or of all with an empty id, in the order of their names. */
    public synchronized List<Product> inCategory(String categoryId, int limit) {
        index(Integer.MAX_VALUE);
        return words.find(
                List.of(),
                p -> p.active() && (categoryId.isEmpty() || p.category().equals(categoryId)),
                limit);
    }

    public synchronized Optional<Category> category(String id) {
        return Optional.ofNullable(categories.get(id));
    }

    /** In display order. */
    public synchronized List<Category> categories() {
        var sorted = new ArrayList<>(categories.values());
        sorted.sort(Comparator.comparingInt(Category::position).thenComparing(Category::id));
        return List.copyOf(sorted);
    }

    public synchronized int size() {
        return byId.size();
    }

    /** All products by id, active or not. */
    public synchronized List<Product> all() {
        return List.copyOf(new TreeMap<>(byId).values());
    }

    /** Indexes the words of all products in small steps, so that scans go on meanwhile: for a thread in the background. */
    public void warm() {
        boolean more = true;
        while (more) {
            synchronized (this) {
                index(WARM_STEP);
                more = !notIndexed.isEmpty();
            }
        }
    }

    @Override
    public synchronized void reset(Scope scope) {
        if (scope.equals(Scope.COMPANY)) {
            byId.clear();
            byBarcode.clear();
            words.clear();
            notIndexed.clear();
            categories.clear();
        }
    }

    @Override
    public synchronized void accept(Typed change) {
        if (change.is(DocType.PRODUCT)) {
            put(change.id(), change.after(Product.class).orElse(null));
        } else if (change.is(DocType.CATEGORY)) {
            change.after(Category.class)
                    .ifPresentOrElse(c -> categories.put(c.id(), c), () -> categories.remove(change.id()));
        }
    }

    private void put(String id, @Nullable Product product) {
        Product old = byId.get(id);
        if (old != null && (product == null || !old.barcodes().equals(product.barcodes()))) {
            for (String code : old.barcodes()) {
                TreeSet<String> ids = byBarcode.get(code);
                if (ids != null) {
                    ids.remove(id);
                    if (ids.isEmpty()) {
                        byBarcode.remove(code);
                    }
                }
            }
        }
        if (product == null) {
            byId.remove(id);
            words.remove(id);
            return;
        }
        byId.put(id, product);
        product.barcodes()
                .forEach(code ->
                        byBarcode.computeIfAbsent(code, c -> new TreeSet<>()).add(id));
        notIndexed.add(id);
    }

    private void index(int atMost) {
        Iterator<String> ids = notIndexed.iterator();
        for (int n = 0; n < atMost && ids.hasNext(); n++) {
            Product product = byId.get(ids.next());
            ids.remove();
            if (product != null) {
                index(product);
            }
        }
    }

    private void index(Product product) {
        var found = new ArrayList<>(Words.indexed(product.name()));
        found.addAll(Words.indexed(product.nameAr()));
        found.addAll(product.barcodes());
        words.put(product.id(), String.join(" ", Words.of(product.name())), found, product);
    }
}
