package org.tillmesh.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.replication.sim.VirtualShop.BRANCH;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.sim.VirtualShop;
import org.tillmesh.replication.till.DialPlan;

/** Tills that come together again send each other what is lacking, once, however busy they are. */
class AfterCutTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @TempDir
    Path dir;

    private VirtualShop shop;

    @BeforeEach
    void opens() throws IOException {
        shop = new VirtualShop(dir);
        shop.new Office(dir.resolve("relay"), new Epoch(1_700_000_000_000L, 3));
    }

    @AfterEach
    void closes() {
        shop.close();
    }

    private List<VirtualShop.Till> tills(int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            shop.new Till(String.format("S001-T%02d", i), true);
        }
        shop.until("all greet", () -> shop.tills.values().stream()
                .allMatch(t -> t.peering.isOnline() && t.peering.neighbours().size() == count - 1));
        return List.copyOf(shop.tills.values());
    }

    private void quiet() {
        shop.until(
                "all acknowledged", () -> shop.tills.values().stream().allMatch(t -> t.peering.unacknowledged() == 0));
        shop.until(
                "all alike",
                () -> shop.tills.values().stream()
                                .map(t -> t.store.digest(BRANCH))
                                .distinct()
                                .count()
                        == 1);
        shop.run(Duration.ofSeconds(12));
    }

    @Test
    void every_record_of_the_cut_comes_to_every_till_once() throws IOException {
        List<VirtualShop.Till> tills = tills(5);
        for (int i = 0; i < 50; i++) {
            tills.get(i % 5).sell("before" + i);
        }
        quiet();
        tills.forEach(t -> {
            t.lanCut = true;
            t.relayCut = true;
        });
        shop.run(Duration.ofSeconds(8));
        for (int i = 0; i < 25; i++) {
            tills.get(i % 5).sell("apart" + i);
        }
        shop.changeSets.clear();
        tills.forEach(t -> {
            t.lanCut = false;
            t.relayCut = false;
        });
        quiet();
        assertThat(shop.changeSets).containsEntry("relay", 25);
        tills.forEach(t -> assertThat(shop.changeSets).as(t.name).containsEntry(t.name, 20));
    }

    @Test
    void what_a_busy_neighbour_has_not_looked_at_is_not_sent_again() throws IOException {
        List<VirtualShop.Till> tills = tills(2);
        quiet();
        tills.forEach(t -> t.relayCut = true);
        shop.run(Duration.ofSeconds(5));
        shop.changeSets.clear();
        tills.get(1).beBusy();
        tills.get(0).sell("first");
        shop.run(
                Duration.ofMillis(2_500)); // longer than what is lost is waited for, shorter than a silent link is kept
        tills.get(0).sell("second");
        shop.run(Duration.ofMillis(500));
        tills.get(1).goOn();
        shop.until("the second sale", () -> tills.get(1).has("second"));
        shop.run(Duration.ofSeconds(12));
        assertThat(shop.changeSets).containsEntry("S001-T02", 2);
    }

    @Test
    void a_neighbour_that_never_comes_back_is_not_waited_for() throws IOException {
        List<VirtualShop.Till> tills = tills(3);
        quiet();
        tills.forEach(t -> t.relayCut = true);
        tills.get(0).lanCut = true;
        shop.run(Duration.ofSeconds(8));
        tills.get(2).sell("of the third");
        shop.until("the second has it", () -> tills.get(1).has("of the third"));
        tills.get(2).lanCut = true;
        shop.run(Duration.ofSeconds(8));
        tills.get(0).lanCut = false;
        shop.until("the first has it from the second", () -> tills.get(0).has("of the third"));
    }

    @Test
    void who_is_being_dialled_is_not_dialled_again() {
        var plan = new DialPlan(new Random(1), null);
        var dialled = new ArrayList<HostPort>();
        plan.neighbourAt(new HostPort("till", 1));
        for (long at = 0; at <= 5 * SECOND; at += SECOND / 10) {
            dial(plan, dialled, at);
        }
        assertThat(dialled).hasSize(1);
        plan.rung("till:1");
        dial(plan, dialled, 5 * SECOND);
        assertThat(dialled).as("it is known that it did not come").hasSize(2);
        dial(plan, dialled, 11 * SECOND);
        assertThat(dialled).as("nothing was heard in all that time").hasSize(3);
    }

    private static void dial(DialPlan plan, List<HostPort> dialled, long now) {
        plan.dialNeighbours(address -> false, (ReplicaId replica) -> false, dialled::add, now);
    }
}
