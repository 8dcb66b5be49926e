package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;
import static org.tillmesh.retail.Sample.cart;
import static org.tillmesh.retail.Sample.money;
import static org.tillmesh.retail.Sample.qty;
import static org.tillmesh.retail.Sample.record;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.audit.Approval;
import org.tillmesh.retail.audit.ApprovalRequest;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.audit.Resolution;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartItem;
import org.tillmesh.retail.cart.InvoiceTraits;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ProductUnit;
import org.tillmesh.retail.catalogue.TaxProfile;
import org.tillmesh.retail.company.Address;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.company.ClockFix;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.company.LabelLayout;
import org.tillmesh.retail.company.PaymentMethod;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.Revocation;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.RoleProfile;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.customer.AccountEntry;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.deal.Audience;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Hours;
import org.tillmesh.retail.deal.Offer;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.deal.Validity;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.escrow.GiftCard;
import org.tillmesh.retail.invoice.Buyer;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.InvoiceXml;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.purchase.PurchaseOrder;
import org.tillmesh.retail.purchase.Supplier;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.retail.sale.PrintJob;
import org.tillmesh.retail.sale.ReturnsTest;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.CashSums;
import org.tillmesh.retail.shift.DayZ;
import org.tillmesh.retail.shift.Denominations;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.ShiftCount;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.stock.GoodsRequest;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.stock.TransferRequest;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

class DocumentsTest {
    private static final CardCharge CARD_CHARGE =
            new CardCharge("i", "A1", "mada", "************4242", "000346", "0013", "12345678", true);

    private static final Address ADDRESS = new Address("Sidra Street", "1001", "Al Waha", "Riyadh", "11100", "SA");

