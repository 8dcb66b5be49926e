package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.ChainCheck;

/** One demo till, driven as an integrator would drive it. */
class ScriptedTillTest {
    @TempDir
    Path dir;

    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        till = PipedTill.demo(dir.resolve("till"));
    }

    @AfterEach
    void close() throws Exception {
        till.close();
    }

    @Test
    void every_line_is_answered_once_and_in_order() {
        for (int i = 0; i < 50; i++) {
            assertEquals(i, till.ok("status", "id", i).path("id").asInt());
        }
    }

    @Test
    void what_is_no_command_is_refused_by_name_and_the_till_goes_on() {
        assertTrue(PipedTill.refusal("BAD_JSON", till.raw(bytes("hello"))).contains("hello"));
        PipedTill.refusal("BAD_JSON", till.raw(bytes("[1]")));
        PipedTill.refusal("BAD_JSON", till.raw(bytes("{\"do\":\"status\",\"do\":\"quit\"}")));
        PipedTill.refusal("BAD_JSON", till.raw(bytes("{\"do\":\"status\"} {}")));
        PipedTill.refusal("BAD_JSON", till.raw(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'}));
        assertTrue(PipedTill.refusal("UNKNOWN_COMMAND", till.raw(bytes("{\"do\":\"sing\"}")))
                .contains("sing"));
        PipedTill.refusal("UNKNOWN_COMMAND", till.raw(bytes("{}")));
        assertTrue(PipedTill.refusal(
                        "UNKNOWN_FIELD", till.raw(bytes("{\"do\":\"scan\",\"code\":\"1\",\"colour\":\"red\"}")))
                .contains("colour"));
        assertTrue(PipedTill.refusal("BAD_VALUE", till.raw(bytes("{\"do\":\"scan\"}")))
                .contains("code"));
        assertTrue(PipedTill.refusal("BAD_VALUE", till.raw(bytes("{\"do\":\"scan\",\"code\":12}")))
                .contains("12"));
        till.ok("status");
    }

    @Test
    void a_line_of_ten_megabytes_is_refused_and_the_next_one_answered() {
        byte[] line = new byte[10 << 20];
        Arrays.fill(line, (byte) 'x');
        assertTrue(PipedTill.refusal("BAD_JSON", till.raw(line)).contains("10485760"));
        till.ok("status");
    }

    @Test
    void who_is_not_let_in_learns_why() {
        till.refused("NOT_LOGGED_IN", "scan", "code", DemoBarcodes.PLAIN);
        assertTrue(till.refused("WRONG_PIN", "login", "pin", "4711", "user", "cashier")
                .contains("4 tries left"));
        for (int i = 0; i < 4; i++) {
            till.refused("WRONG_PIN", "login", "pin", "4711", "user", "cashier");
        }
        till.refused("LOCKED", "login", "pin", "1111", "user", "cashier");
        till.refused("BAD_VALUE", "login", "pin", "1111", "user", "nobody");
        assertEquals(
                "manager",
                till.ok("login", "pin", "9999", "user", "manager").path("role").asText());
    }

    @Test
    void wrong_tries_survive_a_restart() throws Exception {
        for (int i = 0; i < 5; i++) {
            till.refused("WRONG_PIN", "login", "pin", "4711", "user", "cashier");
        }
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        till.refused("LOCKED", "login", "pin", "1111", "user", "cashier");
    }

    @Test
    void a_shift_frames_the_selling() {
        till.ok("login", "pin", "1111", "user", "cashier");
        till.refused("NO_SHIFT", "x");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.refused("NO_SHIFT", "tender", "kind", "cash", "amount", "50.00");
        till.refused("NO_SHIFT", "complete");
        till.refused("BAD_VALUE", "shift-open", "float", "-1.00");
        till.ok("shift-open", "float", "200.00");
        till.refused("SHIFT_OPEN", "shift-open", "float", "200.00");
        till.refused("CART_OPEN", "shift-close", "counted", "200.00");
        till.refused("CART_OPEN", "logout");
        till.ok("clear");
        till.refused("CART_EMPTY", "complete");
        till.refused("CART_EMPTY", "park", "name", "x");
        till.sell("k", DemoBarcodes.PLAIN);
        assertEquals("218.50", till.ok("x").path("figures").path("expected").asText());
        JsonNode closed = till.ok("shift-close", "counted", "218.00");
        assertEquals("218.50", closed.path("expected").asText());
        assertEquals("-0.50", closed.path("difference").asText());
        till.refused("FORBIDDEN", "z");
        JsonNode day = till.ok("z", "approve", "9999");
        assertEquals(1, day.path("number").asInt());
        assertEquals("18.50", day.path("gross").asText());
        till.refused("NO_SHIFT", "z", "approve", "9999");
        till.ok("logout");
    }

    @Test
    void a_request_for_goods_that_is_not_whole_is_refused_by_what_it_lacks() {
        till.ok("login", "user", "manager", "pin", "9999");
        String whole = "either \"from\", \"code\" and \"qty\", or \"transfer\" and \"step\"";
        assertThat(till.refused("BAD_VALUE", "transfer", "from", "S002")).contains(whole);
        assertThat(till.refused("BAD_VALUE", "transfer", "from", "S002", "code", DemoBarcodes.PLAIN))
                .contains(whole);
        assertThat(till.refused("BAD_VALUE", "transfer", "from", "S002", "qty", "1"))
                .contains(whole);
    }

    @Test
    void to_look_at_an_empty_cart_changes_nothing_and_the_first_scan_goes_into_it() {
        till.ok("login", "pin", "1111");
        String seen = till.ok("cart").path("cart").path("id").asText();
        assertThat(till.ok("cart").path("cart").path("id").asText()).isEqualTo(seen);
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        assertThat(till.ok("cart").path("cart").path("id").asText()).isEqualTo(seen);
        till.ok("clear");
        assertThat(till.ok("cart").path("cart").path("id").asText()).isNotEqualTo(seen);
    }

    @Test
    void a_refusal_of_the_shop_says_itself_in_arabic_too() {
        till.openShop();
        JsonNode error = till.ask("complete").path("error");
        assertThat(error.path("message").asText()).contains("empty");
        assertThat(error.path("messageAr").asText()).contains("السلة فارغة");
    }

    @Test
    void carts_count_as_the_shelf_says() {
        till.openShop();
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        JsonNode again = till.ok("scan", "code", DemoBarcodes.PLAIN);
        assertEquals(1, again.path("line").path("line").asInt());
        assertEquals("55.50", again.path("total").asText());
        JsonNode weighed = till.ok("scan", "code", DemoBarcodes.WEIGHED);
        assertEquals("1.240", weighed.path("line").path("qty").asText());
        assertEquals(
                3,
                till.ok("scan", "code", DemoBarcodes.WEIGHED)
                        .path("line")
                        .path("line")
                        .asInt());
        till.refused("BAD_VALUE", "scan", "code", DemoBarcodes.PLAIN, "qty", "0");
        till.refused("BAD_VALUE", "scan", "code", DemoBarcodes.PLAIN, "qty", "-1");
        till.refused("BAD_VALUE", "scan", "code", DemoBarcodes.PLAIN, "qty", "1.5");
        till.refused("BAD_VALUE", "scan", "code", DemoBarcodes.PLAIN, "qty", "1e3");
        till.refused("BAD_VALUE", "scan", "code", DemoBarcodes.PLAIN, "qty", "٢");
        assertTrue(
                till.refused("UNKNOWN_BARCODE", "scan", "code", "9990001112223").contains("9990001112223"));
        till.refused("AGE_CHECK", "scan", "code", DemoBarcodes.AGE_LIMITED);
        till.ok("scan", "code", DemoBarcodes.AGE_LIMITED, "approve", "9999");
        till.refused("EXPIRED", "scan", "code", DemoBarcodes.EXPIRED);
        till.refused("WRONG_PIN", "scan", "code", DemoBarcodes.EXPIRED, "approve", "1111");
        till.refused("UNKNOWN_LINE", "qty", "line", 99, "qty", "1");
        till.refused("UNKNOWN_LINE", "void-line", "line", 99, "reason", "x");
        till.ok("void-line", "line", 2, "reason", "changed mind");
        till.ok("qty", "line", 1, "qty", "1");
        till.refused("FORBIDDEN", "discount", "percent", "20");
        till.refused("BAD_VALUE", "discount", "percent", "101", "approve", "9999");
        till.refused("BAD_VALUE", "discount", "percent", "10", "amount", "1.00");
        till.ok("discount", "line", 1, "percent", "10");
        JsonNode cart = till.ok("discount", "percent", "20", "approve", "9999").path("cart");
        assertEquals(List.of(1, 3, 4), lines(cart));
        till.refused("NOT_PAID", "complete");
        till.refused("OVERPAID", "tender", "kind", "card", "amount", "500.00");
        till.refused("NO_RIGHTS", "tender", "kind", "gift", "amount", "1.00", "card", "G1");
        till.refused("UNKNOWN_CUSTOMER", "tender", "kind", "account", "amount", "1.00");
        till.refused("BAD_VALUE", "tender", "kind", "shells", "amount", "1.00");
        till.ok("tender", "kind", "card", "amount", cart.path("due").asText(), "card", "000123");
        till.ok("complete");
    }

    private static List<Integer> lines(JsonNode cart) {
        return cart.path("lines").findValues("line").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    void a_key_does_its_work_once_also_after_a_restart() throws Exception {
        till.openShop();
        JsonNode first = till.sell("sale-1", DemoBarcodes.PLAIN);
        JsonNode again = till.ok("complete", "key", "sale-1");
        assertTrue(again.path("again").asBoolean());
        assertEquals(first.path("receipt"), again.path("receipt"));
        String receipt = first.path("receipt").asText();
        List<Map<String, Object>> one = List.of(Map.of("line", 1, "qty", "1"));
        JsonNode credit =
                till.ok("return", "receipt", receipt, "lines", one, "reason", "broken", "tender", "cash", "key", "r");
        assertEquals("18.50", credit.path("total").asText());
        till.refused("BAD_VALUE", "complete", "key", "r");
        till.ok("receive", "code", DemoBarcodes.PLAIN, "qty", "10", "key", "in", "approve", "9999");
        String before =
                till.ok("stock", "code", DemoBarcodes.PLAIN).path("onHand").asText();
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        assertEquals("r", till.ready.path("recovered").path("lastKey").asText());
        assertEquals(
                receipt, till.ok("complete", "key", "sale-1").path("receipt").asText());
        assertTrue(till.ok("return", "receipt", receipt, "lines", one, "key", "r")
                .path("again")
                .asBoolean());
        till.ok("receive", "code", DemoBarcodes.PLAIN, "qty", "10", "key", "in");
        assertEquals(
                before,
                till.ok("stock", "code", DemoBarcodes.PLAIN).path("onHand").asText());
        assertEquals(2, till.ok("sales").path("count").asInt());
        till.ok("login", "pin", "1111", "user", "cashier");
        till.refused("ALREADY_RETURNED", "return", "receipt", receipt, "lines", one);
        till.refused("UNKNOWN_RECEIPT", "return", "receipt", "S001-T01-000999", "lines", one);
    }

    @Test
    void customers_are_found_added_edited_and_attached() {
        till.openShop();
        JsonNode made = till.ok(
                "customer",
                "new",
                Map.of("name", "مها Example", "phone", "0501234567", "tags", List.of("gold")),
                "key",
                "c1");
        String id = made.path("customer").path("id").asText();
        assertTrue(till.ok("customer", "new", Map.of("name", "مها Example"), "key", "c1")
                .path("again")
                .asBoolean());
        assertEquals(
                1, till.ok("customer", "find", "0501234567").path("customers").size());
        assertEquals(1, till.ok("customer", "find", "مها").path("customers").size());
        till.ok("customer", "id", id, "set", Map.of("name", "Maha", "address", "Palm Street 1"));
        assertEquals(
                "Maha",
                till.ok("customer", "id", id).path("customer").path("name").asText());
        till.refused("UNKNOWN_FIELD", "customer", "id", id, "set", Map.of("shoe", "42"));
        till.refused("UNKNOWN_CUSTOMER", "customer", "id", "nobody", "attach", true);
        for (String none : List.of("", "x".repeat(300))) {
            till.refused("UNKNOWN_CUSTOMER", "customer", "id", none, "attach", true);
            till.refused("UNKNOWN_BARCODE", "scan", "code", none);
            assertTrue(till.refused("BAD_VALUE", "login", "user", none, "pin", "1111")
                    .contains("\"user\": Id \"" + (none.isEmpty() ? "\" is none" : "xxx")));
            till.refused("BAD_VALUE", "print", "uuid", none);
        }
        till.refused("BAD_VALUE", "customer", "find", "x", "id", id, "attach", true);
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        assertEquals(
                id,
                till.ok("customer", "id", id, "attach", true)
                        .path("cart")
                        .path("customer")
                        .path("id")
                        .asText());
        till.refused("NO_RIGHTS", "tender", "kind", "account", "amount", "1.00");
    }

    @Test
    void a_parked_cart_is_recalled_once() {
        till.openShop();
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        String cart = till.ok("park", "name", "blue shirt").path("cart").asText();
        till.refused("UNKNOWN_CART", "recall", "cart", "nowhere");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.refused("CART_OPEN", "recall", "cart", cart);
        till.ok("clear");
        assertEquals(1, till.ok("parked").path("carts").size());
        till.ok("recall", "cart", cart);
        assertEquals(0, till.ok("parked").path("carts").size());
        till.ok("clear");
        till.refused("UNKNOWN_CART", "recall", "cart", cart);
    }

    @Test
    void stock_is_counted_received_and_sold() {
        till.openShop();
        till.refused("FORBIDDEN", "count", "code", DemoBarcodes.PLAIN, "qty", "7");
        assertEquals(
                "7",
                till.ok("count", "code", DemoBarcodes.PLAIN, "qty", "7", "approve", "9999")
                        .path("onHand")
                        .asText());
        till.sell("k", DemoBarcodes.PLAIN);
        assertEquals(
                "6", till.ok("stock", "code", DemoBarcodes.PLAIN).path("onHand").asText());
        till.refused("BAD_VALUE", "receive", "code", DemoBarcodes.BATCH_TRACKED, "qty", "5", "approve", "9999");
        JsonNode received = till.ok(
                "receive",
                "code",
                DemoBarcodes.BATCH_TRACKED,
                "qty",
                "5",
                "batch",
                "N1",
                "expiry",
                "2027-03-31",
                "cost",
                "3.10",
                "approve",
                "9999");
        assertTrue(received.path("batches").findValuesAsText("batch").contains("N1"));
        till.refused(
                "BAD_VALUE",
                "receive",
                "code",
                DemoBarcodes.PLAIN,
                "qty",
                "5",
                "expiry",
                "31.3.2027",
                "approve",
                "9999");
        till.sell("a", DemoBarcodes.LAST_ONE);
        till.sell("b", DemoBarcodes.LAST_ONE);
        JsonNode issues = till.ok("exceptions").path("exceptions");
        assertEquals("OVERSOLD", issues.path(0).path("kind").asText());
        String id = issues.path(0).path("id").asText();
        assertTrue(till.ok("resolve", "exception", id, "note", "found one behind the shelf", "approve", "9999")
                .path("exception")
                .path("resolved")
                .asBoolean());
        till.refused("BAD_VALUE", "resolve", "exception", "none", "note", "x", "approve", "9999");
    }

    @Test
    void papers_are_written_and_reports_add_up() throws Exception {
        till.openShop();
        String receipt = till.sell("k", DemoBarcodes.PLAIN, DemoBarcodes.ZERO_RATED)
                .path("receipt")
                .asText();
        String uuid = till.ok("sales").path("sales").path(0).path("uuid").asText();
        Path xml = dir.resolve("papers/i.xml");
        till.ok("invoice", "receipt", receipt, "file", xml.toString());
        till.ok("receipt-image", "uuid", uuid, "file", dir.resolve("r.png").toString());
        assertTrue(Files.readString(xml).contains(receipt));
        assertEquals(List.of(), ChainCheck.problems(Map.of(receipt, xml)));
        till.refused("UNKNOWN_RECEIPT", "invoice", "receipt", "S001-T01-000077", "file", xml.toString());
        till.refused("BAD_VALUE", "invoice", "receipt", receipt, "file", "/proc/no/such/file");
        till.refused("FORBIDDEN", "report", "name", "sales-by-product");
        JsonNode report = till.ok("report", "name", "sales-by-product", "approve", "9999");
        assertEquals(till.ok("sales").path("gross"), report.path("gross"));
        till.refused("BAD_VALUE", "report", "name", "weather", "approve", "9999");
        till.refused("BAD_VALUE", "sales", "since", "yesterday");
        assertEquals(
                0,
                till.ok("sales", "since", "2099-01-01T00:00:00+03:00")
                        .path("count")
                        .asInt());
        till.ok("backup", "file", dir.resolve("b.tmb").toString(), "approve", "9999");
        till.ok("export-unsent", "file", dir.resolve("unsent.json").toString(), "approve", "9999");
        assertTrue(Files.size(dir.resolve("unsent.json")) > 100);
        assertTrue(till.ok("verify").path("clean").asBoolean());
        till.ok("digest");
    }

    @Test
    void a_clock_that_jumped_back_stops_the_issuing_until_a_manager_mends_it() {
        till.openShop();
        till.sell("a", DemoBarcodes.PLAIN);
        till.ok("clock", "offsetMs", -3_600_000);
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("tender", "kind", "cash", "amount", "18.50");
        till.refused("CLOCK", "complete", "key", "b");
        till.ok("set-time", "at", java.time.Instant.now().toString(), "approve", "9999");
        till.ok("complete", "key", "b");
    }

    @Test
    void the_links_of_a_till_alone_are_cut_and_restored() {
        till.refused("OFFLINE", "sync", "mode", "push");
        till.refused("BAD_VALUE", "sync", "mode", "sideways");
        till.ok("link", "state", "down", "how", "silent");
        till.ok("lan", "state", "down", "how", "reset");
        till.ok("link", "state", "up");
        till.ok("lan", "state", "up");
        assertFalse(till.ok("status").path("online").asBoolean());
    }

    @Test
    void a_second_program_on_the_folder_is_refused_and_the_first_goes_on() throws Exception {
        try (PipedTill second = PipedTill.demo(dir.resolve("till"))) {
            PipedTill.refusal("STORE_LOCKED", second.ready);
        }
        till.ok("status");
    }

    @Test
    void a_till_without_activation_says_so() throws Exception {
        try (PipedTill other = PipedTill.empty(dir.resolve("other"))) {
            assertTrue(other.ready.path("till").isNull());
            other.refused("NOT_ACTIVATED", "login", "pin", "1111");
            other.refused("NOT_ACTIVATED", "stock", "code", "1");
            other.refused("BAD_CODE", "activate", "relay", "127.0.0.1:9", "code", "AAAA-BBBB");
            other.refused("BAD_VALUE", "activate", "relay", "nowhere", "code", "AAAA-BBBB");
        }
        try (PipedTill other = PipedTill.demo(dir.resolve("wrong"), "T99", null)) {
            assertTrue(PipedTill.refusal("BAD_VALUE", other.ready).contains("T99"));
        }
    }

    @Test
    void something_that_takes_the_call_and_says_nothing_is_not_waited_for_for_ever() throws Exception {
        try (PipedTill other = PipedTill.empty(dir.resolve("other"));
                var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String message = other.refused(
                    "TIMEOUT",
                    "activate",
                    "relay",
                    "127.0.0.1:" + silent.getLocalPort(),
                    "code",
                    "AAAA-AAAA-AAAA-AAAA");
            assertTrue(message.contains(String.valueOf(silent.getLocalPort())), message);
            other.ok("help");
        }
    }

    @Test
    void a_full_disk_refuses_the_sale_and_loses_nothing() throws Exception {
        till.openShop();
        till.sell("before", DemoBarcodes.PLAIN);
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("tender", "kind", "cash", "amount", "20.00");
        till.end();
        System.setProperty("tillmesh.keepfree", String.valueOf(1L << 40));
        try {
            till = PipedTill.demo(dir.resolve("till"));
            assertTrue(till.ready.path("recovered").path("openCart").asBoolean());
            till.ok("login", "pin", "1111", "user", "cashier");
            String message = till.refused("DISK_FULL", "complete", "key", "full");
            assertTrue(message.contains("MiB"), message);
            assertEquals(1, till.ok("sales").path("count").asInt());
            till.end();
        } finally {
            System.clearProperty("tillmesh.keepfree");
        }
        till = PipedTill.demo(dir.resolve("till"));
        till.ok("login", "pin", "1111", "user", "cashier");
        till.ok("complete", "key", "full");
        assertEquals(2, till.ok("sales").path("count").asInt());
    }

    @Test
    void a_folder_that_cannot_be_written_is_refused_by_name() throws Exception {
        Path system = Path.of("/sys/kernel");
        assumeTrue(Files.isDirectory(system), "no folder here that nobody may write");
        try (PipedTill other = PipedTill.demo(system.resolve("till"))) {
            String message = PipedTill.refusal("READ_ONLY", other.ready);
            assertTrue(message.contains("/sys/kernel/till"), message);
        }
    }

    @Test
    void help_names_every_command_and_the_demo_codes() {
        JsonNode help = till.ok("help");
        var named = new TreeSet<String>();
        help.path("commands").fieldNames().forEachRemaining(named::add);
        assertTrue(named.size() >= 40, named::toString);
        assertTrue(named.stream().allMatch(Contract::knows));
        assertEquals(DemoBarcodes.PLAIN, help.path("demoBarcodes").path("plain").asText());
    }

    @Test
    void end_of_input_is_an_orderly_close() throws Exception {
        till.openShop();
        till.sell("k", DemoBarcodes.PLAIN);
        assertEquals(0, till.end());
        till = PipedTill.demo(dir.resolve("till"));
        assertTrue(till.ready.path("recovered").path("cleanStop").asBoolean());
        assertEquals(
                "S001-T01-000001",
                till.ready.path("recovered").path("lastReceipt").asText());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
