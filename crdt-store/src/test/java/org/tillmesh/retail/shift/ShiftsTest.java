package org.tillmesh.retail.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.qty;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.ShopTill;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;

/** One shift per till; its Z when it closes, numbered; a day Z over the shifts closed since the last one. */
class ShiftsTest {
    @TempDir
    Path dir;

    private ShopTill one;
    private ShopTill two;

    @BeforeEach
    void open() {
        one = ShopTill.open(dir.resolve("1"), T01, 1);
        two = ShopTill.open(dir.resolve("2"), T02, 2);
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private static ShiftOpened begin(ShopTill till, String uuid, long second) {
        int number = till.retail.shifts().nextShiftNumber(S001, till.id);
        return till.append(new ShiftOpened(
                new ShiftId(uuid), till.id, number, new UserId("noura"), money("100.00"), NOON.plusSeconds(second)));
    }

    private static ShiftClosed end(ShopTill till, ShiftOpened shift, String by, String counted, long second) {
        Shifts shifts = till.retail.shifts();
        return till.append(new ShiftClosed(
                shift.id(),
                till.id,
                shifts.nextZNumber(S001, till.id),
                new UserId(by),
                shifts.expectedCash(S001, shift),
                money(counted),
                shifts.figures(S001, shift.id()),
                ShiftCount.NONE,
                NOON.plusSeconds(second)));
    }

    private static DayZ day(ShopTill till, String uuid, long second) {
        Shifts shifts = till.retail.shifts();
        List<ShiftClosed> covered = shifts.uncovered(S001, till.id);
        return till.append(new DayZ(
                uuid,
                till.id,
                shifts.nextDayZNumber(S001, till.id),
                new UserId("khalid"),
                covered.stream().map(ShiftClosed::shift).toList(),
                covered.stream().map(ShiftClosed::figures).reduce(Figures.NONE, Figures::plus),
                NOON.plusSeconds(second)));
    }

    private static IssuedDocument sell(ShopTill till, String uuid, String qty, ShiftOpened shift, long second) {
        Cart cart = Cart.open("cart-" + uuid, NOON.plusSeconds(second)).add(MILK, qty(qty), null, null);
        return till.sell(uuid, cart, NOON.plusSeconds(second), shift.id().value());
    }

    @Test
    void each_till_has_a_shift_of_its_own_and_numbers_of_its_own() {
        ShiftOpened first = begin(one, "a1", 0);
        ShiftOpened other = begin(two, "b1", 1);
        sell(one, "s1", "2", first, 2);
        sell(two, "s2", "4", other, 3);
        one.hear(two);
        two.hear(one);
        assertThat(two.retail.shifts().open(S001, T01)).contains(first);
        assertThat(one.retail.shifts().open(S001, T02)).contains(other);

        end(one, first, "noura", "112.50", 10);
        ShiftOpened second = begin(one, "a2", 11);
        assertThat(second.number()).isEqualTo(2);
        ShiftClosed z = end(one, second, "noura", "100.00", 12);
        assertThat(z.number()).isEqualTo(2);
        assertThat(z.figures()).isEqualTo(Figures.NONE);
        assertThat(end(two, other, "noura", "125.00", 13).number())
                .as("till 2 counts by itself")
                .isEqualTo(1);
    }

    private static CashMovement moved(String uuid, CashMovement.Kind kind, String amount, long second) {
        return new CashMovement(
                uuid,
                T01,
                new ShiftId("a1"),
                new UserId("noura"),
                kind,
                money(amount),
                "why",
                NOON.plusSeconds(second),
                null,
                null);
    }

    @Test
    void a_z_holds_what_its_shift_took_and_never_changes_afterwards() {
        ShiftOpened shift = begin(one, "a1", 0);
        IssuedDocument sale = sell(one, "s1", "4", shift, 1);
        one.append(moved("in", CashMovement.Kind.IN, "20.00", 2));
        one.append(moved("out", CashMovement.Kind.OUT, "-50.00", 3));
        one.append(moved("drop", CashMovement.Kind.DROP, "-15.00", 4));
        one.append(moved("look", CashMovement.Kind.NO_SALE, "0.00", 5));
        assertThat(one.retail.shifts().cashMoved(S001, new ShiftId("a1")))
                .isEqualTo(new CashSums(money("20.00"), money("50.00"), money("15.00"), 1));
        ShiftClosed z = end(one, shift, "khalid", "79.00", 10);

        assertThat(z.expected()).isEqualTo(money("80.00"));
        assertThat(z.figures().gross()).isEqualTo(sale.total());
        assertThat(z.user()).as("a manager may close another's shift").isEqualTo(new UserId("khalid"));
        assertThat(one.retail.shifts().open(S001, T01)).isEmpty();

        sell(one, "late", "1", shift, 20); // a sale of that shift that nobody knew of when it closed
        two.hear(one);
        assertThat(two.retail.shifts().closed(S001, new ShiftId("a1")).orElseThrow())
                .isEqualTo(z);
        assertThat(two.retail.shifts().figures(S001, new ShiftId("a1")).count()).isEqualTo(2);
    }

    @Test
    void a_day_z_covers_the_shifts_closed_since_the_last_and_each_shift_is_covered_once() {
        ShiftOpened first = begin(one, "a1", 0);
        sell(one, "s1", "2", first, 1);
        end(one, first, "noura", "112.50", 2);
        ShiftOpened second = begin(one, "a2", 3);
        IssuedDocument sale = sell(one, "s2", "3", second, 4);
        one.sell("s3", Cart.open("c3", NOON).add(MILK, qty("1"), null, null), NOON.plusSeconds(5), "a2");
        end(one, second, "noura", "125.00", 6);
        DayZ monday = day(one, "d1", 7);
        assertThat(monday.number()).isEqualTo(1);
        assertThat(monday.shifts()).containsExactly(new ShiftId("a1"), new ShiftId("a2"));
        assertThat(monday.figures().count()).isEqualTo(3);
        assertThat(monday.figures().gross()).isEqualTo(money("37.50"));
        assertThat(monday.figures().vat())
                .as("the sum of what its documents say, to the halala")
                .isEqualTo(one.retail.sales().since(S001, null).stream()
                        .map(Sold::vat)
                        .reduce(Money.ZERO, Money::plus));

        ShiftOpened third = begin(one, "a3", 8);
        assertThat(one.retail.shifts().uncovered(S001, T01))
                .as("an open shift is no day's yet")
                .isEmpty();
        one.issue(Returns.of(
                new IssuedDocument.Heading(
                        new DocumentId("r1"),
                        one.retail.sales().nextReceipt(S001, T01),
                        new UserId("noura"),
                        null,
                        third.id(),
                        NOON.plusSeconds(9),
                        null),
                sale,
                List.of(),
                List.of(new Returns.Wanted(1, qty("1"))),
                "why",
                TenderKind.CASH,
                true));
        end(one, third, "noura", "93.75", 10);
        DayZ tuesday = day(one, "d2", 11);
        assertThat(tuesday.number()).isEqualTo(2);
        assertThat(tuesday.shifts()).containsExactly(new ShiftId("a3"));
        assertThat(tuesday.figures().gross()).isEqualTo(money("-6.25"));
        assertThat(one.retail.shifts().days(S001, T01)).containsExactly(monday, tuesday);
        two.hear(one);
        assertThat(two.retail.shifts().days(S001, T01)).containsExactly(monday, tuesday);
        assertThat(two.retail.shifts().nextDayZNumber(S001, T02)).isEqualTo(1);
    }

    @Test
    void after_a_fork_the_shift_that_was_opened_last_is_the_open_one_everywhere() {
        begin(one, "a1", 0);
        ShopTill copy = ShopTill.open(dir.resolve("copy"), T01, 1);
        try {
            ShiftOpened later = begin(copy, "a0", 60);
            one.hear(copy);
            copy.hear(one);
            assertThat(one.retail.shifts().open(S001, T01)).contains(later);
            assertThat(copy.retail.shifts().open(S001, T01)).contains(later);
            assertThat(one.retail.shifts().nextShiftNumber(S001, T01)).isEqualTo(2);
        } finally {
            copy.close();
        }
    }
}
