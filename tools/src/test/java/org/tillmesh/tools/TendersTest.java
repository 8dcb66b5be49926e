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
import org.tillmesh.tools.trial.Await;
import org.tillmesh.zatca.ZatcaRules;

/** The ways to pay, as head office lets a store take them: cash rounding, points, accounts, gift cards, methods. */
class TendersTest {
    private static final String DATES = "6281000000014";
    private static final String MILK = "6281000000021";

    @TempDir
    Path dir;

    private HeadOffice office;
    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        office = new HeadOffice(dir);
        office.ok(
                "POST",
                "products",
                "id,barcode,name,price\nA1," + DATES + ",Dates,12.99\nA2," + MILK + ",Milk,100.00\n");
        office.ok(
                "POST",
                "settings",
                "{\"id\":\"company\",\"cashRounding\":\"0.05\",\"pointsPerRiyal\":2,\"pointValue\":\"0.10\"}");
        till = office.till("till");
        till.choosePin("cashier", "1111", "2468");
        till.choosePin("manager", "999999", "135790");
        till.ok("login", "user", "cashier", "pin", "2468");
        till.ok("shift-open", "float", "100.00");
        Await.that("products", 20, () -> !till.ok("search", "text", "milk")
                .path("products")
                .isEmpty());
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private static String money(JsonNode answer, String field) {
        return answer.path(field).asText();
    }

    private String customer() {
        return till.ok("customer", "new", Map.of("name", "Sara", "phone", "0512345678"))
                .path("customer")
                .path("id")
                .asText();
    }

    private void cart(String code, String customer) {
        till.ok("scan", "code", code);
        till.ok("customer", "id", customer, "attach", true);
    }

    private String expected() {
        return till.ok("x").path("figures").path("expected").asText();
    }

    @Test
    void cash_is_rounded_down_on_a_line_of_its_own_and_every_sum_agrees() throws Exception {
        till.ok("scan", "code", DATES);
        JsonNode paid = till.ok("tender", "kind", "cash", "amount", "20.00");
        assertThat(money(paid, "rounding")).isEqualTo("0.04");
        assertThat(money(paid, "change")).isEqualTo("7.05");
        assertThat(money(paid, "due")).isEqualTo("0.00");
        assertThat(paid.path("tenders").path(0).path("n").asInt()).isEqualTo(1);
        JsonNode sale = till.ok("complete");
        assertThat(money(sale, "total")).isEqualTo("12.99");
        Path xml = dir.resolve("invoice.xml");
        till.ok("invoice", "receipt", money(sale, "receipt"), "file", xml.toString());
        assertThat(Files.readString(xml)).contains("PayableAmount currencyID=\"SAR\">12.99<");
        till.ok(
                "receipt-image",
                "receipt",
                money(sale, "receipt"),
                "file",
                dir.resolve("r.png").toString());
        assertThat(expected()).isEqualTo("112.95");
        assertThat(money(till.ok("x").path("figures"), "rounding")).isEqualTo("0.04");

        JsonNode back =
                till.ok("return", "receipt", money(sale, "receipt"), "lines", List.of(Map.of("line", 1, "qty", "1")));
        assertThat(back.path("tenders").path(0).path("amount").asText()).isEqualTo("12.95");
        assertThat(expected()).isEqualTo("100.00");
        till.ok("shift-close", "counted", "100.00");
        till.ok("login", "user", "manager", "pin", "135790");
        assertThat(till.ok("reconcile").path("differences").toString())
                .doesNotContain("payments")
                .doesNotContain("expected");
    }

