package org.tillmesh.tools.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.tillmesh.crdt.Scope;
import org.tillmesh.reports.Reports;
import org.tillmesh.reports.export.ReportFile;
import org.tillmesh.reports.export.ReportFormat;
import org.tillmesh.reports.export.Shown;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;

/** A month of sales, asked the same questions here, in SQLite and in H2, whose tables have an index for each question. */
final class ReportsBench {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");
    private static final Instant FIRST = Instant.parse("2026-10-31T21:00:00Z");
    private static final Instant NOW = FIRST.plus(Duration.ofDays(30));
    private static final int SALES = 200_000;
    private static final int LINES = 5;
    private static final int PRODUCTS = 2_000;
    private static final int TILLS = 10;
    private static final int OPEN_HOURS = 14;
    private static final int DAYS = 30;
    private static final int ROUNDS = 9;
    private static final int AT_ONCE = 500;
    private static final String BUDGET = "<= 300 ms, first <= 1 s, faster than SQLite";

    private final Path dir;
    private final Measurements table;
    private final int sales;
    private final Random random = new Random(11);

    /** @param scale percent of a month of 200,000 sales */
    ReportsBench(Path dir, boolean json, int scale, PrintStream out) {
        this.dir = dir;
        this.sales = SALES * scale / 100;
        this.table = new Measurements("reports", json, out);
    }

