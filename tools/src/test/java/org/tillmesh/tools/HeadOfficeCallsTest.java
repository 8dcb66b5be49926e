package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.Relay;
import org.tillmesh.relay.RelayControl;
import org.tillmesh.retail.demo.DemoBarcodes;

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
        DemoDay.awaitThat("both are online", 30, () -> isOnline(one) && isOnline(two));
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
        DemoDay.awaitThat("the cart has let go of it", 15, () -> two.ask(
                        "tender", "kind", "gift", "amount", "20.00", "card", CARD)
                .path("ok")
                .asBoolean());
        JsonNode rest = two.ok("tender", "kind", "cash", "amount", "500.00");
        assertTrue(rest.has("change"), rest.toString());
        two.ok("complete");
        assertEquals("NO_RIGHTS", pay(one, "20.00").path("error").path("code").asText());
        DemoDay.awaitThat("what is left can be spent", 15, () -> one.ask(
                        "tender", "kind", "gift", "amount", "10.00", "card", CARD)
                .path("ok")
                .asBoolean());
    }

    @Test
    void what_needs_head_office_is_refused_without_it_and_comes_back() {
        assertFalse(one.ok("branch-stock", "code", PLAIN).path("branches").isEmpty());
        one.ok("link", "state", "down");
        DemoDay.awaitThat("offline", 10, () -> !isOnline(one));
        for (String command : List.of("branch-stock", "transfer")) {
            JsonNode refused = command.equals("transfer")
                    ? one.ask(command, "from", "S002", "code", PLAIN, "qty", "1", "approve", "9999")
                    : one.ask(command, "code", PLAIN);
            assertEquals("OFFLINE", refused.path("error").path("code").asText(), refused.toString());
        }
        assertEquals("NO_RIGHTS", pay(one, "5.00").path("error").path("code").asText());
        one.ok("clear");
        one.ok("link", "state", "up");
        DemoDay.awaitThat("online again", 10, () -> isOnline(one));
        assertTrue(pay(one, "5.00").path("ok").asBoolean());
    }
}
