package org.tillmesh.retail.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.Found;
import org.tillmesh.retail.query.FoundWords;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.query.TypedChange;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.retail.query.Words;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** Products by barcode, id, category and words; categories. */
public final class Catalogue extends StoreReader {
    private static final int CODE_DIGITS_MIN = 8;

    private final FoundWords words;
    private final Categories categories = new Categories();

    public Catalogue(Store store) {
        super(store);
        words = new FoundWords(
                store, DocType.PRODUCT, Index.PRODUCT_WORDS, state -> CatalogueRows.found(Product.of(state)));
    }

    public List<TypedProjection> projections() {
        return List.of(words, categories);
    }

    /** Any product, active or not. */
    public Optional<Product> byId(ProductId id) {
        return read(view -> product(view, id));
    }

    private static Optional<Product> product(View view, ProductId id) {
        return Read.state(view.get(Scope.COMPANY, DocType.PRODUCT.ref(id)).orElse(null), Product::of);
    }

    /**
     * The active product of a code, in whichever length it is written. If several bear it, one that has it as it is written
     * here, then the one with the lower id.
     */
    public Optional<Product> byBarcode(String code) {
        List<Product> bearers = allByBarcode(code);
        return bearers.stream()
                .filter(product -> product.barcodes().contains(code))
                .findFirst()
                .or(() -> bearers.stream().findFirst());
    }

    /** What a code sells: a product by its own unit, or by a further one. */
    public record Sellable(Product product, @Nullable ProductUnit unit) {

        /** How much of the product so many are: two cartons of 24 are 48. */
        public Quantity pieces(Quantity qty) {
            return unit == null ? qty : unit.pieces(qty);
        }
    }

    /** The same as {@link #byBarcode}, and else the active product that a further unit of the code is of. */
    public Optional<Sellable> sellable(String code) {
        return byBarcode(code).map(product -> new Sellable(product, null)).or(() -> packed(code));
    }

    private Optional<Sellable> packed(String code) {
        return bearers(code).stream()
                .filter(Product::active)
                .flatMap(product -> product.units().stream()
                        .filter(unit -> Gtin.isAmong(unit.barcodes(), code))
                        .map(unit -> new Sellable(product, unit)))
                .findFirst();
    }

    /** Every active product that bears the code, in whichever length it is written, by id. */
    public List<Product> allByBarcode(String code) {
        return bearers(code).stream()
                .filter(Product::active)
                .filter(product -> Gtin.isAmong(product.barcodes(), code))
                .toList();
    }

    /** Every active product that bears the code, be it by a further unit, in whichever length it is written, by id. */
    public List<Product> allBearing(String code) {
        return bearers(code).stream()
                .filter(Product::active)
                .filter(product -> Gtin.isAmong(product.allBarcodes(), code))
                .toList();
    }

    private List<Product> bearers(String code) {
        return read(view -> view.rows(Scope.COMPANY, Index.BARCODE, KeyRange.exactly(Gtin.key(code))).toList().stream()
                .flatMap(row -> product(view, new ProductId(row.document().id())).stream())
                .toList());
    }

    /** Every active product that bears a number of 13 digits which begins with these digits, by id. */
    public List<Product> beginningWith(String digits) {
        return read(view -> {
            var ids = new TreeSet<ProductId>();
            view.rows(Scope.COMPANY, Index.BARCODE, KeyRange.startingWith(ScaleItem.keysBeginWith(digits)))
                    .forEach(row -> ids.add(new ProductId(row.document().id())));
            var found = new ArrayList<Product>();
            ids.forEach(id -> product(view, id)
                    .filter(Product::active)
                    .filter(product -> !ScaleItem.label(product, digits).isEmpty())
                    .ifPresent(found::add));
            return List.copyOf(found);
        });
    }

    /**
     * Codes that more than one active product bears, with those products: one of them is never sold by it. Each as the first
     * of them has it.
     */
    public SortedMap<String, List<ProductId>> doubledBarcodes() {
        return read(view -> {
            var keys = new TreeSet<String>();
            var before = new String[] {""};
            view.rows(Scope.COMPANY, Index.BARCODE, KeyRange.ALL).forEach(row -> {
                if (row.key().equals(before[0])) {
                    keys.add(row.key());
                }
                before[0] = row.key();
            });
            var doubled = new TreeMap<String, List<ProductId>>();
            for (String key : keys) {
                List<Product> bearers = allByBarcode(key);
                if (bearers.size() > 1) {
                    doubled.put(
                            asWritten(bearers.get(0), key),
                            bearers.stream().map(Product::id).toList());
                }
            }
            return doubled;
        });
    }