    @Test
    void every_record_reads_back_as_it_was_written() {
        IssuedDocument sale = Sample.sale("sale", 1, cart().add(MILK, qty("2"), "B1", LocalDate.of(2099, 1, 31)));
        same(sale, IssuedDocument::of);
        same(ReturnsTest.part(sale, List.of(), 1, Quantity.ONE), IssuedDocument::of);
        var metals = new Exemption("VATEX-SA-36", "Qualifying metals | معادن مؤهلة");
        IssuedDocument exempt = Sample.sale(
                "sale", 1, cart().add(CartItem.of(Sample.SALTS, qty("2")).exempt(metals)));
        assertThat(exempt.taxes()).singleElement().satisfies(tax -> assertThat(tax.exemption())
                .isEqualTo(metals));
        same(exempt, IssuedDocument::of);
        same(ReturnsTest.part(exempt, List.of(), 1, Quantity.ONE), IssuedDocument::of);
        same(Movement.of(sale).get(0), Movement::of);
        same(
                Movement.received(
                        "m",
                        T01,
                        new ProductId("milk"),
                        "B1",
                        LocalDate.of(2099, 1, 1),
                        qty("5"),
                        NOON,
                        money("3.00"),
                        new UserId("u"),
                        "k"),
                Movement::of);
        same(
                Movement.adjusted(
                        "a",
                        T01,
                        new ProductId("milk"),
                        "B1",
                        null,
                        qty("-2"),
                        NOON,
                        new UserId("u"),
                        null,
                        new Movement.Why(Movement.Reason.OWN_USE, "tea")),
                Movement::of);
        same(new Count("c", null, new ProductId("milk"), null, null, qty("5"), NOON, null, null), Count::of);
        same(
                new InvoiceRecord("sale", T01, "S001-T01-000001", 1, "p", "h", "s", "q", new byte[] {1, 2}, 1, NOON),
                InvoiceRecord::of);
        same(
                new InvoiceRecord(
                        "anew",
                        T01,
                        "S001-T01-000001-R1",
                        2,
                        "p",
                        "h",
                        "s",
                        "q",
                        new byte[] {1},
                        1,
                        NOON,
                        true,
                        new Buyer("Rimal", "399999999700003", ADDRESS, "1012345678"),
                        new DocumentId("sale"),
                        "the customer accepts a simplified invoice",
                        new InvoiceTraits(
                                Set.of(InvoiceTraits.Mark.SUMMARY, InvoiceTraits.Mark.NOMINAL),
                                LocalDate.of(2026, 1, 1),
                                LocalDate.of(2026, 1, 31))),
                InvoiceRecord::of);
        same(
                new ShiftClosed(
                        new ShiftId("shift"),
                        T01,
                        1,
                        new UserId("noura"),
                        money("212.50"),
                        money("212.00"),
                        Figures.of(sale),
                        ShiftCount.NONE,
                        NOON),
                ShiftClosed::of);
        same(
                new ShiftClosed(
                        new ShiftId("counted"),
                        T01,
                        2,
                        new UserId("noura"),
                        money("212.50"),
                        money("212.00"),
                        Figures.of(sale),
                        new ShiftCount(
                                new Denominations(
                                        new TreeMap<>(Map.of(money("100.00"), 2, money("10.00"), 1, money("0.50"), 4))),
                                new TreeMap<>(Map.of("card", money("57.50"))),
                                new CashSums(money("20.00"), money("5.00"), money("50.00"), 3),
                                new TreeMap<>(Map.of("cash", money("15.00"))),
                                "coins",
                                new UserId("khalid"),
                                2,
                                7),
                        NOON),
                ShiftClosed::of);
        same(
                new DayZ("day", T01, 1, new UserId("khalid"), List.of(new ShiftId("shift")), Figures.of(sale), NOON),
                DayZ::of);
        same(
                new CashMovement(
                        "cash",
                        T01,
                        new ShiftId("shift"),
                        new UserId("noura"),
                        CashMovement.Kind.OUT,
                        money("-50.00"),
                        "bank",
                        NOON,
                        null,
                        null),
                CashMovement::of);
        same(
                new CashMovement(
                        "drop",
                        T01,
                        new ShiftId("shift"),
                        new UserId("noura"),
                        CashMovement.Kind.DROP,
                        money("-50.00"),
                        "safe",
                        NOON,
                        new UserId("khalid"),
                        "k"),
                CashMovement::of);
        same(new AuditEvent("a", T01, "noura", new UserId("khalid"), "void-line", "line 1", NOON), AuditEvent::of);
        same(new Resolution("r", "OVERSOLD:milk::c", null, "khalid", "counted", NOON), Resolution::of);
        same(
                new Revocation(
                        "12345",
                        "S001-T02",
                        List.of(new Revocation.Cut(
                                StreamId.of(Scope.COMPANY, Origin.of(1, 2)), new Head(7, Hash.sha256(new byte[1]))))),
                Revocation::of);
        same(
                new ClockFix("f", T01, Origin.of(1, 1), 1, 1, 10_800_000, -20, 7, NOON, "khalid"),
                ClockFix::of); // origin and seq are those of Sample.record
        var tenders = List.of(Tender.cash(money("40.00")), new Tender(TenderKind.CARD, money("10.00"), "A1"));
        same(
                new Payment(
                        "p",
                        T01,
                        new ShiftId("shift"),
                        new UserId("noura"),
                        new CustomerId("c1"),
                        tenders,
                        money("50.00"),
                        NOON,
                        "part of May",
                        "k"),
                Payment::of);
        same(new AccountEntry("a", new CustomerId("c1"), money("-50.00"), "p", T01, NOON), AccountEntry::of);
        same(new AccountEntry("a", new CustomerId("c1"), money("50.00"), null, null, NOON), AccountEntry::of);
        same(
                new ApprovalRequest(
                        "r", T01, new UserId("noura"), "credit-limit", "c1", money("900.00"), "regular", NOON),
                ApprovalRequest::of);
        var lines = List.of(
                new GoodsRequest.Line(new ProductId("milk"), "B1", qty("12")),
                new GoodsRequest.Line(new ProductId("bananas"), null, qty("2.500")));
        same(new GoodsRequest("g", T01, new UserId("khalid"), "S002", lines, "feast", NOON), GoodsRequest::of);
        for (BoundedCounter.Entry entry : List.of(
                new BoundedCounter.Grant("e", Origin.of(1, 2), 5_000),
                new BoundedCounter.Move("e", Origin.of(1, 2), Origin.of(3, 4), 5_000, List.of("g")),
                new BoundedCounter.Spend("e", Origin.of(1, 2), 5_000, List.of("g", "h")))) {
            same(
                    new EscrowRecord(
                            EscrowAccount.points(new CustomerId("c1")), entry, new DocumentId("sale"), T01, NOON),
                    EscrowRecord::of);
            same(new EscrowRecord(EscrowAccount.gift("63:00"), entry, null, null, NOON), EscrowRecord::of);
        }
    }

