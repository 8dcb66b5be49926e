package org.tillmesh.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Rot;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;

/** A till lets go of old records; head office has them. */
class CompactionTest {
    private static final Scope BRANCH = Scope.branch("S001");

    @TempDir
    Path dir;

    private static Store open(Path folder, long replica) throws IOException {
        return Stores.open(
                folder,
                Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                        .withReplica(new ReplicaId(replica))
                        .withSegmentBytes(8 << 10)
                        .withFreeBytesMin(0));
    }

    private static void sell(Store store, int from, int to) {
        for (int i = from; i < to; i++) {
            String uuid = "sale-" + i;
            store.write(tx -> {
                tx.append(BRANCH, new DocRef("sale", uuid), Value.map(Map.of("text", Value.of("x".repeat(300)))));
                tx.put(Scope.LOCAL, new DocRef("opencart", "open"), "cart", Value.of(uuid));
                tx.note("printed", uuid.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                return true;
            });
        }
    }

    private static void push(Store from, Store to) {
        StreamId stream = StreamId.of(BRANCH, from.self());
        List<ChangeSet> missing = from.since(stream, to.vector().head(stream).seq(), Integer.MAX_VALUE);
        to.receive(missing, Map.of());
    }

    private Store.Checkpoint adopt(Store office, Store till) throws IOException {
        Path folder = dir.resolve("snapshot-" + System.nanoTime());
        Store.Checkpoint checkpoint = office.snapshot(BRANCH, folder);
        till.adopt(
                checkpoint,
                checkpoint.chunks().stream()
                        .map(hash -> folder.resolve(hash.toString()))
                        .toList());
        return checkpoint;
    }

    private static void holdsAll(Store till, Store office, int sales) {
        long count = till.read(view -> view.count(BRANCH, "sale"));
        Optional<Value> cart = till.read(
                view -> view.state(Scope.LOCAL, new DocRef("opencart", "open")).flatMap(open -> open.value("cart")));
        assertThat(count).isEqualTo(sales);
        assertThat(till.digest(BRANCH)).isEqualTo(office.digest(BRANCH));
        assertThat(cart).contains(Value.of("sale-" + (sales - 1)));
        assertThat(till.noted("printed")).isPresent();
        assertThat(till.verify().problems()).isEmpty();
    }

    @Test
    void what_head_office_has_goes_and_nothing_changes() throws IOException {
        Path folder = dir.resolve("till");
        try (Store office = open(dir.resolve("office"), 9);
                Store till = open(folder, 1)) {
            sell(till, 0, 100);
            push(till, office);
            assertThat(till.compact(c -> true).segments())
                    .as("no checkpoint, nothing dropped")
                    .isZero();
            adopt(office, till);
            sell(till, 100, 110);
            assertThat(till.compact(c -> c.seq() <= 10).segments()).isZero();
            long before = size(folder.resolve("journal"));
            Store.Compacted compacted = till.compact(c -> true);
            assertThat(compacted.segments()).isGreaterThan(2);
            assertThat(size(folder.resolve("journal"))).isEqualTo(before - compacted.bytes());
            push(till, office);
            holdsAll(till, office, 110);
            sell(till, 110, 111);
            push(till, office);
            holdsAll(till, office, 111);
        }
        for (boolean base : List.of(true, false)) {
            if (!base) {
                delete(folder.resolve("base"));
            }
            try (Store till = open(folder, 1);
                    Store office = open(dir.resolve("office"), 9)) {
                assertThat(till.recovery().quarantined()).isZero();
                assertThat(till.recovery().newIncarnation()).isFalse();
                holdsAll(till, office, 111);
            }
        }
    }

    @Test
    void rot_that_shows_while_old_records_are_looked_at_is_dealt_with_by_the_next_opening() throws IOException {
        Path folder = dir.resolve("till");
        for (boolean byVerify : List.of(true, false)) {
            String sale = byVerify ? "sale-12" : "sale-15";
            try (Store office = open(dir.resolve("office"), 9);
                    Store till = open(folder, 1)) {
                sell(till, byVerify ? 0 : 100, byVerify ? 100 : 101);
                push(till, office);
                adopt(office, till);
                till.rebase();
            }
            Rot.in(folder.resolve("journal"), sale);
            try (Store till = open(folder, 1)) {
                assertThat(till.recovery().quarantined())
                        .as("a base is believed")
                        .isZero();
                if (byVerify) {
                    assertThat(till.verify().problems()).isNotEmpty();
                } else {
                    assertThatExceptionOfType(StoreException.class)
                            .isThrownBy(() -> till.compact(c -> true))
                            .withMessageContaining("nothing was changed. Start the program again");
                }
            }
            try (Store office = open(dir.resolve("office"), 9);
                    Store till = open(folder, 1)) {
                assertThat(till.recovery().quarantined()).isPositive();
                till.receive(office.since(StreamId.of(BRANCH, till.self()), 0, Integer.MAX_VALUE), Map.of());
                assertThat(till.digest(BRANCH).digest())
                        .isEqualTo(office.digest(BRANCH).digest());
            }
        }
    }

    @Test
    void a_second_time_a_backup_and_a_crash_before_old_files_went_are_no_harm() throws IOException {
        Path folder = dir.resolve("till");
        Path leftover = dir.resolve("leftover");
        try (Store office = open(dir.resolve("office"), 9);
                Store till = open(folder, 1)) {
            sell(till, 0, 60);
            push(till, office);
            adopt(office, till);
            sell(till, 60, 62);
            Files.createDirectories(leftover);
            Path first = folder.resolve("journal").resolve("0000000000000001.seg");
            Files.copy(first, leftover.resolve(first.getFileName()));
            till.compact(c -> true);
            assertThat(first).doesNotExist();
            sell(till, 62, 120);
            push(till, office);
            adopt(office, till);
            sell(till, 120, 122);
            push(till, office);
            assertThat(till.compact(c -> true).segments()).isPositive();
            holdsAll(till, office, 122);
            till.backup(dir.resolve("backup.zip"));
        }
        Stores.restore(dir.resolve("backup.zip"), dir.resolve("restored"));
        Files.copy(
                leftover.resolve("0000000000000001.seg"),
                folder.resolve("journal").resolve("0000000000000001.seg"));
        delete(folder.resolve("base"));
        for (String each : List.of("till", "restored")) {
            try (Store till = open(dir.resolve(each), 1);
                    Store office = open(dir.resolve("office"), 9)) {
                assertThat(till.recovery().quarantined()).as(each).isZero();
                holdsAll(till, office, 122);
            }
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        var all = new ArrayList<Path>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(all::add);
        }
        all.sort(Comparator.reverseOrder());
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
