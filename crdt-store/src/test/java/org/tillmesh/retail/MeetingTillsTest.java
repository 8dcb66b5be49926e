package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tillmesh.retail.Sample.BREAD;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.qty;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.retail.audit.Misfits;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;

/** The rules that tills keep when they meet after having worked apart, each by its example. */
class MeetingTillsTest {
    @TempDir
    Path dir;

    private final List<ShopTill> open = new ArrayList<>();
    private ShopTill one;
    private ShopTill two;

    @BeforeEach
    void open() {
        one = open("1", T01, 1);
        two = open("2", T02, 2);
    }

    private ShopTill open(String folder, TillId till, long replica) {
        ShopTill opened = ShopTill.open(dir.resolve(folder), till, replica);
        open.add(opened);
        return opened;
    }

    @AfterEach
    void close() {
        open.forEach(ShopTill::close);
    }

    private void meet() {
        one.hear(two);
        two.hear(one);
    }

    private static Count count(String uuid, TillId till, String qty, long second) {
        return new Count(
                uuid,
                till,
                new ProductId("milk"),
                null,
                null,
                qty(qty),
                NOON.plusSeconds(second),
                new UserId("noura"),
                null);
    }

    private static Cart cart(String id, Product product, String qty, long second) {
        return Cart.open(id, NOON.plusSeconds(second)).add(product, qty(qty), null, null);
    }

    private StockLevels.Level milk(ShopTill till) {
        return till.retail.stock().level(S001, new ProductId("milk"));
    }

    // ---- rights

    private void spend(ShopTill till, Origin holder, String uuid, long amount) {
        var spent = new BoundedCounter.Spend(uuid, holder, amount, List.of("g"));
        till.store.write(tx -> {
            new EscrowRecord(
                            EscrowAccount.gift("63001"),
                            spent,
                            new DocumentId("sale-" + uuid),
                            till.id,
                            NOON.plusSeconds(amount))
                    .appendTo(tx, Scope.COMPANY);
            return true;
        });
    }

    @Test
    void what_two_copies_of_a_till_spent_of_one_right_stands_and_is_listed_by_all() {
        one.store.write(tx -> {
            new EscrowRecord(
                            EscrowAccount.gift("63001"),
                            new BoundedCounter.Grant("g", one.store.self(), 5_000),
                            new DocumentId("sale-g"),
                            T01,
                            NOON)
                    .appendTo(tx, Scope.COMPANY);
            return true;
        });
        two.hear(one);
        Origin holder = one.store.self();
        spend(one, holder, "s1", 3_000);
        assertThat(one.exceptions()).isEmpty();
        ShopTill copy = open("copy", T01, 4);
        copy.hear(one);
        spend(one, holder, "s2", 4_000);

        two.hear(one);

        for (ShopTill till : List.of(one, two)) {
            assertThat(till.exceptions())
                    .extracting(Misfits.Found::id, Misfits.Found::about)
                    .containsExactly(tuple(
                            "OVERSPENT:gift:63001",
                            "Of gift:63001 more was spent than was there: -20.00 are left after what tills [S001-T01]"
                                    + " took. It stands; settle it with the customer"));
        }
        assertThat(copy.exceptions()).as("it has not heard of the second").isEmpty();
    }

    // ---- stock

    @Test
    void a_cut_off_tills_sale_before_a_count_is_not_taken_from_the_count_again() {
        one.append(count("c0", T01, "10", 0));
        two.hear(one);
        two.sell("s1", cart("k", MILK, "3", 290), NOON.plusSeconds(300)); // cut off; the goods are gone
        one.append(count("c1", T01, "7", 600)); // what is left on the shelf

        for (List<ShopTill> order : List.of(List.of(one, two), List.of(two, one))) {
            ShopTill third = open("third" + open.size(), new TillId("S001", "T03"), 3);
            order.forEach(third::hear);
            assertThat(third.retail.stock().onHand(S001, new ProductId("milk"))).isEqualTo(qty("7"));
            assertThat(milk(third).checkAgain())
                    .as("five minutes apart, and the cart was closed")
                    .isFalse();
        }
        meet();
        assertThat(milk(one)).isEqualTo(milk(two));
        assertThat(one.retail.stock().onHand(S001, new ProductId("milk"))).isEqualTo(qty("7"));
    }

