package org.tillmesh.hardware.terminal;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Supplier;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.line.Deadline;
import org.tillmesh.hardware.line.Line;
import org.tillmesh.hardware.line.LineInput;

/** One dialogue's bytes to and from a terminal. */
public final class ByteLine implements Closeable {
    private static final Duration OPEN_MAX = Duration.ofSeconds(5);
    private static final Duration WRITE_MAX = Duration.ofSeconds(5);

    private final Line line;
    private final LineInput in;

    private ByteLine(Line line) {
        this.line = line;
        this.in = new LineInput(line);
    }

    public static ByteLine open(Supplier<Line> lines) throws IOException {
        Line line = lines.get();
        try {
            line.open(OPEN_MAX);
        } catch (DeviceException e) {
            line.close();
            throw broken(e);
        }
        return new ByteLine(line);
    }

    public void write(byte[] bytes) throws IOException {
        try {
            line.write(bytes, WRITE_MAX);
        } catch (DeviceException e) {
            throw broken(e);
        }
    }

    /**
     * The next byte, 0 to 255.
     *
     * @throws SocketTimeoutException if none came in time
     * @throws IOException if the line is cut
     */
    public int read(long timeoutMillis) throws IOException {
        try {
            int next = in.next(Deadline.in(Duration.ofMillis(timeoutMillis)));
            if (next == LineInput.NOTHING) {
                throw new SocketTimeoutException("Nothing came for " + timeoutMillis + " ms");
            }
            return next;
        } catch (DeviceException e) {
            throw broken(e);
        }
    }

    private static IOException broken(DeviceException e) {
        return new IOException(e.getMessage(), e);
    }

    @Override
    public void close() {
        line.close();
    }
}
