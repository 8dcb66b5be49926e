package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.tools.trial.Await;

/** Roles that head office makes: who has one may do at a till what it says, at the moment, with and without head office. */
class RolesTest {
    private static final String DATES = "6281000000014";

    @TempDir
    Path dir;

    private HeadOffice office;
    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        office = new HeadOffice(dir);
        office.ok("POST", "products", "id,barcode,name,price\nA1," + DATES + ",Dates,10.00\n");
        office.ok(
                "PUT",
                "roles/shift-lead",
                "{\"name\":\"Shift lead\",\"nameAr\":\"مشرف\",\"discountMax\":30,\"rights\":[\"move-cash\",\"price-by-hand\"]}");
        office.ok(
                "PUT",
                "users/lead",
                "{\"name\":\"Lina\",\"role\":\"shift-lead\",\"stores\":[\"S001\"],\"pin\":\"222222\"}");
        till = office.till("till");
        till.choosePin("cashier", "1111", "2468");
        Await.that("the lead is here", 20, () -> till.ask("login", "user", "lead", "pin", "222222")
                .path("ok")
                .asBoolean());
        till.ok("change-pin", "pin", "222222", "new", "314159");
        till.ok("logout");
        till.ok("login", "user", "cashier", "pin", "2468");
        till.ok("shift-open", "float", "100.00");
        Await.that("products", 20, () -> !till.ok("search", "text", "dates")
                .path("products")
                .isEmpty());
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private String percent(String percent, String approve) {
        var answer = approve.isEmpty()
                ? till.ask("discount", "percent", percent)
                : till.ask("discount", "percent", percent, "approve", approve);
        return answer.path("ok").asBoolean()
                ? "ok"
                : answer.path("error").path("code").asText();
    }

    @Test
    void a_role_of_head_offices_own_acts_and_approves_within_its_rights_alone() throws Exception {
        till.ok("cash", "kind", "in", "amount", "5.00", "reason", "coins", "approve", "314159");
        till.refused("WRONG_PIN", "drawer", "reason", "x", "approve", "314159");
        till.ok("scan", "code", DATES);
        assertThat(percent("20", "")).isEqualTo("FORBIDDEN");
        assertThat(percent("20", "314159")).isEqualTo("ok");
        assertThat(percent("31", "314159")).isEqualTo("WRONG_PIN");
        till.ok("tender", "kind", "cash", "amount", "8.00");
        String receipt = till.ok("complete").path("receipt").asText();
        Object lines = List.of(Map.of("line", 1, "qty", "1"));
        till.refused("WRONG_PIN", "return", "receipt", receipt, "lines", lines, "tender", "card", "approve", "314159");

        till.ok("logout");
        assertThat(till.ok("login", "user", "lead", "pin", "314159")
                        .path("role")
                        .asText())
                .isEqualTo("shift-lead");
        till.ok("cash", "kind", "out", "amount", "5.00", "reason", "coins");
        till.refused("FORBIDDEN", "drawer", "reason", "x");
        till.refused("FORBIDDEN", "z");
        till.ok("scan", "code", DATES);
        till.ok("price", "line", 1, "price", "9.00", "reason", "dent");
        till.ok("clear");
    }

    @Test
    void what_a_role_may_is_judged_at_the_moment_and_without_head_office_too() throws Exception {
        till.ok("link", "state", "down");
        HeadOffice.awaitOnline(till, false);
        till.ok("cash", "kind", "in", "amount", "5.00", "reason", "coins", "approve", "314159");
        till.ok("link", "state", "up");
        HeadOffice.awaitOnline(till, true);
        office.ok("PUT", "roles/shift-lead", "{\"name\":\"Shift lead\",\"discountMax\":0,\"rights\":[]}");
        Await.that("the right is gone", 20, () -> till.ask(
                        "cash", "kind", "in", "amount", "1.00", "reason", "x", "approve", "314159")
                .path("error")
                .path("code")
                .asText()
                .equals("WRONG_PIN"));
        till.ok("logout");
        till.ok("login", "user", "lead", "pin", "314159");
        till.refused("FORBIDDEN", "cash", "kind", "in", "amount", "1.00", "reason", "x");
        till.ok("scan", "code", DATES);
        till.refused("FORBIDDEN", "discount", "percent", "1");
        till.ok("clear");
    }

    @Test
    void a_role_is_taken_away_when_nobody_has_it() throws Exception {
        assertThat(office.ok("GET", "roles", "").path("roles").findValuesAsText("role"))
                .containsExactly("cashier", "manager", "shift-lead");
        assertThat(office.refused("DELETE", "roles/shift-lead", "")
                        .path("message")
                        .asText())
                .contains("lead");
        assertThat(office.refused("PUT", "roles/Manager", "{\"name\":\"M\",\"discountMax\":1}")
                        .path("message")
                        .asText())
                .contains("Manager");
        assertThat(office.refused(
                                "PUT",
                                "users/x",
                                "{\"name\":\"X\",\"role\":\"boss\",\"stores\":[\"S001\"],\"pin\":\"777777\"}")
                        .path("message")
                        .asText())
                .contains("boss");
        office.ok("PUT", "users/lead", "{\"name\":\"Lina\",\"role\":\"cashier\",\"stores\":[\"S001\"]}");
        office.ok("DELETE", "roles/shift-lead", "");
        assertThat(office.ok("GET", "roles", "").path("roles")).hasSize(2);
    }
}
