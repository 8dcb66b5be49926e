package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;

/** Selling that is only played: answered as usual, and nothing of it is there afterwards. */
class TrainingTest {
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

    private void begin() {
        assertThat(till.ok("training", "on", true, "approve", "9999")
                        .path("training")
                        .asBoolean())
                .isTrue();
    }

    /** All that other tills and head office will ever see of this till. */
    private JsonNode kept() {
        return till.ok("digest").path("scopes");
    }

    @Test
    void a_sale_is_played_to_its_end_and_nothing_of_it_is_kept() throws Exception {
        JsonNode real = till.sell("real", DemoBarcodes.PLAIN);
        JsonNode stock = till.ok("stock", "code", DemoBarcodes.PLAIN);
        begin();
        JsonNode before = kept();

        JsonNode scanned = till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("void-line", "line", scanned.path("line").path("line").asInt(), "reason", "practice");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("discount", "percent", "5");
        till.ok("tender", "kind", "cash", "amount", "50.00");
        JsonNode played = till.ok("complete", "key", "played");

        assertThat(played.path("receipt").asText()).isEqualTo("TRAINING-000001");
        assertThat(played.path("total").asText()).isEqualTo("17.57");
        assertThat(played.path("change").asText()).isEqualTo("32.43");
        assertThat(played.path("icv").asLong()).isZero();
        assertThat(played.path("taxInvoice").asBoolean()).isFalse();
        assertThat(kept()).isEqualTo(before);
        Path picture = dir.resolve("played.png");
        till.ok("receipt-image", "receipt", "TRAINING-000001", "file", picture.toString());
        assertThat(picture).exists();

        till.ok("training", "on", false);
        assertThat(till.ok("stock", "code", DemoBarcodes.PLAIN).path("onHand")).isEqualTo(stock.path("onHand"));
        assertThat(till.ok("sales").path("count").asInt()).isEqualTo(1);
        assertThat(till.ok("sales").path("gross").asText())
                .isEqualTo(real.path("total").asText());
        JsonNode next = till.sell("played", DemoBarcodes.PLAIN);
        assertThat(next.path("receipt").asText()).as("the key was not used").endsWith("000002");
        assertThat(next.path("icv").asLong()).isEqualTo(real.path("icv").asLong() + 1);
        till.ok("login", "pin", "9999", "user", "manager");
        assertThat(till.ok("audit", "kind", "training").path("events")).hasSize(2);
        assertThat(till.ok("audit", "kind", "void-line").path("events")).isEmpty();
    }

    @Test
    void it_needs_the_right_to_it_and_an_empty_cart() {
        assertThat(till.refused("FORBIDDEN", "training", "on", true)).contains("begin training");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.refused("CART_OPEN", "training", "on", true, "approve", "9999");
        till.ok("clear");
        begin();
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.refused("CART_OPEN", "training", "on", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'do':'park','name':'x'}",
                "{'do':'split','lines':[{'line':1,'qty':'1'}]}",
                "{'do':'recall','cart':'x'}",
                "{'do':'return','receipt':'S001-T01-000001','lines':[{'line':1,'qty':'1'}],'approve':'9999'}",
                "{'do':'tender','kind':'gift','amount':'1.00','card':'63001'}",
                "{'do':'customer','new':{'name':'Practice'}}",
                "{'do':'cash','kind':'in','amount':'1.00','reason':'x','approve':'9999'}",
                "{'do':'drawer','reason':'x','approve':'9999'}",
                "{'do':'receive','code':'" + DemoBarcodes.PLAIN + "','qty':'1','approve':'9999'}",
                "{'do':'count','code':'" + DemoBarcodes.PLAIN + "','qty':'1','approve':'9999'}",
                "{'do':'time-clock','state':'in'}",
                "{'do':'quote'}",
                "{'do':'deposit','amount':'1.00'}",
                "{'do':'set-time','at':'2026-12-01T10:00:00Z','approve':'9999'}"
            })
    void what_would_be_kept_is_refused_by_name(String command) throws Exception {
        till.sell("real", DemoBarcodes.PLAIN);
        begin();
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        JsonNode before = kept();

        JsonNode answer = till.raw(command.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

        assertThat(PipedTill.refusal("TRAINING", answer)).contains("S001-T01");
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void the_shift_is_neither_opened_nor_closed_nor_needed() {
        begin();
        till.refused("TRAINING", "shift-close", "counted", "200.00");
        till.ok("training", "on", false);
        till.ok("shift-close", "counted", "200.00");
        begin();
        till.refused("TRAINING", "shift-open", "float", "200.00");
        assertThat(till.sell("k", DemoBarcodes.PLAIN).path("receipt").asText()).isEqualTo("TRAINING-000001");
    }

    @Test
    void it_goes_on_after_a_restart_with_its_cart_and_says_so() throws Exception {
        begin();
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.close();
        till = PipedTill.demo(dir.resolve("till"));

        assertThat(till.ok("status").path("training").asBoolean()).isTrue();
        till.ok("login", "pin", "1111", "user", "cashier");
        till.ok("tender", "kind", "card", "amount", "18.50", "card", "12345");
        assertThat(till.ok("complete").path("receipt").asText()).isEqualTo("TRAINING-000001");
        till.ok("training", "on", false);
        assertThat(till.ok("status").path("training").asBoolean()).isFalse();
        assertThat(till.ok("sales").path("count").asInt()).isZero();
    }

    @Test
    void what_a_neighbour_asks_is_answered_all_the_same() throws Exception {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        String cart = till.ok("park", "name", "waits").path("cart").asText();
        begin();
        String here = "127.0.0.1:" + till.ready.path("listen").asInt();
        try (PipedTill other = PipedTill.demo(dir.resolve("other"), "T02", null, here)) {
            other.openShop();
            Await.that(
                    "the cart is known there",
                    30,
                    () -> other.ok("parked").path("carts").size() == 1);
            assertThat(other.ok("recall", "cart", cart).path("cart").path("lines"))
                    .hasSize(1);
        }
    }
}
