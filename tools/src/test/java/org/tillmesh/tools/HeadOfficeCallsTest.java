package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.Relay;
import org.tillmesh.relay.RelayControl;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.tools.trial.Await;

/** Two tills and head office: value that is spent once, and what is refused while there is no route. */
class HeadOfficeCallsTest {
    private static final String CARD = "6300123";
    private static final String PLAIN = DemoBarcodes.all().get("plain");

    @TempDir
    Path dir;

    private Relay relay;
    private PipedTill one;
    private PipedTill two;

    @BeforeEach
    void open() throws Exception {
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, true));
        String at = "127.0.0.1:" + relay.ready().port();
        one = PipedTill.demo(dir.resolve("1"), "T01", at);
        two = PipedTill.demo(
                dir.resolve("2"),
                "T02",
                at,
                "127.0.0.1:" + one.ready.path("listen").asInt());
        for (PipedTill till : List.of(one, two)) {
            till.openShop();
        }
        Await.that("both are online", 30, () -> isOnline(one) && isOnline(two));
        assertEquals("30.00", new RelayControl(dir.resolve("relay")).mint("gift:" + CARD, "30.00"));
    }

    @AfterEach
    void close() throws Exception {
        one.close();
        two.close();
        relay.close();
    }

    private static boolean isOnline(PipedTill till) {
        return till.ok("status").path("online").asBoolean();
    }

    private static JsonNode pay(PipedTill till, String amount) {
        till.ok("scan", "code", PLAIN, "qty", "9");
        return till.ask("tender", "kind", "gift", "amount", amount, "card", CARD);
    }

    @Test
    void a_gift_card_is_spent_once_whatever_till_it_is_shown_to() {
        assertTrue(pay(one, "20.00").path("ok").asBoolean());
        JsonNode refused = pay(two, "20.00");
        assertEquals("NO_RIGHTS", refused.path("error").path("code").asText(), refused.toString());
        one.ok("clear");
        Await.that("the cart has let go of it", 15, () -> two.ask(
                        "tender", "kind", "gift", "amount", "20.00", "card", CARD)
                .path("ok")
                .asBoolean());
        JsonNode rest = two.ok("tender", "kind", "cash", "amount", "500.00");
        assertTrue(rest.has("change"), rest.toString());
        two.ok("complete");
        assertEquals("NO_RIGHTS", pay(one, "20.00").path("error").path("code").asText());
        Await.that("what is left can be spent", 15, () -> one.ask(
                        "tender", "kind", "gift", "amount", "10.00", "card", CARD)
                .path("ok")
                .asBoolean());
    }

    @Test
    void what_a_gift_card_paid_goes_back_to_it_and_can_be_spent_at_another_till() {
        assertTrue(pay(one, "30.00").path("ok").asBoolean());
        one.ok("tender", "kind", "cash", "amount", "500.00");
        String receipt = one.ok("complete").path("receipt").asText();
        assertNoRights(two, "1.00");
        JsonNode back = one.ok("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "9")));
        assertEquals("gift", back.path("tenders").path(0).path("kind").asText(), back.toString());
        assertEquals("30.00", back.path("tenders").path(0).path("amount").asText());
        awaitPaid(two, "30.00");
        completed(two);
        assertNoRights(one, "1.00");
    }

    private void closeRelay() {
        relay.close();
        Await.that("both are offline", 20, () -> !isOnline(one) && !isOnline(two));
    }

    private void reopenRelay() {
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), relay.ready().port(), 0, true));
        Await.that("both are online again", 30, () -> isOnline(one) && isOnline(two));
    }

    private static void awaitPaid(PipedTill till, String amount) {
        Await.that(till + " pays " + amount, 20, () -> {
            till.ok("clear");
            return pay(till, amount).path("ok").asBoolean();
        });
    }

    private static void completed(PipedTill till) {
        till.ok("tender", "kind", "cash", "amount", "500.00");
        till.ok("complete");
    }

    private static void assertNoRights(PipedTill till, String amount) {
        JsonNode refused = pay(till, amount);
        assertEquals("NO_RIGHTS", refused.path("error").path("code").asText(), refused.toString());
        till.ok("clear");
    }

    @Test
    void without_head_office_a_neighbour_hands_on_what_it_holds_of_a_gift_card() {
        assertTrue(pay(one, "20.00").path("ok").asBoolean());
        closeRelay();
        assertNoRights(two, "20.00"); // till 1 is about to spend it
        one.ok("clear");
        awaitPaid(two, "20.00");
        assertNoRights(one, "5.00");
        completed(two);
        assertNoRights(two, "5.00"); // the other 10.00 lie at head office
        reopenRelay();
        awaitPaid(one, "10.00");
        completed(one);
        assertNoRights(two, "1.00");
        assertEquals("1.00", new RelayControl(dir.resolve("relay")).mint("gift:" + CARD, "1.00"));
    }

    @Test
    void what_a_cart_let_go_of_without_head_office_returns_to_it() {
        assertTrue(pay(one, "20.00").path("ok").asBoolean());
        closeRelay();
        one.ok("clear");
        one.ok("lan", "state", "down");
        reopenRelay();
        awaitPaid(two, "30.00");
    }

    @Test
    void a_cashier_reads_for_whom_a_head_office_waits_that_was_put_back_to_an_older_copy() throws Exception {
        Path copy = dir.resolve("copy");
        new RelayControl(dir.resolve("relay")).backup(copy);
        one.ok("lan", "state", "down");
        assertTrue(pay(one, "20.00").path("ok").asBoolean());
        one.ok("link", "state", "down");
        closeRelay();
        Files.move(dir.resolve("relay"), dir.resolve("lost"));
        Stores.restore(copy, dir.resolve("relay"));
        Files.copy(dir.resolve("lost").resolve("keys.p12"), dir.resolve("relay").resolve("keys.p12"));
        int port = relay.ready().port();
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), port, 0, true));
        Await.that("only the till that is away is awaited", 30, () -> relay.awaited()
                .equals(List.of("S001-T01")));
        JsonNode refused = pay(two, "20.00");
        assertEquals("NO_RIGHTS", refused.path("error").path("code").asText(), refused.toString());
        assertTrue(refused.path("error").path("message").asText().contains("S001-T01"), refused.toString());
        two.ok("clear");
        one.ok("link", "state", "up");
        awaitPaid(two, "10.00");
        assertNoRights(one, "30.00");
    }

    @Test
    void what_needs_head_office_is_refused_without_it_and_comes_back() {
        assertFalse(one.ok("branch-stock", "code", PLAIN).path("branches").isEmpty());
        one.ok("link", "state", "down");
        Await.that("offline", 10, () -> !isOnline(one));
        for (String command : List.of("branch-stock", "transfer")) {
            JsonNode refused = command.equals("transfer")
                    ? one.ask(command, "from", "S002", "code", PLAIN, "qty", "1", "approve", "9999")
                    : one.ask(command, "code", PLAIN);
            assertEquals("OFFLINE", refused.path("error").path("code").asText(), refused.toString());
        }
        assertEquals("NO_RIGHTS", pay(one, "5.00").path("error").path("code").asText());
        one.ok("clear");
        one.ok("link", "state", "up");
        Await.that("online again", 10, () -> isOnline(one));
        assertTrue(pay(one, "5.00").path("ok").asBoolean());
    }
}
