package org.tillmesh.tools.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tillmesh.store.StoreException;

/** What the simulation found once, by name. */
class SimDiskTest {

    /** A killed process leaves a record in the system's cache; what is read from there must be on the disk before it counts. */
    @Test
    void what_a_restart_shows_survives_a_power_cut_right_after_it() {
        int shown = 0;
        for (long seed = 0; seed < 60; seed++) {
            var world = new World(seed);
            var people = new SimPeople(world);
            SimNode node = world.nodes.get(1);
            SimDisk disk = node.disk;
            node.open();
            people.sell(node, "first");
            disk.failAfter(1); // the write works, the sync does not
            assertThrows(StoreException.class, () -> people.sell(node, "second"));
            node.down();
            disk.kill();
            node.open();
            boolean there = node.sales().containsKey("second");
            shown += there ? 1 : 0;
            node.down();
            disk.powerCut();
            node.open();
            assertEquals(there, node.sales().containsKey("second"), "seed " + seed);
            assertTrue(node.sales().containsKey("first"), "seed " + seed);
        }
        assertTrue(shown > 0, "the case never came up");
    }
}
