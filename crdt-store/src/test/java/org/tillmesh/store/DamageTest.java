package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.engine.Stores;

/** What rot takes, what it leaves, and how a peer brings it back. */
class DamageTest {
    private static final Scope BRANCH = Scope.branch("S001");

    @TempDir
    Path dir;

    private static Store open(Path dir, long replica) throws IOException {
        return Stores.open(
                dir,
                Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                        .withReplica(new ReplicaId(replica))
                        .withSegmentBytes(4 << 10)
                        .withStateFolder(dir.resolveSibling(dir.getFileName() + "-state")) // of a machine of its own
                        .withFreeBytesMin(0));
    }

    private static void sell(Store store, int from, int to) {
        for (int i = from; i < to; i++) {
            String uuid = String.format("sale-%03d", i);
            store.write(tx -> {
                tx.append(BRANCH, new DocRef("sale", uuid), Value.map(Map.of("total", Value.of(1250))));
                tx.put(BRANCH, new DocRef("last", "one"), List.of("sale"), Value.of(uuid));
                return true;
            });
        }
    }

    private static TreeSet<String> sales(Store store) {
        return store.read(view -> {
            var ids = new TreeSet<String>();
            try (Stream<Document> all = view.scan(BRANCH, "sale")) {
                all.forEach(d -> ids.add(d.ref().id()));
            }
            return ids;
        });
    }

