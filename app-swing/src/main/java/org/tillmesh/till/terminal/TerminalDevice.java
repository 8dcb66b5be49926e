package org.tillmesh.till.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.hardware.BadSetting;
import org.tillmesh.hardware.framed.FramedProfile;
import org.tillmesh.hardware.framed.FramedTerminal;
import org.tillmesh.hardware.helper.HelperTerminal;
import org.tillmesh.hardware.line.LineAddress;
import org.tillmesh.hardware.terminal.PaymentTerminal;
import org.tillmesh.hardware.zvt.ZvtSettings;
import org.tillmesh.hardware.zvt.ZvtTerminal;

/**
 * The payment terminal that is set up for this till.
 *
 * @param driver {@code zvt}, {@code framed} or {@code helper}
 * @param address of its line, as {@link LineAddress} reads it; of a helper {@code exec:PROGRAM WORD…}
 */
public record TerminalDevice(String driver, String address, Map<String, String> settings) {
    private static final int SECONDS_MAX = 600;

    /** @throws BadSetting that names the field that can't be meant */
    public PaymentTerminal terminal() {
        return switch (driver) {
            case "zvt" -> zvt();
            case "framed" -> framed();
            case "helper" -> helper();
            default -> throw new BadSetting("driver", driver, "zvt, framed or helper");
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

    private PaymentTerminal framed() {
        LineAddress at = LineAddress.parse(address);
        String profile = settings.getOrDefault("profile", "ecr17");
        var fixed = new TreeMap<String, String>();
        fixed.put("terminal", text("terminalId", "[0-9A-Za-z]{1,8}", "up to eight letters or digits", "00000000"));
        fixed.put("register", text("register", "[0-9A-Za-z]{1,8}", "up to eight letters or digits", "00000001"));
        fixed.put("print", text("print", "[01]", "0 or 1", "0"));
        return new FramedTerminal(
                at::line,
                profile.contains("/") ? ofFile(profile) : FramedProfile.named(profile),
                fixed,
                seconds("ackSeconds", ZvtSettings.ACK_MILLIS),
                seconds("answerSeconds", ZvtSettings.ANSWER_MILLIS));
    }

    private static FramedProfile ofFile(String file) {
        try {
            return FramedProfile.parse(file, Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            throw new BadSetting("settings.profile", file, "a file that can be read");
        }
    }

    private PaymentTerminal helper() {
        List<String> command = Arrays.asList(address.substring(address.indexOf(':') + 1).strip().split(" +"));
        if (!address.startsWith("exec:") || command.get(0).isEmpty()) {
            throw new BadSetting("address", address, "exec:PROGRAM WORD…");
        }
        return new HelperTerminal(
                command, ZvtSettings.RIYAL, seconds("answerSeconds", ZvtSettings.ANSWER_MILLIS));
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
