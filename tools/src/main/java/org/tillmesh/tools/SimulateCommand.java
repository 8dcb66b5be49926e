package org.tillmesh.tools;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.PlantedBug;
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
            names = "--mesh",
            description =
                    "Tills and head office that replicate over a network that fails, on disks that fail; else stores"
                            + " alone, a hundred times as many in the same time.")
    boolean mesh;

    @Option(
            names = "--plant",
            paramLabel = "BUG",
            completionCandidates = PlantedBugs.class,
            description = "Plants a known bug, to show that the simulation finds it: ${COMPLETION-CANDIDATES}.")
    @Nullable String plant;

    @Override
    public Integer call() {
        return Simulator.run(seed, seeds, mesh, plant, System.out) ? 0 : 1;
    }

    /** Their names, for the help; read without making the class, which looks at once for the one that is planted. */
    static final class PlantedBugs extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        PlantedBugs() {
            super(Arrays.stream(PlantedBug.class.getFields())
                    .filter(Field::isEnumConstant)
                    .map(Field::getName)
                    .toList());
        }
    }
}
