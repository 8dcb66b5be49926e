package org.tillmesh.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.journal.SegmentFormat;

class JournalStoreTest {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final DocRef MAHA = new DocRef("customer", "maha");

    @TempDir
    Path dir;

    private static Store open(Path dir, long replica) throws IOException {
        return Stores.open(dir, options(replica));
    }

    private static Stores.Options options(long replica) {
        return Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                .withReplica(new ReplicaId(replica))
                .withSegmentBytes(1 << 20)
                .withFreeBytesMin(0);
    }

    private static void put(Store store, String field, String value) {
        store.write(tx -> {
            tx.put(Scope.COMPANY, MAHA, field, Value.of(value));
            return true;
        });
    }

    private static void sale(Store store, String uuid) {
        store.write(tx -> {
            tx.append(BRANCH, new DocRef("sale", uuid), Value.map(Map.of("total", Value.of(1250))));
            return true;
        });
    }

    private static long sales(Store store) {
        return store.read(view -> view.count(BRANCH, "sale"));
    }

    private static List<ChangeSet> everything(Store store) {
        var all = new ArrayList<ChangeSet>();
        store.vector().heads().keySet().stream()
                .filter(id -> id.scope().isReplicated())
                .forEach(id ->
                        all.addAll(store.since(id, id.isBranch() ? firstOf(store, id) - 1 : 0, Integer.MAX_VALUE)));
        return all;
    }

    private static long firstOf(Store store, StreamId branch) {
        long seq = store.vector().head(branch).seq();
        while (seq > 1 && !store.since(branch, seq - 2, 1).isEmpty()) {
            seq--;
        }
        return seq;
    }

    @Test
    void what_was_committed_is_there_after_a_reopen() throws IOException {
        Store.Digest before;
        try (Store store = open(dir, 1)) {
            put(store, "name", "Maha");
            sale(store, "a");
            store.note(Map.of("cursor", new byte[] {7}));
            before = store.digest(BRANCH);
        }
        try (Store store = open(dir, 1)) {
            assertThat(store.read(v -> v.state(Scope.COMPANY, MAHA))
                            .orElseThrow()
                            .value("name"))
                    .contains(Value.of("Maha"));
            assertThat(store.digest(BRANCH)).isEqualTo(before);
            assertThat(store.noted("cursor")).contains(new byte[] {7});
            assertThat(store.recovery().commits()).isEqualTo(3);
            assertThat(store.recovery().cleanStop()).isTrue();
            assertThat(store.verify().problems()).isEmpty();
        }
    }

    @Test
    void what_a_commit_puts_together_it_may_put_once_more_but_not_remove() throws IOException {
        DocRef other = new DocRef("customer", "other");
        try (Store store = open(dir, 1)) {
            store.write(tx -> {
                tx.putAll(
                        Scope.COMPANY,
                        MAHA,
                        Map.of(List.of("name"), Value.of("Maha"), List.of("note"), Value.of("new")));
                tx.putAll(Scope.COMPANY, other, Map.of(List.of("name"), Value.of("Sara")));
                tx.put(Scope.COMPANY, MAHA, "name", Value.of("Maha A."));
                tx.putAll(Scope.COMPANY, other, Map.of(List.of("name"), Value.of("Sara B.")));
                assertThatThrownBy(() -> tx.remove(Scope.COMPANY, MAHA, List.of("note")))
                        .isInstanceOf(IllegalStateException.class);
                return true;
            });
            ChangeSet made = everything(store).get(0);
            assertThat(made.deltas()).hasSize(3);
            assertThat(named(store, MAHA)).containsExactly(Value.of("Maha A."));
            assertThat(named(store, other)).containsExactly(Value.of("Sara B."));
            store.write(tx -> {
                tx.putAll(Scope.COMPANY, MAHA, Map.of(List.of("name"), Value.of("Maha C.")));
                return true;
            });
            assertThat(named(store, MAHA)).containsExactly(Value.of("Maha C."));
        }
    }

