package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.zatca.ZatcaRules;

/** What head office says of customers, products and price lists, and what tills make of it. The plain product is 18.50. */
class RulesAtOfficeTest {
    private static final String BOX = "6289999111110";
    private static final String PRICED =
            "{\"id\":\"%s\",\"name\":\"%s\",\"price\":\"%s\",\"tax\":\"%s\",\"barcodes\":[\"%s\"]}";

    @TempDir
    Path dir;

    private HeadOffice office;
    private PipedTill one;

    @BeforeEach
    void open() throws Exception {
        office = HeadOffice.demo(dir);
        one = office.demoTill("S001", "T01");
        sells(one);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private static void sells(PipedTill till) {
        till.ok("logout");
        till.openShop();
    }

    private String customer(String name) {
        return one.ok("customer", "new", Map.of("name", name))
                .path("customer")
                .path("id")
                .asText();
    }

    private static JsonNode onAccount(PipedTill till, String customer, String qty, Object... approval) {
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", qty);
        till.ok("customer", "id", customer, "attach", true);
        String due = till.ok("cart").path("cart").path("due").asText();
        Object[] fields = {"kind", "account", "amount", due};
        Object[] all = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(fields), java.util.Arrays.stream(approval))
                .toArray();
        JsonNode paid = till.ask("tender", all);
        if (paid.path("ok").asBoolean()) {
            till.ok("complete");
        } else {
            till.ok("clear");
        }
        return paid;
    }

    private static boolean isTaken(JsonNode answer) {
        return answer.path("ok").asBoolean();
    }

