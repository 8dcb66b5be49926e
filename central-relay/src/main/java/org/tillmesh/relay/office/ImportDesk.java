package org.tillmesh.relay.office;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.form.Form;
import org.tillmesh.relay.form.FormRefusal;
import org.tillmesh.relay.form.ProductForm;
import org.tillmesh.relay.form.Thing;
import org.tillmesh.relay.sheet.TableFile;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.BadTable;
import org.tillmesh.retail.catalogue.CatalogueImport;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.ImportRule;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ScaleItem;
import org.tillmesh.retail.catalogue.StockRule;
import org.tillmesh.retail.catalogue.TableRow;
import org.tillmesh.retail.catalogue.TaxProfile;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.Id;
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
        for (int i = 0; i < result.products().size(); i++) {
            Product product = result.products().get(i);
            Product there = retail.catalogue().byId(product.id()).orElse(null);
            boolean isSame = product.equals(there)
                    && result.stockRules().get(i).equals(retail.stock().rule(product.id()));
            added += there == null ? 1 : 0;
            changed += there != null && !isSame ? 1 : 0;
        }
        if (!wish.preview()) {
            writeCategories(categories);
            write(result, told);
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

    // ---- one product

    /** A product with how it is to be stocked: both are of one document. */
    public record Shelved(Product product, StockRule stocked) {}

    /** @throws RelayException if there is none of that id */
    Shelved shelved(String id) {
        return find(id).orElseThrow(() -> Form.notThere(Thing.PRODUCT, id));
    }

    private Optional<Shelved> find(String id) {
        return Id.isOne(id)
                ? retail.catalogue()
                        .byId(new ProductId(id))
                        .map(product -> new Shelved(product, retail.stock().rule(product.id())))
                : Optional.empty();
    }

    /**
     * Adds a product, by the rules that files are taken by.
     *
     * @throws RelayException naming the field and the mend; nothing changed
     */
    public Shelved add(byte[] json) {
        SortedMap<String, String> cells = ProductForm.fresh(UUID.randomUUID().toString(), json);
        synchronized (importing) {
            String id = String.valueOf(cells.get("id"));
            if (find(id).isPresent()) {
                throw new RelayException(FormRefusal.IS_THERE, Thing.PRODUCT.word(), id);
            }
            return taken(cells);
        }
    }

    /** Changes the fields that the body names; only those are written, so that who changes another one is not overruled. */
    public Shelved change(String id, byte[] json) {
        synchronized (importing) {
            return taken(ProductForm.changed(shelved(id).product(), json));
        }
    }

    private Shelved taken(SortedMap<String, String> cells) {
        CatalogueImport.Result result = CatalogueImport.read(
                List.of(row(1, cells.keySet()), row(2, cells.values())).iterator(), new Known(false), rows -> {});
        if (!result.problems().isEmpty()) {
            CatalogueImport.Problem problem = result.problems().get(0);
            String field = problem.column().equals("barcode") ? "barcodes" : problem.column();
            throw new RelayException(FormRefusal.IN_FIELD, Thing.PRODUCT.word(), field, problem.sentence());
        }
        Product product = result.products().get(0);
        store.write(tx -> {
            product.writeTo(tx, Scope.COMPANY);
            result.stockRules().get(0).writeTo(tx, Scope.COMPANY);
            return true;
        });
        return shelved(product.id().value());
    }

    private static TableRow row(int line, Collection<String> cells) {
        return new TableRow(line, List.copyOf(cells), new TreeMap<>(), null);
    }

    // ---- files

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

    private void write(CatalogueImport.Result result, Consumer<ImportProgress> told) {
        List<Product> products = result.products();
        for (int from = 0; from < products.size(); from += PRODUCTS_PER_COMMIT) {
            tell(told, new ImportProgress(ImportProgress.State.WRITING, from, products.size()));
            int to = Math.min(products.size(), from + PRODUCTS_PER_COMMIT);
            List<Product> some = products.subList(from, to);
            List<StockRule> stocked = result.stockRules().subList(from, to);
            store.write(tx -> {
                some.forEach(product -> product.writeTo(tx, Scope.COMPANY));
                stocked.forEach(rule -> rule.writeTo(tx, Scope.COMPANY));
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
        public StockRule stockRule(ProductId id) {
            return retail.stock().rule(id);
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