    /** A question in both tongues. */
    private record Question(String report, Map<String, String> asked, String sql) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "sales-by-product",
                    Map.of(),
                    "SELECT product, SUM(qty), SUM(gross), SUM(vat), SUM(discount) FROM lines GROUP BY product"),
            new Question(
                    "sales-by-category",
                    Map.of(),
                    "SELECT category, SUM(gross), SUM(vat) FROM lines GROUP BY category"),
            new Question(
                    "sales-by-day", Map.of(), "SELECT sold, COUNT(*), SUM(gross), SUM(vat) FROM docs GROUP BY sold"),
            new Question(
                    "sales-by-cashier",
                    Map.of(),
                    "SELECT cashier, COUNT(*), SUM(gross), SUM(vat) FROM docs GROUP BY cashier"),
            new Question("sales-by-payment", Map.of(), "SELECT tender, COUNT(*), SUM(gross) FROM docs GROUP BY tender"),
            new Question("vat-summary", Map.of(), "SELECT tax, SUM(gross), SUM(vat) FROM lines GROUP BY tax"),
            new Question(
                    "sales-by-day",
                    Map.of("product", "p7"),
                    "SELECT sold, SUM(qty), SUM(gross), SUM(vat) FROM lines WHERE product = 'p7' GROUP BY sold"),
            new Question(
                    "sales-by-product",
                    Map.of("till", "S001-T03"),
                    "SELECT product, SUM(qty), SUM(gross), SUM(vat) FROM lines WHERE till = 'S001-T03' GROUP BY product"));

    void run() throws Exception {
        try (Store store = StoreBench.open(dir.resolve("reports"), 1);
                var sqlite = new ReportPeer("SQLite", "jdbc:sqlite:" + dir.resolve("peer.sqlite"));
                var h2 = new ReportPeer(
                        "H2", "jdbc:h2:" + dir.resolve("peer-h2").toAbsolutePath() + ";OPTIMIZE_REUSE_RESULTS=0")) {
            fill(store, List.of(sqlite, h2));
            long began = System.nanoTime();
            store.rebase();
            table.row(
                    "base of " + sales + " sales of " + LINES + " lines",
                    "printed beside",
                    "seconds",
                    (System.nanoTime() - began) / 1e9);
            Retail retail = Retail.attach(store);
            for (Question question : QUESTIONS) {
                ask(store, retail, question, List.of(sqlite, h2));
            }
            files(store, retail);
        }
        table.end();
    }

    private void ask(Store store, Retail retail, Question question, List<ReportPeer> peers) throws Exception {
        var asked = new TreeMap<>(Map.of("from", FIRST.toString(), "to", NOW.toString()));
        asked.putAll(question.asked());
        ReportQuery query = ReportQuery.read(question.report(), asked, NOW);
        Supplier<ReportTable> work = () -> report(store, retail, query);
        var figures = new ArrayList<Object>();
        long began = System.nanoTime();
        int rows = work.get().rows().size();
        figures.addAll(List.of("firstMs", (System.nanoTime() - began) / 1e6));
        figures.addAll(List.of("p50Ms", median(work::get), "rows", rows));
        for (ReportPeer peer : peers) {
            figures.addAll(List.of(
                    peer.name() + "Ms",
                    median(() -> peer.rows(question.sql())),
                    peer.name() + "Rows",
                    peer.rows(question.sql())));
        }
        table.row(
                question.report() + (question.asked().isEmpty() ? "" : " of " + question.asked()),
                BUDGET,
                figures.toArray());
    }

    private static ReportTable report(Store store, Retail retail, ReportQuery query) {
        return store.read(view ->
                new Reports(new Books(retail, view, List.of(new Books.Branch(BRANCH, RIYADH)), NOW, null)).run(query));
    }

    /** Work that may fail. */
    @FunctionalInterface
    private interface Work {
        Object run() throws Exception;
    }

    private static double median(Work work) throws Exception {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long began = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - began;
        }
        return Measurements.micros(nanos, 0.5) / 1_000;
    }

    private void files(Store store, Retail retail) throws Exception {
        ReportTable one = report(
                store,
                retail,
                ReportQuery.read("sales-by-product", Map.of("from", FIRST.toString(), "to", NOW.toString()), NOW));
        var rows = new ArrayList<>(one.rows());
        while (!rows.isEmpty() && rows.size() < 100_000) {
            rows.addAll(one.rows().subList(0, Math.min(one.rows().size(), 100_000 - rows.size())));
        }
        var many = new ReportTable(
                one.name(), one.from(), one.to(), one.columns(), rows, rows.size(), one.figures(), one.asOf());
        var shown = new Shown(many, Locale.forLanguageTag("ar"), RIYADH, "S001", NOW);
        for (ReportFormat format : List.of(ReportFormat.XLSX, ReportFormat.CSV)) {
            long began = System.nanoTime();
            ReportFile.save(shown, format, true, dir.resolve("large." + format.code()));
            table.row(
                    rows.size() + " rows to " + format.code(),
                    format == ReportFormat.XLSX ? "<= 3 s" : "printed beside",
                    "seconds",
                    (System.nanoTime() - began) / 1e9);
        }
    }

    // ---- a month

    private void fill(Store store, List<ReportPeer> peers) throws Exception {
        var products = new ArrayList<Product>();
        for (int i = 0; i < PRODUCTS; i++) {
            products.add(Goods.product(i, PRODUCTS));
        }
        store.write(tx -> {
            products.forEach(product -> product.writeTo(tx, Scope.COMPANY));
            return true;
        });
        for (int from = 0; from < sales; from += AT_ONCE) {
            var some = new ArrayList<IssuedDocument>();
            for (int i = from; i < Math.min(sales, from + AT_ONCE); i++) {
                some.add(sale(i, products));
            }
            store.write(tx -> {
                some.forEach(document -> document.appendTo(tx, BRANCH));
                return true;
            });
            for (ReportPeer peer : peers) {
                peer.insert(some, RIYADH);
            }
        }
        for (ReportPeer peer : peers) {
            peer.index();
        }
    }

    private IssuedDocument sale(int number, List<Product> products) {
        long seconds = (long) (number / (double) sales * DAYS * OPEN_HOURS * 3_600);
        long day = seconds / (OPEN_HOURS * 3_600L);
        Instant at = FIRST.plusSeconds(day * 86_400 + 8 * 3_600 + seconds % (OPEN_HOURS * 3_600L));
        Cart cart = Cart.open("cart-" + number, at);
        for (int i = 0; i < LINES; i++) {
            int product = (int) (PRODUCTS * Math.pow(random.nextDouble(), 2)); // some sell more than others
            cart = cart.add(products.get(product), Quantity.of(1 + random.nextInt(3)), null, null);
        }
        var till = new TillId("S001", String.format(Locale.ROOT, "T%02d", 1 + number % TILLS));
        var heading = new IssuedDocument.Heading(
                new DocumentId(new UUID(random.nextLong(), random.nextLong()).toString()),
                new ReceiptNumber(till, number + 1),
                new UserId("user" + number % (2 * TILLS)),
                null,
                new ShiftId("shift-" + day + "-" + till),
                at,
                null);
        Tender paid = random.nextBoolean()
                ? Tender.cash(cart.total())
                : new Tender(TenderKind.CARD, cart.total(), "A" + number);
        return IssuedDocument.sale(heading, cart.withTender(paid));
    }
}
