package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.tools.trial.Await;

/** A deposit whose till is lost: another till of the branch finishes it, or pays it back, and only one of them. */
class LostDepositTest {
    private static final String CODE = "6281000000014";

    @TempDir
    Path dir;

    private HeadOffice office;
    private PipedTill lost;
    private PipedTill other;
    private String paper;
    private String cart;

    @BeforeEach
    void open() throws Exception {
        office = new HeadOffice(dir);
        office.ok("POST", "products", "id,barcode,name,price\nA1," + CODE + ",Dates,10.00\n");
        lost = office.till("lost");
        lost.choosePin("cashier", "1111", "2468");
        lost.choosePin("manager", "999999", "135790");
        other = office.till("other");
        for (PipedTill till : List.of(lost, other)) {
            Await.that("the PIN is known", 20, () -> till.ask("login", "user", "cashier", "pin", "2468")
                    .path("ok")
                    .asBoolean());
            Await.that("the product is known", 20, () -> !till.ok("search", "text", "Dates")
                    .path("products")
                    .isEmpty());
            till.ok("shift-open", "float", "100.00");
        }
        lost.ok("scan", "code", CODE, "qty", "3");
        paper = lost.ok("deposit", "amount", "12.00", "name", "Sara")
                .path("receipt")
                .asText();
        assertThat(lost.ok("sync", "mode", "push").path("left").asInt()).isZero();
        Await.that(
                "the cart is known", 20, () -> other.ok("parked").path("carts").size() == 1);
        cart = other.ok("parked").path("carts").path(0).path("id").asText();
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private void lose() throws Exception {
        lost.ok("lan", "state", "down");
        lost.ok("link", "state", "down");
        office.relay().revoke("S001-T01");
    }

    private static JsonNode pay(PipedTill till) {
        String due = till.ok("cart").path("cart").path("due").asText();
        till.ok("tender", "kind", "cash", "amount", due);
        return till.ok("complete");
    }

    @Test
    void it_is_kept_from_others_until_its_till_is_shut_out_and_then_finished_by_one() throws Exception {
        lost.ok("lan", "state", "down");
        lost.ok("link", "state", "down");
        Await.that("the lost till is not heard", 30, () -> other.ask("recall", "cart", cart)
                .path("error")
                .path("code")
                .asText()
                .equals("OFFLINE"));
        assertThat(other.refused("OFFLINE", "recall", "cart", cart, "force", true))
                .contains("12.00")
                .contains("S001-T01");
        office.relay().revoke("S001-T01");

        JsonNode recalled = other.ok("recall", "cart", paper).path("cart");
        assertThat(recalled.path("due").asText()).isEqualTo("18.00");
        assertThat(pay(other).path("total").asText()).isEqualTo("18.00");
        other.refused("UNKNOWN_CART", "recall", "cart", cart);
        other.refused("UNKNOWN_CART", "recall", "cart", paper);
        assertThat(other.ok("sales").path("gross").asText()).isEqualTo("30.00");
    }

    @Test
    void a_cart_that_was_open_at_the_lost_till_comes_back_as_it_was_parked() throws Exception {
        lost.ok("recall", "cart", cart);
        lost.ok("sync", "mode", "push");
        Await.that("nobody waits", 20, () -> other.ok("parked").path("carts").isEmpty());
        other.refused("UNKNOWN_CART", "recall", "cart", cart);
        lose();
        assertThat(other.ok("recall", "cart", paper).path("cart").path("due").asText())
                .isEqualTo("18.00");
    }

    @Test
    void of_two_tills_that_ask_one_gets_it_and_asks_again_after_a_lost_answer() throws Exception {
        PipedTill third = office.till("third");
        Await.that("the PIN is known", 20, () -> third.ask("login", "user", "cashier", "pin", "2468")
                .path("ok")
                .asBoolean());
        third.ok("shift-open", "float", "100.00");
        Await.that(
                "the cart is known", 20, () -> third.ok("parked").path("carts").size() == 1);
        lose();
        var got = new ArrayList<PipedTill>();
        for (PipedTill till : List.of(other, third)) {
            JsonNode answer = till.ask("recall", "cart", cart);
            if (answer.path("ok").asBoolean()) {
                got.add(till);
            } else {
                assertThat(answer.path("error").path("code").asText()).isIn("OFFLINE", "UNKNOWN_CART");
            }
        }
        assertThat(got).containsExactly(other);
        JsonNode back = other.ok("deposit", "cancel", true);
        assertThat(back.path("total").asText()).isEqualTo("12.00");
        other.ok("sync", "mode", "push");
        third.ok("sync", "mode", "soft");
        assertThat(third.ask("recall", "cart", cart).path("ok").asBoolean()).isFalse();
        assertThat(third.ok("sales").path("gross").asText()).isEqualTo("0.00");
    }
}
