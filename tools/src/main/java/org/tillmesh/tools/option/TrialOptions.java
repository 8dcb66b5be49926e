package org.tillmesh.tools.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --seed} and {@code --out} of a trial with real programs. */
public final class TrialOptions {
    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Draws the same moments and faults again; timing still differs. Default: drawn and printed.")
    private @Nullable Long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Where folders and logs go; it must be new.")
    private @Nullable Path out;

    /** The seed that was given, else one that is drawn. */
    public long seed() {
        return seed != null ? seed : new Random().nextLong();
    }

    /** The folder that was given, else a new one of the machine's folder for temporary files. @param trial its name */
    public Path folder(String trial) throws IOException {
        return out != null ? Files.createDirectories(out) : Files.createTempDirectory("tillmesh-" + trial + "-");
    }
}