    private void limit(PipedTill till, String customer, String limit, String qty) throws Exception {
        Await.that("head office knows the customer", 20, () -> {
            try {
                return office.ok("GET", "customers").toString().contains(customer);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        assertThat(office.ok("PATCH", "customers/" + customer, "{\"creditLimit\":\"" + limit + "\"}")
                        .path("creditLimit")
                        .asText())
                .isEqualTo(limit);
        Await.that("the till obeys the limit", 20, () -> {
            till.ok("sync", "mode", "soft");
            till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", qty);
            till.ok("customer", "id", customer, "attach", true);
            String due = till.ok("cart").path("cart").path("due").asText();
            boolean taken = isTaken(till.ask("tender", "kind", "account", "amount", due));
            till.ok("clear");
            return taken;
        });
    }

    @Test
    void a_credit_limit_of_head_office_is_obeyed_at_a_till_that_is_offline() throws Exception {
        String sara = customer("Sara");
        assertThat(isTaken(onAccount(one, sara, "1"))).as("no limit, no credit").isFalse();
        limit(one, sara, "55.50", "1");
        one.ok("link", "state", "down");

        assertThat(isTaken(onAccount(one, sara, "2"))).as("under it").isTrue();
        assertThat(isTaken(onAccount(one, sara, "1"))).as("at it").isTrue();
        JsonNode over = onAccount(one, sara, "1");
        assertThat(PipedTill.refusal("NO_RIGHTS", over)).contains("55.50").contains("18.50");
        assertThat(PipedTill.refusal("WRONG_PIN", onAccount(one, sara, "1", "approve", "1111")))
                .isNotEmpty();
        assertThat(isTaken(onAccount(one, sara, "1", "approve", "9999")))
                .as("with a manager's word")
                .isTrue();
        assertThat(one.ok("exceptions").toString())
                .as("somebody answers for it")
                .doesNotContain("CREDIT_EXCEEDED");

        one.ok("link", "state", "up");
        Await.that("head office knows what is owed", 30, () -> {
            try {
                return office.ok("GET", "customers/" + sara)
                        .path("owed")
                        .asText()
                        .equals("74.00");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        JsonNode audit = office.ok("GET", "audit?store=office&kind=customers-patch");
        assertThat(audit.path("events").path(0).path("about").asText())
                .contains(sara)
                .contains("55.50");
    }

    @Test
    void two_tills_that_could_not_ask_each_other_exceed_a_limit_together_and_it_is_listed() throws Exception {
        PipedTill two = office.demoTill("S001", "T02");
        sells(two);
        String ali = customer("Ali");
        limit(one, ali, "40.00", "2");
        limit(two, ali, "40.00", "2");
        for (PipedTill till : List.of(one, two)) {
            till.ok("link", "state", "down");
            till.ok("lan", "state", "down");
        }
        assertThat(isTaken(onAccount(one, ali, "2"))).isTrue();
        assertThat(isTaken(onAccount(two, ali, "2"))).isTrue();
        for (PipedTill till : List.of(one, two)) {
            till.ok("lan", "state", "up");
            till.ok("link", "state", "up");
        }
        for (PipedTill till : List.of(one, two)) {
            Await.that(
                    "both list it", 30, () -> till.ok("exceptions").toString().contains("CREDIT_EXCEEDED:" + ali));
        }
        assertThat(PipedTill.refusal("NO_RIGHTS", onAccount(one, ali, "1"))).contains("74.00");
    }

    @Test
    void what_is_wrong_with_a_limit_is_refused_and_changes_nothing() throws Exception {
        String mona = customer("Mona");
        limit(one, mona, "20.00", "1");
        for (String bad : List.of(
                "{\"creditLimit\":\"-1.00\"}",
                "{\"creditLimit\":\"99999999.00\"}",
                "{\"creditLimit\":\"١٠٫٠٠\"}",
                "{\"creditLimit\":10}",
                "{\"creditLimit\":\"1e3\"}",
                "{\"name\":\"Other\"}",
                "[]",
                "{")) {
            assertThat(office.refused("PATCH", "customers/" + mona, bad)
                            .path("messageAr")
                            .asText())
                    .as(bad)
                    .isNotEmpty();
        }
        office.refused("PATCH", "customers/nobody", "{\"creditLimit\":\"10.00\"}");
        assertThat(office.ok("GET", "customers/" + mona).path("creditLimit").asText())
                .isEqualTo("20.00");
        assertThat(office.ok("GET", "customers?text=mon").path("customers")).hasSize(1);
    }

    // ---- products

    private JsonNode add(String id, String price, String tax, String code) throws Exception {
        return office.ok("POST", "products", String.format(java.util.Locale.ROOT, PRICED, id, id, price, tax, code));
    }

    @Test
    void one_product_is_added_and_changed_field_by_field() throws Exception {
        JsonNode made = add("tea", "7.00", "S15", "6289999111127");
        assertThat(made.path("negativeStock").asBoolean()).isTrue();
        assertThat(office.refused("POST", "products", "{\"id\":\"tea\",\"name\":\"x\",\"price\":\"1.00\"}")
                        .path("message")
                        .asText())
                .contains("there already");

        office.ok("PATCH", "products/tea", "{\"name\":\"Green tea\"}");
        JsonNode both =
                office.ok("PATCH", "products/tea", "{\"price\":\"8.00\",\"minStock\":\"12\",\"negativeStock\":false}");
        assertThat(both.path("name").asText()).as("another's change stands").isEqualTo("Green tea");
        assertThat(both.path("price").asText()).isEqualTo("8.00");
        assertThat(both.path("minStock").asText()).isEqualTo("12");
        assertThat(both.path("negativeStock").asBoolean()).isFalse();
        assertThat(both.path("barcodes").path(0).asText()).isEqualTo("6289999111127");
        assertThat(office.ok("GET", "stock-rules").toString()).contains("\"product\":\"tea\"");
        assertThat(office.ok("PATCH", "products/tea", "{\"minStock\":\"\"}").has("minStock"))
                .isFalse();

        for (String bad : List.of(
                "{\"price\":\"-1.00\"}",
                "{\"price\":\"6281000000000\"}",
                "{\"price\":8}",
                "{\"tax\":\"S99\"}",
                "{\"category\":\"none\"}",
                "{\"barcodes\":[\"6.28E+12\"]}",
                "{\"barcodes\":[\"" + DemoBarcodes.PLAIN + "\"]}",
                "{\"minStock\":\"-3\"}",
                "{\"parts\":[{\"product\":\"tea\"}]}",
                "{\"parts\":[{\"product\":\"nothing\"}]}",
                "{\"shelf\":\"7\"}")) {
            assertThat(office.refused("PATCH", "products/tea", bad)
                            .path("messageAr")
                            .asText())
                    .as(bad)
                    .isNotEmpty();
        }
        office.refused("PATCH", "products/none", "{\"price\":\"1.00\"}");
        office.refused("GET", "products/none");
        assertThat(office.ok("GET", "products/tea").path("price").asText()).isEqualTo("8.00");
        Await.that("the till sells it so", 20, () -> {
            JsonNode scanned = one.ask("scan", "code", "6289999111127", "approve", "9999");
            one.ok("clear");
            return scanned.path("line").path("price").asText().equals("8.00");
        });
    }

    @Test
    void a_file_says_how_products_are_stocked_and_tells_it_again() throws Exception {
        office.ok("POST", "products", "id,name,price,minStock,negativeStock\ntea,Tea,7.00,12.5,no\nmint,Mint,3.00,,\n");
        assertThat(office.ok("GET", "products/tea").path("minStock").asText()).isEqualTo("12.500");
        assertThat(office.ok("GET", "products/tea").path("negativeStock").asBoolean())
                .isFalse();
        assertThat(office.ok("GET", "products/mint").path("negativeStock").asBoolean())
                .isTrue();
        String file = office.send(
                        "GET", "/api/v1/products/file?format=csv", "", "Authorization", "Bearer " + office.token())
                .body();
        assertThat(file).contains("negativeStock").contains(",no,12.500");
        assertThat(office.ok("POST", "products", file).path("changed").asInt()).isZero();
        office.ok("POST", "products", "id,name,price\ntea,Tea,7.50\n");
        assertThat(office.ok("GET", "products/tea").path("minStock").asText())
                .as("not said, so kept")
                .isEqualTo("12.500");
        assertThat(office.ok("POST", "products", "id,name,price,minStock\ntea,Tea,7.50,-1\nice,Ice,1.00,1\n")
                        .path("refused")
                        .path(0)
                        .path("column")
                        .asText())
                .isEqualTo("minStock");
    }

    // ---- bundles

    private String onHand(String code) {
        return one.ok("stock", "code", code).path("onHand").asText();
    }

    private int pieces(String code) {
        return (int) Double.parseDouble(onHand(code));
    }

    private String idOf(String code) {
        return one.ok("stock", "code", code).path("product").asText();
    }

    private void box(String parts) throws Exception {
        office.ok(
                "POST",
                "products",
                "{\"id\":\"box\",\"name\":\"Box\",\"nameAr\":\"صندوق\",\"price\":\"30.00\",\"barcodes\":[\"" + BOX
                        + "\"],\"parts\":" + parts + "}");
        Await.that("the till knows the box", 20, () -> {
            boolean known = one.ask("scan", "code", BOX).path("ok").asBoolean();
            one.ok("clear");
            return known;
        });
    }

    private JsonNode pay(String key) {
        one.ok(
                "tender",
                "kind",
                "cash",
                "amount",
                one.ok("cart").path("cart").path("due").asText());
        return one.ok("complete", "key", key);
    }

    private void isValid(JsonNode receipt) throws Exception {
        Path file = dir.resolve(receipt.path("receipt").asText() + ".xml");
        one.ok("invoice", "receipt", receipt.path("receipt").asText(), "file", file.toString());
        assertThat(ZatcaRules.failures(Files.readAllBytes(file))).isEmpty();
    }

    @Test
    void a_bundle_moves_the_stock_of_its_parts_and_gives_it_back() throws Exception {
        String milk = idOf(DemoBarcodes.BATCH_TRACKED);
        box("[{\"product\":\"" + idOf(DemoBarcodes.PLAIN) + "\",\"qty\":\"2\"},{\"product\":\"" + milk + "\"}]");
        int plain = pieces(DemoBarcodes.PLAIN);
        int tracked = pieces(DemoBarcodes.BATCH_TRACKED);
        one.ok("scan", "code", BOX, "qty", "3");
        JsonNode sale = pay("a");
        assertThat(sale.path("total").asText()).isEqualTo("90.00");
        assertThat(pieces(DemoBarcodes.PLAIN)).isEqualTo(plain - 6);
        assertThat(pieces(DemoBarcodes.BATCH_TRACKED)).isEqualTo(tracked - 3);
        assertThat(one.ok("stock", "code", DemoBarcodes.BATCH_TRACKED)
                        .path("batches")
                        .toString())
                .as("no goods without a batch")
                .doesNotContain("\"batch\":null");
        isValid(sale);

        for (int k = 1; k <= 3; k++) {
            JsonNode back = one.ok(
                    "return",
                    "receipt",
                    sale.path("receipt").asText(),
                    "lines",
                    List.of(Map.of("line", 1, "qty", "1")),
                    "reason",
                    "back");
            assertThat(back.path("total").asText()).isEqualTo("30.00");
            assertThat(pieces(DemoBarcodes.PLAIN)).isEqualTo(plain - 6 + 2 * k);
            isValid(back);
        }
        assertThat(pieces(DemoBarcodes.BATCH_TRACKED)).isEqualTo(tracked);
        assertThat(one.ok("reconcile", "approve", "9999").path("differences").toString())
                .doesNotContain("stock");
    }

    @Test
    void a_bundle_whose_parts_are_taxed_unlike_is_split_by_what_they_are_worth() throws Exception {
        box("[{\"product\":\"" + idOf(DemoBarcodes.PLAIN) + "\"},{\"product\":\"" + idOf(DemoBarcodes.ZERO_RATED)
                + "\"}]");
        one.ok("scan", "code", BOX, "qty", "2");
        one.ok("discount", "line", 1, "amount", "5.01");
        JsonNode cart = one.ok("cart").path("cart");
        assertThat(cart.path("lines")).hasSize(1);
        assertThat(cart.path("total").asText()).isEqualTo("54.99");
        JsonNode sale = pay("b");
        isValid(sale);
        String receipt = sale.path("receipt").asText();
        assertThat(PipedTill.refusal(
                        "BAD_VALUE",
                        one.ask(
                                "return",
                                "receipt",
                                receipt,
                                "lines",
                                List.of(Map.of("line", 2, "qty", "1")),
                                "reason",
                                "x")))
                .contains("line 1");
        JsonNode first =
                one.ok("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")), "reason", "x");
        JsonNode second =
                one.ok("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")), "reason", "x");
        isValid(first);
        isValid(second);
        assertThat(new java.math.BigDecimal(first.path("total").asText())
                        .add(new java.math.BigDecimal(second.path("total").asText())))
                .isEqualByComparingTo("54.99");
        assertThat(new java.math.BigDecimal(first.path("vat").asText())
                        .add(new java.math.BigDecimal(second.path("vat").asText())))
                .isEqualByComparingTo(sale.path("vat").asText());
        one.refused("ALREADY_RETURNED", "return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")));
    }

