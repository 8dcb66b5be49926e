package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;

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
        till.ok(
                "return",
                "receipt",
                receipt,
                "lines",
                List.of(Map.of("line", 1, "qty", "1")),
                "reason",
                "broken");
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
