package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tillmesh.retail.Sample.BREAD;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.qty;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.customer.AccountEntry;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Offer;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.deal.Validity;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.escrow.GiftCard;
import org.tillmesh.retail.escrow.Minting;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;

/** Prices, promotions, settings, gift cards and accounts: what head office says, and what sales do to them. */
class DealsTest {
    private static final Origin TILL = Origin.of(1, 1);
    private static final Origin OFFICE = Origin.of(9, 1);

    private static PriceList list(String id, Validity validity, String milk) {
        return new PriceList(id, id, id, validity, new TreeMap<>(Map.of("milk", money(milk))));
    }

    @Test
    void of_price_lists_that_count_the_one_that_began_last_stands() {
        var weeks = new Validity(true, NOON.minusSeconds(99), NOON.plusSeconds(99), List.of());
        var today = new Validity(true, NOON, NOON.plusSeconds(10), List.of("S001"));
        var lists = List.of(list("a", weeks, "5.95"), list("b", today, "4.95"), list("c", Validity.ALWAYS, "1.00"));

        assertThat(PriceList.priceOf(MILK, lists, "S001", NOON)).isEqualTo(money("4.95"));
        assertThat(PriceList.priceOf(MILK, lists, "S002", NOON)).isEqualTo(money("5.95"));
        assertThat(PriceList.priceOf(MILK, lists, "S001", NOON.plusSeconds(10))).isEqualTo(money("5.95"));
        assertThat(PriceList.priceOf(MILK, lists, "S001", NOON.plusSeconds(99))).isEqualTo(money("1.00"));
        assertThat(PriceList.priceOf(BREAD, lists, "S001", NOON)).isEqualTo(BREAD.price());
        assertThatThrownBy(() -> new Validity(true, NOON, NOON, List.of())).hasMessageContaining("after the start");
    }

    @Test
    void the_promotion_that_takes_most_off_a_line_counts_alone() {
        CartLine line = cart().add(MILK, qty("3"), null, null).lines().get(0);
        var ten = new Promotion(
                "ten",
                "Ten",
                "عشرة",
                Validity.ALWAYS,
                new Offer.PercentOff(Discount.Percent.parse("10")),
                List.of(),
                List.of("food"));
        var three = new Promotion(
                "three", "3 for 2", "٣ بسعر ٢", Validity.ALWAYS, new Offer.BuyGet(2, 1), List.of("milk"), List.of());
        var bread = new Promotion(
                "bread", "B", "خ", Validity.ALWAYS, new Offer.SpecialPrice(money("0.01")), List.of("bread"), List.of());

        Promotion.Gift gift = Promotion.best(
                        line.productId().value(),
                        line.category(),
                        line.qty(),
                        line.price(),
                        List.of(ten, three, bread),
                        "S001",
                        NOON)
                .orElseThrow();
        assertThat(gift.promotion()).isEqualTo(three);
        assertThat(gift.off()).isEqualTo(money("6.25"));
        CartLine two = cart().add(MILK, qty("2"), null, null).lines().get(0);
        assertThat(Promotion.best(
                                two.productId().value(),
                                two.category(),
                                two.qty(),
                                two.price(),
                                List.of(ten, three),
                                "S001",
                                NOON)
                        .orElseThrow()
                        .off())
                .isEqualTo(money("1.25"));
        assertThat(Promotion.best(
                        two.productId().value(),
                        two.category(),
                        two.qty(),
                        two.price(),
                        List.of(three, bread),
                        "S001",
                        NOON))
                .isEmpty();
    }

    @Test
    void an_offer_never_takes_more_than_the_line_and_a_lower_shelf_price_stays() {
        assertThat(new Offer.SpecialPrice(money("7.00")).off(qty("2"), money("6.25")))
                .isEqualTo(Money.ZERO);
        assertThat(new Offer.SpecialPrice(money("5.00")).off(qty("2"), money("6.25")))
                .isEqualTo(money("2.50"));
        assertThat(new Offer.BuyGet(1, 1).off(qty("5"), money("2.00"))).isEqualTo(money("4.00"));
        assertThat(new Offer.BuyGet(1, 1).off(qty("1.900"), money("2.00"))).isEqualTo(Money.ZERO);
        assertThatThrownBy(() -> new Offer.BuyGet(0, 1)).hasMessageContaining("start at 1");
    }

    @Test
    void a_stores_settings_lie_over_the_companys_and_a_setting_can_be_taken_back(@TempDir Path dir) {
        try (ShopTill office = ShopTill.open(dir, new TillId("S001", "T09"), ShopTill.RELAY)) {
            var company =
                    new Settings(Settings.COMPANY, Money.sar(25), money("200.00"), 1, Money.sar(5), null, null, null);
            office.write(Scope.COMPANY, company);
            var back = new Settings(Settings.COMPANY, null, money("200.00"), 1, Money.sar(5), null, null, null);
            office.write(Scope.COMPANY, back);
            Settings read = office.store
                    .read(view -> view.state(Scope.COMPANY, company.ref()).map(Settings::of))
                    .orElseThrow();
            assertThat(read).isEqualTo(back);

            var store = new Settings("S001", null, null, 3, null, 20, "Welcome back", null);
            Settings all = store.over(read).over(Settings.DEFAULTS);
            assertThat(all.cashRounding()).as("cash is not rounded").isEqualTo(Money.sar(1));
            assertThat(all.pointsPerRiyal()).isEqualTo(3);
            assertThat(all.pointValue()).isEqualTo(Money.sar(5));
            assertThat(all.cashierDiscountMax()).isEqualTo(20);
            assertThat(all.receiptFooterAr()).isEmpty();
        }
    }

