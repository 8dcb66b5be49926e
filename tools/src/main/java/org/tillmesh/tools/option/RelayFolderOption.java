package org.tillmesh.tools.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data} of an act on head office's folder. */
public final class RelayFolderOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The relay's folder; it may be running.")
    private Path data;

    public Path path() {
        return data;
    }
}
