package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.store.view.Overlay;
import org.tillmesh.store.view.ScopeDocuments;

/** More is brought, without a pause, than the program's memory holds. */
class FloodTest {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final int SALES = 600;
    private static final long MEMORY_BYTES = 1 << 20;

    @TempDir
    Path dir;

    private static Stores.Options options(long replica) {
        return Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                .withReplica(new ReplicaId(replica))
                .withFreeBytesMin(0);
    }

    private Store office() throws IOException {
        var draws = new Random(1);
        return Stores.open(
                dir.resolve("office"), options(9).on(Disk.REAL, draws::nextLong).withMemoryBytes(MEMORY_BYTES));
    }

    private List<ChangeSet> sales() throws IOException {
        try (Store till = Stores.open(dir.resolve("till"), options(1))) {
            for (int i = 0; i < SALES; i++) {
                String uuid = "sale-" + i;
                till.write(tx -> {
                    tx.append(BRANCH, new DocRef("sale", uuid), Value.map(Map.of("text", Value.of("x".repeat(1_000)))));
                    return true;
                });
            }
            return till.since(StreamId.of(BRANCH, till.self()), 0, Integer.MAX_VALUE);
        }
    }

    private List<String> bases() throws IOException {
        Path folder = dir.resolve("office").resolve("base");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void requireAll(Store office) {
        long count = office.read(view -> view.count(BRANCH, "sale"));
        assertThat(count).isEqualTo(SALES);
        assertThat(office.verify().problems()).isEmpty();
    }

    @Test
    void who_brings_it_makes_bases_in_between() throws IOException {
        List<ChangeSet> sales = sales();
        var seen = new ArrayList<List<String>>();
        try (Store office = office()) {
            for (int i = 0; i < SALES; i += 10) {
                office.receive(sales.subList(i, i + 10), Map.of());
                List<String> now = bases();
                if (!now.isEmpty() && !seen.contains(now)) {
                    seen.add(now);
                }
            }
            assertThat(seen).as("a base after every 192 KB of 640 KB").hasSizeBetween(2, 3);
            requireAll(office);
        }
        try (Store office = office()) {
            requireAll(office);
        }
    }

    @Test
    void documents_of_a_new_base_pass_one_by_one() {
        var documents = new ScopeDocuments(BRANCH, type -> true);
        var batch = new Overlay.Batch();
        for (int i = 0; i < SALES; i++) {
            var dot = new Dot(new Origin(new ReplicaId(1), new Incarnation(1)), i + 1, 0, 0);
            documents.put(
                    new Document.Record(BRANCH, new DocRef("sale", "sale-" + i), Value.map(Map.of()), dot, Hlc.ZERO, 0),
                    null,
                    null,
                    batch);
        }
        ScopeDocuments.Frozen frozen = documents.freeze();
        Iterator<BaseTables.Encoded> all = frozen.documents();
        all.next();
        assertThat(frozen.counts()).isEqualTo(Map.of("sale", 1L));
        all.forEachRemaining(document -> {});
        assertThat(frozen.counts()).isEqualTo(Map.of("sale", (long) SALES));
    }

    @Test
    void a_base_that_can_not_be_written_stops_nobody() throws IOException {
        List<ChangeSet> sales = sales();
        try (Store office = office()) {
            Path base = dir.resolve("office").resolve("base");
            Files.deleteIfExists(base);
            Files.writeString(base, "in the way of the folder");
            for (int i = 0; i < SALES; i += 10) {
                office.receive(sales.subList(i, i + 10), Map.of());
            }
            requireAll(office);
            Files.delete(base);
        }
        try (Store office = office()) {
            requireAll(office);
        }
    }
}
