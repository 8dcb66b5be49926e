package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.tools.sim.Simulator;

/** A few hundred invented worlds, other ones each time; {@code tillmesh simulate} runs as many as one likes. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("tillmesh.seeds", 400);
    private static final int SEEDS_TWICE = 40;

    private static final int SEEDS_PLANTED = 100;

    private static final int SEEDS_MESH = Integer.getInteger("tillmesh.seeds", 6);

    @Test
    void every_seed_keeps_every_promise() {
        assertTrue(Simulator.run(new Random().nextInt(1_000_000_000), SEEDS, false, null, System.out));
    }

    /** Another Java than this one, if {@code -Dtillmesh.java} names its home. */
    @Test
    void a_seed_lives_the_same_life_in_another_jvm_of_another_country() throws Exception {
        int first = new Random().nextInt(1_000_000_000);
        var here = new ByteArrayOutputStream();
        Simulator.run(first, SEEDS_TWICE, false, null, new PrintStream(here, true, StandardCharsets.UTF_8));
        assertEquals(outcome(here.toString(StandardCharsets.UTF_8)), outcome(there(first, SEEDS_TWICE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOST_PENDING_DOT", "MARK_BEFORE_SYNC", "TAIL_ROT_IS_TORN"})
    void a_planted_bug_is_found(String bug) throws Exception {
        assertTrue(there(1, SEEDS_PLANTED, "--plant", bug).contains("FAILED"));
    }

    /** The machines of replication on failing disks; slower than stores alone, so it is few, and always the same. */
    @Test
    @Timeout(900)
    void every_seed_of_a_mesh_keeps_every_promise() {
        assertTrue(Simulator.run(1, SEEDS_MESH, true, null, System.out));
    }

    @Test
    @Timeout(900)
    void a_bug_planted_in_replication_is_found() throws Exception {
        assertTrue(there(1, SEEDS_MESH, "--mesh", "--plant", "ACK_BEFORE_TAKEN").contains("FAILED"));
    }

    private static String outcome(String printed) {
        return printed.lines()
                .filter(line -> line.startsWith("Outcome "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No outcome in " + printed));
    }

    private static String there(int first, int seeds, String... more) throws IOException, InterruptedException {
        String home = System.getProperty("tillmesh.java", System.getProperty("java.home"));
        Process other = new ProcessBuilder(command(home, first, seeds, more))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(other.waitFor(60, TimeUnit.SECONDS));
            return printed;
        } finally {
            other.destroyForcibly();
        }
    }

    private static List<String> command(String home, int first, int seeds, String... more) {
        var command = new ArrayList<>(List.of(
                Path.of(home, "bin", "java").toString(),
                "-Duser.language=ar",
                "-Duser.country=SA",
                "-Duser.timezone=Pacific/Apia",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "simulate",
                "--seed",
                String.valueOf(first),
                "--seeds",
                String.valueOf(seeds)));
        command.addAll(List.of(more));
        return command;
    }
}