    @Test
    void any_tender_can_be_taken_back_by_its_number() {
        till.ok("scan", "code", MILK);
        till.ok("tender", "kind", "bank", "amount", "30.00", "card", "TRX-1");
        till.ok("tender", "kind", "cash", "amount", "20.00");
        JsonNode left = till.ok("tender", "void", 1);
        assertThat(left.path("tenders")).hasSize(1);
        assertThat(left.path("tenders").path(0).path("kind").asText()).isEqualTo("cash");
        assertThat(money(left, "due")).isEqualTo("80.00");
        assertThat(till.refused("BAD_VALUE", "tender", "void", 3)).contains("3");
        till.refused("BAD_VALUE", "tender", "void", 0);
        till.refused("BAD_VALUE", "tender", "void", -1);
        till.refused("BAD_VALUE", "tender", "void", 1, "kind", "cash");
        till.refused("BAD_VALUE", "tender", "kind", "cash");
        till.refused("OVERPAID", "tender", "kind", "bank", "amount", "80.01");
        till.refused("BAD_VALUE", "tender", "kind", "bank", "amount", "1.00", "card", "x".repeat(65));
    }

    @Test
    void points_are_earned_with_the_sale_pay_the_next_and_go_back_with_a_return() {
        String sara = customer();
        cart(MILK, sara);
        till.refused("NO_RIGHTS", "tender", "kind", "points", "amount", "1.00");
        till.ok("tender", "kind", "card", "amount", "100.00", "card", "A1");
        till.ok("complete"); // 200 points, worth 20.00

        cart(DATES, sara);
        Await.that("points pay", 20, () -> till.ask("tender", "kind", "points", "amount", "12.99")
                .path("ok")
                .asBoolean());
        assertThat(till.ok("cart")
                        .path("cart")
                        .path("tenders")
                        .path(0)
                        .path("points")
                        .asLong())
                .isEqualTo(130);
        till.ok("tender", "void", 1);
        till.ok("customer", "attach", false);
        till.refused("UNKNOWN_CUSTOMER", "tender", "kind", "points", "amount", "1.00");
        till.ok("customer", "id", sara, "attach", true);
        Await.that("points pay again", 20, () -> till.ask("tender", "kind", "points", "amount", "12.99")
                .path("ok")
                .asBoolean());
        JsonNode sale = till.ok("complete");

        cart(MILK, sara);
        till.refused("NO_RIGHTS", "tender", "kind", "points", "amount", "7.10");
        till.ok("clear");
        JsonNode back =
                till.ok("return", "receipt", money(sale, "receipt"), "lines", List.of(Map.of("line", 1, "qty", "1")));
        assertThat(back.path("tenders").path(0).path("points").asLong()).isEqualTo(130);
        cart(MILK, sara);
        Await.that("all points are back", 20, () -> till.ask("tender", "kind", "points", "amount", "20.00")
                .path("ok")
                .asBoolean());
        till.refused("NO_RIGHTS", "tender", "kind", "points", "amount", "0.01");
    }

    @Test
    void a_return_takes_back_what_its_goods_had_earned_and_never_more_than_is_there() {
        String sara = customer();
        cart(MILK, sara);
        till.ok("tender", "kind", "card", "amount", "100.00", "card", "A1");
        JsonNode sale = till.ok("complete");
        till.ok("return", "receipt", money(sale, "receipt"), "lines", List.of(Map.of("line", 1, "qty", "1")));
        cart(MILK, sara);
        till.refused("NO_RIGHTS", "tender", "kind", "points", "amount", "0.10");
    }

