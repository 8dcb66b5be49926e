package org.tillmesh.hardware.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.BadSetting;
import org.tillmesh.hardware.Device;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.DeviceSettings;
import org.tillmesh.hardware.framed.FramedProfile;
import org.tillmesh.hardware.framed.FramedTerminal;
import org.tillmesh.hardware.helper.HelperTerminal;
import org.tillmesh.hardware.line.LineAddress;
import org.tillmesh.hardware.terminal.PaymentTerminal;
import org.tillmesh.hardware.terminal.TerminalException;
import org.tillmesh.hardware.zvt.ZvtSettings;
import org.tillmesh.hardware.zvt.ZvtTerminal;

/**
 * The payment terminal of a till.
 *
 * @param isShared whether another till uses it too, so that what it booked last may be that till's
 * @param recoveryMillis how long it is asked again when it does not answer
 */
public record TerminalDevice(String address, PaymentTerminal terminal, boolean isShared, long recoveryMillis)
        implements Device {
    private static final int SECONDS_MAX = 600;
    private static final int RECOVERY_SECONDS = 30;

    /** Whether something is switched on. */
    private enum Switch {
        FALSE,
        TRUE
    }

    static TerminalDevice zvt(String address, DeviceSettings settings) {
        LineAddress at = LineAddress.parse(address);
        String config =
                text(settings, "config", "[0-9A-Fa-f]{2}", "two hex digits", Integer.toHexString(ZvtSettings.CONFIG));
        String currency =
                text(settings, "currency", "[0-9]{3}", "the three digits of ISO 4217", "" + ZvtSettings.RIYAL);
        String id = settings.text("terminalId");
        boolean isSerial = isOn(settings, "serial");
        var zvt = new ZvtSettings(
                address.startsWith("serial:") || isSerial,
                text(settings, "password", "[0-9]{6}", "six digits", "000000"),
                Integer.parseInt(config, 16),
                Integer.parseInt(currency),
                id == null ? null : text(settings, "terminalId", "[0-9]{8}", "eight digits", id),
                ackMillis(settings),
                answerMillis(settings));
        return of(address, new ZvtTerminal(at::line, zvt), settings);
    }

    static TerminalDevice framed(String address, DeviceSettings settings) {
        LineAddress at = LineAddress.parse(address);
        String named = settings.text("profile");
        String profile = named == null ? "ecr17" : named;
        String word = "up to eight letters or digits";
        var fixed = new TreeMap<String, String>();
        fixed.put("terminal", text(settings, "terminalId", "[0-9A-Za-z]{1,8}", word, "00000000"));
        fixed.put("register", text(settings, "register", "[0-9A-Za-z]{1,8}", word, "00000001"));
        fixed.put("print", text(settings, "print", "[01]", "0 or 1", "0"));
        var framed = new FramedTerminal(
                at::line,
                profile.contains("/") ? ofFile(profile) : FramedProfile.named(profile),
                fixed,
                ackMillis(settings),
                answerMillis(settings));
        return of(address, framed, settings);
    }

    private static FramedProfile ofFile(String file) {
        try {
            return FramedProfile.parse(file, Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            throw new BadSetting("settings.profile", file, "a file that can be read");
        }
    }

    static TerminalDevice helper(String address, DeviceSettings settings) {
        List<String> command = Arrays.asList(
                address.substring(address.indexOf(':') + 1).strip().split(" +"));
        if (!address.startsWith("exec:") || command.get(0).isEmpty()) {
            throw new BadSetting("address", address, "exec:PROGRAM WORD…");
        }
        return of(address, new HelperTerminal(command, ZvtSettings.RIYAL, answerMillis(settings)), settings);
    }

    private static TerminalDevice of(String address, PaymentTerminal terminal, DeviceSettings settings) {
        return new TerminalDevice(
                address,
                terminal,
                isOn(settings, "shared"),
                settings.number("recoverySeconds", 1, SECONDS_MAX, RECOVERY_SECONDS) * 1000L);
    }

    private static long ackMillis(DeviceSettings settings) {
        return settings.number("ackSeconds", 1, SECONDS_MAX, (int) (ZvtSettings.ACK_MILLIS / 1000)) * 1000L;
    }

    private static long answerMillis(DeviceSettings settings) {
        return settings.number("answerSeconds", 1, SECONDS_MAX, (int) (ZvtSettings.ANSWER_MILLIS / 1000)) * 1000L;
    }

    private static boolean isOn(DeviceSettings settings, String field) {
        return settings.choice(field, Switch.FALSE) == Switch.TRUE;
    }

    private static String text(DeviceSettings settings, String field, String pattern, String takes, String otherwise) {
        @Nullable String value = settings.text(field);
        if (value != null && !value.matches(pattern)) {
            throw new BadSetting("settings." + field, value, takes);
        }
        return value == null ? otherwise : value;
    }

    @Override
    public String check() throws DeviceException {
        try {
            var state = terminal.state();
            return (state.terminalId() == null ? "" : state.terminalId() + " ") + state.said();
        } catch (TerminalException e) {
            throw new DeviceException(
                    switch (e.kind()) {
                        case UNREACHABLE -> DeviceFault.UNREACHABLE;
                        case UNKNOWN -> DeviceFault.NO_ANSWER;
                        default -> DeviceFault.REFUSED;
                    },
                    address,
                    e.said(),
                    e);
        }
    }

    /** Each dialogue has a line of its own, which ends with it. */
    @Override
    public void close() {}
}
