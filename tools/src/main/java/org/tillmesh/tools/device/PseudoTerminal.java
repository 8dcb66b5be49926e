package org.tillmesh.tools.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A serial port that is none: socat carries the bytes of a pseudo-terminal to a loopback port. */
public final class PseudoTerminal implements AutoCloseable {
    private static final int TRIES = 150;
    private static final int TRY_MILLIS = 20;

    private final int port;
    private final Path link;
    private volatile boolean closed;
    private volatile Process socat;

    private PseudoTerminal(int port, Path link) throws IOException {
        this.port = port;
        this.link = link;
        this.socat = started();
    }

    /** Whether this machine has socat. */
    public static boolean isPossible() {
        return Files.isExecutable(Path.of("/usr/bin/socat"));
    }

    /** @param link the name of the port, which must not be there yet */
    public static PseudoTerminal to(int port, Path link) throws IOException {
        if (!isPossible()) {
            throw new IOException("A pseudo-terminal needs socat; install it (apt-get install socat), or use --port");
        }
        var made = new PseudoTerminal(port, link);
        try {
            for (int i = 0; i < TRIES && !Files.exists(link, LinkOption.NOFOLLOW_LINKS); i++) {
                Thread.sleep(TRY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var keeping = new Thread(made::keep, "pseudo-terminal " + link);
        keeping.setDaemon(true);
        keeping.start();
        return made;
    }

    private Process started() throws IOException {
        return new ProcessBuilder("/usr/bin/socat", "pty,raw,echo=0,link=" + link, "tcp:127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** When the device hangs up the port goes, and comes back as if it were plugged in again. */
    private void keep() {
        while (!closed) {
            try {
                socat.waitFor();
                Thread.sleep(TRY_MILLIS);
                if (!closed) {
                    socat = started();
                }
            } catch (IOException | InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        socat.destroy();
        try {
            if (!socat.waitFor(2, TimeUnit.SECONDS)) {
                socat.destroyForcibly();
            }
        } catch (InterruptedException e) {
            socat.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
