package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.terminal.SimFault;
import org.tillmesh.tools.terminal.SimLedger;
import org.tillmesh.tools.terminal.SimTerminal;

/** Card payments of a scripted till through a simulated terminal. */
class TerminalTest {
    static final Map<String, String> QUICK = Map.of("recoverySeconds", "2", "ackSeconds", "1", "answerSeconds", "2");

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
        set("zvt", "tcp:127.0.0.1:" + terminal.port(), QUICK);
    }

    @AfterEach
    void close() throws Exception {
        till.close();
        terminal.close();
    }

    private void set(String driver, String address, Map<String, String> settings) {
        till.ok("device", "set", setup(driver, address, settings), "approve", "9999");
    }

    static Map<String, Object> setup(String driver, String address, Map<String, String> settings) {
        return Map.of(
                "id", "terminal",
                "kind", "terminal",
                "driver", driver,
                "address", address,
                "settings", settings);
    }

    private String scanned() {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        return till.ok("cart").path("cart").path("due").asText();
    }

    private long charged() {
        return ledger.all().stream()
                .mapToLong(b -> b.kind().equals("payment") ? b.amount() : -b.amount())
                .sum();
    }

    @Test
    void a_card_pays_and_its_slip_stands_on_the_answer_and_on_the_sale() throws Exception {
        String due = scanned();

        JsonNode paid = till.ok("tender", "kind", "card", "amount", due);

        assertThat(paid.path("due").asText()).isEqualTo("0.00");
        JsonNode slip = paid.path("terminal");
        assertThat(slip.path("pan").asText()).isEqualTo("************1111");
        assertThat(slip.path("approval").asText()).isEqualTo("A00001");
        assertThat(slip.path("scheme").asText()).isEqualTo("VISA");
        assertThat(slip.path("receipt").asText()).isEqualTo("0001");
        assertThat(slip.path("terminalId").asText()).isEqualTo("68200001");
        assertThat(till.progress).anyMatch(line -> line.path("event").asText().equals("terminal"));
        till.ok("complete");
        assertThat(ledger.all()).hasSize(1);
        assertThat(till.ok("intents").path("intents").get(0).path("state").asText())
                .isEqualTo("approved");
    }

    @Test
    void what_the_terminal_declines_is_refused_and_nothing_stays_open() {
        String due = scanned();
        terminal.behave(51, 0, 0, false, false);

        assertThat(till.refused("DECLINED", "tender", "kind", "card", "amount", due))
                .contains("too little money", "51");

        assertThat(charged()).isZero();
        till.ok("tender", "kind", "cash", "amount", due);
        till.ok("complete");
    }

    @Test
    void a_terminal_that_is_not_there_charges_nothing_and_the_sale_goes_on() throws Exception {
        String due = scanned();
        terminal.close();

        till.refused("DEVICE", "tender", "kind", "card", "amount", due);

        till.ok("tender", "kind", "cash", "amount", due);
        till.ok("complete");
    }

    /** The line is cut, doubled, garbled or flooded at each message of a payment in turn. */
    @Test
    void whatever_happens_at_a_message_a_charge_ends_as_a_tender_or_is_told_as_unknown() {
        for (SimFault fault : List.of(SimFault.CUT, SimFault.TWICE, SimFault.GARBAGE, SimFault.HALF)) {
            for (int at = 1; at <= 18; at += fault == SimFault.CUT ? 1 : 8) {
                String due = scanned();
                long before = charged();
                terminal.fault(fault, at);

                JsonNode answer = till.ask("tender", "kind", "card", "amount", due);

                String of = fault + " at " + at + ": " + answer;
                long taken = charged() - before;
                boolean isPaid =
                        till.ok("cart").path("cart").path("due").asText().equals("0.00");
                String code = answer.path("error").path("code").asText();
                if (isPaid) {
                    assertThat(taken).as(of).isPositive();
                    till.ok("complete");
                } else if (code.equals("TERMINAL_UNKNOWN")) {
                    String intent = answer.path("error").path("intent").asText();
                    till.refused("TERMINAL_UNKNOWN", "tender", "kind", "card", "amount", due);
                    till.refused("TERMINAL_UNKNOWN", "tender", "kind", "cash", "amount", due);
                    till.refused("TERMINAL_UNKNOWN", "complete");
                    till.refused("TERMINAL_UNKNOWN", "clear");
                    till.refused("TERMINAL_UNKNOWN", "park");
                    till.refused("TERMINAL_UNKNOWN", "logout");
                    String decision = taken > 0 ? "approved" : "declined";
                    till.refused("FORBIDDEN", "intent", "id", intent, "resolve", decision);
                    till.ok("intent", "id", intent, "resolve", decision, "approve", "9999");
                    assertThat(till.ok("cart").path("cart").path("due").asText())
                            .as(of)
                            .isEqualTo(taken > 0 ? "0.00" : due);
                    if (taken > 0) {
                        till.ok("complete");
                    } else {
                        till.ok("clear");
                    }
                } else {
                    assertThat(taken).as(of).isZero();
                    till.ok("clear");
                }
            }
        }
        BigDecimal sold = new BigDecimal(till.ok("sales").path("gross").asText());
        assertThat(sold.movePointRight(2).longValueExact()).isEqualTo(charged());
    }

    @Test
    void an_amount_that_the_terminal_changed_is_not_taken_for_the_one_that_was_asked() {
        String due = scanned();
        terminal.behave(0, 100, 0, false, false);

        JsonNode answer = till.ask("tender", "kind", "card", "amount", due);

        PipedTill.refusal("TERMINAL_UNKNOWN", answer);
        JsonNode intent = till.ok("intents").path("intents").get(0);
        assertThat(intent.path("state").asText()).isEqualTo("unknown");
        assertThat(intent.path("said").asText()).contains("receipt 0001");
    }

    @Test
    void a_booked_tender_is_dropped_by_nothing_but_its_reversal_at_the_terminal() {
        String due = scanned();
        till.ok("tender", "kind", "card", "amount", due);

        till.refused("POLICY", "clear");
        till.refused("POLICY", "park");
        till.refused("POLICY", "void-line", "line", 1);
        String intent = till.ok("intents").path("intents").get(0).path("id").asText();
        till.refused("FORBIDDEN", "intent", "id", intent, "resolve", "reverse");
        JsonNode reversed = till.ok("intent", "id", intent, "resolve", "reverse", "approve", "9999");

        assertThat(reversed.path("intent").path("state").asText()).isEqualTo("reversed");
        assertThat(charged()).isZero();
        assertThat(till.ok("cart").path("cart").path("due").asText()).isEqualTo(due);
        till.ok("clear");
    }

    @Test
    void two_tenders_of_one_amount_are_two_charges() {
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "2");
        JsonNode one = till.ok("tender", "kind", "card", "amount", "1.00");
        JsonNode other = till.ok("tender", "kind", "card", "amount", "1.00");

        assertThat(one.path("terminal").path("receipt").asText())
                .isNotEqualTo(other.path("terminal").path("receipt").asText());
        assertThat(charged()).isEqualTo(200);
    }

    /** The till is gone while the terminal works; the next one finds the charge by itself. */
    @Test
    void an_open_payment_is_asked_for_at_the_next_start() throws Exception {
        String due = scanned();
        terminal.behave(0, 0, 1_000, false, false);
        Thread cut = new Thread(() -> {
            try {
                Thread.sleep(500);
                terminal.close();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        cut.start();
        terminal.fault(SimFault.CUT, 16);
        JsonNode answer = till.ask("tender", "kind", "card", "amount", due);
        cut.join();
        PipedTill.refusal("TERMINAL_UNKNOWN", answer);
        till.close();
        terminal = new SimTerminal(terminal.port(), ledger, false, () -> {}, message -> {});

        till = PipedTill.demo(dir.resolve("till"));

        assertThat(till.ready.path("recovered").path("openIntents").asInt()).isEqualTo(1);
        till.ok("login", "pin", "1111", "user", "cashier");
        assertThat(charged()).isPositive();
        assertThat(till.ok("cart").path("cart").path("due").asText()).isEqualTo("0.00");
        till.ok("complete");
    }

    /** Nothing that leaves the terminal's line holds the card's number. */
    @Test
    void no_file_of_the_till_holds_a_card_number() throws Exception {
        String due = scanned();
        till.ok("tender", "kind", "card", "amount", due);
        JsonNode sold = till.ok("complete");
        till.ok("backup", "file", dir.resolve("backup").toString(), "approve", "9999");
        till.ok(
                "receipt-image",
                "receipt",
                sold.path("receipt").asText(),
                "file",
                dir.resolve("receipt.png").toString());
        till.close();

        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains("4111111111111111") || bytes.contains("4111 1111 1111 1111"))
                        .as(file.toString())
                        .isFalse();
                assertThat(bytes.contains("\u0041\u0011\u0011\u0011\u0011\u0011\u0011\u0011"))
                        .as(file + " in BCD")
                        .isFalse();
            }
        }
        till = PipedTill.demo(dir.resolve("till"));
    }

    @Test
    void a_terminal_on_a_serial_line_is_spoken_to_in_blocks() throws Exception {
        terminal.close();
        terminal = new SimTerminal(0, ledger, true, () -> {}, message -> {});
        set("zvt", "tcp:127.0.0.1:" + terminal.port(), Map.of("serial", "true"));
        String due = scanned();

        till.ok("tender", "kind", "card", "amount", due);

        till.ok("complete");
        assertThat(charged()).isPositive();
    }

    @Test
    void a_helper_program_pays_and_its_charge_is_reversed_with_its_tender() {
        String java = ProcessHandle.current().info().command().orElse("java");
        String program = "exec:" + java + " -cp " + System.getProperty("java.class.path")
                + " org.tillmesh.tools.Main sim helper --data " + dir.resolve("helper");
        String refused =
                till.refused("BAD_VALUE", "device", "set", setup("helper", "exec:", Map.of()), "approve", "9999");
        assertThat(refused).contains("address", "exec:");
        Path script = dir.resolve("helper.sh");
        try {
            Files.writeString(script, "#!/bin/sh\nexec " + program.substring(5) + "\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set("helper", "exec:" + script, Map.of());
        String due = scanned();

        JsonNode paid = till.ok("tender", "kind", "card", "amount", due);

        assertThat(paid.path("terminal").path("scheme").asText()).isEqualTo("mada");
        JsonNode voided = till.ok("tender", "void", 1);
        assertThat(voided.path("due").asText()).isEqualTo(due);
        till.ok("clear");
    }

    @Test
    void totals_of_terminal_and_till_stand_side_by_side_until_it_is_settled() {
        String due = scanned();
        terminal.behave(0, 0, 0, true, false);
        till.ok("tender", "kind", "card", "amount", due);
        till.ok("complete");

        JsonNode totals = till.ok("terminal", "what", "totals").path("totals");

        assertThat(totals.path("terminalTotal").asText()).isEqualTo(due);
        assertThat(totals.path("tillTotal").asText()).isEqualTo(due);
        assertThat(totals.path("difference").asText()).isEqualTo("0.00");
        assertThat(totals.path("offline").path("amount").asText()).isEqualTo(due);
        till.refused("FORBIDDEN", "terminal", "what", "settle");
        till.ok("terminal", "what", "settle", "approve", "9999");
        assertThat(till.ok("terminal", "what", "totals")
                        .path("totals")
                        .path("tillTotal")
                        .asText())
                .isEqualTo("0.00");
    }

    @Test
    void a_setting_or_a_profile_that_cannot_be_meant_is_named() throws Exception {
        String address = "tcp:127.0.0.1:" + terminal.port();
        assertThat(badSetup("zvt", address, Map.of("password", "12"))).contains("settings.password", "12");
        assertThat(badSetup("zvt", address, Map.of("pasword", "000000"))).contains("pasword");
        assertThat(badSetup("zvt", "tcp:127.0.0.1:99999", Map.of())).contains("99999");
        assertThat(badSetup("swift", address, Map.of())).contains("swift", "zvt");
        assertThat(badSetup("framed", address, Map.of("profile", "neoleap"))).contains("line 2", "filled");
        Path profile = dir.resolve("mine.profile");
        Files.writeString(profile, "filled = yes\n# mine\nframe.lrc = crc\n");
        assertThat(badSetup("framed", address, Map.of("profile", profile.toString())))
                .contains("line 3", "frame.lrc", "crc");
    }

    private String badSetup(String driver, String address, Map<String, String> settings) {
        return till.refused("BAD_VALUE", "device", "set", setup(driver, address, settings), "approve", "9999");
    }
}
