package org.tillmesh.hardware.zvt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.line.Line;
import org.tillmesh.hardware.terminal.Baseline;
import org.tillmesh.hardware.terminal.Charged;
import org.tillmesh.hardware.terminal.Pan;
import org.tillmesh.hardware.terminal.PaymentTerminal;
import org.tillmesh.hardware.terminal.TerminalException;
import org.tillmesh.hardware.terminal.TerminalException.Kind;
import org.tillmesh.hardware.terminal.TerminalState;
import org.tillmesh.hardware.terminal.TerminalTotals;

/** A payment terminal that speaks ZVT. */
public final class ZvtTerminal implements PaymentTerminal {
    /** Brands of the totals (bitmap 60), in their order. */
    private static final List<String> BRANDS =
            List.of("girocard", "JCB", "Mastercard", "American Express", "VISA", "Diners", "other");

    private static final int BRAND_BYTES = 7;
    private static final int RECEIPT_NUMBERS_BYTES = 4;

    private final Supplier<Line> lines;
    private final ZvtSettings settings;

    public ZvtTerminal(Supplier<Line> lines, ZvtSettings settings) {
        this.lines = lines;
        this.settings = settings;
    }

    @Override
    public Charged pay(long amount, Before before, Consumer<String> said) throws TerminalException {
        byte[] data = new ZvtFields.Writer()
                .number(Bitmap.AMOUNT, amount)
                .number(Bitmap.CURRENCY, settings.currency())
                .bytes();
        return booked(Apdu.AUTHORISATION, data, amount, Charged.Kind.PAYMENT, before, said);
    }

    @Override
    public Charged refund(long amount, Before before, Consumer<String> said) throws TerminalException {
        byte[] data = new ZvtFields.Writer()
                .raw(Bcd.of(Long.parseLong(settings.password()), 3))
                .number(Bitmap.AMOUNT, amount)
                .number(Bitmap.CURRENCY, settings.currency())
                .bytes();
        return booked(Apdu.REFUND, data, amount, Charged.Kind.REFUND, before, said);
    }

    @Override
    public Charged reverse(String receipt, long amount, Before before, Consumer<String> said) throws TerminalException {
        byte[] data = new ZvtFields.Writer()
                .raw(Bcd.of(Long.parseLong(settings.password()), 3))
                .number(Bitmap.RECEIPT, Long.parseLong(receipt))
                .bytes();
        return booked(Apdu.REVERSAL, data, amount, Charged.Kind.REVERSAL, before, said);
    }

    private Charged booked(
            int command, byte[] data, long amount, Charged.Kind kind, Before before, Consumer<String> said)
            throws TerminalException {
        try (ZvtDialogue dialogue = ZvtDialogue.open(lines, settings)) {
            before.asking(baseline(dialogue));
            ZvtDialogue.Told told = dialogue.run(command, data, said);
            try {
                return judged(told.states(), amount, kind, dialogue.terminalId());
            } catch (ZvtFormatException e) {
                throw new TerminalException(Kind.UNKNOWN, "The terminal's answer can't be read: " + e.getMessage(), e);
            }
        }
    }

    /** A terminal that can't repeat is asked all the same; what it was asked is then not found again by itself. */
    private static Baseline baseline(ZvtDialogue dialogue) throws TerminalException {
        try {
            return last(dialogue)
                    .map(last -> new Baseline(true, last.receipt(), last.trace()))
                    .orElse(new Baseline(true, null, null));
        } catch (TerminalException e) {
            if (e.kind() == Kind.DECLINED || e.kind() == Kind.REFUSED) {
                return Baseline.UNKNOWN;
            }
            throw e.asUnreachable();
        }
    }

    private static Optional<Charged> last(ZvtDialogue dialogue) throws TerminalException {
        List<ZvtFields> states = dialogue.run(Apdu.REPEAT_RECEIPT, dialogue.password(), text -> {})
                .states();
        try {
            return states.stream()
                    .filter(state -> state.single(Bitmap.RESULT).orElse(ResultCode.OK) == ResultCode.OK)
                    .filter(state -> state.bytes(Bitmap.AMOUNT).isPresent())
                    .reduce((one, other) -> other)
                    .map(state -> charged(state, Charged.Kind.UNSAID, dialogue.terminalId()));
        } catch (ZvtFormatException e) {
            throw new TerminalException(Kind.UNREACHABLE, "The terminal's answer can't be read: " + e.getMessage(), e);
        }
    }

