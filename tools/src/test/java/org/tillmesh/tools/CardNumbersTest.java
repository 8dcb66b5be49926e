package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.hardware.terminal.Pan;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.terminal.NosyTerminal;
import org.tillmesh.tools.terminal.SimFault;
import org.tillmesh.tools.terminal.SimLedger;
import org.tillmesh.tools.terminal.SimTerminal;

/**
 * A day of card payments by every driver, with terminals that tell the card's number wherever they can: no journal, view, log,
 * receipt, export or answer has it.
 */
class CardNumbersTest {
    private static final String CARD = "4111111111111111";
    private static final List<String> WRITTEN = List.of(CARD, "4111 1111 1111 1111", "4111-1111-1111-1111");
    private static final Pattern NUMBERS =
            Pattern.compile("(?<![0-9A-Za-z])[3-6][0-9]{3}(?:[ -]?[0-9]{4}){3}[0-9]{0,3}(?![0-9A-Za-z])");

    @TempDir
    Path dir;

    private final List<String> logged = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private PipedTill till;

    @Test
    void no_byte_of_a_till_is_a_card_number() throws Exception {
        Handler ear = ear();
        Logger root = Logger.getLogger("org.tillmesh");
        Level before = root.getLevel();
        root.setLevel(Level.ALL);
        root.addHandler(ear);
        Path folder = dir.resolve("till");
        try (NosyTerminal framed = new NosyTerminal(CARD)) {
            till = PipedTill.selling(folder);
            byZvt(false);
            byZvt(true);
            set("framed", framed.address(), Map.of("profile", "ecr17", "ackSeconds", "1", "answerSeconds", "2"));
            daysWork();
            set("helper", "exec:" + helper(), Map.of());
            daysWork();
            export();
            till.close();
        } finally {
            root.removeHandler(ear);
            root.setLevel(before);
        }

        assertThat(logged).isNotEmpty();
        scan("log", String.join("\n", logged).getBytes(StandardCharsets.UTF_8), true);
        scan("answers", String.join("\n", said).getBytes(StandardCharsets.UTF_8), true);
        for (Path root2 : List.of(folder, dir.resolve("out"))) {
            try (Stream<Path> files = Files.walk(root2)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    boolean isText = file.toString().matches(".*\\.(csv|json|xml|txt|html|log)");
                    scan(file.toString(), Files.readAllBytes(file), isText);
                    if (file.toString().matches(".*\\.(zip|xlsx)")) {
                        unpacked(file);
                    }
                }
            }
        }
    }

    private static void unpacked(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    scan(file + "!" + entry.getName(), in.readAllBytes(), true);
                }
            }
        }
    }

    private void byZvt(boolean serial) throws Exception {
        SimLedger ledger = SimLedger.open(dir.resolve("charges-" + serial + ".jsonl"));
        try (var sim = new SimTerminal(0, ledger, serial, () -> {}, message -> {})) {
            set(
                    "zvt",
                    "tcp:127.0.0.1:" + sim.port(),
                    Map.of(
                            "serial",
                            String.valueOf(serial),
                            "recoverySeconds",
                            "1",
                            "ackSeconds",
                            "1",
                            "answerSeconds",
                            "1"));
            daysWork();
            for (SimFault fault : List.of(SimFault.GARBAGE, SimFault.HALF, SimFault.CUT)) {
                sim.fault(fault, 17);
                till.ok("scan", "code", DemoBarcodes.PLAIN);
                ask("tender", "kind", "card", "amount", "18.50");
                settleOpen();
                ask("complete");
                ask("clear");
            }
        }
    }

    /** A sale, what is declined of a second, and the first one's return. */
    private void daysWork() {
        till.ok("scan", "code", DemoBarcodes.PLAIN);
        JsonNode paid = ask("tender", "kind", "card", "amount", "18.50");
        assertThat(paid.path("ok").asBoolean()).as(paid.toString()).isTrue();
        assertThat(paid.path("terminal").path("pan").asText()).endsWith("1111").startsWith("*");
        JsonNode sold = ask("complete");
        String receipt = sold.path("receipt").asText();
        ask("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")), "reason", "broken");
        settleOpen();
        ask("intents");
        ask("terminal", "what", "totals");
        ask("terminal", "what", "settle", "approve", "9999");
        for (String paper : List.of("receipt", "merchant", "customer")) {
            ask("receipt-image", "receipt", receipt, "paper", paper, "file", out(receipt + paper + ".png"));
        }
    }

    private void settleOpen() {
        for (JsonNode intent : till.ok("intents").path("intents")) {
            String state = intent.path("state").asText();
            if (state.equals("open") || state.equals("unknown")) {
                ask("intent", "id", intent.path("id").asText(), "resolve", "declined", "approve", "9999");
            }
        }
    }

    private void export() {
        ask("shift-close", "counted", "200.00");
        ask("z", "number", 1, "format", "csv", "file", out("z.csv"), "approve", "9999");
        for (String report : List.of("payments", "journal", "sales", "documents", "shifts")) {
            for (String format : List.of("csv", "xlsx")) {
                ask("report", "name", report, "format", format, "file", out(report + "." + format), "approve", "9999");
            }
        }
        ask("audit", "limit", 500, "approve", "9999");
        ask("archive", "period", "today", "file", out("invoices.zip"), "approve", "9999");
        ask("diagnostics", "file", out("diagnostics.zip"), "approve", "9999");
        ask("backup", "file", out("backup"), "approve", "9999");
    }

    private String out(String name) {
        return dir.resolve("out").resolve(name).toString();
    }

    private JsonNode ask(String command, Object... fields) {
        JsonNode answer = till.ask(command, fields);
        till.progress.forEach(line -> said.add(line.toString()));
        said.add(answer.toString());
        return answer;
    }

    private void set(String driver, String address, Map<String, String> settings) {
        till.ok("device", "set", TerminalTest.setup(driver, address, settings), "approve", "9999");
    }

    private Path helper() throws IOException {
        Path script = dir.resolve("nosy.sh");
        String charged =
                """
                {"ok":true,"charged":{"amount":1850,"kind":"%s","approval":"CARD","scheme":"VISA CARD",\
                "pan":"CARD","rrn":"CARD","receipt":"0013","trace":"CARD","terminalId":"CARD"}}"""
                        .replace("CARD", CARD);
        Files.writeString(
                script,
                """
                #!/bin/sh
                while read -r line; do
                  echo '{"said":"Card %1$s, or 4111 1111 1111 1111"}'
                  case "$line" in
                    *'"pay"'*) echo '%2$s';;
                    *'"refund"'*) echo '%3$s';;
                    *'"last"'*) echo '{"ok":true}';;
                    *) echo '{"ok":false,"kind":"declined","code":"%1$s","reason":"OTHER","said":"Card %1$s"}';;
                  esac
                done
                """
                        .formatted(CARD, charged.formatted("payment"), charged.formatted("refund")));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private Handler ear() {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                synchronized (logged) {
                    logged.add(record.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** The card itself as text, in two bytes a character and in digits of half a byte; in text any other card too. */
    private static void scan(String what, byte[] bytes, boolean isText) throws IOException {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String number : WRITTEN) {
            assertThat(raw.contains(number)).as("%s has %s", what, number).isFalse();
            String wide = new String(number.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
            assertThat(raw.contains(wide)).as("%s has a wide %s", what, number).isFalse();
        }
        String halves = new String(HexFormat.of().parseHex(CARD), StandardCharsets.ISO_8859_1);
        assertThat(raw.contains(halves)).as("%s has it in half bytes", what).isFalse();
        if (isText) {
            Matcher found = NUMBERS.matcher(raw);
            while (found.find()) {
                Supplier<String> as = () -> what + " has " + found.group();
                assertThat(Pan.isCardNumber(found.group().replaceAll("[^0-9]", "")))
                        .as(as)
                        .isFalse();
            }
        }
    }
}
