package org.tillmesh.retail.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.Found;
import org.tillmesh.retail.query.FoundWords;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.query.Typed;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.retail.query.Words;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/** Products by barcode, id, category and words; categories. */
public final class Catalogue extends StoreReader {
    private static final int ID_CHARACTERS_MAX = 256;

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
    public Optional<Product> byId(String id) {
        return id.isEmpty() || id.length() > ID_CHARACTERS_MAX ? Optional.empty() : read(view -> product(view, id));
    }

    private static Optional<Product> product(View view, String id) {
        return Read.state(view.get(Scope.COMPANY, DocType.PRODUCT.ref(id)).orElse(null), Product::of);
    }

    /** The active product of a code; if two bear it, the one with the lower id. */
    public Optional<Product> byBarcode(String code) {
        return read(view -> view.rows(Scope.COMPANY, Index.BARCODE, KeyRange.exactly(code)).toList().stream()
                .flatMap(row -> product(view, row.document().id()).stream())
                .filter(Product::active)
                .findFirst());
    }

    /** Every active product that bears the code, by id. */
    public List<Product> allByBarcode(String code) {
        return read(view -> view.rows(Scope.COMPANY, Index.BARCODE, KeyRange.exactly(code)).toList().stream()
                .flatMap(row -> product(view, row.document().id()).stream())
                .filter(Product::active)
                .filter(product -> product.barcodes().contains(code))
                .toList());
    }

    /** Codes that more than one active product bears, with those products: one of them is never sold by it. */
    public SortedMap<String, List<String>> doubledBarcodes() {
        return read(view -> {
            var codes = new TreeSet<String>();
            var before = new String[] {""};
            view.rows(Scope.COMPANY, Index.BARCODE, KeyRange.ALL).forEach(row -> {
                if (row.key().equals(before[0])) {
                    codes.add(row.key());
                }
                before[0] = row.key();
            });
            var doubled = new TreeMap<String, List<String>>();
            for (String code : codes) {
                List<Product> bearers = allByBarcode(code);
                if (bearers.size() > 1) {
                    doubled.put(code, bearers.stream().map(Product::id).toList());
                }
            }
            return doubled;
        });
    }

    /**
     * Active products of which every word of the text begins a word of the names or a barcode, in the order of their
     * names; an empty text finds any.
     */
    public List<Product> search(String text, int limit) {
        return products(words.find(Words.query(text), Found::active, limit));
    }

    /** Active products of a category, or of all with an empty id, in the order of their names. */
    public List<Product> inCategory(String categoryId, int limit) {
        return products(words.find(
                List.of(),
                p -> p.active() && (categoryId.isEmpty() || p.category().equals(categoryId)),
                limit));
    }

    private List<Product> products(Collection<String> ids) {
        return read(
                view -> ids.stream().flatMap(id -> product(view, id).stream()).toList());
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
        public synchronized void accept(Typed change) {
            if (change.is(DocType.CATEGORY)) {
                change.stateAfter(Category::of)
                        .ifPresentOrElse(c -> byId.put(c.id(), c), () -> byId.remove(change.id()));
            }
        }
    }
}
