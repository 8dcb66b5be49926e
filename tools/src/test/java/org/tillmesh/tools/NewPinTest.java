package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.Relay;
import org.tillmesh.relay.RelaySetup;
import org.tillmesh.tools.trial.Await;

/** A till was stolen: head office has shut it out, and the store's users choose new PINs at the others. */
class NewPinTest {
    private static final String COMPANY =
            """
            {"company": {"name": "Rimal Trading (invented)", "nameAr": "شركة الرمال", "vatNumber": "399999999900003",
              "crn": "1010999999", "street": "Palm Street", "building": "1234", "district": "Al Olaya", "city": "Riyadh",
              "postalCode": "12211"},
             "stores": [{"id": "S001", "name": "Olaya", "nameAr": "العليا", "tills": ["T01", "T02", "T03"]}],
             "users": [{"id": "cashier", "name": "Sara", "role": "cashier", "pin": "1111", "stores": ["S001"]},
              {"id": "second", "name": "Huda", "role": "cashier", "pin": "2222", "stores": ["S001"]},
              {"id": "manager", "name": "Mona", "role": "manager", "pin": "999999", "stores": ["S001"]}]}
            """;

    @TempDir
    Path dir;

    private Relay relay;
    private final List<PipedTill> tills = new ArrayList<>();
    private PipedTill one;
    private PipedTill two;

    @BeforeEach
    void open() throws Exception {
        Path folder = dir.resolve("relay");
        RelaySetup.run(folder, Files.writeString(dir.resolve("company.json"), COMPANY));
        relay = Relay.open(new Relay.Options(folder, 0, 0, false));
        one = activated("1");
        two = activated("2");
    }

    private PipedTill activated(String name) throws IOException {
        PipedTill till = PipedTill.empty(dir.resolve(name));
        tills.add(till);
        till.ok("activate", "relay", "127.0.0.1:" + relay.ready().port(), "code", relay.newCode("S001"));
        awaitOnline(till, true);
        return till;
    }

    @AfterEach
    void close() throws Exception {
        for (PipedTill till : tills) {
            till.close();
        }
        relay.close();
    }

    private static void awaitOnline(PipedTill till, boolean online) {
        Await.that(
                "online: " + online, 30, () -> till.ok("status").path("online").asBoolean() == online);
    }

    private static String held(PipedTill till) {
        return till.ok("digest").path("scopes").path("store:S001").path("seen").asText();
    }

    private void awaitSynced() {
        Await.that("both hold the same", 20, () -> held(one).equals(held(two)));
    }

    private void stealThirdTill() throws Exception {
        PipedTill third = activated("3");
        third.close();
        relay.revoke("S001-T03");
        Await.that("till 1 has heard of the mark", 20, () -> login(one, "cashier", "1111")
                .path("changePin")
                .asBoolean());
        awaitSynced();
    }

    private static JsonNode login(PipedTill till, String user, String pin) {
        return till.ok("login", "user", user, "pin", pin);
    }

    private static String chosen(String code, PipedTill till, String pin, String wanted) {
        return till.refused(code, "change-pin", "pin", pin, "new", wanted);
    }

    @Test
    void a_pin_chosen_at_one_till_works_at_the_other_and_the_old_one_at_none() throws Exception {
        stealThirdTill();
        JsonNode answer = one.ok("change-pin", "pin", "1111", "new", "5678");
        assertEquals("cashier", answer.path("user").asText());
        assertTrue(answer.path("known").asBoolean(), answer.toString());
        awaitSynced();
        for (PipedTill till : List.of(one, two)) {
            till.refused("WRONG_PIN", "login", "user", "cashier", "pin", "1111");
            assertFalse(login(till, "cashier", "5678").has("changePin"));
            assertTrue(login(till, "manager", "999999").path("changePin").asBoolean(), "nobody else's mark is gone");
        }
    }

