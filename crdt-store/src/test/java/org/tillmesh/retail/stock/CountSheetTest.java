package org.tillmesh.retail.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;
import static org.tillmesh.retail.Sample.qty;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.ShopTill;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.UserId;

/** Two tills that count on one sheet while they are cut off from each other. */
class CountSheetTest {
    private static final UserId NOURA = new UserId("noura");
    private static final ProductId GOODS = MILK.id();

    @TempDir
    Path dir;

    private ShopTill one;
    private ShopTill two;

    @BeforeEach
    void open() {
        one = ShopTill.open(dir.resolve("1"), T01, 1);
        two = ShopTill.open(dir.resolve("2"), T02, 2);
        one.append(new Count("begin", T01, GOODS, null, null, qty("100"), NOON.minusSeconds(60), NOURA, null));
        one.store.write(tx -> {
            CountSheet.open(tx, S001, "sheet", new CountSheet.Opened(T01, NOURA, "shelf", "", false, NOON, null));
            return true;
        });
        two.hear(one);
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private static void count(ShopTill till, String id, String qty, long second) {
        till.store.write(tx -> {
            CountSheet.add(
                    tx,
                    S001,
                    "sheet",
                    new CountSheet.Entry(
                            id, till.id, NOURA, GOODS, null, null, qty(qty), NOON.plusSeconds(second), null));
            return true;
        });
    }

    private static void post(ShopTill till, long second) {
        till.store.write(tx -> {
            CountSheet.post(tx, S001, "sheet", new CountSheet.Posted(till.id, NOURA, NOON.plusSeconds(second)));
            return true;
        });
    }

    private void meet() {
        one.hear(two);
        two.hear(one);
    }

    private static void sell(ShopTill till, String uuid, String qty, long second) {
        till.sell(
                uuid,
                Cart.open("cart-" + uuid, NOON.plusSeconds(second)).add(MILK, qty(qty), null, null),
                NOON.plusSeconds(second));
    }

    private void bothHave(String onHand) {
        for (ShopTill till : List.of(one, two)) {
            assertThat(till.retail.stock().onHand(S001, GOODS)).isEqualTo(qty(onHand));
        }
        assertThat(one.store.digest(S001)).isEqualTo(two.store.digest(S001));
    }

    @Test
    void a_draft_counts_nothing() {
        count(one, "a", "5", 1);
        assertThat(one.retail.stock().onHand(S001, GOODS)).isEqualTo(qty("100"));
    }

    @Test
    void what_each_till_counted_adds_up_when_they_meet() {
        count(one, "a", "5", 1);
        count(two, "b", "7", 2);
        meet();
        post(one, 10);
        meet();
        bothHave("12");
    }

    @Test
    void two_tills_that_post_at_once_count_once() {
        count(one, "a", "5", 1);
        count(two, "b", "7", 2);
        post(one, 10);
        post(two, 10);
        assertThat(one.retail.stock().onHand(S001, GOODS)).isEqualTo(qty("5"));
        meet();
        bothHave("12");
    }

    @Test
    void what_is_heard_after_it_was_posted_belongs_to_the_count() {
        count(one, "a", "5", 1);
        post(one, 10);
        sell(one, "s", "1", 20);
        count(two, "b", "7", 2);
        meet();
        bothHave("11");
    }

    @Test
    void a_sale_during_the_count_is_taken_off_and_the_batch_is_to_be_checked_where_it_lay_between_two_parts() {
        count(one, "a", "5", 1);
        sell(two, "before", "3", 0);
        sell(two, "after", "2", 5);
        post(one, 10);
        meet();
        bothHave("3");
        assertThat(one.retail.stock().level(S001, GOODS).checkAgain()).isFalse();
        count(two, "b", "4", 8);
        meet();
        bothHave("7");
        assertThat(two.retail.stock().level(S001, GOODS).checkAgain()).isTrue();
    }

    @Test
    void a_later_count_stands_over_what_a_sheet_says_of_before() {
        count(one, "a", "5", 1);
        post(one, 10);
        one.append(new Count("later", T01, GOODS, null, null, qty("4"), NOON.plusSeconds(30), NOURA, null));
        count(two, "b", "7", 2);
        meet();
        bothHave("4");
    }

    @Test
    void a_sheet_is_there_after_a_restart_as_it_was() {
        count(one, "a", "5", 1);
        post(one, 10);
        one.close();
        one = ShopTill.open(dir.resolve("1"), T01, 1);
        assertThat(one.retail.stock().onHand(S001, GOODS)).isEqualTo(qty("5"));
    }
}