    /** What the terminal says that it booked, if it is what was asked. */
    private Charged judged(List<ZvtFields> states, long amount, Charged.Kind kind, @Nullable String terminalId)
            throws TerminalException {
        var booked = new ArrayList<Charged>();
        for (ZvtFields state : states) {
            int code = state.single(Bitmap.RESULT).orElse(-1);
            if (code == ResultCode.OK) {
                Charged charged = charged(state, kind, terminalId);
                if (!booked.contains(charged)) {
                    booked.add(charged);
                }
            } else if (code > 0 && booked.isEmpty()) {
                throw new TerminalException(
                        Kind.DECLINED,
                        ResultCode.reason(code),
                        ResultCode.of(code),
                        "The terminal declined: code " + ResultCode.of(code));
            }
        }
        if (booked.size() != 1) {
            throw new TerminalException(
                    Kind.UNKNOWN,
                    booked.isEmpty()
                            ? "The terminal completed without a result"
                            : "The terminal told of " + booked.size() + " bookings for one request");
        }
        Charged charged = booked.get(0);
        if (charged.amount() != amount) {
            throw new TerminalException(
                    Kind.UNKNOWN, "The terminal booked " + charged.amount() + " where " + amount + " was asked");
        }
        if (terminalId != null && charged.terminalId() != null && !terminalId.equals(charged.terminalId())) {
            throw new TerminalException(
                    Kind.UNKNOWN, "Terminal " + charged.terminalId() + " answered for " + terminalId);
        }
        long currency = states.get(states.size() - 1).number(Bitmap.CURRENCY).orElse((long) settings.currency());
        if (currency != settings.currency()) {
            throw new TerminalException(Kind.UNKNOWN, "The terminal booked in currency " + currency);
        }
        return charged;
    }

    private static Charged charged(ZvtFields state, Charged.Kind kind, @Nullable String terminalId) {
        String trace = state.digits(Bitmap.TRACE).orElse(null);
        boolean isOffline = state.container()
                .value(Tlv.ONLINE)
                .filter(flag -> flag.length == 1 && flag[0] == 0)
                .isPresent();
        return new Charged(
                state.number(Bitmap.AMOUNT).orElse(0L),
                state.container()
                        .value(Tlv.COMMAND)
                        .map(ZvtTerminal::kindOf)
                        .filter(k -> k != Charged.Kind.UNSAID)
                        .orElse(kind),
                state.text(Bitmap.APPROVAL).map(Pan::scrubbed).orElse(null),
                state.text(Bitmap.CARD_NAME).map(Pan::scrubbed).orElse(null),
                state.digits(Bitmap.PAN).map(Pan::masked).orElse(null),
                trace,
                state.digits(Bitmap.RECEIPT).orElse(null),
                trace,
                state.digits(Bitmap.TERMINAL).orElse(terminalId),
                isOffline);
    }

    private static Charged.Kind kindOf(byte[] command) {
        int asked = command.length == 2 ? (command[0] & 0xFF) << 8 | command[1] & 0xFF : 0;
        return switch (asked) {
            case Apdu.AUTHORISATION -> Charged.Kind.PAYMENT;
            case Apdu.REFUND -> Charged.Kind.REFUND;
            case Apdu.REVERSAL -> Charged.Kind.REVERSAL;
            default -> Charged.Kind.UNSAID;
        };
    }

    @Override
    public Optional<Charged> last() throws TerminalException {
        try (ZvtDialogue dialogue = ZvtDialogue.open(lines, settings)) {
            return last(dialogue);
        } catch (TerminalException e) {
            throw e.asUnreachable();
        }
    }

    @Override
    public TerminalState state() throws TerminalException {
        try (ZvtDialogue dialogue = ZvtDialogue.open(lines, settings)) {
            byte[] completed = dialogue.run(Apdu.STATUS_ENQUIRY, dialogue.password(), text -> {})
                    .completed();
            int code = completed.length == 1 ? completed[0] & 0xFF : ResultCode.OK;
            return new TerminalState(
                    dialogue.terminalId(),
                    code == ResultCode.OK,
                    code == ResultCode.OK ? "ready" : "code " + ResultCode.of(code));
        } catch (TerminalException e) {
            throw e.asUnreachable();
        }
    }

    @Override
    public TerminalTotals totals() throws TerminalException {
        return totals(settings.quick(), Apdu.TOTALS, text -> {});
    }

    @Override
    public TerminalTotals settle(Consumer<String> said) throws TerminalException {
        return totals(settings, Apdu.END_OF_DAY, said);
    }

    @Override
    public void sendOffline(Consumer<String> said) throws TerminalException {
        try (ZvtDialogue dialogue = ZvtDialogue.open(lines, settings)) {
            dialogue.run(Apdu.SEND_OFFLINE, dialogue.password(), said);
        }
    }

    private TerminalTotals totals(ZvtSettings patience, int command, Consumer<String> said) throws TerminalException {
        try (ZvtDialogue dialogue = ZvtDialogue.open(lines, patience)) {
            List<ZvtFields> states =
                    dialogue.run(command, dialogue.password(), said).states();
            var schemes = new ArrayList<TerminalTotals.Scheme>();
            long total = 0;
            for (ZvtFields state : states) {
                total = state.number(Bitmap.AMOUNT).orElse(total);
                byte[] single = state.bytes(Bitmap.TOTALS).orElse(new byte[0]);
                for (int i = 0; i < BRANDS.size(); i++) {
                    int at = RECEIPT_NUMBERS_BYTES + i * BRAND_BYTES;
                    if (at + BRAND_BYTES <= single.length && single[at] != 0) {
                        byte[] sum = new byte[BRAND_BYTES - 1];
                        System.arraycopy(single, at + 1, sum, 0, sum.length);
                        schemes.add(new TerminalTotals.Scheme(BRANDS.get(i), single[at] & 0xFF, Bcd.number(sum)));
                    }
                }
            }
            return new TerminalTotals(schemes, total);
        } catch (ZvtFormatException e) {
            throw new TerminalException(Kind.UNKNOWN, "The terminal's answer can't be read: " + e.getMessage(), e);
        }
    }
}
