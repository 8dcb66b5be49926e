package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tillmesh.crdt.Scope;
import org.tillmesh.reports.Reports;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.cart.Totals;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

/** Random weeks, summed by the reports and by SQLite, which knows the raw records alone. */
class ReportsBySqlTest {
    private static final Instant BEGIN = Instant.parse("2026-10-27T20:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Scope S001 = Scope.branch("S001");
    private static final int DOCUMENTS = 300;
    private static final int DIGITS = 8;
    private static final int WEEK_SECONDS = 14 * 86_400;

    @TempDir
    Path dir;

    private final List<IssuedDocument> issued = new ArrayList<>();
    private final List<Movement> moved = new ArrayList<>();
    private final Map<Store, Retail> retails = new IdentityHashMap<>();

    private Store open() throws Exception {
        return Stores.open(
                dir.resolve("store"),
                Stores.Options.of((scope, origin, delta) -> true, NOW::toEpochMilli)
                        .withSchema(RetailSchema.SHOP)
                        .withFreeBytesMin(0));
    }

    @ParameterizedTest
    @CsvSource({"1, Asia/Riyadh", "2, Asia/Riyadh", "3, Asia/Kolkata", "4, Europe/Berlin", "5, America/St_Johns"})
    void every_sum_is_the_one_that_sql_makes_of_the_raw_records(long seed, String zone) throws Exception {
        var random = new Random(seed);
        ZoneId zoned = ZoneId.of(zone);
        try (Connection sql = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            try (Store store = open()) {
                stockUp(store);
                trade(store, random);
                table(sql, zoned);
                all(store, sql, zoned, random);
                store.rebase();
                all(store, sql, zoned, random);
                trade(store, random); // late records over a base
                table(sql, zoned);
                all(store, sql, zoned, random);
            }
            try (Store store = open()) {
                all(store, sql, zoned, random);
            }
        }
    }

    @Test
    void a_report_of_hours_alone_is_one_of_documents_alone() throws Exception {
        try (Store store = open();
                Connection sql = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            stockUp(store);
            trade(store, new Random(9));
            table(sql, ZoneId.of("Asia/Riyadh"));
            Map<String, String> week = Map.of("from", "2026-10-28T00:00:00Z", "to", "2026-11-11T00:00:00Z");
            assertThat(run(store, ZoneId.of("Asia/Riyadh"), "sales-by-product", week)
                            .rows())
                    .isNotEmpty()
                    .isEqualTo(run(
                                    store,
                                    ZoneId.of("Asia/Kolkata"), // whose days begin inside an hour: read singly
                                    "sales-by-product",
                                    week)
                            .rows());
        }
    }

    private void all(Store store, Connection sql, ZoneId zone, Random random) throws SQLException {
        Instant from = BEGIN.plusSeconds(random.nextInt(86_400 * 2));
        Instant to = from.plusSeconds(random.nextInt(WEEK_SECONDS));
        var wholeHours = Map.of("from", "2026-10-28T01:00:00Z", "to", "2026-11-10T14:00:00Z");
        for (Map<String, String> period : List.of(
                Map.of("from", from.toString(), "to", to.toString()),
                wholeHours,
                Map.of("from", "2026-10-30", "to", "2026-11-04"),
                Map.<String, String>of())) {
            for (Map<String, String> narrow : List.of(
                    Map.<String, String>of(),
                    Map.of("till", "S001-T02"),
                    Map.of("cashier", "noura"),
                    Map.of("product", "p3"),
                    Map.of("category", "drinks"),
                    Map.of("tender", "card"),
                    Map.of("customer", "sara", "till", "S001-T01"))) {
                var asked = new TreeMap<>(period);
                asked.putAll(narrow);
                compare(store, sql, zone, asked, "sales-by-product", "product", "qty");
                compare(store, sql, zone, asked, "sales-by-category", "category", "discount");
                compare(store, sql, zone, asked, "sales-by-cashier", "cashier", "discount");
                compare(store, sql, zone, asked, "sales-by-till", "till", "discount");
                compare(store, sql, zone, asked, "sales-by-hour", "hour", "discount");
                compare(store, sql, zone, asked, "sales-by-day", "day", "discount");
                compare(store, sql, zone, asked, "sales-by-weekday", "weekday", "discount");
                compare(store, sql, zone, asked, "sales-by-month", "month", "discount");
                documents(store, sql, zone, asked);
                if (!narrow.containsKey("tender") && !narrow.containsKey("customer")) {
                    for (String group : List.of("product", "category", "cashier", "till", "hour", "day")) {
                        margin(store, sql, zone, asked, group);
                    }
                }
                if (!narrow.containsKey("product") && !narrow.containsKey("category")) {
                    tenders(store, sql, zone, asked);
                    taxes(store, sql, zone, asked);
                }
            }
        }
    }

    private static String where(Map<String, String> asked, ZoneId zone) {
        var query = ReportQuery.read("sales-by-product", asked, NOW);
        var span = query.period().in(zone, NOW);
        String where = " WHERE at >= " + span.from().toEpochMilli() + " AND at < "
                + span.to().toEpochMilli();
        for (String key : List.of("till", "cashier", "product", "category", "customer")) {
            String value = asked.get(key);
            where += value == null ? "" : " AND " + key + " = '" + value + "'";
        }
        String tender = asked.get("tender");
        return where + (tender == null ? "" : " AND doc IN (SELECT doc FROM tenders WHERE tender = '" + tender + "')");
    }

    private void compare(
            Store store, Connection sql, ZoneId zone, Map<String, String> asked, String report, String key, String more)
            throws SQLException {
        var expected = new TreeMap<String, String>();
        try (ResultSet rows = sql.createStatement()
                .executeQuery("SELECT " + key + ", SUM(gross), SUM(vat), SUM(" + more + ") FROM lines"
                        + where(asked, zone) + " GROUP BY " + key)) {
            while (rows.next()) {
                expected.put(
                        rows.getString(1),
                        Money.sar(rows.getLong(2)) + " " + Money.sar(rows.getLong(3)) + " "
                                + (more.equals("qty")
                                        ? Quantity.ofThousandths(rows.getLong(4))
                                                .toString()
                                        : Money.sar(rows.getLong(4)).toString()));
            }
        }
        ReportTable table = run(store, zone, report, asked);
        var found = new TreeMap<String, String>();
        texts(table)
                .forEach(row -> found.put(row.get(key), row.get("gross") + " " + row.get("vat") + " " + row.get(more)));
        assertThat(found).as("%s of %s", report, asked).isEqualTo(expected);
    }

    private void documents(Store store, Connection sql, ZoneId zone, Map<String, String> asked) throws SQLException {
        var expected = new TreeMap<String, String>();
        try (ResultSet rows = sql.createStatement()
                .executeQuery("SELECT receipt, SUM(gross) FROM lines WHERE doc IN (SELECT doc FROM lines"
                        + where(asked, zone) + ") GROUP BY receipt")) {
            while (rows.next()) {
                expected.put(rows.getString(1), Money.sar(rows.getLong(2)).toString());
            }
        }
        var found = new TreeMap<String, String>();
        texts(run(store, zone, "documents", asked)).forEach(row -> found.put(row.get("receipt"), row.get("gross")));
        assertThat(found).as("documents of %s", asked).isEqualTo(expected);
    }

    private void margin(Store store, Connection sql, ZoneId zone, Map<String, String> asked, String group)
            throws SQLException {
        var expected = new TreeMap<String, String>();
        try (ResultSet rows = sql.createStatement()
                .executeQuery("SELECT " + group + ", SUM(gross - vat), SUM(moved * average),"
                        + " SUM(CASE WHEN average IS NULL THEN gross - vat ELSE 0 END) FROM (SELECT *, (SELECT average"
                        + " FROM costs WHERE costs.product = lines.product AND costs.at <= lines.at ORDER BY costs.at"
                        + " DESC LIMIT 1) AS average FROM lines)" + where(asked, zone) + " GROUP BY " + group)) {
            while (rows.next()) {
                BigDecimal exact = BigDecimal.valueOf(rows.getLong(3), 3 + DIGITS);
                expected.put(
                        rows.getString(1),
                        Money.sar(rows.getLong(2)) + " "
                                + Money.sar(
                                        exact.setScale(0, RoundingMode.HALF_UP).longValueExact()) + " "
                                + Money.sar(rows.getLong(4)));
            }
        }
        var found = new TreeMap<String, String>();
        var by = new TreeMap<>(asked);
        by.put("by", group);
        texts(run(store, zone, "margin", by)).forEach(row -> {
            found.put(row.get(group), row.get("net") + " " + row.get("costOfGoods") + " " + row.get("netUncosted"));
            Money costed = Money.parse(row.get("net"), Money.SAR)
                    .minus(Money.parse(row.get("netUncosted"), Money.SAR))
                    .minus(Money.parse(row.get("costOfGoods"), Money.SAR));
            assertThat(row.get("profit")).isEqualTo(costed.toString());
        });
        assertThat(found).as("margin by %s of %s", group, asked).isEqualTo(expected);
    }

    private void tenders(Store store, Connection sql, ZoneId zone, Map<String, String> asked) throws SQLException {
        var expected = new TreeMap<String, String>();
        try (ResultSet rows = sql.createStatement()
                .executeQuery("SELECT tender, COUNT(*), SUM(amount) FROM tenders WHERE doc IN (SELECT doc FROM lines"
                        + where(asked, zone) + ") GROUP BY tender")) {
            while (rows.next()) {
                expected.put(rows.getString(1), rows.getLong(2) + " " + Money.sar(rows.getLong(3)));
            }
        }
        var found = new TreeMap<String, String>();
        texts(run(store, zone, "sales-by-payment", asked))
                .forEach(row -> found.put(row.get("tender"), row.get("count") + " " + row.get("gross")));
        assertThat(found).as("%s", asked).isEqualTo(expected);
    }

    private void taxes(Store store, Connection sql, ZoneId zone, Map<String, String> asked) throws SQLException {
        var expected = new TreeMap<String, String>();
        try (ResultSet rows = sql.createStatement()
                .executeQuery("SELECT tax, SUM(gross - vat), SUM(vat), SUM(CASE WHEN gross < 0 THEN -vat ELSE 0 END)"
                        + " FROM lines" + where(asked, zone) + " GROUP BY tax")) {
            while (rows.next()) {
                expected.put(
                        rows.getString(1),
                        Money.sar(rows.getLong(2)) + " " + Money.sar(rows.getLong(3)) + " "
                                + Money.sar(rows.getLong(4)));
            }
        }
        var found = new TreeMap<String, String>();
        ReportTable table = run(store, zone, "vat-summary", asked);
        texts(table)
                .forEach(row ->
                        found.put(row.get("tax"), row.get("net") + " " + row.get("vat") + " " + row.get("returnsVat")));
        assertThat(found).as("%s", asked).isEqualTo(expected);
        if (!asked.containsKey("cashier") && !asked.containsKey("tender") && !asked.containsKey("customer")) {
            ReportTable boxes = run(store, zone, "vat-return", asked);
            Money vat = texts(boxes).stream()
                    .map(row -> Money.parse(row.get("vat"), Money.SAR))
                    .reduce(Money.ZERO, Money::plus);
            assertThat(vat).isEqualTo(table.figures().get("vat"));
        }
    }

    private ReportTable run(Store store, ZoneId zone, String report, Map<String, String> asked) {
        Retail retail = retails.computeIfAbsent(store, Retail::attach);
        return store.read(view -> new Reports(new Books(retail, view, List.of(new Books.Branch(S001, zone)), NOW, null))
                .run(ReportQuery.read(report, asked, NOW)));
    }

    private static List<Map<String, String>> texts(ReportTable table) {
        return table.rows().stream()
                .map(row -> {
                    var texts = new TreeMap<String, String>();
                    for (int i = 0; i < row.size(); i++) {
                        texts.put(table.columns().get(i).key(), row.get(i).text());
                    }
                    return (Map<String, String>) texts;
                })
                .toList();
    }

    // ---- trade

    private static void stockUp(Store store) {
        store.write(tx -> {
            for (int i = 0; i < 8; i++) {
                product(i).writeTo(tx, Scope.COMPANY);
            }
            for (String category : List.of("food", "drinks")) {
                new Category(category, category, category, 1).writeTo(tx, Scope.COMPANY);
            }
            for (String user : List.of("noura", "khalid")) {
                new User(new UserId(user), user, user, Role.CASHIER, true, List.of("S001")).writeTo(tx, Scope.COMPANY);
            }
            Customer.fresh(
                            new CustomerId("sara"),
                            "Sara",
                            null,
                            List.of(),
                            List.of(),
                            null,
                            new Customer.CreatedBy(new TillId("S001", "T01"), null))
                    .writeTo(tx, Scope.COMPANY);
            return true;
        });
    }

    private static Product product(int i) {
        TaxCategory tax = TaxCategory.values()[i % TaxCategory.values().length];
        return new Product(
                new ProductId("p" + i),
                "Product " + i,
                "منتج " + i,
                i % 2 == 0 ? "food" : "drinks",
                Money.sar(101 + i * 317L),
                "PCE",
                tax,
                false,
                false,
                0,
                true,
                List.of("code" + i));
    }

    private void trade(Store store, Random random) {
        var returned = new TreeSet<String>();
        int first = issued.size();
        for (int i = first; i < first + DOCUMENTS; i++) {
            var till = new TillId("S001", random.nextBoolean() ? "T01" : "T02");
            var heading = new IssuedDocument.Heading(
                    new DocumentId("d" + i),
                    new ReceiptNumber(till, i + 1),
                    new UserId(random.nextBoolean() ? "noura" : "khalid"),
                    null,
                    new ShiftId("shift"),
                    BEGIN.plusMillis((long) (random.nextDouble() * 1_000L * WEEK_SECONDS)),
                    null);
            IssuedDocument original = issued.isEmpty() ? null : issued.get(random.nextInt(issued.size()));
            if (original != null
                    && random.nextInt(5) == 0
                    && original.isSale()
                    && returned.add(original.uuid().value())
                    && Integer.parseInt(original.uuid().value().substring(1)) >= first) {
                issue(Returns.of(
                        heading,
                        original,
                        List.of(),
                        List.of(new Returns.Wanted(original.lines().get(0).line(), Quantity.ONE)),
                        "why",
                        TenderKind.CASH,
                        random.nextBoolean()));
            } else {
                issue(sale(heading, random, i));
            }
        }
        List<IssuedDocument> fresh = List.copyOf(issued.subList(first, issued.size()));
        var came = new ArrayList<Movement>();
        for (int i = 0; i < 12; i++) {
            came.add(Movement.received(
                    "came" + first + "-" + i,
                    new TillId("S001", "T01"),
                    product(random.nextInt(6)).id(), // nothing is known of what the others cost
                    null,
                    null,
                    Quantity.of(1 + random.nextInt(30)),
                    BEGIN.plusMillis((long) (random.nextDouble() * 1_000L * WEEK_SECONDS)),
                    Money.sar(50 + random.nextInt(900)),
                    new UserId("khalid"),
                    null));
        }
        fresh.forEach(document -> came.addAll(Movement.of(document)));
        moved.addAll(came);
        store.write(tx -> {
            fresh.forEach(document -> document.appendTo(tx, S001));
            came.forEach(movement -> movement.appendTo(tx, S001));
            return true;
        });
    }

    private static IssuedDocument sale(IssuedDocument.Heading heading, Random random, int number) {
        Cart cart = Cart.open("cart" + number, heading.at());
        for (int line = 0; line <= random.nextInt(5); line++) {
            cart = cart.add(product(random.nextInt(8)), Quantity.of(1 + random.nextInt(4)), null, null);
        }
        if (random.nextInt(3) == 0) {
            cart = cart.withDiscount(new Discount.Percent(random.nextInt(3_000)));
        }
        if (random.nextInt(4) == 0) {
            cart = cart.withCustomer(new CustomerId("sara"));
        }
        Money half = Money.sar(cart.total().minor() / 2);
        Cart paid = random.nextBoolean() && half.isPositive()
                ? cart.withTender(new Tender(TenderKind.CARD, half, "A1"))
                : cart;
        return IssuedDocument.sale(
                heading, paid.withTender(Tender.cash(paid.due().plus(Money.sar(random.nextInt(900))))));
    }

    private void issue(IssuedDocument document) {
        issued.add(document);
    }

    // ---- the raw records as tables

    private void table(Connection sql, ZoneId zone) throws SQLException {
        sql.createStatement().execute("DROP TABLE IF EXISTS lines");
        sql.createStatement().execute("DROP TABLE IF EXISTS tenders");
        sql.createStatement()
                .execute(
                        "CREATE TABLE lines (doc, receipt, at INTEGER, till, cashier, customer, product, category, tax,"
                                + " hour, day, weekday, month, qty INTEGER, moved INTEGER, gross INTEGER, vat INTEGER, discount INTEGER)");
        sql.createStatement().execute("CREATE TABLE tenders (doc, tender, amount INTEGER)");
        try (PreparedStatement line =
                        sql.prepareStatement("INSERT INTO lines VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
                PreparedStatement tender = sql.prepareStatement("INSERT INTO tenders VALUES (?,?,?)")) {
            for (IssuedDocument document : issued) {
                int sign = document.isSale() ? 1 : -1;
                for (IssuedLine each : document.lines()) {
                    var at = document.at().atZone(zone);
                    Object[] values = {
                        document.uuid().value(),
                        document.receipt().toString(),
                        document.at().toEpochMilli(),
                        document.till().toString(),
                        document.cashier().value(),
                        document.customerId() == null
                                ? null
                                : document.customerId().value(),
                        each.productId().value(),
                        each.category(),
                        each.tax().code(),
                        at.toLocalDate() + " " + (at.getHour() < 10 ? "0" : "") + at.getHour() + ":00",
                        at.toLocalDate().toString(),
                        at.getDayOfWeek().name().substring(0, 3),
                        at.toLocalDate().toString().substring(0, 7),
                        sign * each.qty().thousandths(),
                        sign > 0 || document.restock() ? sign * each.qty().thousandths() : 0,
                        sign * each.total().minor(),
                        sign * each.vat().minor(),
                        sign > 0 ? each.discount().minor() : 0
                    };
                    for (int i = 0; i < values.length; i++) {
                        line.setObject(i + 1, values[i]);
                    }
                    line.execute();
                }
                for (var taken : document.takings().entrySet()) {
                    tender.setObject(1, document.uuid().value());
                    tender.setObject(2, taken.getKey().code());
                    tender.setObject(3, taken.getValue().minor());
                    tender.execute();
                }
            }
        }
        costs(sql);
        assertThat(issued.stream()
                        .map(IssuedDocument::taxes)
                        .flatMap(List::stream)
                        .map(Totals.Tax::category))
                .contains(TaxCategory.E);
    }

    /** What one cost on average from each delivery on, in hundred-millionths of a halala. */
    private void costs(Connection sql) throws SQLException {
        sql.createStatement().execute("DROP TABLE IF EXISTS costs");
        sql.createStatement().execute("CREATE TABLE costs (product, at INTEGER, average INTEGER)");
        var onHand = new TreeMap<String, Long>();
        var average = new TreeMap<String, BigDecimal>();
        moved.sort(Comparator.comparing(Movement::at).thenComparing(Movement::uuid));
        try (PreparedStatement cost = sql.prepareStatement("INSERT INTO costs VALUES (?,?,?)")) {
            for (Movement each : moved) {
                String product = each.product().value();
                long there = onHand.getOrDefault(product, 0L);
                onHand.put(product, there + each.qty().thousandths());
                if (each.cost() == null) {
                    continue;
                }
                BigDecimal before = BigDecimal.valueOf(average.containsKey(product) ? Math.max(0, there) : 0);
                BigDecimal came = BigDecimal.valueOf(each.qty().thousandths());
                BigDecimal now = average.getOrDefault(product, BigDecimal.ZERO)
                        .multiply(before)
                        .add(BigDecimal.valueOf(each.cost().minor()).multiply(came))
                        .divide(before.add(came), DIGITS, RoundingMode.HALF_UP);
                average.put(product, now);
                cost.setString(1, product);
                cost.setLong(2, each.at().toEpochMilli());
                cost.setLong(3, now.unscaledValue().longValueExact());
                cost.execute();
            }
        }
    }
}
