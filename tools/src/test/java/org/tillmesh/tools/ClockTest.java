package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.Relay;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;

/** Wrong clocks: what is issued meanwhile, who mends them, and what goes on afterwards. */
class ClockTest {
    private static final long HOURS_3 = 10_800_000;

    @TempDir
    Path dir;

    private static Instant lastSale(PipedTill till) {
        JsonNode sales = till.ok("sales").path("sales");
        return Instant.parse(sales.path(sales.size() - 1).path("at").asText());
    }

    private static long aside(Instant at) {
        return Duration.between(Instant.now(), at).toMillis();
    }

    private static String skews(PipedTill till) {
        var found = new StringBuilder();
        till.ok("exceptions").path("exceptions").forEach(e -> {
            if (e.path("kind").asText().equals("CLOCK_SKEW")) {
                found.append(e.path("id").asText())
                        .append(' ')
                        .append(e.path("about").asText())
                        .append('\n');
            }
        });
        return found.toString();
    }

    @Test
    void a_clock_that_was_ahead_is_set_back_and_selling_goes_on_also_after_a_restart() throws Exception {
        try (PipedTill till = PipedTill.selling(dir.resolve("till"))) {
            till.ok("clock", "offsetMs", HOURS_3);
            till.sell("ahead", DemoBarcodes.PLAIN);
            assertTrue(aside(lastSale(till)) > HOURS_3 - 60_000);
            till.refused("FORBIDDEN", "set-time", "at", Instant.now().toString());
            till.refused("BAD_VALUE", "set-time", "at", "2020-01-01T00:00:00Z", "approve", "9999");

            till.ok("set-time", "at", Instant.now().toString(), "approve", "9999");
            JsonNode after = till.sell("mended", DemoBarcodes.PLAIN);
            assertEquals(2, after.path("icv").asInt());
            assertTrue(till.ok("status").path("clockSkewMs").asLong() > HOURS_3 - 60_000, "the machine is still wrong");
            assertTrue(skews(till).contains("was 108"), () -> skews(till));
            assertTrue(till.ok("verify").path("clean").asBoolean());
            assertEquals(0, till.end());
        }
        try (PipedTill till = PipedTill.demo(dir.resolve("till"))) {
            till.ok("login", "pin", "1111", "user", "cashier");
            till.ok("clock", "offsetMs", HOURS_3); // the machine's clock is as wrong as before
            till.sell("again", DemoBarcodes.PLAIN);
            assertDatesNeverRunBackwards(till, 3);
        }
    }

    private static Instant lastSaleBy(PipedTill till, String receipt) {
        for (JsonNode sale : till.ok("sales").path("sales")) {
            if (sale.path("receipt").asText().equals(receipt)) {
                return Instant.parse(sale.path("at").asText());
            }
        }
        throw new AssertionError("No sale " + receipt);
    }

    @Test
    void a_machine_that_mended_its_clock_itself_sells_on_when_a_manager_says_that_it_is_right_now() throws Exception {
        try (PipedTill till = PipedTill.selling(dir.resolve("till"))) {
            till.ok("clock", "offsetMs", HOURS_3);
            till.sell("ahead", DemoBarcodes.PLAIN);
            assertEquals(0, till.end());
        }
        try (PipedTill till = PipedTill.demo(dir.resolve("till"))) { // the machine's clock is right again
            till.ok("login", "pin", "1111", "user", "cashier");
            till.ok("scan", "code", DemoBarcodes.PLAIN);
            till.ok("tender", "kind", "cash", "amount", "18.50");
            till.refused("CLOCK", "complete", "key", "b");
            till.ok("set-time", "at", Instant.now().toString(), "approve", "9999");
            till.ok("complete", "key", "b");
            assertTrue(skews(till).contains("was 10"), () -> skews(till));
            assertEquals(0, till.end());
        }
        try (PipedTill till = PipedTill.demo(dir.resolve("till"))) {
            till.ok("login", "pin", "1111", "user", "cashier");
            till.sell("c", DemoBarcodes.PLAIN);
            assertDatesNeverRunBackwards(till, 3);
        }
    }

    /** In the order of the chain, which is that of the receipts. */
    private static void assertDatesNeverRunBackwards(PipedTill till, int documents) {
        Instant last = Instant.EPOCH;
        for (int i = 1; i <= documents; i++) {
            Instant at = lastSaleBy(till, String.format("S001-T01-%06d", i));
            assertTrue(at.isAfter(last), "document " + i + " of " + at + " is not after " + last);
            last = at;
        }
    }

    @Test
    void a_manager_cannot_date_documents_ahead_and_none_runs_backwards_when_the_time_is_set_to_and_fro()
            throws Exception {
        Instant now = Instant.now();
        try (PipedTill till = PipedTill.selling(dir.resolve("till"))) {
            for (Duration ahead : List.of(Duration.ofMinutes(11), Duration.ofDays(1), Duration.ofDays(400))) {
                assertTrue(
                        till.refused("CLOCK", "set-time", "at", now.plus(ahead).toString(), "approve", "9999")
                                .contains("head office"));
            }
            setTime(till, now.plus(Duration.ofMinutes(9)));
            till.sell("ahead", DemoBarcodes.PLAIN);
            till.refused(
                    "CLOCK", "set-time", "at", now.plus(Duration.ofMinutes(18)).toString(), "approve", "9999");
            setTime(till, now);
            till.sell("back", DemoBarcodes.PLAIN);
            setTime(till, now.minus(Duration.ofDays(1)));
            till.sell("yesterday", DemoBarcodes.PLAIN);
            assertEquals(0, till.end());
        }
        try (PipedTill till = PipedTill.demo(dir.resolve("till"))) {
            till.ok("login", "pin", "1111", "user", "cashier");
            till.sell("after a restart", DemoBarcodes.PLAIN);
            setTime(till, now);
            till.sell("and today again", DemoBarcodes.PLAIN);
            assertDatesNeverRunBackwards(till, 5);
            assertTrue(aside(lastSaleBy(till, "S001-T01-000005"))
                    < Duration.ofMinutes(10).toMillis());
        }
    }

