package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;

/** Goods that come, go, spoil and are counted, as a script meets them. */
class GoodsTest {
    private static final String MILK = DemoBarcodes.BATCH_TRACKED;

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

    /** Three pieces that expire first, and four that expire later; nothing else is in stock. */
    private void threeAndFour() {
        for (JsonNode batch : till.ok("stock", "code", MILK).path("batches")) {
            till.ok("count", "code", MILK, "batch", batch.path("batch").asText(), "qty", "0", "approve", "9999");
        }
        receive("B4", "2098-02-01", "4");
        receive("A3", "2098-01-01", "3");
    }

    private void receive(String batch, String expiry, String qty) {
        till.ok("receive", "code", MILK, "qty", qty, "batch", batch, "expiry", expiry, "approve", "9999");
    }

    private String onHand(String batch) {
        for (JsonNode each : till.ok("stock", "code", MILK).path("batches")) {
            if (each.path("batch").asText().equals(batch)) {
                return each.path("onHand").asText();
            }
        }
        return "none";
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        for (JsonNode line : till.ok("cart").path("cart").path("lines")) {
            lines.add(line.path("qty").asText() + " " + line.path("batch").asText());
        }
        return lines;
    }

    private JsonNode pay() {
        till.ok(
                "tender",
                "kind",
                "cash",
                "amount",
                till.ok("cart").path("cart").path("due").asText());
        return till.ok("complete");
    }

    @Test
    void more_than_a_batch_holds_comes_of_the_next_to_expire_and_goes_back_where_it_came_from() {
        threeAndFour();
        JsonNode scanned = till.ok("scan", "code", MILK, "qty", "5");
        assertThat(scanned.path("warnings").toString()).contains("3 × A3").contains("2 × B4");
        assertThat(lines()).containsExactly("3 A3", "2 B4");
        assertThat(scanned.path("total").asText()).isEqualTo("31.25");
        String receipt = pay().path("receipt").asText();
        assertThat(onHand("A3")).isEqualTo("none");
        assertThat(onHand("B4")).isEqualTo("2");
        till.ok("return", "receipt", receipt, "lines", List.of(Map.of("line", 2, "qty", "1")), "reason", "sour");
        assertThat(onHand("B4")).isEqualTo("3");
    }

    @Test
    void pieces_that_are_scanned_one_by_one_leave_an_empty_batch_alone() {
        threeAndFour();
        for (int i = 0; i < 4; i++) {
            till.ok("scan", "code", MILK);
        }
        assertThat(lines()).containsExactly("3 A3", "1 B4");
        till.ok("qty", "line", 2, "qty", "9");
        assertThat(lines()).containsExactly("3 A3", "9 B4");
    }

    @Test
    void a_line_that_becomes_more_than_its_batch_holds_spills_into_the_next() {
        threeAndFour();
        till.ok("scan", "code", MILK);
        JsonNode cart = till.ok("qty", "line", 1, "qty", "6").path("cart");
        assertThat(lines()).containsExactly("3 A3", "3 B4");
        assertThat(cart.path("total").asText()).isEqualTo("37.50");
        till.ok("clear");
        till.ok("scan", "code", MILK, "qty", "9");
        assertThat(lines()).containsExactly("3 A3", "6 B4");
    }

    @Test
    void an_expired_batch_is_never_taken_to_make_up_for_another() {
        threeAndFour();
        receive("OLD", "2020-01-01", "50");
        till.ok("scan", "code", MILK, "qty", "9");
        assertThat(lines()).containsExactly("3 A3", "6 B4");
    }

    @Test
    void goods_that_spoil_go_for_a_reason_once_and_the_ledger_says_who_and_why() {
        threeAndFour();
        till.refused("FORBIDDEN", "adjust", "code", MILK, "batch", "A3", "qty", "-1", "reason", "damaged");
        for (int i = 0; i < 2; i++) {
            JsonNode adjusted = till.ok(
                    "adjust", "code", MILK, "batch", "A3", "qty", "-2", "reason", "damaged", "note", "fell", "key", "k",
                    "approve", "9999");
            assertThat(adjusted.path("onHand").asText()).isEqualTo("5");
            assertThat(adjusted.path("again").asBoolean()).isEqualTo(i == 1);
        }
        till.refused(
                "BAD_VALUE", "adjust", "code", MILK, "batch", "A3", "qty", "2", "reason", "waste", "approve", "9999");
        till.refused(
                "BAD_VALUE", "adjust", "code", MILK, "batch", "A3", "qty", "-2", "reason", "found", "approve", "9999");
        till.refused(
                "BAD_VALUE", "adjust", "code", MILK, "batch", "A3", "qty", "0", "reason", "other", "approve", "9999");
        till.refused(
                "BAD_VALUE",
                "adjust",
                "code",
                MILK,
                "batch",
                "NONE",
                "qty",
                "-1",
                "reason",
                "other",
                "approve",
                "9999");
        till.refused("BAD_VALUE", "adjust", "code", MILK, "qty", "-1", "reason", "other", "approve", "9999");
        till.refused("BAD_VALUE", "receive", "code", MILK, "batch", "A3", "qty", "1", "key", "k", "approve", "9999");
        JsonNode last = till.ok("movements", "code", MILK, "approve", "9999")
                .path("movements")
                .get(0);
        assertThat(last.path("kind").asText()).isEqualTo("waste");
        assertThat(last.path("reason").asText()).isEqualTo("damaged");
        assertThat(last.path("note").asText()).isEqualTo("fell");
        assertThat(last.path("user").asText()).isEqualTo("cashier");
        assertThat(last.path("onHand").asText()).isEqualTo("5");
    }

