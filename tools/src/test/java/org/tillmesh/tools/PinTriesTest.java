package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with a PIN of the own tries to find the manager's. */
class PinTriesTest {
    private static final long QUARTER_HOUR = 900_000;

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
    void ones_own_pin_between_tries_at_the_login_without_a_user_clears_nothing_and_they_count_for_everybody() {
        for (int i = 0; i < 5; i++) {
            till.ok("login", "pin", "1111");
            assertThat(till.refused("WRONG_PIN", "login", "pin", "470" + i)).contains(i == 4 ? "locked until" : "left");
        }
        assertThat(till.refused("LOCKED", "login", "pin", "1111")).contains("until");
        till.refused("LOCKED", "login", "pin", "1111", "user", "cashier");
        till.refused("LOCKED", "login", "pin", "9999", "user", "manager");
        till.ok("clock", "offsetMs", QUARTER_HOUR);
        till.ok("login", "pin", "1111");
    }

    @Test
    void tries_at_an_approval_count_for_the_manager_at_the_login_too() {
        till.openShop();
        for (int i = 0; i < 3; i++) {
            till.refused("WRONG_PIN", "drawer", "reason", "x", "approve", "470" + i);
        }
        assertThat(till.refused("WRONG_PIN", "login", "pin", "4711", "user", "manager"))
                .contains("1 tries left");
        till.refused("WRONG_PIN", "login", "pin", "4712");
        till.refused("LOCKED", "login", "pin", "9999", "user", "manager");
        till.ok("login", "pin", "1111", "user", "cashier");
    }

    @Test
    void where_one_user_is_locked_the_others_come_in_by_their_pin_alone() {
        for (int i = 0; i < 5; i++) {
            till.refused("WRONG_PIN", "login", "pin", "470" + i, "user", "manager");
        }
        till.refused("WRONG_PIN", "login", "pin", "9999");
        till.ok("login", "pin", "1111");
    }

    @Test
    void a_right_approval_between_wrong_ones_clears_nothing() {
        till.ok("login", "pin", "1111", "user", "cashier");
        String now = Instant.now().toString();
        for (int i = 0; i < 5; i++) {
            till.ok("set-time", "at", now, "approve", "9999");
            till.refused("WRONG_PIN", "set-time", "at", now, "approve", "470" + i);
        }
        till.refused("LOCKED", "set-time", "at", now, "approve", "9999");
        till.ok("cart");
    }

    @Test
    void wrong_pins_of_all_kinds_lock_the_till_though_each_account_is_cleared_between_also_after_a_restart()
            throws Exception {
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 4; i++) {
                till.refused("WRONG_PIN", "login", "pin", "470" + i, "user", "cashier");
            }
            if (round < 4) {
                till.ok("login", "pin", "1111", "user", "cashier");
            }
        }
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        assertThat(till.refused("LOCKED", "login", "pin", "1111", "user", "cashier"))
                .contains("this till")
                .contains("until");
        till.refused("LOCKED", "login", "pin", "9999", "user", "manager");
        till.ok("clock", "offsetMs", QUARTER_HOUR);
        till.ok("login", "pin", "9999", "user", "manager");
        till.refused("WRONG_PIN", "login", "pin", "4711", "user", "cashier");
    }
}