    @Test
    void on_the_first_morning_a_manager_sets_a_clock_right_that_is_hours_behind_and_no_later_one() throws Exception {
        Instant now = Instant.now();
        try (PipedTill till = PipedTill.demo(dir.resolve("till"))) {
            till.ok("clock", "offsetMs", -HOURS_3);
            till.ok("login", "pin", "1111", "user", "cashier");
            till.refused(
                    "CLOCK", "set-time", "at", now.plus(Duration.ofHours(10)).toString(), "approve", "9999");
            setTime(till, now);
            assertEquals(0, till.end());
        }
        try (PipedTill till = PipedTill.demo(dir.resolve("till"))) {
            till.ok("clock", "offsetMs", -HOURS_3); // the machine's clock is as wrong as before
            till.openShop();
            till.sell("a", DemoBarcodes.PLAIN);
            assertTrue(Math.abs(aside(lastSale(till))) < 120_000);
            till.refused(
                    "CLOCK", "set-time", "at", now.plus(Duration.ofHours(1)).toString(), "approve", "9999");
            till.refused("CLOCK", "set-time", "at", now.plus(Duration.ofDays(1)).toString(), "approve", "9999");
        }
    }

    private static void setTime(PipedTill till, Instant at) {
        till.ok("set-time", "at", at.toString(), "approve", "9999");
    }

    @Test
    void a_clock_that_fell_back_stops_issuing_but_not_parking() throws Exception {
        try (PipedTill till = PipedTill.selling(dir.resolve("till"))) {
            till.sell("a", DemoBarcodes.PLAIN);
            till.ok("clock", "offsetMs", -300_000);
            till.sell("held", DemoBarcodes.PLAIN);
            assertTrue(aside(lastSale(till)) > -60_000, "a small step back is held");
            till.ok("clock", "offsetMs", -660_000);
            till.ok("scan", "code", DemoBarcodes.PLAIN);
            till.ok("tender", "kind", "cash", "amount", "18.50");
            assertTrue(till.refused("CLOCK", "complete", "key", "b").contains("manager"));
            till.refused("CLOCK", "receive", "code", DemoBarcodes.PLAIN, "qty", "1", "approve", "9999");
            till.refused("CLOCK", "count", "code", DemoBarcodes.PLAIN, "qty", "1", "approve", "9999");
            till.ok("park", "name", "until the clock is right");

            till.ok("clock", "offsetMs", -2_000_000_000L);
            till.refused("CLOCK", "receive", "code", DemoBarcodes.PLAIN, "qty", "1", "approve", "9999");
            till.ok("clock", "offsetMs", 0);
            till.sell("right", DemoBarcodes.PLAIN);
            assertTrue(till.ok("parked").path("carts").size() == 1);
        }
    }

    @Test
    void the_link_mends_a_clock_and_every_till_and_head_office_list_it_alike() throws Exception {
        try (Relay relay = Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, true))) {
            String at = "127.0.0.1:" + relay.ready().port();
            try (PipedTill one = PipedTill.demo(dir.resolve("1"), "T01", at);
                    PipedTill two = PipedTill.demo(
                            dir.resolve("2"),
                            "T02",
                            at,
                            "127.0.0.1:" + one.ready.path("listen").asInt())) {
                one.openShop();
                Await.that("till 1 is online", 20, () -> one.ok("status")
                        .path("online")
                        .asBoolean());
                Thread.sleep(4_000); // the link tells the time a moment after it stands
                one.sell("good", DemoBarcodes.PLAIN);
                one.ok("link", "state", "down");
                Await.that("till 1 is offline", 10, () -> !one.ok("status")
                        .path("online")
                        .asBoolean());
                one.ok("clock", "offsetMs", HOURS_3);
                one.sell("ahead", DemoBarcodes.PLAIN);
                assertEquals("", skews(one), "nobody can know yet");

                one.ok("link", "state", "up");
                Await.that(
                        "the link has mended the clock", 20, () -> !skews(one).isEmpty());
                JsonNode status = one.ok("status");
                assertTrue(Math.abs(status.path("clockSkewMs").asLong() - HOURS_3) < 5_000, status::toString);
                one.sell("mended", DemoBarcodes.PLAIN);
                assertTrue(Math.abs(aside(lastSaleBy(one, "S001-T01-000003"))) < 60_000);
                Await.that("till 2 lists the same", 20, () -> skews(two).equals(skews(one)));
                String id = skews(one).split(" ")[0];
                assertFalse(id.endsWith(":1"), () -> "what was written by a good clock is not accused: " + id);
            }
        }
    }
}