    @Test
    void what_a_large_commit_begins_is_what_its_ChangeSet_makes_elsewhere() throws IOException {
        try (Store store = open(dir.resolve("one"), 1);
                Store other = open(dir.resolve("two"), 2)) {
            put(store, "name", "Maha");
            store.write(tx -> {
                for (int i = 0; i < 3_000; i++) {
                    var ref = new DocRef("customer", "c" + i % 2_500);
                    tx.putAll(
                            Scope.COMPANY,
                            i == 2_000 ? MAHA : ref,
                            Map.of(List.of("name"), Value.of("name " + i), List.of("note", "x" + i), Value.of(i)));
                }
                tx.append(BRANCH, new DocRef("sale", "a"), Value.map(Map.of("total", Value.of(1250))));
                return true;
            });
            other.receive(everything(store), Map.of());
            long customers = store.read(v -> v.count(Scope.COMPANY, "customer"));
            assertThat(customers).isEqualTo(2_500);
            for (int i : List.of(0, 499, 500, 1_999, 2_000, 2_499)) {
                DocRef ref = new DocRef("customer", "c" + i);
                Optional<Document.State> here = store.read(v -> v.state(Scope.COMPANY, ref));
                assertThat(here).isEqualTo(other.read(v -> v.state(Scope.COMPANY, ref)));
            }
            assertThat(named(store, MAHA)).containsExactly(Value.of("name 2000"));
            assertThat(store.digest(Scope.COMPANY)).isEqualTo(other.digest(Scope.COMPANY));
        }
        try (Store store = open(dir.resolve("one"), 1);
                Store other = open(dir.resolve("two"), 2)) {
            assertThat(store.digest(Scope.COMPANY)).isEqualTo(other.digest(Scope.COMPANY));
            assertThat(store.verify().problems()).isEmpty();
        }
    }

    private static List<Value> named(Store store, DocRef ref) {
        return store.read(view -> view.state(Scope.COMPANY, ref))
                .map(state -> state.dots().values(List.of("name")))
                .orElse(List.of());
    }

