package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.engine.Stores;

/** What was durable and is gone at the journal's end, where no later record tells of it. */
class LostEndTest {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final int SALES = 24;

    @TempDir
    Path dir;

    private Path folder() {
        return dir.resolve("till");
    }

    private Stores.Options options(long replica) {
        return Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                .withReplica(new ReplicaId(replica))
                .withSegmentBytes(32 << 10)
                .withFreeBytesMin(0)
                .withStateFolder(dir.resolve("state"));
    }

    private Store open() throws IOException {
        return Stores.open(folder(), options(1));
    }

    /** Each as a till's: its number is printed, and a local document follows in the same commit. */
    private static void sell(Store store, int from, int to) {
        for (int i = from; i <= to; i++) {
            String uuid = "sale-" + i;
            byte[] printed = ByteBuffer.allocate(8).putLong(i).array();
            store.write(tx -> {
                tx.append(BRANCH, new DocRef("sale", uuid), Value.of(uuid));
                tx.put(Scope.LOCAL, new DocRef("cart", "open"), "lines", Value.of(uuid));
                tx.note(Store.PRINTED, printed);
                return true;
            });
        }
    }

    private static long printed(Store store) {
        return ByteBuffer.wrap(store.noted(Store.PRINTED).orElseThrow()).getLong();
    }

    private static long sales(Store store) {
        return store.read(view -> view.count(BRANCH, "sale"));
    }

    private static List<ChangeSet> everything(Store store) {
        var all = new ArrayList<ChangeSet>();
        for (StreamId id : store.vector(BRANCH).heads().keySet()) {
            all.addAll(store.since(id, store.startOf(id).seq(), Integer.MAX_VALUE));
        }
        return all;
    }

    private List<ChangeSet> sold(boolean orderly) throws IOException {
        List<ChangeSet> copy;
        Map<Path, byte[]> whenKilled;
        try (Store store = open()) {
            sell(store, 1, SALES);
            copy = everything(store);
            whenKilled = Harmed.image(folder());
        }
        if (!orderly) {
            Harmed.putBack(folder(), whenKilled);
        }
        return copy;
    }

    @ParameterizedTest
    @CsvSource({
        "cut,true",
        "cut,false",
        "flip,true",
        "flip,false",
        "zero,true",
        "zero,false",
        "zeroWhole,true",
        "zeroWhole,false"
    })
    void every_place_in_the_last_twenty_records_is_reported_and_brought_back(String harm, boolean orderly)
            throws IOException {
        List<ChangeSet> copy = sold(orderly);
        Map<Path, byte[]> whole = Harmed.image(folder());
        Map<Path, byte[]> state = Harmed.image(dir.resolve("state"));
        for (int back = 1; back <= 20; back++) {
            Harmed.putBack(folder(), whole);
            Harmed.putBack(dir.resolve("state"), state);
            List<Harmed.Place> records = Harmed.records(folder());
            Harmed.Place place = records.get(records.size() - back);
            switch (harm) {
                case "cut" -> place.cut();
                case "flip" -> place.flip();
                case "zero" -> place.zero();
                default -> place.zeroWhole();
            }
            int gone = harm.equals("flip") ? 1 : back;
            String what = harm + " " + back + " from the end";
            Origin before = copy.get(0).origin();
            Origin after;
            try (Store store = open()) {
                Store.Recovery found = store.recovery();
                assertThat(found.newIncarnation()).as(what).isTrue();
                assertThat(found.cleanStop()).as(what).isEqualTo(orderly);
                assertThat(found.quarantined()).as(what).isPositive();
                assertThat(store.lost(StreamId.of(BRANCH, before))).as(what).hasSize(gone);
                assertThat(found.lost()).as(what).isGreaterThanOrEqualTo(gone);
                assertThat(printed(store)).as(what).isEqualTo(SALES);
                assertThat(sales(store)).as(what).isEqualTo(SALES - gone);
                assertThat(store.vector().head(StreamId.of(BRANCH, before)))
                        .as(what)
                        .isEqualTo(copy.get(copy.size() - 1).head());
                sell(store, SALES + 1, SALES + 2);
                after = store.self();
                assertThat(after).isNotEqualTo(before);
            }
            try (Store store = open()) {
                assertThat(store.self()).as(what + ", once is enough").isEqualTo(after);
                assertThat(store.lost(StreamId.of(BRANCH, before))).as(what).hasSize(gone);
                store.receive(copy, Map.of());
                assertThat(sales(store)).as(what).isEqualTo(SALES + 2);
            }
            try (Store store = open()) {
                assertThat(store.self()).as(what + ", again").isEqualTo(after);
                assertThat(store.lost(StreamId.of(BRANCH, before))).as(what).isEmpty();
                assertThat(sales(store)).as(what).isEqualTo(SALES + 2);
            }
        }
    }

