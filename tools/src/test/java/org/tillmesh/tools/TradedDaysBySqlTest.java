package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.tools.trial.Await;

/**
 * Random days at two tills, of which one is cut off for half of its time: sales with promotions, discounts, several tenders and
 * rounded cash, returns, exchanges, cash moved, shifts closed. What reports, Zs and journal then say is what SQL makes of the
 * fields of the raw records, read without any class of the shop.
 */
class TradedDaysBySqlTest {
    private static final String MANAGER = "135790";
    private static final ZoneId ZONE = ZoneId.of("Asia/Riyadh");
    private static final int DEEDS = 24;
    private static final List<String> CODES =
            List.of("6281000000014", "6281000000021", "6281000000038", "6281000000045");

    @TempDir
    Path dir;

    private final Map<PipedTill, List<String>> receipts = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void every_figure_is_the_one_that_sql_makes_of_the_raw_records(long seed) throws Exception {
        var random = new Random(seed);
        var told = new TreeMap<String, JsonNode>();
        var zs = new ArrayList<Told>();
        try (var office = new HeadOffice(dir)) {
            office.ok(
                    "POST",
                    "products",
                    "id,barcode,name,price,tax\n1," + CODES.get(0) + ",Dates,12.99,S15\n2," + CODES.get(1)
                            + ",Milk,6.45,S15\n3," + CODES.get(2) + ",Salts,7.95,Z\n4," + CODES.get(3)
                            + ",Course,33.33,S15\n");
            office.ok("POST", "settings", "{\"id\":\"company\",\"cashRounding\":\"0.05\"}");
            office.ok(
                    "PUT",
                    "promotions/milk3",
                    "{\"name\":\"Three for two\",\"products\":[\"2\"],\"offer\":{\"kind\":\"buy-get\",\"buy\":2,"
                            + "\"get\":1,\"percent\":\"100\"}}");
            PipedTill one = office.till("one");
            one.choosePin("cashier", "1111", "2468");
            one.choosePin("manager", "999999", MANAGER);
            PipedTill two = office.till("two");
            for (PipedTill till : List.of(one, two)) {
                Await.that(
                        "products and people are here",
                        30,
                        () -> till.ok("search", "text", "milk").path("products").size() == 1
                                && till.ask("login", "user", "cashier", "pin", "2468")
                                        .path("ok")
                                        .asBoolean());
                till.ok("shift-open", "float", "200.00");
            }
            for (String code : CODES.subList(0, 3)) {
                one.ok("receive", "code", code, "qty", "40", "cost", cents(random, 500), "approve", MANAGER);
            }
            trade(one, random, zs);
            two.ok("link", "state", "down");
            HeadOffice.awaitOnline(two, false);
            trade(two, random, zs);
            two.ok("link", "state", "up");
            HeadOffice.awaitOnline(two, true);
            trade(two, random, zs);
            trade(one, random, zs);
            long all = receipts.values().stream().mapToLong(List::size).sum();
            for (String report : List.of(
                    "sales-by-product",
                    "sales-by-category",
                    "sales-by-cashier",
                    "sales-by-till",
                    "sales-by-hour",
                    "sales-by-payment",
                    "vat-summary",
                    "documents",
                    "journal")) {
                Await.that(
                        "both tills' day is known",
                        60,
                        () -> report(one, "documents").path("rows").size() == all);
                told.put(report, report(one, report));
            }
        }
        try (Connection sql = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            load(sql, dir.resolve("one"));
            check(sql, told);
            for (Told z : zs) {
                checkZ(sql, z);
            }
        }
        assertThat(zs).hasSizeGreaterThan(2);
    }

    private static JsonNode report(PipedTill till, String name) {
        return till.ok("report", "name", name, "approve", MANAGER);
    }

    private static String cents(Random random, int most) {
        return BigDecimal.valueOf(50 + random.nextInt(most), 2).toPlainString();
    }

    // ---- trade

    /** A Z as a till said it. */
    private record Told(String till, JsonNode z) {}

    private void trade(PipedTill till, Random random, List<Told> zs) {
        for (int i = 0; i < DEEDS; i++) {
            switch (random.nextInt(8)) {
                case 0 -> giveBack(till, random);
                case 1 -> exchange(till, random);
                case 2 ->
                    till.ask(
                            "cash",
                            "kind",
                            List.of("in", "out", "drop").get(random.nextInt(3)),
                            "amount",
                            cents(random, 3_000),
                            "reason",
                            "why",
                            "approve",
                            MANAGER);
                default -> sell(till, random);
            }
        }
        JsonNode z = till.ok("shift-close", "counted", cents(random, 90_000), "reason", "counted once");
        zs.add(new Told(
                receipts.get(till).get(0).substring(0, "S001-T01".length()),
                till.ok("z", "number", z.path("zNumber").asInt(), "approve", MANAGER)));
        till.ok("shift-open", "float", "100.00");
    }

