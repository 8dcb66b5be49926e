package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.Relay;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;

/** A till sells, fifteen months go by, and another till of the store is set up: its receipts of then are archived. */
class OldReceiptTest {
    private static final Duration FIFTEEN_MONTHS = Duration.ofDays(460);
    private static final int SOLD = 4;

    @TempDir
    Path dir;

    private Relay relay;
    private PipedTill one;
    private PipedTill two;
    private final List<JsonNode> receipts = new ArrayList<>();

    @BeforeEach
    void sellAndWait() throws Exception {
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, true));
        one = PipedTill.demo(dir.resolve("1"), "T01", at());
        one.openShop();
        for (int i = 0; i < SOLD; i++) {
            receipts.add(one.sell("old" + i, DemoBarcodes.PLAIN));
        }
        Await.that(
                "all is at head office",
                30,
                () -> one.ok("status").path("unsent").asLong() == 0);
        int port = relay.ready().port();
        relay.close();
        Clock later = Clock.offset(Clock.systemUTC(), FIFTEEN_MONTHS);
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), port, 0, true).at(later));
        two = PipedTill.demo(dir.resolve("2"), "T02", at());
        Await.that("it is online", 30, () -> two.ok("status").path("online").asBoolean());
        two.ok("sync", "mode", "hard");
        two.openShop();
    }

    private String at() {
        return "127.0.0.1:" + relay.ready().port();
    }

    @AfterEach
    void close() throws Exception {
        one.close();
        two.close();
        relay.close();
    }

    private String receipt(int i) {
        return receipts.get(i).path("receipt").asText();
    }

    private static JsonNode giveBack(PipedTill till, String receipt) {
        return till.ask("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")));
    }

    private void assertBodiesHere(int expected) throws Exception {
        Path archive = dir.resolve("2/archive");
        try (var files = Files.exists(archive) ? Files.list(archive) : Stream.<Path>empty()) {
            assertEquals(expected, files.count());
        }
    }

    private static JsonNode report(PipedTill till) {
        return till.ok("report", "name", "sales-by-product", "approve", "9999").path("gross");
    }

    @Test
    void an_old_receipt_is_listed_found_returned_and_refused_the_second_time() throws Exception {
        assertEquals(SOLD, two.ok("sales").path("count").asInt());
        assertEquals(
                one.ok("sales").path("gross").asText(),
                two.ok("sales").path("gross").asText());
        assertBodiesHere(0);

        two.ok("invoice", "receipt", receipt(0), "file", dir.resolve("two.xml").toString());

        one.ok("invoice", "receipt", receipt(0), "file", dir.resolve("one.xml").toString());
        assertEquals(Files.readString(dir.resolve("one.xml")), Files.readString(dir.resolve("two.xml")));
        assertBodiesHere(2); // the sale and its invoice
        assertEquals(report(one), report(two));
        assertBodiesHere(1 + SOLD); // the other sales, fetched together
        JsonNode back = giveBack(two, receipt(1));
        assertTrue(back.path("ok").asBoolean(), back.toString());
        JsonNode again = giveBack(two, receipt(1));
        assertEquals("ALREADY_RETURNED", again.path("error").path("code").asText(), again.toString());
        assertTrue(two.ok("verify").path("clean").asBoolean());
    }

    @Test
    void without_head_office_a_neighbour_that_has_it_is_asked_and_without_any_it_is_said_why() throws Exception {
        relay.close();
        Await.that("offline", 20, () -> !two.ok("status").path("online").asBoolean());
        one.close();

        JsonNode refused = two.ask("print", "receipt", receipt(0));

        assertEquals("OFFLINE", refused.path("error").path("code").asText(), refused.toString());
        assertTrue(
                refused.path("error").path("message").asText().contains("is archived at head office"),
                refused.toString());
        assertEquals(
                "OFFLINE", giveBack(two, receipt(0)).path("error").path("code").asText());
        assertEquals(
                "OFFLINE",
                two.ask("report", "name", "sales-by-product", "approve", "9999")
                        .path("error")
                        .path("code")
                        .asText());
        assertFalse(two.ok("sales").path("sales").isEmpty());
        two.sell("new", DemoBarcodes.PLAIN);
        assertEquals(0, two.end());
        one = PipedTill.demo(dir.resolve("1"), "T01", null);
        two = PipedTill.demo(
                dir.resolve("2"),
                "T02",
                null,
                "127.0.0.1:" + one.ready.path("listen").asInt());
        two.ok("login", "pin", "1111", "user", "cashier");
        Await.that(
                "they see each other",
                30,
                () -> two.ok("status").path("neighbours").size() == 1);
        assertTrue(two.ask("print", "receipt", receipt(0)).path("ok").asBoolean());
    }
}
