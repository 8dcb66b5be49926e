package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.hardware.code.Ean13;
import org.tillmesh.retail.demo.DemoBarcodes;

/** What a cashier may do alone with money: discounts, refunds, cards, cash. */
class CounterRulesTest {
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

    private static JsonNode cart(JsonNode answer) {
        return answer.path("cart");
    }

    private void scanTen() {
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "10");
    }

    // ---- discounts

    @Test
    void a_discount_that_grows_by_a_smaller_quantity_is_asked_for_before_anything_is_paid() {
        scanTen();
        assertThat(cart(till.ok("discount", "amount", "18.50")).has("needsApproval"))
                .isFalse();
        JsonNode cart = cart(till.ok("qty", "line", 1, "qty", "1"));
        assertThat(cart.path("total").asText()).isEqualTo("0.00");
        assertThat(cart.path("handPercent").asText()).isEqualTo("100");
        assertThat(cart.path("needsApproval").asText()).contains("10 %").contains("100 %");
        assertThat(till.refused("FORBIDDEN", "complete", "key", "a"))
                .contains("100 %")
                .contains("approve");
        till.refused("WRONG_PIN", "complete", "key", "a", "approve", "1111");
        till.ok("complete", "key", "a", "approve", "9999");
    }

    @Test
    void the_first_tender_asks_too_and_its_approval_stays_with_the_cart() {
        scanTen();
        till.ok("discount", "amount", "18.50");
        till.ok("qty", "line", 1, "qty", "5");
        assertThat(till.refused("FORBIDDEN", "tender", "kind", "cash", "amount", "10.00"))
                .contains("20 %");
        till.ok("tender", "kind", "cash", "amount", "10.00", "approve", "9999");
        till.ok("tender", "kind", "cash", "amount", "64.00");
        till.ok("complete");
    }

    @Test
    void a_discount_grows_by_voiding_and_shrinks_again_by_scanning() {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("scan", "code", DemoBarcodes.ZERO_RATED, "qty", "5");
        till.ok("discount", "amount", "5.00");
        till.ok("void-line", "line", 2, "reason", "x");
        till.refused("FORBIDDEN", "tender", "kind", "cash", "amount", "50.00");
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "5");
        till.sell("k");
    }

    @Test
    void one_line_given_away_beside_dear_ones_needs_a_manager() {
        scanTen();
        till.ok("scan", "code", DemoBarcodes.ZERO_RATED);
        assertThat(till.refused("FORBIDDEN", "discount", "line", 2, "percent", "100"))
                .contains("100 %");
        till.refused("FORBIDDEN", "discount", "line", 2, "amount", "7.95");
        till.ok("discount", "line", 2, "percent", "100", "approve", "9999");
        till.sell("k");
    }

    @Test
    void a_percentage_is_judged_as_it_was_typed() {
        till.ok("scan", "code", DemoBarcodes.ZERO_RATED);
        till.ok("discount", "percent", "10");
        till.ok("discount", "line", 1, "percent", "0");
        till.ok("scan", "code", DemoBarcodes.WEIGHED);
        till.refused("FORBIDDEN", "discount", "percent", "10.01");
        till.sell("k");
    }

    @Test
    void an_approval_survives_parking_recall_and_restart_and_covers_no_greater_share() throws Exception {
        scanTen();
        till.ok("discount", "percent", "30", "approve", "9999");
        String parked = till.ok("park", "name", "p").path("cart").asText();
        till.ok("recall", "cart", parked);
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        till.ok("login", "pin", "1111", "user", "cashier");
        till.ok("qty", "line", 1, "qty", "2");
        till.ok("discount", "percent", "25");
        till.refused("FORBIDDEN", "discount", "percent", "30.01");
        till.sell("k");
    }

    @Test
    void a_cart_that_nobody_approved_is_not_approved_by_parking() {
        scanTen();
        till.ok("discount", "amount", "18.50");
        till.ok("qty", "line", 1, "qty", "1");
        till.ok("recall", "cart", till.ok("park", "name", "p").path("cart").asText());
        till.refused("FORBIDDEN", "complete");
        till.ok("qty", "line", 1, "qty", "1", "approve", "9999");
        till.ok("complete");
    }

    @Test
    void what_a_manager_gives_needs_nobody_else() {
        till.ok("logout");
        till.ok("login", "pin", "9999", "user", "manager");
        scanTen();
        till.ok("discount", "percent", "50");
        till.sell("k");
    }

    // ---- cards and cash

    @Test
    void a_card_pays_only_with_its_terminals_approval_code() {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        assertThat(till.refused("BAD_VALUE", "tender", "kind", "card", "amount", "18.50"))
                .contains("approval code")
                .contains("2 to 12");
        for (String bad : List.of("", "1", "1234567890123", "12 34", "12-34", "٤٥٦٧", "رمز")) {
            till.refused("BAD_VALUE", "tender", "kind", "card", "amount", "18.50", "card", bad);
        }
        till.ok("tender", "kind", "card", "amount", "18.50", "card", "A1b2C3");
        till.ok("complete");
    }

    @Test
    void cash_float_and_count_refuse_what_a_scanner_typed() {
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "900");
        assertThat(till.refused("BAD_VALUE", "tender", "kind", "cash", "amount", "6289999222460.50"))
                .contains("barcode");
        till.refused("BAD_VALUE", "tender", "kind", "cash", "amount", "96385074");
        till.refused("BAD_VALUE", "tender", "kind", "cash", "amount", "21650.01");
        till.ok("tender", "kind", "cash", "amount", "21650.00");
        till.ok("complete");
        assertThat(till.refused("BAD_VALUE", "shift-close", "counted", "6289999222460"))
                .contains("barcode");
        till.refused("BAD_VALUE", "shift-close", "counted", "10000000.00");
        till.ok("shift-close", "counted", "9999999.99");
        till.refused("BAD_VALUE", "shift-open", "float", "96385074");
        till.ok("shift-open", "float", "500");
    }

    // ---- refunds

    private String sold(Object... tenders) {
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "4");
        for (Object tender : tenders) {
            till.ok("tender", ((List<?>) tender).toArray());
        }
        return till.ok("complete").path("receipt").asText();
    }

    private static List<Object> card(String amount) {
        return List.of("kind", "card", "amount", amount, "card", "123456");
    }

    private static List<Object> cash(String amount) {
        return List.of("kind", "cash", "amount", amount);
    }

    private static List<Map<String, Object>> units(int count) {
        return List.of(Map.of("line", 1, "qty", String.valueOf(count)));
    }

    private static String paidBack(JsonNode answer) {
        var parts = new StringBuilder();
        answer.path("tenders").forEach(t -> parts.append(t.path("kind").asText())
                .append(' ')
                .append(t.path("amount").asText())
                .append(';'));
        return parts.toString();
    }

    @Test
    void a_refund_goes_back_the_way_that_was_paid() {
        String byCard = sold(card("74.00"));
        assertThat(paidBack(till.ok("return", "receipt", byCard, "lines", units(1))))
                .isEqualTo("card 18.50;");
        assertThat(paidBack(till.ok("return", "receipt", byCard, "lines", units(1), "tender", "original")))
                .isEqualTo("card 18.50;");
        String inCash = sold(cash("100.00"));
        assertThat(paidBack(till.ok("return", "receipt", inCash, "lines", units(4))))
                .isEqualTo("cash 74.00;");
        assertThat(till.ok("x").path("figures").path("expected").asText()).isEqualTo("200.00");
    }

    @Test
    void cash_for_what_a_card_paid_is_a_managers_word() {
        String byCard = sold(card("74.00"));
        assertThat(till.refused("FORBIDDEN", "return", "receipt", byCard, "lines", units(1), "tender", "cash"))
                .contains("cash")
                .contains("card");
        till.refused("WRONG_PIN", "return", "receipt", byCard, "lines", units(1), "tender", "cash", "approve", "1111");
        assertThat(paidBack(
                        till.ok("return", "receipt", byCard, "lines", units(1), "tender", "cash", "approve", "9999")))
                .isEqualTo("cash 18.50;");
        String mixed = sold(card("1.00"), cash("73.00"));
        till.refused("FORBIDDEN", "return", "receipt", mixed, "lines", units(1), "tender", "cash");
        String inCash = sold(cash("74.00"));
        till.refused("FORBIDDEN", "return", "receipt", inCash, "lines", units(1), "tender", "card");
        till.ok("return", "receipt", inCash, "lines", units(1), "tender", "cash");
    }

    @Test
    void what_was_paid_in_two_ways_goes_back_in_both_and_the_parts_add_up() {
        String mixed = sold(card("24.01"), cash("50.00"));
        assertThat(paidBack(till.ok("return", "receipt", mixed, "lines", units(1))))
                .isEqualTo("card 6.00;cash 12.50;");
        assertThat(paidBack(till.ok("return", "receipt", mixed, "lines", units(3))))
                .isEqualTo("card 18.01;cash 37.49;");
    }

    // ---- labels

    private static final String WEIGHED_ITEM = DemoBarcodes.WEIGHED.substring(0, 7);

    private static String gtin(String ean13) {
        return "010" + ean13;
    }

    private JsonNode line(String code) {
        return till.ok("scan", "code", code).path("line");
    }

    @Test
    void gs1_weight_count_and_dates_count() {
        JsonNode weighed =
                line("]C101" + "0" + Ean13.complete(WEIGHED_ITEM + "00000") + "3103001250" + "15991231" + "91own");
        assertThat(weighed.path("qty").asText()).isEqualTo("1.250");
        JsonNode counted = line("]C1" + gtin(DemoBarcodes.PLAIN) + "3012\u001d" + "240X\u001d" + "91y");
        assertThat(counted.path("qty").asText()).isEqualTo("12");
        assertThat(counted.path("total").asText()).isEqualTo("222.00");
        till.refused("EXPIRED", "scan", "code", "]C1" + gtin(DemoBarcodes.PLAIN) + "15200131");
        till.refused("BAD_VALUE", "scan", "code", "]C1" + gtin(DemoBarcodes.PLAIN) + "1527");
        till.refused("BAD_VALUE", "scan", "code", "]C1" + gtin(DemoBarcodes.PLAIN) + "3012", "qty", "2");
        assertThat(line("]C1" + gtin(DemoBarcodes.PLAIN) + "392" + "2" + "1234")
                        .path("total")
                        .asText())
                .isEqualTo("12.34");
        till.sell("k");
    }

    @Test
    void a_label_that_bears_a_price_is_sold_and_taken_back_at_exactly_that_price() {
        String label = "]e001" + "0" + Ean13.complete("210064000000") + "392" + "2" + "009999"; // 41.90 a kilogram
        JsonNode line = line(label);
        assertThat(line.path("total").asText()).isEqualTo("99.99");
        assertThat(line.path("price").asText()).isEqualTo("41.90");
        assertThat(line.path("qty").asText()).isEqualTo("2.386");
        assertThat(till.refused("BAD_VALUE", "qty", "line", 1, "qty", "1")).contains("99.99");
        till.ok("recall", "cart", till.ok("park", "name", "p").path("cart").asText());
        JsonNode sold = till.sell("k");
        assertThat(sold.path("total").asText()).isEqualTo("99.99");
        JsonNode back = till.ok(
                "return",
                "receipt",
                sold.path("receipt").asText(),
                "lines",
                List.of(Map.of("line", 1, "qty", "2.386")));
        assertThat(back.path("total").asText()).isEqualTo("99.99");
        till.refused("BAD_VALUE", "scan", "code", label, "qty", "2");
        till.refused("BAD_VALUE", "scan", "code", label.replace("009999", "000000"));
    }

    @Test
    void a_label_that_asks_less_than_half_of_the_shelfs_price_is_a_managers_word() {
        String piece = "010" + DemoBarcodes.PLAIN + "3922"; // 18.50
        assertThat(till.refused("FORBIDDEN", "scan", "code", piece + "0001"))
                .contains("0.01")
                .contains("18.50");
        till.refused("FORBIDDEN", "scan", "code", piece + "0924");
        till.ok("scan", "code", piece + "0925");
        String weighed = "010" + Ean13.complete("210064000000") + "3103002000" + "3922"; // 2 kg are 83.80
        till.refused("FORBIDDEN", "scan", "code", weighed + "4189");
        till.ok("scan", "code", weighed + "4190");
        assertThat(till.ok("scan", "code", piece + "0100", "approve", "9999")
                        .path("line")
                        .path("total")
                        .asText())
                .isEqualTo("1.00");
    }

    private static String weighedArticle() {
        return gtin(Ean13.complete(WEIGHED_ITEM + "00000"));
    }

    @Test
    void a_weight_that_a_code_does_not_say_is_never_made_up() {
        String article = weighedArticle();
        for (String without : List.of("", "10L1", "3012", "3202002756", "3153001250", "10L1" + "3103001250")) {
            assertThat(till.refused("BAD_VALUE", "scan", "code", "]C1" + article + without))
                    .as(without)
                    .contains("how many kilograms")
                    .contains("\"qty\"");
        }
        assertThat(till.ok("scan", "code", "]C1" + article + "10L1", "qty", "0.750")
                        .path("line")
                        .path("qty")
                        .asText())
                .isEqualTo("0.750");
        assertThat(till.ok("cart").path("cart").path("lines")).hasSize(1);
    }

    @Test
    void pieces_are_counted_whatever_they_weigh() {
        String piece = "]C1" + gtin(DemoBarcodes.PLAIN);
        assertThat(line(piece + "3103001250").path("qty").asText())
                .as("a piece that weighs so much")
                .isEqualTo("1");
        assertThat(line(piece + "3012").path("qty").asText())
                .as("and twelve more")
                .isEqualTo("13");
    }

    @Test
    void a_batch_that_swallowed_a_date_is_sold_with_a_warning() {
        JsonNode scanned = till.ok("scan", "code", "]C1" + gtin(DemoBarcodes.PLAIN) + "10AB1" + "17991231");
        assertThat(scanned.path("warnings").get(0).asText())
                .contains("AB117991231")
                .contains("17991231")
                .contains("FNC1");
        assertThat(till.ok("scan", "code", "]C1" + gtin(DemoBarcodes.PLAIN) + "17991231" + "10AB1")
                        .path("warnings"))
                .isEmpty();
    }

    @Test
    void a_web_address_that_names_an_article_is_scanned_like_its_label() {
        String link = "https://id.gs1.org/01/0" + DemoBarcodes.PLAIN;
        assertThat(line(link).path("qty").asText()).isEqualTo("1");
        assertThat(line(link + "/10/AB1?30=12").path("qty").asText()).isEqualTo("12");
        till.refused("EXPIRED", "scan", "code", link + "?17=200131");
        assertThat(till.refused("UNKNOWN_BARCODE", "scan", "code", "https://shop.example/"))
                .contains("shop.example");
    }

    @Test
    void one_article_is_one_article_in_every_length_and_with_the_symbols_name_before_it() {
        for (String written : List.of(DemoBarcodes.PLAIN, "0" + DemoBarcodes.PLAIN, "]E0" + DemoBarcodes.PLAIN)) {
            line(written);
        }
        JsonNode lines = till.ok("cart").path("cart").path("lines");
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).path("qty").asText()).isEqualTo("3");
    }

    @Test
    void barcodes_as_quantities_of_stock_and_costs_are_asked_about() {
        assertThat(till.refused("BAD_VALUE", "count", "code", DemoBarcodes.PLAIN, "qty", "96385074", "approve", "9999"))
                .contains("barcode");
        assertThat(till.refused(
                        "BAD_VALUE", "receive", "code", DemoBarcodes.PLAIN, "qty", "96385074", "approve", "9999"))
                .contains("barcode");
        assertThat(till.refused(
                        "BAD_VALUE",
                        "receive",
                        "code",
                        DemoBarcodes.PLAIN,
                        "qty",
                        "1",
                        "cost",
                        DemoBarcodes.PLAIN,
                        "approve",
                        "9999"))
                .contains("barcode");
        assertThat(till.refused("BAD_VALUE", "scan", "code", DemoBarcodes.PLAIN, "qty", DemoBarcodes.PLAIN))
                .contains("barcode");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        assertThat(till.refused("BAD_VALUE", "qty", "line", 1, "qty", "96385074"))
                .contains("barcode");
    }
}
