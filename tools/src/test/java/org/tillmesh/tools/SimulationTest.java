package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tillmesh.tools.sim.Simulator;

/** A few hundred invented worlds, other ones each time; {@code tillmesh simulate} runs as many as one likes. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("tillmesh.seeds", 400);

    @Test
    void every_seed_keeps_every_promise() {
        assertTrue(Simulator.run(new Random().nextInt(1_000_000_000), SEEDS, null, System.out));
    }
}
