package org.tillmesh.relay.office;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.sheet.TableFile;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.BadTable;
import org.tillmesh.retail.catalogue.CatalogueImport;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.ImportRule;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ScaleItem;
import org.tillmesh.retail.catalogue.TableRow;
import org.tillmesh.retail.catalogue.TaxProfile;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;

/**
 * Takes in catalogues: one file after another, so that two of them do not give one barcode away twice. The API, the console
 * and the command all come here.
 */
public final class ImportDesk {
    private static final int PRODUCTS_PER_COMMIT = 200;
    private static final int PRODUCTS_PER_WORD = 2_000;
    private static final int FIRST_ROWS = 6;
    private static final long MAKING_WAY_NANOS = 2_000_000;

    private final Object importing = new Object();
    private final Store store;
    private final Retail retail;
    private volatile ImportProgress progress = ImportProgress.IDLE;

    ImportDesk(Store store, Retail retail) {
        this.store = store;
        this.retail = retail;
    }

    /** How far the import is that runs now. */
    public ImportProgress progress() {
        return progress;
    }

    /**
     * Takes the good rows of a file; each bad one is reported by its row.
     *
     * @param told how far it is, now and then
     * @throws BadTable if no table can be read of it for sure; nothing changed then
     */
    public ImportOutcome run(byte[] file, ImportWish wish, Consumer<ImportProgress> told) {
        synchronized (importing) {
            try {
                tell(told, new ImportProgress(ImportProgress.State.READING, 0, 0));
                return taken(file, wish, told);
            } finally {
                progress = ImportProgress.IDLE;
            }
        }
    }

    /** Remembers how far it is, and tells it now and then. */
    private void tell(Consumer<ImportProgress> told, ImportProgress now) {
        progress = now;
        if (now.done() % PRODUCTS_PER_WORD == 0 || now.done() == now.of()) {
            told.accept(now);
        }
    }

    private ImportOutcome taken(byte[] file, ImportWish wish, Consumer<ImportProgress> told) {
        TableFile table = TableFile.of(file, wish.encoding(), wish.sheet());
        var first = new ArrayList<List<String>>();
        CatalogueImport.Result result =
                CatalogueImport.read(keepingFirst(table.rows(), first), new Known(wish.newCategories()), rows -> {
                    if (rows % PRODUCTS_PER_COMMIT == 0) {
                        tell(told, new ImportProgress(ImportProgress.State.READING, rows, 0));
                    }
                });
        SortedSet<String> categories = wish.newCategories() ? newCategories(result.products()) : new TreeSet<>();
        int added = 0;
        int changed = 0;
        for (Product product : result.products()) {
            Product there = retail.catalogue().byId(product.id()).orElse(null);
            added += there == null ? 1 : 0;
            changed += there != null && !there.equals(product) ? 1 : 0;
        }
        if (!wish.preview()) {
            writeCategories(categories);
            write(result.products(), told);
        }
        return new ImportOutcome(
                wish.preview(),
                result.rows(),
                added,
                changed,
                result.products().size() - added - changed,
                result.problems(),
                warnings(table, result),
                List.copyOf(categories),
                new ImportOutcome.Source(table.encoding(), table.separator(), table.sheet(), table.sheets(), first),
                CatalogueOffice.doubled(retail));
    }

    private static Iterator<TableRow> keepingFirst(Iterator<TableRow> rows, List<List<String>> first) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public TableRow next() {
                TableRow row = rows.next();
                if (first.size() < FIRST_ROWS) {
                    first.add(row.shown());
                }
                return row;
            }
        };
    }

    private SortedSet<String> newCategories(List<Product> products) {
        var categories = new TreeSet<String>();
        products.forEach(product -> categories.add(product.category()));
        categories.removeIf(
                id -> id.isEmpty() || retail.catalogue().category(id).isPresent());
        return categories;
    }

    /** Of the whole file first. */
    private static List<CatalogueImport.Problem> warnings(TableFile table, CatalogueImport.Result result) {
        var warnings = new ArrayList<CatalogueImport.Problem>();
        if (!table.otherEncoding().isEmpty()) {
            warnings.add(new CatalogueImport.Problem(
                    0, "", "", ImportRule.ENCODING_DOUBTFUL.with(table.encoding(), table.otherEncoding())));
        }
        if (table.hiddenRows() > 0) {
            warnings.add(new CatalogueImport.Problem(0, "", "", ImportRule.ROWS_HIDDEN.with(table.hiddenRows())));
        }
        warnings.addAll(result.warnings());
        return List.copyOf(warnings);
    }

    private void writeCategories(SortedSet<String> categories) {
        if (categories.isEmpty()) {
            return;
        }
        int last = retail.catalogue().categories().stream()
                .mapToInt(Category::position)
                .max()
                .orElse(0);
        store.write(tx -> {
            int position = last;
            for (String id : categories) {
                new Category(id, id, id, ++position).writeTo(tx, Scope.COMPANY);
            }
            return true;
        });
    }

    private void write(List<Product> products, Consumer<ImportProgress> told) {
        for (int from = 0; from < products.size(); from += PRODUCTS_PER_COMMIT) {
            tell(told, new ImportProgress(ImportProgress.State.WRITING, from, products.size()));
            List<Product> some = products.subList(from, Math.min(products.size(), from + PRODUCTS_PER_COMMIT));
            store.write(tx -> {
                some.forEach(product -> product.writeTo(tx, Scope.COMPANY));
                return true;
            });
            makeWay();
        }
        tell(told, new ImportProgress(ImportProgress.State.WRITING, products.size(), products.size()));
    }

    /** A writer that comes back at once is let in before all who wait: so whoever wants to read or sell gets a turn first. */
    private static void makeWay() {
        LockSupport.parkNanos(MAKING_WAY_NANOS);
    }

    /** Of every branch: a product is sold in all of them. */
    private static List<ScaleItem> scaleItems(View view) {
        try (var branches = view.scan(Scope.COMPANY, DocType.BRANCH.typeName())) {
            return branches.flatMap(
                            branch -> Settings.inForce(view, branch.ref().id()).labelsOrNone().stream())
                    .map(layout ->
                            new ScaleItem(layout.prefix(), layout.prefix().length() + layout.itemDigits()))
                    .distinct()
                    .toList();
        }
    }

    /** What a file is held against: the catalogue as it is. */
    private final class Known implements CatalogueImport.Company {
        private final SortedMap<String, TaxProfile> taxProfiles =
                retail.catalogue().taxProfiles();
        private final List<ScaleItem> scaleItems = store.read(ImportDesk::scaleItems);
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
            return retail.catalogue().allBearing(code);
        }

        @Override
        public List<Product> beginningWith(String digits) {
            return retail.catalogue().beginningWith(digits);
        }

        @Override
        public List<ScaleItem> scaleItems() {
            return scaleItems;
        }

        @Override
        public Optional<Set<String>> categories() {
            return Optional.ofNullable(categories);
        }
    }
}
