package org.tillmesh.tools;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tillmesh.tools.sim.Simulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "simulate",
        description =
                "Lives through many invented worlds in which disks, networks, clocks and people fail, and checks the"
                        + " promises of the store. A seed that fails is printed and can be replayed exactly.")
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--seeds", paramLabel = "N", description = "How many worlds. Default: ${DEFAULT-VALUE}")
    int seeds = 300;

    @Option(names = "--seed", paramLabel = "S", description = "The first seed (with --seeds 1: that one alone).")
    long seed = 1;

    @Option(
            names = "--plant",
            paramLabel = "BUG",
            description = "Plants a known bug, to show that the simulation finds it: DOUBLE_APPLY, LOST_PENDING_DOT,"
                    + " ACK_BEFORE_FSYNC, COUNT_AS_ADJUSTMENT, REUSED_INCARNATION or REMOVAL_LEFT_OUT.")
    @Nullable String plant;

    @Override
    public Integer call() {
        return Simulator.run(seed, seeds, plant, System.out) ? 0 : 1;
    }
}
