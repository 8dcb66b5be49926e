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
import org.tillmesh.tools.trial.Await;

/** Goods that head office has a say in: ordered, moved between branches, not to go below what is there. */
class GoodsAtOfficeTest {
    private static final String RICE = DemoBarcodes.PLAIN;
    private static final String MILK = DemoBarcodes.BATCH_TRACKED;

    @TempDir
    Path dir;

    private HeadOffice office;
    private PipedTill one;

    @BeforeEach
    void open() throws Exception {
        office = HeadOffice.demo(dir);
        one = office.demoTill("S001", "T01");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private JsonNode asked(String path) {
        try {
            return office.ok("GET", path);
        } catch (Exception e) {
            throw new AssertionError("Head office does not answer " + path, e);
        }
    }

    private static String onHand(PipedTill till, String code) {
        return till.ok("stock", "code", code).path("onHand").asText();
    }

    private static int pieces(PipedTill till, String code) {
        return Integer.parseInt(onHand(till, code));
    }

    private String product(String code) {
        return one.ok("stock", "code", code).path("product").asText();
    }

    private static JsonNode order(PipedTill till) {
        return till.ok("orders").path("orders").path(0);
    }

    @Test
    void an_order_is_received_by_two_tills_and_tells_what_is_open_and_what_came_too_much() throws Exception {
        PipedTill two = office.demoTill("S001", "T02");
        office.ok("POST", "suppliers", "{\"id\":\"dairy\",\"name\":\"Dairy\",\"nameAr\":\"ألبان\"}");
        String id = office.ok(
                        "POST",
                        "orders",
                        "{\"store\":\"S001\",\"supplier\":\"dairy\",\"expected\":\"2027-01-31\",\"lines\":[{\"product\":\""
                                + product(RICE)
                                + "\",\"qty\":\"8\",\"cost\":\"11.00\"}]}")
                .path("id")
                .asText();
        assertThat(id).isEqualTo("PO-000001");
        for (PipedTill till : List.of(one, two)) {
            Await.that(
                    "the order is there",
                    20,
                    () -> order(till).path("id").asText().equals(id));
        }
        assertThat(order(one).path("supplierName").asText()).isEqualTo("Dairy");
        assertThat(order(one).path("state").asText()).isEqualTo("open");
        int before = pieces(one, RICE);
        for (PipedTill till : List.of(one, two)) {
            till.ok("link", "state", "down");
        }
        assertThat(one.ok("receive", "code", RICE, "qty", "5", "order", id, "key", "a")
                        .path("order")
                        .path("lines")
                        .get(0)
                        .path("open")
                        .asText())
                .isEqualTo("3");
        two.ok("receive", "code", RICE, "qty", "5", "order", id, "key", "b");
        one.refused("BAD_VALUE", "receive", "code", MILK, "qty", "5", "batch", "X", "order", id);
        one.refused("BAD_VALUE", "receive", "code", RICE, "qty", "5", "order", "none");
        for (PipedTill till : List.of(one, two)) {
            till.ok("link", "state", "up");
        }
        Await.that("both sums", 30, () -> asked("orders/" + id)
                .path("lines")
                .get(0)
                .path("received")
                .asText()
                .equals("10"));
        JsonNode known = office.ok("GET", "orders/" + id);
        assertThat(known.path("progress").asText()).isEqualTo("received");
        assertThat(known.path("lines").get(0).path("over").asText()).isEqualTo("2");
        assertThat(known.path("lines").get(0).path("open").asText()).isEqualTo("0");
        Await.that("the other till's part", 20, () -> pieces(one, RICE) == before + 10);
        JsonNode value = one.ok("report", "name", "stock-value");
        assertThat(value.path("rows").toString()).contains("\"cost\":\"11.00\"");
        office.ok("PATCH", "orders/" + id, "{\"status\":\"closed\"}");
        Await.that("it is closed", 20, () -> order(one).path("state").asText().equals("closed"));
        one.refused("BAD_VALUE", "receive", "code", RICE, "qty", "1", "order", id);
        assertThat(office.refused("POST", "orders", "{\"store\":\"S001\",\"supplier\":\"nobody\",\"lines\":[]}")
                        .path("message")
                        .asText())
                .contains("supplier");
        assertThat(office.refused("PATCH", "orders/" + id, "{\"status\":\"eaten\"}")
                        .path("message")
                        .asText())
                .contains("eaten");
    }

    @Test
    void what_is_not_to_go_below_zero_is_sold_with_a_managers_word_only_and_what_is_low_is_listed() throws Exception {
        String saffron = product(DemoBarcodes.LAST_ONE);
        office.ok("PUT", "stock-rules/" + saffron, "{\"negativeStock\":false,\"minStock\":\"5\"}");
        one.ok("logout");
        one.ok("login", "pin", "1111", "user", "cashier");
        Await.that("the rule is there", 20, () -> {
            one.ok("clear");
            return !one.ask("scan", "code", DemoBarcodes.LAST_ONE, "qty", "2")
                    .path("ok")
                    .asBoolean();
        });
        assertThat(one.refused("FORBIDDEN", "scan", "code", DemoBarcodes.LAST_ONE, "qty", "2"))
                .contains("approve");
        one.ok("scan", "code", DemoBarcodes.LAST_ONE);
        one.refused("FORBIDDEN", "qty", "line", 1, "qty", "2");
        one.ok("qty", "line", 1, "qty", "2", "approve", "9999");
        JsonNode low = one.ok("report", "name", "low-stock", "approve", "9999");
        assertThat(low.path("rows")).hasSize(1);
        assertThat(low.path("rows").get(0).path("lacking").asText()).isEqualTo("4");
        assertThat(office.ok("GET", "stock-rules")
                        .path("rules")
                        .get(0)
                        .path("minStock")
                        .asText())
                .isEqualTo("5");
        assertThat(office.refused("PUT", "stock-rules/" + saffron, "{\"minStock\":\"-1\"}")
                        .path("message")
                        .asText())
                .contains("-1");
    }

    private JsonNode transfer(PipedTill till, String id) {
        for (JsonNode each : till.ok("transfers").path("transfers")) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        return till.ok("transfers");
    }

    /** Ten of goods come from the second branch to the first, and two of them don't. */
    private String tenOfWhichEightCome(PipedTill two, String code) throws Exception {
        String id = one.ok("transfer", "from", "S002", "code", code, "qty", "10")
                .path("transfer")
                .asText();
        Await.that("head office hears of it", 20, () -> asked("transfers")
                .toString()
                .contains(id));
        office.ok("POST", "transfers?id=" + id + "&decision=approve");
        Await.that(
                "approved", 20, () -> transfer(two, id).path("state").asText().equals("APPROVED"));
        two.refused(
                "BAD_VALUE",
                "transfer",
                "transfer",
                id,
                "step",
                "send",
                "lines",
                List.of(Map.of("code", code, "qty", "11")));
        two.ok("transfer", "transfer", id, "step", "send");
        Await.that("sent", 20, () -> transfer(one, id).path("state").asText().equals("SENT"));
        List<Map<String, String>> eight = List.of(Map.of("code", code, "qty", "8"));
        one.refused(
                "BAD_VALUE",
                "transfer",
                "transfer",
                id,
                "step",
                "receive",
                "lines",
                List.of(Map.of("code", code, "qty", "12")));
        for (int i = 0; i < 2; i++) {
            one.ok("transfer", "transfer", id, "step", "receive", "lines", eight);
        }
        Await.that("it is to be decided", 20, () -> transfer(two, id)
                .path("toDecide")
                .asBoolean());
        return id;
    }

    @Test
    void goods_that_did_not_come_are_in_no_stock_until_head_office_says_where_they_are() throws Exception {
        PipedTill two = office.demoTill("S002", "T01");
        int here = pieces(one, RICE);
        int there = pieces(two, RICE);
        String id = tenOfWhichEightCome(two, RICE);
        assertThat(pieces(one, RICE)).isEqualTo(here + 8);
        assertThat(pieces(two, RICE)).isEqualTo(there - 10);
        one.refused("BAD_VALUE", "transfer", "transfer", id, "step", "settle");
        JsonNode decided = office.ok("POST", "transfers?id=" + id + "&decision=back&note=found%20in%20the%20van");
        assertThat(decided.path("missing").get(0).path("qty").asText()).isEqualTo("2");
        Await.that(
                "decided", 20, () -> transfer(two, id).path("decision").asText().equals("back"));
        for (int i = 0; i < 2; i++) {
            two.ok("transfer", "transfer", id, "step", "settle");
        }
        assertThat(pieces(two, RICE)).isEqualTo(there - 8);
        assertThat(pieces(one, RICE)).isEqualTo(here + 8);
        Await.that(
                "settled", 20, () -> transfer(one, id).path("settled").asText().equals("S002-T01"));

        String lost = tenOfWhichEightCome(two, RICE);
        office.ok("POST", "transfers?id=" + lost + "&decision=lost");
        Await.that(
                "decided",
                20,
                () -> transfer(one, lost).path("decision").asText().equals("lost"));
        one.refused("BAD_VALUE", "transfer", "transfer", lost, "step", "settle");
        assertThat(pieces(one, RICE)).isEqualTo(here + 16);
        assertThat(pieces(two, RICE)).isEqualTo(there - 18);
    }

    @Test
    void what_expires_first_is_sent_first_and_keeps_its_batch_on_the_way() throws Exception {
        PipedTill two = office.demoTill("S002", "T01");
        two.ok("receive", "code", MILK, "qty", "6", "batch", "SOON", "expiry", "2090-01-01");
        String id = tenOfWhichEightCome(two, MILK);
        var batches = new ArrayList<String>();
        one.ok("stock", "code", MILK)
                .path("batches")
                .forEach(batch -> batches.add(batch.path("batch").asText() + " "
                        + batch.path("expiry").asText() + " "
                        + batch.path("onHand").asText()));
        assertThat(batches).contains("SOON 2090-01-01 6");
        office.ok("POST", "transfers?id=" + id + "&decision=found");
        int here = pieces(one, MILK);
        Await.that(
                "decided", 20, () -> transfer(one, id).path("decision").asText().equals("found"));
        one.ok("transfer", "transfer", id, "step", "settle");
        assertThat(pieces(one, MILK)).isEqualTo(here + 2);
    }
}
