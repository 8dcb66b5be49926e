package org.tillmesh.tools.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.tillmesh.tools.option.AnswerStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tillmesh bench}: what the budgets name, beside peers, in one run. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures against the budgets and beside peers in one run. It prints and never judges: machines are noisy.")
public final class BenchCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    /** What can be measured. */
    enum What {
        store,
        replication,
        zatca,
        deals,
        find,
        reports,
        print,
        ui
    }

    @Parameters(paramLabel = "WHAT", description = "store, replication, zatca, deals, find, reports, print or ui")
    What what = What.store;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    boolean json;

    @Option(
            names = "--scale",
            paramLabel = "PERCENT",
            description = "Percent of the sizes that the budgets name. Default: ${DEFAULT-VALUE}")
    int scale = 100;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = {
                "One part; may be given again. Of store: commit, bulk, merge, big;",
                "of replication: visible, converge, hard, soft, ingest."
            })
    List<String> only = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Logger.getLogger("org.tillmesh").setLevel(Level.WARNING);
        Path dir = Files.createTempDirectory("tillmesh-bench-");
        if (System.getProperty("tillmesh.state") == null) {
            System.setProperty(
                    "tillmesh.state", dir.resolve("state").toString()); // its stores are none of this machine's
        }
        try {
            var out = AnswerStream.open();
            switch (what) {
                case store -> new StoreBench(dir, json, scale, only, out).run();
                case replication -> new ReplicationBench(dir, json, scale, only, out).run();
                case zatca -> new ZatcaBench(dir, json, scale, out).run();
                case deals -> new DealsBench(json, out).run();
                case find -> new FindBench(dir, json, scale, out).run();
                case print -> new PrintBench(dir, json, out).run();
                case reports -> new ReportsBench(dir, json, scale, out).run();
                case ui -> new UiBench(dir, json, scale, out).run();
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } finally {
            remove(dir);
        }
        return 0;
    }

    private static void remove(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
