package org.tillmesh.hardware.scanner;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.DeviceSettings;
import org.tillmesh.hardware.Scanner;
import org.tillmesh.hardware.line.Deadline;
import org.tillmesh.hardware.line.KeptLine;
import org.tillmesh.hardware.line.Line;
import org.tillmesh.hardware.line.LineAddress;
import org.tillmesh.hardware.line.LineInput;

/**
 * A scanner that sends each code with CR, LF, TAB or a pause behind it. The settings {@code prefix} and {@code suffix} are
 * taken off; {@code gap} is the pause in milliseconds. A group separator inside a GS1 code stays.
 */
public final class LineScanner implements Scanner {
    private static final int CODE_MAX = 4_096;
    private static final Duration SLICE = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofMillis(250);

    private final String address;
    private final KeptLine line;
    private final String prefix;
    private final String suffix;
    private final Duration gap;
    private volatile boolean closed;
    private @Nullable Thread thread;

    public LineScanner(LineAddress address, DeviceSettings settings) {
        this.address = address.toString();
        this.line = new KeptLine(address);
        String before = settings.text("prefix");
        String behind = settings.text("suffix");
        this.prefix = before == null ? "" : before;
        this.suffix = behind == null ? "" : behind;
        this.gap = Duration.ofMillis(settings.number("gap", 10, 1_000, 150));
    }

    @Override
    public String check() throws DeviceException {
        line.tryAtOnce();
        line.opened();
        return "";
    }

    @Override
    public synchronized void listen(Listener listener) {
        closed = false;
        var reading = new Thread(() -> listening(listener), "scanner " + address);
        reading.setDaemon(true);
        thread = reading;
        reading.start();
    }

    private void listening(Listener listener) {
        DeviceFault said = null;
        boolean told = false;
        while (!closed) {
            try {
                Line open = line.opened();
                if (said != null || !told) {
                    listener.changed(null);
                    said = null;
                    told = true;
                }
                reading(new LineInput(open), listener);
            } catch (DeviceException e) {
                if (closed) {
                    return;
                }
                if (e.fault() != said) {
                    listener.changed(e);
                    said = e.fault();
                }
                rest();
            }
        }
    }

    private void reading(LineInput input, Listener listener) throws DeviceException {
        var code = new StringBuilder();
        boolean flooded = false;
        while (!closed) {
            int next = input.next(Deadline.in(code.isEmpty() && !flooded ? SLICE : gap));
            if (next != LineInput.NOTHING && next != '\r' && next != '\n' && next != '\t') {
                if (code.length() < CODE_MAX) {
                    code.append((char) next);
                } else {
                    flooded = true; // no code is so long; what is left of it is none either
                }
                continue;
            }
            if (!code.isEmpty() && !flooded) {
                said(code.toString(), listener);
            }
            code.setLength(0);
            flooded = false;
        }
    }

    private void said(String bytes, Listener listener) {
        String code = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String bare = code.startsWith(prefix) ? code.substring(prefix.length()) : code;
        bare = bare.endsWith(suffix) ? bare.substring(0, bare.length() - suffix.length()) : bare;
        if (!bare.isBlank()) {
            listener.scanned(bare);
        }
    }

    private void rest() {
        try {
            Thread.sleep(AGAIN.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        line.close();
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }
}