    @Test
    void of_two_tills_that_count_apart_the_later_count_stands_and_both_list_the_other() {
        one.clockErrorMs.set(60_000);
        two.clockErrorMs.set(60_000);
        one.append(count("c1", T01, "7", 0));
        two.append(count("c2", T02, "8", 90));
        one.sell("s1", cart("k", MILK, "2", 590), NOON.plusSeconds(600));
        meet();

        for (ShopTill till : List.of(one, two)) {
            assertThat(till.retail.stock().onHand(S001, new ProductId("milk")))
                    .as("8 less 2: counts don't add up")
                    .isEqualTo(qty("6"));
            StockLevels.Batch batch = till.retail.stock().all(S001).get(0).batch();
            assertThat(batch.baseCount()).isEqualTo("c2");
            assertThat(batch.concurrent()).extracting(Count::uuid).containsExactly("c1");
        }
    }

    @Test
    void a_movement_counts_where_its_time_lies_however_late_it_comes() {
        one.append(count("c1", T01, "7", 600));
        two.append(Movement.received(
                "before",
                T02,
                new ProductId("milk"),
                null,
                null,
                qty("5"),
                NOON.plusSeconds(500),
                null,
                new UserId("khalid"),
                null));
        two.append(Movement.received(
                "after",
                T02,
                new ProductId("milk"),
                null,
                null,
                qty("24"),
                NOON.plusSeconds(700),
                null,
                new UserId("khalid"),
                null));
        two.append(count("earlier", T02, "99", 100));
        meet();

        assertThat(one.retail.stock().onHand(S001, new ProductId("milk"))).isEqualTo(qty("31"));
        assertThat(milk(two)).isEqualTo(milk(one));
    }

    @Test
    void a_cart_that_was_open_while_another_till_counted_lists_the_goods_to_be_checked_again() {
        two.sell("s1", cart("k", MILK, "3", 100), NOON.plusSeconds(300));
        one.append(count("c1", T01, "7", 200)); // the three lay in the cart, or still on the shelf?
        meet();

        for (ShopTill till : List.of(one, two)) {
            assertThat(milk(till).checkAgain()).isTrue();
        }
        one.append(count("c2", T01, "7", 900));
        assertThat(milk(one).checkAgain()).isFalse();
    }

    @Test
    void goods_that_go_to_another_branch_leave_the_stock_and_come_in_there() {
        one.append(count("c1", T01, "10", 0));
        one.append(new Movement(
                "out",
                Movement.Kind.TRANSFER_OUT,
                T01,
                new ProductId("milk"),
                null,
                null,
                qty("-4"),
                NOON.plusSeconds(9),
                "transfer-1",
                null,
                null,
                new UserId("khalid"),
                null));
        two.hear(one);
        assertThat(two.retail.stock().onHand(S001, new ProductId("milk"))).isEqualTo(qty("6"));
    }

    // ---- the chain

    private static InvoiceRecord invoice(TillId till, String uuid, long icv, String pih, String hash, long second) {
        String receipt = new ReceiptNumber(till, icv).toString();
        return new InvoiceRecord(
                uuid, till, receipt, icv, pih, hash, "s", "q", new byte[] {1}, 0, NOON.plusSeconds(second));
    }

    @Test
    void a_tills_chain_head_belongs_to_the_till_and_is_known_to_neighbours_after_the_loss_of_its_folder() {
        for (int i = 1; i <= 3; i++) {
            one.sell("s" + i, cart("k" + i, MILK, "1", i), NOON.plusSeconds(i));
            one.append(invoice(T01, "s" + i, i, "h" + (i - 1), "h" + i, i));
        }
        two.hear(one);
        one.close();
        open.remove(one);

        ShopTill again = open("1-new", T01, 1); // another folder, another incarnation
        assertThat(again.retail.invoices().head(S001, T01)).isEmpty();
        again.hear(two);
        InvoiceChain.Link head = again.retail.invoices().head(S001, T01).orElseThrow();
        assertThat(head.icv()).isEqualTo(3);
        assertThat(head.hash()).isEqualTo("h3");
        assertThat(again.retail.sales().nextReceipt(S001, T01)).hasToString("S001-T01-000004");
        again.sell("s4", cart("k4", MILK, "1", 4), NOON.plusSeconds(4));
        again.append(invoice(T01, "s4", 4, head.hash(), "h4", 4));
        two.hear(again);
        assertThat(two.retail.invoices().head(S001, T01).orElseThrow().icv()).isEqualTo(4);
        assertThat(two.retail.invoices().gaps(S001, T01)).isEmpty();
        assertThat(two.exceptions())
                .extracting(Misfits.Found::kind)
                .doesNotContain(Misfits.Kind.CHAIN_FORK, Misfits.Kind.DOUBLE_RECEIPT);
    }

