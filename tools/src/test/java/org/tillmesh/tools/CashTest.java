package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.retail.demo.DemoBarcodes;

/** Cash in and out of the drawer, the count at the end, and the Z. */
class CashTest {
    @TempDir
    Path dir;

    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        till = PipedTill.selling(dir.resolve("till"));
    }

    @AfterEach
    void close() throws Exception {
        till.close();
    }

    private JsonNode cash(String kind, String amount) {
        return till.ok("cash", "kind", kind, "amount", amount, "reason", "change", "approve", "9999");
    }

    private String expected() {
        return till.ok("x").path("figures").path("expected").asText();
    }

    @Test
    void what_is_put_in_taken_out_and_dropped_is_expected_and_named_in_x_and_z() {
        assertThat(cash("in", "50.00").path("expected").asText()).isEqualTo("250.00");
        assertThat(cash("out", "20.5").path("expected").asText()).isEqualTo("229.50");
        assertThat(cash("drop", "100.00").path("expected").asText()).isEqualTo("129.50");
        till.sell("k", DemoBarcodes.PLAIN);
        assertThat(till.ok("drawer", "reason", "coins stuck", "approve", "9999")
                        .path("expected")
                        .asText())
                .isEqualTo("148.00");
        JsonNode x = till.ok("x");
        assertThat(x.path("figures").path("cashIn").asText()).isEqualTo("50.00");
        assertThat(x.path("figures").path("cashOut").asText()).isEqualTo("20.50");
        assertThat(x.path("figures").path("cashDrop").asText()).isEqualTo("100.00");
        assertThat(x.path("noSales").asInt()).isEqualTo(1);
        JsonNode z = till.ok("shift-close", "counted", "148.00");
        assertThat(z.path("expected").asText()).isEqualTo("148.00");
        assertThat(z.path("difference").asText()).isEqualTo("0.00");
        assertThat(z.path("cashDrop").asText()).isEqualTo("100.00");
        assertThat(z.path("noSales").asInt()).isEqualTo(1);
        till.ok("login", "pin", "9999", "user", "manager");
        JsonNode day = till.ok("z");
        assertThat(day.path("figures").path("cashOut").asText()).isEqualTo("20.50");
        assertThat(day.path("figures").path("expected").asText()).isEqualTo("148.00");
    }

    @Test
    void a_cashier_moves_no_cash_alone() {
        assertThat(till.refused("FORBIDDEN", "cash", "kind", "in", "amount", "1.00", "reason", "x"))
                .contains("1.00");
        till.refused("FORBIDDEN", "drawer", "reason", "x");
        till.refused("WRONG_PIN", "drawer", "reason", "x", "approve", "1111");
        assertThat(expected()).isEqualTo("200.00");
        assertThat(till.ok("x").path("noSales").asInt()).isZero();
    }

    @Test
    void a_drawer_goes_below_nothing_with_a_managers_word_alone() {
        till.ok("cart");
        assertThat(till.refused("FORBIDDEN", "cash", "kind", "out", "amount", "200.01", "reason", "x"))
                .contains("200.01")
                .contains("200.00");
        assertThat(cash("out", "200.01").path("expected").asText()).isEqualTo("-0.01");
    }

    @Test
    void a_refund_takes_no_more_than_the_drawer_holds() {
        String receipt = till.sell("k", DemoBarcodes.PLAIN).path("receipt").asText();
        cash("drop", "210.00");
        Object lines = java.util.List.of(Map.of("line", 1, "qty", "1"));
        assertThat(till.refused("FORBIDDEN", "return", "receipt", receipt, "lines", lines, "reason", "r"))
                .contains("18.50")
                .contains("8.50");
        assertThat(till.ok("sales").path("count").asInt()).isEqualTo(1);
        till.ok("return", "receipt", receipt, "lines", lines, "reason", "r", "approve", "9999");
        assertThat(expected()).isEqualTo("-10.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00", "-5.00", "9999999.99", "62810000000", "٥٠.٠٠", "1.234", "", "abc"})
    void what_is_no_amount_of_cash_moves_none(String amount) {
        till.refused("BAD_VALUE", "cash", "kind", "in", "amount", amount, "reason", "x", "approve", "9999");
        assertThat(expected()).isEqualTo("200.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void without_a_reason_nothing_is_moved(String reason) {
        till.refused("BAD_VALUE", "cash", "kind", "in", "amount", "1.00", "reason", reason, "approve", "9999");
        till.refused("BAD_VALUE", "drawer", "reason", reason, "approve", "9999");
        till.refused("BAD_VALUE", "drawer", "reason", "x".repeat(201), "approve", "9999");
        assertThat(till.ok("x").path("noSales").asInt()).isZero();
    }

    @Test
    void without_a_shift_or_a_user_no_cash_is_moved() {
        till.ok("shift-close", "counted", "200.00");
        till.refused("NO_SHIFT", "cash", "kind", "in", "amount", "1.00", "reason", "x", "approve", "9999");
        till.refused("NO_SHIFT", "drawer", "reason", "x", "approve", "9999");
        till.ok("logout");
        till.refused("NOT_LOGGED_IN", "cash", "kind", "in", "amount", "1.00", "reason", "x", "approve", "9999");
    }

    @Test
    void the_same_key_moves_cash_once_also_after_a_restart() throws Exception {
        String key = "cash-1";
        till.ok("cash", "kind", "in", "amount", "5.00", "reason", "x", "key", key, "approve", "9999");
        JsonNode again = till.ok("cash", "kind", "in", "amount", "5.00", "reason", "x", "key", key);
        assertThat(again.path("again").asBoolean()).isTrue();
        assertThat(again.path("expected").asText()).isEqualTo("205.00");
        till.refused("BAD_VALUE", "receive", "code", DemoBarcodes.PLAIN, "qty", "1", "key", key);
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        till.ok("login", "pin", "1111", "user", "cashier");
        till.ok("cash", "kind", "in", "amount", "5.00", "reason", "x", "key", key);
        assertThat(expected()).isEqualTo("205.00");
    }

    // ---- the count at the end

    @Test
    void a_count_by_note_and_by_tender_says_what_differs_by_tender() {
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        till.ok("tender", "kind", "card", "amount", "30.00", "card", "A1B2");
        till.ok("tender", "kind", "cash", "amount", "7.00");
        till.ok("complete");
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("park", "name", "Umm Fahad");
        JsonNode z = till.ok(
                "shift-close",
                "counted",
                Map.of("cash", Map.of("100", 2, "5.00", 1, "0.50", 3, "20", 0), "card", "29.00"),
                "reason",
                "a coin fell");
        assertThat(z.path("expected").path("cash").asText()).isEqualTo("207.00");
        assertThat(z.path("counted").path("cash").asText()).isEqualTo("206.50");
        assertThat(z.path("difference").path("cash").asText()).isEqualTo("-0.50");
        assertThat(z.path("expected").path("card").asText()).isEqualTo("30.00");
        assertThat(z.path("difference").path("card").asText()).isEqualTo("-1.00");
        assertThat(z.path("zNumber").asInt()).isEqualTo(1);
        assertThat(z.path("parked").asInt()).isEqualTo(1);
        assertThat(z.path("unsent").asInt()).isEqualTo(1);
    }

    @Test
    void slips_that_nobody_counted_differ_from_nothing() {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("tender", "kind", "card", "amount", "18.50", "card", "A1B2");
        till.ok("complete");
        JsonNode z = till.ok("shift-close", "counted", Map.of("cash", "200.00"));
        assertThat(z.path("expected").path("card").asText()).isEqualTo("18.50");
        assertThat(z.path("counted").has("card")).isFalse();
        assertThat(z.path("difference").has("card")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'{\"cash\":{\"3\":1}}'",
                "'{\"cash\":{\"٥٠٠\":1}}'",
                "'{\"cash\":{\"500\":-1}}'",
                "'{\"cash\":{\"500\":100000}}'",
                "'{\"cash\":{\"500\":1.5}}'",
                "'{\"cash\":{\"500\":\"2\"}}'",
                "'{\"cash\":{\"5\":1,\"5.00\":1}}'",
                "'{\"card\":\"5.00\"}'",
                "'{}'",
                "'{\"cash\":\"5.00\",\"cheque\":\"1.00\"}'",
                "'{\"cash\":\"-5.00\"}'",
                "'{\"cash\":\"5.00\",\"card\":\"99999999.00\"}'",
                "'{\"cash\":\"5.00\",\"card\":{\"5\":1}}'",
                "'{\"cash\":5}'",
                "'[1]'",
                "'5'",
                "'null'"
            })
    void what_is_no_count_closes_no_shift(String counted) {
        JsonNode answer = till.raw(
                ("{\"do\":\"shift-close\",\"counted\":" + counted + "}")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        PipedTill.refusal("BAD_VALUE", answer);
        assertThat(till.ok("status").path("shift").isNull()).isFalse();
    }

    // ---- the time clock

    @Test
    void who_comes_and_goes_is_clocked_once_also_after_a_restart() throws Exception {
        till.refused("BAD_VALUE", "time-clock", "state", "out");
        String since = till.ok("time-clock", "state", "in").path("since").asText();
        assertThat(till.refused("BAD_VALUE", "time-clock", "state", "in")).contains(since);
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        till.refused("NOT_LOGGED_IN", "time-clock", "state", "out");
        till.ok("login", "pin", "1111", "user", "cashier");
        assertThat(till.ok("time-clock", "state", "out").path("workedMinutes").asInt())
                .isZero();
        till.ok("time-clock", "state", "in");
        till.ok("login", "pin", "9999", "user", "manager");
        till.refused("BAD_VALUE", "time-clock", "state", "out");
        till.refused("BAD_VALUE", "time-clock", "state", "maybe");
    }
}
