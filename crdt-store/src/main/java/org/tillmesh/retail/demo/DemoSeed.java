package org.tillmesh.retail.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.catalogue.CatalogueImport;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.CsvReader;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.TableRow;
import org.tillmesh.retail.company.Address;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.bytes.ChangeSets;

/**
 * The demo company's seed: ChangeSets of the pseudo-origin {@code demo}, the same bytes everywhere, so that merging it with
 * itself changes nothing. Stores S001 to S009, tills T01 to T20, users {@code cashier} (1111) and {@code manager} (9999).
 * It may only ever be appended to: a golden hash in the tests holds every byte.
 */
public final class DemoSeed {
    public static final String CASHIER = "cashier";
    public static final String CASHIER_PIN = "1111";
    public static final String MANAGER = "manager";
    public static final String MANAGER_PIN = "9999";

    /** {@code "demo"} in ASCII, twice. */
    public static final ReplicaId REPLICA = new ReplicaId(0x64656d6f_64656d6fL);

    private static final int STORES = 9;
    private static final int TILLS = 20;
    private static final int DOCUMENTS_PER_CHANGE_SET = 100;
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> CITIES = List.of(
            "Riyadh|الرياض",
            "Jeddah|جدة",
            "Dammam|الدمام",
            "Madinah|المدينة المنورة",
            "Makkah|مكة المكرمة",
            "Abha|أبها",
            "Tabuk|تبوك",
            "Hail|حائل",
            "Buraydah|بريدة");

    private DemoSeed() {}

    /** Whether the demo company has a store of that name: S001 to S009. */
    public static boolean hasBranch(String branch) {
        return branch.matches("S00[1-9]");
    }

    /** Whether the demo company has that till: T01 to T20 of its stores. */
    public static boolean hasTill(TillId till) {
        return hasBranch(till.branch()) && till.number().matches("T(0[1-9]|1[0-9]|20)");
    }

    /** The replica id of a demo till, made of its name. */
    public static ReplicaId replicaOf(TillId till) {
        Hash hash = Hash.sha256(("tillmesh demo till " + till).getBytes(StandardCharsets.UTF_8));
        return new ReplicaId(ByteBuffer.wrap(hash.bytes()).getLong());
    }

    /** The pseudo-origin: its incarnation is the start of the hash of its first ChangeSet, computed with incarnation 0. */
    public static Origin origin() {
        return Named.ORIGIN;
    }

    /**
     * The seed of one scope, in order of seq.
     *
     * @param scope {@code company} or a demo store's
     * @param verifiers what proves a PIN; must give the same bytes everywhere
     */
    public static List<ChangeSet> changeSets(Scope scope, Function<String, byte[]> verifiers) {
        return sealed(scope, origin(), content(scope, verifiers));
    }

    /** Every product of the demo company. */
    public static List<Product> products() {
        return Shelf.PRODUCTS;
    }

    // ---- content

    private static List<List<Delta>> content(Scope scope, Function<String, byte[]> verifiers) {
        if (scope.equals(Scope.COMPANY)) {
            return company();
        }
        if (!scope.isBranch() || !hasBranch(scope.branchId())) {
            throw new IllegalArgumentException(
                    "The demo company has nothing in scope " + scope + "; its stores are S001 to S009");
        }
        return store(verifiers);
    }

    private static List<List<Delta>> company() {
        var parts = new ArrayList<List<Delta>>();
        parts.add(head());
        var tills = new ArrayList<StateDocument>();
        for (int store = 1; store <= STORES; store++) {
            for (int till = 1; till <= TILLS; till++) {
                var id = new TillId(branchId(store), String.format(Locale.ROOT, "T%02d", till));
                tills.add(new TillProfile(id, replicaOf(id), true, new byte[0]));
            }
        }
        chunked(tills, parts);
        chunked(products(), parts);
        return parts;
    }

    /** Company, stores, users, categories: the first ChangeSet. */
    private static List<Delta> head() {
        var deltas = new ArrayList<Delta>();
        var stores = new ArrayList<String>();
        put(
                new Company(
                        "Wahat Al Tayf Markets",
                        "أسواق واحة الطيف",
                        "399999999900003",
                        "1010010000",
                        address("Riyadh", 1)),
                deltas);
        for (int i = 1; i <= STORES; i++) {
            String[] city = CITIES.get(i - 1).split("\\|");
            stores.add(branchId(i));
            put(
                    new BranchProfile(
                            branchId(i),
                            "Wahat Al Tayf " + city[0],
                            "واحة الطيف " + city[1],
                            address(city[0], i),
                            ZoneId.of("Asia/Riyadh")),
                    deltas);
        }
        put(new User(new UserId(CASHIER), "Noura", "نورة", Role.CASHIER, true, stores), deltas);
        put(new User(new UserId(MANAGER), "Khalid", "خالد", Role.MANAGER, true, stores), deltas);
        categories().forEach(category -> put(category, deltas));
        return deltas;
    }