    private void sell(PipedTill till, Random random) {
        for (int line = 0; line <= random.nextInt(3); line++) {
            till.ok(
                    "scan",
                    "code",
                    CODES.get(random.nextInt(CODES.size())),
                    "qty",
                    String.valueOf(1 + random.nextInt(4)));
        }
        if (random.nextInt(3) == 0) {
            till.ok("discount", "percent", String.valueOf(1 + random.nextInt(5)));
        }
        pay(till, random);
    }

    /** A part by card now and then, the rest and some more in cash. */
    private void pay(PipedTill till, Random random) {
        BigDecimal due = new BigDecimal(till.ok("cart").path("cart").path("due").asText());
        if (due.signum() > 0 && random.nextBoolean()) {
            BigDecimal part = due.multiply(BigDecimal.valueOf(1 + random.nextInt(100)))
                    .movePointLeft(2)
                    .setScale(2, RoundingMode.UP);
            till.ok("tender", "kind", "card", "amount", part.toPlainString(), "card", "778899");
            due = due.subtract(part);
        }
        if (due.signum() > 0) {
            BigDecimal cash = due.add(BigDecimal.valueOf(random.nextInt(900), 2));
            till.ok("tender", "kind", "cash", "amount", cash.toPlainString());
        }
        JsonNode done = till.ok("complete");
        List<String> of = receipts.computeIfAbsent(till, t -> new ArrayList<>());
        of.add(done.path("receipt").asText());
        done.path("creditNotes").forEach(note -> of.add(note.path("receipt").asText()));
    }

    private void giveBack(PipedTill till, Random random) {
        List<String> of = receipts.getOrDefault(till, List.of());
        if (!of.isEmpty()) {
            JsonNode done = till.ask(
                    "return",
                    "receipt",
                    of.get(random.nextInt(of.size())),
                    "lines",
                    List.of(Map.of("line", 1, "qty", "1")),
                    "restock",
                    random.nextBoolean(),
                    "reason",
                    "why",
                    "approve",
                    MANAGER);
            if (done.path("ok").asBoolean()) {
                receipts.get(till).add(done.path("receipt").asText());
            }
        }
    }

    private void exchange(PipedTill till, Random random) {
        List<String> of = receipts.getOrDefault(till, List.of());
        if (of.isEmpty()) {
            return;
        }
        String receipt = of.get(random.nextInt(of.size()));
        for (String code : CODES) {
            JsonNode back = till.ask(
                    "scan",
                    "code",
                    code,
                    "qty",
                    "1",
                    "back",
                    Map.of("receipt", receipt, "line", 1),
                    "approve",
                    MANAGER);
            if (back.path("ok").asBoolean()) {
                till.ok("scan", "code", CODES.get(random.nextInt(CODES.size())));
                pay(till, random);
                return;
            }
        }
        till.ok("clear");
    }

    // ---- the raw records as tables

    private static Map<String, Value> fields(Value value) {
        return ((Value.MapOf) value).entries();
    }

    private static long number(Map<String, Value> in, String field) {
        return in.get(field) instanceof Value.Int number ? number.value() : 0;
    }

    private static String text(Map<String, Value> in, String field) {
        return in.get(field) instanceof Value.Text text ? text.value() : "";
    }

    private static List<Map<String, Value>> list(Map<String, Value> in, String field) {
        return in.get(field) instanceof Value.ListOf list
                ? list.items().stream().map(TradedDaysBySqlTest::fields).toList()
                : List.of();
    }

    private static void load(Connection sql, Path folder) throws Exception {
        for (String table : List.of(
                "lines (doc, shift, till, cashier, product, category, tax, hour, day, qty INTEGER, gross INTEGER,"
                        + " vat INTEGER, discount INTEGER, sign INTEGER)",
                "docs (doc, shift, day, total INTEGER, vat INTEGER, sign INTEGER)",
                "tenders (doc, shift, tender, day, amount INTEGER, rounding INTEGER)",
                "cash (shift, day, kind, amount INTEGER)",
                "opened (shift, opening INTEGER)",
                "closed (shift, till, number INTEGER, day, expected INTEGER, counted INTEGER)")) {
            sql.createStatement().execute("CREATE TABLE " + table);
        }
        try (Store store = Stores.open(
                folder,
                Stores.Options.of((scope, origin, delta) -> true, Clock.systemUTC()::millis)
                        .withSchema(RetailSchema.SHOP)
                        .withClockError(() -> 0))) {
            for (String type : List.of("sale", "return", "cash", "shift-open", "shift-close")) {
                List<Document.Record> records = store.read(view -> {
                    try (var found = view.scan(Scope.branch("S001"), type)) {
                        return found.map(Document.Record.class::cast).toList();
                    }
                });
                for (Document.Record record : records) {
                    row(sql, type, record.ref().id(), fields(record.body()));
                }
            }
        }
    }

