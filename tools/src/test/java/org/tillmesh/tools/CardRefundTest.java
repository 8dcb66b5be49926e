package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.terminal.SimFault;
import org.tillmesh.tools.terminal.SimLedger;
import org.tillmesh.tools.terminal.SimTerminal;

/** What goes back to cards through the terminal, and what both say of the day. */
class CardRefundTest {
    @TempDir
    Path dir;

    private SimLedger ledger;
    private SimTerminal terminal;
    private PipedTill till;

    @BeforeEach
    void open() throws Exception {
        ledger = SimLedger.open(dir.resolve("charges.jsonl"));
        terminal = new SimTerminal(0, ledger, false, () -> {}, message -> {});
        till = PipedTill.selling(dir.resolve("till"));
        set(TerminalTest.QUICK);
    }

    private void set(Map<String, String> settings) {
        till.ok(
                "device",
                "set",
                TerminalTest.setup("zvt", "tcp:127.0.0.1:" + terminal.port(), settings),
                "approve",
                "9999");
    }

    /** Another till uses the terminal too, so nothing that it booked is taken for this till's by itself. */
    private void share() {
        var settings = new TreeMap<>(TerminalTest.QUICK);
        settings.put("shared", "true");
        set(settings);
    }

    @AfterEach
    void close() throws Exception {
        till.close();
        terminal.close();
    }

    private String soldByCard() {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        till.ok("tender", "kind", "card", "amount", due());
        return till.ok("complete").path("receipt").asText();
    }

    private String due() {
        return till.ok("cart").path("cart").path("due").asText();
    }