    private static List<List<Delta>> store(Function<String, byte[]> verifiers) {
        var parts = new ArrayList<List<Delta>>();
        var pins = new ArrayList<Delta>();
        put(new PinVerifier(new UserId(CASHIER), verifiers.apply(CASHIER_PIN), false), pins);
        put(new PinVerifier(new UserId(MANAGER), verifiers.apply(MANAGER_PIN), false), pins);
        parts.add(pins);
        var counts = new ArrayList<Delta>();
        for (Product product : products()) {
            counts(product).forEach(count -> append(count, counts));
            if (counts.size() >= 2 * DOCUMENTS_PER_CHANGE_SET) {
                parts.add(List.copyOf(counts));
                counts.clear();
            }
        }
        if (!counts.isEmpty()) {
            parts.add(List.copyOf(counts));
        }
        return parts;
    }

    /** What lies on the shelf at the start, from the product's number: the same in each store. */
    private static List<Count> counts(Product product) {
        int n = Integer.parseInt(product.id().value().substring(1));
        if (product.barcodes().contains(DemoBarcodes.LAST_ONE)) {
            return List.of(count(product, null, null, Quantity.ONE));
        }
        if (product.barcodes().contains(DemoBarcodes.EXPIRED)) {
            return List.of(count(product, "B2020", LocalDate.of(2020, 6, 30), Quantity.of(12)));
        }
        if (product.batchTracked()) {
            return List.of(
                    count(product, "B1-" + n, LocalDate.of(2099, 1 + n % 6, 28), Quantity.of(40 + n % 60)),
                    count(product, "B2-" + n, LocalDate.of(2099, 7 + n % 6, 28), Quantity.of(60 + n % 40)));
        }
        if (product.weighed()) {
            return List.of(count(product, null, null, Quantity.ofThousandths(25_000 + 125L * (n % 200))));
        }
        return List.of(count(
                product,
                null,
                null,
                Quantity.of(product.barcodes().contains(DemoBarcodes.PLAIN) ? 1_000 : 60 + n % 240)));
    }

    private static Count count(Product product, @Nullable String batch, @Nullable LocalDate expiry, Quantity qty) {
        String id = "demo-" + product.id() + (batch == null ? "" : "-" + batch);
        return new Count(id, null, product.id(), batch, expiry, qty, WRITTEN, null, null);
    }

    /** The shelves of the demo catalogue. */
    public static List<Category> categories() {
        var found = new ArrayList<Category>();
        List<TableRow> rows = CsvReader.read(resource("categories.csv"));
        for (TableRow row : rows.subList(1, rows.size())) {
            List<String> cells = row.cells();
            found.add(new Category(cells.get(0), cells.get(1), cells.get(2), Integer.parseInt(cells.get(3))));
        }
        return found;
    }

    private static Address address(String city, int n) {
        return new Address(
                "Sidra Street",
                String.format(Locale.ROOT, "%04d", 1000 + n),
                "Al Waha",
                city,
                String.format(Locale.ROOT, "%05d", 11000 + n * 100),
                "SA");
    }

    private static String branchId(int n) {
        return "S00" + n;
    }

    // ---- deltas and ChangeSets

    private static void chunked(List<? extends StateDocument> documents, List<List<Delta>> parts) {
        for (int from = 0; from < documents.size(); from += DOCUMENTS_PER_CHANGE_SET) {
            var deltas = new ArrayList<Delta>();
            documents
                    .subList(from, Math.min(documents.size(), from + DOCUMENTS_PER_CHANGE_SET))
                    .forEach(document -> put(document, deltas));
            parts.add(deltas);
        }
    }

    private static void put(StateDocument document, List<Delta> deltas) {
        document.fields().forEach((path, value) -> deltas.add(new Delta.Put(document.ref(), path, value, List.of())));
    }

    private static void append(RecordDocument document, List<Delta> deltas) {
        deltas.add(new Delta.Append(document.ref(), document.toValue()));
    }

    private static List<ChangeSet> sealed(Scope scope, Origin origin, List<List<Delta>> parts) {
        var found = new ArrayList<ChangeSet>();
        Hash prev = Hash.ZERO;
        for (List<Delta> deltas : parts) {
            ChangeSet next = changeSet(scope, origin, found.size() + 1, prev, deltas);
            found.add(next);
            prev = next.hash();
        }
        return List.copyOf(found);
    }

    private static ChangeSet changeSet(Scope scope, Origin origin, long seq, Hash prev, List<Delta> deltas) {
        Hlc hlc = Hlc.of(WRITTEN.toEpochMilli() + seq, 0);
        return ChangeSets.of(scope, origin, seq, hlc, 0, prev, List.of(), deltas);
    }

    /** Read once, when first asked for. */
    private static final class Shelf {
        static final List<Product> PRODUCTS = products();

        private static List<Product> products() {
            CatalogueImport.Result result = CatalogueImport.parse(resource("catalogue.csv"));
            if (!result.problems().isEmpty()) {
                throw new AssertionError("The demo catalogue is broken: " + result.problems());
            }
            return result.products();
        }
    }

    /** Computed once, when first asked for. */
    private static final class Named {
        static final Origin ORIGIN = origin();

        private static Origin origin() {
            Origin unnamed = new Origin(REPLICA, new Incarnation(0));
            Hash first = changeSet(Scope.COMPANY, unnamed, 1, Hash.ZERO, head()).hash();
            return new Origin(
                    REPLICA, new Incarnation(ByteBuffer.wrap(first.bytes()).getLong()));
        }
    }

    /** The demo's catalogue as head office would import it: invented products only. */
    public static String catalogueCsv() {
        return resource("catalogue.csv");
    }

    private static String resource(String name) {
        try (InputStream in = DemoSeed.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("The demo's " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
