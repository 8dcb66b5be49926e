package org.tillmesh.retail.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.qty;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.Sample;
import org.tillmesh.retail.ShopTill;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TillId;

/** Till 1 sold three bottles of milk; tills 2 and 3 ask it before they take some back. */
class RefundPromisesTest {
    private static final TillId T03 = new TillId("S001", "T03");

    @TempDir
    Path dir;

    private final Moved clock = new Moved();
    private ShopTill home;
    private RefundPromises promises;
    private IssuedDocument sale;

    private static final class Moved extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void open() {
        reopen();
        sale = home.sell("sale", cart().add(MILK, qty("3"), null, null), NOON);
    }

    private void reopen() {
        home = ShopTill.open(dir.resolve("home"), T01, 1);
        promises = new RefundPromises(home.store, home.retail.sales(), clock);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private List<Refund> promise(TillId to, String id, String qty) {
        return promises.promise(S001, sale, to, new DocumentId(id), List.of(new Returns.Wanted(1, qty(qty))));
    }

    private String refused(TillId to, String id, String qty) {
        RetailException e = catchThrowableOfType(RetailException.class, () -> promise(to, id, qty));
        assertThat(e.kind()).isEqualTo(RetailException.Kind.ALREADY_RETURNED);
        return e.getMessage();
    }

    private Quantity promisedOrReturned() {
        return promises.refunds(S001, new DocumentId("sale")).stream()
                .map(refund -> refund.lines().get(1).qty())
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    @Test
    void what_is_promised_to_one_till_is_not_left_for_another() {
        assertThat(promise(T02, "a", "2")).isEmpty();

        assertThat(refused(T03, "b", "2")).contains("at most 1 ", "S001-T02 has been returning it since " + NOON);
        assertThat(promise(T03, "c", "1")).extracting(Refund::id).containsExactly(new DocumentId("a"));
        assertThat(promisedOrReturned()).isEqualTo(qty("3"));
    }

    @Test
    void the_same_question_again_is_promised_once() {
        promise(T02, "a", "3");

        assertThat(promise(T02, "a", "3")).isEmpty();
        assertThat(promisedOrReturned()).isEqualTo(qty("3"));
        assertThat(refused(T03, "a", "1")).contains("S001-T02"); // another till's id is another return
        promise(T02, "a", "1");
        assertThat(promisedOrReturned()).isEqualTo(qty("1"));
    }

    @Test
    void a_promise_ends_with_the_record_that_it_was_made_for() {
        promise(T02, "a", "2");
        try (ShopTill two = ShopTill.open(dir.resolve("two"), T02, 2)) {
            two.hear(home);
            two.giveBack("a", sale, 1, qty("2"), NOON);
            home.hear(two);
        }

        assertThat(promisedOrReturned()).isEqualTo(qty("2"));
        assertThat(refused(T03, "b", "2")).contains("Returned as S001-T02-000001");
        promise(T03, "b", "1");
        assertThat(home.store.notes("refund/")).containsOnlyKeys("refund/S001-T03/b");
    }

    @Test
    void a_promise_ends_by_itself_because_who_asked_may_have_crashed() {
        promise(T02, "a", "3");
        clock.now = NOON.plus(RefundPromises.LIFE_MAX).minusMillis(1);
        refused(T03, "b", "1");

        clock.now = NOON.plus(RefundPromises.LIFE_MAX);
        assertThat(promise(T03, "b", "3")).isEmpty();
        assertThat(home.store.notes("refund/")).containsOnlyKeys("refund/S001-T03/b");
        clock.now = NOON.minus(Duration.ofDays(1));
        assertThat(promisedOrReturned()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void a_promise_outlives_a_restart() {
        promise(T02, "a", "3");
        home.close();
        reopen();

        refused(T03, "b", "1");
    }

    @Test
    void parts_that_are_promised_at_once_equal_the_sale() {
        IssuedDocument odd = home.sell(
                "odd",
                cart().add(MILK, qty("3"), null, null).withDiscount(new Discount.Amount(Sample.money("8.75"))),
                NOON);
        Money total = Money.ZERO;
        for (String id : List.of("a", "b", "c")) {
            var wanted = List.of(new Returns.Wanted(1, Quantity.ONE));
            List<Refund> others = promises.promise(S001, odd, T02, new DocumentId(id), wanted);
            total = total.plus(Returns.lines(odd, others, wanted).get(0).total());
        }
        assertThat(total).isEqualTo(odd.total());
    }

    @Test
    void a_refund_comes_over_the_wire_as_it_was() {
        promise(T02, "a", "2");
        home.giveBack("b", sale, 1, Quantity.ONE, NOON);

        for (Refund refund : promises.refunds(S001, new DocumentId("sale"))) {
            assertThat(Refund.of(refund.toValue())).isEqualTo(refund);
        }
    }
}
