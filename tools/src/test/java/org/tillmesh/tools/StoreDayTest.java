package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.Relay;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;

/** Three tills of a store and their relay, with cuts. */
class StoreDayTest {
    @TempDir
    Path dir;

    private Relay relay;
    private PipedTill one;
    private PipedTill two;
    private PipedTill three;

    @BeforeEach
    void open() throws Exception {
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, true));
        String at = "127.0.0.1:" + relay.ready().port();
        one = PipedTill.demo(dir.resolve("1"), "T01", at);
        two = PipedTill.demo(dir.resolve("2"), "T02", at, port(one));
        three = PipedTill.demo(dir.resolve("3"), "T03", at, port(one), port(two));
        for (PipedTill till : List.of(one, two, three)) {
            till.openShop();
        }
        Await.that("all are online and see each other", 30, () -> List.of(one, two, three).stream()
                .allMatch(t -> online(t) && t.ok("status").path("neighbours").size() == 2));
    }

    private static String port(PipedTill till) {
        return "127.0.0.1:" + till.ready.path("listen").asInt();
    }

    private static boolean online(PipedTill till) {
        return till.ok("status").path("online").asBoolean();
    }

    @AfterEach
    void close() throws Exception {
        for (PipedTill till : List.of(one, two, three)) {
            till.close();
        }
        relay.close();
    }

    private void cutAll() {
        for (PipedTill till : List.of(one, two, three)) {
            till.ok("link", "state", "down");
        }
        Await.that("all are offline", 10, () -> !online(one) && !online(two) && !online(three));
    }

    @Test
    void an_outage_costs_nothing_and_everything_arrives_once() {
        cutAll();
        for (int i = 0; i < 5; i++) {
            one.sell("a" + i, DemoBarcodes.PLAIN);
            two.sell("b" + i, DemoBarcodes.PLAIN);
            three.sell("c" + i, DemoBarcodes.ZERO_RATED);
        }
        one.refused("OFFLINE", "sync", "mode", "push");
        Await.that("each till sees all sales", 20, () -> List.of(one, two, three).stream()
                .allMatch(t -> t.ok("sales").path("count").asInt() == 15));
        assertEquals(5, one.ok("status").path("unsent").asInt());
        for (PipedTill till : List.of(one, two, three)) {
            till.ok("link", "state", "up");
        }
        Await.that("all are online", 20, () -> online(one) && online(two) && online(three));
        for (PipedTill till : List.of(one, two, three)) {
            assertEquals(0, till.ok("sync", "mode", "push").path("left").asInt());
        }
        Await.that("nothing is unsent", 20, () -> List.of(one, two, three).stream()
                .allMatch(t -> t.ok("status").path("unsent").asInt() == 0));
        Await.that("all hold the same", 20, () -> digests().size() == 1);
        var receipts = new HashSet<String>();
        JsonNode sales = one.ok("sales").path("sales");
        sales.forEach(sale -> assertTrue(receipts.add(sale.path("receipt").asText()), "doubled: " + sale));
        assertEquals(15, receipts.size());
        assertTrue(one.ok("sync", "mode", "hard").path("headsEqual").asBoolean());
        assertEquals(15, one.ok("sales").path("count").asInt());
        assertTrue(one.ok("sync", "mode", "soft").path("tookMs").asLong() >= 0);
    }

    private HashSet<String> digests() {
        var digests = new HashSet<String>();
        for (PipedTill till : List.of(one, two, three)) {
            digests.add(till.ok("digest").path("scopes").toString());
        }
        return digests;
    }

    @Test
    void a_till_with_a_route_carries_what_the_others_sell() {
        one.ok("link", "state", "down");
        Await.that("till 1 is offline", 10, () -> !online(one));
        one.sell("a", DemoBarcodes.PLAIN);
        Await.that(
                "a neighbour brought it to head office",
                20,
                () -> one.ok("status").path("unsent").asInt() == 0);
        Await.that("it says by whom", 5, () -> one.ok("status").path("via").isTextual());
    }

    @Test
    void a_parked_cart_goes_to_one_till_and_an_edit_on_two_keeps_both() {
        cutAll();
        one.ok("scan", "code", DemoBarcodes.PLAIN);
        String cart = one.ok("park", "name", "later").path("cart").asText();
        Await.that(
                "till 2 sees the cart", 10, () -> two.ok("parked").path("carts").size() == 1);
        assertEquals(
                1, two.ok("recall", "cart", cart).path("cart").path("lines").size());
        three.refused("UNKNOWN_CART", "recall", "cart", cart);
        two.ok("tender", "kind", "cash", "amount", "20.00");
        two.ok("complete");
        String id = one.ok("customer", "new", Map.of("name", "Huda", "phone", "0559999999"))
                .path("customer")
                .path("id")
                .asText();
        Await.that(
                "till 2 knows her",
                10,
                () -> two.ok("customer", "find", "0559999999").path("customers").size() == 1);
        one.ok("lan", "state", "down");
        one.ok("customer", "id", id, "set", Map.of("name", "Huda A"));
        two.ok("customer", "id", id, "set", Map.of("address", "Palm Street 7"));
        three.ok("customer", "id", id, "set", Map.of("name", "Huda C"));
        one.ok("lan", "state", "up");
        Await.that("both edits and the conflict are seen", 20, () -> {
            JsonNode seen = one.ok("customer", "id", id).path("customer");
            return seen.path("address").asText().equals("Palm Street 7")
                    && seen.path("conflicts").path("name").size() == 2;
        });
    }
}
