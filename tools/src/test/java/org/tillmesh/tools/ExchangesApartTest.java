package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildTill;

/** One receipt, two tills, an exchange at each. The plain product is 18.50. */
class ExchangesApartTest {
    @TempDir
    Path dir;

    private PipedTill home;
    private ChildTill other;
    private String receipt;

    @BeforeEach
    void open() throws Exception {
        home = PipedTill.selling(dir.resolve("1"));
        other = child("2.log");
        other.ask("shift-open", "float", "200.00");
        receipt = home.sell("sold", DemoBarcodes.PLAIN).path("receipt").asText();
        Await.that("the other till has the receipt", 30, () -> count(other) == 1);
    }

    private ChildTill child(String log) throws Exception {
        ChildTill till = ChildTill.start(
                "T02",
                dir.resolve("2"),
                dir.resolve(log),
                "--demo",
                "--till",
                "T02",
                "--peer",
                "127.0.0.1:" + home.ready.path("listen").asInt());
        till.ask("login", "pin", "1111", "user", "cashier");
        return till;
    }

    @AfterEach
    void close() throws Exception {
        home.close();
        other.close();
    }

    private static int count(ChildTill till) {
        return till.ask("sales").path("count").asInt();
    }

    private void fillHome() {
        home.ok("scan", "code", DemoBarcodes.PLAIN, "back", Map.of("receipt", receipt, "line", 1));
        home.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        home.ok("tender", "kind", "cash", "amount", "18.50");
    }

    private void fillOther() {
        other.ask("scan", "code", DemoBarcodes.PLAIN, "back", Map.of("receipt", receipt, "line", 1));
        other.ask("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        other.ask("tender", "kind", "cash", "amount", "18.50");
    }

    private static String refusal(Runnable command) {
        try {
            command.run();
        } catch (ChildTill.Refused e) {
            return e.code();
        }
        return "";
    }

    /** Signed sums of what both tills issued, after both have heard of all. */
    private void all(int documents, String gross) {
        Await.that(
                "both have all",
                30,
                () -> count(other) == documents
                        && home.ok("sales").path("count").asInt() == documents);
        assertThat(home.ok("sales").path("gross").asText()).isEqualTo(gross);
        assertThat(other.ask("sales").path("gross").asText()).isEqualTo(gross);
    }

    @Test
    void tills_that_hear_each_other_take_the_goods_back_once() {
        fillHome();
        fillOther();
        home.ok("complete", "key", "a");
        assertThat(refusal(() -> other.ask("complete", "key", "b"))).isEqualTo("ALREADY_RETURNED");
        all(3, "37.00");
        assertThat(home.ok("exceptions").toString()).doesNotContain("REFUNDED_TWICE");
    }

    @Test
    void tills_that_are_apart_each_take_them_back_and_both_list_it() {
        fillHome();
        fillOther();
        home.ok("lan", "state", "down");
        other.ask("lan", "state", "down");
        home.ok("complete", "key", "a");
        other.ask("complete", "key", "b");
        home.ok("lan", "state", "up");
        other.ask("lan", "state", "up");
        all(5, "55.50");
        Await.that(
                "both list it",
                30,
                () -> home.ok("exceptions").toString().contains("REFUNDED_TWICE")
                        && other.ask("exceptions").toString().contains("REFUNDED_TWICE"));
        assertThat(refusal(
                        () -> other.ask("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")))))
                .isEqualTo("ALREADY_RETURNED");
    }

    private void killed(int wait) throws Exception {
        fillOther();
        Thread killer = new Thread(() -> {
            try {
                Thread.sleep(wait);
                other.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        killer.start();
        try {
            other.ask("complete", "key", "k");
        } catch (RuntimeException | AssertionError e) {
            assertThat(e).isNotInstanceOf(ChildTill.Refused.class);
        }
        killer.join();
        other.close();
        other = child("2-" + wait + ".log");
        int before = count(other);
        assertThat(before).as("a credit note and its sale, or neither").isIn(1, 3);
        JsonNode done = other.ask("complete", "key", "k");
        assertThat(done.path("again").asBoolean()).isEqualTo(before == 3);
        all(3, "37.00");
        assertThat(refusal(this::fillOther)).isEqualTo("ALREADY_RETURNED");
    }

    @Test
    void a_till_that_is_killed_at_once_in_an_exchange_has_made_all_of_it_or_nothing() throws Exception {
        killed(0);
    }

    @Test
    void a_till_that_is_killed_a_little_later_in_an_exchange_has_made_all_of_it_or_nothing() throws Exception {
        killed(20);
    }
}
