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
import org.tillmesh.tools.trial.Await;

/** Nobody keeps points of goods that came back, whichever way they are bought and brought back. */
class PointsBackTest {
    private static final String GUM = "6281000000014";
    private static final String MILK = "6281000000021";

    @TempDir
    Path dir;

    private HeadOffice office;
    private PipedTill till;
    private String sara;

    @BeforeEach
    void open() throws Exception {
        office = new HeadOffice(dir);
        office.ok("POST", "products", "id,barcode,name,price\nA1," + GUM + ",Gum,0.30\nA2," + MILK + ",Milk,100.00\n");
        office.ok("POST", "settings", "{\"id\":\"company\",\"pointsPerRiyal\":2,\"pointValue\":\"0.10\"}");
        till = office.till("till");
        till.choosePin("cashier", "1111", "2468");
        till.choosePin("manager", "999999", "135790");
        till.ok("login", "user", "cashier", "pin", "2468");
        till.ok("shift-open", "float", "500.00");
        Await.that("products", 20, () -> !till.ok("search", "text", "milk")
                .path("products")
                .isEmpty());
        sara = till.ok("customer", "new", Map.of("name", "Sara", "phone", "0512345678"))
                .path("customer")
                .path("id")
                .asText();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private void cart(String code, String qty) {
        till.ok("scan", "code", code, "qty", qty);
        till.ok("customer", "id", sara, "attach", true);
    }

    private JsonNode sold(String code, String qty, String due) {
        cart(code, qty);
        till.ok("tender", "kind", "cash", "amount", due);
        return till.ok("complete");
    }

    private static String receipt(JsonNode sale) {
        return sale.path("receipt").asText();
    }

    private void back(JsonNode sale) {
        till.ok("return", "receipt", receipt(sale), "lines", List.of(Map.of("line", 1, "qty", "1")));
    }

    /** What the points at head office come to, once it has heard of them. */
    private void points(long expected) {
        Await.that("head office knows " + expected + " points", 20, () -> known().equals(
                        expected / 100 + "." + expected % 100 / 10 + expected % 10));
    }

    private String known() {
        try {
            return office.ok("GET", "escrow?account=points:" + sara, "")
                    .path("balance")
                    .asText();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void many_small_returns_take_as_many_points_as_one() {
        JsonNode sale = sold(GUM, "5", "1.50");
        points(2);
        for (int i = 0; i < 5; i++) {
            back(sale);
        }
        points(0);
    }

    @Test
    void what_a_deposit_earned_goes_back_with_the_goods() {
        cart(MILK, "1");
        till.ok("deposit", "amount", "99.00");
        points(198);
        till.ok(
                "recall",
                "cart",
                till.ok("parked").path("carts").path(0).path("id").asText());
        till.ok("tender", "kind", "cash", "amount", "1.00");
        JsonNode sale = till.ok("complete");
        points(200);
        back(sale);
        points(0);
    }

    @Test
    void goods_that_points_paid_earn_none_by_being_exchanged() {
        sold(MILK, "1", "100.00");
        points(200);
        cart(GUM, "1");
        Await.that("points pay", 20, () -> till.ask("tender", "kind", "points", "amount", "0.30")
                .path("ok")
                .asBoolean());
        JsonNode paidByPoints = till.ok("complete");
        points(197);
        cart(GUM, "4");
        till.ok("scan", "code", GUM, "qty", "1", "back", Map.of("receipt", receipt(paidByPoints), "line", 1));
        till.ok("tender", "kind", "cash", "amount", "0.90");
        till.ok("complete");
        points(197); // of 1.20 only 0.90 is new money
    }

    @Test
    void goods_whose_points_are_spent_come_back_by_another_ones_word() {
        JsonNode sale = sold(MILK, "1", "100.00");
        points(200);
        cart(GUM, "50");
        Await.that("points pay", 20, () -> till.ask("tender", "kind", "points", "amount", "15.00")
                .path("ok")
                .asBoolean());
        till.ok("complete");
        points(50);
        Map<String, Object> line = Map.of("line", 1, "qty", "1");
        assertThat(till.refused("FORBIDDEN", "return", "receipt", receipt(sale), "lines", List.of(line)))
                .contains("150 points");
        till.ok("return", "receipt", receipt(sale), "lines", List.of(line), "approve", "135790");
        points(0);
    }
}
