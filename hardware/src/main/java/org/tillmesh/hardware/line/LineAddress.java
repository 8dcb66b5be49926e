package org.tillmesh.hardware.line;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tillmesh.hardware.BadSetting;

/**
 * Where a device is: {@code tcp:HOST:PORT}, {@code serial:/dev/ttyUSB0?baud=9600&parity=even},
 * {@code file:/dev/usb/lp0} or {@code spool:NAME}.
 */
public final class LineAddress {
    private static final String TAKES =
            "tcp:HOST:PORT, serial:/dev/ttyUSB0?baud=9600&bits=8&parity=none&stop=1, file:/dev/usb/lp0 or spool:NAME";

    private static final Pattern TCP = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+):([^:]*)");

    private static final int PORT_MAX = 65_535;

    private final String text;
    private final Supplier<Line> maker;

    private LineAddress(String text, Supplier<Line> maker) {
        this.text = text;
        this.maker = maker;
    }

    /** @throws BadSetting that names {@code address} or the part of it that is wrong */
    public static LineAddress parse(String text) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        return switch (text.substring(0, Math.max(0, colon))) {
            case "tcp" -> tcp(text, rest);
            case "serial" -> serial(text, rest);
            case "file" -> {
                Path file = path(text, rest);
                yield new LineAddress(text, () -> new FileLine(file));
            }
            case "spool" -> {
                if (rest.isBlank()) {
                    throw new BadSetting("address", text, "spool:NAME");
                }
                yield new LineAddress(text, () -> new SpoolLine(rest));
            }
            default -> throw new BadSetting("address", text, TAKES);
        };
    }

    private static LineAddress tcp(String text, String rest) {
        Matcher parts = TCP.matcher(rest);
        if (!parts.matches()) {
            throw new BadSetting("address", text, "tcp:HOST:PORT");
        }
        String port = parts.group(2);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > PORT_MAX) {
            throw new BadSetting("address.port", port, "1–" + PORT_MAX);
        }
        return new LineAddress(text, () -> new TcpLine(parts.group(1), Integer.parseInt(port)));
    }

    private static LineAddress serial(String text, String rest) {
        int asked = rest.indexOf('?');
        String path = asked < 0 ? rest : rest.substring(0, asked);
        SerialSpeed speed = SerialSpeed.of(asked < 0 ? "" : rest.substring(asked + 1));
        path(text, path);
        return new LineAddress(text, () -> new SerialLine(path, speed));
    }

    private static Path path(String text, String path) {
        try {
            if (!path.isBlank()) {
                return Path.of(path);
            }
        } catch (InvalidPathException e) {
            throw new BadSetting("address", text, TAKES);
        }
        throw new BadSetting("address", text, TAKES);
    }

    /** A closed line to there. */
    public Line line() {
        return maker.get();
    }

    @Override
    public String toString() {
        return text;
    }
}
