package org.tillmesh.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;

/** A shop with years behind it: how long it takes to open, what it holds in memory, how fast it answers. */
final class GrownShopBench {
    private static final TillId TILL = new TillId("S001", "T01");
    private static final int WRITTEN_AT_ONCE = 5_000;

    /** Documents that a sale of eight lines makes. */
    private static final int DOCUMENTS_A_SALE = 10;

    /** A new base is due after 50,000 changes, and in a smaller shop when a tenth of all has changed: a little less. */
    private static final int TAIL_MAX = 4_750;

    private static final double TAIL_PART = 0.095;

    private final StoreBench samples;
    private final Path folder;
    private final Measurements table;
    private final Random random = new Random(8);
    private final int products;
    private final int customers;
    private final int sales;
    private final List<Product> sold = new ArrayList<>();

    GrownShopBench(StoreBench samples, Path folder, int scale, Measurements table) {
        this.samples = samples;
        this.folder = folder;
        this.table = table;
        this.products = 100_000 * scale / 100;
        this.customers = 50_000 * scale / 100;
        this.sales = 100_000 * scale / 100;
    }

    void run() throws IOException {
        fill();
        table.row("folder of a grown shop", "printed beside", "MB", megabytes(folder));
        try (Store store = opened("closed in order", folder)) {
            System.gc();
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            table.row(
                    "heap in use, same data", "<= 256 MB", "MB", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
            reads(store);
            searches(Retail.attach(store));
            Path killed = folder.resolveSibling("killed");
            copy(folder, killed); // what kill -9 leaves: all that was written, nothing that closing does
            opened("killed", killed).close();
            int tail = (int) Math.min(
                    TAIL_MAX, TAIL_PART * (products + customers + sales * DOCUMENTS_A_SALE) / DOCUMENTS_A_SALE);
            for (int i = 0; i < tail; i++) {
                StoreBench.commit(store, samples.sale(sales + 1 + i, sold));
            }
            Path worst = folder.resolveSibling("worst");
            copy(folder, worst);
            opened("killed, " + tail + " sales behind the base", worst).close();
        }
    }

    private void fill() throws IOException {
        try (Store store = StoreBench.open(folder, 1)) {
            for (int from = 0; from < products; from += WRITTEN_AT_ONCE) {
                int first = from;
                store.write(tx -> {
                    for (int i = first; i < Math.min(products, first + WRITTEN_AT_ONCE); i++) {
                        Product product = samples.product(i);
                        if (sold.size() < 1_000) {
                            sold.add(product);
                        }
                        product.writeTo(tx, Scope.COMPANY);
                    }
                    return true;
                });
            }
            for (int from = 0; from < customers; from += WRITTEN_AT_ONCE) {
                int first = from;
                store.write(tx -> {
                    for (int i = first; i < Math.min(customers, first + WRITTEN_AT_ONCE); i++) {
                        customer(i).writeTo(tx, Scope.COMPANY);
                    }
                    return true;
                });
            }
            for (int i = 0; i < sales; i++) {
                StoreBench.commit(store, samples.sale(i, sold));
            }
            store.rebase();
        }
    }

    private static Customer customer(int i) {
        return Customer.fresh(
                new CustomerId("c" + i),
                "Customer " + i,
                null,
                List.of(String.format(Locale.ROOT, "05%08d", i)),
                List.of("regular"),
                null,
                new Customer.CreatedBy(TILL, null));
    }

    /** Opens a folder, sells once, and tells how long that took. */
    private Store opened(String how, Path at) throws IOException {
        long began = System.nanoTime();
        Store store = StoreBench.open(at, 1);
        Retail.attach(store);
        double seconds = (System.nanoTime() - began) / 1e9;
        StoreBench.commit(store, samples.sale(sales, sold));
        table.row(
                "open " + products + " products, " + customers + " customers, " + sales + " sales, " + how,
                how.contains("behind") ? "<= 3 s to first sale" : "<= 1 s to first sale",
                "storeSeconds",
                store.recovery().tookMs() / 1e3,
                "withProjectionsSeconds",
                seconds,
                "toFirstSaleSeconds",
                (System.nanoTime() - began) / 1e9);
        return store;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static long megabytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    >> 20;
        }
    }

    private void reads(Store store) {
        long[] nanos = new long[200_000];
        for (int i = -50_000; i < nanos.length; i++) {
            var ref = DocType.PRODUCT.ref("p" + random.nextInt(products));
            long began = System.nanoTime();
            boolean there = store.read(view -> view.get(Scope.COMPANY, ref)).isPresent();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - began;
            }
            if (!there) {
                throw new IllegalStateException(ref + " is not there");
            }
        }
        table.row(
                "point read",
                "p99 <= 20 us",
                "p50us",
                Measurements.micros(nanos, 0.5),
                "p99us",
                Measurements.micros(nanos, 0.99));
    }

    private void searches(Retail retail) {
        retail.catalogue().search("x", 1);
        search(
                retail,
                "search per keystroke",
                "m",
                "mi",
                "mil",
                "milk",
                "milk f",
                "ح",
                "حل",
                "حليب",
                "تمر ط",
                "قه",
                "w",
                "so",
                "99");
        search(
                retail,
                "search inside words, by last digits, with particles, of nothing",
                "ilk",
                "ater",
                "ليب",
                "milk 777",
                "0777",
                "00777",
                "6280000000777",
                "500ml",
                "بالحليب",
                "وتمر",
                "zzz",
                "ilk ater");
    }

    private void search(Retail retail, String what, String... typed) {
        long[] nanos = new long[2_000];
        for (int i = -200; i < nanos.length; i++) {
            long began = System.nanoTime();
            retail.catalogue().search(typed[Math.floorMod(i, typed.length)], 20);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - began;
            }
        }
        table.row(
                what,
                "p99 <= 8 ms",
                "p50ms",
                Measurements.micros(nanos, 0.5) / 1_000,
                "p99ms",
                Measurements.micros(nanos, 0.99) / 1_000);
    }
}
