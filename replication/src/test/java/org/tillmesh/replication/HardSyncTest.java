package org.tillmesh.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.seed.Seeding;
import org.tillmesh.replication.sim.VirtualShop;

/** How a till gets a checkpoint: at first, anew, in pieces, one after another, cancelled; told by machines without sockets. */
class HardSyncTest {
    private static final Epoch FIRST = new Epoch(1_700_000_000_000L, 3);

    @TempDir
    Path dir;

    private VirtualShop shop;
    private VirtualShop.Office office;

    @BeforeEach
    void opens() throws IOException {
        shop = new VirtualShop(dir);
        office = shop.new Office(dir.resolve("relay"), FIRST);
        office.write("product", "p0", Value.of("the first"));
    }

    @AfterEach
    void closes() {
        shop.close();
    }

    private List<VirtualShop.Till> tills(int count) throws IOException {
        return shop.openTills(count);
    }

    @Test
    void an_empty_till_is_seeded_by_a_neighbour_that_holds_the_relays_checkpoint() throws IOException {
        VirtualShop.Till one = tills(1).get(0); // seeded from the relay's checkpoint: no ChangeSet of p0 lies here
        assertThat(one.store
                        .startOf(one.store.vector().of(Scope.COMPANY).heads().firstKey())
                        .seq())
                .isPositive();
        one.sell("a");
        shop.until("acknowledged", () -> one.peering.unacknowledged() == 0);
        office.close();
        VirtualShop.Till two = shop.new Till("S001-T02", true);
        shop.until("the neighbour's sale", () -> two.has("a"));
        shop.until("the catalogue", () -> two.store
                .read(v -> v.record(Scope.COMPANY, new DocRef("product", "p0")))
                .isPresent());
        shop.run(Duration.ofSeconds(6));
        assertThat(two.store.digest(Scope.COMPANY)).isEqualTo(one.store.digest(Scope.COMPANY));
    }

    @Test
    void a_hard_sync_fetches_only_the_chunks_that_the_last_one_did_not_bring() throws IOException {
        VirtualShop.Till one = tills(1).get(0);
        for (int i = 0; i < 300; i++) {
            office.write("product", "big" + i, Value.of(new byte[40_000 + i]));
        }
        int all = chunksFetched(one);
        office.write("product", "big17b", Value.of(new byte[50_000]));

        int changed = chunksFetched(one);

        assertThat(all).isGreaterThan(12);
        assertThat(changed).isPositive().isLessThan(all / 2);
        assertThat(one.store.compact(changeSet -> true).segments())
                .as("what the checkpoint covers can go")
                .isPositive();
        assertThat(one.store.digest(Scope.COMPANY)).isEqualTo(office.store.digest(Scope.COMPANY));
        assertThat(one.store.verify().problems()).isEmpty();
    }

    /** Notes how a Hard Sync ended. */
    private record Heard(List<String> ended, Replicator.Progress progress) implements Seeding.Listener {
        @Override
        public void at(long done, long total) {
            progress.at(done, total);
        }

        @Override
        public void seeded(Scope scope) {}

        @Override
        public void done(long covered) {
            ended.add("done");
        }

        @Override
        public void failed(RuntimeException why) {
            ended.add("failed: " + why.getMessage());
        }
    }

    /** Runs a Hard Sync; how many chunks were asked for. */
    private int chunksFetched(VirtualShop.Till till) {
        var ended = new ArrayList<String>();
        int before = shop.frames.getOrDefault("GetChunk", 0);
        till.peering.seed(new Heard(ended, (done, total) -> {}));
        shop.until("the Hard Sync has ended", () -> !ended.isEmpty());
        assertThat(ended).containsExactly("done");
        return shop.frames.getOrDefault("GetChunk", 0) - before;
    }

    @Test
    void a_hard_sync_cut_again_and_again_goes_on_and_keeps_every_unsent_sale() throws IOException {
        VirtualShop.Till one = tills(1).get(0);
        for (int i = 0; i < 60; i++) {
            office.write("product", "big" + i, Value.of(new byte[100_000 + i]));
        }
        shop.run(Duration.ofSeconds(3));
        one.relayCut = true;
        shop.until("red", () -> !one.peering.isOnline());
        IntStream.range(0, 10).forEach(i -> one.sell("unsent" + i));
        var chunksAsked = new ArrayList<Integer>();
        var ended = new ArrayList<String>();
        for (int round = 0; round < 10 && ended.isEmpty(); round++) {
            one.relayCut = false;
            shop.until("green", one.peering::isOnline);
            int asked = shop.frames.getOrDefault("GetChunk", 0);
            one.peering.seed(new Heard(ended, (present, total) -> {
                if (present > total / 2 && chunksAsked.size() < 3) {
                    one.relayCut = true; // in the middle of it
                }
            }));
            shop.run(Duration.ofSeconds(8)); // longer than it waits for the link by itself
            chunksAsked.add(shop.frames.getOrDefault("GetChunk", 0) - asked);
            ended.removeIf(e -> e.startsWith("failed"));
        }
        assertThat(ended).contains("done");
        assertThat(chunksAsked.get(chunksAsked.size() - 1))
                .as("the last round fetched only the rest")
                .isLessThan(8);
        one.relayCut = false;
        shop.until("sent", () -> one.peering.isOnline() && one.peering.unacknowledged() == 0);
        IntStream.range(0, 10).forEach(i -> {
            assertThat(one.has("unsent" + i)).isTrue();
            assertThat(VirtualShop.has(office.store, "unsent" + i)).isTrue();
        });
    }