    @Test
    void a_pin_that_head_office_gave_opens_nothing_but_its_own_change() {
        assertTrue(login(one, "cashier", "1111").path("changePin").asBoolean());
        one.refused("PIN_CHANGE", "cart");
        one.refused("PIN_CHANGE", "clear");
        assertTrue(one.refused("PIN_CHANGE", "scan", "code", "1").contains("change-pin"));
        one.refused("PIN_CHANGE", "shift-open", "float", "1.00");
        one.refused("PIN_CHANGE", "x");
        one.refused("PIN_CHANGE", "receive", "code", "1", "qty", "1", "approve", "999999");
        one.ok("status");
        one.ok("logout");
        login(one, "cashier", "1111");
        one.ok("change-pin", "pin", "1111", "new", "5678");
        one.ok("shift-open", "float", "1.00");
        one.refused("PIN_CHANGE", "set-time", "at", "2099-01-01T00:00:00Z", "approve", "999999");
        login(one, "manager", "999999");
        one.refused("PIN_CHANGE", "x");
        one.ok("change-pin", "pin", "999999", "new", "864202");
        one.ok("x");
    }

    @Test
    void without_head_office_the_pin_of_now_goes_on_working_until_it_can_be_changed() {
        one.ok("link", "state", "down");
        awaitOnline(one, false);
        login(one, "cashier", "1111");
        one.ok("shift-open", "float", "1.00");
        one.ok("cart");
        one.ok("logout");
        one.ok("link", "state", "up");
        awaitOnline(one, true);
        login(one, "cashier", "1111");
        one.refused("PIN_CHANGE", "cart");
    }

    @Test
    void without_head_office_it_is_refused_and_the_old_pin_goes_on_working() throws Exception {
        stealThirdTill();
        one.ok("link", "state", "down");
        awaitOnline(one, false);
        for (int i = 0; i < 7; i++) {
            String why =
                    chosen("OFFLINE", one, "1111", i == 0 ? "2222" : "5678"); // nothing is told of others' PINs either
            assertTrue(why.contains("head office") && why.contains("goes on working"), why);
        }
        one.ok("logout");
        one.refused("WRONG_PIN", "login", "user", "cashier", "pin", "5678");
        assertTrue(login(one, "cashier", "1111").path("changePin").asBoolean());
        one.ok("link", "state", "up");
        awaitOnline(one, true);
        one.ok("change-pin", "pin", "1111", "new", "5678");
    }

    @Test
    void the_rules_are_said_and_cost_no_try() {
        one.refused("NOT_LOGGED_IN", "change-pin", "pin", "1111", "new", "5678");
        login(one, "manager", "999999");
        assertTrue(chosen("BAD_VALUE", one, "999999", "12345").contains("6 to 12 digits"));
        one.ok("logout");
        login(one, "cashier", "1111");
        for (String bad : List.of("123", "1234567890123", "12a4", "١٢٣٤", "12 34", "")) {
            assertTrue(chosen("BAD_VALUE", one, "1111", bad).contains("4 to 12 digits"), bad);
        }
        assertTrue(chosen("BAD_VALUE", one, "1111", "1111").contains("same"));
        one.ok("change-pin", "pin", "1111", "new", "123456789012");
        login(one, "cashier", "123456789012");
    }

    @Test
    void a_wrong_old_pin_changes_nothing_and_counts_as_one_at_the_login() {
        login(one, "cashier", "1111");
        for (int left = 4; left > 0; left--) {
            assertTrue(chosen("WRONG_PIN", one, "4711", "5678").contains(left + " tries left"));
        }
        chosen("WRONG_PIN", one, "4711", "5678");
        one.refused("LOCKED", "login", "user", "cashier", "pin", "1111");
        chosen("LOCKED", one, "1111", "5678");
    }

    @Test
    void tries_at_others_pins_are_counted_over_a_restart_and_lock_nothing_but_themselves() throws Exception {
        login(one, "cashier", "1111");
        chosen("BAD_VALUE", one, "1111", "2222");
        chosen("BAD_VALUE", one, "1111", "999999");
        one.ok(
                "change-pin",
                "pin",
                "1111",
                "new",
                "5678"); // one that goes well tells something too, and clears nothing
        chosen("BAD_VALUE", one, "5678", "2222");
        one.close();
        tills.remove(one);
        one = PipedTill.empty(dir.resolve("1"));
        tills.add(one);
        awaitOnline(one, true);
        login(one, "cashier", "5678");
        chosen("BAD_VALUE", one, "5678", "2222");
        assertTrue(chosen("LOCKED", one, "5678", "2223").contains("5 tries"));
        assertTrue(chosen("LOCKED", one, "5678", "2222").contains("goes on working"));
        one.ok("logout");
        login(one, "cashier", "5678");
        one.ok("logout");
        login(one, "second", "2222");
        one.ok("change-pin", "pin", "2222", "new", "2223"); // an account of each user's own
    }
}
