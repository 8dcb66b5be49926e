package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildRelay;

/** What is done at the tills of two stores, read at head office as one trail. */
class AuditAtOfficeTest {
    @TempDir
    Path dir;

    private ChildRelay relay;
    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        relay = ChildRelay.demo(dir.resolve("relay"), dir.resolve("relay.log"));
        till = PipedTill.demo(dir.resolve("till"), "T01", "127.0.0.1:" + relay.port());
        Await.that(
                "the till is online", 30, () -> till.ok("status").path("online").asBoolean());
    }

    @AfterEach
    void close() throws Exception {
        till.close();
        relay.close();
    }

    private JsonNode page(String asked) {
        try {
            return relay.get("/api/v1/audit?" + asked);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_manager_dates_no_invoice_ahead_of_head_office_while_its_time_is_known() {
        till.openShop();
        Await.that(
                "head office's time is known",
                30,
                () -> aheadByAMinute().path("error").path("code").asText().equals("CLOCK"));
        int fixes = clockFixes();
        assertThat(aheadByAMinute().path("error").path("message").asText()).contains("head office");
        assertThat(clockFixes()).isEqualTo(fixes);
    }

    private JsonNode aheadByAMinute() {
        return till.ask("set-time", "at", Instant.now().plusSeconds(60).toString(), "approve", "9999");
    }

    private int clockFixes() {
        return till.ok("audit", "kind", "clock-fix", "approve", "9999")
                .path("events")
                .size();
    }

    @Test
    void head_office_reads_what_was_done_by_time_user_and_kind_page_after_page() {
        till.refused("WRONG_PIN", "login", "pin", "4711", "user", "cashier");
        till.openShop();
        till.ok("cash", "kind", "drop", "amount", "50.00", "reason", "full", "approve", "9999");
        till.ok("sync", "mode", "soft");
        assertThat(till.ok("sync", "mode", "push").path("left").asInt()).isZero();
        Await.that(
                "head office has it", 20, () -> page("kind=sync").path("events").size() == 2);

        assertThat(page("store=S001").path("events").findValuesAsText("kind"))
                .containsExactly("sync", "sync", "cash-drop", "approval", "login", "login-failed");
        JsonNode drop = page("store=S001&kind=cash").path("events").get(0);
        assertThat(drop.path("user").asText()).isEqualTo("cashier");
        assertThat(drop.path("approvedBy").asText()).isEqualTo("manager");
        assertThat(drop.path("till").asText()).isEqualTo("S001-T01");
        assertThat(drop.path("about").asText()).contains("50.00").contains("full");
        assertThat(page("store=S002").path("events")).isEmpty();
        assertThat(page("user=manager").path("events")).hasSize(2);
        String at = URLEncoder.encode(drop.path("at").asText(), StandardCharsets.UTF_8);
        assertThat(page("to=" + at).path("events").findValuesAsText("kind"))
                .doesNotContain("cash-drop", "sync")
                .contains("login");

        List<String> read = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = page("store=S001&limit=2&after=" + after);
            read.addAll(page.path("events").findValuesAsText("id"));
            after = page.path("next").asText();
        } while (!after.isEmpty());
        assertThat(read).isEqualTo(page("store=S001&limit=6").path("events").findValuesAsText("id"));
    }
}
