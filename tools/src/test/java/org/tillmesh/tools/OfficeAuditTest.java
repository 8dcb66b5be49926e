package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.RelayControl;
import org.tillmesh.tools.trial.Await;

/** What people do at head office is recorded, with what they changed, and stays there. */
class OfficeAuditTest {
    private static final String HUDA =
            "{\"name\":\"Huda\",\"role\":\"cashier\",\"stores\":[\"S001\"],\"pin\":\"4321\"}";

    @TempDir
    Path dir;

    private HeadOffice office;

    @BeforeEach
    void open() throws Exception {
        office = new HeadOffice(dir);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private JsonNode events(String asked) throws Exception {
        return office.ok("GET", "audit?store=office&" + asked, "").path("events");
    }

    private List<String> kinds() throws Exception {
        return events("").findValuesAsText("kind").stream()
                .filter(kind -> !kind.equals("reconcile-night")) // head office does that by itself
                .toList();
    }

    @Test
    void whoever_changes_something_is_recorded_with_it_and_nothing_secret_is() throws Exception {
        office.ok("PUT", "users/huda", HUDA);
        office.ok("PUT", "roles/cashier", "{\"name\":\"Cashier\",\"discountMax\":25}");
        office.ok("DELETE", "roles/cashier", "");
        office.ok("POST", "settings", "{\"id\":\"company\",\"cashierDiscountMax\":20}");
        office.ok("POST", "products", "id,barcode,name,price\nA1,6281000000014,Dates,10.00\n");
        office.ok(
                "PUT", "price-lists/gold", "{\"name\":\"Gold\",\"prices\":[{\"product\":\"A1\",\"price\":\"9.00\"}]}");
        office.ok("DELETE", "price-lists/gold", "");
        office.ok("PUT", "promotions/ten", "{\"name\":\"Ten\",\"offer\":{\"kind\":\"percent\",\"percent\":\"10\"}}");
        office.ok("POST", "escrow?account=gift:6300001&amount=50.00", "");
        assertThat(kinds())
                .containsExactly(
                        "escrow-post",
                        "promotions-put",
                        "price-lists-delete",
                        "price-lists-put",
                        "products-post",
                        "settings-post",
                        "roles-delete",
                        "roles-put",
                        "users-put");
        JsonNode user = events("kind=users").get(0);
        assertThat(user.path("about").asText())
                .contains("huda", "Huda", "cashier")
                .doesNotContain("4321");
        assertThat(user.path("user").asText()).isEqualTo("api");
        assertThat(user.path("store").isNull()).isTrue();
        assertThat(user.path("till").isNull()).isTrue();
        assertThat(events("kind=settings").get(0).path("about").asText()).contains("cashierDiscountMax", "20");
        assertThat(events("kind=escrow").get(0).path("about").asText()).contains("gift:6300001", "50.00");
        assertThat(events("user=nobody")).isEmpty();
        assertThat(events("to=2020-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void what_was_refused_changed_nothing_or_was_looked_at_only_is_no_act() throws Exception {
        office.refused("PUT", "users/huda", HUDA.replace("4321", "1"));
        office.refused("POST", "settings", "{\"id\":\"company\",\"cashierDiscountMax\":200}");
        office.ok("POST", "products?preview=true", "id,barcode,name,price\nA1,6281000000014,Dates,10.00\n");
        office.ok("GET", "users", "");
        assertThat(kinds()).isEmpty();
    }

    @Test
    void who_comes_to_the_console_who_fails_and_who_guesses_tokens_is_recorded() throws Exception {
        assertThat(office.send("POST", "/login", "token=wrong").statusCode()).isEqualTo(403);
        HttpResponse<String> entered = office.send("POST", "/login", "token=" + office.token());
        String cookie = entered.headers().firstValue("set-cookie").orElseThrow();
        String session = cookie.substring(0, cookie.indexOf(';'));
        String settings = "{\"id\":\"company\",\"cashierDiscountMax\":20}";
        assertThat(office.send("POST", "/api/v1/settings", settings, "Cookie", session)
                        .statusCode())
                .as("a page of another site would look like this")
                .isEqualTo(401);
        assertThat(office.send(
                                "POST",
                                "/api/v1/settings",
                                settings,
                                "Cookie",
                                session,
                                "Origin",
                                "https://elsewhere.example")
                        .statusCode())
                .isEqualTo(401);
        assertThat(office.send("POST", "/api/v1/settings", settings, "Cookie", session, "Origin", office.origin())
                        .statusCode())
                .isEqualTo(200);
        office.send("POST", "/logout", "", "Cookie", session);
        assertThat(office.send("GET", "/api/v1/users", "", "Authorization", "Bearer guess")
                        .statusCode())
                .isEqualTo(401);
        Await.that("all is recorded", 10, () -> isRecorded("token-failed"));
        assertThat(kinds())
                .containsExactlyInAnyOrder("token-failed", "logout", "settings-post", "login", "login-failed");
        assertThat(events("kind=settings").get(0).path("user").asText()).isEqualTo("console");
        assertThat(events("kind=login-failed").get(0).path("about").asText()).contains("127.0.0.1");
        for (int i = 0; i < 50; i++) {
            office.send("GET", "/api/v1/users", "", "Authorization", "Bearer guess" + i);
        }
        Thread.sleep(300);
        assertThat(events("kind=token-failed&limit=1000").size())
                .as("guesses don't fill the disk")
                .isLessThan(15);
    }

    private boolean isRecorded(String kind) {
        try {
            return kinds().contains(kind);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_keepers_acts_and_activations_are_recorded_and_no_till_hears_of_any() throws Exception {
        PipedTill till = office.till("till");
        till.choosePin("manager", "999999", "135790");
        till.choosePin("cashier", "1111", "2468");
        till.ok("login", "user", "cashier", "pin", "2468");
        till.ok("sync", "mode", "push");
        var control = new RelayControl(dir.resolve("relay"));
        control.mint("gift:6300001", "10.00");
        control.revoke("S001-T01");
        Await.that("the activation is recorded", 10, () -> isRecorded("tills-activate"));
        assertThat(kinds()).containsExactly("tills-revoke", "escrow-mint", "tills-activate", "codes-new");
        assertThat(events("kind=tills-revoke").get(0).path("user").asText()).isEqualTo("command-line");
        assertThat(events("kind=tills-revoke").get(0).path("about").asText()).isEqualTo("S001-T01");
        assertThat(till.ok("audit", "approve", "135790").path("events").findValuesAsText("kind"))
                .contains("pin-changed")
                .doesNotContain("tills-activate", "escrow-mint", "codes-new");
        assertThat(office.ok("GET", "audit?kind=pin-changed", "")
                        .path("events")
                        .get(0)
                        .path("till")
                        .asText())
                .as("what was done at tills is there too")
                .isEqualTo("S001-T01");
        assertThat(office.relay().backup(dir.resolve("backup"))).isPositive();
        assertThat(kinds()).contains("backups-new");
    }
}