    @Test
    void a_till_that_sold_before_it_ever_met_head_office_gets_the_checkpoint_and_no_long_log() throws IOException {
        for (int i = 0; i < 60; i++) {
            office.write("product", "big" + i, Value.of(new byte[100_000 + i]));
        }
        VirtualShop.Till one = shop.new Till("S001-T01", true);
        one.append("sale", "first", Value.map(Map.of("total", Value.of(1))));
        one.store.write(tx -> {
            tx.append(Scope.COMPANY, new DocRef("customer", "c1"), Value.of("of this till"));
            return true;
        });
        shop.frames.clear();
        shop.until("the last product", () -> one.store
                .read(v -> v.record(Scope.COMPANY, new DocRef("product", "big59")))
                .isPresent());
        shop.until("acknowledged", () -> one.peering.unacknowledged() == 0);
        assertThat(shop.frames.getOrDefault("Batch", 0))
                .as("its own records in two scopes, and nothing of the catalogue")
                .isLessThanOrEqualTo(4);
        assertThat(one.store
                        .read(v -> v.record(Scope.COMPANY, new DocRef("customer", "c1")))
                        .isPresent())
                .as("what it wrote itself lies on top")
                .isTrue();
        office.write("product", "later", Value.of("after it"));
        shop.until("it follows again", () -> one.store
                .read(v -> v.record(Scope.COMPANY, new DocRef("product", "later")))
                .isPresent());
    }

    @Test
    void a_hard_sync_begins_when_one_that_is_being_swapped_in_has_ended() throws IOException {
        office.write("product", "one", Value.of("milk"));
        VirtualShop.Till one = tills(1).get(0);
        shop.until("followed", () -> one.peering.hasCaughtUp(Scope.COMPANY));
        var ended = new ArrayList<String>();
        var whole = new AtomicBoolean();
        one.peering.seed(new Heard(ended, (done, total) -> whole.compareAndSet(false, done == total)));
        one.beSlow();
        shop.until("all has come, and waits to be swapped in", () -> {
            if (!whole.get()) {
                one.workOn();
            }
            return whole.get();
        });
        assertThat(ended).isEmpty();

        one.peering.seed(new Heard(ended, (done, total) -> {}));

        assertThatIllegalArgumentException()
                .as("a third")
                .isThrownBy(() -> one.peering.seed(new Heard(ended, (done, total) -> {})));
        shop.until("both have ended", () -> {
            one.workOn();
            return ended.size() == 2;
        });
        assertThat(ended).containsExactly("done", "done");
    }

    @Test
    void a_hard_sync_that_waits_for_another_can_be_cancelled() throws IOException {
        office.write("product", "one", Value.of("milk"));
        VirtualShop.Till one = tills(1).get(0);
        shop.until("followed", () -> one.peering.hasCaughtUp(Scope.COMPANY));
        var first = new ArrayList<String>();
        var second = new ArrayList<String>();
        var whole = new AtomicBoolean();
        one.peering.seed(new Heard(first, (done, total) -> whole.compareAndSet(false, done == total)));
        one.beSlow();
        shop.until("all has come, and waits to be swapped in", () -> {
            if (!whole.get()) {
                one.workOn();
            }
            return whole.get();
        });
        one.peering.seed(new Heard(second, (done, total) -> {}));

        one.peering.cancelSeeding();

        assertThat(second).containsExactly("failed: The Hard Sync was cancelled; nothing was changed");
        shop.until("the first has ended", () -> {
            one.workOn();
            return !first.isEmpty();
        });
        assertThat(first).containsExactly("done");
    }

    @Test
    void a_hard_sync_that_was_cancelled_leaves_the_till_following_head_office() throws IOException {
        for (int i = 0; i < 60; i++) {
            office.write("product", "big" + i, Value.of(new byte[100_000 + i]));
        }
        VirtualShop.Till one = tills(1).get(0);
        shop.until("followed", () -> one.peering.hasCaughtUp(Scope.COMPANY));
        one.peering.seed(new Heard(new ArrayList<>(), (done, total) -> {}));
        one.peering.cancelSeeding();
        office.write("product", "later", Value.of("after it"));
        shop.until("it follows again", () -> one.store
                .read(v -> v.record(Scope.COMPANY, new DocRef("product", "later")))
                .isPresent());
    }
}
