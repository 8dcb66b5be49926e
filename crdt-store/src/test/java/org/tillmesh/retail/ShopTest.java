package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.paid;
import static org.tillmesh.retail.Sample.qty;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.retail.audit.Misfits;
import org.tillmesh.retail.audit.Resolution;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.DayZ;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.ShiftCount;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.shift.Shifts;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;

/** Two tills of one store, on real folders, that meet when the test says so. */
class ShopTest {
    @TempDir
    Path dir;

    private ShopTill one;
    private ShopTill two;

    private void openTwoTills() throws IOException {
        one = open(T01, 1);
        two = open(T02, 2);
    }

    private ShopTill open(TillId till, long replica) {
        return ShopTill.open(dir.resolve(till.toString()), till, replica);
    }

    private void meet() {
        one.hear(two);
        two.hear(one);
    }

    @AfterEach
    void close() {
        for (ShopTill till : List.of(one, two)) {
            till.close();
        }
    }

    @Test
    void tills_that_have_met_tell_the_same_of_sales_and_stock() throws IOException {
        openTwoTills();
        one.append(new Count(
                "c",
                T01,
                new ProductId("milk"),
                null,
                null,
                qty("10"),
                NOON.minusSeconds(60),
                new UserId("noura"),
                null));
        one.sell("s1", cart().add(MILK, qty("2"), null, null), NOON);
        two.sell("s2", cart().add(MILK, qty("3"), null, null), NOON.plusSeconds(1));
        meet();

        for (ShopTill till : List.of(one, two)) {
            assertThat(till.retail.stock().onHand(S001, new ProductId("milk"))).isEqualTo(qty("5"));
            List<Sold> sales = till.retail.sales().since(S001, NOON);
            assertThat(sales)
                    .extracting(s -> s.receipt().toString())
                    .containsExactly("S001-T01-000001", "S001-T02-000001");
            assertThat(SalesBook.sums(sales)).isEqualTo(new SalesBook.Sums(2, money("31.25"), money("4.08")));
            assertThat(till.retail.sales().since(S001, NOON.plusSeconds(1))).hasSize(1);
        }
        assertThat(one.store.digest(S001)).isEqualTo(two.store.digest(S001));
        assertThat(one.retail.stock().heardFrom(S001)).containsOnlyKeys(T01, T02);
    }

    @Test
    void a_key_is_found_with_its_command_on_its_own_till_only() throws IOException {
        openTwoTills();
        one.sell("s1", cart().add(MILK, Quantity.ONE, null, null), NOON);
        one.append(Movement.received(
                "m1",
                T01,
                new ProductId("milk"),
                null,
                null,
                qty("5"),
                NOON,
                null,
                new UserId("khalid"),
                "receive-key"));
        one.write(
                Scope.COMPANY,
                Customer.fresh(
                        new CustomerId("c1"),
                        "Sara",
                        null,
                        List.of(),
                        List.of(),
                        null,
                        new Customer.CreatedBy(T01, "new-key")));
        meet();

        assertThat(one.retail.keys().find(T01, "key-s1"))
                .contains(new CommandKeys.Use(CommandKeys.Command.COMPLETE, "s1"));
        assertThat(one.retail.keys().find(T01, "receive-key"))
                .contains(new CommandKeys.Use(CommandKeys.Command.RECEIVE, "m1"));
        assertThat(one.retail.keys().find(T01, "new-key"))
                .contains(new CommandKeys.Use(CommandKeys.Command.NEW_CUSTOMER, "c1"));
        assertThat(two.retail.keys().find(T02, "key-s1")).isEmpty();
        assertThat(two.retail.keys().find(T01, "key-s1")).isPresent();
    }

