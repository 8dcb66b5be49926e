package org.tillmesh.tools.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.engine.Stores;

/** A disk that failed once, a program that was started again, and then a power cut. */
class AfterFailureTest {
    private static final Path FOLDER = Path.of("/sim/store");
    private static final Scope BRANCH = Scope.branch("S001");
    private static final int OPERATIONS_MAX = 80;

    private static Store open(SimDisk disk) throws IOException {
        return Stores.open(
                FOLDER,
                Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                        .withReplica(new ReplicaId(1))
                        .withSegmentBytes(8 << 10)
                        .on(disk, () -> 7));
    }

    private static void sell(Store store, String id) {
        store.write(tx -> {
            tx.append(BRANCH, new DocRef("sale", id), Value.of("x".repeat(500)));
            return true;
        });
    }

    /** Whichever operation it is that fails: what was confirmed before it, and after the next start, outlives the power. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void what_is_confirmed_after_a_failure_is_there_after_a_power_cut(long seed) throws IOException {
        for (int operation = 0; operation < OPERATIONS_MAX; operation++) {
            var disk = new SimDisk(new Random(seed), "machine");
            disk.failAfter(operation);
            var confirmed = new ArrayList<String>();
            try {
                Store store = open(disk);
                for (int i = 0; i < 30; i++) {
                    sell(store, "before-" + i);
                    confirmed.add("before-" + i);
                }
            } catch (IOException | StoreException e) {
                assertThat(e).isNotNull();
            }
            disk.kill();
            sell(open(disk), "after");
            confirmed.add("after");
            disk.powerCut();
            try (Store store = open(disk)) {
                assertThat(confirmed).as("operation %d failed", operation).allSatisfy(id -> assertThat(
                                store.<Boolean>read(view -> view.exists(BRANCH, new DocRef("sale", id))))
                        .isTrue());
            }
        }
    }
}
