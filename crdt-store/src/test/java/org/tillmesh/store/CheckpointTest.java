package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.engine.Stores;

/** What two checkpoints of one scope share, and what a store tells of the one it holds. */
class CheckpointTest {
    private static final int PRODUCTS = 20_000;

    @TempDir
    Path dir;

    /** One row for each document. */
    private static final class RowPerDocument implements Schema {
        @Override
        public int indexes() {
            return 1;
        }

        @Override
        public void index(Document document, Rows rows) {
            rows.row("all", document.ref().id(), Value.NULL);
        }
    }

    private static Stores.Options options(long replica) {
        return Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L).withReplica(new ReplicaId(replica));
    }

    private Store open(String folder, long replica) throws IOException {
        return Stores.open(dir.resolve(folder), options(replica));
    }

    private static DocRef product(int i) {
        return new DocRef("product", "p" + i);
    }

    private static Store officeWithProducts(Store office) {
        var random = new Random(11);
        office.write(tx -> {
            for (int i = 0; i < PRODUCTS; i++) {
                tx.put(Scope.COMPANY, product(i), "name", Value.of("n".repeat(100 + random.nextInt(300))));
            }
            return true;
        });
        return office;
    }

    @Test
    void a_few_changes_leave_most_chunks_as_they_were() throws IOException {
        try (Store office = officeWithProducts(open("office", 1))) {
            Store.Checkpoint before = office.snapshot(Scope.COMPANY, dir.resolve("before"));
            office.write(tx -> {
                tx.put(Scope.COMPANY, product(7_777), "price", Value.of(5));
                tx.put(Scope.COMPANY, new DocRef("product", "p100x"), "name", Value.of("one more"));
                return true;
            });

            Store.Checkpoint after = office.snapshot(Scope.COMPANY, dir.resolve("after"));

            var changed = new HashSet<>(after.chunks());
            changed.removeAll(before.chunks());
            assertThat(after.chunks()).hasSizeGreaterThan(8);
            assertThat(changed).hasSizeLessThanOrEqualTo(4); // the two documents', the stream's, and one more at most
        }
    }

    @Test
    void two_who_write_into_one_folder_at_once_write_the_same() throws Exception {
        try (Store office = officeWithProducts(open("office", 1))) {
            Callable<Store.Checkpoint> writing = () -> office.snapshot(Scope.COMPANY, dir.resolve("chunks"));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<Store.Checkpoint>> both = threads.invokeAll(List.of(writing, writing));
                assertThat(both.get(0).get().chunks())
                        .isEqualTo(both.get(1).get().chunks());
            } finally {
                threads.shutdown();
            }
        }
    }

    @Test
    void one_is_written_while_index_rows_are_worked_out() throws Exception {
        try (Store office = Stores.open(dir.resolve("office"), options(1).withSchema(new RowPerDocument()))) {
            officeWithProducts(office);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                for (int round = 0; round < 20; round++) {
                    int price = round;
                    office.write(tx -> {
                        for (int i = 0; i < 2_000; i++) {
                            tx.put(Scope.COMPANY, new DocRef("product", "r" + price + "-" + i), "price", Value.of(i));
                        }
                        return true;
                    });
                    Future<Long> reading = thread.submit(
                            () -> office.<Long>read(view -> view.rows(Scope.COMPANY, "all", KeyRange.startingWith(""))
                                    .count()));
                    office.snapshot(Scope.COMPANY, dir.resolve("chunks"));
                    assertThat(reading.get()).isEqualTo(PRODUCTS + 2_000L * (round + 1));
                }
            } finally {
                thread.shutdown();
            }
        }
    }

    /** @param bases of which the second is made of nothing but what nobody sees */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void what_was_removed_before_it_came_stays_removed_behind_bases_and_a_checkpoint(int bases) throws IOException {
        try (Store first = open("first", 1);
                Store second = open("second", 2);
                Store office = open("office", 9);
                Store late = open("late", 3)) {
            first.write(tx -> {
                tx.put(Scope.COMPANY, product(1), "name", Value.of("milk"));
                return true;
            });
            List<ChangeSet> put = own(first);
            second.receive(put, Map.of());
            second.write(tx -> {
                tx.remove(Scope.COMPANY, product(1), List.of("name"));
                return true;
            });
            office.receive(own(second), Map.of());
            for (int i = 0; i < bases; i++) {
                office.rebase();
            }
            Store.Checkpoint checkpoint = office.snapshot(Scope.COMPANY, dir.resolve("chunks"));
            adopt(late, checkpoint);

            office.receive(put, Map.of());
            late.receive(put, Map.of());

            assertThat(shows(office)).isFalse();
            assertThat(shows(late)).isFalse();
        }
    }

    @Test
    void what_a_large_checkpoint_lacks_is_there_after_the_next_openings() throws IOException {
        Store.Digest before;
        try (Store office = officeWithProducts(open("office", 1));
                Store till = open("till", 2)) {
            till.write(tx -> {
                tx.put(Scope.COMPANY, product(3), "note", Value.of("made before"));
                tx.put(Scope.COMPANY, new DocRef("product", "own"), "name", Value.of("own"));
                return true;
            });
            Store.Checkpoint checkpoint = office.snapshot(Scope.COMPANY, dir.resolve("chunks"));
            adopt(till, checkpoint);
            till.write(tx -> {
                tx.put(Scope.COMPANY, product(4), "note", Value.of("made after"));
                return true;
            });
            before = till.digest(Scope.COMPANY);
        }
        for (int opening = 0; opening < 2; opening++) {
            try (Store till = open("till", 2)) {
                assertThat(till.digest(Scope.COMPANY)).isEqualTo(before);
                assertThat(till.<Long>read(
                                view -> view.scan(Scope.COMPANY, "product").count()))
                        .isEqualTo(PRODUCTS + 1);
                assertThat(own(till)).hasSize(2);
                till.rebase(); // the second opening is over a base like any other
            }
        }
    }

    @Test
    void rot_in_what_a_large_checkpoint_lacks_does_not_keep_the_store_shut() throws IOException {
        try (Store office = officeWithProducts(open("office", 1));
                Store till = Stores.open(dir.resolve("till"), options(2).withSegmentBytes(1 << 16))) {
            till.write(tx -> {
                tx.put(Scope.COMPANY, product(3), "note", Value.of("made before"));
                return true;
            });
            for (int i = 0; i < 3; i++) { // so that the base knows the first segment without reading it
                till.write(tx -> {
                    tx.put(Scope.LOCAL, product(4), "note", Value.of("n".repeat(10_000)));
                    return true;
                });
                till.write(tx -> {
                    tx.put(Scope.LOCAL, product(4), "note", Value.of("n".repeat(40_000)));
                    return true;
                });
            }
            adopt(till, office.snapshot(Scope.COMPANY, dir.resolve("chunks")));
        }
        Path segment = dir.resolve("till").resolve("journal").resolve("0000000000000001.seg");
        byte[] bytes = Files.readAllBytes(segment);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("made before");
        bytes[at] ^= 1;
        Files.write(segment, bytes);

        try (Store till = Stores.open(dir.resolve("till"), options(2).withSegmentBytes(1 << 16))) {
            assertThat(till.recovery().quarantined()).isPositive();
            assertThat(till.<Long>read(
                            view -> view.scan(Scope.COMPANY, "product").count()))
                    .isEqualTo(PRODUCTS);
        }
    }

    private void adopt(Store store, Store.Checkpoint checkpoint) {
        store.adopt(
                checkpoint,
                checkpoint.chunks().stream()
                        .map(chunk -> dir.resolve("chunks").resolve(chunk.toString()))
                        .toList());
    }

    private static boolean shows(Store store) {
        return store.read(view -> view.get(Scope.COMPANY, product(1)).isPresent());
    }

    private static List<ChangeSet> own(Store store) {
        return store.vector().heads().keySet().stream()
                .filter(stream ->
                        stream.origin().equals(store.self()) && stream.scope().isReplicated())
                .flatMap(stream -> store.since(stream, 0, Integer.MAX_VALUE).stream())
                .toList();
    }

    /** Whether it is small enough to be adopted in memory, or makes a base: what the till wrote itself lies over it. */
    @ParameterizedTest
    @ValueSource(ints = {10, PRODUCTS})
    void what_nobody_allowed_has_no_effect_over_an_adopted_checkpoint_either(int products) throws IOException {
        Stores.Options judging = Stores.Options.of(
                        (scope, origin, delta) -> origin.replica().bits() == 1
                                || !(delta instanceof Delta.Put put
                                        && put.doc().type().equals("product")),
                        () -> 1_800_000_000_000L)
                .withReplica(new ReplicaId(2));
        try (Store office = open("office", 1)) {
            office.write(tx -> {
                for (int i = 0; i < products; i++) {
                    tx.put(Scope.COMPANY, product(i), "name", Value.of("as head office wrote it, " + i));
                }
                return true;
            });
            Store.Checkpoint checkpoint = office.snapshot(Scope.COMPANY, dir.resolve("chunks"));
            try (Store till = Stores.open(dir.resolve("till"), judging)) {
                till.write(tx -> {
                    tx.put(Scope.COMPANY, product(3), "name", Value.of("forged"));
                    tx.put(Scope.COMPANY, new DocRef("customer", "c1"), "name", Value.of("a customer"));
                    return true;
                });
                adopt(till, checkpoint);
                assertThat(nameOf(till, product(3))).contains(Value.of("as head office wrote it, 3"));
                assertThat(nameOf(till, new DocRef("customer", "c1"))).contains(Value.of("a customer"));
            }
            try (Store till = Stores.open(dir.resolve("till"), judging)) {
                assertThat(nameOf(till, product(3))).contains(Value.of("as head office wrote it, 3"));
            }
        }
    }

    private static Optional<Value> nameOf(Store store, DocRef ref) {
        return store.read(view -> view.state(Scope.COMPANY, ref).flatMap(state -> state.value("name")));
    }

    @Test
    void a_store_tells_which_checkpoint_it_holds() throws IOException {
        try (Store office = officeWithProducts(open("office", 1));
                Store till = open("till", 2)) {
            assertThat(till.held(Scope.COMPANY)).isEmpty();
            Store.Checkpoint made = office.snapshot(Scope.COMPANY, dir.resolve("made"));
            List<Path> chunks = made.chunks().stream()
                    .map(hash -> dir.resolve("made").resolve(hash.toString()))
                    .toList();

            till.adopt(made, chunks);

            Store.Checkpoint held = till.held(Scope.COMPANY).orElseThrow();
            Hash manifest = Hash.sha256(held.manifest());
            assertThat(held.chunks()).isEqualTo(made.chunks());
            assertThat(held.chunks()).allSatisfy(chunk -> assertThat(till.chunk(manifest, chunk))
                    .hasValueSatisfying(bytes -> assertThat(Hash.sha256(bytes)).isEqualTo(chunk)));
        }
    }

    @Test
    void what_a_store_remembers_of_its_checkpoints_nobody_writes_over() throws IOException {
        try (Store till = open("till", 2)) {
            Map<String, byte[]> notes = Map.of("adopted/company", new byte[] {1});

            assertThatIllegalArgumentException().isThrownBy(() -> till.note(notes));
            assertThatIllegalArgumentException().isThrownBy(() -> till.receive(List.of(), notes));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> till.write(tx -> {
                        tx.note("adopted", new byte[] {1});
                        return true;
                    }));
        }
    }

    @Test
    void rot_in_the_manifest_is_no_checkpoint_and_no_failure() throws IOException {
        try (Store office = officeWithProducts(open("office", 1));
                Store till = open("till", 2)) {
            Store.Checkpoint made = office.snapshot(Scope.COMPANY, dir.resolve("made"));
            till.adopt(
                    made,
                    made.chunks().stream()
                            .map(hash -> dir.resolve("made").resolve(hash.toString()))
                            .toList());
            String name = Hash.sha256(made.manifest()).toString();
            Files.write(dir.resolve("till/checkpoint").resolve(name).resolve("manifest"), new byte[] {1, 2, 3});

            assertThat(till.held(Scope.COMPANY)).isEmpty();
            assertThat(till.noted("adopted/" + Scope.COMPANY.name())).isPresent();
        }
    }
}
