package org.tillmesh.retail.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Origin;
import org.tillmesh.retail.Sample;
import org.tillmesh.retail.ShopTill;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.UserId;

class ClockFixTest {
    private static final Origin SELF = Origin.of(1, 7);
    private static final long HOURS_3 = 10_800_000;

    private static ClockFix fix(long from, long seq, long old, long fresh) {
        return new ClockFix("f" + seq, T01, SELF, from, seq, old, fresh, 0, NOON, null);
    }

    @Property
    void only_its_writers_records_since_the_last_good_offset_are_moved(
            @ForAll @LongRange(min = 1, max = 30) long from,
            @ForAll @LongRange(min = 1, max = 30) long seq,
            @ForAll @LongRange(min = 0, max = 40) long place) {
        ClockFix fix = fix(from, seq, 0, -HOURS_3);
        Instant fixed = fix.fixed(SELF, place, NOON);
        boolean within = place >= from && place < seq;
        assertThat(fixed).isEqualTo(within ? NOON.minusMillis(HOURS_3) : NOON);
        assertThat(fix.fixed(Origin.of(1, 8), place, NOON))
                .as("another life of the till")
                .isEqualTo(NOON);
        assertThat(fix.fixed(Origin.of(2, 7), place, NOON)).isEqualTo(NOON);
    }

    @Test
    void fixes_one_after_the_other_move_each_record_once() {
        List<ClockFix> fixes = List.of(fix(1, 5, 0, -HOURS_3), fix(6, 9, -HOURS_3, 1_000), fix(10, 10, 1_000, 0));
        for (long place = 1; place <= 12; place++) {
            long at = place;
            assertThat(fixes.stream().filter(fix -> fix.covers(SELF, at)).count())
                    .as("place %d", place)
                    .isEqualTo(place < 5 || (place >= 6 && place < 9) ? 1 : 0);
        }
        assertThat(fixes.get(1).shiftMs()).isEqualTo(HOURS_3 + 1_000);
        assertThat(fixes.get(2).isFar()).isFalse();
        assertThat(fixes.get(0).isFar()).isTrue();
    }

    @Test
    void where_the_machines_clock_was_set_back_by_itself_no_record_lies_after_its_fix() {
        ClockFix fix = new ClockFix("f", T01, SELF, 1, 5, 0, 0, HOURS_3, NOON, "khalid");
        assertThat(fix.fixed(SELF, 4, NOON.plusMillis(HOURS_3))).isEqualTo(NOON);
        assertThat(fix.fixed(SELF, 4, NOON.minusSeconds(60))).isEqualTo(NOON.minusSeconds(60));
        assertThat(fix.fixed(SELF, 5, NOON.plusSeconds(60))).isEqualTo(NOON.plusSeconds(60));
        assertThat(fix.skewMs()).isEqualTo(HOURS_3);
        assertThat(fix.isFar()).isTrue();
    }

    @Test
    void whose_records_it_moves_is_what_its_place_in_the_stream_says(@TempDir Path dir) {
        try (ShopTill one = ShopTill.open(dir.resolve("1"), T01, 1);
                ShopTill two = ShopTill.open(dir.resolve("2"), Sample.T02, 2)) {
            one.sell("s1", Cart.open("k", NOON).add(Sample.MILK, Quantity.ONE, null, null), NOON.plusSeconds(10_800));
            one.append(new ClockFix("fix", T01, Origin.of(5, 5), 1, 99, 0, -HOURS_3, 0, NOON.plusSeconds(1), "khalid"));
            two.hear(one);

            ClockFix read =
                    two.store.read(view -> ClockFix.all(view, S001).toList()).get(0);
            assertThat(read.origin()).as("not what its writer says").isEqualTo(one.store.self());
            assertThat(read.seq()).isEqualTo(2);
            assertThat(read.fixed(one.store.self(), 1, NOON.plusSeconds(10_800)))
                    .isEqualTo(NOON);
            assertThat(read.by()).isEqualTo("khalid");
        }
    }

    @Test
    void a_sale_by_a_clock_that_was_ahead_lies_before_the_count_once_the_clock_is_fixed(@TempDir Path dir) {
        try (ShopTill one = ShopTill.open(dir.resolve("1"), T01, 1);
                ShopTill two = ShopTill.open(dir.resolve("2"), Sample.T02, 2)) {
            one.append(new Count(
                    "c0", T01, new ProductId("milk"), null, null, Quantity.of(10), NOON, new UserId("noura"), null));
            two.hear(one);
            // Till 2, three hours ahead, sells 3 at what is a quarter past twelve; at half past till 1 counts the 7
            // left.
            two.sell(
                    "s1",
                    Cart.open("k", NOON.plusMillis(HOURS_3)).add(Sample.MILK, Quantity.of(3), null, null),
                    NOON.plusSeconds(900).plusMillis(HOURS_3));
            one.append(new Count(
                    "c1",
                    T01,
                    new ProductId("milk"),
                    null,
                    null,
                    Quantity.of(7),
                    NOON.plusSeconds(1_800),
                    new UserId("noura"),
                    null));
            one.hear(two);
            assertThat(one.retail.stock().onHand(S001, new ProductId("milk")))
                    .as("taken twice, as long as nobody knows of the clock")
                    .isEqualTo(Quantity.of(4));

            two.append(new ClockFix(
                    "fix", Sample.T02, two.store.self(), 1, 99, 0, -HOURS_3, 0, NOON.plusSeconds(3_600), "khalid"));
            one.hear(two);
            two.hear(one);
            for (ShopTill till : List.of(one, two)) {
                assertThat(till.retail.stock().onHand(S001, new ProductId("milk")))
                        .isEqualTo(Quantity.of(7));
            }
            two.sell("s2", Cart.open("k2", NOON).add(Sample.MILK, Quantity.ONE, null, null), NOON.plusSeconds(4_000));
            one.hear(two);
            assertThat(one.retail.stock().onHand(S001, new ProductId("milk"))).isEqualTo(Quantity.of(6));
            one.store.rebase();
            assertThat(one.retail.stock().level(S001, new ProductId("milk")).onHand())
                    .isEqualTo(Quantity.of(6));
        }
    }
}
