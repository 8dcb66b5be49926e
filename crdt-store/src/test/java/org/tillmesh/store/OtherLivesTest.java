package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.engine.Stores;

/** A folder that was copied or restored may have gone on where it was: what its machine knows of that, and what it does not. */
class OtherLivesTest {
    private static final Scope BRANCH = Scope.branch("S001");

    @TempDir
    Path dir;

    private Store open(String folder, String machine) throws IOException {
        return Stores.open(
                dir.resolve(folder),
                Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                        .withReplica(new ReplicaId(1))
                        .withSegmentBytes(32 << 10)
                        .withFreeBytesMin(0)
                        .withStateFolder(dir.resolve(machine)));
    }

    private static void sell(Store store, int from, int to) {
        for (int i = from; i <= to; i++) {
            String uuid = "sale-" + i;
            byte[] printed = ByteBuffer.allocate(8).putLong(i).array();
            store.write(tx -> {
                tx.append(BRANCH, new DocRef("sale", uuid), Value.of(uuid));
                tx.note(Store.PRINTED, printed);
                return true;
            });
        }
    }

    private static long printed(Store store) {
        return ByteBuffer.wrap(store.noted(Store.PRINTED).orElseThrow()).getLong();
    }

    private Path backup(String folder) throws IOException {
        Path file = dir.resolve(folder + ".zip");
        Stores.backup(dir.resolve(folder), file);
        return file;
    }

    private List<ChangeSet> sevenAndABackupThenTwoMore() throws IOException {
        try (Store store = open("till", "machine")) {
            sell(store, 1, 7);
        }
        backup("till");
        try (Store store = open("till", "machine")) {
            sell(store, 8, 9);
            return store.since(StreamId.of(BRANCH, store.self()), 7, Integer.MAX_VALUE);
        }
    }

