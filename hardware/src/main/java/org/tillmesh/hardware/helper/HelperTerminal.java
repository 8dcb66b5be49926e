package org.tillmesh.hardware.helper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.terminal.Baseline;
import org.tillmesh.hardware.terminal.Charged;
import org.tillmesh.hardware.terminal.DeclineReason;
import org.tillmesh.hardware.terminal.Pan;
import org.tillmesh.hardware.terminal.PaymentTerminal;
import org.tillmesh.hardware.terminal.TerminalException;
import org.tillmesh.hardware.terminal.TerminalException.Kind;
import org.tillmesh.hardware.terminal.TerminalState;
import org.tillmesh.hardware.terminal.TerminalTotals;

/** A payment terminal that a program of somebody else's drives; the program is started for each dialogue and ends with it. */
public final class HelperTerminal implements PaymentTerminal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINES_MAX = 10_000;

    private final List<String> command;
    private final int currency;
    private final long answerMillis;

    /** @param command the program and what it takes */
    public HelperTerminal(List<String> command, int currency, long answerMillis) {
        this.command = List.copyOf(command);
        this.currency = currency;
        this.answerMillis = answerMillis;
    }

    @Override
    public Charged pay(long amount, Before before, Consumer<String> said) throws TerminalException {
        return booked(request("pay").put("amount", amount), amount, Charged.Kind.PAYMENT, before, said);
    }

    @Override
    public Charged refund(long amount, Before before, Consumer<String> said) throws TerminalException {
        return booked(request("refund").put("amount", amount), amount, Charged.Kind.REFUND, before, said);
    }

    @Override
    public Charged reverse(String receipt, long amount, Before before, Consumer<String> said) throws TerminalException {
        ObjectNode request = request("reverse").put("receipt", receipt).put("amount", amount);
        return booked(request, amount, Charged.Kind.REVERSAL, before, said);
    }

    private ObjectNode request(String what) {
        return JSON.createObjectNode().put("do", what).put("currency", currency);
    }

    private Charged booked(ObjectNode request, long amount, Charged.Kind kind, Before before, Consumer<String> said)
            throws TerminalException {
        try (HelperProcess helper = HelperProcess.start(command)) {
            before.asking(baseline(helper));
            JsonNode answer = asked(helper, request, said);
            Charged charged = charged(answer.path("charged"), kind);
            if (charged.amount() != amount) {
                throw new TerminalException(
                        Kind.UNKNOWN, "The terminal booked " + charged.amount() + " where " + amount + " was asked");
            }
            return charged;
        }
    }

    private Baseline baseline(HelperProcess helper) throws TerminalException {
        try {
            JsonNode last = asked(helper, request("last"), text -> {}).path("charged");
            return last.isObject()
                    ? new Baseline(true, text(last, "receipt"), text(last, "trace"))
                    : new Baseline(true, null, null);
        } catch (TerminalException e) {
            if (e.kind() == Kind.REFUSED || e.kind() == Kind.DECLINED) {
                return Baseline.UNKNOWN;
            }
            throw e.asUnreachable();
        }
    }

    /** The answer, which is one of success. @throws TerminalException as the helper says, else UNKNOWN */
    private JsonNode asked(HelperProcess helper, ObjectNode request, Consumer<String> said) throws TerminalException {
        helper.send(request.toString());
        for (int i = 0; i < LINES_MAX; i++) {
            JsonNode line = parsed(helper.next(answerMillis));
            if (line.path("ok").isBoolean()) {
                if (line.path("ok").booleanValue()) {
                    return line;
                }
                throw failure(line);
            }
            if (line.path("said").isTextual()) {
                said.accept(Pan.scrubbed(line.path("said").textValue()));
            } else {
                throw new TerminalException(Kind.UNKNOWN, "The helper program answered neither \"ok\" nor \"said\"");
            }
        }
        throw new TerminalException(Kind.UNKNOWN, "The helper program does not come to an end");
    }

    private static JsonNode parsed(String line) throws TerminalException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new TerminalException(Kind.UNKNOWN, "The helper program printed a line that is no JSON", e);
        }
    }

    private static TerminalException failure(JsonNode line) {
        String kind = line.path("kind").asText().toUpperCase(Locale.ROOT);
        String reason = line.path("reason").asText().toUpperCase(Locale.ROOT);
        return new TerminalException(
                named(Kind.values(), kind, Kind.UNKNOWN),
                named(DeclineReason.values(), reason, DeclineReason.OTHER),
                Pan.scrubbed(line.path("code").asText()),
                line.path("said").asText("The helper program failed"));
    }

    private static <E extends Enum<E>> E named(E[] values, String name, E otherwise) {
        for (E value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        return otherwise;
    }

    private static Charged charged(JsonNode said, Charged.Kind kind) throws TerminalException {
        if (!said.path("amount").canConvertToLong() || said.path("amount").longValue() < 1) {
            throw new TerminalException(Kind.UNKNOWN, "The helper program named no amount that was booked");
        }
        String pan = text(said, "pan");
        return new Charged(
                said.path("amount").longValue(),
                kind == Charged.Kind.UNSAID
                        ? named(
                                Charged.Kind.values(),
                                said.path("kind").asText().toUpperCase(Locale.ROOT),
                                Charged.Kind.UNSAID)
                        : kind,
                text(said, "approval"),
                text(said, "scheme"),
                pan == null ? null : Pan.masked(pan.replaceAll("[^0-9*]", "")),
                text(said, "rrn"),
                text(said, "receipt"),
                text(said, "trace"),
                text(said, "terminalId"),
                said.path("offline").asBoolean());
    }

    private static @Nullable String text(JsonNode said, String field) {
        String text = said.path(field).isTextual() ? said.path(field).textValue() : "";
        return text.isBlank() ? null : field.equals("pan") ? text : Pan.scrubbed(text);
    }

    @Override
    public Optional<Charged> last() throws TerminalException {
        try (HelperProcess helper = HelperProcess.start(command)) {
            JsonNode last = asked(helper, request("last"), text -> {}).path("charged");
            return last.isObject() ? Optional.of(charged(last, Charged.Kind.UNSAID)) : Optional.empty();
        } catch (TerminalException e) {
            throw e.asUnreachable();
        }
    }

    @Override
    public TerminalState state() throws TerminalException {
        try (HelperProcess helper = HelperProcess.start(command)) {
            JsonNode answer = asked(helper, request("state"), text -> {});
            return new TerminalState(
                    text(answer, "terminalId"), true, answer.path("said").asText("ready"));
        } catch (TerminalException e) {
            throw e.asUnreachable();
        }
    }

    @Override
    public TerminalTotals totals() throws TerminalException {
        return totals("totals", text -> {});
    }

    @Override
    public TerminalTotals settle(Consumer<String> said) throws TerminalException {
        return totals("settle", said);
    }

    private TerminalTotals totals(String what, Consumer<String> said) throws TerminalException {
        try (HelperProcess helper = HelperProcess.start(command)) {
            JsonNode answer = asked(helper, request(what), said);
            var schemes = new ArrayList<TerminalTotals.Scheme>();
            for (JsonNode scheme : answer.path("schemes")) {
                schemes.add(new TerminalTotals.Scheme(
                        Pan.scrubbed(scheme.path("scheme").asText()),
                        scheme.path("count").asInt(),
                        scheme.path("amount").asLong()));
            }
            return new TerminalTotals(schemes, answer.path("total").asLong());
        }
    }

    @Override
    public void sendOffline(Consumer<String> said) throws TerminalException {
        try (HelperProcess helper = HelperProcess.start(command)) {
            asked(helper, request("send-offline"), said);
        }
    }
}
