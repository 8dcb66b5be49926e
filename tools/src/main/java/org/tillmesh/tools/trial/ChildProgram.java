package org.tillmesh.tools.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This program again, as a process of its own: it is spoken to in lines of JSON, logs to a file, and can have its plug
 * pulled. What it prints is read on a thread of its own, so a child that prints nothing is noticed, not waited for.
 */
public class ChildProgram implements AutoCloseable {
    public static final ObjectMapper JSON = new ObjectMapper();

    /**
     * How a program is run.
     *
     * @param before what stands before its command, for example to run it elsewhere
     * @param java options of its Java, the collector among them
     * @param discovery whether it looks for others on the network
     */
    public record Setting(List<String> before, List<String> java, boolean window, boolean discovery) {
        /** Starts quickly (and runs less quickly for it), knows its neighbours, talks to loopback only. */
        public static final Setting QUICK =
                new Setting(List.of(), List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), false, false);

        Setting withWindow() {
            return new Setting(before, java, true, discovery);
        }
    }

    private static final String PROGRAM =
            "org.tillmesh.tools.Main"; // by name: commands run trials, and trials run commands
    private static final String STATE = "tillmesh.state";
    private static final String END = "\u0000end of output";

    private final String name;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    ChildProgram(String name, Path log, List<String> arguments) throws IOException {
        this(name, log, arguments, Setting.QUICK);
    }

    ChildProgram(String name, Path log, List<String> arguments, Setting setting) throws IOException {
        this.name = name;
        var command = new ArrayList<>(setting.before());
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(setting.java());
        stateFolder(log).ifPresent(folder -> command.add("-D" + STATE + "=" + folder));
        command.addAll(List.of(
                "-Djava.awt.headless=" + !setting.window(),
                "-Dtillmesh.nodiscovery=" + !setting.discovery(),
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                PROGRAM));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        Thread reader = new Thread(this::readLines, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** A trial's till is no till of this machine: what it leaves beside its folder lies with its log, if nobody says where. */
    private static Optional<String> stateFolder(Path log) {
        String said = System.getProperty(STATE);
        if (said == null && System.getenv("TILLMESH_STATE") == null) {
            return Optional.of(log.toAbsolutePath().resolveSibling("state").toString());
        }
        return Optional.ofNullable(said);
    }

    private void readLines() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("{\"broken\":true}"); // a killed child's pipe; the reader sees END next
        }
        lines.add(END);
    }

    public void send(String line) {
        try {
            var in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " no longer reads its input", e);
        }
    }

    /** The first line, which says that the program is ready; one that says anything else is ended. */
    JsonNode awaitReady(int secondsMax) throws IOException {
        try {
            JsonNode line = next(secondsMax);
            if (line.path("ready").asBoolean()) {
                return line;
            }
            throw new IOException(name + " did not start: " + line);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The next line of output as JSON. */
    JsonNode next(int secondsMax) {
        String line = nextLine(secondsMax);
        if (line == null) {
            throw new IllegalStateException(name + " gave no answer within " + secondsMax + " s");
        }
        if (line.equals(END)) {
            throw new IllegalStateException(name + " has ended");
        }
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + " printed a line that is not JSON: " + line, e);
        }
    }

    /** The next line of output if one is there. */
    @Nullable JsonNode poll() {
        String line = lines.peek();
        return line == null || line.equals(END) ? null : next(1);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    private @Nullable String nextLine(int secondsMax) {
        try {
            return lines.poll(secondsMax, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name, e);
        }
    }

    /** Processor time that it has used since it began. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Pulls the plug: SIGKILL, no farewell. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends its input and waits for an orderly end; the exit code. */
    public int end(int secondsMax) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            return kill(-1);
        }
        return process.waitFor(secondsMax, TimeUnit.SECONDS) ? process.exitValue() : kill(-2);
    }

    private int kill(int code) throws InterruptedException {
        kill();
        return code;
    }

    /** Asks for an orderly stop (SIGTERM) and waits. */
    public void terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            kill();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** A program with a window, which runs until it is ended. */
    public static ChildProgram window(String name, Path log, String... arguments) throws IOException {
        return new ChildProgram(name, log, List.of(arguments), Setting.QUICK.withWindow());
    }

    /** Runs this program to its end; what it printed, line by line. Throws if it fails. */
    public static List<String> run(Path log, String... arguments) throws IOException, InterruptedException {
        return run(log, false, arguments);
    }

    /** The same for a program that opens a window. */
    public static List<String> runWindow(Path log, String... arguments) throws IOException, InterruptedException {
        return run(log, true, arguments);
    }

    private static List<String> run(Path log, boolean window, String... arguments)
            throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        try (var child = new ChildProgram(
                String.join(" ", arguments),
                log,
                Arrays.asList(arguments),
                window ? Setting.QUICK.withWindow() : Setting.QUICK)) {
            int code = child.end(120);
            for (String line = child.nextLine(5); line != null && !line.equals(END); line = child.nextLine(5)) {
                lines.add(line);
            }
            if (code != 0) {
                throw new IOException("tillmesh " + String.join(" ", arguments) + " ended with " + code + ": " + lines
                        + "; its log is " + log);
            }
        }
        return lines;
    }
}