    private static Object[] back(String receipt, Object... more) {
        Object[] fields = {"receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")), "reason", "broken"};
        Object[] all = Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return all;
    }

    private long booked(String kind) {
        return ledger.all().stream().filter(b -> b.kind().equals(kind)).count();
    }

    private long charged() {
        return ledger.all().stream()
                .mapToLong(b -> b.kind().equals("payment") ? b.amount() : -b.amount())
                .sum();
    }

    private JsonNode lastIntent() {
        return till.ok("intents").path("intents").get(0);
    }

    @Test
    void what_a_card_paid_is_given_back_by_the_terminal_before_the_credit_note_is_issued() {
        String receipt = soldByCard();

        JsonNode credit = till.ok("return", back(receipt, "key", "k1"));

        assertThat(charged()).isZero();
        assertThat(booked("refund")).isEqualTo(1);
        assertThat(lastIntent().path("kind").asText()).isEqualTo("refund");
        assertThat(lastIntent().path("settled").asBoolean()).isTrue();
        assertThat(till.progress).anyMatch(line -> line.path("event").asText().equals("terminal"));
        JsonNode again = till.ok("return", back(receipt, "key", "k1"));
        assertThat(again.path("receipt").asText())
                .isEqualTo(credit.path("receipt").asText());
        assertThat(booked("refund")).isEqualTo(1);
    }

    @Test
    void a_refund_that_the_terminal_declines_issues_nothing() {
        String receipt = soldByCard();
        terminal.behave(5, 0, 0, false, false);

        assertThat(till.refused("DECLINED", "return", back(receipt))).contains("did not go back to the card");

        assertThat(till.ok("sales").path("count").asInt()).isEqualTo(1);
        till.ok("return", back(receipt, "tender", "cash", "approve", "9999"));
        assertThat(booked("refund")).isZero();
    }

    /** The line is cut at each message of a refund in turn; the return is tried until it is issued. */
    @Test
    void whatever_is_cut_a_refund_is_given_once() {
        for (int at = 1; at <= 20; at++) {
            String receipt = soldByCard();
            long before = booked("refund");
            terminal.fault(SimFault.CUT, at);

            JsonNode answer = till.ask("return", back(receipt, "key", "cut " + at));

            if (answer.path("error").path("code").asText().equals("TERMINAL_UNKNOWN")) {
                String decision = booked("refund") > before ? "approved" : "declined";
                till.ok("intent", "id", lastIntent().path("id").asText(), "resolve", decision, "approve", "9999");
            }
            terminal.fault(SimFault.NONE, 0);
            if (!answer.path("ok").asBoolean()) {
                till.ok("return", back(receipt, "key", "cut " + at));
            }
            assertThat(booked("refund") - before).as("cut at " + at).isEqualTo(1);
        }
        assertThat(charged()).isZero();
        assertThat(till.ok("sales").path("gross").asText()).isEqualTo("0.00");
    }

    @Test
    void a_refund_whose_answer_came_after_the_till_ended_waits_for_its_credit_note() throws Exception {
        String receipt = soldByCard();
        share();
        terminal.fault(SimFault.CUT, 19);
        PipedTill.refusal("TERMINAL_UNKNOWN", till.ask("return", back(receipt)));
        boolean isGiven = booked("refund") == 1;
        till.ok(
                "intent",
                "id",
                lastIntent().path("id").asText(),
                "resolve",
                isGiven ? "approved" : "declined",
                "approve",
                "9999");
        till.close();
        till = PipedTill.demo(dir.resolve("till"));
        till.ok("login", "pin", "1111", "user", "cashier");

        till.ok("return", back(receipt));

        assertThat(booked("refund")).isEqualTo(1);
        assertThat(charged()).isZero();
    }

    @Test
    void while_a_refund_waits_for_its_credit_note_nothing_else_is_paid_back_for_that_receipt() {
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        till.ok("tender", "kind", "card", "amount", due());
        String receipt = till.ok("complete").path("receipt").asText();
        share();
        terminal.fault(SimFault.CUT, 19);
        PipedTill.refusal("TERMINAL_UNKNOWN", till.ask("return", back(receipt)));
        till.ok("intent", "id", lastIntent().path("id").asText(), "resolve", "approved", "approve", "9999");

        assertThat(till.refused("POLICY", "return", back(receipt, "tender", "cash", "approve", "9999")))
                .contains("18.50");
        Object[] both = back(receipt);
        both[3] = List.of(Map.of("line", 1, "qty", "2"));
        till.refused("POLICY", "return", both);

        till.ok("return", back(receipt));
        assertThat(lastIntent().path("settled").asBoolean()).isTrue();
        till.refused(
                "BAD_VALUE",
                "intent",
                "id",
                lastIntent().path("id").asText(),
                "resolve",
                "declined",
                "approve",
                "9999");
    }

    @Test
    void a_terminal_that_only_reverses_takes_back_what_it_has_not_settled() {
        terminal.refunds(false);
        String receipt = soldByCard();
        String settled = soldByCard();

        till.ok("return", back(receipt));

        assertThat(booked("reversal")).isEqualTo(1);
        till.ok("terminal", "what", "settle", "approve", "9999");
        assertThat(till.refused("DEVICE", "return", back(settled))).contains("does not do this");
        assertThat(booked("reversal")).isEqualTo(1);
    }

    @Test
    void an_exchange_gives_the_difference_back_by_the_terminal() {
        String receipt = soldByCard();
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "1", "back", Map.of("receipt", receipt, "line", 1));
        till.ok("scan", "code", DemoBarcodes.ZERO_RATED);

        till.ok("complete", "key", "exchange");

        assertThat(charged()).isEqualTo(795);
        assertThat(booked("refund")).isEqualTo(1);
        assertThat(lastIntent().path("settled").asBoolean()).isTrue();
    }

    @Test
    void a_z_sets_the_terminals_sums_beside_the_tills_and_names_what_differs() throws Exception {
        terminal.behave(0, 0, 0, true, false);
        soldByCard();
        terminal.behave(0, 0, 0, false, false);
        String receipt = soldByCard();
        till.ok("return", back(receipt));
        till.ok("terminal", "what", "settle", "approve", "9999");
        soldByCard();
        ledger.bookElsewhere(500);

        JsonNode cards = till.ok("shift-close", "counted", "200.00").path("cards");

        assertThat(cards.path("heard").asBoolean()).isTrue();
        assertThat(cards.path("till").asText()).isEqualTo("37.00");
        assertThat(cards.path("terminal").asText()).isEqualTo("42.00");
        assertThat(cards.path("difference").asText()).isEqualTo("5.00");
        JsonNode visa = cards.path("schemes").get(0);
        assertThat(visa.path("scheme").asText()).isEqualTo("VISA");
        assertThat(visa.path("difference").asText()).isEqualTo("5.00");
        assertThat(cards.path("offline")).hasSize(1);
        assertThat(cards.path("offline").get(0).path("overLimit").asBoolean()).isTrue();
        assertThat(cards.path("offline").get(0).path("pan").asText()).isEqualTo("************1111");
        JsonNode z = till.ok("z", "number", 1, "approve", "9999");
        assertThat(z.path("cards")).isEqualTo(cards);
        Path sheet = dir.resolve("z.csv");
        till.ok("z", "number", 1, "format", "csv", "file", sheet.toString(), "approve", "9999");
        assertThat(Files.readString(sheet)).contains("Terminal less till VISA", "Approved without the bank");
    }

    @Test
    void a_shift_closes_while_the_terminal_is_away_and_its_z_says_so() throws Exception {
        soldByCard();
        terminal.close();

        JsonNode cards = till.ok("shift-close", "counted", "200.00").path("cards");

        assertThat(cards.path("heard").asBoolean(true)).isFalse();
        assertThat(cards.hasNonNull("terminal")).isFalse();
        assertThat(cards.path("till").asText()).isEqualTo("18.50");
    }
}