    @Test
    void every_mergeable_document_reads_back_as_it_was_written() {
        same(MILK, Product::of);
        same(new Category("food", "Food", "طعام", 3), Category::of);
        same(new Company("Name", "اسم", "399999999900003", "1010010000", ADDRESS), Company::of);
        same(new BranchProfile("S001", "Store", "متجر", ADDRESS, ZoneId.of("Asia/Riyadh")), BranchProfile::of);
        same(new TillProfile(T01, new ReplicaId(7), true, new byte[] {1}), TillProfile::of);
        same(new User(new UserId("u"), "Noura", "نورة", Role.CASHIER, true, List.of("S001", "S002")), User::of);
        same(new PinVerifier(new UserId("u"), new byte[] {1, 2, 3}, true), PinVerifier::of);
        same(
                Customer.fresh(
                        new CustomerId("c"),
                        "Sara",
                        "310000000000003",
                        List.of("0512345678"),
                        List.of("vip"),
                        "Riyadh",
                        new Customer.CreatedBy(T01, "key")),
                Customer::of);
        same(
                Customer.fresh(
                                new CustomerId("b"),
                                "Rimal",
                                null,
                                List.of(),
                                List.of(),
                                null,
                                new Customer.CreatedBy(T01, null))
                        .withNationalAddress(ADDRESS),
                Customer::of);
        ParkedCart parked =
                ParkedCart.parked(cart().add(MILK, qty("2"), null, null), T01, "coat", new UserId("noura"), NOON);
        same(parked, ParkedCart::of);
        same(parked.with(new ParkedCart.Step(ParkedCart.State.HANDED, T01, T02)), ParkedCart::of);
        same(new Reporting("sale", Reporting.State.REJECTED, "BR-KSA-04", NOON), Reporting::of);
        same(new GiftCard("6300123", true, LocalDate.of(2099, 1, 31), "lost"), GiftCard::of);
        same(new Approval("r", T01, true, "office", "fine", NOON), Approval::of);
        same(
                new TransferRequest(
                        "g",
                        "S002",
                        "S001",
                        List.of(new GoodsRequest.Line(new ProductId("milk"), null, qty("12"))),
                        new TransferRequest.Step(TransferRequest.State.SENT, "S002-T01", "by van", NOON)),
                TransferRequest::of);
        same(new Supplier("s", "Dairy", "ألبان", "0112345678", "", "", true), Supplier::of);
        same(
                new PurchaseOrder(
                        "o",
                        "s",
                        List.of(
                                new PurchaseOrder.Line(new ProductId("milk"), qty("12"), money("4.00")),
                                new PurchaseOrder.Line(new ProductId("bread"), qty("3"), null)),
                        LocalDate.of(2099, 1, 31),
                        "before noon",
                        new PurchaseOrder.Step(PurchaseOrder.State.OPEN, "office", "", NOON)),
                PurchaseOrder::of);
        same(new RoleProfile("CASHIER", "Cashier", "كاشير", 10, null, List.of("x", "return")), RoleProfile::of);
        same(new RoleProfile("CASHIER", "Cashier", "كاشير", 10, null, List.of(), money("50.00")), RoleProfile::of);
        same(new RoleProfile("CASHIER", "Cashier", "كاشير", 10, 15, List.of()), RoleProfile::of);
        same(
                MILK.withUnits(List.of(
                        new ProductUnit("box", "Box of 6", "صندوق ٦", qty("6"), null, List.of("200", "100")),
                        new ProductUnit("carton", "Carton", "كرتون", qty("24"), money("140.00"), List.of()))),
                Product::of);
        same(
                new TaxProfile(
                        "export",
                        "Export",
                        "تصدير",
                        TaxCategory.Z,
                        "VATEX-SA-32",
                        "Export of goods",
                        "تصدير السلع",
                        true),
                TaxProfile::of);
        same(
                new PaymentMethod(
                        "mada",
                        "mada",
                        "مدى",
                        TenderKind.CARD,
                        2,
                        true,
                        true,
                        money("100.00"),
                        List.of("S002", "S001")),
                PaymentMethod::of);
        same(
                new Settings("S001", Money.sar(25), money("200.00"), 2, Money.sar(5), 15, "Thank you", "شكراً"),
                Settings::of);
        same(Settings.none(Settings.COMPANY), Settings::of);
        same(Settings.none("S001").withLabels(List.of()), Settings::of);
        same(Settings.none("S001").withLabels(LabelLayout.DEFAULTS), Settings::of);
        same(
                Settings.none("S001")
                        .withLabels(List.of(new LabelLayout("02", 5, LabelLayout.Holds.PRICE, 4, 2, true))),
                Settings::of);
        var may = new Validity(true, NOON, NOON.plusSeconds(60), List.of("S001"));
        var steps = new TreeMap<>(Map.of(qty("0"), money("5.95"), qty("6"), money("5.50")));
        var vip = new Audience(List.of("vip"), List.of("c1", "c2"));
        same(new PriceList("may", "May", "مايو", may, vip, new TreeMap<>(Map.of("milk", steps))), PriceList::of);
        for (Offer offer : List.of(
                new Offer.PercentOff(Discount.Percent.parse("12.5")),
                new Offer.SpecialPrice(money("4.95")),
                new Offer.BuyGet(2, 1, Discount.Percent.parse("50")),
                new Offer.AmountOff(money("1.00")),
                new Offer.SetPrice(3, money("10.00")),
                new Offer.Bundle(List.of(new Offer.Bundle.Part(List.of("milk", "bread"), 2)), money("9.00")),
                new Offer.Spend(money("100.00"), new Discount.Amount(money("10.00"))))) {
            same(
                    new Promotion(
                            "p",
                            "P",
                            "ع",
                            Validity.ALWAYS,
                            new Hours(List.of(DayOfWeek.SUNDAY), LocalTime.of(16, 0), LocalTime.of(18, 0)),
                            List.of("vip"),
                            "SAVE",
                            "L-1",
                            50,
                            2,
                            List.of("milk"),
                            List.of("food"),
                            offer),
                    Promotion::of);
        }
        same(
                new Product(
                        new ProductId("card"),
                        "Card",
                        "بطاقة",
                        "gifts",
                        money("100.00"),
                        "PCE",
                        TaxCategory.O,
                        false,
                        false,
                        0,
                        true,
                        List.of("1"),
                        true,
                        "vouchers"),
                Product::of);
        same(
                new Reporting(
                        "sale",
                        Reporting.State.ACCEPTED,
                        "",
                        NOON,
                        new Reporting.Cleared(InvoiceXml.pack(new byte[] {1, 2, 3}), "qr")),
                Reporting::of);
        same(new PrintJob("p", new DocumentId("sale"), true, false, NOON), PrintJob::of);
        same(
                PaymentIntent.payment("i", "cart", money("5.00"), NOON)
                        .with(new PaymentIntent.Asked(true, "0012", "000345"))
                        .booked(CARD_CHARGE, true),
                PaymentIntent::of);
        same(PaymentIntent.reversal("r", "cart", money("5.00"), "i", "0013", NOON), PaymentIntent::of);
        Tender charged = Tender.charged(money("5.00"), CARD_CHARGE);
        assertThat(Tender.of(charged.toValue())).isEqualTo(charged);
    }