    @Test
    void an_account_is_charged_beyond_its_limit_by_a_managers_word_alone_and_paid_at_the_till() {
        String sara = customer();
        cart(MILK, sara);
        assertThat(till.refused("NO_RIGHTS", "tender", "kind", "account", "amount", "100.00"))
                .contains("approve");
        till.refused("WRONG_PIN", "tender", "kind", "account", "amount", "100.00", "approve", "2468");
        till.ok("tender", "kind", "account", "amount", "100.00", "approve", "135790");
        JsonNode sale = till.ok("complete");

        assertThat(till.refused("BAD_VALUE", "pay-account", "customer", sara, "kind", "cash", "amount", "0.00"))
                .contains("0.00");
        till.refused("BAD_VALUE", "pay-account", "customer", sara, "kind", "card", "amount", "1.00");
        till.refused("UNKNOWN_CUSTOMER", "pay-account", "customer", "nobody", "kind", "cash", "amount", "1.00");
        till.refused("BAD_VALUE", "pay-account", "customer", sara, "kind", "cash", "amount", "6281000000014");
        JsonNode paid = till.ok("pay-account", "customer", sara, "kind", "cash", "amount", "30.00", "key", "p1");
        assertThat(money(paid, "balance")).isEqualTo("70.00");
        assertThat(till.ok("pay-account", "customer", sara, "kind", "cash", "amount", "30.00", "key", "p1")
                        .path("again")
                        .asBoolean())
                .isTrue();
        assertThat(expected()).isEqualTo("130.00");
        JsonNode more = till.ok("pay-account", "customer", sara, "kind", "bank", "amount", "80.00", "card", "TRX");
        assertThat(money(more, "balance")).isEqualTo("-10.00");
        JsonNode statement = till.ok("statement", "customer", sara);
        assertThat(statement.path("entries").findValuesAsText("balance")).containsExactly("100.00", "70.00", "-10.00");
        assertThat(statement.path("entries").path(0).path("document").asText()).isEqualTo(money(sale, "receipt"));
        JsonNode later = till.ok(
                "statement",
                "customer",
                sara,
                "from",
                statement.path("entries").path(1).path("at").asText());
        assertThat(money(later, "opening")).isEqualTo("100.00");
        assertThat(later.path("entries")).hasSize(2);
        till.refused(
                "BAD_VALUE",
                "statement",
                "customer",
                sara,
                "from",
                "2026-11-02T00:00:00Z",
                "to",
                "2026-11-01T00:00:00Z");

        JsonNode z = till.ok("shift-close", "counted", Map.of("cash", Map.of("100", 1, "10", 3), "bank", "80.00"));
        assertThat(z.path("difference").path("cash").asText()).isEqualTo("0.00");
        assertThat(z.path("difference").path("bank").asText()).isEqualTo("0.00");
    }

    @Test
    void what_was_charged_to_one_customer_is_not_another_ones_nor_nobodys() {
        String sara = customer();
        cart(MILK, sara);
        till.ok("tender", "kind", "account", "amount", "100.00", "approve", "135790");
        till.ok("customer", "attach", false);
        assertThat(till.ok("cart").path("cart").path("tenders")).isEmpty();
        till.refused("NOT_PAID", "complete");
        till.ok("customer", "id", sara, "attach", true);
        till.ok("tender", "kind", "account", "amount", "60.00", "approve", "135790");
        assertThat(till.refused("NO_RIGHTS", "tender", "kind", "account", "amount", "40.00"))
                .as("what the cart charges already counts")
                .contains("100.00");
    }

    @Test
    void a_gift_card_is_sold_without_vat_and_pays_the_next_sale() throws Exception {
        till.refused("BAD_VALUE", "gift", "sell", Map.of("card", "6", "amount", "50.00"));
        till.refused("BAD_VALUE", "gift", "sell", Map.of("card", "630012", "amount", "0.00"));
        till.refused("BAD_VALUE", "gift", "sell", Map.of("card", "630012", "amount", "10000.01"));
        JsonNode cart = till.ok("gift", "sell", Map.of("card", "630012", "amount", "50.00"))
                .path("cart");
        assertThat(cart.path("lines").path(0).path("tax").asText()).isEqualTo("O");
        assertThat(cart.path("vat").asText()).isEqualTo("0.00");
        till.refused("DUPLICATE", "gift", "sell", Map.of("card", "630012", "amount", "50.00"));
        assertThat(money(till.ok("gift", "balance", "630012"), "state")).isEqualTo("unknown");
        till.ok("tender", "kind", "card", "amount", "50.00", "card", "A1");
        JsonNode sale = till.ok("complete");
        Path xml = dir.resolve("gift.xml");
        till.ok("invoice", "receipt", money(sale, "receipt"), "file", xml.toString());
        assertThat(ZatcaRules.failures(Files.readAllBytes(xml))).isEmpty();
        JsonNode known = till.ok("gift", "balance", "630012");
        assertThat(money(known, "value")).isEqualTo("50.00");
        assertThat(known.path("complete").asBoolean()).isTrue();
        till.refused("DUPLICATE", "gift", "sell", Map.of("card", "630012", "amount", "50.00"));

        till.ok("scan", "code", MILK);
        Await.that("the card pays", 20, () -> till.ask("tender", "kind", "gift", "amount", "20.00", "card", "630012")
                .path("ok")
                .asBoolean());
        till.ok("tender", "kind", "card", "amount", "80.00", "card", "A1");
        till.ok("complete");
        assertThat(money(till.ok("gift", "balance", "630012"), "value")).isEqualTo("30.00");
        assertThat(till.refused(
                        "NO_RIGHTS",
                        "return",
                        "receipt",
                        money(sale, "receipt"),
                        "lines",
                        List.of(Map.of("line", 1, "qty", "1"))))
                .contains("630012");
    }

