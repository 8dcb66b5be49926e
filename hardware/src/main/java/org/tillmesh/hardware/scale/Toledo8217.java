package org.tillmesh.hardware.scale;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
 * Mettler-Toledo 8217, which many scales speak: {@code W} asks for the weight, {@code Z} sets zero, {@code T} takes the
 * tare. Answers are STX, then digits with a point (an {@code N} behind them: net of a tare) or {@code ?} and a status
 * byte, then CR. Usually 9600 baud, 7 bits, even parity.
 */
public final class Toledo8217 implements Scale {
    private static final int STX = 0x02;
    private static final int CR = 0x0D;
    private static final int FRAME_MAX = 16;
    private static final int MOVING = 0x01;
    private static final int OVER = 0x02;
    private static final int BELOW_ZERO = 0x04;
    private static final int BAD_COMMAND = 0x40;

    private static final Duration ANSWER = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(80);

    private final String address;
    private final KeptLine line;

    public Toledo8217(LineAddress address) {
        this.address = address.toString();
        this.line = new KeptLine(address);
    }

    /** Any answer will do: an empty scale weighs nothing and is well. */
    @Override
    public synchronized String check() throws DeviceException {
        line.tryAtOnce();
        return ask('W');
    }

    @Override
    public synchronized int weigh(long priceOfKilogram) throws DeviceException {
        line.tryAtOnce();
        var until = Deadline.in(REST);
        while (true) {
            String answer = ask('W');
            if (!answer.startsWith("?")) {
                return grams(answer);
            }
            int status = status(answer);
            if ((status & OVER) != 0) {
                throw new DeviceException(DeviceFault.OVERLOAD, address, "");
            }
            if ((status & BELOW_ZERO) != 0) {
                throw new DeviceException(DeviceFault.BELOW_ZERO, address, "");
            }
            if ((status & MOVING) == 0) {
                throw new DeviceException(DeviceFault.REFUSED, address, "status " + Integer.toHexString(status));
            }
            if (until.isOver()) {
                throw new DeviceException(DeviceFault.UNSTABLE, address, "");
            }
            Pause.of(PAUSE);
        }
    }

    /** Kilograms with a point; a scale may fill up with blanks. */
    private int grams(String answer) throws DeviceException {
        String digits = answer.endsWith("N") ? answer.substring(0, answer.length() - 1) : answer;
        if (!digits.strip().matches("[0-9]{1,3}\\.[0-9]{1,4}")) {
            throw garbled(answer);
        }
        int grams = new BigDecimal(digits.strip())
                .movePointRight(3)
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
        if (grams == 0) {
            throw new DeviceException(DeviceFault.BELOW_ZERO, address, "");
        }
        return grams;
    }

    @Override
    public synchronized void zero() throws DeviceException {
        command('Z');
    }

    @Override
    public synchronized void tare() throws DeviceException {
        command('T');
    }

    private void command(char command) throws DeviceException {
        line.tryAtOnce();
        String answer = ask(command);
        if (answer.startsWith("?") && (status(answer) & (BAD_COMMAND | MOVING)) != 0) {
            int status = status(answer);
            throw new DeviceException(
                    (status & MOVING) != 0 ? DeviceFault.UNSTABLE : DeviceFault.REFUSED,
                    address,
                    "status " + Integer.toHexString(status));
        }
    }

    private static int status(String answer) {
        return answer.length() > 1 ? answer.charAt(1) & 0x7F : 0;
    }

    /** What stands between STX and CR. */
    private String ask(char command) throws DeviceException {
        Line open = line.opened();
        try {
            var input = new LineInput(open);
            input.discard();
            open.write(new byte[] {(byte) command}, ANSWER);
            var until = Deadline.in(ANSWER);
            if (input.need(until) != STX) {
                throw garbled("no STX");
            }
            var frame = new StringBuilder();
            for (int next = input.need(until); next != CR; next = input.need(until)) {
                frame.append((char) (next & 0x7F));
                if (frame.length() > FRAME_MAX) {
                    throw garbled("no CR");
                }
            }
            return frame.toString();
        } catch (DeviceException e) {
            line.close();
            throw e;
        }
    }

    private DeviceException garbled(String answer) {
        return new DeviceException(DeviceFault.GARBLED, address, answer.replaceAll("[^ -~]", "."));
    }

    @Override
    public synchronized void close() {
        line.close();
    }
}