    private static void row(Connection sql, String type, String id, Map<String, Value> in) throws SQLException {
        var at = Instant.ofEpochMilli(number(in, "at")).atZone(ZONE);
        String day = at.toLocalDate().toString();
        switch (type) {
            case "cash" ->
                insert(
                        sql,
                        "cash",
                        text(in, "shift"),
                        day,
                        text(in, "kind").isEmpty() ? "moved" : text(in, "kind"),
                        number(in, "amount"));
            case "shift-open" -> insert(sql, "opened", id, number(in, "float"));
            case "shift-close" ->
                insert(
                        sql,
                        "closed",
                        id,
                        text(in, "till"),
                        number(in, "number"),
                        day,
                        number(in, "expected"),
                        number(in, "counted"));
            default -> {
                long sign = type.equals("sale") ? 1 : -1;
                String shift = text(in, "shift");
                insert(sql, "docs", id, shift, day, sign * number(in, "total"), sign * number(in, "vat"), sign);
                for (Map<String, Value> line : list(in, "lines")) {
                    insert(
                            sql,
                            "lines",
                            id,
                            shift,
                            text(in, "till"),
                            text(in, "cashier"),
                            text(line, "product"),
                            text(line, "category"),
                            text(line, "tax"),
                            day + " " + (at.getHour() < 10 ? "0" : "") + at.getHour() + ":00",
                            day,
                            sign * number(line, "qty"),
                            sign * number(line, "total"),
                            sign * number(line, "vat"),
                            sign > 0 ? number(line, "discount") : 0,
                            sign);
                }
                for (Map<String, Value> tender : list(in, "tenders")) {
                    insert(
                            sql,
                            "tenders",
                            id,
                            shift,
                            text(tender, "kind"),
                            day,
                            sign * number(tender, "amount"),
                            sign * number(tender, "rounding"));
                }
                if (number(in, "change") != 0) {
                    insert(sql, "tenders", id, shift, "cash", day, -sign * number(in, "change"), 0);
                }
            }
        }
    }

    private static void insert(Connection sql, String table, Object... values) throws SQLException {
        try (PreparedStatement row =
                sql.prepareStatement("INSERT INTO " + table + " VALUES (?" + ",?".repeat(values.length - 1) + ")")) {
            for (int i = 0; i < values.length; i++) {
                row.setObject(i + 1, values[i]);
            }
            row.execute();
        }
    }

    // ---- what must be

