package org.tillmesh.hardware.framed;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.line.Line;
import org.tillmesh.hardware.terminal.Baseline;
import org.tillmesh.hardware.terminal.ByteLine;
import org.tillmesh.hardware.terminal.Charged;
import org.tillmesh.hardware.terminal.DeclineReason;
import org.tillmesh.hardware.terminal.Pan;
import org.tillmesh.hardware.terminal.PaymentTerminal;
import org.tillmesh.hardware.terminal.TerminalException;
import org.tillmesh.hardware.terminal.TerminalException.Kind;
import org.tillmesh.hardware.terminal.TerminalState;
import org.tillmesh.hardware.terminal.TerminalTotals;

/** A payment terminal that takes text in frames, as its profile says. */
public final class FramedTerminal implements PaymentTerminal {
    private final Supplier<Line> lines;
    private final FramedProfile profile;
    private final Map<String, String> fixed;
    private final long ackMillis;
    private final long answerMillis;

    /** @param fixed the fields that are the same in every request: terminal, register */
    public FramedTerminal(
            Supplier<Line> lines, FramedProfile profile, Map<String, String> fixed, long ackMillis, long answerMillis) {
        this.lines = lines;
        this.profile = profile;
        this.fixed = new TreeMap<>(fixed);
        this.ackMillis = ackMillis;
        this.answerMillis = answerMillis;
    }

    @Override
    public Charged pay(long amount, Before before, Consumer<String> said) throws TerminalException {
        return booked("pay", amount, "", Charged.Kind.PAYMENT, before, said);
    }

    @Override
    public Charged refund(long amount, Before before, Consumer<String> said) throws TerminalException {
        return booked("refund", amount, "", Charged.Kind.REFUND, before, said);
    }

    @Override
    public Charged reverse(String receipt, long amount, Before before, Consumer<String> said) throws TerminalException {
        return booked("reverse", amount, receipt, Charged.Kind.REVERSAL, before, said);
    }

    private Charged booked(
            String request, long amount, String receipt, Charged.Kind kind, Before before, Consumer<String> said)
            throws TerminalException {
        String text = text(request, amount, receipt);
        try (FrameLine line = open()) {
            before.asking(baseline(line));
            Map<String, String> answer = asked(line, text, said);
            String result = answer.getOrDefault("result", "");
            if (result.isEmpty()) {
                throw new TerminalException(Kind.UNKNOWN, "The terminal's answer has no result");
            }
            if (!profile.isOk(result)) {
                throw new TerminalException(
                        Kind.DECLINED,
                        reason(result),
                        result,
                        "The terminal declined: code " + result + " " + answer.getOrDefault("text", ""));
            }
            Charged charged = charged(answer, kind, amount);
            if (charged.amount() != amount) {
                throw new TerminalException(
                        Kind.UNKNOWN, "The terminal booked " + charged.amount() + " where " + amount + " was asked");
            }
            return charged;
        }
    }

    private String text(String request, long amount, String receipt) throws TerminalException {
        var fields = new TreeMap<>(fixed);
        fields.put("amount", Long.toString(amount));
        fields.put("receipt", receipt);
        try {
            return profile.request(request, fields)
                    .orElseThrow(() ->
                            new TerminalException(Kind.REFUSED, "The terminal's profile has no request." + request));
        } catch (IllegalArgumentException e) {
            throw new TerminalException(Kind.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    private FrameLine open() throws TerminalException {
        try {
            return new FrameLine(ByteLine.open(lines), profile, ackMillis);
        } catch (IOException e) {
            throw new TerminalException(Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws TerminalException UNKNOWN from the first byte on */
    private Map<String, String> asked(FrameLine line, String text, Consumer<String> said) throws TerminalException {
        try {
            line.send(text);
            return profile.answer(line.receive(answerMillis, shown -> said.accept(Pan.scrubbed(shown.strip()))));
        } catch (SocketTimeoutException e) {
            throw new TerminalException(Kind.UNKNOWN, "The terminal does not answer", e);
        } catch (IOException e) {
            throw new TerminalException(Kind.UNKNOWN, "The line to the terminal broke: " + e.getMessage(), e);
        }
    }

    /** Where an answer names no amount nobody can tell by it which payment it is of. */
    private Baseline baseline(FrameLine line) throws TerminalException {
        try {
            Map<String, String> last = asked(line, text("last", 0, ""), text -> {});
            boolean isBooked = profile.isOk(last.getOrDefault("result", ""));
            if (!profile.says("amount")) {
                return Baseline.UNKNOWN;
            }
            return isBooked ? new Baseline(true, last.get("receipt"), last.get("trace")) : Baseline.UNKNOWN;
        } catch (TerminalException e) {
            throw e.asUnreachable();
        }
    }

    private static Charged charged(Map<String, String> answer, Charged.Kind kind, long otherwise)
            throws TerminalException {
        String amount = answer.get("amount");
        if (amount != null && !amount.matches("[0-9]{1,12}")) {
            throw new TerminalException(Kind.UNKNOWN, "The terminal's answer has an amount that is none");
        }
        String pan = answer.get("pan");
        return new Charged(
                amount == null ? otherwise : Long.parseLong(amount),
                kind,
                clean(answer.get("approval")),
                clean(answer.get("scheme")),
                pan == null ? null : Pan.masked(pan.replaceAll("[^0-9*]", "")),
                clean(answer.get("rrn")),
                clean(answer.get("receipt")),
                clean(answer.get("trace")),
                clean(answer.get("terminal")),
                false);
    }

    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : Pan.scrubbed(text);
    }

    private static DeclineReason reason(String code) {
        return switch (code) {
            case "116", "51" -> DeclineReason.NO_FUNDS;
            case "117", "127", "55" -> DeclineReason.WRONG_PIN;
            case "101", "54" -> DeclineReason.EXPIRED;
            case "05" -> DeclineReason.CANCELLED;
            default -> DeclineReason.OTHER;
        };
    }

    @Override
    public Optional<Charged> last() throws TerminalException {
        try (FrameLine line = open()) {
            Map<String, String> answer = asked(line, text("last", 0, ""), text -> {});
            return profile.isOk(answer.getOrDefault("result", ""))
                    ? Optional.of(charged(answer, Charged.Kind.UNSAID, 0))
                    : Optional.empty();
        } catch (TerminalException e) {
            throw e.asUnreachable();
        }
    }

    @Override
    public TerminalState state() throws TerminalException {
        String text = text("state", 0, "");
        try (FrameLine line = open()) {
            Map<String, String> answer = asked(line, text, shown -> {});
            return new TerminalState(answer.get("terminal"), true, Pan.scrubbed(answer.getOrDefault("text", "ready")));
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

    private TerminalTotals totals(String request, Consumer<String> said) throws TerminalException {
        String text = text(request, 0, "");
        try (FrameLine line = open()) {
            Map<String, String> answer = asked(line, text, said);
            String total = answer.getOrDefault("total", "").replaceAll("[^0-9]", "");
            return new TerminalTotals(List.of(), total.isEmpty() ? 0 : Long.parseLong(total));
        }
    }

    @Override
    public void sendOffline(Consumer<String> said) throws TerminalException {
        String text = text("offline", 0, "");
        try (FrameLine line = open()) {
            asked(line, text, said);
        }
    }
}