    @Test
    void a_restored_folder_learns_from_its_machine_what_it_wrote_after_the_backup() throws IOException {
        List<ChangeSet> later = sevenAndABackupThenTwoMore();
        StreamId stream = later.get(0).stream();
        Stores.restore(dir.resolve("till.zip"), dir.resolve("restored"));
        Origin self;
        try (Store store = open("restored", "machine")) {
            assertThat(store.recovery().newIncarnation()).isTrue();
            assertThat(store.recovery().endProven()).isTrue();
            assertThat(printed(store)).isEqualTo(9);
            assertThat(store.lost(stream)).containsExactly(8L, 9L);
            self = store.self();
        }
        try (Store store = open("restored", "machine")) {
            assertThat(store.self()).isEqualTo(self);
            assertThat(printed(store)).isEqualTo(9);
            store.receive(later, Map.of());
            assertThat(store.lost(stream)).isEmpty();
        }
        try (Store store = open("till", "machine")) {
            assertThat(store.self()).as("where it was, nothing changes").isEqualTo(stream.origin());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine", "another"})
    void what_a_restored_folder_wrote_is_known_when_the_same_backup_is_restored_again(String machine)
            throws IOException {
        sevenAndABackupThenTwoMore();
        Stores.restore(dir.resolve("till.zip"), dir.resolve("restored"));
        StreamId second;
        try (Store store = open("restored", machine)) {
            sell(store, 10, 11);
            second = StreamId.of(BRANCH, store.self());
        }
        Stores.restore(dir.resolve("till.zip"), dir.resolve("again"));
        try (Store store = open("again", machine)) {
            assertThat(printed(store)).isEqualTo(11);
            assertThat(store.lost(second)).containsExactly(1L, 2L);
        }
    }

    @Test
    void on_another_machine_nothing_is_known_of_it() throws IOException {
        sevenAndABackupThenTwoMore();
        Stores.restore(dir.resolve("till.zip"), dir.resolve("restored"));
        try (Store store = open("restored", "another")) {
            assertThat(store.recovery().newIncarnation()).isTrue();
            assertThat(store.recovery().endProven()).isFalse();
            assertThat(store.recovery().lost()).isZero();
            assertThat(printed(store)).isEqualTo(7);
        }
    }

    /** It went on elsewhere, and is back with what it wrote there. */
    @Test
    void a_witness_that_stayed_behind_proves_nothing() throws IOException {
        try (Store store = open("till", "machine")) {
            sell(store, 1, 3);
        }
        Stores.restore(backup("till"), dir.resolve("elsewhere"));
        try (Store store = open("elsewhere", "another")) {
            sell(store, 4, 5);
        }
        Stores.restore(backup("elsewhere"), dir.resolve("back"));
        try (Store store = open("back", "machine")) {
            assertThat(store.recovery().endProven()).isFalse();
            assertThat(printed(store)).isEqualTo(5);
        }
    }

    @Test
    void a_folder_of_another_till_on_the_same_machine_is_another_life_of_nobody() throws IOException {
        sevenAndABackupThenTwoMore();
        try (Store store = open("unrelated", "machine")) {
            sell(store, 1, 3);
        }
        Stores.restore(backup("unrelated"), dir.resolve("restored"));
        try (Store store = open("restored", "machine")) {
            assertThat(printed(store)).isEqualTo(3);
            assertThat(store.recovery().lost()).isZero();
        }
    }

    @Test
    void the_end_is_proven_by_a_mark_that_tells_what_was_printed_and_by_nothing_less() throws IOException {
        try (Store store = open("till", "machine")) {
            sell(store, 1, 7);
        }
        Path folder = dir.resolve("till");
        Map<Path, byte[]> whole = Harmed.image(folder);
        Map<Path, byte[]> state = Harmed.image(dir.resolve("machine"));
        for (String left : List.of("durable", "clean", "number alone", "machine")) {
            Harmed.putBack(folder, whole);
            Harmed.putBack(dir.resolve("machine"), left.equals("machine") ? state : Map.of());
            List<Harmed.Place> records = Harmed.records(folder);
            records.get(records.size() - 1).zeroWhole();
            Path durable = folder.resolve("durable");
            switch (left) {
                case "durable" -> Files.delete(folder.resolve("clean"));
                case "number alone" -> {
                    Files.delete(folder.resolve("clean"));
                    Files.write(durable, Arrays.copyOf(Files.readAllBytes(durable), 64));
                }
                case "clean" -> Files.delete(durable);
                default -> {
                    Files.delete(folder.resolve("clean"));
                    Files.delete(durable);
                }
            }
            try (Store store = open("till", "machine")) {
                assertThat(store.recovery().newIncarnation()).as(left).isTrue();
                boolean isTold = left.equals("durable") || left.equals("machine");
                assertThat(store.recovery().endProven()).as(left).isEqualTo(isTold);
                assertThat(printed(store)).as(left).isEqualTo(isTold ? 7 : 6);
            }
        }
    }

    /** A power cut takes what was not yet on the disk, and the mark is not synced. */
    @Test
    void a_torn_tail_leaves_the_end_unproven() throws IOException {
        try (Store store = open("till", "machine")) {
            sell(store, 1, 7);
        }
        List<Harmed.Place> records = Harmed.records(dir.resolve("till"));
        Harmed.Place last = records.get(records.size() - 1);
        byte[] bytes = Files.readAllBytes(last.file());
        Arrays.fill(bytes, last.to(), last.to() + 100, (byte) 7);
        Files.write(last.file(), bytes);
        try (Store store = open("till", "machine")) {
            assertThat(store.recovery().cutBytes()).isPositive();
            assertThat(store.recovery().endProven()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_program_whose_folder_is_moved_away_writes_nothing_more(boolean isReplaced) throws IOException {
        Path folder = dir.resolve("till");
        Origin self;
        try (Store store = open("till", "machine")) {
            sell(store, 1, 3);
            self = store.self();
            Files.move(folder, dir.resolve("moved"));
            if (isReplaced) {
                copy(dir.resolve("moved"), folder);
            }
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> sell(store, 4, 4))
                    .withMessageContaining("moved away")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.READ_ONLY));
        }
        if (isReplaced) {
            try (Store store = open("till", "another")) {
                assertThat(store.self()).as("it is a copy").isNotEqualTo(self);
            }
        }
        try (Store store = open("moved", "machine")) {
            assertThat(store.self()).isEqualTo(self);
            assertThat(printed(store)).isEqualTo(3);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
