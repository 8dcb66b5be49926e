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
import org.tillmesh.tools.terminal.SimHelperCommand;
import org.tillmesh.tools.terminal.SimTerminalCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tools/tillmesh sim}: a device to try a till with. */
@Command(
        name = "sim",
        subcommands = {SimTerminalCommand.class, SimHelperCommand.class},
        description = {
            "A device that is none: printer, label, scale, display or scanner, speaking the real bytes.",
            "Prints {\"ready\":true,\"address\":…}, then a line of JSON for each page, label, drawer or row.",
            "Reads words from standard input, one a line: fault NAME… (none: it is well), hang-up, roll ROWS,"
                    + " load GRAMS, swing QUESTIONS, scan CODE. It ends with its input."
        })
public final class SimCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What can be simulated. */
    enum What {
        PRINTER,
        LABEL,
        SCALE,
        DISPLAY,
        SCANNER
    }

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "DEVICE", arity = "0..1", description = "${COMPLETION-CANDIDATES}")
    @Nullable What what;

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

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "Of a scale: 8217 or dialog06. Default: ${DEFAULT-VALUE}")
    String protocol = "8217";

    @Option(names = "--folder", paramLabel = "DIR", description = "Where pages and labels are written as PNG.")
    @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        if (!protocol.equals("8217") && !protocol.equals("dialog06")) {
            throw new ParameterException(
                    spec.commandLine(), "--protocol is \"" + protocol + "\"; it takes 8217 or dialog06");
        }
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

    private DeviceSim simulator() throws IOException {
        What wanted = what;
        if (wanted == null) {
            throw new ParameterException(
                    spec.commandLine(), "Say which device: " + Arrays.toString(What.values()) + ", terminal or helper");
        }
        return switch (wanted) {
            case PRINTER -> PrinterSim.start(port);
            case LABEL -> LabelSim.start(port);
            case SCALE -> ScaleSim.start(ScaleSim.protocol(protocol), port);
            case DISPLAY -> DisplaySim.start(port);
            case SCANNER -> ScannerSim.start(port);
        };
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