    @Test
    void a_cart_keeps_the_invoice_that_was_chosen_for_it_and_one_without_a_choice_has_the_bytes_it_always_had() {
        var wish = new InvoiceWish(
                InvoiceWish.Form.STANDARD,
                new InvoiceTraits(
                        Set.of(InvoiceTraits.Mark.SUMMARY), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31)),
                "1012345678");
        Cart cart = cart().add(MILK, qty("2"), null, null);

        assertThat(Cart.fromValue(cart.withInvoice(wish).toValue())).isEqualTo(cart.withInvoice(wish));
        assertThat(Cart.fromValue(cart.withInvoice(wish).toValue())
                        .withQty(1, qty("3"))
                        .invoice())
                .isEqualTo(wish);
        assertThat(((Value.MapOf) cart.toValue()).entries()).doesNotContainKey("invoice");
        assertThatThrownBy(() -> new InvoiceTraits(Set.of(InvoiceTraits.Mark.SUMMARY), null, null))
                .hasMessageContaining("first and a last day");
        assertThatThrownBy(() -> new InvoiceTraits(
                        Set.of(InvoiceTraits.Mark.SUMMARY), LocalDate.of(2026, 2, 1), LocalDate.of(2026, 1, 1)))
                .hasMessageContaining("swap");
        assertThatThrownBy(() -> new InvoiceWish(InvoiceWish.Form.AS_FITS, InvoiceTraits.PLAIN, "2012345678"))
                .hasMessageContaining("begin with 1");
    }

    @Test
    void two_reasons_of_one_category_are_two_sums_on_the_document_and_one_in_the_figures() {
        var metals = new Exemption("VATEX-SA-36", "Qualifying metals");
        Cart cart = cart().add(CartItem.of(Sample.product("gold", 10_000, "PCE", TaxCategory.Z), qty("1"))
                        .exempt(metals))
                .add(Sample.SALTS, qty("2"), null, null)
                .add(MILK, qty("1"), null, null);

        IssuedDocument sale = Sample.sale("sale", 1, cart);

        assertThat(sale.taxes())
                .extracting(tax -> tax.exemption().code() + " " + tax.total())
                .containsExactly(" 6.25", "VATEX-SA-35 15.90", "VATEX-SA-36 100.00");
        assertThat(Figures.of(sale).netByCategory()).containsEntry("Z", money("115.90"));
    }

    @Test
    void unknown_fields_are_ignored_when_read() {
        IssuedDocument sale = Sample.sale("sale", 1, cart().add(MILK, qty("2"), null, null));
        var body = new TreeMap<String, Value>(((Value.MapOf) sale.toValue()).entries());
        body.put("loyaltyPoints", Value.of(12));

        assertThat(IssuedDocument.of(record(sale.ref(), Value.map(body), 0))).isEqualTo(sale);
    }

    @Test
    void a_body_that_is_not_what_its_type_says_is_named_and_has_no_row_in_any_index() {
        IssuedDocument sale = Sample.sale("sale", 1, cart().add(MILK, qty("2"), null, null));
        for (String field : List.of("till", "receipt", "at", "total", "vat", "lines", "tenders", "cashier", "shift")) {
            var body = new TreeMap<String, Value>(((Value.MapOf) sale.toValue()).entries());
            body.put(field, Value.of(true));
            Document.Record bad = record(sale.ref(), Value.map(body), 0);
            assertThatThrownBy(() -> IssuedDocument.of(bad)).isInstanceOf(BadDocument.class);
            RetailSchema.SHOP.index(bad, (index, key, value) -> fail(field + " made a row of " + index));
        }
    }

    private static <T extends RecordDocument> void same(T document, Function<Document.Record, T> read) {
        assertThat(read.apply(record(document, 0))).isEqualTo(document);
    }

    private static <T extends StateDocument> void same(T document, Function<Document.State, T> read) {
        assertThat(read.apply(stateOf(document))).isEqualTo(document);
    }

    static Document.State stateOf(StateDocument document) {
        DotStore dots = DotStore.EMPTY;
        int index = 0;
        for (var field : document.fields().entrySet()) {
            var put = new Delta.Put(document.ref(), field.getKey(), field.getValue(), List.of());
            dots = dots.apply(put, new Dot(Origin.of(1, 1), 1, index++, 0), Hlc.of(1, 0), dot -> true);
        }
        return new Document.State(Scope.COMPANY, document.ref(), dots);
    }
}
