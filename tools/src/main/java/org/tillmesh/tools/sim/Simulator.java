package org.tillmesh.tools.sim;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;

/** Runs seeds one after the other and says which fail. */
public final class Simulator {
    private static final int FAILURES_SHOWN = 5;
    private static final int TOLD_EVERY = 1_000;

    private Simulator() {}

    /**
     * @param mesh whether of tills and head office that replicate; else of stores alone
     * @param plant a bug to plant, or null
     * @return whether every seed kept the promises
     */
    public static boolean run(long firstSeed, int seeds, boolean mesh, @Nullable String plant, PrintStream out) {
        if (plant != null) {
            System.setProperty("tillmesh.plant", plant.toUpperCase(Locale.ROOT));
            out.println("Planted: " + plant);
        }
        Logger quiet = Logger.getLogger("org.tillmesh");
        quiet.setLevel(Level.OFF);
        out.println("Seeds " + firstSeed + " to " + (firstSeed + seeds - 1));
        var failed = new ArrayList<Long>();
        var outcomes = new StringBuilder();
        long began = System.nanoTime();
        for (long seed = firstSeed; seed < firstSeed + seeds && failed.size() < FAILURES_SHOWN; seed++) {
            Life simulation = mesh ? new MeshSimulation(seed) : new Simulation(seed);
            if (seeds == 1) {
                out.println("Seed " + seed + ", " + simulation.odds());
            }
            try {
                simulation.run();
                outcomes.append(simulation.outcome());
                if (seeds == 1) {
                    out.println("All agree on " + simulation.outcome());
                }
            } catch (RuntimeException | Error e) {
                failed.add(seed);
                out.println("Seed " + seed + " fails, " + simulation.odds() + "\n  " + e);
                if (seeds == 1) {
                    e.printStackTrace(out);
                }
            }
            if ((seed - firstSeed + 1) % TOLD_EVERY == 0) {
                out.println("  " + (seed - firstSeed + 1) + " seeds, " + failed.size() + " failed, "
                        + (System.nanoTime() - began) / 1_000_000_000 + " s");
            }
        }
        out.println("Outcome " + Hash.sha256(outcomes.toString().getBytes(StandardCharsets.UTF_8))
                + ", on any machine the same");
        out.println(
                failed.isEmpty()
                        ? "All " + seeds + " seeds kept every promise."
                        : "FAILED: seeds " + failed + ". Replay one: tools/tillmesh simulate " + (mesh ? "--mesh " : "")
                                + "--seeds 1 --seed "
                                + failed.get(0));
        return failed.isEmpty();
    }
}