    @Test
    void what_two_cut_off_tills_did_twice_is_listed_alike_and_nothing_is_taken_back() throws IOException {
        openTwoTills();
        one.append(new Count(
                "c",
                T01,
                new ProductId("milk"),
                null,
                null,
                qty("3"),
                NOON.minusSeconds(60),
                new UserId("noura"),
                null));
        IssuedDocument sale = one.sell("s1", cart().add(MILK, qty("2"), null, null), NOON);
        two.hear(one);
        one.giveBack("r1", sale, 1, qty("2"), NOON.plusSeconds(10));
        two.giveBack("r2", sale, 1, qty("2"), NOON.plusSeconds(11));
        Cart parked = Cart.open("cart-9", NOON).add(MILK, qty("4"), null, null);
        one.sell("s3", parked, NOON.plusSeconds(20));
        two.sell("s4", parked, NOON.plusSeconds(21));
        meet();

        assertThat(one.exceptions())
                .extracting(Misfits.Found::id)
                .containsExactly("REFUNDED_TWICE:s1", "CART_SOLD_TWICE:cart-9", "OVERSOLD:milk::c");
        assertThat(two.exceptions()).isEqualTo(one.exceptions());
        assertThat(two.retail.sales().since(S001, null)).hasSize(5);

        one.append(new Resolution("res-1", "CART_SOLD_TWICE:cart-9", T01, "khalid", "customer paid twice", NOON));
        meet();
        assertThat(two.exceptions().get(1).isResolved()).isTrue();
        assertThat(two.exceptions().get(0).isResolved()).isFalse();
    }

    @Test
    void a_number_used_twice_keeps_both_documents_and_lists_them() throws IOException {
        openTwoTills();
        one.append(new Count(
                "c",
                T01,
                new ProductId("milk"),
                null,
                null,
                qty("9"),
                NOON.minusSeconds(60),
                new UserId("noura"),
                null));
        IssuedDocument first = one.sell("s1", cart().add(MILK, Quantity.ONE, null, null), NOON);
        var heading = new IssuedDocument.Heading(
                new DocumentId("s2"),
                first.receipt(),
                new UserId("noura"),
                null,
                new ShiftId("x"),
                NOON.plusSeconds(5),
                null);
        one.append(IssuedDocument.sale(heading, paid(Cart.open("c2", NOON).add(MILK, qty("2"), null, null))));
        one.append(invoice("s1", 1, "hash-a", NOON));
        one.append(invoice("s2", 1, "hash-b", NOON.plusSeconds(5)));

        assertThat(one.retail.sales().byReceipt(S001, first.receipt())).hasSize(2);
        assertThat(one.retail.sales().nextReceipt(S001, T01)).hasToString("S001-T01-000002");
        assertThat(one.exceptions())
                .extracting(Misfits.Found::id)
                .containsExactly("CHAIN_FORK:S001-T01:1", "DOUBLE_RECEIPT:S001-T01-000001");
    }

    @Test
    void the_chain_head_is_the_highest_invoice_and_gaps_are_named() throws IOException {
        openTwoTills();
        assertThat(one.retail.invoices().head(S001, T01)).isEmpty();
        one.append(invoice("a", 1, "h1", NOON));
        one.append(invoice("d", 4, "h4", NOON.plusSeconds(4)));
        meet();

        assertThat(two.retail.invoices().head(S001, T01).orElseThrow().hash()).isEqualTo("h4");
        assertThat(two.retail.invoices().gaps(S001, T01)).containsExactly(2L, 3L);
        assertThat(two.retail.invoices().byHash(S001, T01, "h1").orElseThrow().icv())
                .isEqualTo(1);
        assertThat(two.retail.invoices().unreported(S001, T01).count()).isEqualTo(2);
        assertThat(two.retail.invoices().unreported(S001, T01).oldest()).contains(NOON);
    }

    @Test
    void a_shift_adds_up_and_a_day_covers_the_shifts_closed_since_the_last() throws IOException {
        openTwoTills();
        ShiftOpened shift =
                new ShiftOpened(new ShiftId("shift-S001-T01"), T01, 1, new UserId("noura"), money("200.00"), NOON);
        one.append(shift);
        IssuedDocument sale = one.sell("s1", cart().add(MILK, qty("4"), null, null), NOON.plusSeconds(1));
        one.giveBack("r1", sale, 1, Quantity.ONE, NOON.plusSeconds(2));
        one.append(new CashMovement(
                "cash",
                T01,
                shift.id(),
                new UserId("noura"),
                CashMovement.Kind.OUT,
                money("-50.00"),
                "bank",
                NOON.plusSeconds(3),
                null,
                null));
        Shifts shifts = one.retail.shifts();

        assertThat(shifts.open(S001, T01)).contains(shift);
        Figures figures = shifts.figures(S001, shift.id());
        assertThat(figures.count()).isEqualTo(2);
        assertThat(figures.gross()).isEqualTo(money("18.75"));
        assertThat(figures.tender(TenderKind.CASH)).isEqualTo(money("18.75"));
        assertThat(shifts.expectedCash(S001, shift)).isEqualTo(money("168.75"));

        one.append(new ShiftClosed(
                shift.id(),
                T01,
                1,
                new UserId("noura"),
                money("168.75"),
                money("168.00"),
                figures,
                ShiftCount.NONE,
                NOON.plusSeconds(4)));
        assertThat(shifts.open(S001, T01)).isEmpty();
        assertThat(shifts.uncovered(S001, T01)).hasSize(1);
        assertThat(shifts.nextShiftNumber(S001, T01)).isEqualTo(2);
        assertThat(shifts.nextZNumber(S001, T01)).isEqualTo(2);
        one.append(new DayZ("day", T01, 1, new UserId("khalid"), List.of(shift.id()), figures, NOON.plusSeconds(5)));
        assertThat(shifts.uncovered(S001, T01)).isEmpty();
        assertThat(shifts.nextDayZNumber(S001, T01)).isEqualTo(2);
    }

