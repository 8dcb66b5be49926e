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
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tillmesh.tools.option.AnswerStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tillmesh sim helper}: an example of a program between a till and a terminal that speaks a language of its own. */
@Command(
        name = "helper",
        mixinStandardHelpOptions = true,
        description = "An example of a helper program: lines of JSON in and out, as hardware/README.md says.")
public final class SimHelperCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Where it keeps what it charged.")
    Path data;

    @Option(names = "--decline", paramLabel = "CODE", description = "Declines each payment with that code.")
    @Nullable String decline;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(data);
        SimLedger ledger = SimLedger.open(data.resolve("charges.jsonl"));
        PrintStream out = AnswerStream.open();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(JSON.readTree(line), ledger, out));
        }
        return 0;
    }

    private ObjectNode answer(JsonNode asked, SimLedger ledger, PrintStream out) throws IOException {
        return switch (asked.path("do").asText()) {
            case "pay", "refund" -> booked(asked, ledger, out);
            case "reverse" -> {
                Optional<SimLedger.Booking> found =
                        ledger.reversible(asked.path("receipt").asInt());
                yield found.isEmpty()
                        ? failed("declined", "B4", "ALREADY_REVERSED")
                        : charged(ledger.book(
                                "reversal", found.get().amount(), found.get().receipt(), false));
            }
            case "last" -> ledger.last().map(SimHelperCommand::charged).orElseGet(SimHelperCommand::ok);
            case "state", "send-offline" -> ok();
            case "totals", "settle" -> ok().put("total", SimLedger.sum(ledger.unsettled()));
            default -> failed("refused", "", "OTHER");
        };
    }

    private ObjectNode booked(JsonNode asked, SimLedger ledger, PrintStream out) throws IOException {
        out.println(JSON.createObjectNode().put("said", "Insert or tap the card"));
        return decline != null
                ? failed("declined", decline, "NO_FUNDS")
                : charged(ledger.book(
                        asked.path("do").asText().equals("pay") ? "payment" : "refund",
                        asked.path("amount").asLong(),
                        0,
                        false));
    }

    private static ObjectNode ok() {
        return JSON.createObjectNode().put("ok", true);
    }

    private static ObjectNode failed(String kind, String code, String reason) {
        return JSON.createObjectNode()
                .put("ok", false)
                .put("kind", kind)
                .put("code", code)
                .put("reason", reason);
    }

    private static ObjectNode charged(SimLedger.Booking booking) {
        ObjectNode answer = ok();
        answer.putObject("charged")
                .put("amount", booking.amount())
                .put("kind", booking.kind())
                .put("approval", String.format(Locale.ROOT, "H%05d", booking.receipt()))
                .put("scheme", "mada")
                .put("pan", "************4242")
                .put("rrn", String.format(Locale.ROOT, "%012d", booking.trace()))
                .put("receipt", String.format(Locale.ROOT, "%04d", booking.receipt()))
                .put("trace", String.format(Locale.ROOT, "%06d", booking.trace()))
                .put("terminalId", "HELPER01");
        return answer;
    }
}
