package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.till.script.ScriptedTill;

/** Who did what and when, read at the till; and nobody reads anything without a login. */
class AuditTest {
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

    private JsonNode events(Object... asked) {
        var fields = new Object[asked.length + 2];
        System.arraycopy(asked, 0, fields, 0, asked.length);
        fields[asked.length] = "approve";
        fields[asked.length + 1] = "9999";
        return till.ok("audit", fields).path("events");
    }

    private List<String> kinds(Object... asked) {
        return events(asked).findValuesAsText("kind");
    }

    @Test
    void what_people_do_is_a_record_of_its_kind() {
        till.refused("WRONG_PIN", "login", "pin", "4711", "user", "cashier");
        till.openShop();
        String receipt = till.sell("k", DemoBarcodes.PLAIN).path("receipt").asText();
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        till.ok("discount", "percent", "10");
        till.ok("discount", "line", 1, "percent", "50", "approve", "9999");
        till.ok("scan", "code", DemoBarcodes.WEIGHED);
        till.ok("void-line", "line", 1, "reason", "changed mind");
        till.ok("clear");
        till.ok("print", "receipt", receipt);
        till.ok("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")), "reason", "broken");
        till.ok("cash", "kind", "in", "amount", "5.00", "reason", "coins", "approve", "9999");
        till.ok("drawer", "reason", "look", "approve", "9999");
        till.ok("set-time", "at", Instant.now().toString(), "approve", "9999");
        till.ok("time-clock", "state", "in");
        till.refused("WRONG_PIN", "drawer", "reason", "x", "approve", "0000");
        till.ok("logout");
        till.ok("login", "pin", "1111", "user", "cashier");
        assertThat(kinds())
                .contains(
                        "login",
                        "login-failed",
                        "logout",
                        "discount",
                        "void-line",
                        "clear",
                        "reprint",
                        "return",
                        "cash-in",
                        "drawer",
                        "clock-fix",
                        "clock-in",
                        "approval",
                        "approval-failed");
        JsonNode returned = events("kind", "return").get(0);
        assertThat(returned.path("about").asText()).contains(receipt).contains("broken");
        assertThat(returned.path("user").asText()).isEqualTo("cashier");
        JsonNode in = events("kind", "cash-in").get(0);
        assertThat(in.path("approvedBy").asText()).isEqualTo("manager");
        assertThat(in.path("till").asText()).isEqualTo("S001-T01");
        assertThat(kinds("kind", "discount")).hasSize(2);
    }

    /** What a command is in the audit trail; empty for one whose own record names who did it, null for what changes nothing. */
    private static final Map<String, String> TRAIL = Map.ofEntries(
            Map.entry("login", "login"),
            Map.entry("logout", "logout"),
            Map.entry("change-pin", "pin-changed"),
            Map.entry("time-clock", "clock-in"),
            Map.entry("cash", "cash-in"),
            Map.entry("drawer", "drawer"),
            Map.entry("void-line", "void-line"),
            Map.entry("discount", "discount"),
            Map.entry("price", "price"),
            Map.entry("clear", "clear"),
            Map.entry("customer", "customer-anonymise"),
            Map.entry("return", "return"),
            Map.entry("pay-account", "pay-account"),
            Map.entry("intent", "card-payment"),
            Map.entry("training", "training"),
            Map.entry("device", "device-set"),
            Map.entry("terminal", "terminal-settle"),
            Map.entry("sync", "sync"),
            Map.entry("set-time", "clock-fix"),
            Map.entry("print", "reprint"),
            Map.entry("backup", "backup"),
            Map.entry("export-unsent", "export-unsent"),
            Map.entry("confirm-head", "confirm-head"),
            Map.entry("zatca-onboard", "onboard"),
            Map.entry("zatca-renew", "renew"));

    /** Their records name who did it: shifts, documents, movements, counts, requests, resolutions. */
    private static final Set<String> OWN_RECORD = Set.of(
            "shift-open",
            "shift-close",
            "z",
            "complete",
            "receive",
            "count",
            "adjust",
            "sheet",
            "deposit",
            "transfer",
            "approval",
            "reissue",
            "resolve",
            "activate");

    /** They look, or change a cart that nobody has paid, or a test's cable and clock. */
    private static final Set<String> NOTHING_TO_ANSWER_FOR = Set.of(
            "help",
            "find-sales",
            "sheets",
            "scale",
            "devices",
            "labels",
            "quote",
            "movements",
            "orders",
            "seller",
            "wedge",
            "archive",
            "audit",
            "scan",
            "search",
            "cart",
            "qty",
            "coupon",
            "note",
            "park",
            "split",
            "parked",
            "recall",
            "tender",
            "gift",
            "intents",
            "payment-methods",
            "statement",
            "stock",
            "x",
            "reconcile",
            "report",
            "link",
            "lan",
            "clock",
            "status",
            "branch-stock",
            "transfers",
            "sync-history",
            "choose-invoice",
            "invoices",
            "invoice",
            "sales",
            "receipt-image",
            "exceptions",
            "digest",
            "verify",
            "quit");

    @Test
    void every_command_is_in_the_trail_or_has_a_record_of_its_own_or_changes_nothing() {
        var commands = new TreeSet<String>();
        ScriptedTill.schema().path("$defs").fieldNames().forEachRemaining(name -> {
            if (name.startsWith("request:")) {
                commands.add(name.substring("request:".length()));
            }
        });
        var placed = new TreeSet<>(TRAIL.keySet());
        placed.addAll(OWN_RECORD);
        placed.addAll(NOTHING_TO_ANSWER_FOR);
        assertThat(placed).isEqualTo(commands);

        till.openShop();
        String receipt = till.sell("k", DemoBarcodes.PLAIN).path("receipt").asText();
        String id = till.ok("customer", "new", Map.of("name", "Maha"))
                .path("customer")
                .path("id")
                .asText();
        Map<String, Object[]> done = Map.ofEntries(
                Map.entry("time-clock", new Object[] {"state", "in"}),
                Map.entry("cash", new Object[] {"kind", "in", "amount", "5.00", "reason", "coins", "approve", "9999"}),
                Map.entry("drawer", new Object[] {"reason", "look", "approve", "9999"}),
                Map.entry("customer", new Object[] {"id", id, "anonymise", true, "approve", "9999"}),
                Map.entry("return", new Object[] {
                    "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")), "reason", "broken"
                }),
                Map.entry("set-time", new Object[] {"at", Instant.now().toString(), "approve", "9999"}),
                Map.entry("print", new Object[] {"receipt", receipt}),
                Map.entry("backup", new Object[] {"file", file("backup"), "approve", "9999"}),
                Map.entry("export-unsent", new Object[] {"file", file("unsent"), "approve", "9999"}));
        done.forEach((command, fields) -> recorded(command, () -> till.ok(command, fields)));
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("scan", "code", DemoBarcodes.ZERO_RATED);
        recorded("discount", () -> till.ok("discount", "line", 1, "percent", "5"));
        recorded("price", () -> till.ok("price", "line", 1, "price", "1.00", "reason", "old", "approve", "9999"));
        recorded("void-line", () -> till.ok("void-line", "line", 1, "reason", "changed mind"));
        recorded("clear", () -> till.ok("clear"));
        recorded("logout", () -> till.ok("logout"));
        assertThat(kinds("kind", "login")).hasSize(2);
    }

    private void recorded(String command, Runnable work) {
        int before = ofKind(command);
        work.run();
        assertThat(ofKind(command)).as(command).isEqualTo(before + 1);
    }

    private int ofKind(String command) {
        String kind = TRAIL.get(command);
        if (!till.ask("cart").path("ok").asBoolean()) {
            till.ok("login", "pin", "1111", "user", "cashier");
        }
        return kinds("kind", kind, "limit", 1000).size();
    }

    @Test
    void it_is_read_by_time_user_and_kind_the_newest_first() throws Exception {
        till.ok("login", "pin", "1111", "user", "cashier");
        till.ok("login", "pin", "9999", "user", "manager");
        JsonNode all = events();
        Instant last = Instant.MAX;
        for (JsonNode event : all) {
            Instant at = Instant.parse(event.path("at").asText());
            assertThat(at).isBeforeOrEqualTo(last);
            last = at;
        }
        assertThat(kinds("user", "cashier")).containsExactly("login");
        assertThat(kinds("kind", "login", "limit", 1)).hasSize(1);
        assertThat(events("user", "nobody")).isEmpty();
        assertThat(events("to", "2020-01-01T00:00:00Z")).isEmpty();
        assertThat(events("from", "2020-01-01T00:00:00Z", "kind", "login")).hasSize(2);
        till.refused("BAD_VALUE", "audit", "limit", 0);
        till.refused("BAD_VALUE", "audit", "limit", 1001);
        till.refused("BAD_VALUE", "audit", "from", "yesterday");
        till.refused("BAD_VALUE", "audit", "from", "2026-02-01T00:00:00Z", "to", "2026-01-01T00:00:00Z");
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        till.ok("login", "pin", "9999", "user", "manager");
        assertThat(kinds("kind", "login")).hasSize(3);
    }

    @Test
    void hours_are_summed_by_user_and_day_and_who_is_still_in_is_named() {
        till.ok("login", "pin", "1111", "user", "cashier");
        till.ok("time-clock", "state", "in");
        till.ok("time-clock", "state", "out");
        till.ok("login", "pin", "9999", "user", "manager");
        till.ok("time-clock", "state", "in");
        JsonNode rows = till.ok("report", "name", "hours", "period", "today").path("rows");
        assertThat(rows.findValuesAsText("user")).containsExactly("cashier", "manager");
        assertThat(rows.get(0).path("minutes").asText()).isEqualTo("0");
        assertThat(rows.get(0).path("openEnds").asText()).isEmpty();
        assertThat(rows.get(1).path("openEnds").asText()).matches("[0-2][0-9]:[0-5][0-9]");
        assertThat(till.ok("report", "name", "hours", "period", "yesterday").path("rows"))
                .isEmpty();
    }

    @Test
    void a_cashier_reads_it_with_a_managers_word_alone() {
        till.refused("NOT_LOGGED_IN", "audit", "approve", "9999");
        till.ok("login", "pin", "1111", "user", "cashier");
        till.refused("FORBIDDEN", "audit");
        till.ok("audit", "approve", "9999");
    }

    @Test
    void without_a_login_there_is_no_list_no_report_and_no_reprint() throws Exception {
        till.openShop();
        String receipt = till.sell("k", DemoBarcodes.PLAIN).path("receipt").asText();
        till.ok("logout");
        till.refused("NOT_LOGGED_IN", "parked");
        till.refused("NOT_LOGGED_IN", "x");
        till.refused("NOT_LOGGED_IN", "report", "name", "sales-by-product", "approve", "9999");
        till.refused("NOT_LOGGED_IN", "customer", "find", "05");
        till.refused("NOT_LOGGED_IN", "transfers");
        till.refused("NOT_LOGGED_IN", "print", "receipt", receipt);
        till.refused("NOT_LOGGED_IN", "receipt-image", "receipt", receipt, "file", file("a.png"));
        till.refused("NOT_LOGGED_IN", "invoice", "receipt", receipt, "file", file("a.xml"));
        assertThat(dir.resolve("a.png")).doesNotExist();
        assertThat(dir.resolve("a.xml")).doesNotExist();
    }

    private String file(String name) {
        return dir.resolve(name).toString();
    }
}
