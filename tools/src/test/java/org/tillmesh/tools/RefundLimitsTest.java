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

/** What a role may pay back in cash holds on every way on which cash leaves the drawer. */
class RefundLimitsTest {
    private static final String GUM = "6281000000014";
    private static final String MILK = "6281000000021";
    private static final String MANAGER = "135790";

    @TempDir
    Path dir;

    private HeadOffice office;
    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        office = new HeadOffice(dir);
        office.ok("POST", "products", "id,barcode,name,price\nA1," + GUM + ",Gum,1.00\nA2," + MILK + ",Milk,100.00\n");
        office.ok(
                "PUT",
                "roles/cashier",
                "{\"name\":\"Cashier\",\"discountMax\":10,\"refundMax\":\"50.00\",\"rights\":[]}");
        till = office.till("till");
        till.choosePin("cashier", "1111", "2468");
        till.choosePin("manager", "999999", MANAGER);
        till.ok("login", "user", "cashier", "pin", "2468");
        till.ok("shift-open", "float", "500.00");
        Await.that("products", 20, () -> !till.ok("search", "text", "milk")
                .path("products")
                .isEmpty());
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private String sold(String qty, String due) {
        till.ok("scan", "code", MILK, "qty", qty);
        till.ok("tender", "kind", "cash", "amount", due);
        return till.ok("complete").path("receipt").asText();
    }

    @Test
    void a_word_for_goods_that_come_back_is_none_for_the_cash_that_an_exchange_pays_out() {
        String receipt = sold("2", "200.00");
        till.ok("scan", "code", MILK, "qty", "2", "back", Map.of("receipt", receipt, "line", 1), "approve", MANAGER);
        till.ok("scan", "code", GUM);
        assertThat(till.refused("FORBIDDEN", "complete")).contains("199.00").contains("50.00");
        JsonNode exchange = till.ok("complete", "approve", MANAGER);
        assertThat(exchange.path("difference").asText()).isEqualTo("-199.00");
    }

    @Test
    void goods_that_came_in_time_and_were_parked_too_long_are_judged_again() throws Exception {
        String receipt = sold("1", "100.00");
        till.ok("scan", "code", MILK, "back", Map.of("receipt", receipt, "line", 1));
        till.ok("scan", "code", MILK);
        office.ok("POST", "settings", "{\"id\":\"company\",\"notReturnable\":[\"A2\"]}");
        till.ok("sync", "mode", "soft");
        till.refused("POLICY", "complete");
        till.ok("complete", "approve", MANAGER);
    }

    @Test
    void a_deposit_goes_back_within_the_same_limit() {
        till.ok("scan", "code", MILK);
        till.ok("deposit", "amount", "90.00");
        till.ok(
                "recall",
                "cart",
                till.ok("parked").path("carts").path(0).path("id").asText());
        assertThat(till.refused("FORBIDDEN", "deposit", "cancel", true))
                .contains("90.00")
                .contains("50.00");
        till.ok("deposit", "cancel", true, "approve", MANAGER);
    }

    @Test
    void goods_without_a_receipt_are_worth_no_more_than_they_cost_whatever_a_label_says() {
        String label = "(01)0" + MILK + "(3922)99900";
        assertThat(till.refused(
                        "BAD_VALUE",
                        "return",
                        "lines",
                        List.of(Map.of("code", label, "qty", "1")),
                        "reason",
                        "no receipt",
                        "approve",
                        MANAGER))
                .isNotEmpty();
        assertThat(till.refused(
                        "BAD_VALUE",
                        "return",
                        "lines",
                        List.of(Map.of("code", label)),
                        "reason",
                        "no receipt",
                        "approve",
                        MANAGER))
                .contains("999.00")
                .contains("100.00");
    }
}
