package org.tillmesh.replication.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.replication.sim.VirtualShop.BRANCH;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.Rot;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.session.Evidence;

/** What must never happen to a sale, told by machines without sockets. */
class VirtualShopTest {
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

    private boolean has(String product) {
        return office.store
                .read(v -> v.record(Scope.COMPANY, new DocRef("product", product)))
                .isPresent();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path at = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(at);
                } else {
                    Files.copy(each, at, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_relay_whose_files_were_put_back_in_place_gets_every_sale_again() throws IOException {
        List<VirtualShop.Till> tills = tills(2);
        tills.get(0).sell("monday");
        shop.until("acknowledged", () -> tills.get(0).peering.unacknowledged() == 0);
        office.close();
        copy(dir.resolve("relay"), dir.resolve("yesterday"));
        office = shop.new Office(dir.resolve("relay"), FIRST);
        shop.until("back", () -> tills.stream().allMatch(t -> t.peering.isOnline()));
        IntStream.range(0, 30).forEach(i -> tills.get(i % 2).sell("tuesday" + i));
        office.write("product", "p1", Value.of("written on tuesday"));
        shop.until("acknowledged", () -> tills.stream().allMatch(t -> t.peering.unacknowledged() == 0));
        shop.until("known", () -> tills.get(0)
                .store
                .read(v -> v.record(Scope.COMPANY, new DocRef("product", "p1")))
                .isPresent());
        office.close();
        // The same folder, incarnation and epoch: only the tills can know that it lost a day.
        office = shop.new Office(dir.resolve("yesterday"), FIRST);
        shop.until("back", () -> tills.stream().allMatch(t -> t.peering.isOnline()));
        shop.run(Duration.ofSeconds(12));
        assertThat(office.epoch).isGreaterThan(FIRST);
        for (int i = 0; i < 30; i++) {
            assertThat(VirtualShop.has(office.store, "tuesday" + i))
                    .as("tuesday" + i)
                    .isTrue();
        }
        assertThat(has("p1")).as("what head office itself wrote comes back too").isTrue();
        assertThat(tills).allMatch(t -> t.peering.unacknowledged() == 0);
        assertThat(office.store.digest(BRANCH)).isEqualTo(tills.get(0).store.digest(BRANCH));
    }

    /** Head office writes a product, and a till has it. */
    private void writes(VirtualShop.Till till, int number) {
        String id = "p" + number;
        office.write("product", id, Value.of("what head office wrote as number " + number));
        shop.until(id, () -> till.store
                .read(v -> v.record(Scope.COMPANY, new DocRef("product", id)))
                .isPresent());
    }

    @Test
    void what_head_office_and_a_till_both_lost_does_not_keep_back_what_follows() throws IOException {
        List<VirtualShop.Till> tills = tills(2);
        VirtualShop.Till one = tills.get(0);
        VirtualShop.Till away = tills.get(1);
        writes(one, 1);
        shop.until("both alike", () -> away.store.digest(Scope.COMPANY).equals(one.store.digest(Scope.COMPANY)));
        away.relayCut = true;
        away.lanCut = true;
        shop.until("away", () -> !away.peering.isOnline());
        office.close();
        copy(dir.resolve("relay"), dir.resolve("yesterday"));
        office = shop.new Office(dir.resolve("relay"), FIRST);
        writes(one, 2);
        writes(one, 3);
        office.close();
        one.restart(() -> Rot.in(dir.resolve(one.name).resolve("journal"), "wrote as number 2"));
        office = shop.new Office(dir.resolve("yesterday"), FIRST);
        shop.until("back", () -> one.peering.isOnline());
        shop.until("what followed is back", () -> has("p3"));
        assertThat(has("p1")).isTrue();
        assertThat(has("p2")).isFalse();
        shop.until(
                "both show the same", () -> office.store.digest(Scope.COMPANY).equals(one.store.digest(Scope.COMPANY)));
        away.relayCut = false;
        shop.until(
                "and the third, which hears of it from head office",
                () -> office.store.digest(Scope.COMPANY).equals(away.store.digest(Scope.COMPANY)));
    }

    /** Of a till that sold while head office was out, one neighbour has all; that neighbour's disk loses the second. */
    private VirtualShop.Till carriesOfADeadTill(VirtualShop.Till dead, VirtualShop.Till carrier) throws IOException {
        List.of(dead, carrier).forEach(till -> till.relayCut = true);
        shop.until("red", () -> !dead.peering.isOnline() && !carrier.peering.isOnline());
        for (String sale : List.of("the first sale", "the second sale", "the third sale", "the fourth sale")) {
            dead.sell(sale);
            shop.until(sale, () -> carrier.has(sale));
        }
        dead.lanCut = true;
        shop.until("gone", () -> carrier.peering.neighbours().isEmpty());
        carrier.restart(() -> Rot.in(dir.resolve(carrier.name).resolve("journal"), "the second sale"));
        assertThat(carrier.has("the second sale")).isFalse();
        return carrier;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_dead_till_sold_reaches_head_office_around_a_record_that_its_neighbour_lost(boolean officeWrote)
            throws IOException {
        if (!officeWrote) { // nobody has a record of it that its certificate came with
            shop.close();
            shop = new VirtualShop(dir);
            office = shop.new Office(dir.resolve("silent"), FIRST);
        }
        List<VirtualShop.Till> tills = tills(3);
        VirtualShop.Till dead = tills.get(0);
        VirtualShop.Till other = tills.get(2);
        other.lanCut = true;
        VirtualShop.Till carrier = carriesOfADeadTill(dead, tills.get(1));
        carrier.relayCut = false;
        shop.until("what lies before the hole", () -> VirtualShop.has(office.store, "the first sale"));
        shop.until("what lies behind it", () -> VirtualShop.has(office.store, "the fourth sale"));
        assertThat(VirtualShop.has(office.store, "the third sale")).isTrue();
        shop.until("nothing waits any more", () -> carrier.peering.unacknowledged() == 0);
        shop.until("another hears of it from head office", () -> other.has("the fourth sale"));
        assertThat(other.store.digest(BRANCH)).isEqualTo(carrier.store.digest(BRANCH));
        dead.lanCut = false;
        dead.relayCut = false;
        shop.until("the lost one comes back with its till", () -> VirtualShop.has(office.store, "the second sale"));
        shop.until("everywhere", () -> carrier.has("the second sale") && other.has("the second sale"));
        tills.forEach(till -> assertThat(till.store.digest(BRANCH)).isEqualTo(office.store.digest(BRANCH)));
    }

    @Test
    void what_a_revoked_till_sold_reaches_head_office_around_a_record_that_its_neighbour_lost() throws IOException {
        List<VirtualShop.Till> tills = tills(3);
        VirtualShop.Till dead = tills.get(0);
        VirtualShop.Till other = tills.get(2);
        other.lanCut = true;
        VirtualShop.Till carrier = carriesOfADeadTill(dead, tills.get(1));
        office.revoke(dead);
        carrier.relayCut = false;
        shop.until("what lies behind the hole", () -> VirtualShop.has(office.store, "the fourth sale"));
        assertThat(VirtualShop.has(office.store, "the first sale")).isTrue();
        shop.until("another hears of it from head office", () -> other.has("the fourth sale"));
        assertThat(other.store.digest(BRANCH)).isEqualTo(office.store.digest(BRANCH));
    }

    @Test
    void what_head_office_lost_comes_back_in_the_checkpoint_that_a_till_was_seeded_from() throws IOException {
        VirtualShop.Till first = tills(1).get(0);
        writes(first, 1);
        writes(first, 2);
        StreamId stream = StreamId.of(Scope.COMPANY, office.store.self());
        VirtualShop.Till seeded = shop.new Till("S001-T09", true);
        shop.until(
                "seeded",
                () -> seeded.store.startOf(stream).equals(office.store.vector().head(stream)));
        first.relayCut = true;
        first.lanCut = true;
        shop.until("nobody else has the records", () -> !first.peering.isOnline());
        office.close();
        Rot.in(dir.resolve("relay").resolve("journal"), "wrote as number 1");
        office = shop.new Office(dir.resolve("relay"), FIRST);
        assertThat(has("p1")).isFalse();
        shop.until("back", () -> has("p1"));
        assertThat(office.store.digest(Scope.COMPANY)).isEqualTo(seeded.store.digest(Scope.COMPANY));
        assertThat(office.store.lost(stream)).isEmpty();
    }

    @Test
    void what_comes_back_to_head_office_in_a_checkpoint_is_unsent_nowhere_any_more() throws IOException {
        shop.segmentBytes = VirtualShop.SMALL_SEGMENT_BYTES;
        List<VirtualShop.Till> tills = tills(3);
        VirtualShop.Till gone = tills.get(0);
        List<VirtualShop.Till> left = tills.subList(1, 3);
        shop.until("linked", () -> tills.stream().allMatch(till -> till.peering.isOnline()));
        office.close();
        copy(dir.resolve("relay"), dir.resolve("yesterday"));
        office = shop.new Office(dir.resolve("relay"), FIRST);
        for (int sale = 0; sale < 40; sale++) {
            gone.sell("sale " + sale);
        }
        shop.until("acknowledged", () -> tills.stream()
                .allMatch(till -> till.has("sale 39") && till.peering.unacknowledged() == 0));
        StreamId stream = StreamId.of(BRANCH, gone.store.self());
        shop.until("linked anew", () -> left.stream().allMatch(till -> till.peering.isOnline()));
        for (VirtualShop.Till till : left) {
            till.peering.seed(VirtualShop.UNHEARD);
        }
        shop.until("seeded", () -> left.stream()
                .allMatch(till -> till.store
                                .held(BRANCH)
                                .orElseThrow()
                                .vector()
                                .head(stream)
                                .seq()
                        == 40));
        for (VirtualShop.Till till : left) {
            till.store.compact(old -> true);
            assertThat(till.store.startOf(stream).seq()).isPositive();
        }
        gone.relayCut = true;
        gone.lanCut = true;
        office.close();
        office = shop.new Office(dir.resolve("yesterday"), FIRST);
        shop.until("back", () -> VirtualShop.has(office.store, "sale 0") && VirtualShop.has(office.store, "sale 39"));
        shop.until("acknowledged anew", () -> left.stream().allMatch(till -> till.peering.unacknowledged() == 0));
    }

    @Test
    void what_nobody_has_any_more_keeps_back_nothing_else_that_a_disk_lost() throws IOException {
        List<VirtualShop.Till> tills = tills(3);
        VirtualShop.Till gone = tills.get(0);
        VirtualShop.Till one = tills.get(1);
        VirtualShop.Till other = tills.get(2);
        List<String> sales = List.of("sale 1", "sale 2", "sale 3", "sale 4", "sale 5");
        for (String sale : sales) {
            gone.sell(sale);
            shop.until(sale, () -> tills.stream().allMatch(till -> till.has(sale)));
        }
        shop.until("acknowledged", () -> gone.peering.unacknowledged() == 0);
        gone.relayCut = true;
        gone.lanCut = true;
        List.of(one, other).forEach(till -> till.relayCut = till.lanCut = true);
        office.close();
        Rot.in(dir.resolve("relay").resolve("journal"), "sale 3");
        office = shop.new Office(dir.resolve("relay"), FIRST);
        other.restart(() -> Rot.in(dir.resolve(other.name).resolve("journal"), "sale 3"));
        one.restart(() -> List.of("sale 1", "sale 3", "sale 4")
                .forEach(sale -> Rot.in(dir.resolve(one.name).resolve("journal"), sale)));
        assertThat(sales.stream().filter(one::has)).containsExactly("sale 2", "sale 5");
        one.relayCut = false;
        shop.until("what head office has is back", () -> one.has("sale 1") && one.has("sale 4"));
        other.lanCut = false;
        one.lanCut = false;
        other.relayCut = false;
        shop.until("all show the same", () -> List.of(one, other).stream()
                .allMatch(till -> till.store.digest(BRANCH).equals(office.store.digest(BRANCH))));
        assertThat(one.has("sale 3")).isFalse();
    }

    @Test
    void what_nobody_has_any_more_is_looked_for_in_checkpoints_once() throws IOException {
        VirtualShop.Till one = tills(1).get(0);
        office.write("product", "p1", Value.of("what nobody ever reads"));
        office.write("product", "p2", Value.of("what follows"));
        one.relayCut = true;
        office.close();
        Rot.in(dir.resolve("relay").resolve("journal"), "what nobody ever reads");
        office = shop.new Office(dir.resolve("relay"), FIRST);
        StreamId stream = office.store.vector(Scope.COMPANY).heads().firstKey();
        assertThat(office.store.lost(stream)).isNotEmpty();
        for (int i = 5; i < 9; i++) {
            VirtualShop.Till seeded = shop.new Till("S001-T0" + i, true);
            shop.until("seeded", () -> seeded.store
                    .startOf(stream)
                    .equals(office.store.vector().head(stream)));
        }
        shop.run(Duration.ofSeconds(20));
        long before = office.store.position();
        for (VirtualShop.Till till : List.copyOf(shop.tills.values())) {
            till.cut(true, false, false);
        }
        shop.run(Duration.ofSeconds(20));
        assertThat(office.store.position()).as("nothing was adopted again").isEqualTo(before);
        assertThat(office.store.lost(stream)).isNotEmpty();
    }

    @Test
    void much_that_a_neighbour_saw_of_a_revoked_till_reaches_head_office() throws IOException {
        List<VirtualShop.Till> tills = tills(2);
        VirtualShop.Till dead = tills.get(0);
        VirtualShop.Till carrier = tills.get(1);
        tills.forEach(till -> till.relayCut = true);
        shop.until("red", () -> tills.stream().noneMatch(till -> till.peering.isOnline()));
        for (int sale = 1; sale <= 1_200; sale++) {
            dead.sell("sale " + sale);
            if (sale % 400 == 0) {
                String last = "sale " + sale;
                shop.until(last, () -> carrier.has(last));
            }
        }
        dead.lanCut = true;
        office.revoke(dead);
        carrier.relayCut = false;
        shop.until("all that was seen", () -> VirtualShop.has(office.store, "sale 1200"));
        assertThat(office.store.digest(BRANCH)).isEqualTo(carrier.store.digest(BRANCH));
    }

    @Test
    void a_relay_that_lost_everything_gets_back_its_own_checkpoint_from_a_till() throws IOException {
        VirtualShop.Till one = tills(1).get(0);
        one.sell("a");
        shop.until("acknowledged", () -> one.peering.unacknowledged() == 0);
        office.close();
        office = shop.new Office(dir.resolve("new-disk"), FIRST);
        shop.until("the sale is back", () -> VirtualShop.has(office.store, "a"));
        shop.until("the catalogue is back", () -> office.store
                .read(v -> v.record(Scope.COMPANY, new DocRef("product", "p0")))
                .isPresent());
        shop.until("acknowledged anew", () -> one.peering.unacknowledged() == 0);
    }

    @Test
    void what_two_tills_keep_of_two_lives_of_head_office_comes_together() throws IOException {
        office.close();
        copy(dir.resolve("relay"), dir.resolve("image"));
        office = shop.new Office(dir.resolve("relay"), FIRST);
        office.write("product", "p1", Value.of("of its first life"));
        VirtualShop.Till one = shop.new Till("S001-T01", true);
        shop.until("seeded", () -> knows(one, "p1"));
        one.relayCut = true;
        one.lanCut = true;
        office.close();
        office = shop.new Office(dir.resolve("image"), FIRST);
        office.write("product", "p2", Value.of("of its second life"));
        VirtualShop.Till two = shop.new Till("S001-T02", true);
        shop.until("seeded", () -> knows(two, "p2"));
        office.close();
        office = shop.new Office(dir.resolve("new-disk"), FIRST);
        shop.until("the second life is back", () -> has("p2")); // as a checkpoint: nobody has its records

        one.relayCut = false;
        one.lanCut = false;

        shop.until("the first life is back", () -> has("p1") && has("p2"));
        shop.until("both tills know both", () -> Stream.of(one, two).allMatch(t -> knows(t, "p1") && knows(t, "p2")));
        assertThat(Stream.of(one, two).map(t -> t.store.digest(Scope.COMPANY)))
                .containsOnly(office.store.digest(Scope.COMPANY));
        assertThat(office.store.heldOf(Scope.COMPANY))
                .as("two checkpoints, of which none covers the other")
                .hasSize(2);
    }

    private static boolean knows(VirtualShop.Till till, String product) {
        return till.store
                .read(v -> v.record(Scope.COMPANY, new DocRef("product", product)))
                .isPresent();
    }

    @Test
    void a_till_revoked_while_offline_is_shut_out_and_what_a_neighbour_saw_before_counts() throws IOException {
        List<VirtualShop.Till> tills = tills(3);
        VirtualShop.Till stolen = tills.get(1);
        VirtualShop.Till witness = tills.get(0);
        stolen.sell("known");
        shop.until("acknowledged", () -> stolen.peering.unacknowledged() == 0);
        tills.forEach(t -> t.relayCut = true);
        shop.until("red", () -> tills.stream().noneMatch(t -> t.peering.isOnline()));
        stolen.sell("seen by a neighbour");
        shop.until("seen", () -> witness.has("seen by a neighbour"));
        stolen.lanCut = true;
        shop.run(Duration.ofSeconds(6));
        stolen.sell("after it was stolen");
        office.revoke(stolen);
        witness.relayCut = false;
        shop.until("the relay has what the neighbour saw", () -> VirtualShop.has(office.store, "seen by a neighbour"));
        stolen.lanCut = false;
        stolen.relayCut = false;
        shop.run(Duration.ofSeconds(15));
        assertThat(stolen.peering.isOnline()).isFalse();
        assertThat(witness.peering.neighbours()).doesNotContain("S001-T02");
        assertThat(tills.get(2).peering.neighbours())
                .as("heard of it from a neighbour")
                .doesNotContain("S001-T02");
        assertThat(VirtualShop.has(office.store, "after it was stolen")).isFalse();
        assertThat(witness.has("after it was stolen")).isFalse();
    }

    @Test
    void twenty_tills_do_not_storm_each_other() throws IOException {
        List<VirtualShop.Till> tills = tills(20);
        shop.run(Duration.ofSeconds(5));
        shop.frames.clear();
        tills.get(3).sell("one sale");
        shop.until("everywhere", () -> tills.stream().allMatch(t -> t.has("one sale")));
        assertThat(shop.frames.get("Batch"))
                .as("one to each neighbour and one to the relay")
                .isLessThanOrEqualTo(25);
        shop.run(Duration.ofSeconds(10));
        assertThat(shop.frames.get("Batch"))
                .as("nobody carries what has arrived")
                .isLessThanOrEqualTo(25);
        assertThat(shop.frames.getOrDefault("Heads", 0)).isLessThan(20 * 20 + 40);
    }

    @Test
    void only_few_of_twenty_tills_carry_what_one_can_not_send() throws IOException {
        List<VirtualShop.Till> tills = tills(20);
        tills.get(0).relayCut = true;
        shop.until("red", () -> !tills.get(0).peering.isOnline());
        shop.frames.clear();
        tills.get(0).sell("carried");
        shop.until("at the relay", () -> VirtualShop.has(office.store, "carried"));
        shop.until(
                "acknowledged by way of a neighbour", () -> tills.get(0).peering.unacknowledged() == 0);
        assertThat(tills.get(0).peering.via()).isPresent();
        shop.run(Duration.ofSeconds(5));
        assertThat(shop.frames.get("Batch")).isLessThan(19 + 6);
    }

    @Test
    void a_month_of_sales_without_a_route_goes_up_in_windows() throws IOException {
        VirtualShop.Till one = tills(1).get(0);
        VirtualShop.Till two = shop.new Till("S001-T02", true);
        shop.until("together", () -> two.peering.neighbours().size() == 1);
        one.relayCut = true;
        two.relayCut = true;
        two.lanCut = true;
        shop.until(
                "apart",
                () -> !one.peering.isOnline() && one.peering.neighbours().isEmpty());
        var random = new java.util.Random(1);
        for (int i = 0; i < 72; i++) {
            byte[] incompressible = new byte[1_000_000];
            random.nextBytes(incompressible);
            one.append("sale", "s" + i, Value.of(incompressible));
        }
        two.lanCut = false;
        shop.until("the neighbour has them", () -> two.has("s71"));
        two.relayCut = false;
        shop.until("carried to the relay", () -> VirtualShop.has(office.store, "s71"));
        shop.until("acknowledged", () -> one.peering.unacknowledged() == 0);
    }

    @Test
    void what_has_no_authority_is_listed_and_blocks_nothing_behind_it() throws IOException {
        List<VirtualShop.Till> tills = tills(2);
        tills.get(0).append("user", "admin", Value.map(Map.of("name", Value.of("me"))));
        tills.get(0).sell("behind it");
        shop.until("arrived", () -> tills.get(1).has("behind it"));
        assertThat(Evidence.unauthorised(tills.get(1).store)).singleElement().satisfies(found -> {
            assertThat(found.document()).contains("user");
            assertThat(found.dot().origin().replica()).isEqualTo(VirtualShop.replica("S001-T01"));
        });
    }

    @Test
    void a_disk_image_that_was_put_back_makes_a_fork_that_reaches_everyone() throws IOException {
        List<VirtualShop.Till> tills = tills(2);
        VirtualShop.Till one = tills.get(0);
        VirtualShop.Till two = tills.get(1);
        one.sell("before");
        shop.until("everywhere", () -> two.has("before"));
        shop.until("acknowledged", () -> one.peering.unacknowledged() == 0);
        // A disk image of till 1 is taken, it sells on, and the image is put back under the same lock file.
        Path folder = dir.resolve("S001-T01");
        one.store.close();
        copy(folder, dir.resolve("image"));
        one.restart();
        shop.until("back", one.peering::isOnline);
        one.sell("on the first branch");
        shop.until("at the neighbour", () -> two.has("on the first branch"));
        shop.until("acknowledged", () -> one.peering.unacknowledged() == 0);
        one.relayCut = true;
        one.lanCut = true;
        shop.until(
                "apart",
                () -> !one.peering.isOnline() && one.peering.neighbours().isEmpty());
        one.store.close();
        putBack(dir.resolve("image"), folder);
        one.restart();
        one.sell("on the second branch");
        one.relayCut = false;
        one.lanCut = false;
        for (VirtualShop.Till till : tills) {
            shop.until(
                    "both branches at " + till.name,
                    () -> till.has("on the first branch") && till.has("on the second branch"));
        }
        shop.until("at head office", () -> VirtualShop.has(office.store, "on the second branch"));
        shop.until("acknowledged", () -> tills.stream().allMatch(t -> t.peering.unacknowledged() == 0));
        assertThat(List.of(one.store, two.store, office.store)).allSatisfy(store -> {
            assertThat(VirtualShop.has(store, "on the first branch")).isTrue();
            assertThat(store.vector().of(BRANCH).heads().keySet().stream()
                            .filter(StreamId::isBranch)
                            .filter(stream -> stream.origin().replica().equals(VirtualShop.replica("S001-T01"))))
                    .as("one name for each branch, the same for everyone")
                    .hasSize(2);
            assertThat(store.digest(BRANCH)).isEqualTo(office.store.digest(BRANCH));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void what_head_office_wrote_beside_what_it_forgot_reaches_tills_that_hold_the_other_branch(int forgotten)
            throws IOException {
        shop.close();
        shop = new VirtualShop(dir);
        office = shop.new Office(dir.resolve("silent"), FIRST); // no checkpoint stands for anything that it wrote
        List<VirtualShop.Till> tills = tills(2);
        office.close();
        copy(dir.resolve("silent"), dir.resolve("image"));
        office = shop.new Office(dir.resolve("silent"), FIRST);
        for (int i = 1; i <= forgotten; i++) {
            writes(tills.get(0), i);
        }
        shop.until("both have it", () -> tills.stream().allMatch(till -> knows(till, "p1")));
        tills.forEach(till -> till.cut(true, true, false));
        shop.until("apart", () -> tills.stream().noneMatch(till -> till.peering.isOnline()));
        office.close();
        putBack(dir.resolve("image"), dir.resolve("silent")); // nothing tells that it is a copy, and it writes again
        office = shop.new Office(dir.resolve("silent"), FIRST);
        office.write("product", "beside", Value.of("on another branch"));
        tills.forEach(till -> till.cut(true, false, false));
        shop.until("both have both", () -> tills.stream()
                .allMatch(till -> knows(till, "beside") && knows(till, "p" + forgotten)));
        shop.until("head office too", () -> has("p1") && has("p" + forgotten));
        assertThat(tills).allSatisfy(till -> assertThat(till.store.digest(Scope.COMPANY))
                .isEqualTo(office.store.digest(Scope.COMPANY)));
    }

    /** Every file as it was, but for the lock, whose identity would tell that this is a copy. */
    private static void putBack(Path image, Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                if (!each.endsWith("lock") && !Files.exists(image.resolve(folder.relativize(each)))) {
                    Files.delete(each);
                }
            }
        }
        try (Stream<Path> all = Files.walk(image)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                if (!each.endsWith("lock")) {
                    Files.write(folder.resolve(image.relativize(each).toString()), Files.readAllBytes(each));
                }
            }
        }
    }

    @Test
    void what_twenty_tills_have_to_tell_after_a_cut_goes_to_each_of_them_less_than_twice() throws IOException {
        List<VirtualShop.Till> tills = tills(20);
        tills.forEach(till -> {
            till.relayCut = true;
            till.lanCut = true;
        });
        shop.until("apart", () -> tills.stream()
                .allMatch(t -> !t.peering.isOnline() && t.peering.neighbours().isEmpty()));
        tills.forEach(till -> till.sell("of " + till.name));
        shop.frames.clear();
        tills.forEach(till -> {
            till.relayCut = false;
            till.lanCut = false;
        });
        shop.until("all alike", () -> tills.stream()
                .allMatch(t -> tills.stream().allMatch(other -> t.has("of " + other.name))));
        shop.run(Duration.ofSeconds(5));
        assertThat(shop.frames.get("Batch"))
                .as("19 neighbours for each of 20 tills, and the relay; what a neighbour or the relay was quicker with")
                .isLessThan(2 * 20 * 20);
    }
}
