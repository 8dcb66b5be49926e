package org.tillmesh.tools.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.hardware.driver.DeviceKind;
import org.tillmesh.hardware.driver.Driver;
import org.tillmesh.hardware.driver.TerminalDevice;
import org.tillmesh.hardware.terminal.Charged;
import org.tillmesh.hardware.terminal.PaymentTerminal;

/** Wireshark's dissector of ZVT, which is nobody's here, reads what till and simulator say to each other. */
class DissectorTest {
    @TempDir
    Path dir;

    @Test
    void wireshark_reads_every_message_of_a_day_at_the_terminal() throws Exception {
        assumeTrue(isInstalled(), "tshark judges the bytes; it is not installed (apt-get install -y tshark)");
        Path capture = dir.resolve("day.pcap");
        SimLedger ledger = SimLedger.open(dir.resolve("charges.jsonl"));
        try (var sim = new SimTerminal(0, ledger, false, () -> {}, message -> {});
                var wire = new RecordedWire(sim.port(), capture)) {
            var device = (TerminalDevice) Driver.of(DeviceKind.TERMINAL, "zvt")
                    .orElseThrow()
                    .device("tcp:127.0.0.1:" + wire.port(), Map.of());
            PaymentTerminal terminal = device.terminal();
            terminal.state();
            Charged paid = terminal.pay(123_456, last -> {}, said -> {});
            terminal.refund(2_050, last -> {}, said -> {});
            terminal.reverse(String.valueOf(paid.receipt()), 123_456, last -> {}, said -> {});
            terminal.pay(700_000, last -> {}, said -> {});
            terminal.totals();
            terminal.sendOffline(said -> {});
            terminal.settle(said -> {});
        }

        List<String> rows = read(
                capture,
                "zvt.control_field",
                "zvt.ccrc",
                "zvt.amount",
                "zvt.cc",
                "zvt.terminal_id",
                "_ws.malformed",
                "zvt.apdu_len.invalid",
                "zvt.length_field");

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            String[] fields = row.split("\\|", -1);
            assertThat(fields[7]).as("whole messages: " + row).isNotEmpty();
            assertThat(fields[5]).as("malformed: " + row).isEmpty();
            assertThat(fields[6]).as("too short: " + row).isEmpty();
        });
        String all = String.join("\n", rows);
        assertThat(all)
                .contains("0x0600", "0x0601", "0x0631", "0x0630", "0x0650", "0x040f", "0x060f")
                .contains("|123456|", "|2050|", "68200001");
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("tshark", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> read(Path capture, String... fields) throws Exception {
        var command = new ArrayList<>(List.of(
                "tshark",
                "-r",
                capture.toString(),
                "-d",
                "tcp.port==" + RecordedWire.PORT + ",zvt",
                "-Y",
                "zvt", // a message that came in two pieces is read with the second one
                "-T",
                "fields",
                "-E",
                "separator=|"));
        for (String field : fields) {
            command.add("-e");
            command.add(field);
        }
        Path rows = dir.resolve("rows.txt");
        Process process = new ProcessBuilder(command)
                .redirectError(dir.resolve("tshark.log").toFile())
                .redirectOutput(rows.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return java.nio.file.Files.readAllLines(rows, StandardCharsets.UTF_8);
    }
}