    @Test
    void an_invoice_that_turns_up_after_its_counter_was_used_again_is_kept_beside_the_other_and_listed() {
        one.sell("s1", cart("k1", MILK, "1", 1), NOON.plusSeconds(1));
        one.append(invoice(T01, "s1", 1, "h0", "h1", 1));
        StreamId old = StreamId.of(S001, one.store.self());

        ShopTill restored = open("1-restored", T01, 1); // nobody was asked, nothing was known
        restored.sell("s1b", cart("k2", BREAD, "1", 60), NOON.plusSeconds(60));
        restored.append(invoice(T01, "s1b", 1, "h0", "h1b", 60));
        two.hear(restored);
        assertThat(two.exceptions()).extracting(Misfits.Found::kind).containsExactly(Misfits.Kind.OVERSOLD);

        two.hear(one, old); // the old disk is found
        restored.hear(two);
        for (ShopTill till : List.of(two, restored)) {
            assertThat(till.retail.sales().since(S001, null)).hasSize(2);
            assertThat(till.exceptions())
                    .extracting(Misfits.Found::id)
                    .contains("CHAIN_FORK:S001-T01:1", "DOUBLE_RECEIPT:S001-T01-000001");
            assertThat(till.retail.sales().nextReceipt(S001, T01)).hasToString("S001-T01-000002");
        }
        assertThat(restored.exceptions()).isEqualTo(two.exceptions());
        assertThat(two.retail.invoices().head(S001, T01).orElseThrow().hash())
                .as("of a fork the later")
                .isEqualTo("h1b");
    }

    // ---- parked carts

    @Test
    void two_tills_that_take_one_parked_cart_while_its_home_is_away_both_sell_it_and_both_stand() {
        ParkedCart parked = ParkedCart.parked(cart("cart-9", MILK, "2", 0), T01, "red coat", new UserId("noura"), NOON);
        one.write(S001, parked);
        ShopTill three = open("3", new TillId("S001", "T03"), 3);
        two.hear(one);
        three.hear(one);
        for (ShopTill taker : List.of(two, three)) {
            ParkedCart seen = taker.retail.parked().find(S001, "cart-9").orElseThrow();
            assertThat(seen.isWaiting()).isTrue();
            assertThat(seen.home()).isEqualTo(T01);
            taker.write(S001, seen.with(new ParkedCart.Step(ParkedCart.State.TAKEN, taker.id, taker.id)));
            taker.sell("sold-by-" + taker.id, seen.cart(), NOON.plusSeconds(taker == two ? 60 : 61));
        }
        for (ShopTill till : List.of(one, two, three)) {
            for (ShopTill other : List.of(one, two, three)) {
                if (till != other) {
                    till.hear(other);
                }
            }
        }
        for (ShopTill till : List.of(one, two, three)) {
            assertThat(till.retail.parked().waiting(S001)).isEmpty();
            assertThat(till.retail.parked().find(S001, "cart-9"))
                    .isEqualTo(one.retail.parked().find(S001, "cart-9"));
            assertThat(till.retail.sales().since(S001, null)).hasSize(2);
            assertThat(till.exceptions()).extracting(Misfits.Found::id).contains("CART_SOLD_TWICE:cart-9");
        }
    }

    @Test
    void a_merge_never_changes_the_cart_that_is_open_here() {
        Cart cart = cart("cart-1", MILK, "2", 0);
        one.store.write(tx -> {
            OpenCart.keep(tx, cart);
            return true;
        });
        ParkedCart same = ParkedCart.parked(cart.add(BREAD, qty("1"), null, null), T02, "x", new UserId("y"), NOON);
        two.write(S001, same);
        two.sell("s1", same.cart(), NOON.plusSeconds(5));
        meet();
        assertThat(one.store.read(OpenCart::read)).contains(cart);
        assertThat(two.store.read(OpenCart::read)).isEmpty();
    }

    // ---- content is never refused after its commit

