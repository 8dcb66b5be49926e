package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.checkpoint.Checkpoints;
import org.tillmesh.store.engine.Stores;

/** Old records go into the archives of their months; nothing else changes. */
class ArchiveTest {
    private static final Scope S001 = Scope.branch("S001");
    private static final Instant THEN = Instant.parse("2025-03-10T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final int SALES = 300;
    private static final int SEGMENT_BYTES = 1 << 20;

    /** So small that every checkpoint is adopted by way of a base. */
    private static final int SEGMENT_BYTES_SMALL = 64 << 10;

    @TempDir
    Path dir;

    private long now = THEN.toEpochMilli();
    private final List<Store> open = new ArrayList<>();
    private Store office;

    /** Sales by what they came to, and their sum. Kept sales stay out of archives. */
    private record Sales(int indexes) implements Schema {
        @Override
        public boolean isArchivable(String type) {
            return type.equals("sale");
        }

        @Override
        public boolean isArchivable(View view, Document.Record record) {
            return !((Value.MapOf) record.body()).entries().containsKey("kept");
        }

        @Override
        public void index(Document document, Rows rows) {
            if (document instanceof Document.Record record) {
                Value total = ((Value.MapOf) record.body()).entries().get("total");
                rows.row("total", total.toString(), total);
                rows.row("sum", "", total);
                rows.row("set" + indexes, document.ref().id(), Value.NULL);
            }
        }

        @Override
        public boolean isFolded(String index) {
            return index.equals("sum");
        }

        @Override
        public Value fold(String index, List<Row> group) {
            return Value.of(group.stream()
                    .mapToLong(row -> ((Value.Int) row.value()).value())
                    .sum());
        }
    }

    @BeforeEach
    void openOffice() throws IOException {
        office = open("office", 9, SEGMENT_BYTES, 1);
    }

    @AfterEach
    void close() {
        open.forEach(Store::close);
    }

    private Store open(String folder, long replica, int segmentBytes, int indexes) throws IOException {
        Store store = Stores.open(
                dir.resolve(folder),
                Stores.Options.of((scope, origin, delta) -> true, () -> now)
                        .withReplica(new ReplicaId(replica))
                        .withSchema(new Sales(indexes))
                        .withSegmentBytes(segmentBytes)
                        .withFreeBytesMin(0));
        open.add(store);
        return store;
    }

    private static DocRef sale(String id) {
        return new DocRef("sale", id);
    }

    private static void sell(Store store, String id, long total, Map<String, Value> more) {
        var body = new java.util.TreeMap<String, Value>(more);
        body.put("total", Value.of(total));
        body.put("lines", Value.of("milk and more, ".repeat(60)));
        store.write(tx -> {
            tx.append(S001, sale(id), Value.map(body));
            return true;
        });
    }

    private static void sellThen(Store store) {
        for (int i = 0; i < SALES; i++) {
            sell(store, "s" + i, 1 + i % 7, Map.of());
        }
        sell(store, "kept", 1, Map.of("kept", Value.of(1)));
    }

    private void sellNow(Store store) {
        now = NOW.toEpochMilli();
        for (int i = 0; i < 20; i++) {
            sell(store, "n" + i, 3, Map.of());
        }
    }

    /** At the office, then and now. */
    private void sellForYears() {
        sellThen(office);
        sellNow(office);
    }

    private Store.Checkpoint snapshot() {
        return office.snapshot(S001, dir.resolve("chunks"));
    }

    private void adopt(Store till, Store.Checkpoint checkpoint) {
        till.adopt(
                checkpoint,
                checkpoint.chunksFor(till.schema()).stream()
                        .map(hash -> dir.resolve("chunks").resolve(hash.toString()))
                        .toList());
    }

    private static void hear(Store one, Store other) {
        for (StreamId stream : other.vector().heads().keySet()) {
            if (stream.scope().isReplicated()) {
                one.receive(other.since(stream, other.startOf(stream).seq(), Integer.MAX_VALUE), Map.of());
            }
        }
    }

    private static Document.@Nullable Record read(Store store, String id) {
        return store.read(view -> view.record(S001, sale(id))).orElse(null);
    }

    private static List<String> totals(Store store) {
        return store.read(view -> view.rows(S001, "total", KeyRange.ALL)
                .map(row -> row.key() + " " + row.document() + " " + row.value())
                .toList());
    }

    private static void assertSame(Store one, Store other) {
        assertThat(one.digest(S001)).isEqualTo(other.digest(S001));
        assertThat(totals(one)).isEqualTo(totals(other)).isNotEmpty();
        assertThat(one.<Object>read(view -> view.folded(S001, "sum", "")))
                .isEqualTo(other.<Object>read(view -> view.folded(S001, "sum", "")));
        assertThat(one.<Long>read(view -> view.count(S001, "sale")))
                .isEqualTo(other.<Long>read(view -> view.count(S001, "sale")));
        assertThat(one.verify().problems()).isEmpty();
    }

    private static void assertArchived(Store store, String id) {
        assertThatExceptionOfType(ArchivedException.class)
                .isThrownBy(() -> read(store, id))
                .withMessage(
                        "sale/" + id + " of store:S001 is of 2025-03, and that month is archived: head office has it")
                .satisfies(e -> assertThat(e.month()).isEqualTo("2025-03"));
        assertThat(store.<Boolean>read(view -> view.exists(S001, sale(id)))).isTrue();
        assertThat(store.whole(S001, sale(id))).isEmpty();
    }

    /**
     * @param indexes of the till's program: another set than head office's has its rows made of the bodies
     * @param bothOld whether the records are in an archive in both checkpoints
     */
    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, false", "2, true"})
    void two_checkpoints_are_joined_of_which_one_has_in_archives_what_the_other_has_whole(int indexes, boolean bothOld)
            throws IOException {
        Store here = open("here", 1, SEGMENT_BYTES, 1);
        Store there = open("there", 2, SEGMENT_BYTES, 1);
        Store second = open("second", 8, SEGMENT_BYTES, 1);
        sellThen(here);
        hear(second, here);
        sell(here, "late", 4, Map.of());
        sell(there, "other", 5, Map.of());
        hear(office, here);
        hear(second, there);
        now = bothOld ? NOW.toEpochMilli() : now;
        Store.Checkpoint theirs = second.snapshot(S001, dir.resolve("chunks"));
        now = NOW.toEpochMilli();
        Store.Checkpoint mine = snapshot();
        assertThat(mine.archives()).isNotEmpty();
        hear(office, there);
        for (List<Store.Checkpoint> order : List.of(List.of(mine, theirs), List.of(theirs, mine))) {
            Store till = open("till" + (order.get(0) == mine ? 1 : 2), 3, SEGMENT_BYTES, indexes);
            order.forEach(checkpoint -> adopt(till, checkpoint));

            assertThat(till.heldOf(S001)).hasSize(2);
            assertSame(till, office);
            assertThat(read(till, "kept")).isNotNull();
            assertThat(till.verify().problems()).isEmpty();
            till.close();
            assertSame(open("till" + (order.get(0) == mine ? 1 : 2), 3, SEGMENT_BYTES, indexes), office);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SEGMENT_BYTES, SEGMENT_BYTES_SMALL})
    void a_month_that_is_long_over_leaves_the_folders_of_tills_and_still_counts(int segmentBytes) throws IOException {
        sellForYears();
        Store.Checkpoint checkpoint = snapshot();
        Store till = open("till", 1, segmentBytes, 1);

        adopt(till, checkpoint);

        assertThat(checkpoint.archives()).extracting(Store.Archive::month).containsExactly("2025-03");
        assertSame(till, office);
        assertArchived(till, "s0");
        assertThat(read(till, "n0")).isEqualTo(read(office, "n0"));
        assertThat(read(till, "kept")).isEqualTo(read(office, "kept"));
        till.close();
        assertSame(open("till", 1, segmentBytes, 1), office);
    }

    @ParameterizedTest
    @ValueSource(ints = {SEGMENT_BYTES, SEGMENT_BYTES_SMALL})
    void a_record_that_was_brought_back_is_at_hand_for_good(int segmentBytes) throws IOException {
        sellForYears();
        Store till = open("till", 1, segmentBytes, 1);
        adopt(till, snapshot());

        till.bringBack(S001, office.whole(S001, sale("s7")).orElseThrow());

        assertThat(read(till, "s7")).isEqualTo(read(office, "s7"));
        assertThat(till.whole(S001, sale("s7")))
                .hasValue(office.whole(S001, sale("s7")).orElseThrow());
        assertSame(till, office);
        till.rebase();
        till.close();
        till = open("till", 1, segmentBytes, 1);
        assertThat(read(till, "s7")).isEqualTo(read(office, "s7"));
        assertArchived(till, "s8");
        till.close();
        Files.delete(dir.resolve("till/base/current"));
        till = open("till", 1, segmentBytes, 1);
        assertThat(read(till, "s7")).as("without its base").isEqualTo(read(office, "s7"));
        assertSame(till, office);
    }

    @Test
    void only_the_very_record_is_taken_back() throws IOException {
        sellForYears();
        Store till = open("till", 1, SEGMENT_BYTES, 1);
        adopt(till, snapshot());
        Store liar = open("liar", 2, SEGMENT_BYTES, 1);
        sell(liar, "s7", 99, Map.of());

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(
                        () -> till.bringBack(S001, liar.whole(S001, sale("s7")).orElseThrow()))
                .withMessageContaining("another record than the archived one");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() ->
                        till.bringBack(S001, office.whole(S001, sale("n7")).orElseThrow()))
                .withMessageContaining("not archived here");
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> till.bringBack(S001, new byte[] {1, 2, 3}));
        assertArchived(till, "s7");
    }

    @Test
    void what_rot_took_of_a_brought_record_is_brought_again() throws IOException {
        sellForYears();
        Store till = open("till", 1, SEGMENT_BYTES, 1);
        adopt(till, snapshot());
        till.bringBack(S001, office.whole(S001, sale("s7")).orElseThrow());
        try (Stream<Path> files = Files.list(dir.resolve("till/archive"))) {
            Path file = files.findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }

        assertArchived(till, "s7");
        till.bringBack(S001, office.whole(S001, sale("s7")).orElseThrow());
        assertThat(read(till, "s7")).isEqualTo(read(office, "s7"));
    }

    @Test
    void what_the_journal_still_has_need_not_be_brought() throws IOException {
        Store till = open("till", 1, SEGMENT_BYTES, 1);
        sellThen(till);
        hear(office, till);
        sellNow(office);

        adopt(till, snapshot());

        assertThat(read(till, "s7")).isEqualTo(read(office, "s7"));
        assertThat(till.<Long>read(view -> view.scan(S001, "sale").count())).isEqualTo(SALES + 21);
        assertSame(till, office);
    }

    @Test
    void a_late_record_of_an_archived_month_counts_and_is_archived_with_the_next_checkpoint() throws IOException {
        Store late = open("late", 2, SEGMENT_BYTES, 1);
        sell(late, "late", 5, Map.of()); // in a drawer until now
        sellForYears();
        Store.Checkpoint first = snapshot();
        Store till = open("till", 1, SEGMENT_BYTES, 1);
        adopt(till, first);

        hear(till, late);
        hear(office, late);

        assertSame(till, office);
        assertThat(read(till, "late")).isEqualTo(read(office, "late"));
        Store.Checkpoint second = snapshot();
        assertThat(second.archives().get(0).digest())
                .isNotEqualTo(first.archives().get(0).digest());
        Store other = open("other", 3, SEGMENT_BYTES_SMALL, 1);
        adopt(other, second);
        assertArchived(other, "late");
        assertSame(other, office);
    }

    @Test
    void of_two_records_of_one_name_the_earlier_stands_though_the_other_is_archived() throws IOException {
        Store late = open("late", 2, SEGMENT_BYTES, 1);
        sell(late, "s7", 500, Map.of()); // earlier than the office's
        now += 60_000;
        Store later = open("later", 3, SEGMENT_BYTES, 1);
        sellThen(office);
        now += 60_000;
        sell(later, "s8", 700, Map.of());
        sellNow(office);
        Store till = open("till", 1, SEGMENT_BYTES, 1);
        adopt(till, snapshot());

        for (Store store : List.of(till, office)) {
            hear(store, late);
            hear(store, later);
        }

        assertThat(read(till, "s7")).isEqualTo(read(late, "s7")).isEqualTo(read(office, "s7"));
        assertArchived(till, "s8");
        assertSame(till, office);
    }

    @ParameterizedTest
    @ValueSource(ints = {SEGMENT_BYTES, SEGMENT_BYTES_SMALL})
    void under_another_set_of_indexes_the_records_come_whole(int segmentBytes) throws IOException {
        sellForYears();
        Store.Checkpoint checkpoint = snapshot();
        Store till = open("till", 1, segmentBytes, 2);

        adopt(till, checkpoint);

        assertThat(checkpoint.chunksFor(till.schema()))
                .hasSizeGreaterThan(checkpoint.chunks().size());
        assertThat(read(till, "s0")).isEqualTo(read(office, "s0"));
        assertThat(till.<Long>read(view -> view.rows(S001, "set2", KeyRange.ALL).count()))
                .isEqualTo(SALES + 21);
        assertSame(till, office);
    }

    @Test
    void a_program_with_another_set_of_indexes_keeps_what_it_had() throws IOException {
        sellForYears();
        Store till = open("till", 1, SEGMENT_BYTES_SMALL, 1);
        adopt(till, snapshot());
        till.close();

        till = open("till", 1, SEGMENT_BYTES_SMALL, 2);

        assertSame(till, office);
        assertArchived(till, "s0");
    }

    @Test
    void a_checkpoint_made_of_archived_records_archives_them_again() throws IOException {
        sellForYears();
        Store.Checkpoint first = snapshot();
        Store restored = open("restored", 8, SEGMENT_BYTES, 1);
        adopt(restored, first);
        restored.bringBack(S001, office.whole(S001, sale("s7")).orElseThrow());

        Store.Checkpoint second = restored.snapshot(S001, dir.resolve("chunks"));

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.archives().get(0).digest())
                .isEqualTo(first.archives().get(0).digest());
        Store till = open("till", 1, SEGMENT_BYTES, 2);
        adopt(till, second);
        assertThat(read(till, "s7")).as("the only body it had").isEqualTo(read(office, "s7"));
        assertArchived(till, "s8");
        assertSame(till, office);
    }

    @Test
    void a_checkpoint_of_which_archived_records_are_missing_is_refused() throws IOException {
        sellForYears();
        Store.Checkpoint whole = snapshot();
        var parts = new ArrayList<>(ChangeSets.list(Values.decode(whole.manifest())));
        parts.set(
                8,
                Value.list(List.of(Value.list(List.of(
                        Value.of("2025-03"), Value.of(Hash.sha256(new byte[0]).bytes()), Value.list(List.of()))))));
        Store.Checkpoint other = Stores.checkpoint(Values.encode(Value.list(parts)));

        for (int segmentBytes : new int[] {SEGMENT_BYTES, SEGMENT_BYTES_SMALL}) {
            Store till = open("till" + segmentBytes, 1, segmentBytes, 1);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> adopt(till, other))
                    .withMessageContaining("the archive of 2025-03");
            assertThat(till.vector().heads()).isEmpty();
        }
    }

    @Test
    void without_old_records_a_checkpoint_is_as_it_always_was() {
        sellNow(office);

        Store.Checkpoint checkpoint = snapshot();

        assertThat(checkpoint.archives()).isEmpty();
        assertThat(ChangeSets.list(Values.decode(checkpoint.manifest())))
                .hasSize(7)
                .first()
                .isEqualTo(Value.of(1));
    }

    @Test
    void chunks_of_an_archive_hold_records_as_they_are_and_are_of_modest_size() throws IOException {
        sellForYears();
        Store.Checkpoint checkpoint = snapshot();
        var found = new TreeSet<String>();

        for (Store.ArchiveChunk chunk : checkpoint.archives().get(0).chunks()) {
            byte[] bytes = Files.readAllBytes(
                    dir.resolve("chunks").resolve(chunk.hash().toString()));
            assertThat(bytes.length).isLessThan(300 << 10);
            List<Document> records =
                    Checkpoints.decode(S001, chunk.hash(), bytes).documents();
            assertThat(records.get(0).ref().id()).isEqualTo(chunk.firstId());
            for (Document record : records) {
                assertThat(record).isEqualTo(read(office, record.ref().id()));
                found.add(record.ref().id());
            }
        }

        assertThat(checkpoint.archives().get(0).chunks()).hasSizeGreaterThan(1);
        assertThat(found).hasSize(SALES);
    }

    @Test
    void a_till_that_dropped_its_old_records_has_them_from_the_archive() throws IOException {
        Store till = open("till", 1, SEGMENT_BYTES_SMALL, 1);
        sellThen(till);
        hear(office, till);
        sellNow(office);
        adopt(till, snapshot());

        assertThat(till.compact(changeSet -> true).segments()).isPositive();

        assertArchived(till, "s0");
        till.bringBack(S001, office.whole(S001, sale("s0")).orElseThrow());
        assertThat(read(till, "s0")).isEqualTo(read(office, "s0"));
        assertSame(till, office);
        List<ChangeSet> own = till.since(
                new StreamId(S001, till.self(), Hash.ZERO),
                till.startOf(new StreamId(S001, till.self(), Hash.ZERO)).seq(),
                Integer.MAX_VALUE);
        assertThat(own.size()).as("what is left of its own").isLessThan(SALES);
        till.close();
        assertSame(open("till", 1, SEGMENT_BYTES_SMALL, 1), office);
    }
}
