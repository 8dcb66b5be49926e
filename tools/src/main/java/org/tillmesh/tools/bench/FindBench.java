package org.tillmesh.tools.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.SalesSearch;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;

/** {@code bench find}: a month of sales, and how soon one is found by each thing that somebody may remember of it. */
final class FindBench {
    private static final int SALES = 200_000;
    private static final int PRODUCTS = 2_000;
    private static final int CUSTOMERS = 5_000;
    private static final int LINES = 3;
    private static final int TILLS = 10;
    private static final int DAYS = 30;
    private static final int AT_ONCE = 1_000;
    private static final int ROUNDS = 300;
    private static final int LIMIT = 50;
    private static final String BUDGET = "p99 <= 50 ms";
    private static final Scope BRANCH = Scope.branch("S001");
    private static final Instant FIRST = Instant.parse("2026-11-01T05:00:00Z");

    private final Path dir;
    private final int sales;
    private final Measurements table;
    private final Random random = new Random(6);

    FindBench(Path dir, boolean json, int scale, PrintStream out) {
        this.dir = dir;
        this.sales = Math.max(AT_ONCE, SALES * scale / 100);
        this.table = new Measurements("find", json, out);
    }

    void run() throws Exception {
        try (Store store = StoreBench.open(dir.resolve("find"), 1)) {
            List<Product> products = fill(store);
            store.rebase();
            Retail retail = Retail.attach(store);
            retail.customers().warm();
            retail.catalogue().warm();
            var search = new SalesSearch(store);
            measure("by number", round -> retail.sales().byReceipt(BRANCH, receipt(random.nextInt(sales))));
            measure("by phone", round -> search.newest(BRANCH, of(retail, "05" + eight(anyone())), LIMIT));
            measure("by name", round -> search.newest(BRANCH, of(retail, "Customer " + anyone()), LIMIT));
            measure("by a name that many have", round -> search.newest(BRANCH, of(retail, "Customer"), LIMIT));
            measure("by day", round -> search.newest(BRANCH, within(random.nextInt(DAYS)), LIMIT));
            measure(
                    "by amount",
                    round -> search.newest(
                            BRANCH, wanted(null, null, Money.sar(500 + random.nextInt(20_000)), null), LIMIT));
            measure("by product", round -> search.newest(BRANCH, of(products.get(product())), LIMIT));
            measure(
                    "by many products",
                    round -> search.newest(
                            BRANCH,
                            wanted(
                                    null,
                                    retail.catalogue().search("1", 200).stream()
                                            .map(Product::id)
                                            .collect(Collectors.toCollection(TreeSet::new)),
                                    null,
                                    null),
                            LIMIT));
            measure(
                    "by card's last four",
                    round -> search.newest(BRANCH, wanted(null, null, null, four(random.nextInt(10_000))), LIMIT));
            measure(
                    "by product and amount that none has",
                    round -> search.newest(
                            BRANCH, wanted(null, Set.of(products.get(0).id()), Money.sar(1), null), LIMIT));
        }
        table.end();
    }

    private void measure(String work, IntFunction<List<?>> find) {
        long[] nanos = new long[ROUNDS];
        long found = 0;
        for (int i = -1; i < ROUNDS; i++) { // the first round warms up
            long began = System.nanoTime();
            int size = find.apply(Math.max(0, i)).size();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - began;
                found += size;
            }
        }
        table.row(
                work,
                BUDGET,
                "p50Ms",
                Measurements.micros(nanos, 0.5) / 1_000,
                "p99Ms",
                Measurements.micros(nanos, 0.99) / 1_000,
                "found",
                found / ROUNDS);
    }

    // ---- what is remembered

    private static SalesSearch.Wanted wanted(
            @Nullable Set<CustomerId> customers,
            @Nullable Set<ProductId> products,
            @Nullable Money amount,
            @Nullable String card) {
        return new SalesSearch.Wanted(null, null, customers, products, amount, card);
    }

    private static SalesSearch.Wanted of(Retail retail, String text) {
        return wanted(ids(retail.customers().find(text, 200), Customer::id), null, null, null);
    }

    private static SalesSearch.Wanted of(Product product) {
        return wanted(null, Set.of(product.id()), null, null);
    }

    private static SalesSearch.Wanted within(int day) {
        Instant from = FIRST.plus(Duration.ofDays(day));
        return new SalesSearch.Wanted(from, from.plus(Duration.ofDays(1)), null, null, null, null);
    }

    private static <T> Set<CustomerId> ids(List<T> all, Function<T, CustomerId> id) {
        return all.stream().map(id).collect(Collectors.toCollection(TreeSet::new));
    }

    private int anyone() {
        return random.nextInt(CUSTOMERS);
    }

    /** Some sell more than others. */
    private int product() {
        return (int) (PRODUCTS * Math.pow(random.nextDouble(), 2));
    }

    private static String eight(int number) {
        return String.format(Locale.ROOT, "%08d", number);
    }

    private static String four(int number) {
        return String.format(Locale.ROOT, "%04d", number);
    }

    // ---- a month

    private List<Product> fill(Store store) {
        var products = new ArrayList<Product>();
        for (int i = 0; i < PRODUCTS; i++) {
            products.add(Goods.product(i, PRODUCTS));
        }
        store.write(tx -> {
            products.forEach(product -> product.writeTo(tx, Scope.COMPANY));
            for (int i = 0; i < CUSTOMERS; i++) {
                Customer.fresh(
                                customer(i),
                                "Customer " + i,
                                null,
                                List.of("05" + eight(i)),
                                List.of(),
                                null,
                                new Customer.CreatedBy(till(0), null))
                        .writeTo(tx, Scope.COMPANY);
            }
            return true;
        });
        for (int from = 0; from < sales; from += AT_ONCE) {
            int first = from;
            store.write(tx -> {
                for (int i = first; i < Math.min(sales, first + AT_ONCE); i++) {
                    sale(i, products).appendTo(tx, BRANCH);
                }
                return true;
            });
        }
        return products;
    }

    private static CustomerId customer(int number) {
        return new CustomerId("customer-" + number);
    }

    private static TillId till(int number) {
        return new TillId("S001", String.format(Locale.ROOT, "T%02d", 1 + number % TILLS));
    }

    private static ReceiptNumber receipt(int number) {
        return new ReceiptNumber(till(number), number + 1);
    }

    private IssuedDocument sale(int number, List<Product> products) {
        Instant at = FIRST.plus(Duration.ofDays(DAYS).multipliedBy(number).dividedBy(sales));
        Cart cart = Cart.open("cart-" + number, at);
        for (int i = 0; i < LINES; i++) {
            cart = cart.add(products.get(product()), Quantity.of(1 + random.nextInt(3)), null, null);
        }
        if (number % 4 == 0) {
            cart = cart.withCustomer(customer(anyone()));
        }
        String pan = "************" + four(random.nextInt(10_000));
        Tender paid = random.nextBoolean()
                ? Tender.cash(cart.total())
                : Tender.charged(
                        cart.total(),
                        new CardCharge("intent-" + number, "A" + number, "visa", pan, null, null, null, false));
        var heading = new IssuedDocument.Heading(
                new DocumentId(new UUID(random.nextLong(), random.nextLong()).toString()),
                receipt(number),
                new UserId("user" + number % TILLS),
                null,
                new ShiftId("shift-" + till(number)),
                at,
                null);
        return IssuedDocument.sale(heading, cart.withTender(paid));
    }
}