    private static List<ChangeSet> everything(Store store) {
        var all = new ArrayList<ChangeSet>();
        for (StreamId id : store.vector().heads().keySet()) {
            all.addAll(store.since(id, store.startOf(id).seq(), Integer.MAX_VALUE));
        }
        return all;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith("lock") && !f.endsWith("held"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_flipped_byte_anywhere_costs_at_most_its_own_commit_and_a_peer_heals_it() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("Seed of the flipped bytes: " + seed);
        var random = new Random(seed);
        Path whole = dir.resolve("whole");
        Store.Digest right;
        List<ChangeSet> copy;
        try (Store store = open(whole, 1)) {
            sell(store, 0, 60);
            right = store.digest(BRANCH);
            copy = everything(store);
        }
        for (Path file : files(whole)) {
            for (int round = 0; round < 12; round++) {
                Path folder = dir.resolve("damaged-" + file.getFileName() + "-" + round);
                copy(whole, folder);
                Path victim = folder.resolve(whole.relativize(file));
                byte[] bytes = Files.readAllBytes(victim);
                boolean truncated = round % 4 == 3;
                int at = random.nextInt(bytes.length);
                if (truncated) {
                    bytes = java.util.Arrays.copyOf(bytes, at);
                } else {
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(victim, bytes);
                String what = (truncated ? "cut at " : "flipped at ") + at + " of " + victim;
                try (Store store = open(folder, 1)) {
                    int left = sales(store).size();
                    if (!truncated && file.getFileName().toString().endsWith(".seg") && at >= 64) {
                        assertThat(left).as(what).isGreaterThanOrEqualTo(59);
                    }
                    sell(store, 100, 101);
                    store.receive(copy, Map.of());
                    assertThat(sales(store)).as(what).hasSize(61);
                } catch (StoreException e) {
                    assertThat(file.getFileName().toString())
                            .as(what + ": " + e)
                            .isEqualTo("format");
                    assertThat(e.kind()).isEqualTo(StoreException.Kind.NEWER_VERSION);
                    continue;
                }
                try (Store store = open(folder, 1)) {
                    assertThat(sales(store)).as(what + ", again").hasSize(61);
                    assertThat(store.recovery().lost()).as(what + ", again").isZero();
                    sell(store, 101, 102);
                    assertThat(sales(store)).hasSize(62);
                }
            }
        }
        assertThat(right.digest()).isNotNull();
    }

    @Test
    void several_commits_in_a_row_are_lost_said_so_and_taken_back() throws IOException {
        Path folder = dir.resolve("one");
        List<ChangeSet> copy;
        try (Store store = open(folder, 1)) {
            sell(store, 0, 30);
            copy = everything(store);
        }
        Path second = files(folder).stream()
                .filter(f -> f.toString().endsWith("2.seg"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(second);
        java.util.Arrays.fill(bytes, 64, 1500, (byte) 0x5A);
        Files.write(second, bytes);
        try (Store one = open(folder, 1);
                Store two = open(dir.resolve("two"), 2);
                Store three = open(dir.resolve("three"), 3)) {
            long lost = one.recovery().lost();
            assertThat(lost).isGreaterThan(2);
            assertThat(sales(one)).hasSize(30 - (int) lost);
            List<ChangeSet> passedOn = everything(one);
            assertThat(passedOn).filteredOn(ChangeSet::isLost).hasSize(1);
            two.receive(passedOn, Map.of());
            assertThat(two.digest(BRANCH).digest()).isEqualTo(one.digest(BRANCH).digest());
            three.receive(everything(two), Map.of());
            assertThat(three.digest(BRANCH)).isEqualTo(two.digest(BRANCH));
            var backwards = new ArrayList<>(copy);
            java.util.Collections.shuffle(backwards, new Random(5));
            for (Store each : List.of(one, two, three)) {
                each.receive(backwards, Map.of());
                assertThat(sales(each)).hasSize(30);
            }
            assertThat(three.digest(BRANCH)).isEqualTo(one.digest(BRANCH)).isEqualTo(two.digest(BRANCH));
        }
        try (Store two = open(dir.resolve("two"), 2);
                Store one = open(folder, 1)) {
            assertThat(sales(two)).hasSize(30);
            assertThat(two.digest(BRANCH)).isEqualTo(one.digest(BRANCH));
        }
    }

    @Test
    void the_first_of_two_lost_ones_comes_back_alone() throws IOException {
        try (Store one = open(dir.resolve("one"), 1);
                Store two = open(dir.resolve("two"), 2)) {
            sell(one, 0, 4);
            List<ChangeSet> all = everything(one);
            ChangeSet lost = ChangeSets.lost(
                    BRANCH, one.self(), 2, all.get(2).head(), all.get(0).hash(), new byte[0]);
            two.receive(List.of(all.get(0), lost, all.get(3)), Map.of());
            assertThat(sales(two)).hasSize(2);
            two.receive(all.subList(0, 2), Map.of());
            assertThat(sales(two)).hasSize(3);
            two.receive(all, Map.of());
            assertThat(two.digest(BRANCH)).isEqualTo(one.digest(BRANCH));
        }
    }

    @Test
    void what_stands_on_another_branch_is_not_applied_again_when_it_returns_to_a_lost_one() throws IOException {
        Path folder = dir.resolve("two");
        try (Store one = open(dir.resolve("one"), 1)) {
            sell(one, 0, 2);
            List<ChangeSet> all = everything(one);
            Hash otherSecond = Hash.sha256(new byte[] {1});
            ChangeSet lost = ChangeSets.lost(BRANCH, one.self(), 1, new Head(2, otherSecond), Hash.ZERO, new byte[0]);
            try (Store two = open(folder, 2)) {
                two.receive(all, Map.of());
                two.receive(List.of(lost), Map.of()); // a copy of the folder wrote another second one, and rotted
                two.receive(all, Map.of());
                assertThat(two.lost(StreamId.of(BRANCH, one.self()).branchFrom(otherSecond)))
                        .containsExactly(2L);
                assertThat(two.digest(BRANCH).digest())
                        .isEqualTo(one.digest(BRANCH).digest());
            }
            try (Store two = open(folder, 2)) {
                assertThat(two.digest(BRANCH).digest())
                        .isEqualTo(one.digest(BRANCH).digest());
                sell(one, 2, 3);
                two.receive(everything(one), Map.of());
                assertThat(two.digest(BRANCH).digest())
                        .isEqualTo(one.digest(BRANCH).digest());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void two_that_lost_other_parts_of_a_stream_bring_each_other_what_they_have(boolean tillSpeaksFirst)
            throws IOException {
        List<ChangeSet> all;
        try (Store before = open(dir.resolve("before"), 1)) {
            sell(before, 0, 8);
            all = everything(before);
        }
        StreamId stream = all.get(0).stream();
        ChangeSet lostAtTill = lost(all, 2, 6);
        ChangeSet lostAtOffice = lost(all, 2, 3);
        try (Store till = open(dir.resolve("till"), 1);
                Store office = open(dir.resolve("office"), 3)) {
            till.receive(List.of(all.get(0), lostAtTill, all.get(6), all.get(7)), Map.of());
            office.receive(List.of(all.get(0), lostAtOffice, all.get(3), all.get(4)), Map.of());
            for (int round = 0; round < 2; round++) {
                boolean fromTill = tillSpeaksFirst == (round == 0);
                Store from = fromTill ? till : office;
                Store to = fromTill ? office : till;
                for (long lost : to.lost(stream)) {
                    to.receive(from.sinceOrLost(stream, lost - 1, Integer.MAX_VALUE), Map.of());
                }
                to.receive(from.sinceOrLost(stream, 1, Integer.MAX_VALUE), Map.of());
                to.receive(from.sinceOrLost(stream, 5, Integer.MAX_VALUE), Map.of());
            }
            for (Store each : List.of(till, office)) {
                assertThat(sales(each)).hasSize(5);
                assertThat(each.lost(stream)).containsExactly(2L, 3L, 6L);
            }
            assertThat(till.digest(BRANCH)).isEqualTo(office.digest(BRANCH));
        }
        try (Store till = open(dir.resolve("till"), 1);
                Store office = open(dir.resolve("office"), 3)) {
            assertThat(till.digest(BRANCH)).isEqualTo(office.digest(BRANCH));
            for (Store each : List.of(till, office)) {
                each.receive(all, Map.of());
                assertThat(each.lost(stream)).isEmpty();
                assertThat(sales(each)).hasSize(8);
            }
            assertThat(till.digest(BRANCH)).isEqualTo(office.digest(BRANCH));
        }
    }

    private static ChangeSet lost(List<ChangeSet> all, int firstSeq, int lastSeq) {
        ChangeSet last = all.get(lastSeq - 1);
        return ChangeSets.lost(
                BRANCH,
                last.origin(),
                firstSeq,
                last.head(),
                all.get(firstSeq - 2).hash(),
                new byte[0]);
    }

    @Test
    void what_nobody_else_has_either_does_not_keep_back_what_follows() throws IOException {
        Path carrier = dir.resolve("carrier");
        List<ChangeSet> all;
        try (Store before = open(dir.resolve("before"), 1);
                Store held = open(carrier, 2)) {
            sell(before, 0, 8);
            all = everything(before);
            all.forEach(each -> held.receive(List.of(each), Map.of()));
        }
        StreamId stream = all.get(0).stream();
        Rot.in(carrier.resolve("journal"), "sale-005", "sale-006");
        try (Store held = open(carrier, 2);
                Store origin = open(dir.resolve("anew"), 1);
                Store office = open(dir.resolve("office"), 3)) {
            assertThat(held.lost(stream)).containsExactly(6L, 7L);
            assertThat(held.since(stream, 5, Integer.MAX_VALUE))
                    .as("not for everybody")
                    .isEmpty();
            List<ChangeSet> told = held.sinceOrLost(stream, 5, Integer.MAX_VALUE);
            assertThat(told).hasSize(2);
            assertThat(told.get(0).isLost()).isTrue();
            assertThat(told.get(1)).isEqualTo(all.get(7));
            assertThat(held.sinceOrLost(stream, 6, Integer.MAX_VALUE))
                    .as("asked for from the middle")
                    .isEqualTo(told);
            origin.receive(all.subList(0, 6), Map.of());
            office.receive(all.subList(0, 5), Map.of());
            for (Store each : List.of(origin, office)) {
                each.receive(told, Map.of());
                assertThat(each.vector().head(stream)).isEqualTo(all.get(7).head());
            }
            assertThat(origin.lost(stream)).containsExactly(7L);
            assertThat(office.lost(stream)).containsExactly(6L, 7L);
            for (Store each : List.of(held, origin, office)) {
                each.receive(all, Map.of());
                assertThat(sales(each)).hasSize(8);
                assertThat(each.lost(stream)).isEmpty();
                assertThat(each.digest(BRANCH)).isEqualTo(held.digest(BRANCH));
            }
        }
    }

    @Test
    void one_rotten_record_takes_no_other_with_it_where_a_later_checkpoint_lacks_all_of_them() throws IOException {
        Path folder = dir.resolve("till");
        List<ChangeSet> all;
        try (Store till = open(folder, 1);
                Store office = open(dir.resolve("office"), 2);
                Store emptied = open(dir.resolve("emptied"), 2)) {
            sell(till, 0, 5);
            office.receive(everything(till), Map.of());
            adopt(till, office.snapshot(BRANCH, dir.resolve("first")), dir.resolve("first"));
            sell(till, 5, 6);
            sell(emptied, 6, 7); // head office begins anew, with nothing
            adopt(till, emptied.snapshot(BRANCH, dir.resolve("second")), dir.resolve("second"));
            sell(till, 7, 8);
            assertThat(sales(till)).hasSize(8);
            all = everything(till);
        }
        Rot.in(folder.resolve("journal"), "sale-002");
        try (Store till = open(folder, 1)) {
            assertThat(till.lost(all.get(0).stream())).containsExactly(3L);
            assertThat(sales(till)).hasSize(7).doesNotContain("sale-002");
            till.receive(all, Map.of());
            assertThat(till.lost(all.get(0).stream())).isEmpty();
            assertThat(sales(till)).hasSize(8);
        }
    }

    @Test
    void what_a_checkpoint_lacks_is_kept_over_it_and_handed_back() throws IOException {
        Path office = dir.resolve("office");
        List<ChangeSet> all;
        try (Store store = open(office, 1)) {
            sell(store, 0, 4);
            all = everything(store);
        }
        Rot.in(office.resolve("journal"), "sale-001");
        StreamId stream = all.get(0).stream();
        try (Store rotten = open(office, 1);
                Store till = open(dir.resolve("till"), 2)) {
            till.receive(all.subList(0, 2), Map.of());
            for (int round = 0; round < 2; round++) {
                Path chunks = dir.resolve("chunks-" + round);
                adopt(till, rotten.snapshot(BRANCH, chunks), chunks);
                assertThat(sales(till))
                        .as("the rot of its maker takes nothing here")
                        .hasSize(4 + round);
                sell(rotten, 4 + round, 5 + round);
            }
            assertThat(till.startOf(stream).seq()).isEqualTo(4);
            List<ChangeSet> handedBack = till.since(stream, 1, Integer.MAX_VALUE);
            assertThat(handedBack).containsExactly(all.get(1));
            rotten.receive(handedBack, Map.of());
            assertThat(rotten.lost(stream)).isEmpty();
            till.receive(everything(rotten), Map.of());
            assertThat(till.digest(BRANCH)).isEqualTo(rotten.digest(BRANCH));
        }
    }

    @Test
    void base_files_may_rot_or_go_and_nothing_is_lost() throws IOException {
        Path whole = dir.resolve("whole");
        Store.Digest right;
        try (Store store = open(whole, 1)) {
            sell(store, 0, 40);
            store.rebase();
            sell(store, 40, 50);
            right = store.digest(BRANCH);
        }
        try (Store store = open(whole, 1)) {
            assertThat(store.digest(BRANCH)).isEqualTo(right);
            assertThat(sales(store)).hasSize(50);
            assertThat(store.verify().problems()).isEmpty();
        }
        var random = new Random(11);
        for (Path file : files(whole.resolve("base"))) {
            for (int round = 0; round < 6; round++) {
                Path folder = dir.resolve("base-" + file.getFileName() + "-" + round);
                copy(whole, folder);
                Path victim = folder.resolve(whole.relativize(file));
                byte[] bytes = Files.readAllBytes(victim);
                if (round == 0 || bytes.length == 0) {
                    Files.delete(victim);
                } else {
                    bytes[random.nextInt(bytes.length)] ^= 1 << 3;
                    Files.write(victim, bytes);
                }
                try (Store store = open(folder, 1)) {
                    store.verify(); // finds what has rotted, and puts such a base aside
                }
                try (Store store = open(folder, 1)) {
                    assertThat(sales(store)).as(victim + " " + round).hasSize(50);
                    assertThat(store.digest(BRANCH)).isEqualTo(right);
                    assertThat(store.verify().problems()).isEmpty();
                }
            }
        }
    }

    @Test
    void rot_that_was_dealt_with_is_not_dealt_with_again() throws IOException {
        Path folder = dir.resolve("one");
        try (Store store = open(folder, 1)) {
            sell(store, 0, 5);
        }
        Path first = files(folder).stream()
                .filter(f -> f.toString().endsWith("1.seg"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(first);
        bytes[120] ^= 1;
        Files.write(first, bytes);
        String incarnation;
        try (Store store = open(folder, 1)) {
            assertThat(store.recovery().newIncarnation()).isTrue();
            incarnation = store.self().toString();
            sell(store, 5, 7);
        }
        try (Store store = open(folder, 1)) {
            assertThat(store.self()).hasToString(incarnation);
            assertThat(sales(store)).hasSize(6);
            assertThat(store.verify().clean()).isFalse();
        }
    }

    @Test
    void rot_that_a_hard_sync_meets_is_dealt_with_by_the_next_start() throws IOException {
        Path till = dir.resolve("till");
        Path chunks = dir.resolve("chunks");
        Store.Checkpoint empty;
        try (Store office = open(dir.resolve("office"), 9)) {
            empty = office.snapshot(BRANCH, chunks);
        }
        try (Store store = open(till, 1)) {
            sell(store, 0, 60);
            store.rebase();
        }
        Path first = till.resolve("journal").resolve(String.format("%016x.seg", 1));
        byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length / 2] ^= 1;
        Files.write(first, bytes);

        try (Store store = open(till, 1)) { // over its base, which has everything
            assertThat(sales(store)).hasSize(60);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> adopt(store, empty, chunks))
                    .withMessageContaining("Start the program again")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED));
            assertThat(sales(store)).as("nothing was changed").hasSize(60);
        }
        try (Store store = open(till, 1)) {
            assertThat(store.recovery().quarantined()).isPositive();
            adopt(store, empty, chunks);
            assertThat(sales(store)).hasSize(59);
        }
    }

    private static void adopt(Store store, Store.Checkpoint checkpoint, Path chunks) {
        store.adopt(
                checkpoint,
                checkpoint.chunks().stream()
                        .map(hash -> chunks.resolve(hash.toString()))
                        .toList());
    }
}
