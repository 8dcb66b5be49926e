package org.tillmesh.tools.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A simulated payment terminal in a process of its own. */
final class ChildTerminal extends ChildProgram {
    private static final int SECONDS_MAX = 60;

    private final int port;

    private ChildTerminal(Path log, List<String> arguments) throws IOException {
        super("terminal", log, arguments);
        port = awaitReady(SECONDS_MAX).path("port").asInt();
    }

    static ChildTerminal start(Path folder, Path log, int port) throws IOException {
        return new ChildTerminal(
                log, List.of("sim", "terminal", "--data", folder.toString(), "--port", String.valueOf(port)));
    }

    int port() {
        return port;
    }

    /** Says something to it; its answer. */
    JsonNode tell(String line) {
        send(line);
        return next(SECONDS_MAX);
    }
}
