package org.tillmesh.tools;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tillmesh.tools.option.AnswerStream;
import org.tillmesh.tools.option.TrialOptions;
import org.tillmesh.tools.trial.Soak;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tillmesh soak}: tills and a relay under cuts and kills, for as long as one likes. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = {
            "Demo tills and a demo relay as processes of their own sell while their cables and plugs are pulled at random.",
            "Afterwards everything is healed, and every confirmed sale must be everywhere once. Exit code 0 only then."
        })
final class SoakCommand implements Callable<Integer> {

    @Option(names = "--tills", defaultValue = "3", description = "How many tills, 1 to 8 (default ${DEFAULT-VALUE}).")
    int tills;

    @Option(names = "--seconds", defaultValue = "60", description = "How long they sell (default ${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--kills-per-minute", defaultValue = "6", description = "Per till (default ${DEFAULT-VALUE}).")
    int killsPerMinute;

    @Mixin
    TrialOptions trial;

    @Override
    public Integer call() throws Exception {
        Path dir = trial.folder("soak");
        long drawn = trial.seed();
        var told = AnswerStream.open();
        told.println("seed=" + drawn + " tills=" + tills + " seconds=" + seconds + " killsPerMinute=" + killsPerMinute
                + " in " + dir);
        Soak.Outcome outcome = new Soak(dir, tills, seconds, killsPerMinute, drawn).run();
        told.println(outcome.words());
        return outcome.wrong().isEmpty() ? 0 : 1;
    }
}
