package org.tillmesh.store.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.engine.Stores;

/**
 * Head office was put back twice: one checkpoint is of one life of it, the other of another, each covers what the other
 * lacks, and nobody has the originals any more.
 */
class CheckpointJoinTest {
    private static final Scope SCOPE = Scope.branch("S001");
    private static final DocRef CUSTOMER = new DocRef("customer", "c1");
    private static final DocRef WAITING = new DocRef("customer", "c2");
    private static final Set<String> CHANGES =
            Set.of("write", "sync", "delete", "move", "link", "syncFolder", "createFolders", "makeTable", "syncTable");

    @TempDir
    Path dir;

    private Store.Checkpoint first;
    private Store.Checkpoint second;
    private Store.Digest wanted;

    /** A disk of this machine on which the process dies at the n-th operation that changes something. */
    private static final class DyingDisk {
        private final List<Disk.Lock> locks = new ArrayList<>();
        private long left = Long.MAX_VALUE;

        static final class Killed extends Error {
            private static final long serialVersionUID = 1;
        }

        Disk disk() {
            return wrapped(Disk.class, Disk.REAL);
        }

        private <T> T wrapped(Class<T> type, T real) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, method, args) -> {
                if (CHANGES.contains(method.getName()) && --left < 0) {
                    throw new Killed();
                }
                try {
                    Object result = method.invoke(real, args);
                    if (result instanceof Disk.Lock lock) {
                        locks.add(lock);
                    }
                    return result instanceof Disk.File file ? wrapped(Disk.File.class, file) : result;
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }));
        }

        void dieAfter(long operations) {
            left = operations;
        }

        /** Whether it died; its lock goes with the process. */
        boolean end() throws IOException {
            for (Disk.Lock lock : locks) {
                lock.close();
            }
            return left < 0;
        }
    }

    private static Stores.Options options(long replica) {
        return Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                .withReplica(new ReplicaId(replica))
                .withSegmentBytes(64 << 10)
                .withFreeBytesMin(0);
    }

    private Store open(String name, long replica) throws IOException {
        return Stores.open(dir.resolve(name), options(replica));
    }

    private static List<ChangeSet> own(Store store) {
        return store.since(StreamId.of(SCOPE, store.self()), 0, Integer.MAX_VALUE);
    }

    private static void put(Store store, DocRef ref, List<String> path, String value) {
        store.write(tx -> {
            tx.put(SCOPE, ref, path, Value.of(value));
            return true;
        });
    }

    private static void remove(Store store, DocRef ref, String... path) {
        store.write(tx -> {
            tx.remove(SCOPE, ref, List.of(path));
            return true;
        });
    }

    private static void append(Store store, String type, String id, Map<String, Value> body) {
        store.write(tx -> {
            tx.append(SCOPE, new DocRef(type, id), Value.map(body));
            return true;
        });
    }

    private static Map<String, Value> escrow(String kind, long amount) {
        return Map.of("account", Value.of("gift:1"), "kind", Value.of(kind), "amount", Value.of(amount));
    }

    /** Two tills write; each life of head office has of either what the other has not. */
    @BeforeEach
    void two_lives_of_head_office() throws IOException {
        try (Store till1 = open("till1", 1);
                Store till2 = open("till2", 2);
                Store life1 = open("life1", 9);
                Store life2 = open("life2", 9);
                Store all = open("all", 8)) {
            put(till1, CUSTOMER, List.of("name"), "Noura");
            put(till1, CUSTOMER, List.of("phones", "050"), "1");
            put(till1, CUSTOMER, List.of("phones", "055"), "1");
            put(till1, CUSTOMER, List.of("addresses", "main", "city"), "Riyadh");
            append(till1, "escrow", "grant", escrow("GRANT", 100));
            List<ChangeSet> both = own(till1);
            till2.receive(both, Map.of());
            put(till1, CUSTOMER, List.of("name"), "Noura A.");
            put(till2, CUSTOMER, List.of("name"), "Nora");
            remove(till2, CUSTOMER, "phones", "050");
            put(till1, CUSTOMER, List.of("addresses", "main", "street"), "Olaya");
            remove(till2, CUSTOMER, "addresses", "main");
            append(till1, "escrow", "spend1", escrow("SPEND", 30));
            append(till2, "escrow", "spend2", escrow("SPEND", 20));
            append(till1, "sale", "sale1", Map.of("total", Value.of(5)));
            append(till2, "sale", "sale2", Map.of("total", Value.of(7)));
            put(till1, WAITING, List.of("name"), "gone before it came");
            till2.receive(own(till1), Map.of());
            remove(till2, WAITING, "name"); // life 2 hears of it, and never of what it removes
            for (int i = 0; i < 40; i++) {
                append(till1, "sale", "more1-" + i, Map.of("text", Value.of("x".repeat(200))));
                append(till2, "sale", "more2-" + i, Map.of("text", Value.of("x".repeat(200))));
            }
            List<ChangeSet> of1 = own(till1);
            List<ChangeSet> of2 = own(till2);
            life1.receive(of1, Map.of());
            life1.receive(of2.subList(0, 1), Map.of());
            life2.receive(both, Map.of());
            life2.receive(of2, Map.of());
            all.receive(of1, Map.of());
            all.receive(of2, Map.of());
            first = life1.snapshot(SCOPE, dir.resolve("chunks"));
            second = life2.snapshot(SCOPE, dir.resolve("chunks"));
            wanted = all.digest(SCOPE);
        }
    }

    private void adopt(Store store, Store.Checkpoint checkpoint) {
        store.adopt(
                checkpoint,
                checkpoint.chunks().stream()
                        .map(chunk -> dir.resolve("chunks").resolve(chunk.toString()))
                        .toList());
    }

    private void holdsBoth(Store store) {
        assertThat(store.digest(SCOPE)).isEqualTo(wanted);
        assertThat(store.verify().problems()).isEmpty();
        store.<Boolean>read(view -> {
            Document.State customer = view.state(SCOPE, CUSTOMER).orElseThrow();
            assertThat(customer.dots().values(List.of("name")))
                    .containsExactlyInAnyOrder(Value.of("Noura A."), Value.of("Nora"));
            assertThat(customer.dots().keys("phones")).containsExactly("055");
            assertThat(customer.dots().keys("addresses", "main")).containsExactly("street");
            assertThat(view.get(SCOPE, WAITING)).isEmpty();
            assertThat(view.count(SCOPE, "sale")).isEqualTo(82);
            assertThat(view.scan(SCOPE, "escrow").map(d -> d.ref().id())).containsExactly("grant", "spend1", "spend2");
            return true;
        });
    }

    @Test
    void each_joins_the_other_and_both_show_the_same() throws IOException {
        try (Store till = open("a", 3);
                Store office = open("b", 9)) {
            adopt(till, first);
            adopt(office, second);
            assertThat(till.vector(SCOPE)).isNotEqualTo(office.vector(SCOPE));

            adopt(till, second);
            adopt(office, first);

            holdsBoth(till);
            holdsBoth(office);
            assertThat(till.vector(SCOPE)).isEqualTo(office.vector(SCOPE));
            assertThat(till.snapshot(SCOPE, dir.resolve("x")).chunks())
                    .isEqualTo(office.snapshot(SCOPE, dir.resolve("x")).chunks());
        }
    }

    @Test
    void one_after_the_other_and_what_office_makes_then_is_no_join() throws IOException {
        try (Store till = open("a", 3);
                Store office = open("b", 9)) {
            adopt(till, first);
            adopt(office, second);
            adopt(office, first);
            holdsBoth(office);

            Store.Checkpoint made = office.snapshot(SCOPE, dir.resolve("chunks"));
            adopt(till, made);

            holdsBoth(till);
            assertThat(till.heldOf(SCOPE)).containsExactly(Hash.sha256(made.manifest()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_made_here_stays_here_to_be_handed_on(boolean base) throws IOException {
        List<Hash> joined = List.of(Hash.sha256(first.manifest()), Hash.sha256(second.manifest()));
        StreamId mine;
        try (Store till = open("a", 3)) {
            mine = StreamId.of(SCOPE, till.self());
            adopt(till, first);
            append(till, "sale", "own1", Map.of());
            adopt(till, second);
            append(till, "sale", "own2", Map.of());
            till.compact(c -> true);
        }
        if (!base) {
            delete(dir.resolve("a").resolve("base"));
        }
        try (Store till = open("a", 3)) {
            assertThat(till.since(mine, 0, Integer.MAX_VALUE)).hasSize(2);
            assertThat(till.startOf(mine).seq()).isZero();
            assertThat(till.<Long>read(view -> view.count(SCOPE, "sale"))).isEqualTo(84);
            assertThat(till.heldOf(SCOPE)).containsExactlyInAnyOrderElementsOf(joined);
            assertThat(first.chunks()).allSatisfy(chunk -> assertThat(till.chunk(Hash.sha256(first.manifest()), chunk))
                    .isPresent());
        }
    }

    @Test
    void what_was_joined_is_there_after_records_were_dropped() throws IOException {
        try (Store till = open("a", 3)) {
            adopt(till, first);
            adopt(till, second);
            till.write(tx -> {
                for (int i = 0; i < 40; i++) {
                    tx.put(Scope.LOCAL, new DocRef("cart", "c" + i), "text", Value.of("x".repeat(5_000)));
                }
                return true;
            });
            till.write(tx -> {
                tx.put(Scope.LOCAL, new DocRef("cart", "last"), "text", Value.of("x"));
                return true;
            });
            Files.createDirectories(dir.resolve("a/checkpoint/joined.new")); // as a crash leaves it
            assertThat(till.compact(c -> true).segments()).isPositive();
            assertThat(dir.resolve("a/checkpoint/joined.new")).doesNotExist();
            holdsBoth(till);
            assertThat(second.chunks())
                    .allSatisfy(chunk -> assertThat(till.chunk(Hash.sha256(second.manifest()), chunk))
                            .isPresent());
        }
        delete(dir.resolve("a").resolve("base"));
        try (Store till = open("a", 3)) {
            holdsBoth(till);
            adopt(till, first);
            adopt(till, second);
            holdsBoth(till);
        }
    }

    @Test
    void a_base_is_made_of_a_join_too() throws IOException {
        for (boolean base : List.of(true, false)) {
            if (!base) {
                delete(dir.resolve("a").resolve("base"));
            }
            try (Store till = Stores.open(dir.resolve("a"), options(3).withSegmentBytes(8 << 10))) {
                adopt(till, first); // more than a sixteenth of a segment
                adopt(till, second);
                holdsBoth(till);
            }
        }
    }

    @Test
    void a_crash_in_the_midst_leaves_one_or_both() throws IOException {
        boolean died = true;
        var after = new TreeSet<String>();
        for (int operation = 0; died; operation++) {
            String name = "a" + operation;
            Store.Digest before;
            try (Store till = open(name, 3)) {
                adopt(till, first);
                before = till.digest(SCOPE);
            }
            var dying = new DyingDisk();
            Store till = Stores.open(dir.resolve(name), options(3).on(dying.disk(), () -> 5));
            dying.dieAfter(operation);
            if (operation > 1_000) {
                throw new AssertionError("It never ends");
            }
            try {
                adopt(till, second);
            } catch (DyingDisk.Killed e) {
                assertThat(e).isNotNull();
            }
            died = dying.end();
            for (boolean base : List.of(true, false)) {
                if (!base && Files.exists(dir.resolve(name).resolve("base"))) {
                    delete(dir.resolve(name).resolve("base"));
                }
                try (Store again = open(name, 3)) {
                    Store.Digest found = again.digest(SCOPE);
                    assertThat(found).isIn(before, wanted);
                    after.add(found.equals(wanted) ? "both" : "one");
                    if (!base) {
                        adopt(again, second);
                        holdsBoth(again);
                    }
                }
            }
            delete(dir.resolve(name));
        }
        assertThat(after).containsExactly("both", "one");
    }

    @Test
    void rot_in_the_one_held_is_told_and_the_present_data_stays() throws IOException {
        try (Store till = open("a", 3)) {
            adopt(till, first);
            Store.Digest before = till.digest(SCOPE);
            Path chunk = dir.resolve("a/checkpoint")
                    .resolve(Hash.sha256(first.manifest()).toString())
                    .resolve(first.chunks().get(0).toString());
            Files.delete(chunk); // a second name of the file that came
            Files.write(chunk, new byte[] {1});

            assertThatThrownBy(() -> adopt(till, second))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("The present data stays");
            assertThat(till.digest(SCOPE)).isEqualTo(before);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