    @Test
    void what_a_newer_rule_would_not_allow_is_applied_and_listed_never_refused() {
        IssuedDocument sale = one.sell("s1", cart("k1", MILK, "1", 1), NOON.plusSeconds(1), "shift-closed-long-ago");
        one.giveBack("r1", sale, 1, qty("1"), NOON.plusSeconds(2));
        // More than was sold comes back at a till that does not know of the first return; an unknown product; no shift.
        two.hear(one, StreamId.of(S001, one.store.self()));
        two.issue(Returns.of(
                Sample.heading("r2", T02, 1, NOON.plusSeconds(3)),
                sale,
                List.of(),
                List.of(new Returns.Wanted(1, qty("1"))),
                "why",
                TenderKind.CASH,
                true));
        Product unheardOf = Sample.product("never-listed", 100, "PCE", TaxCategory.S15);
        two.sell("s2", cart("k2", unheardOf, "999999", 4), NOON.plusSeconds(4));
        meet();

        for (ShopTill till : List.of(one, two)) {
            assertThat(till.retail.sales().since(S001, null))
                    .extracting(Sold::uuid)
                    .containsExactly(
                            new DocumentId("s1"), new DocumentId("r1"), new DocumentId("r2"), new DocumentId("s2"));
            assertThat(till.retail.stock().onHand(S001, new ProductId("milk"))).isEqualTo(qty("1"));
            assertThat(till.exceptions())
                    .extracting(Misfits.Found::id)
                    .contains("REFUNDED_TWICE:s1", "OVERSOLD:never-listed::");
        }
        assertThat(one.store.digest(S001)).isEqualTo(two.store.digest(S001));
    }

    @Test
    void a_delta_without_authority_is_kept_and_passed_on_but_has_no_effect_anywhere() {
        Product forged = Sample.product("forged", 1, "PCE", TaxCategory.Z);
        two.write(Scope.COMPANY, forged); // a till that was tampered with
        two.sell("s1", cart("k", MILK, "1", 0), NOON);
        one.hear(two);

        assertThat(one.retail.catalogue().byId(new ProductId("forged"))).isEmpty();
        assertThat(two.retail.catalogue().byId(new ProductId("forged"))).isEmpty();
        assertThat(one.retail.sales().since(S001, null)).as("the rest goes on").hasSize(1);
        assertThat(one.store.since(StreamId.of(Scope.COMPANY, two.store.self()), 0, 1_000_000))
                .hasSize(1);
        assertThat(one.store.digest(Scope.COMPANY)).isEqualTo(two.store.digest(Scope.COMPANY));
    }

    // ---- the catalogue moves on

    @Test
    void a_deactivated_product_still_sells_from_a_cart_that_holds_it_and_its_sales_stay_readable() {
        ShopTill office = open("office", new TillId("S001", "T09"), ShopTill.RELAY);
        Product milk = Sample.product("milk", 625, "PCE", TaxCategory.S15);
        office.write(Scope.COMPANY, milk);
        one.hear(office);
        Cart cart = Cart.open("k", NOON)
                .add(one.retail.catalogue().byBarcode("code-milk").orElseThrow(), qty("2"), null, null);
        one.store.write(tx -> {
            OpenCart.keep(tx, cart);
            return true;
        });

        office.write(
                Scope.COMPANY,
                new Product(
                        new ProductId("milk"),
                        "milk",
                        "milk",
                        "food",
                        money("9.99"),
                        "PCE",
                        TaxCategory.S15,
                        false,
                        false,
                        0,
                        false,
                        List.of("code-milk")));
        one.hear(office);
        assertThat(one.retail.catalogue().byBarcode("code-milk"))
                .as("not to be scanned again")
                .isEmpty();
        assertThat(one.retail.catalogue().search("milk", 5)).isEmpty();

        Cart held = one.store.read(OpenCart::read).orElseThrow();
        assertThat(held.total()).as("at the price of the shelf then").isEqualTo(money("12.50"));
        IssuedDocument sale = one.sell("s1", held, NOON.plusSeconds(1));
        Sold sold = one.retail.sales().find(S001, new DocumentId("s1")).orElseThrow();
        Optional<IssuedDocument> read = one.store.read(view -> SalesBook.document(view, S001, sold));
        assertThat(read).contains(sale);
        assertThat(one.retail.catalogue().byId(new ProductId("milk"))).isPresent();
        assertThat(one.retail.stock().onHand(S001, new ProductId("milk"))).isEqualTo(qty("-2"));
    }
}
