package org.tillmesh.tools.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tillmesh.tools.option.AnswerStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tillmesh sim terminal}: a payment terminal to try a till with. */
@Command(
        name = "terminal",
        mixinStandardHelpOptions = true,
        description = {
            "A payment terminal that speaks ZVT over TCP, with faults on demand; it ends with its input.",
            "Lines in: {\"fault\":\"cut|die|pause|silence|half|garbage|twice|flood|none\",\"at\":5} (at the n-th message from now),",
            "{\"decline\":\"51\"}, {\"wrong\":100}, {\"slowMs\":500}, {\"offline\":true}, {\"reverses\":true}, {\"refunds\":false}, {\"go\":true} after",
            "a pause, {\"ask\":\"ledger\"}. Lines out: ready, paused, ledger."
        })
public final class SimTerminalCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KILLED = 137;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Where it keeps what it charged.")
    Path data;

    @Option(names = "--port", defaultValue = "20007", description = "0: any free one. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(names = "--serial", description = "In the blocks of a serial line, with CRC and repeats.")
    boolean serial;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(data);
        SimLedger ledger = SimLedger.open(data.resolve("charges.jsonl"));
        PrintStream out = AnswerStream.open();
        try (var terminal = new SimTerminal(
                port,
                ledger,
                serial,
                () -> Runtime.getRuntime().halt(KILLED),
                message -> out.println(JSON.createObjectNode().put("paused", message)))) {
            out.println(JSON.createObjectNode().put("ready", true).put("port", terminal.port()));
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(done(terminal, ledger, JSON.readTree(line)));
            }
        }
        return 0;
    }

    private static ObjectNode done(SimTerminal terminal, SimLedger ledger, JsonNode asked) {
        ObjectNode answer = JSON.createObjectNode().put("ok", true);
        if (asked.has("fault")) {
            terminal.fault(
                    SimFault.valueOf(asked.path("fault").asText().toUpperCase(Locale.ROOT)),
                    asked.path("at").asInt(1));
        } else if (asked.has("refunds")) {
            terminal.refunds(asked.path("refunds").asBoolean());
        } else if (asked.has("go")) {
            terminal.goOn();
        } else if (asked.has("ask")) {
            answer.set("ledger", JSON.valueToTree(ledger.all()));
        } else {
            terminal.behave(
                    Integer.parseInt(asked.path("decline").asText("0")),
                    asked.path("wrong").asLong(),
                    asked.path("slowMs").asLong(),
                    asked.path("offline").asBoolean(),
                    asked.path("reverses").asBoolean());
        }
        return answer;
    }
}