    @Test
    void a_folder_in_use_is_refused() throws IOException {
        try (Store store = open(dir, 1)) {
            assertThatThrownBy(() -> open(dir, 1))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void a_folder_of_a_newer_version_is_refused() throws IOException {
        open(dir, 1).close();
        Files.writeString(dir.resolve("format"), "tillmesh-store 2\n");
        assertThatThrownBy(() -> open(dir, 1)).hasMessageContaining("Update TillMesh");
    }

    @Test
    void concurrent_edits_merge_the_same_way_on_both() throws IOException {
        try (Store one = open(dir.resolve("1"), 1);
                Store two = open(dir.resolve("2"), 2)) {
            put(one, "name", "Maha");
            two.receive(everything(one), Map.of());
            put(one, "name", "Maha S.");
            put(two, "name", "Maha H.");
            put(two, "note", "regular");
            one.receive(everything(two), Map.of());
            two.receive(everything(one), Map.of());
            assertThat(one.digest(Scope.COMPANY)).isEqualTo(two.digest(Scope.COMPANY));
            assertThat(one.read(v -> v.state(Scope.COMPANY, MAHA))
                            .orElseThrow()
                            .dots()
                            .values(List.of("name")))
                    .hasSize(2);
        }
    }

    @Test
    void any_order_of_arrival_gives_the_same_state() throws IOException {
        for (long seed = 1; seed <= 60; seed++) {
            Path here = dir.resolve("seed" + seed);
            var random = new Random(seed);
            var stores = new ArrayList<Store>();
            for (int i = 0; i < 3; i++) {
                stores.add(open(here.resolve("s" + i), i + 1));
            }
            for (int step = 0; step < 40; step++) {
                Store store = stores.get(random.nextInt(3));
                switch (random.nextInt(5)) {
                    case 0 -> put(store, "name", "n" + step);
                    case 1 -> sale(store, "sale" + step);
                    case 2 ->
                        store.write(tx -> {
                            tx.put(Scope.COMPANY, MAHA, List.of("tags", "t" + random.nextInt(3)), Value.of(true));
                            return true;
                        });
                    case 3 ->
                        store.write(tx -> {
                            tx.remove(Scope.COMPANY, MAHA, List.of("tags"));
                            return true;
                        });
                    default -> {
                        List<ChangeSet> some = everything(stores.get(random.nextInt(3)));
                        java.util.Collections.shuffle(some, random);
                        store.receive(some.subList(0, some.size() / 2), Map.of());
                    }
                }
            }
            for (Store to : stores) {
                for (Store from : stores) {
                    to.receive(everything(from), Map.of());
                }
            }
            for (Store store : stores) {
                assertThat(store.digest(Scope.COMPANY))
                        .as("seed %d", seed)
                        .isEqualTo(stores.get(0).digest(Scope.COMPANY));
                assertThat(store.digest(BRANCH))
                        .as("seed %d", seed)
                        .isEqualTo(stores.get(0).digest(BRANCH));
                store.close();
            }
        }
    }

    @Test
    void both_branches_of_a_copied_folder_stand() throws IOException {
        try (Store one = open(dir.resolve("1"), 1)) {
            sale(one, "a");
        }
        copy(dir.resolve("1"), dir.resolve("2"));
        Files.copy(
                dir.resolve("1/identity"),
                dir.resolve("2/identity"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (Store one = open(dir.resolve("1"), 1);
                Store two = open(dir.resolve("2"), 1)) {
            assertThat(two.recovery().newIncarnation()).isTrue();
            assertThat(two.self()).isNotEqualTo(one.self());
        }
    }

    @Test
    void a_fork_keeps_both_branches_everywhere() throws IOException {
        try (Store one = open(dir.resolve("1"), 1)) {
            sale(one, "a");
            sale(one, "b");
        }
        copy(dir.resolve("1"), dir.resolve("saved"));
        List<ChangeSet> first;
        try (Store one = open(dir.resolve("1"), 1)) {
            sale(one, "c");
            first = everything(one);
        }
        // The whole machine's image of before is put back: the same folder, the same marks, no later witness.
        try (var files = Files.newDirectoryStream(dir.resolve("1/journal"), "*.seg")) {
            for (Path file : files) {
                Files.copy(
                        dir.resolve("saved/journal").resolve(file.getFileName()),
                        file,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.delete(dir.resolve("1/durable"));
        Files.delete(dir.resolve("1/clean"));
        List<ChangeSet> second;
        try (Store one = Stores.open(dir.resolve("1"), options(1).withStateFolder(null))) {
            sale(one, "d");
            sale(one, "e");
            second = everything(one);
        }
        try (Store three = open(dir.resolve("3"), 3);
                Store four = open(dir.resolve("4"), 4)) {
            three.receive(first, Map.of());
            assertThat(three.receive(second, Map.of()).forks()).hasSize(1);
            four.receive(second, Map.of());
            four.receive(first, Map.of());
            assertThat(sales(three)).isEqualTo(5);
            assertThat(three.digest(BRANCH)).isEqualTo(four.digest(BRANCH));
            try (Store five = open(dir.resolve("5"), 5)) {
                five.receive(everything(three), Map.of());
                assertThat(five.digest(BRANCH)).isEqualTo(four.digest(BRANCH));
            }
        }
    }

    @Test
    void a_torn_tail_is_cut_and_everything_before_it_stays() throws IOException {
        try (Store store = open(dir, 1)) {
            sale(store, "a");
            sale(store, "b");
        }
        Path segment = dir.resolve("journal/0000000000000001.seg");
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        bytes[(end + 7) / 8 * 8 + 3] = 99;
        Files.write(segment, bytes);
        try (Store store = open(dir, 1)) {
            assertThat(store.recovery().cutBytes()).isPositive();
            assertThat(store.recovery().quarantined()).isZero();
            assertThat(sales(store)).isEqualTo(2);
            sale(store, "c");
        }
        try (Store store = open(dir, 1)) {
            assertThat(sales(store)).isEqualTo(3);
        }
    }

    @Test
    void rot_is_told_from_a_torn_tail_and_healed_by_a_peer() throws IOException {
        List<ChangeSet> copy;
        try (Store store = open(dir, 1)) {
            for (String uuid : List.of("a", "b", "c")) {
                sale(store, uuid);
            }
            copy = everything(store);
        }
        Path segment = dir.resolve("journal/0000000000000001.seg");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[SegmentFormat.SEGMENT_HEADER_BYTES + SegmentFormat.RECORD_HEADER_BYTES + 10] ^= 1;
        Files.write(segment, bytes);
        try (Store store = open(dir, 1)) {
            assertThat(store.recovery().quarantined()).isPositive();
            assertThat(store.recovery().newIncarnation()).isTrue();
            assertThat(store.recovery().lost()).isEqualTo(1);
            assertThat(sales(store)).as("what follows a hole still counts").isEqualTo(2);
            store.receive(copy, Map.of());
            assertThat(sales(store)).isEqualTo(3);
        }
    }

    @Test
    void a_hard_sync_keeps_what_the_checkpoint_lacks() throws IOException {
        try (Store relay = open(dir.resolve("relay"), 9);
                Store till = open(dir.resolve("till"), 1)) {
            put(relay, "name", "Maha");
            put(relay, "note", "vip");
            sale(till, "mine");
            put(till, "phone", "0500000101");
            Store.Checkpoint company = relay.snapshot(Scope.COMPANY, dir.resolve("chunks"));
            till.adopt(
                    company,
                    company.chunks().stream()
                            .map(h -> dir.resolve("chunks").resolve(h.toString()))
                            .toList());
            assertThat(till.read(v -> v.state(Scope.COMPANY, MAHA))
                            .orElseThrow()
                            .dots()
                            .paths())
                    .hasSize(3);
            put(till, "name", "Maha H.");
            relay.receive(everything(till), Map.of());
            assertThat(relay.digest(Scope.COMPANY)).isEqualTo(till.digest(Scope.COMPANY));
        }
        try (Store till = open(dir.resolve("till"), 1)) {
            assertThat(sales(till)).isEqualTo(1);
            assertThat(till.read(v -> v.state(Scope.COMPANY, MAHA))
                            .orElseThrow()
                            .value("name"))
                    .contains(Value.of("Maha H."));
        }
    }

    @Test
    void a_backup_restored_elsewhere_is_a_new_incarnation_with_every_record() throws IOException {
        Store.Digest before;
        org.tillmesh.crdt.Origin self;
        try (Store store = open(dir.resolve("1"), 1)) {
            sale(store, "a");
            put(store, "name", "Maha");
            before = store.digest(BRANCH);
            self = store.self();
            assertThat(store.backup(dir.resolve("backup"))).isEqualTo(2);
        }
        assertThat(Stores.restore(dir.resolve("backup"), dir.resolve("2"))).isEqualTo(2);
        try (Store store = open(dir.resolve("2"), 1)) {
            assertThat(store.digest(BRANCH)).isEqualTo(before);
            assertThat(store.self().incarnation()).isNotEqualTo(self.incarnation());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void the_next_segment_is_made_in_a_quiet_moment_and_used_when_it_is_needed() throws Exception {
        Path ahead = dir.resolve("journal").resolve("ahead");
        try (Store store = open(dir, 1)) {
            for (int i = 0; i < 60; i++) { // more than half of a segment of 1 MiB
                String id = "big-" + i;
                store.write(tx -> {
                    tx.append(BRANCH, new DocRef("sale", id), Value.of(new byte[10_000]));
                    return true;
                });
            }
            for (int tries = 0; tries < 3_000 && !Files.exists(ahead); tries++) {
                Thread.sleep(10);
            }
            assertThat(ahead).exists();
            Thread.sleep(200); // a file that is there may still be written
            for (int i = 60; i < 120; i++) {
                String id = "big-" + i;
                store.write(tx -> {
                    tx.append(BRANCH, new DocRef("sale", id), Value.of(new byte[10_000]));
                    return true;
                });
            }
            assertThat(dir.resolve("journal").resolve("0000000000000002.seg")).exists();
        }
        assertThat(ahead).doesNotExist();
        try (Store store = open(dir, 1)) {
            assertThat(sales(store)).isEqualTo(120);
            assertThat(store.verify().problems()).isEmpty();
        }
    }

    /** Lets the first segment be made; says when the next one is begun, and holds it up until it may go on. */
    private static final class SlowToGrow {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayGoOn = new CountDownLatch(1);
        final AtomicInteger made = new AtomicInteger();

        Disk over(Disk disk) {
            return (Disk) Proxy.newProxyInstance(
                    Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (proxy, method, args) -> {
                        if (method.getName().equals("open")
                                && args[1] == Disk.Mode.CREATE_NEW
                                && args[0].toString().endsWith("ahead")
                                && made.getAndIncrement() > 0) {
                            begun.countDown();
                            mayGoOn.await();
                        }
                        return method.invoke(disk, args);
                    });
        }
    }

    private static void large(Store store, int number) {
        store.write(tx -> {
            tx.append(BRANCH, new DocRef("sale", "large-" + number), Value.of(new byte[2_000_000]));
            return true;
        });
    }

    @Test
    @Timeout(60)
    void a_large_record_does_not_wait_for_the_next_segment_and_a_small_one_goes_on_in_it() throws Exception {
        int segmentBytes = 16 << 20;
        var slow = new SlowToGrow();
        Stores.Options usual = options(1);
        var options = new Stores.Options(
                usual.replica(),
                usual.authority(),
                usual.schema(),
                usual.nowMillis(),
                usual.clockErrorMs(),
                segmentBytes,
                usual.freeBytesMin(),
                slow.over(usual.disk()),
                usual.random(),
                usual.memoryBytes(),
                usual.stateFolder(),
                usual.upkeep(),
                usual.atCommit());
        Path journal = dir.resolve("journal");
        try (Store store = Stores.open(dir, options)) {
            for (int i = 0; i < 7; i++) {
                large(store, i);
            }
            slow.begun.await();
            large(store, 7);
            large(store, 8);
            assertThat(Files.size(journal.resolve("0000000000000001.seg"))).isEqualTo(segmentBytes);
            assertThat(Files.size(journal.resolve("0000000000000002.seg"))).isLessThan(2_100_000);
            var small = CompletableFuture.runAsync(() -> sale(store, "small"));
            slow.mayGoOn.countDown();
            small.get(30, TimeUnit.SECONDS);
            assertThat(Files.size(journal.resolve("0000000000000003.seg"))).isEqualTo(segmentBytes);
        }
        try (Store store = open(dir, 1)) {
            assertThat(sales(store)).isEqualTo(10);
            assertThat(store.verify().problems()).isEmpty();
        }
    }
}
