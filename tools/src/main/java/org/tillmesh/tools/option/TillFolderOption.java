package org.tillmesh.tools.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data} of an act on a till's folder while no till runs on it. */
public final class TillFolderOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The till's folder; no till runs on it.")
    private Path data;

    public Path path() {
        return data;
    }
}
