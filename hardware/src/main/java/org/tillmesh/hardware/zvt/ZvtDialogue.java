package org.tillmesh.hardware.zvt;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.hardware.line.Line;
import org.tillmesh.hardware.terminal.ByteLine;
import org.tillmesh.hardware.terminal.Pan;
import org.tillmesh.hardware.terminal.TerminalException;
import org.tillmesh.hardware.terminal.TerminalException.Kind;

/**
 * One line to a ZVT terminal, registered. The till asks; the terminal acknowledges, is master until it completes or aborts,
 * and has each of its messages acknowledged.
 */
final class ZvtDialogue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZvtDialogue.class);
    private static final int MESSAGES_MAX = 5_000;
    private static final long WHOLE_MILLIS_MAX = 15 * 60_000L;

    private final ApduLine line;
    private final ZvtSettings settings;
    private @Nullable String terminalId;

    private ZvtDialogue(ApduLine line, ZvtSettings settings) {
        this.line = line;
        this.settings = settings;
    }

    /** What a terminal said before it completed. */
    record Told(List<ZvtFields> states, ZvtFields completion, byte[] completed) {}

    /**
     * Opens a line and registers.
     *
     * @throws TerminalException UNREACHABLE, BUSY or REFUSED: no money has moved
     */
    static ZvtDialogue open(Supplier<Line> lines, ZvtSettings settings) throws TerminalException {
        ByteLine bytes;
        try {
            bytes = ByteLine.open(lines);
        } catch (IOException e) {
            throw new TerminalException(Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
        var made = new ZvtDialogue(settings.serial() ? new SerialApdus(bytes) : new TcpApdus(bytes), settings);
        try {
            made.register();
            return made;
        } catch (TerminalException e) {
            made.close();
            throw e.asUnreachable();
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private void register() throws TerminalException {
        Told told = run(
                Apdu.REGISTRATION,
                new ZvtFields.Writer()
                        .raw(password())
                        .raw((byte) settings.config())
                        .raw(Bcd.of(settings.currency(), 2))
                        .bytes(),
                text -> {});
        terminalId = told.completion().digits(Bitmap.TERMINAL).orElse(null);
        String wanted = settings.terminalId();
        if (wanted != null && terminalId != null && !wanted.equals(terminalId)) {
            throw new TerminalException(
                    Kind.REFUSED, "Terminal " + terminalId + " answers where " + wanted + " is expected");
        }
    }

    byte[] password() {
        return Bcd.of(Long.parseLong(settings.password()), 3);
    }

    /** Who answered the registration; null if it did not say. */
    @Nullable String terminalId() {
        return terminalId;
    }

    /**
     * Asks, and waits until the terminal has completed.
     *
     * @throws TerminalException UNKNOWN from the first byte on, until the terminal has said what became of it
     */
    Told run(int command, byte[] data, Consumer<String> said) throws TerminalException {
        var states = new ArrayList<ZvtFields>();
        try {
            line.send(new Apdu(command, data));
            awaitAck();
            long until = now() + WHOLE_MILLIS_MAX;
            for (int messages = 0; messages < MESSAGES_MAX && now() < until; messages++) {
                Apdu got = line.receive(settings.answerMillis());
                switch (got.command()) {
                    case Apdu.STATUS -> states.add(ZvtFields.of(got.data(), 0));
                    case Apdu.INTERMEDIATE -> said.accept(Pan.scrubbed(intermediate(got.data())));
                    case Apdu.COMPLETION -> {
                        sendLast(Apdu.ack());
                        return new Told(states, completion(got), got.data());
                    }
                    case Apdu.ABORT -> {
                        sendLast(Apdu.ack());
                        throw aborted(got, states);
                    }
                    default -> {}
                }
                answer(got);
            }
            throw new TerminalException(Kind.UNKNOWN, "The terminal does not come to an end");
        } catch (SocketTimeoutException e) {
            throw new TerminalException(Kind.UNKNOWN, "The terminal does not answer", e);
        } catch (IOException | ZvtFormatException e) {
            throw new TerminalException(Kind.UNKNOWN, "The line to the terminal broke: " + e.getMessage(), e);
        }
    }

    /** What is left over from a dialogue before is acknowledged and means nothing here. */
    private void awaitAck() throws IOException, TerminalException {
        long until = now() + settings.ackMillis();
        for (int messages = 0; messages < MESSAGES_MAX; messages++) {
            Apdu got = line.receive(Math.max(1, until - now()));
            if (got.isAck()) {
                return;
            }
            if (got.isNak()) {
                throw got.reason() == ResultCode.BUSY
                        ? new TerminalException(Kind.BUSY, "The terminal is at other work")
                        : new TerminalException(
                                Kind.REFUSED,
                                ResultCode.reason(got.reason()),
                                ResultCode.of(got.reason()),
                                "The terminal does not take the request: code " + ResultCode.of(got.reason()));
            }
            LOG.info("Before its acknowledgement the terminal sent {}", got);
            answer(got);
        }
        throw new TerminalException(Kind.UNKNOWN, "The terminal does not acknowledge");
    }

    private void answer(Apdu got) throws IOException {
        switch (got.command()) {
            case Apdu.STATUS, Apdu.INTERMEDIATE, Apdu.COMPLETION, Apdu.ABORT, Apdu.PRINT_LINE, Apdu.PRINT_BLOCK ->
                line.send(Apdu.ack());
            default -> {
                if (!got.isAck() && !got.isNak()) {
                    line.send(Apdu.nak(0));
                }
            }
        }
    }

    /** The terminal has said all; whether it hears that it was heard changes nothing. */
    private void sendLast(Apdu apdu) {
        try {
            line.send(apdu);
        } catch (IOException e) {
            LOG.info("The terminal hung up before the last acknowledgement: {}", e.getMessage());
        }
    }

    private static ZvtFields completion(Apdu got) {
        try {
            return ZvtFields.of(got.data(), 0);
        } catch (ZvtFormatException e) {
            LOG.info("A completion can't be read: {}", e.getMessage());
            return ZvtFields.of(new byte[0], 0);
        }
    }

    private static TerminalException aborted(Apdu got, List<ZvtFields> states) {
        byte[] data = got.data();
        int code = data.length == 0 ? 0xFF : data[0] & 0xFF;
        boolean isBooked =
                states.stream().anyMatch(state -> state.single(Bitmap.RESULT).orElse(-1) == ResultCode.OK);
        return isBooked
                ? new TerminalException(
                        Kind.UNKNOWN, "The terminal approved and aborted then: code " + ResultCode.of(code))
                : new TerminalException(
                        Kind.DECLINED,
                        ResultCode.reason(code),
                        ResultCode.of(code),
                        "The terminal aborted: code " + ResultCode.of(code));
    }

    private static String intermediate(byte[] data) {
        if (data.length == 0) {
            return ResultCode.intermediate(-1);
        }
        int container = 1;
        while (container < data.length && data[container] != Bitmap.TLV) {
            container++;
        }
        return ZvtFields.of(data, container)
                .container()
                .value(Tlv.TEXT_LINES)
                .map(text -> new String(text, StandardCharsets.ISO_8859_1).strip())
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> ResultCode.intermediate(data[0] & 0xFF));
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException e) {
            LOG.info("The line to the terminal does not close: {}", e.getMessage());
        }
    }
}