    @Test
    void a_peer_that_lacks_it_too_hears_that_it_is_lost_and_goes_on() throws IOException {
        List<ChangeSet> copy = sold(true);
        List<Harmed.Place> records = Harmed.records(folder());
        records.get(records.size() - 2).cut();
        StreamId stream = copy.get(0).stream();
        try (Store till = open();
                Store peer = Stores.open(dir.resolve("peer"), options(2))) {
            peer.receive(copy.subList(0, SALES - 4), Map.of());
            List<ChangeSet> told = till.since(stream, SALES - 4, Integer.MAX_VALUE);
            assertThat(told).filteredOn(ChangeSet::isLost).hasSize(1);
            peer.receive(told, Map.of());
            assertThat(peer.vector().head(stream)).isEqualTo(till.vector().head(stream));
            assertThat(peer.digest(BRANCH)).isEqualTo(till.digest(BRANCH));
            peer.receive(copy, Map.of());
            till.receive(everything(peer), Map.of());
            assertThat(sales(till)).isEqualTo(SALES);
            assertThat(peer.digest(BRANCH)).isEqualTo(till.digest(BRANCH));
        }
    }

    @Test
    void any_one_proof_is_enough() throws IOException {
        sold(true);
        Map<Path, byte[]> whole = Harmed.image(folder());
        Map<Path, byte[]> state = Harmed.image(dir.resolve("state"));
        for (String left : List.of("durable", "clean", "state")) {
            Harmed.putBack(folder(), whole);
            Harmed.putBack(dir.resolve("state"), state);
            List<Harmed.Place> records = Harmed.records(folder());
            records.get(records.size() - 1).zeroWhole();
            for (String proof : List.of("durable", "clean")) {
                if (!proof.equals(left)) {
                    Files.delete(folder().resolve(proof));
                }
            }
            if (!left.equals("state")) {
                Harmed.putBack(dir.resolve("state"), Map.of());
            }
            try (Store store = open()) {
                assertThat(store.recovery().newIncarnation()).as(left).isTrue();
                assertThat(store.recovery().lost()).as(left).isPositive();
                assertThat(store.recovery().quarantined()).as(left).isPositive();
            }
        }
    }

    @Test
    void a_folder_that_lost_its_whole_journal_knows_what_was_printed() throws IOException {
        List<ChangeSet> copy = sold(true);
        for (Path file : Harmed.image(folder().resolve("journal")).keySet()) {
            Files.delete(file);
        }
        try (Store store = open()) {
            assertThat(store.recovery().newIncarnation()).isTrue();
            assertThat(store.recovery().lost()).isEqualTo(SALES);
            assertThat(store.recovery().cleanStop()).isTrue();
            assertThat(printed(store)).isEqualTo(SALES);
            store.receive(copy, Map.of());
            assertThat(sales(store)).isEqualTo(SALES);
        }
    }

    @Test
    void a_folder_of_an_older_program_reports_its_lost_end_too() throws IOException {
        sold(true);
        Path durable = folder().resolve("durable");
        Files.write(durable, java.util.Arrays.copyOf(Files.readAllBytes(durable), 64));
        Files.writeString(folder().resolve("clean"), "1");
        Harmed.putBack(dir.resolve("state"), Map.of());
        List<Harmed.Place> records = Harmed.records(folder());
        records.get(records.size() - 1).cut();
        try (Store store = open()) {
            assertThat(store.recovery().newIncarnation()).isTrue();
            assertThat(store.recovery().lost()).isEqualTo(1);
        }
    }

