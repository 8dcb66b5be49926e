package org.tillmesh.retail.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;
import static org.tillmesh.retail.Sample.qty;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.Sample;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;

class StockLevelsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @TempDir
    Path dir;

    private final AtomicLong clockErrorMs = new AtomicLong();
    private Store store;
    private StockLevels stock;

    @BeforeEach
    void open() {
        store = Sample.open(dir, clockErrorMs);
        stock = Retail.attach(store).stock();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void feed(RecordDocument record, long errorMs) {
        clockErrorMs.set(errorMs);
        store.write(tx -> {
            record.appendTo(tx, S001);
            return true;
        });
    }

    @Test
    void a_sale_of_before_a_count_that_arrives_late_is_not_taken_again() {
        // Till 2 is cut off and sells 3 of 10; till 1 counts the 7 that are left; then till 2 is heard.
        feed(count("c0", T01, null, 10, NOON), 0);
        feed(count("c1", T01, null, 7, NOON.plusSeconds(600)), 0);
        feed(move("late", T02, null, -3, NOON.plusSeconds(300), null), 0);

        assertThat(stock.onHand(S001, new ProductId("milk"))).isEqualTo(qty("7"));
        feed(move("after", T02, null, -2, NOON.plusSeconds(601), null), 0);
        assertThat(stock.onHand(S001, new ProductId("milk"))).isEqualTo(qty("5"));
    }

    @Test
    void of_concurrent_counts_the_later_stands_and_the_other_is_listed() {
        feed(count("c1", T01, null, 7, NOON), 1_000);
        feed(count("c2", T02, null, 8, NOON.plusMillis(500)), 1_000);

        assertThat(stock.onHand(S001, new ProductId("milk"))).isEqualTo(qty("8"));
        StockLevels.Batch batch = stock.all(S001).get(0).batch();
        assertThat(batch.baseCount()).isEqualTo("c2");
        assertThat(batch.concurrent()).extracting(Count::uuid).containsExactly("c1");
    }

    @Test
    void of_counts_at_the_same_time_the_greater_uuid_stands() {
        feed(count("b", T01, null, 7, NOON), 0);
        feed(count("a", T02, null, 8, NOON), 0);

        assertThat(stock.onHand(S001, new ProductId("milk"))).isEqualTo(qty("7"));
    }

    @Test
    void an_item_is_to_be_checked_again_when_clocks_cannot_tell_or_a_cart_was_open() {
        feed(count("c", T01, null, 10, NOON), 500);
        feed(move("own", T01, null, -1, NOON.plusMillis(100), null), 500);
        feed(move("far", T02, null, -1, NOON.plusMillis(1_001), null), 500);
        assertThat(stock.level(S001, new ProductId("milk")).checkAgain()).isFalse();

        feed(move("near", T02, null, -1, NOON.plusMillis(1_000), null), 500);
        assertThat(stock.level(S001, new ProductId("milk")).checkAgain()).isTrue();

        feed(count("recount", T01, null, 7, NOON.plusSeconds(60)), 500);
        assertThat(stock.level(S001, new ProductId("milk")).checkAgain()).isFalse();
        feed(move("cart", T02, null, -1, NOON.plusSeconds(300), NOON.plusSeconds(30)), 500);
        assertThat(stock.level(S001, new ProductId("milk")).checkAgain()).isTrue();
    }

    @Test
    void the_batch_that_expires_first_and_is_still_good_is_proposed() {
        feed(batch("c1", "OLD", LocalDate.of(2020, 6, 30), 5), 0);
        feed(batch("c2", "LATE", LocalDate.of(2099, 9, 1), 5), 0);
        feed(batch("c3", "SOON", LocalDate.of(2099, 3, 1), 1), 0);

        assertThat(stock.suggest(S001, new ProductId("milk"), TODAY)
                        .orElseThrow()
                        .batch())
                .isEqualTo("SOON");
        feed(move("m", T01, "SOON", -1, NOON.plusSeconds(1), null), 0);
        assertThat(stock.suggest(S001, new ProductId("milk"), TODAY)
                        .orElseThrow()
                        .batch())
                .isEqualTo("LATE");
        feed(move("m2", T01, "LATE", -5, NOON.plusSeconds(2), null), 0);
        StockLevels.Batch last =
                stock.suggest(S001, new ProductId("milk"), TODAY).orElseThrow();
        assertThat(last.batch()).isEqualTo("OLD");
        assertThat(last.isExpired(TODAY)).isTrue();
        assertThat(stock.expiring(S001, TODAY))
                .extracting(i -> i.batch().batch())
                .containsExactly("OLD");
    }

    @Test
    void stock_may_go_below_zero_and_says_since_when() {
        feed(count("c", T01, null, 1, NOON), 0);
        feed(move("m1", T01, null, -1, NOON.plusSeconds(1), null), 0);
        feed(move("m2", T02, null, -1, NOON.plusSeconds(2), null), 0);

        assertThat(stock.onHand(S001, new ProductId("milk"))).isEqualTo(qty("-1"));
        assertThat(stock.oversold(S001)).singleElement().satisfies(o -> assertThat(o.since())
                .isEqualTo(NOON.plusSeconds(2)));
    }

    @Test
    void levels_are_the_same_over_a_new_base_and_after_reopening() {
        feed(count("c1", T01, null, 7, NOON.plusSeconds(600)), 0);
        feed(move("m1", T01, null, -2, NOON.plusSeconds(700), null), 0);
        store.rebase();
        feed(move("m2", T02, null, -1, NOON.plusSeconds(800), null), 0);
        assertThat(stock.onHand(S001, new ProductId("milk"))).isEqualTo(qty("4"));
        feed(move("late", T02, null, -3, NOON.plusSeconds(300), null), 0);
        assertThat(stock.onHand(S001, new ProductId("milk"))).isEqualTo(qty("4"));
        feed(count("late-count", T02, null, 9, NOON.plusSeconds(650)), 0);
        assertThat(stock.onHand(S001, new ProductId("milk"))).isEqualTo(qty("6"));
        store.rebase();
        store.close();

        store = Sample.open(dir, clockErrorMs);
        stock = Retail.attach(store).stock();
        assertThat(stock.onHand(S001, new ProductId("milk"))).isEqualTo(qty("6"));
        assertThat(stock.heardFrom(S001))
                .containsEntry(T01, NOON.plusSeconds(600))
                .containsEntry(T02, NOON.plusSeconds(650));
    }

    private static Count count(String uuid, TillId till, @Nullable String batch, long qty, Instant at) {
        return new Count(
                uuid, till, new ProductId("milk"), batch, null, Quantity.of(qty), at, new UserId("noura"), null);
    }

    private static Count batch(String uuid, String batch, LocalDate expiry, long qty) {
        return new Count(
                uuid, T01, new ProductId("milk"), batch, expiry, Quantity.of(qty), NOON, new UserId("noura"), null);
    }

    private static Movement move(
            String uuid, TillId till, @Nullable String batch, long qty, Instant at, @Nullable Instant cartOpened) {
        return new Movement(
                uuid,
                Movement.Kind.SALE,
                till,
                new ProductId("milk"),
                batch,
                null,
                Quantity.of(qty),
                at,
                "sale",
                cartOpened,
                null,
                null,
                null);
    }
}