    @Test
    void concurrent_edits_of_a_customer_are_both_shown_until_somebody_decides() throws IOException {
        openTwoTills();
        Customer sara = Customer.fresh(
                new CustomerId("c1"),
                "Sara",
                null,
                List.of("+966 51 234 5678"),
                List.of("vip"),
                null,
                new Customer.CreatedBy(T01, null));
        one.write(Scope.COMPANY, sara);
        two.hear(one);
        rename(one, "c1", "Sarah");
        rename(two, "c1", "Sara A.");
        meet();

        Customer seen = one.retail.customers().byId(new CustomerId("c1")).orElseThrow();
        assertThat(seen.conflicts().get("name")).containsExactlyInAnyOrder("Sarah", "Sara A.");
        assertThat(two.retail.customers().byId(new CustomerId("c1"))).contains(seen);
        assertThat(one.retail.customers().find("0512345", 5)).containsExactly(seen);
        assertThat(one.retail.customers().find("sar", 5)).containsExactly(seen);

        Customer decided = seen.withName("Sarah A.");
        two.store.write(tx -> {
            decided.writeChanges(tx, seen);
            return decided;
        });
        one.hear(two);
        assertThat(one.retail
                        .customers()
                        .byId(new CustomerId("c1"))
                        .orElseThrow()
                        .conflicts())
                .isEmpty();
        assertThat(one.retail
                        .customers()
                        .byId(new CustomerId("c1"))
                        .orElseThrow()
                        .name())
                .isEqualTo("Sarah A.");
    }

    @Test
    void choosing_the_shown_winner_of_a_conflict_settles_it_too() throws IOException {
        openTwoTills();
        one.write(
                Scope.COMPANY,
                Customer.fresh(
                        new CustomerId("c1"),
                        "Sara",
                        null,
                        List.of(),
                        List.of(),
                        null,
                        new Customer.CreatedBy(T01, null)));
        two.hear(one);
        rename(one, "c1", "Sarah");
        rename(two, "c1", "Sara A.");
        meet();
        Customer seen = one.retail.customers().byId(new CustomerId("c1")).orElseThrow();

        one.write(Scope.COMPANY, seen);

        assertThat(one.retail
                        .customers()
                        .byId(new CustomerId("c1"))
                        .orElseThrow()
                        .conflicts())
                .isEmpty();
    }

    @Test
    void a_parked_cart_waits_on_every_till_until_its_home_hands_it_over() throws IOException {
        openTwoTills();
        Cart cart = Cart.open("cart-7", NOON).add(MILK, qty("2"), null, null);
        ParkedCart parked = ParkedCart.parked(cart, T01, "red coat", new UserId("noura"), NOON);
        one.write(S001, parked);
        meet();
        assertThat(two.retail.parked().waiting(S001)).containsExactly(parked);
        assertThat(two.retail.parked().find(S001, "cart-7").orElseThrow().cart())
                .isEqualTo(cart);

        one.write(S001, parked.with(new ParkedCart.Step(ParkedCart.State.HANDED, T01, T02)));
        meet();
        assertThat(two.retail.parked().waiting(S001)).isEmpty();
        assertThat(two.retail.parked().find(S001, "cart-7").orElseThrow().step().to())
                .isEqualTo(T02);
    }