    private static String asWritten(Product product, String key) {
        return product.barcodes().stream()
                .filter(code -> Gtin.key(code).equals(key))
                .findFirst()
                .orElse(key);
    }

    /**
     * Active products in the order of their names, at most so many: first the one whose code the text is, in whichever length
     * it is written; then those of which every word of the text begins a word of the names or a barcode; then those that have
     * the words' letters inside words, or their digits last in barcodes. An empty text finds any.
     */
    public List<Product> search(String text, int limit) {
        List<String> query = Words.query(text);
        List<Product> found = products(words.find(query, Found::active, limit));
        Optional<Product> exact = query.size() == 1 && query.get(0).length() >= CODE_DIGITS_MIN
                ? byBarcode(query.get(0))
                : Optional.empty();
        return exact.isEmpty()
                ? found
                : Stream.concat(exact.stream(), found.stream().filter(product -> !product.equals(exact.get())))
                        .limit(limit)
                        .toList();
    }

    /** Active products of a category, or of all with an empty id, in the order of their names. */
    public List<Product> inCategory(String categoryId, int limit) {
        return products(words.find(
                List.of(),
                p -> p.active() && (categoryId.isEmpty() || p.category().equals(categoryId)),
                limit));
    }

    private List<Product> products(Collection<String> ids) {
        return read(view -> ids.stream()
                .flatMap(id -> product(view, new ProductId(id)).stream())
                .toList());
    }

    public Optional<Category> category(String id) {
        return read(view -> categories.find(id));
    }

    /** Why a product bears no VAT, where its own profile says so; empty where the category's reason stands. */
    public Optional<Exemption> exemption(Product product) {
        return product.taxProfile().isEmpty()
                ? Optional.empty()
                : taxProfile(product.taxProfile())
                        .filter(profile -> profile.category() == product.tax())
                        .flatMap(TaxProfile::exemption);
    }

    public Optional<TaxProfile> taxProfile(String id) {
        return read(view ->
                Read.state(view.get(Scope.COMPANY, DocType.TAX_PROFILE.ref(id)).orElse(null), TaxProfile::of));
    }

    /** All of them by id, active or not. */
    public SortedMap<String, TaxProfile> taxProfiles() {
        return read(view -> {
            var found = new TreeMap<String, TaxProfile>();
            try (var documents = view.scan(Scope.COMPANY, DocType.TAX_PROFILE.typeName())) {
                documents
                        .flatMap(document -> Read.state(document, TaxProfile::of).stream())
                        .forEach(profile -> found.put(profile.id(), profile));
            }
            return found;
        });
    }

    /** In display order. */
    public List<Category> categories() {
        return read(view -> categories.inOrder());
    }

    public int size() {
        return read(view -> (int) view.count(Scope.COMPANY, DocType.PRODUCT.typeName()));
    }

    /** All products by id, active or not. */
    public List<Product> all() {
        return read(view -> {
            try (var documents = view.scan(Scope.COMPANY, DocType.PRODUCT.typeName())) {
                return documents
                        .flatMap(document -> Read.state(document, Product::of).stream())
                        .toList();
            }
        });
    }

    /** Makes the first search quick: for a thread in the background. Sales go on meanwhile. */
    public void warm() {
        words.fill();
    }

    private static final class Categories implements TypedProjection {
        private final TreeMap<String, Category> byId = new TreeMap<>();

        synchronized Optional<Category> find(String id) {
            return Optional.ofNullable(byId.get(id));
        }

        synchronized List<Category> inOrder() {
            var sorted = new ArrayList<>(byId.values());
            sorted.sort(Comparator.comparingInt(Category::position).thenComparing(Category::id));
            return List.copyOf(sorted);
        }

        @Override
        public boolean follows(String type) {
            return type.equals(DocType.CATEGORY.typeName());
        }

        @Override
        public synchronized void reset(Scope scope) {
            if (scope.equals(Scope.COMPANY)) {
                byId.clear();
            }
        }

        @Override
        public synchronized void accept(TypedChange change) {
            if (change.is(DocType.CATEGORY)) {
                change.stateAfter(Category::of)
                        .ifPresentOrElse(c -> byId.put(c.id(), c), () -> byId.remove(change.id()));
            }
        }
    }
}
