package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** Quotations and deposits: a cart that is kept, and what was promised or paid on it. The plain product is 18.50. */
class LayawayTest {
    @TempDir
    Path dir;

    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        till = PipedTill.selling(dir.resolve("till"));
    }

    @AfterEach
    void close() throws Exception {
        till.close();
    }

    private void fill(String qty, String... more) {
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", qty);
        for (String code : more) {
            till.ok("scan", "code", code);
        }
    }

    private JsonNode parked() {
        JsonNode carts = till.ok("parked").path("carts");
        assertThat(carts).hasSize(1);
        return carts.path(0);
    }

    private JsonNode recall() {
        return till.ok("recall", "cart", parked().path("id").asText()).path("cart");
    }

    private JsonNode pay(String key) {
        String due = till.ok("cart").path("cart").path("due").asText();
        if (!due.equals("0.00")) {
            till.ok("tender", "kind", "cash", "amount", due);
        }
        return till.ok("complete", "key", key);
    }

    private String xml(JsonNode receipt) throws IOException {
        Path file = dir.resolve(receipt.path("uuid").asText() + ".xml");
        till.ok("invoice", "uuid", receipt.path("uuid").asText(), "file", file.toString());
        byte[] xml = Files.readAllBytes(file);
        assertThat(ZatcaRules.failures(xml)).isEmpty();
        return new String(xml, StandardCharsets.UTF_8);
    }

    private void agrees() {
        JsonNode day = till.ok("reconcile", "approve", "9999");
        assertThat(day.path("differences"))
                .as("but that no head office is there")
                .allMatch(each -> each.path("what").asText().equals("head-office"));
    }

    private String gross() {
        return till.ok("sales").path("gross").asText();
    }

    @Test
    void a_deposit_is_a_prepayment_invoice_that_the_sale_takes_off() throws Exception {
        String before =
                till.ok("stock", "code", DemoBarcodes.PLAIN).path("onHand").asText();
        fill("2", DemoBarcodes.ZERO_RATED);
        JsonNode open = till.ok("cart").path("cart");
        till.ok("tender", "kind", "cash", "amount", "50.00");
        JsonNode deposit = till.ok("deposit", "amount", "20.00", "name", "Sofa", "key", "d1");

        assertThat(deposit.path("total").asText()).isEqualTo("20.00");
        assertThat(deposit.path("change").asText()).isEqualTo("30.00");
        assertThat(deposit.path("receipt").asText()).isEqualTo("S001-T01-000001");
        assertThat(xml(deposit)).contains(">386<");
        assertThat(till.ok("stock", "code", DemoBarcodes.PLAIN).path("onHand").asText())
                .isEqualTo(before);
        assertThat(till.ok("deposit", "amount", "20.00", "name", "Sofa", "key", "d1")
                        .path("again")
                        .asBoolean())
                .isTrue();
        assertThat(till.refused("BAD_VALUE", "complete", "key", "d1")).contains("deposit");
        assertThat(parked().path("prepaid").asText()).isEqualTo("20.00");

        JsonNode cart = recall();
        assertThat(cart.path("total")).isEqualTo(open.path("total"));
        assertThat(cart.path("prepaid").asText()).isEqualTo("20.00");
        JsonNode sale = pay("s1");
        assertThat(xml(sale)).contains("PrepaidAmount").contains("S001-T01-000001");
        assertThat(gross())
                .as("nothing counts twice")
                .isEqualTo(open.path("total").asText());
        assertThat(till.ok("sales").path("vat").asText())
                .isEqualTo(open.path("vat").asText());
        till.ok(
                "receipt-image",
                "uuid",
                sale.path("uuid").asText(),
                "file",
                dir.resolve("r.png").toString());
        till.ok(
                "receipt-image",
                "uuid",
                deposit.path("uuid").asText(),
                "file",
                dir.resolve("d.png").toString());
        agrees();

        till.refused(
                "BAD_VALUE", "return", "receipt", "S001-T01-000002", "lines", List.of(Map.of("line", 3, "qty", "1")));
        JsonNode back = till.ok(
                "return",
                "receipt",
                "S001-T01-000002",
                "lines",
                List.of(Map.of("line", 1, "qty", "2"), Map.of("line", 2, "qty", "1")));
        assertThat(back.path("total")).as("what was paid before comes back too").isEqualTo(open.path("total"));
        xml(back);
        assertThat(gross()).isEqualTo("0.00");
        agrees();
        assertThat(till.ok("exceptions").path("exceptions")).isEmpty();
        JsonNode z = till.ok("shift-close", "counted", "200.00");
        assertThat(z.path("difference").asText()).isEqualTo("0.00");
        agrees();
    }

    @Test
    void deposits_add_up_to_the_whole_and_the_sale_asks_for_nothing_more() throws Exception {
        fill("2");
        till.ok("deposit", "amount", "17.00");
        recall();
        assertThat(till.refused("BAD_VALUE", "deposit", "amount", "20.01")).contains("20.00");
        till.ok("deposit", "amount", "20.00");
        assertThat(recall().path("due").asText()).isEqualTo("0.00");
        JsonNode sale = pay("s");
        assertThat(sale.path("total").asText()).isEqualTo("0.00");
        xml(sale);
        assertThat(gross()).isEqualTo("37.00");
        agrees();
    }

    @Test
    void a_deposit_is_paid_back_by_a_credit_note_and_only_with_its_cart() throws Exception {
        fill("2");
        JsonNode deposit = till.ok("deposit", "amount", "20.00");
        assertThat(till.refused(
                        "POLICY",
                        "return",
                        "receipt",
                        deposit.path("receipt").asText(),
                        "lines",
                        List.of(Map.of("line", 1, "qty", "1")),
                        "approve",
                        "9999"))
                .contains("recall its cart");
        till.refused("BAD_VALUE", "deposit", "cancel", true);
        recall();
        till.refused("POLICY", "clear");
        till.refused("POLICY", "quote");
        till.refused("BAD_VALUE", "deposit", "cancel", true, "amount", "1.00");
        JsonNode credit = till.ok("deposit", "cancel", true, "key", "c1");
        assertThat(credit.path("total").asText()).isEqualTo("20.00");
        assertThat(xml(credit))
                .contains(">381<")
                .contains(deposit.path("receipt").asText());
        assertThat(till.ok("deposit", "cancel", true, "key", "c1").path("again").asBoolean())
                .isTrue();
        assertThat(till.ok("cart").path("cart").path("due").asText()).isEqualTo("37.00");
        till.ok("clear");
        assertThat(gross()).isEqualTo("0.00");
        agrees();
    }

    @Test
    void goods_that_cost_less_than_the_deposit_are_not_sold() {
        fill("2");
        till.ok("deposit", "amount", "20.00");
        recall();
        till.ok("qty", "line", 1, "qty", "1");
        assertThat(till.refused("BAD_VALUE", "complete")).contains("20.00");
        till.ok("qty", "line", 1, "qty", "2");
        assertThat(pay("s").path("total").asText()).isEqualTo("17.00");
    }

    @Test
    void amounts_that_are_none_take_nothing() {
        till.refused("CART_EMPTY", "deposit", "amount", "1.00");
        fill("1");
        for (String amount : List.of("0.00", "-1.00", "18.51", "99999999999.00")) {
            till.refused("BAD_VALUE", "deposit", "amount", amount);
        }
        till.refused("BAD_VALUE", "deposit");
        till.ok("tender", "kind", "cash", "amount", "5.00");
        till.refused("NOT_PAID", "deposit", "amount", "6.00");
        till.ok("tender", "kind", "card", "amount", "8.00", "card", "123456");
        till.refused("OVERPAID", "deposit", "amount", "7.00");
        assertThat(till.ok("sales").path("count").asInt()).isZero();
    }

    @Test
    void a_cart_with_a_deposit_is_handed_over_and_never_taken() throws Exception {
        fill("2");
        till.ok("deposit", "amount", "20.00");
        String cart = parked().path("id").asText();
        String here = "127.0.0.1:" + till.ready.path("listen").asInt();
        try (PipedTill other = PipedTill.demo(dir.resolve("other"), "T02", null, here)) {
            other.openShop();
            Await.that(
                    "the cart is known there",
                    30,
                    () -> other.ok("parked").path("carts").size() == 1);
            other.ok("lan", "state", "down");
            assertThat(other.refused("OFFLINE", "recall", "cart", cart, "force", true))
                    .contains("20.00");
            other.ok("lan", "state", "up");
            Await.that("the cart comes over", 30, () -> other.ask("recall", "cart", cart)
                    .path("ok")
                    .asBoolean());
            till.refused("UNKNOWN_CART", "recall", "cart", cart);
            other.ok("tender", "kind", "cash", "amount", "17.00");
            JsonNode sale = other.ok("complete");
            assertThat(sale.path("total").asText()).isEqualTo("17.00");
            Await.that("both know both", 30, () -> gross().equals("37.00"));
            assertThat(till.ok("exceptions").path("exceptions")).isEmpty();
        }
    }

    @Test
    void a_quotation_is_shown_and_sold_and_is_no_invoice() {
        fill("2");
        JsonNode made = till.ok("quote", "name", "Fahd");
        assertThat(made.path("quotation").path("number").asText()).isEqualTo("S001-T01-Q000001");
        assertThat(made.path("quotation").path("holds").asBoolean()).isTrue();
        assertThat(till.ok("sales").path("count").asInt()).isZero();
        Path picture = dir.resolve("q.png");
        till.ok("receipt-image", "receipt", "S001-T01-Q000001", "file", picture.toString());
        assertThat(picture).exists();
        till.refused("BAD_VALUE", "receipt-image", "receipt", "S001-T01-Q000002", "file", picture.toString());

        assertThat(recall().path("quotation").path("number").asText()).isEqualTo("S001-T01-Q000001");
        assertThat(pay("s").path("receipt").asText()).isEqualTo("S001-T01-000001");
        fill("1");
        assertThat(till.ok("quote").path("quotation").path("number").asText()).isEqualTo("S001-T01-Q000002");
        fill("1");
        for (int days : new int[] {0, -1, 366}) {
            till.refused("BAD_VALUE", "quote", "days", days);
        }
        till.ok("clear");
        till.refused("CART_EMPTY", "quote");
    }
}
