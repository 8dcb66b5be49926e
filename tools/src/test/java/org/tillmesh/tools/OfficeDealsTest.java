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

/** What head office puts by its API is what a cashier's cart costs, and what the cashier may give. */
class OfficeDealsTest {
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
                "POST", "products", "id,barcode,name,price\nA1," + DATES + ",Dates,10.00\nA2," + MILK + ",Milk,7.00\n");
        till = office.till("till");
        till.choosePin("cashier", "1111", "2468");
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

    private JsonNode line(int index) {
        return till.ok("cart").path("cart").path("lines").get(index);
    }

    private String total() {
        return till.ok("cart").path("cart").path("total").asText();
    }

    private void awaitTotal(String wanted, String... codes) {
        Await.that("total " + wanted, 20, () -> {
            till.ok("clear");
            for (String code : codes) {
                till.ok("scan", "code", code);
            }
            return total().equals(wanted);
        });
    }

    @Test
    void a_cart_costs_what_lists_and_promotions_say_also_offline_until_they_are_taken_away() throws Exception {
        office.ok(
                "PUT",
                "price-lists/gold",
                "{\"name\":\"Gold\",\"groups\":[\"gold\"],\"prices\":[{\"product\":\"A1\",\"price\":\"9.00\"}]}");
        office.ok(
                "PUT",
                "promotions/milk3",
                "{\"name\":\"Three for two\",\"nameAr\":\"ثلاثة"
                        + " باثنين\",\"products\":[\"A2\"],\"offer\":{\"kind\":\"buy-get\","
                        + "\"buy\":2,\"get\":1,\"percent\":\"100\"}}");
        office.ok(
                "PUT",
                "promotions/eid",
                "{\"name\":\"Eid\",\"coupon\":\"EID27\",\"offer\":{\"kind\":\"spend\",\"over\":\"20.00\",\"percent\":\"10\"}}");
        awaitTotal("14.00", MILK, MILK, MILK);
        assertThat(line(0).path("deals").get(0).path("nameAr").asText()).isEqualTo("ثلاثة باثنين");

        String maha = till.ok("customer", "new", Map.of("name", "Maha", "tags", List.of("gold")))
                .path("customer")
                .path("id")
                .asText();
        till.ok("link", "state", "down");
        HeadOffice.awaitOnline(till, false);
        till.ok("scan", "code", DATES);
        assertThat(total()).isEqualTo("24.00");
        till.ok("customer", "id", maha, "attach", true);
        assertThat(total()).isEqualTo("23.00");
        assertThat(line(1).path("priceReason").path("kind").asText()).isEqualTo("list");
        till.refused("BAD_VALUE", "coupon", "code", "EID28");
        till.ok("coupon", "code", "EID27");
        assertThat(total()).isEqualTo("20.70");

        office.ok("DELETE", "promotions/milk3", "");
        till.ok("link", "state", "up");
        HeadOffice.awaitOnline(till, true);
        awaitTotal("21.00", MILK, MILK, MILK);
    }

    @Test
    void a_list_that_names_a_merged_customer_follows_the_merge() throws Exception {
        till.ok("logout");
        till.choosePin("manager", "999999", "135790");
        till.ok("login", "user", "cashier", "pin", "2468");
        String stays = till.ok("customer", "new", Map.of("name", "Maha"))
                .path("customer")
                .path("id")
                .asText();
        String goes = till.ok("customer", "new", Map.of("name", "M. Harbi"))
                .path("customer")
                .path("id")
                .asText();
        Await.that(
                "head office has the customers",
                20,
                () -> till.ok("status").path("unacknowledged").asInt() == 0);
        office.ok(
                "PUT",
                "price-lists/hers",
                "{\"name\":\"Hers\",\"customers\":[\"" + goes
                        + "\"],\"prices\":[{\"product\":\"A1\",\"price\":\"9.00\"}]}");
        till.ok("scan", "code", DATES);
        till.ok("customer", "id", goes, "attach", true);
        Await.that("her price", 20, () -> {
            till.ok("qty", "line", 1, "qty", "1");
            return total().equals("9.00");
        });
        till.ok("customer", "id", stays, "attach", true);
        assertThat(total()).isEqualTo("10.00");
        till.ok("customer", "merge", List.of(stays, goes), "approve", "135790");
        till.ok("qty", "line", 1, "qty", "1");
        assertThat(total()).isEqualTo("9.00");
    }

    @Test
    void a_role_says_what_a_cashier_may_give_and_do() throws Exception {
        office.ok("PUT", "roles/cashier", "{\"name\":\"Cashier\",\"discountMax\":25,\"rights\":[\"see-reports\"]}");
        Await.that("right", 20, () -> till.ask(
                        "report",
                        "name",
                        "sales-by-product",
                        "from",
                        "2026-01-01T00:00:00Z",
                        "to",
                        "2026-12-31T00:00:00Z")
                .path("ok")
                .asBoolean());
        till.ok("scan", "code", DATES);
        till.ok("discount", "line", 1, "percent", "25");
        till.ok("tender", "kind", "cash", "amount", "7.50");
        till.ok("complete");
        till.ok("scan", "code", DATES);
        assertThat(till.refused("FORBIDDEN", "discount", "line", 1, "percent", "26"))
                .contains("25 %");
    }
}