    @Test
    void the_open_cart_survives_a_reopening_and_is_emptied_by_its_sale() throws IOException {
        openTwoTills();
        Cart cart = cart().add(MILK, qty("2"), null, null);
        one.store.write(tx -> {
            OpenCart.keep(tx, cart);
            return cart;
        });
        one.close();
        one = open(T01, 1);

        assertThat(one.store.read(OpenCart::read)).contains(cart);
        one.store.write(tx -> {
            OpenCart.clear(tx);
            return cart;
        });
        assertThat(one.store.read(OpenCart::read)).isEmpty();
    }

    @Test
    void a_reopened_shop_answers_as_before() throws IOException {
        openTwoTills();
        IssuedDocument sale = one.sell("s1", cart().add(MILK, qty("2"), null, null), NOON);
        one.giveBack("r1", sale, 1, Quantity.ONE, NOON.plusSeconds(1));
        List<Sold> before = one.retail.sales().since(S001, null);
        one.close();
        one = open(T01, 1);

        assertThat(one.retail.sales().since(S001, null)).isEqualTo(before);
        assertThat(one.retail.sales().highest(S001, T01).orElseThrow().uuid()).isEqualTo(new DocumentId("r1"));
        List<IssuedDocument> returns =
                one.store.read(view -> one.retail.sales().returnDocuments(view, S001, new DocumentId("s1")));
        assertThat(returns).hasSize(1);
        assertThat(one.retail.stock().onHand(S001, new ProductId("milk"))).isEqualTo(qty("-1"));
    }

    @Test
    void what_only_the_store_knows_is_listed_with_ids_of_the_records() throws IOException {
        openTwoTills();
        var stream = StreamId.of(S001, Origin.of(9, 9));
        var outside = new Misfits.Outside(
                List.of(new Misfits.Outside.ForkAt(stream, 5, NOON)),
                List.of(new Misfits.Outside.LostAt(stream, 7, 7, NOON)),
                List.of(new Misfits.Outside.SkewOf(Origin.of(9, 9), 3, 10_800_000, NOON)),
                List.of(new Misfits.Outside.UnauthorisedAt(
                        S001, new Dot(Origin.of(9, 9), 1, 0, 0), "product/P1", NOON)));

        List<Misfits.Found> found = one.store.read(view -> one.retail.misfits().list(view, S001, outside));
        assertThat(found)
                .extracting(Misfits.Found::kind)
                .containsExactlyInAnyOrder(
                        Misfits.Kind.FORK,
                        Misfits.Kind.LOST_RECORD,
                        Misfits.Kind.CLOCK_SKEW,
                        Misfits.Kind.UNAUTHORISED);
    }

    @Test
    void what_was_lost_in_a_row_is_one_exception_named_by_its_first_record() throws IOException {
        openTwoTills();
        var stream = StreamId.of(S001, Origin.of(9, 9));
        List<Misfits.Outside.LostAt> runs =
                Misfits.Outside.LostAt.runs(stream, List.of(3L, 7L, 8L, 9L, 12L), Instant::ofEpochSecond);
        var outside = new Misfits.Outside(List.of(), runs, List.of(), List.of());

        List<Misfits.Found> found = one.store.read(view -> one.retail.misfits().list(view, S001, outside));
        assertThat(found)
                .extracting(Misfits.Found::id)
                .containsExactly(
                        "LOST_RECORD:" + stream + ":3",
                        "LOST_RECORD:" + stream + ":7",
                        "LOST_RECORD:" + stream + ":12");
        assertThat(found.get(1).about()).startsWith("3 records of ").contains("7 to 9");
        assertThat(found.get(1).since()).isEqualTo(Instant.ofEpochSecond(9));
        assertThat(Misfits.Outside.LostAt.runs(stream, List.of(), Instant::ofEpochSecond))
                .isEmpty();
    }

    private static void rename(ShopTill till, String id, String name) {
        Customer seen = till.retail.customers().byId(new CustomerId(id)).orElseThrow();
        till.store.write(tx -> {
            seen.withName(name).writeChanges(tx, seen);
            return seen;
        });
    }

    private static InvoiceRecord invoice(String uuid, long icv, String hash, Instant at) {
        return new InvoiceRecord(uuid, T01, "S001-T01-00000" + icv, icv, "pih", hash, "s", "q", new byte[] {1}, 0, at);
    }
}
