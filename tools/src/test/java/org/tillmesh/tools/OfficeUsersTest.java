package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.tools.trial.Await;

/** Users whom head office adds, changes and switches off, at a real till. */
class OfficeUsersTest {
    private static final String HUDA =
            "{\"name\":\"Huda\",\"role\":\"cashier\",\"stores\":[\"S001\"],\"pin\":\"4321\"}";

    @TempDir
    Path dir;

    private HeadOffice office;
    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        office = new HeadOffice(dir);
        till = office.till("till");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    /** A PIN that has not come yet would count as a wrong one. */
    private void awaitLogin(String user, String pin) {
        till.ok("sync", "mode", "soft");
        till.ok("login", "user", user, "pin", pin);
    }

    @Test
    void a_pin_that_head_office_gave_is_changed_at_the_first_login_and_works_offline_then() throws Exception {
        office.ok("PUT", "users/huda", HUDA);
        awaitLogin("huda", "4321");
        till.refused("PIN_CHANGE", "shift-open", "float", "1.00");
        till.ok("change-pin", "pin", "4321", "new", "2468");
        till.ok("link", "state", "down");
        HeadOffice.awaitOnline(till, false);
        assertThat(till.ok("login", "user", "huda", "pin", "2468").has("changePin"))
                .isFalse();
        till.ok("shift-open", "float", "1.00");
    }

    @Test
    void who_is_switched_off_while_logged_in_does_nothing_more_and_comes_in_no_more_also_offline() throws Exception {
        office.ok("PUT", "users/huda", HUDA);
        awaitLogin("huda", "4321");
        till.ok("change-pin", "pin", "4321", "new", "2468");
        till.ok("cart");
        office.ok("PUT", "users/huda", HUDA.replace("\"pin\":\"4321\"", "\"active\":false"));
        Await.that("out", 20, () -> !till.ask("cart").path("ok").asBoolean());
        till.refused("NOT_LOGGED_IN", "shift-open", "float", "1.00");
        till.ok("link", "state", "down");
        HeadOffice.awaitOnline(till, false);
        till.refused("BAD_VALUE", "login", "user", "huda", "pin", "2468");
        till.refused("WRONG_PIN", "login", "pin", "2468");
    }

    @Test
    void who_becomes_manager_may_at_once_what_a_manager_may() throws Exception {
        office.ok("PUT", "users/huda", HUDA);
        awaitLogin("huda", "4321");
        till.ok("change-pin", "pin", "4321", "new", "2468");
        till.refused(
                "FORBIDDEN",
                "report",
                "name",
                "sales-by-product",
                "from",
                "2026-01-01T00:00:00Z",
                "to",
                "2026-12-31T00:00:00Z");
        office.ok("PUT", "users/huda", HUDA.replace("cashier", "manager").replace("4321", "135790"));
        Await.that("may", 20, () -> till.ask(
                        "report",
                        "name",
                        "sales-by-product",
                        "from",
                        "2026-01-01T00:00:00Z",
                        "to",
                        "2026-12-31T00:00:00Z")
                .path("ok")
                .asBoolean());
    }
}