    @Test
    void what_opening_found_out_is_kept_with_the_first_commit_if_the_disk_was_full() throws IOException {
        sold(true);
        List<Harmed.Place> records = Harmed.records(folder());
        records.get(records.size() - 1).cut();
        Origin after;
        try (Store store = Stores.open(folder(), options(1).withFreeBytesMin(Long.MAX_VALUE / 2))) {
            assertThat(store.recovery().newIncarnation()).isTrue();
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> sell(store, 90, 90));
        }
        try (Store store = open()) {
            sell(store, 91, 91);
            after = store.self();
        }
        try (Store store = open()) {
            assertThat(store.self()).isEqualTo(after);
        }
    }

    @Test
    void an_old_copy_put_back_in_place_is_found_out() throws IOException {
        try (Store store = open()) {
            sell(store, 1, 10);
        }
        Map<Path, byte[]> old = Harmed.image(folder());
        List<ChangeSet> copy;
        try (Store store = open()) {
            sell(store, 11, 14);
            copy = everything(store);
        }
        Harmed.putBack(folder(), old);
        Origin second;
        try (Store store = open()) {
            assertThat(store.recovery().newIncarnation()).isTrue();
            assertThat(store.recovery().lost()).isEqualTo(4);
            assertThat(printed(store)).isEqualTo(14);
            assertThat(store.lost(copy.get(0).stream())).containsExactly(11L, 12L, 13L, 14L);
            sell(store, 15, 16);
            second = store.self();
        }
        Harmed.putBack(folder(), old); // once more, though it goes on under another name since
        try (Store store = open()) {
            assertThat(store.self())
                    .isNotEqualTo(second)
                    .isNotEqualTo(copy.get(0).origin());
            assertThat(printed(store)).isEqualTo(16);
            assertThat(store.lost(StreamId.of(BRANCH, second))).containsExactly(1L, 2L);
            assertThat(store.recovery().quarantined()).isPositive();
            second = store.self();
        }
        try (Store store = open()) {
            assertThat(store.self()).isEqualTo(second);
        }
    }

    @Test
    void a_state_folder_that_can_not_be_written_stops_nobody() throws IOException {
        Path inTheWay = dir.resolve("state");
        Files.writeString(inTheWay, "a file");
        try (Store store = open()) {
            sell(store, 1, 3);
        }
        try (Store store = open()) {
            assertThat(sales(store)).isEqualTo(3);
            assertThat(store.recovery().newIncarnation()).isFalse();
        }
    }

    @Test
    void a_folder_that_is_whole_says_so_wherever_it_was_stopped() throws IOException {
        for (boolean orderly : List.of(true, false)) {
            sold(orderly);
            Origin before;
            try (Store store = open()) {
                assertThat(store.recovery().quarantined()).isZero();
                assertThat(store.recovery().lost()).isZero();
                before = store.self();
            }
            for (String file : List.of("durable", "clean", "format", "held")) {
                Files.delete(folder().resolve(file));
                try (Store store = open()) {
                    assertThat(store.recovery().quarantined()).as(file).isZero();
                    assertThat(store.self()).as(file).isEqualTo(before);
                }
            }
            Harmed.putBack(dir, Map.of());
        }
    }

    @Test
    void verify_of_a_closed_folder_tells_of_a_lost_end() throws IOException {
        sold(true);
        List<Harmed.Place> records = Harmed.records(folder());
        records.get(records.size() - 1).zeroWhole();
        assertThat(Stores.verify(folder()).problems())
                .anyMatch(problem -> problem.contains("were durable and can't be read"));
    }

    @Test
    void a_segment_that_was_cut_behind_its_records_is_made_whole_again() throws IOException {
        sold(true);
        List<Harmed.Place> records = Harmed.records(folder());
        Harmed.Place last = records.get(records.size() - 1);
        long size = Files.size(last.file());
        Files.write(last.file(), java.util.Arrays.copyOf(Files.readAllBytes(last.file()), last.to()));
        Origin before;
        try (Store store = open()) {
            assertThat(store.recovery().newIncarnation()).isFalse();
            assertThat(sales(store)).isEqualTo(SALES);
            before = store.self();
        }
        assertThat(Files.size(last.file())).isEqualTo(size);
        try (Store store = open()) {
            assertThat(store.recovery().quarantined()).isZero();
            assertThat(store.self()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_written_bears_a_later_time_though_the_clock_was_set_back(boolean overBase) throws IOException {
        long[] now = {1_800_000_000_000L};
        Stores.Options options =
                Stores.Options.of((s, o, d) -> true, () -> now[0]).withFreeBytesMin(0);
        try (Store store = Stores.open(folder(), options)) {
            sell(store, 1, 3);
            if (overBase) {
                store.rebase();
            }
        }
        now[0] -= 3_600_000;
        try (Store store = Stores.open(folder(), options)) {
            sell(store, 4, 4);
            List<ChangeSet> all = everything(store);
            assertThat(all.get(3).hlc()).isGreaterThan(all.get(2).hlc());
        }
    }

    @Test
    void a_document_that_waits_for_what_was_replaced_in_it_waits_over_a_base_too() throws IOException {
        DocRef ref = new DocRef("customer", "c");
        try (Store one = Stores.open(dir.resolve("one"), options(1));
                Store two = Stores.open(dir.resolve("two"), options(2))) {
            one.write(tx -> {
                tx.put(BRANCH, ref, "name", Value.of("first"));
                return true;
            });
            List<ChangeSet> first = everything(one);
            two.receive(first, Map.of());
            two.write(tx -> {
                tx.put(BRANCH, ref, "name", Value.of("second"));
                return true;
            });
            List<ChangeSet> second = two.since(StreamId.of(BRANCH, two.self()), 0, Integer.MAX_VALUE);
            Path third = dir.resolve("three");
            try (Store three = Stores.open(third, options(3))) {
                three.receive(second, Map.of()); // before what it replaces
                assertThat(hasPending(three, ref)).isTrue();
                three.rebase();
            }
            try (Store three = Stores.open(third, options(3))) {
                three.receive(first, Map.of());
                assertThat(hasPending(three, ref)).isFalse();
                assertThat(three.digest(BRANCH).digest())
                        .isEqualTo(two.digest(BRANCH).digest());
            }
        }
    }

    @Test
    void a_removal_that_came_before_what_it_removes_is_known_over_one_base_after_the_other() throws IOException {
        DocRef ref = new DocRef("customer", "c");
        try (Store one = Stores.open(dir.resolve("one"), options(1));
                Store two = Stores.open(dir.resolve("two"), options(2))) {
            one.write(tx -> {
                tx.put(BRANCH, ref, "name", Value.of("first"));
                return true;
            });
            List<ChangeSet> first = everything(one);
            two.receive(first, Map.of());
            two.write(tx -> {
                tx.remove(BRANCH, ref, List.of());
                return true;
            });
            List<ChangeSet> removal = two.since(StreamId.of(BRANCH, two.self()), 0, Integer.MAX_VALUE);
            Path third = dir.resolve("three");
            try (Store three = Stores.open(third, options(3))) {
                three.receive(removal, Map.of());
                three.rebase();
            }
            for (int base = 0; base < 2; base++) { // each is made of the one before
                try (Store three = Stores.open(third, options(3))) {
                    sell(three, base, base);
                    three.rebase();
                }
            }
            try (Store three = Stores.open(third, options(3))) {
                three.receive(first, Map.of());
                assertThat(three.<Boolean>read(view -> view.exists(BRANCH, ref)))
                        .isFalse();
            }
        }
    }

    private static boolean hasPending(Store store, DocRef ref) {
        return store.read(view ->
                ((Document.State) view.get(BRANCH, ref).orElseThrow()).dots().hasPending());
    }

    // ---- the lock

    /** Another program that opens the folder, says what came of it, and waits for a line. */
    static final class Second {
        public static void main(String[] args) throws IOException {
            try (Store store =
                    Stores.open(Path.of(args[0]), Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L))) {
                System.out.println("open");
                System.in.read();
            } catch (StoreException e) {
                System.out.println(e.kind());
            }
        }
    }

    private Process second() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens",
                        "java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dtillmesh.state=" + dir.resolve("state"),
                        Second.class.getName(),
                        folder().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String said(Process process) throws IOException {
        var line = new StringBuilder();
        for (int b = process.getInputStream().read();
                b >= 0 && b != '\n';
                b = process.getInputStream().read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    @Test
    void a_deleted_lock_file_lets_nobody_in() throws Exception {
        Origin before;
        try (Store store = open()) {
            before = store.self();
            int sold = 1;
            for (String file : List.of("lock", "held")) {
                Files.delete(folder().resolve(file));
                assertThat(said(second())).as(file).isEqualTo("LOCKED");
                sell(store, sold, sold++);
                assertThat(said(second())).as(file + ", made anew").isEqualTo("LOCKED");
            }
            assertThatExceptionOfType(StoreException.class).isThrownBy(this::open);
            Stores.verify(folder());
            assertThat(said(second())).as("who looks lets nobody in").isEqualTo("LOCKED");
        }
        try (Store store = open()) {
            assertThat(store.self()).isEqualTo(before);
            assertThat(store.recovery().newIncarnation()).isFalse();
        }
    }

    @Test
    void who_lost_both_lock_files_to_another_program_writes_nothing_more() throws Exception {
        Process other;
        try (Store store = open()) {
            sell(store, 1, 3);
            Files.delete(folder().resolve("lock"));
            Files.delete(folder().resolve("held"));
            other = second();
            assertThat(said(other)).isEqualTo("open");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> sell(store, 4, 4))
                    .withMessageContaining("another program")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.READ_ONLY));
        }
        other.getOutputStream().write("end\n".getBytes(StandardCharsets.UTF_8));
        other.getOutputStream().close();
        assertThat(other.waitFor()).isZero();
        try (Store store = open()) {
            assertThat(sales(store)).isEqualTo(3);
        }
    }
}
