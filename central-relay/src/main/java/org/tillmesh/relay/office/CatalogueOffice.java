package org.tillmesh.relay.office;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.CatalogueCsv;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.CsvText;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.TaxProfile;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.store.Store;

/** The catalogue and its tax profiles: read, imported, changed. */
public final class CatalogueOffice {
    private static final int PRODUCTS_PER_COMMIT = 200;
    private static final long MAKING_WAY_NANOS = 2_000_000;

    private final Object importing = new Object();
    private final Store store;
    private final Retail retail;

    CatalogueOffice(Store store, Retail retail) {
        this.store = store;
        this.retail = retail;
    }

    public List<Product> products() {
        return retail.catalogue().all();
    }

    /** Named tax treatments, by id. */
    public List<TaxProfile> taxProfiles() {
        return List.copyOf(retail.catalogue().taxProfiles().values());
    }

    /**
     * Adds a tax profile, or changes one in name and reason.
     *
     * @throws RelayException if it is not right, or another category is wanted for one that products may have
     */
    public TaxProfile putTaxProfile(byte[] json) {
        TaxProfile wanted = TaxProfiles.read(json);
        TaxProfile old = retail.catalogue().taxProfile(wanted.id()).orElse(null);
        if (old != null && old.category() != wanted.category()) {
            throw new RelayException("Tax profile \"" + wanted.id() + "\" is of category "
                    + old.category().code() + ", and products may have it; make a new one for "
                    + wanted.category().code());
        }
        store.write(tx -> {
            wanted.writeTo(tx, Scope.COMPANY);
            return true;
        });
        return wanted;
    }

    public record Refused(int row, String problem) {}

    /** A code that several products bear: only the first of them is sold by it. */
    public record Doubled(String barcode, List<String> products) {}

    /**
     * @param encoding how the file was read
     * @param doubled codes that more than one product bears since earlier, whatever this file held
     */
    public record Imported(int imported, List<Refused> refused, String encoding, List<Doubled> doubled) {
        /** Whether nothing of the file was taken. */
        public boolean nothing() {
            return imported == 0;
        }
    }

    /**
     * Takes the good rows of a catalogue; each bad one is reported by its row. One file after another, so that two of them
     * do not give one barcode away twice.
     *
     * @param newCategories whether a category that is not there is made; a row that names one is refused otherwise
     * @throws RelayException if it is no text that can be read for sure
     */
    public Imported importProducts(byte[] file, boolean newCategories) {
        CsvText csv;
        try {
            csv = CsvText.of(file);
        } catch (IllegalArgumentException e) {
            throw new RelayException(String.valueOf(e.getMessage()), e);
        }
        synchronized (importing) {
            return importProducts(csv, newCategories);
        }
    }

    private Imported importProducts(CsvText csv, boolean newCategories) {
        CatalogueCsv.Result result = CatalogueCsv.parse(csv.text(), new Known(newCategories));
        List<Product> products = result.products();
        var categories = new TreeSet<String>();
        for (int from = 0; from < products.size(); from += PRODUCTS_PER_COMMIT) {
            List<Product> some = products.subList(from, Math.min(products.size(), from + PRODUCTS_PER_COMMIT));
            some.forEach(product -> categories.add(product.category()));
            store.write(tx -> {
                some.forEach(product -> product.writeTo(tx, Scope.COMPANY));
                return true;
            });
            makeWay();
        }
        categories.removeIf(
                id -> id.isEmpty() || retail.catalogue().category(id).isPresent());
        if (!categories.isEmpty()) {
            store.write(tx -> {
                for (String id : categories) {
                    new Category(id, id, id, retail.catalogue().categories().size() + 1).writeTo(tx, Scope.COMPANY);
                }
                return true;
            });
        }
        return new Imported(
                products.size(),
                result.problems().stream()
                        .map(p -> new Refused(p.row(), p.toString()))
                        .toList(),
                csv.encoding(),
                doubledBarcodes());
    }

    /** Codes that more than one product bears. */
    public List<Doubled> doubledBarcodes() {
        return retail.catalogue().doubledBarcodes().entrySet().stream()
                .map(e -> new Doubled(
                        e.getKey(),
                        e.getValue().stream().map(ProductId::value).toList()))
                .toList();
    }

    /** What a file is held against: the catalogue as it is. */
    private final class Known implements CatalogueCsv.Company {
        private final SortedMap<String, TaxProfile> taxProfiles =
                retail.catalogue().taxProfiles();
        private final @Nullable Set<String> categories;

        Known(boolean newCategories) {
            categories = newCategories
                    ? null
                    : retail.catalogue().categories().stream()
                            .map(Category::id)
                            .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public SortedMap<String, TaxProfile> taxProfiles() {
            return taxProfiles;
        }

        @Override
        public Optional<Product> product(ProductId id) {
            return retail.catalogue().byId(id);
        }

        @Override
        public List<Product> bearers(String code) {
            return retail.catalogue().allByBarcode(code);
        }

        @Override
        public Optional<Set<String>> categories() {
            return Optional.ofNullable(categories);
        }
    }

    /** A writer that comes back at once is let in before all who wait: so whoever wants to read or sell gets a turn first. */
    private static void makeWay() {
        LockSupport.parkNanos(MAKING_WAY_NANOS);
    }
}