    @Test
    void a_gift_card_loads_on_a_line_of_its_own_and_moves_no_stock() {
        Product card = new Product(
                new ProductId("card"),
                "Gift card",
                "بطاقة هدية",
                "gifts",
                money("100.00"),
                "PCE",
                TaxCategory.O,
                false,
                false,
                0,
                true,
                List.of("2"),
                true,
                "");
        Cart cart = cart().addCard(card, "63001").addCard(card, "63001").add(MILK, qty("1"), null, null);
        assertThat(cart.lines()).hasSize(3);
        assertThat(Cart.fromValue(cart.toValue())).isEqualTo(cart);
        assertThatThrownBy(() -> cart.addCard(MILK, "63001")).hasMessageContaining("gift card product");

        IssuedDocument sale = Sample.sale("sale", 1, cart);
        assertThat(sale.vat()).as("only the milk's").isEqualTo(money("0.82"));
        assertThat(Movement.of(sale)).extracting(Movement::product).containsExactly(new ProductId("milk"));
        assertThat(Minting.covered(sale, EscrowAccount.gift("63001"), 0)).isEqualTo(20_000);
        assertThat(Minting.covered(sale, EscrowAccount.gift("other"), 0)).isZero();
        assertThat(new GiftCard("63001", false, LocalDate.of(2027, 1, 31), null).paysOn(LocalDate.of(2027, 2, 1)))
                .isFalse();
    }

    private static EscrowRecord grant(String uuid, EscrowAccount account, long amount, String document, TillId till) {
        return new EscrowRecord(
                account, new BoundedCounter.Grant(uuid, TILL, amount), new DocumentId(document), till, NOON);
    }

    @Test
    void rights_that_their_document_does_not_cover_are_void_in_the_order_of_their_uuids() {
        IssuedDocument sale =
                Sample.sale("sale", 1, cart().add(MILK, qty("16"), null, null).withCustomer(new CustomerId("c1")));
        EscrowAccount points = EscrowAccount.points(new CustomerId("c1"));
        assertThat(Minting.covered(sale, points, 2)).as("100.00 at two a riyal").isEqualTo(200);
        assertThat(Minting.covered(sale, EscrowAccount.points(new CustomerId("c2")), 2))
                .isZero();

        var fits = grant("a", points, 150, "sale", T01);
        var tooMuch = grant("b", points, 51, "sale", T01);
        var foreign = grant("c", points, 1, "sale", Sample.T02);
        var otherDocument = grant("d", points, 9_999, "another", T01);
        assertThat(Minting.uncovered(sale, List.of(otherDocument, foreign, tooMuch, fits), 2))
                .containsExactly(tooMuch, foreign);

        IssuedDocument refund = Returns.of(
                Sample.heading("r", T01, 2, NOON),
                sale,
                List.of(),
                List.of(new Returns.Wanted(1, qty("2"))),
                "why",
                TenderKind.CREDIT,
                true);
        assertThat(Minting.covered(refund, EscrowAccount.credit(new CustomerId("c1")), 2))
                .isEqualTo(1_250);
        assertThat(Minting.covered(refund, points, 2)).isZero();
    }

    @Test
    void a_cards_rights_are_the_counter_over_its_records(@TempDir Path dir) {
        try (ShopTill till = ShopTill.open(dir, T01, 1)) {
            Origin self = till.store.self();
            EscrowAccount card = EscrowAccount.gift("63001");
            var loaded = new BoundedCounter.Grant("g", self, 10_000);
            BoundedCounter held = BoundedCounter.of(loaded);
            for (BoundedCounter.Entry entry : List.of(
                    loaded,
                    held.spend("s", self, 4_000),
                    held.with(held.spend("s", self, 4_000)).move("m", self, OFFICE, 6_000))) {
                var record = new EscrowRecord(
                        card, entry, entry instanceof BoundedCounter.Move ? null : new DocumentId("sale"), T01, NOON);
                till.store.write(tx -> {
                    record.appendTo(tx, Scope.COMPANY);
                    return true;
                });
            }
            List<EscrowRecord> records = till.store.read(view -> {
                try (var all = view.scan(Scope.COMPANY, DocType.ESCROW.typeName())) {
                    return all.map(d -> EscrowRecord.of((org.tillmesh.store.Document.Record) d))
                            .toList();
                }
            });
            BoundedCounter counter = EscrowRecord.counter(records);
            assertThat(counter.balance()).isEqualTo(6_000);
            assertThat(counter.rightsOf(OFFICE)).isEqualTo(6_000);
            assertThat(counter.canSpend(self, 1)).isFalse();
        }
    }

    @Test
    void what_a_customer_owes_is_the_sum_of_entries_each_counted_once() {
        var sold = new AccountEntry("e1", new CustomerId("c1"), money("80.00"), "sale", T01, NOON);
        Payment paid = new Payment(
                "p1",
                T01,
                new ShiftId("shift"),
                new UserId("noura"),
                new CustomerId("c1"),
                List.of(Tender.cash(money("50.00"))),
                money("50.00"),
                NOON,
                null,
                "k");

        assertThat(AccountEntry.balance(List.of(sold, paid.accountEntry(), sold)))
                .isEqualTo(money("30.00"));
        assertThat(AccountEntry.balance(List.of())).isEqualTo(Money.ZERO);
        assertThat(EscrowAccount.parse("gift:63:001")).isEqualTo(EscrowAccount.gift("63:001"));
        for (String bad : List.of("", "gift", "gift:", ":1", "loan:1")) {
            assertThatThrownBy(() -> EscrowAccount.parse(bad)).isInstanceOf(RetailException.class);
        }
    }
}
