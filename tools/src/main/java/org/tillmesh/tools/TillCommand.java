package org.tillmesh.tools;

import java.awt.Dimension;
import java.awt.Toolkit;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.TillWindow;
import org.tillmesh.app.Tour;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.TextSize;
import org.tillmesh.till.OrderlyEnd;
import org.tillmesh.till.Till;
import org.tillmesh.till.people.Preferences;
import org.tillmesh.till.script.ScriptedTill;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.tools.option.AnswerStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tillmesh till}: a till with its window, or by lines of JSON. */
@Command(
        name = "till",
        mixinStandardHelpOptions = true,
        description = "A till on its folder: with a window, or with --script by lines of JSON.")
final class TillCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The till's folder; made when missing.")
    Path data;

    @Option(
            names = "--class-path",
            help = true,
            description = "Prints the class path of a till on one line, for java -cp, and ends.")
    boolean classPath;

    @Option(names = "--script", description = "No window: one JSON command a line in, one JSON answer a line out.")
    boolean script;

    @Option(names = "--demo", description = "Makes a till of the invented demo company of an empty folder.")
    boolean demo;

    @Option(names = "--store", paramLabel = "S001", description = "With --demo: which store, S001 to S009.")
    @Nullable String store;

    @Option(names = "--till", paramLabel = "T01", description = "With --demo: which till, T01 to T20.")
    @Nullable String till;

    @Option(names = "--relay", paramLabel = "HOST:PORT", description = "Head office; remembered in the folder.")
    @Nullable String relay;

    @Option(names = "--peer", paramLabel = "HOST:PORT", description = "Another till of the store; may be given again.")
    List<String> peers = new ArrayList<>();

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = "Where the other tills reach this one; any free port without it.")
    int listen;

    @Option(names = "--arabic", description = "The window begins in Arabic; it can be switched at any time.")
    boolean arabic;

    @Option(names = "--dark", description = "The window begins dark; it can be switched at any time.")
    boolean dark;

    @Option(names = "--kiosk", description = "The window has no frame and lies over the whole screen.")
    boolean kiosk;

    @Option(
            names = "--tour",
            paramLabel = "DIR",
            description = "The window drives itself through every screen, sells, and leaves pictures in DIR.")
    @Nullable Path tour;

    @Option(names = "--tour-pin", paramLabel = "PIN", description = "Who goes on the tour. Default: ${DEFAULT-VALUE}")
    String tourPin = "1111";

    @Override
    public Integer call() throws Exception {
        if (classPath) {
            AnswerStream.open().println(System.getProperty("java.class.path"));
            return 0;
        }
        if (listen < 0 || listen > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--listen " + listen + " is no port; give 1 to 65535, or leave it out");
        }
        if ((store != null || till != null) && !demo) {
            throw new ParameterException(
                    spec.commandLine(), "--store and --till are for --demo; a real till gets its place by activation");
        }
        var options = new TillOptions(data, demo, store, till, relay, peers, listen);
        if (script) {
            return scripted(options);
        }
        return windowed(options);
    }

    /** A window for a person; with --tour it drives itself, leaves pictures and prints what it sold as JSON lines. */
    private int windowed(TillOptions options) throws InterruptedException {
        try (var end = new OrderlyEnd(() -> Till.open(options))) {
            Till opened = end.till();
            Path pictures = tour;
            if (pictures != null) {
                var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
                Tour.run(opened, pictures, tourPin, receipt -> out.println(ScriptedTill.line(receipt)));
                return 0;
            }
            var size = Toolkit.getDefaultToolkit().getScreenSize();
            var inside = kiosk ? size : new Dimension(Math.min(size.width, 1920), Math.min(size.height, 1080) - 40);
            Preferences liked = opened.people().preferences(null);
            Optional<TillWindow.Options> next = Optional.of(new TillWindow.Options(
                    arabic ? Language.ARABIC : Language.of(liked.language()).orElse(Language.ENGLISH),
                    dark || Boolean.TRUE.equals(liked.dark()),
                    liked.textSize() == null ? TextSize.NORMAL : liked.textSize(),
                    inside,
                    kiosk,
                    false));
            while (next.isPresent()) {
                next = TillWindow.open(opened, next.get()).awaitClosed();
            }
            return 0;
        } catch (TillException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    /** Standard output carries answers and nothing else: whatever else is printed goes to standard error. */
    private static int scripted(TillOptions options) throws IOException {
        System.setProperty("java.awt.headless", "true");
        System.setOut(System.err);
        try (var in = new FileInputStream(FileDescriptor.in);
                OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
            return ScriptedTill.run(options, in, out);
        }
    }
}