    @Test
    void parts_that_are_not_to_go_below_zero_are_asked_for_in_a_bundle_too() throws Exception {
        String last = idOf(DemoBarcodes.LAST_ONE);
        office.ok("PATCH", "products/" + last, "{\"negativeStock\":false}");
        box("[{\"product\":\"" + last + "\"}]");
        Await.that("the rule is there", 20, () -> {
            boolean refused =
                    !one.ask("scan", "code", BOX, "qty", "2").path("ok").asBoolean();
            one.ok("clear");
            return refused;
        });
        one.ok("scan", "code", BOX);
        assertThat(one.refused("FORBIDDEN", "qty", "line", 1, "qty", "2")).contains("approve");
        assertThat(one.ok("search", "text", "Box")
                        .path("products")
                        .path(0)
                        .path("onHand")
                        .asText())
                .isEqualTo("1");
    }

    // ---- prices without VAT

    @Test
    void prices_without_vat_are_summed_as_an_invoice_sums_them() throws Exception {
        add("bolt", "20.00", "S15", "6289999111134");
        add("nut", "20.00", "S15", "6289999111141");
        office.ok(
                "PUT",
                "price-lists/trade",
                "{\"name\":\"Trade\",\"groups\":[\"trade\"],\"vatExcluded\":true,\"prices\":[{\"product\":\"bolt\",\"price\":\"10.01\"},{\"product\":\"nut\",\"price\":\"0.33\"}]}");
        assertThat(office.ok("GET", "price-lists/trade").path("vatExcluded").asBoolean())
                .isTrue();
        String builder = one.ok("customer", "new", Map.of("name", "Builder", "tags", List.of("trade")))
                .path("customer")
                .path("id")
                .asText();
        Await.that("the till has the list", 20, () -> {
            one.ok("clear");
            one.ask("scan", "code", "6289999111134", "qty", "100");
            one.ok("customer", "id", builder, "attach", true);
            return one.ok("cart").toString().contains("Trade");
        });
        JsonNode line = one.ok("cart").path("cart").path("lines").path(0);
        assertThat(line.path("priceReason").path("withoutVat").asText()).isEqualTo("10.01");
        assertThat(line.path("price").asText()).isEqualTo("11.51");
        assertThat(line.path("total").asText()).as("1001.00 and 15 % of it").isEqualTo("1151.15");
        one.ok("scan", "code", "6289999111141", "qty", "7");
        assertThat(one.ok("cart").path("cart").path("total").asText())
                .as("1003.31 and 150.50")
                .isEqualTo("1153.81");
        one.ok("scan", "code", DemoBarcodes.PLAIN);
        one.ok("scan", "code", DemoBarcodes.ZERO_RATED);
        JsonNode sale = pay("c");
        isValid(sale);
        Path xml = dir.resolve(sale.path("receipt").asText() + ".xml");
        assertThat(Files.readString(xml))
                .contains(">10.01<")
                .contains(">1001.00<")
                .contains(">2.31<");
        var back = java.math.BigDecimal.ZERO;
        for (int k = 0; k < 7; k++) {
            JsonNode credit = one.ok(
                    "return",
                    "receipt",
                    sale.path("receipt").asText(),
                    "lines",
                    List.of(Map.of("line", 2, "qty", "1")),
                    "reason",
                    "back");
            isValid(credit);
            back = back.add(new java.math.BigDecimal(credit.path("total").asText()));
        }
        assertThat(back).isEqualByComparingTo("2.66");
        assertThat(one.ok("reconcile", "approve", "9999").path("differences").toString())
                .doesNotContain("invoices")
                .doesNotContain("payments");
    }
}
