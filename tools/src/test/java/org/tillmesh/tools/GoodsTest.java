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
        till.ok(
                "receive",
                "code",
                MILK,
                "qty",
                qty,
                "batch",
                batch,
                "expiry",
                expiry,
                "approve",
                "9999");
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
}