    @Test
    void a_sheet_is_counted_in_parts_over_a_restart_and_posted_once() throws Exception {
        threeAndFour();
        till.refused("FORBIDDEN", "sheet", "open", Map.of("name", "fridge"));
        String id = till.ok("sheet", "id", 7, "open", Map.of("name", "fridge", "blind", true), "approve", "9999")
                .path("sheet")
                .path("id")
                .asText();
        till.refused("BAD_VALUE", "sheet", "id", id, "post", true, "approve", "9999");
        for (int i = 0; i < 2; i++) {
            till.ok("sheet", "id", id, "count", part("A3", "1"), "key", "first", "approve", "9999");
        }
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        till.ok("login", "pin", "9999", "user", "manager");
        JsonNode sheet = till.ok("sheet", "id", id, "count", part("A3", "1")).path("sheet");
        assertThat(sheet.path("lines").get(0).path("counted").asText()).isEqualTo("2");
        assertThat(sheet.path("lines").get(0).has("expected")).isFalse();
        till.refused("BAD_VALUE", "sheet", "id", id, "count", part("A3", "-3"));
        till.refused("BAD_VALUE", "sheet", "id", id, "count", Map.of("code", MILK, "qty", "1"));
        assertThat(onHand("A3")).isEqualTo("3");
        JsonNode line = till.ok("sheet", "id", id, "post", true)
                .path("sheet")
                .path("lines")
                .get(0);
        assertThat(line.path("expected").asText()).isEqualTo("3");
        assertThat(line.path("difference").asText()).isEqualTo("-1");
        assertThat(onHand("A3")).isEqualTo("2");
        assertThat(onHand("B4")).isEqualTo("4");
        JsonNode differences = till.ok("report", "name", "count-differences", "approve", "9999");
        assertThat(differences.path("rows"))
                .filteredOn(row -> row.path("batch").asText().equals("A3"))
                .singleElement()
                .matches(row -> row.path("counted").asText().equals("2"));
        assertThat(till.ok("sheet", "id", id, "post", true).path("again").asBoolean())
                .isTrue();
        till.refused("BAD_VALUE", "sheet", "id", id, "count", part("A3", "1"));
        assertThat(till.ok("sheets").path("sheets").get(0).path("state").asText())
                .isEqualTo("posted");
        till.refused("BAD_VALUE", "sheet", "id", "nothing");
        till.refused("BAD_VALUE", "sheet", "open", Map.of("name", "x", "category", "no-such"));
        till.refused("BAD_VALUE", "sheet", "open", Map.of("name", "x"), "post", true);
    }

    private static Map<String, String> part(String batch, String qty) {
        return Map.of("code", MILK, "qty", qty, "batch", batch);
    }

    @Test
    void gs1_codes_say_batch_expiry_and_quantity_and_nobody_may_contradict_them() {
        String gtin = "0" + MILK;
        String code = "(01)" + gtin + "(17)990131(10)LOT7(30)6";
        till.ok("receive", "code", code, "approve", "9999");
        assertThat(onHand("LOT7")).isEqualTo("6");
        till.refused("BAD_VALUE", "receive", "code", code, "qty", "5", "approve", "9999");
        till.refused("BAD_VALUE", "receive", "code", code, "batch", "OTHER", "approve", "9999");
        till.refused("BAD_VALUE", "receive", "code", code, "expiry", "2098-01-01", "approve", "9999");
        till.ok("receive", "code", code, "qty", "6", "batch", "LOT7", "approve", "9999");
        assertThat(onHand("LOT7")).isEqualTo("12");
        String link = "https://id.example.com/01/" + gtin + "/10/LOT7";
        till.refused("BAD_VALUE", "count", "code", link, "approve", "9999");
        till.ok("count", "code", link, "qty", "9", "approve", "9999");
        till.ok("adjust", "code", code.replace("(30)6", "(30)2"), "reason", "waste", "approve", "9999");
        assertThat(onHand("LOT7")).isEqualTo("7");
        assertThat(till.ok("stock", "code", link).path("product").isTextual()).isTrue();
        String swallowed = "01" + gtin + "10LOT717990131";
        assertThat(till.ok("receive", "code", swallowed, "qty", "1", "approve", "9999")
                        .path("warnings"))
                .hasSize(1);
    }
}
