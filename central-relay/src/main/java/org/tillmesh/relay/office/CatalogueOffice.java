package org.tillmesh.relay.office;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.sheet.WorkbookFile;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.BadTable;
import org.tillmesh.retail.catalogue.CatalogueExport;
import org.tillmesh.retail.catalogue.CatalogueImport;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.StockRule;
import org.tillmesh.retail.catalogue.TaxProfile;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/** The catalogue and its tax profiles: read, written as files, changed. */
public final class CatalogueOffice {
    private static final String SHEET = "products";
    private static final int FOUND_MAX = 500;

    private final Store store;
    private final Retail retail;
    private final ImportDesk imports;

    CatalogueOffice(Store store, Retail retail) {
        this.store = store;
        this.retail = retail;
        this.imports = new ImportDesk(store, retail);
    }

    /** Where files of products are taken in. */
    public ImportDesk imports() {
        return imports;
    }

    /** All of them as a file that can be taken in again. @param workbook whether as a workbook, else as CSV in UTF-8 */
    public byte[] file(boolean workbook) {
        if (!workbook) {
            return CatalogueExport.csv(products(), this::stocked).getBytes(StandardCharsets.UTF_8);
        }
        var rows = new ArrayList<List<String>>();
        rows.add(CatalogueImport.COLUMNS);
        products().forEach(product -> rows.add(CatalogueExport.cells(product, stocked(product.id()))));
        return WorkbookFile.of(SHEET, rows);
    }

    public List<Product> products() {
        return retail.catalogue().all();
    }

    /** All of them by id, with how they are to be stocked. */
    public List<ImportDesk.Shelved> shelved() {
        return products().stream()
                .map(product -> new ImportDesk.Shelved(product, stocked(product.id())))
                .toList();
    }

    /** @throws RelayException if there is none of that id */
    public ImportDesk.Shelved shelved(String id) {
        return imports.shelved(id);
    }

    private StockRule stocked(ProductId id) {
        return retail.stock().rule(id);
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

    /** A code that several products bear: only the first of them is sold by it. */
    public record Doubled(String barcode, List<String> products) {}

    /** Codes that more than one product bears. */
    public List<Doubled> doubledBarcodes() {
        return doubled(retail);
    }

    static List<Doubled> doubled(Retail retail) {
        return retail.catalogue().doubledBarcodes().entrySet().stream()
                .map(e -> new Doubled(
                        e.getKey(), e.getValue().stream().map(ProductId::value).toList()))
                .toList();
    }

    // ---- one by one, for people

    public List<Category> categories() {
        return retail.catalogue().categories();
    }

    public int size() {
        return retail.catalogue().size();
    }

    /** So many products from a place on, by id. */
    public List<Product> some(int first, int count) {
        return store.read(view -> {
            try (Stream<Document> all = view.scan(Scope.COMPANY, DocType.PRODUCT.typeName())) {
                return all.skip(first)
                        .limit(count)
                        .flatMap(document -> Read.state(document, Product::of).stream())
                        .toList();
            }
        });
    }

    /** @throws RelayException if there is none of that id */
    public Product product(String id) {
        return Optional.of(id)
                .filter(text -> !text.isBlank() && text.length() <= 64)
                .flatMap(text -> retail.catalogue().byId(new ProductId(text)))
                .orElseThrow(() -> new RelayException(
                        OfficeRefusal.NO_PRODUCT, id.length() > 60 ? id.substring(0, 60) + "…" : id));
    }

    /**
     * Products by id.
     *
     * @param sought in a name, id or code; empty for all; @param category likewise
     */
    public List<Product> found(String sought, String category) {
        Predicate<Product> isOf =
                product -> category.isEmpty() || product.category().equals(category);
        if (sought.isEmpty()) {
            return products().stream().filter(isOf).toList();
        }
        var found = new TreeMap<ProductId, Product>();
        Stream.of(
                        retail.catalogue().allByBarcode(sought),
                        Optional.of(sought)
                                .filter(text -> text.length() <= 64)
                                .flatMap(text -> retail.catalogue().byId(new ProductId(text)))
                                .map(List::of)
                                .orElse(List.of()),
                        retail.catalogue().search(sought, FOUND_MAX))
                .flatMap(List::stream)
                .filter(isOf)
                .forEach(product -> found.put(product.id(), product));
        return List.copyOf(found.values());
    }

    /**
     * Adds a product, or changes some of one, judged as a row of a file.
     *
     * @param isKnown whether it is one that is there
     * @param changed by the columns of a file
     * @return what is wrong; empty if it is done
     */
    public List<String> put(String id, boolean isKnown, Map<String, String> changed, Locale language) {
        boolean isThere = id.length() <= 64
                && !id.isEmpty()
                && retail.catalogue().byId(new ProductId(id)).isPresent();
        if (isKnown) {
            Product there = product(id);
            changed.putIfAbsent("name", there.name());
            changed.putIfAbsent("price", there.price().toString());
        } else if (isThere) {
            throw new RelayException(OfficeRefusal.TAKEN_PRODUCT, id);
        }
        var columns = new ArrayList<>(List.of("id"));
        var row = new ArrayList<>(List.of(id));
        changed.forEach((column, value) -> {
            columns.add(column);
            row.add(value);
        });
        try {
            ImportOutcome outcome = imports.run(
                    WorkbookFile.of(SHEET, List.of(columns, row)),
                    new ImportWish(false, false, "", ""),
                    progress -> {});
            return outcome.refused().stream()
                    .map(problem -> problem.sentence().in(new Reader(language, ZoneOffset.UTC)))
                    .toList();
        } catch (BadTable e) {
            return List.of(e.sentence().in(new Reader(language, ZoneOffset.UTC)));
        }
    }
}
