package org.tillmesh.tools.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scanner that sends what it is told to read, with CR behind it. */
public final class ScannerSim extends DeviceSim {
    private final List<OutputStream> lines = new CopyOnWriteArrayList<>();

    private ScannerSim(int port) throws IOException {
        super(port);
    }

    public static ScannerSim start(int port) throws IOException {
        var made = new ScannerSim(port);
        made.begin("scanner");
        return made;
    }

    /** Reads a code. */
    public void scan(String code) throws IOException {
        for (OutputStream line : lines) {
            answer(line, (code + "\r").getBytes(StandardCharsets.UTF_8));
        }
    }

    public boolean isConnected() {
        return !lines.isEmpty();
    }

    @Override
    boolean told(String word, String about) throws IOException {
        if (word.equals("scan")) {
            scan(about);
            return true;
        }
        return false;
    }

    @Override
    void talk(InputStream in, OutputStream out) throws IOException {
        lines.add(out);
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } finally {
            lines.remove(out);
        }
    }
}
