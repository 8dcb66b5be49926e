package org.tillmesh.retail.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.qty;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.Sample;
import org.tillmesh.retail.ShopTill;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.UserId;

class CostBookTest {
    private static final UserId NOURA = new UserId("noura");

    @TempDir
    Path dir;

    private ShopTill till;

    @BeforeEach
    void open() {
        till = ShopTill.open(dir, T01, 1);
    }

    @AfterEach
    void close() {
        till.close();
    }

    private void receive(String uuid, @Nullable String batch, String qty, @Nullable String cost, long second) {
        till.append(Movement.received(
                uuid,
                T01,
                MILK.id(),
                batch,
                null,
                qty(qty),
                NOON.plusSeconds(second),
                cost == null ? null : money(cost),
                NOURA,
                null));
    }

    private IssuedDocument sell(String uuid, String qty, long second) {
        Cart cart = Cart.open("c-" + uuid, NOON.plusSeconds(second)).add(MILK, qty(qty), null, null);
        return till.sell(uuid, cart, NOON.plusSeconds(second));
    }

    private Optional<Money> book(Function<CostBook, Optional<Money>> question) {
        return till.store.read(view -> question.apply(new CostBook(view, S001)));
    }

    private Optional<Money> average(long second) {
        return book(costs -> costs.average(MILK.id(), NOON.plusSeconds(second)));
    }

    @Test
    void goods_that_come_at_another_cost_make_a_new_average_over_all_batches() {
        receive("a", "A", "10", "3.00", 1);
        receive("b", "B", "30", "4.00", 2);
        assertThat(average(0)).isEmpty();
        assertThat(average(1)).contains(money("3.00"));
        assertThat(average(2)).contains(money("3.75"));
    }

    @Test
    void sales_returns_counts_and_adjustments_leave_the_average_as_it_is() {
        receive("a", null, "10", "3.00", 1);
        IssuedDocument sale = sell("s", "4", 2);
        till.giveBack("r", sale, 1, Quantity.ONE, NOON.plusSeconds(3));
        till.append(new Count("n", T01, MILK.id(), null, null, qty("2"), NOON.plusSeconds(4), NOURA, null));
        receive("free", null, "1", null, 5);
        assertThat(average(9)).contains(money("3.00"));
        receive("b", null, "3", "5.00", 10); // 3 at 3.00 and 3 at 5.00
        assertThat(average(10)).contains(money("4.00"));
    }

    @Test
    void stock_below_zero_counts_as_nothing() {
        receive("a", null, "1", "3.00", 1);
        sell("s", "5", 2);
        receive("b", null, "10", "4.00", 3);
        assertThat(average(3)).contains(money("4.00"));
    }

    @Test
    void what_arrives_late_takes_its_place_by_its_time() {
        receive("b", null, "10", "4.00", 3);
        receive("a", null, "10", "3.00", 1);
        assertThat(average(2)).contains(money("3.00"));
        assertThat(average(3)).contains(money("3.50"));
    }

    @Test
    void a_third_of_a_halala_is_rounded_only_where_it_is_multiplied() {
        receive("a", null, "2", "1.00", 1);
        receive("b", null, "1", "1.01", 2);
        assertThat(average(2)).contains(money("1.00"));
        assertThat(book(costs -> costs.now(MILK.id(), qty("3000")))).contains(money("3010.00"));
    }

    @Test
    void a_line_costs_what_one_cost_at_its_time_and_what_comes_back_spoilt_stays_lost() {
        receive("a", null, "10", "3.00", 1);
        IssuedDocument sale = sell("s", "4", 2);
        receive("b", null, "6", "9.00", 3);
        IssuedDocument back = till.giveBack("r", sale, 1, Quantity.ONE, NOON.plusSeconds(4));
        assertThat(book(costs -> costs.of(sale, sale.lines().get(0)))).contains(money("12.00"));
        assertThat(book(costs -> costs.of(back, back.lines().get(0)))).contains(money("-6.00"));
        IssuedDocument unknown = Sample.sale("u", 9, Sample.cart().add(Sample.BREAD, qty("1"), null, null));
        assertThat(book(costs -> costs.of(unknown, unknown.lines().get(0)))).isEmpty();
    }

    @Test
    void the_ledger_tells_each_change_with_what_is_on_hand_after_it() {
        receive("a", "A", "10", "3.00", 1);
        sell("s", "4", 2);
        till.append(new Count("n", T01, MILK.id(), "A", null, qty("9"), NOON.plusSeconds(3), NOURA, null));
        till.append(Movement.adjusted(
                "w",
                T01,
                MILK.id(),
                "A",
                null,
                qty("-2"),
                NOON.plusSeconds(4),
                NOURA,
                null,
                new Movement.Why(Movement.Reason.DAMAGED, "dropped")));
        List<StockLedger.Entry> entries =
                till.store.read(view -> new StockLedger(view, S001).entries(MILK.id(), null, null));
        assertThat(entries)
                .extracting(entry -> entry.kind() + " " + entry.qty() + " = " + entry.onHand())
                .containsExactly("receive 10 = 10", "sale -4 = 6", "count -1 = 5", "waste -2 = 3");
    }
}
