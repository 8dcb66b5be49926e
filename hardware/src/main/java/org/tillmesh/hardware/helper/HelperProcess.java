package org.tillmesh.hardware.helper;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.terminal.TerminalException;
import org.tillmesh.hardware.terminal.TerminalException.Kind;

/** A helper program that runs for one dialogue. */
final class HelperProcess implements AutoCloseable {
    private static final int LINE_MAX = 65_536;
    private static final int QUEUED_MAX = 1_000;
    private static final int END_SECONDS_MAX = 2;
    private static final String END = "";

    private final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>(QUEUED_MAX);

    private HelperProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "payment helper");
        reader.setDaemon(true);
        reader.start();
    }

    static HelperProcess start(List<String> command) throws TerminalException {
        try {
            return new HelperProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new TerminalException(Kind.UNREACHABLE, "The helper program does not start: " + e.getMessage(), e);
        }
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            for (String line = line(in); line != null; line = line(in)) {
                lines.put(line);
            }
            lines.put(END);
        } catch (IOException e) {
            lines.offer(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return null at the end, or where a line has no end */
    private static @Nullable String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && line.size() < LINE_MAX; next = in.read()) {
            if (next == '\n') {
                if (line.size() > 0) {
                    return line.toString(StandardCharsets.UTF_8);
                }
            } else {
                line.write(next);
            }
        }
        return null;
    }

    void send(String line) throws TerminalException {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new TerminalException(Kind.UNKNOWN, "The helper program has ended", e);
        }
    }

    String next(long timeoutMillis) throws TerminalException {
        try {
            String line = lines.poll(timeoutMillis, TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new TerminalException(Kind.UNKNOWN, "The helper program does not answer");
            }
            if (line.equals(END)) {
                throw new TerminalException(Kind.UNKNOWN, "The helper program has ended without an answer");
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TerminalException(Kind.UNKNOWN, "The till is closing", e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
