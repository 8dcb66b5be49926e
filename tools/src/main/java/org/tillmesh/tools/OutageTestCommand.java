package org.tillmesh.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tillmesh.tools.option.AnswerStream;
import org.tillmesh.tools.option.TrialOptions;
import org.tillmesh.tools.trial.OutageTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tillmesh outage-test}: reporting to the tax authority through outages and kills. */
@Command(
        name = "outage-test",
        mixinStandardHelpOptions = true,
        description =
                "Tills sell, the relay reports, the sandbox of the tax authority fails, and both are killed with -9."
                        + " Ends with 0 if every document was taken exactly once, in chain order.")
final class OutageTestCommand implements Callable<Integer> {
    @Option(names = "--seconds", paramLabel = "N", description = "How long it goes on. Default: ${DEFAULT-VALUE}")
    int seconds = 120;

    @Option(names = "--tills", paramLabel = "N", description = "1 to 9. Default: ${DEFAULT-VALUE}")
    int tills = 3;

    @Mixin
    TrialOptions trial;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (tills < 1 || tills > 9 || seconds < 1) {
            System.err.println("Give --tills 1 to 9 and --seconds of at least 1");
            return 2;
        }
        PrintStream told = AnswerStream.open();
        long drawn = trial.seed();
        Path folder = trial.folder("outage");
        told.println("Seed " + drawn + ", folders and logs in " + folder);
        List<String> problems = new OutageTest(folder, drawn, told).run(seconds, tills);
        problems.forEach(told::println);
        told.println(problems.isEmpty() ? "PASS" : "FAIL");
        return problems.isEmpty() ? 0 : 1;
    }
}
