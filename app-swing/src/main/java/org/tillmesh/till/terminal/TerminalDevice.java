package org.tillmesh.till.terminal;

import java.util.Map;
import org.tillmesh.hardware.BadSetting;
import org.tillmesh.hardware.line.LineAddress;
import org.tillmesh.hardware.terminal.PaymentTerminal;
import org.tillmesh.hardware.zvt.ZvtSettings;
import org.tillmesh.hardware.zvt.ZvtTerminal;

/**
 * The payment terminal that is set up for this till.
 *
 * @param driver {@code zvt}
 * @param address of its line, as {@link LineAddress} reads it
 */
public record TerminalDevice(String driver, String address, Map<String, String> settings) {
    private static final int SECONDS_MAX = 600;

    /** @throws BadSetting that names the field that can't be meant */
    public PaymentTerminal terminal() {
        return switch (driver) {
            case "zvt" -> zvt();
            default -> throw new BadSetting("driver", driver, "zvt");
        };
    }

    private PaymentTerminal zvt() {
        LineAddress at = LineAddress.parse(address);
        String password = text("password", "[0-9]{6}", "six digits", "000000");
        String config = text("config", "[0-9A-Fa-f]{2}", "two hex digits", Integer.toHexString(ZvtSettings.CONFIG));
        String currency = text("currency", "[0-9]{3}", "the three digits of ISO 4217", "" + ZvtSettings.RIYAL);
        String id = settings.get("terminalId");
        var zvt = new ZvtSettings(
                address.startsWith("serial:") || isSet("serial"),
                password,
                Integer.parseInt(config, 16),
                Integer.parseInt(currency),
                id == null ? null : text("terminalId", "[0-9]{8}", "eight digits", id),
                seconds("ackSeconds", ZvtSettings.ACK_MILLIS),
                seconds("answerSeconds", ZvtSettings.ANSWER_MILLIS));
        return new ZvtTerminal(at::line, zvt);
    }

    /** Whether another till uses the terminal too, so that what it booked last may be that till's. */
    boolean isShared() {
        return isSet("shared");
    }

    /** How long a terminal is asked again that does not answer. */
    long recoveryMillis() {
        return seconds("recoverySeconds", 30_000);
    }

    private boolean isSet(String field) {
        return text(field, "true|false", "true or false", "false").equals("true");
    }

    private String text(String field, String pattern, String takes, String otherwise) {
        String value = settings.getOrDefault(field, otherwise);
        if (!value.matches(pattern)) {
            throw new BadSetting("settings." + field, value, takes);
        }
        return value;
    }

    private long seconds(String field, long otherwiseMillis) {
        String value = settings.get(field);
        if (value == null) {
            return otherwiseMillis;
        }
        if (!value.matches("[0-9]{1,3}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > SECONDS_MAX) {
            throw new BadSetting("settings." + field, value, "1 to " + SECONDS_MAX);
        }
        return Integer.parseInt(value) * 1000L;
    }
}
