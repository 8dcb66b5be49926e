package org.tillmesh.tools;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tillmesh.tools.option.AnswerStream;
import org.tillmesh.tools.option.TrialOptions;
import org.tillmesh.tools.trial.CrashTest;
import org.tillmesh.tools.trial.TerminalCrashTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tillmesh crash-test}: one till that sells and is killed, as often as one likes. */
@Command(
        name = "crash-test",
        mixinStandardHelpOptions = true,
        description = {
            "A demo till in a process of its own sells and is killed with -9 at random moments.",
            "Every confirmed sale, its stock, shift and invoice chain must be there after reopening. Exit code 0 only then."
        })
final class CrashTestCommand implements Callable<Integer> {
    @Option(names = "--kills", paramLabel = "N", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
    int kills;

    @Option(
            names = "--terminal",
            description = "Card payments instead: till and terminal are killed between any two of their messages.")
    boolean terminal;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --terminal: so many pairs of till and terminal at once. Default: ${DEFAULT-VALUE}.")
    int parallel;

    @Mixin
    TrialOptions trial;

    @Override
    public Integer call() throws Exception {
        Path dir = trial.folder("crash");
        long drawn = trial.seed();
        var told = AnswerStream.open();
        told.println("seed=" + drawn + " kills=" + kills + " in " + dir);
        if (terminal) {
            int pairs = Math.max(1, Math.min(parallel, kills));
            return told(
                    TerminalCrashTest.run(dir, drawn, told, kills, pairs),
                    kills + " kills: each booking of the terminal is on one sale or credit note",
                    told);
        }
        var test = new CrashTest(dir, drawn, told);
        List<String> problems = test.run(kills);
        return told(
                problems,
                kills + " kills, " + test.confirmedSales()
                        + " sales confirmed: each is there once, with its stock, its shift and its invoice",
                told);
    }

    private static int told(List<String> problems, String well, PrintStream told) {
        problems.forEach(told::println);
        told.println(problems.isEmpty() ? well + "." : "FAILED: " + problems.size() + " problems");
        return problems.isEmpty() ? 0 : 1;
    }
}