    @Test
    void an_unspent_gift_card_can_be_taken_back_and_is_worth_nothing_then() {
        till.ok("gift", "sell", Map.of("card", "630013", "amount", "50.00"));
        till.ok("tender", "kind", "card", "amount", "50.00", "card", "A1");
        JsonNode sale = till.ok("complete");
        till.ok("return", "receipt", money(sale, "receipt"), "lines", List.of(Map.of("line", 1, "qty", "1")));
        assertThat(money(till.ok("gift", "balance", "630013"), "value")).isEqualTo("0.00");
    }

    @Test
    void a_value_on_a_card_and_taxed_goods_stand_on_one_invoice() throws Exception {
        till.ok("gift", "sell", Map.of("card", "630014", "amount", "50.00"));
        till.ok("scan", "code", MILK);
        till.ok("tender", "kind", "card", "amount", "150.00", "card", "A1");
        JsonNode sale = till.ok("complete");
        Path xml = dir.resolve("both.xml");
        till.ok("invoice", "receipt", money(sale, "receipt"), "file", xml.toString());
        assertThat(ZatcaRules.failures(Files.readAllBytes(xml))).isEmpty();
    }

    @Test
    void only_the_methods_that_head_office_defined_are_offered_taken_and_noted() throws Exception {
        assertThat(till.ok("payment-methods").path("methods")).hasSize(7);
        office.ok(
                "POST", "payment-methods", "{\"id\":\"till-cash\",\"name\":\"Cash\",\"kind\":\"cash\",\"position\":2}");
        office.ok(
                "PUT",
                "payment-methods/tamara",
                "{\"name\":\"Tamara\",\"nameAr\":\"تمارا\",\"kind\":\"bank\",\"position\":1,\"stores\":[\"S001\"]}");
        Await.that(
                "the methods are here",
                20,
                () -> till.ok("payment-methods").path("methods").size() == 2);
        assertThat(till.ok("payment-methods").path("methods").findValuesAsText("id"))
                .containsExactly("tamara", "till-cash");
        till.ok("scan", "code", MILK);
        assertThat(till.refused("BAD_VALUE", "tender", "kind", "card", "amount", "1.00", "card", "A1"))
                .contains("tamara");
        assertThat(till.refused("BAD_VALUE", "tender", "method", "tabby", "amount", "1.00"))
                .contains("tabby");
        till.refused("BAD_VALUE", "tender", "method", "tamara", "kind", "cash", "amount", "1.00");
        JsonNode paid = till.ok("tender", "method", "tamara", "amount", "60.00");
        assertThat(paid.path("tenders").path(0).path("method").asText()).isEqualTo("tamara");
        assertThat(paid.path("tenders").path(0).path("kind").asText()).isEqualTo("bank");
        till.ok("tender", "kind", "cash", "amount", "40.00");
        till.ok("complete");

        office.ok("PATCH", "payment-methods/tamara", "{\"active\":false}");
        Await.that(
                "it is off",
                20,
                () -> till.ok("payment-methods").path("methods").size() == 1);
        till.ok("scan", "code", MILK);
        till.refused("BAD_VALUE", "tender", "method", "tamara", "amount", "1.00");
        assertThat(office.ok("GET", "payment-methods/tamara", "").path("nameAr").asText())
                .isEqualTo("تمارا");
        office.ok("DELETE", "payment-methods/tamara", "");
        assertThat(office.ok("GET", "payment-methods", "").path("paymentMethods"))
                .hasSize(1);
    }
}
