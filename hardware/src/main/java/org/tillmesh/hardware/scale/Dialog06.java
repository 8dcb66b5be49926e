package org.tillmesh.hardware.scale;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.Scale;
import org.tillmesh.hardware.line.Deadline;
import org.tillmesh.hardware.line.KeptLine;
import org.tillmesh.hardware.line.Line;
import org.tillmesh.hardware.line.LineAddress;
import org.tillmesh.hardware.line.LineInput;

/**
 * Checkout-Dialog 06, as the manuals of Mettler-Toledo, Dibal and Ohaus print it. The till sends record 01 with the price
 * of a kilogram, then asks with EOT ENQ; the scale answers record 02 with weight, price and amount, or NAK, whose reason
 * record 09 tells after record 08. Usually 9600 baud, 7 bits, odd parity.
 */
public final class Dialog06 implements Scale {
    private static final char EOT = 0x04;
    private static final char ENQ = 0x05;
    private static final char ACK = 0x06;
    private static final char NAK = 0x15;
    private static final char STX = 0x02;
    private static final char ETX = 0x03;
    private static final char ESC = 0x1B;

    private static final int FRAME_MAX = 64;
    private static final long PRICE_MAX = 999_999;
    private static final char KILOGRAMS = '3';

    private static final Duration ANSWER = Duration.ofMillis(700);
    private static final Duration REST = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(80);

    private final String address;
    private final KeptLine line;

    public Dialog06(LineAddress address) {
        this.address = address.toString();
        this.line = new KeptLine(address);
    }

    @Override
    public synchronized String check() throws DeviceException {
        line.tryAtOnce();
        return guarded(input -> "status " + reason(input));
    }

    /** A price that the scale's six digits can't hold is sent as the smallest: it is for the scale's display alone. */
    @Override
    public synchronized int weigh(long priceOfKilogram) throws DeviceException {
        line.tryAtOnce();
        long shown = priceOfKilogram < 1 || priceOfKilogram > PRICE_MAX ? 1 : priceOfKilogram;
        return guarded(input -> weighed(input, Long.toString(1_000_000 + shown).substring(1)));
    }

    private int weighed(LineInput input, String price) throws DeviceException {
        var until = Deadline.in(REST);
        for (boolean begun = false; ; ) {
            String answer =
                    begun ? ask(input, "" + EOT + ENQ) : ask(input, EOT + "" + STX + "01" + ESC + price + ESC + ETX);
            if (answer.startsWith("11")) {
                throw new DeviceException(DeviceFault.REFUSED, address, "it asks for a checksum (record 11)");
            }
            if (!begun && answer.equals("" + ACK)) {
                begun = true;
                continue;
            }
            if (begun && answer.startsWith("02")) {
                return grams(answer);
            }
            if (!answer.equals("" + NAK)) {
                throw garbled(answer);
            }
            String reason = reason(input);
            switch (reason) {
                case "20", "22" -> {}
                case "31", "30" -> throw new DeviceException(DeviceFault.BELOW_ZERO, address, "status " + reason);
                case "32" -> throw new DeviceException(DeviceFault.OVERLOAD, address, "status " + reason);
                case "21" -> begun = false; // weighed already: the next weighing begins anew
                default -> throw new DeviceException(DeviceFault.REFUSED, address, "status " + reason);
            }
            if (until.isOver()) {
                throw new DeviceException(DeviceFault.UNSTABLE, address, "status " + reason);
            }
            Pause.of(PAUSE);
        }
    }

    /** {@code 02 ESC unit ESC weight ESC price ESC amount}. */
    private int grams(String answer) throws DeviceException {
        String[] parts = answer.split("" + ESC, -1);
        if (parts.length != 5
                || parts[1].length() != 1
                || !parts[2].matches("[0-9]{5}")
                || !parts[3].matches("[0-9]{6}")
                || !parts[4].matches("[0-9]{6}")) {
            throw garbled(answer);
        }
        if (parts[1].charAt(0) != KILOGRAMS) {
            throw new DeviceException(DeviceFault.REFUSED, address, "it weighs in pounds");
        }
        int grams = Integer.parseInt(parts[2]);
        if (grams == 0) {
            throw new DeviceException(DeviceFault.BELOW_ZERO, address, "");
        }
        return grams;
    }

    /** Record 08 asks why, record 09 tells. */
    private String reason(LineInput input) throws DeviceException {
        String answer = ask(input, EOT + "" + STX + "08" + ETX);
        if (!answer.matches("09" + ESC + "[0-9]{2}")) {
            throw garbled(answer);
        }
        return answer.substring(3);
    }

    @Override
    public void zero() throws DeviceException {
        throw new DeviceException(DeviceFault.CANT, address, "");
    }

    /** A tare goes with each weighing in this protocol, as a number; what lies on the scale can't be taken as one. */
    @Override
    public void tare() throws DeviceException {
        throw new DeviceException(DeviceFault.CANT, address, "");
    }

    private interface Talk<T> {
        T with(LineInput input) throws DeviceException;
    }

    /** Each of the scale's answers, and the whole dialogue, is ended with EOT. */
    private <T> T guarded(Talk<T> talk) throws DeviceException {
        Line open = line.opened();
        try {
            T done = talk.with(new LineInput(open));
            open.write(new byte[] {(byte) EOT}, ANSWER);
            return done;
        } catch (DeviceException e) {
            line.close();
            throw e;
        }
    }

    /** A single control character, or what stands between STX and ETX. */
    private String ask(LineInput input, String question) throws DeviceException {
        Line open = line.opened();
        input.discard();
        open.write(question.getBytes(StandardCharsets.US_ASCII), ANSWER);
        var until = Deadline.in(ANSWER);
        char first = (char) (input.need(until) & 0x7F);
        if (first != STX) {
            return "" + first;
        }
        var frame = new StringBuilder();
        for (int next = input.need(until) & 0x7F; next != ETX; next = input.need(until) & 0x7F) {
            frame.append((char) next);
            if (frame.length() > FRAME_MAX) {
                throw garbled(frame.toString());
            }
        }
        return frame.toString();
    }

    private DeviceException garbled(String answer) {
        return new DeviceException(DeviceFault.GARBLED, address, answer.replaceAll("[^ -~]", "."));
    }

    @Override
    public synchronized void close() {
        line.close();
    }
}
