package org.tillmesh.tools.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.tillmesh.tools.option.AnswerStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tools/tillmesh sim printer} and the like: a device to try a till with. */
@Command(
        description = {
            "A device that is none, speaking the real bytes.",
            "Prints {\"ready\":true,\"address\":…}, then a line of JSON for each page, label, drawer or row.",
            "Reads words from standard input, one a line: fault NAME… (none: it is well), hang-up, roll ROWS,"
                    + " load GRAMS, swing QUESTIONS, scan CODE. It ends with its input."
        })
public abstract class SimDeviceCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "On loopback. Default: any free one, which is printed.")
    int port;

    @Option(
            names = "--pty",
            paramLabel = "PATH",
            description = "Also as a serial port of this name, by a pseudo-terminal; needs socat.")
    @Nullable Path pty;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where pages and labels are written as PNG.")
    @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        PrintStream out = AnswerStream.open();
        try (DeviceSim sim = simulator();
                PseudoTerminal serial = pty == null ? null : PseudoTerminal.to(sim.port(), pty)) {
            sim.listen((event, about) -> say(out, sim, event, about));
            ObjectNode ready = JSON.createObjectNode().put("ready", true).put("address", sim.address());
            if (pty != null) {
                ready.put("serial", "serial:" + pty);
            }
            out.println(ready);
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    out.println(told(sim, line.strip()));
                }
            }
            return 0;
        }
    }

    abstract DeviceSim simulator() throws IOException;

    /** A receipt printer. */
    @Command(name = "printer")
    public static final class Printer extends SimDeviceCommand {
        @Override
        DeviceSim simulator() throws IOException {
            return PrinterSim.start(port);
        }
    }

    /** A label printer. */
    @Command(name = "label")
    public static final class Label extends SimDeviceCommand {
        @Override
        DeviceSim simulator() throws IOException {
            return LabelSim.start(port);
        }
    }

    /** A customer display. */
    @Command(name = "display")
    public static final class Display extends SimDeviceCommand {
        @Override
        DeviceSim simulator() throws IOException {
            return DisplaySim.start(port);
        }
    }

    /** A scanner. */
    @Command(name = "scanner")
    public static final class Scanner extends SimDeviceCommand {
        @Override
        DeviceSim simulator() throws IOException {
            return ScannerSim.start(port);
        }
    }

    /** A scale. */
    @Command(name = "scale")
    public static final class Scale extends SimDeviceCommand {
        /** What it speaks. */
        enum Protocol {
            toledo8217,
            dialog06
        }

        @Option(names = "--protocol", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
        Protocol protocol = Protocol.toledo8217;

        @Override
        DeviceSim simulator() throws IOException {
            return ScaleSim.start(
                    protocol == Protocol.dialog06 ? ScaleSim.Protocol.DIALOG_06 : ScaleSim.Protocol.TOLEDO_8217, port);
        }
    }

    private ObjectNode told(DeviceSim sim, String line) throws IOException {
        String[] words = line.split("\\s+");
        String about = line.substring(words[0].length()).strip();
        try {
            if (words[0].equals("fault")) {
                sim.fault(Arrays.stream(words)
                        .skip(1)
                        .map(word -> DeviceSim.Fault.valueOf(
                                word.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .toArray(DeviceSim.Fault[]::new));
            } else if (words[0].equals("hang-up")) {
                sim.hangUp();
            } else if (!sim.told(words[0], about)) {
                return refused(line, "fault, hang-up, roll, load, swing or scan, as the device has it");
            }
        } catch (IllegalArgumentException e) {
            return refused(line, "numbers, and faults " + Arrays.toString(DeviceSim.Fault.values()));
        }
        return JSON.createObjectNode().put("ok", true);
    }

    private static ObjectNode refused(String line, String takes) {
        return JSON.createObjectNode()
                .put("ok", false)
                .put("error", "\"" + line + "\" is not understood; say " + takes);
    }

    private void say(PrintStream out, DeviceSim sim, String event, String about) {
        ObjectNode line = JSON.createObjectNode().put("event", event).put("about", about);
        List<BufferedImage> pictures = sim instanceof PrinterSim printer && event.equals("page")
                ? printer.pages()
                : sim instanceof LabelSim labels ? labels.labels() : List.of();
        if (folder != null && !pictures.isEmpty()) {
            Path file = folder.resolve(event + "-" + about + ".png");
            try {
                Files.createDirectories(folder);
                ImageIO.write(pictures.get(Integer.parseInt(about) - 1), "png", file.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            line.put("file", file.toString());
        }
        out.println(line);
    }
}