    private static String money(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    /** Rows of a query: the first column, and the others as amounts. */
    private static Map<String, List<String>> rows(Connection sql, String query) throws SQLException {
        var rows = new TreeMap<String, List<String>>();
        try (ResultSet found = sql.createStatement().executeQuery(query)) {
            while (found.next()) {
                var amounts = new ArrayList<String>();
                for (int i = 2; i <= found.getMetaData().getColumnCount(); i++) {
                    amounts.add(money(found.getLong(i)));
                }
                rows.put(String.valueOf(found.getString(1)), amounts);
            }
        }
        return rows;
    }

    private static Map<String, List<String>> rows(JsonNode report, String key, String... columns) {
        var rows = new TreeMap<String, List<String>>();
        for (JsonNode row : report.path("rows")) {
            rows.put(
                    row.path(key).asText(),
                    Arrays.stream(columns)
                            .map(column -> row.path(column).asText())
                            .toList());
        }
        return rows;
    }

    private static void check(Connection sql, Map<String, JsonNode> told) throws SQLException {
        for (String by : List.of("product", "category", "cashier", "till", "hour")) {
            assertThat(rows(told.get("sales-by-" + by), by, "gross", "vat", "discount"))
                    .as(by)
                    .isEqualTo(rows(
                            sql, "SELECT " + by + ", SUM(gross), SUM(vat), SUM(discount) FROM lines GROUP BY " + by));
        }
        var tenders = rows(sql, "SELECT tender, SUM(amount) FROM tenders GROUP BY tender");
        rows(sql, "SELECT 'rounding', SUM(rounding) FROM tenders HAVING SUM(rounding <> 0) > 0")
                .forEach(tenders::put);
        assertThat(rows(told.get("sales-by-payment"), "tender", "gross"))
                .as("the sum of an exchange's two documents moved, and no more")
                .isEqualTo(tenders);
        assertThat(rows(told.get("vat-summary"), "tax", "net", "vat", "returnsVat"))
                .isEqualTo(rows(
                        sql,
                        "SELECT tax, SUM(gross - vat), SUM(vat), SUM(CASE WHEN sign < 0 THEN -vat ELSE 0 END) FROM lines"
                                + " GROUP BY tax"));
        assertThat(told.get("documents").path("totals").path("gross").asText())
                .isEqualTo(rows(sql, "SELECT '', SUM(total) FROM docs").get("").get(0));
        journal(sql, told.get("journal"));
    }

    private static void journal(Connection sql, JsonNode journal) throws SQLException {
        var balance = new TreeMap<String, BigDecimal>();
        for (JsonNode row : journal.path("rows")) {
            BigDecimal debit = amount(row, "debit");
            BigDecimal credit = amount(row, "credit");
            balance.merge("all", debit.subtract(credit), BigDecimal::add);
            balance.merge(row.path("account").asText(), debit.subtract(credit), BigDecimal::add);
        }
        assertThat(balance.remove("all")).isEqualByComparingTo("0");
        assertThat(balance.getOrDefault("1010", BigDecimal.ZERO))
                .as("the drawers: what was taken, moved, and differed")
                .isEqualByComparingTo(
                        one(
                                sql,
                                "SELECT (SELECT SUM(amount) FROM tenders WHERE tender = 'cash') + (SELECT"
                                        + " COALESCE(SUM(amount), 0) FROM cash) + (SELECT SUM(counted - expected) FROM closed)"));
        assertThat(balance.getOrDefault("1030", BigDecimal.ZERO))
                .isEqualByComparingTo(one(sql, "SELECT COALESCE(SUM(amount), 0) FROM tenders WHERE tender = 'card'"));
        assertThat(balance.getOrDefault("2200", BigDecimal.ZERO).negate())
                .isEqualByComparingTo(one(sql, "SELECT SUM(vat) FROM lines"));
        assertThat(balance.getOrDefault("4010", BigDecimal.ZERO).negate())
                .isEqualByComparingTo(one(sql, "SELECT SUM(gross - vat) FROM lines WHERE tax = 'S15'"));
        assertThat(balance.getOrDefault("5910", BigDecimal.ZERO))
                .isEqualByComparingTo(one(sql, "SELECT SUM(rounding) FROM tenders"));
        assertThat(balance.getOrDefault("5900", BigDecimal.ZERO).negate())
                .isEqualByComparingTo(one(sql, "SELECT SUM(counted - expected) FROM closed"));
        assertThat(balance.get("5010").add(balance.get("1200"))).isEqualByComparingTo("0");
    }

    private static BigDecimal amount(JsonNode row, String column) {
        String text = row.path(column).asText();
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    private static BigDecimal one(Connection sql, String query) throws SQLException {
        try (ResultSet found = sql.createStatement().executeQuery(query)) {
            return BigDecimal.valueOf(found.getLong(1), 2);
        }
    }

    private static void checkZ(Connection sql, Told told) throws SQLException {
        JsonNode z = told.z;
        int number = z.path("number").asInt();
        String of = " WHERE till = '" + told.till + "' AND number ";
        String here = " WHERE shift IN (SELECT shift FROM closed" + of + "= " + number + ")";
        String soFar = " WHERE shift IN (SELECT shift FROM closed" + of + "<= " + number + ")";
        assertThat(z.path("count").asLong())
                .isPositive()
                .isEqualTo(one(sql, "SELECT 100 * COUNT(*) FROM docs" + here).longValue());
        var byTender = new TreeMap<String, List<String>>();
        z.path("byTender")
                .properties()
                .forEach(each ->
                        byTender.put(each.getKey(), List.of(each.getValue().asText())));
        assertThat(byTender)
                .isEqualTo(rows(sql, "SELECT tender, SUM(amount) FROM tenders" + here + " GROUP BY tender"));
        JsonNode figures = z.path("figures");
        var expected = new TreeMap<String, String>();
        expected.put("gross", "SELECT SUM(total) FROM docs" + here);
        expected.put("vat", "SELECT SUM(vat) FROM docs" + here);
        expected.put("discounts", "SELECT SUM(discount) FROM lines" + here);
        expected.put("rounding", "SELECT SUM(rounding) FROM tenders" + here);
        expected.put("grandGross", "SELECT SUM(total) FROM docs" + soFar);
        expected.put("grandVat", "SELECT SUM(vat) FROM docs" + soFar);
        expected.put(
                "expected",
                "SELECT (SELECT opening FROM opened" + here + ") + (SELECT COALESCE(SUM(amount), 0) FROM tenders" + here
                        + " AND tender = 'cash') + (SELECT COALESCE(SUM(amount), 0) FROM cash" + here + ")");
        for (Map.Entry<String, String> each : expected.entrySet()) {
            String said = each.getKey().equals("gross") || each.getKey().equals("vat")
                    ? z.path(each.getKey()).asText()
                    : figures.path(each.getKey()).asText();
            assertThat(new BigDecimal(said))
                    .as("%s of Z %s of %s", each.getKey(), number, told.till)
                    .isEqualByComparingTo(one(sql, each.getValue()));
        }
    }
}
