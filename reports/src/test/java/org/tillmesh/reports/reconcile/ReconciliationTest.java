package org.tillmesh.reports.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.AuthorityTable;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.issue.SaleCommit;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.shift.DayZ;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.ShiftCount;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.engine.Stores;

/** A day that agrees is said to agree; each part that is wrong is named with its documents. */
class ReconciliationTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");
    private static final Scope S001 = Scope.branch("S001");
    private static final TillId T01 = TillId.parse("S001-T01");
    private static final Money FLOAT = Money.sar(10_000);
    private static final UserId CASHIER = new UserId("noura");
    private static final ShiftId SHIFT = new ShiftId("shift");
    private static final Product MILK = new Product(
            new ProductId("milk"),
            "milk",
            "milk",
            "food",
            Money.sar(625),
            "PCE",
            TaxCategory.S15,
            false,
            false,
            0,
            true,
            List.of("1"));

    @TempDir
    Path dir;

    private final Set<DocumentId> unsent = new HashSet<>();
    private final TreeMap<String, String> due = new TreeMap<>();
    private boolean reporting;
    private Party writer = Party.till(T01);
    private Store store;
    private Retail retail;
    private long icv;

    @BeforeEach
    void open() throws IOException {
        var authority = new AuthorityTable(origin -> writer);
        store = Stores.open(
                dir.resolve("till"),
                Stores.Options.of(authority, NOON::toEpochMilli)
                        .withSchema(RetailSchema.SHOP)
                        .withFreeBytesMin(0));
        retail = Retail.attach(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_day_that_adds_up_agrees() {
        openShift();
        IssuedDocument sale = sell("a", NOON, 3);
        giveBack(sale, "b", NOON.plusSeconds(60));
        closeShift(Money.ZERO, retail.shifts().expectedCash(S001, shift()));
        closeDay(figures());

        Reconciled day = run(NOON);

        assertThat(day.differences()).isEmpty();
        assertThat(day.agrees()).isTrue();
        assertThat(day.documents()).isEqualTo(2);
        assertThat(day.gross()).isEqualTo(Money.sar(1250));
    }

    @Test
    void the_day_begins_and_ends_at_the_branchs_midnight() {
        sell("before", Instant.parse("2026-11-22T20:59:59.999Z"), 1);
        sell("first", Instant.parse("2026-11-22T21:00:00Z"), 1);
        sell("last", Instant.parse("2026-11-23T20:59:59.999Z"), 1);
        sell("after", Instant.parse("2026-11-23T21:00:00Z"), 1);

        Reconciled day = run(NOON);

        assertThat(day.documents()).isEqualTo(2);
        assertThat(day.agrees()).isTrue();
    }

    @Test
    void a_sale_that_was_not_wholly_paid_is_named() {
        issue("a", NOON, 2, sale -> with(sale, List.of(Tender.cash(Money.sar(1000))), Money.ZERO, sale.total()));

        assertThat(run(NOON).differences())
                .containsExactly(difference(Comparison.PAYMENTS, "12.50", "10.00", "S001-T01-000001"));
    }

    @Test
    void lines_that_do_not_come_to_the_total_are_named() {
        issue("a", NOON, 2, sale -> with(sale, List.of(Tender.cash(Money.sar(1300))), Money.ZERO, Money.sar(1300)));

        assertThat(run(NOON).differences())
                .containsExactly(difference(Comparison.LINES, "13.00", "12.50", "S001-T01-000001"));
    }

    @Test
    void an_invoice_that_is_missing_or_says_another_sum_is_named() {
        IssuedDocument bare = sale("a", NOON, 1);
        store.write(tx -> {
            SaleCommit.write(tx, S001, bare);
            return true;
        });
        sell("b", NOON, 1);
        due.put("b", "99.00");

        assertThat(run(NOON).differences())
                .containsExactly(
                        difference(Comparison.INVOICE, "S001-T01-000001", "none", "S001-T01-000001"),
                        difference(Comparison.INVOICE, "6.25", "99.00", "S001-T01-000002"));
    }

    @Test
    void an_invoice_behind_a_gap_of_the_chain_is_named() {
        sell("a", NOON, 1);
        icv++;
        sell("b", NOON, 1);

        assertThat(run(NOON).differences())
                .containsExactly(difference(Comparison.CHAIN, "2", "none", "S001-T01-000002"));
    }

    @Test
    void numbers_that_nobody_or_two_documents_bear_are_named() {
        sell("a", NOON, 1);
        number = 1;
        sell("b", NOON, 1);
        number = 3;
        sell("c", NOON, 1);

        assertThat(run(NOON).differences())
                .containsExactly(
                        difference(Comparison.RECEIPTS, "1", "2", "S001-T01-000001"),
                        difference(Comparison.RECEIPTS, "1", "0", "S001-T01-000002"));
    }

    @Test
    void goods_that_did_not_move_or_moved_for_nobody_are_named() {
        IssuedDocument sale = sale("a", NOON, 2);
        write(tx -> {
            sale.appendTo(tx, S001);
            retail.invoices().giveOut(tx, S001, invoice(sale));
            movement("ghost/1", -1000).appendTo(tx, S001);
            movement("transfer/out/1", -5000).appendTo(tx, S001);
        });

        assertThat(run(NOON).differences())
                .containsExactly(
                        difference(Comparison.STOCK, "-2", "none", "S001-T01-000001"),
                        difference(Comparison.STOCK, "none", "-1", "ghost/1"));
    }

    @Test
    void a_z_that_is_not_the_sum_of_its_shift_and_a_drawer_that_was_short_are_named() {
        openShift();
        sell("a", NOON, 2);
        closeShift(Money.sar(100), FLOAT);
        closeDay(Figures.NONE);

        assertThat(run(NOON).differences())
                .extracting(d -> d.comparison() + " " + d.expected() + " " + d.found() + " " + d.documents())
                .containsExactly(
                        "EXPECTED_CASH 112.50 111.50 [Z 1]",
                        "DRAWER 111.50 100.00 [Z 1]",
                        "DAY_Z 1 0 [Z 1]",
                        "DAY_Z 12.50 0.00 [Z 1]",
                        "DAY_Z 1.63 0.00 [Z 1]",
                        "DAY_Z 12.50 0.00 [Z 1]");
    }

    @Test
    void a_sale_that_came_into_a_shift_after_its_z_is_named() {
        openShift();
        sell("a", NOON, 1);
        closeShift(Money.ZERO, retail.shifts().expectedCash(S001, shift()));
        sell("late", NOON, 1);

        assertThat(run(NOON).differences())
                .extracting(d -> d.comparison() + " " + d.expected() + " " + d.found())
                .containsExactly("SHIFT 2 1", "SHIFT 12.50 6.25", "SHIFT 1.64 0.82", "SHIFT 12.50 6.25");
    }

    @Test
    void what_head_office_or_the_tax_authority_lacks_is_named() {
        sell("a", NOON, 1);
        sell("b", NOON, 1);
        unsent.add(new DocumentId("b"));
        reporting = true;
        writer = new Party.Relay();
        write(tx -> new Reporting("b", Reporting.State.REJECTED, "why", NOON).writeTo(tx, S001));

        assertThat(run(NOON.plus(Duration.ofHours(24))).differences())
                .as("the first one has time left")
                .containsExactly(
                        difference(Comparison.REPORTED, "ACCEPTED", "REJECTED", "S001-T01-000002"),
                        difference(Comparison.HEAD_OFFICE, "S001-T01-000002", "none", "S001-T01-000002"));
        assertThat(run(NOON.plus(Duration.ofHours(24)).plusMillis(1)).differences())
                .contains(difference(Comparison.REPORTED, "ACCEPTED", "none", "S001-T01-000001"));
    }

    private @Nullable Integer number;

    private Difference difference(Comparison comparison, String expected, String found, String document) {
        return new Difference(comparison, T01, expected, found, List.of(document));
    }

    private Reconciled run(Instant now) {
        var outside = new Outside() {
            @Override
            public String due(InvoiceRecord invoice) {
                return due.getOrDefault(invoice.uuid(), "");
            }

            @Override
            public boolean isReporting(TillId till) {
                return reporting;
            }

            @Override
            public Set<DocumentId> unsent() {
                return unsent;
            }
        };
        var reconciliation = new Reconciliation(retail, outside, S001, RIYADH, DAY);
        return store.read(view -> reconciliation.run(view, now));
    }

    private void write(Consumer<Transaction> work) {
        store.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private void openShift() {
        write(tx -> new ShiftOpened(SHIFT, T01, 1, CASHIER, FLOAT, NOON.minusSeconds(60)).appendTo(tx, S001));
    }

    private ShiftOpened shift() {
        return retail.shifts().open(S001, T01).orElseThrow();
    }

    private Figures figures() {
        return retail.shifts().figures(S001, SHIFT);
    }

    /** @param less what the Z expects too little; what is counted is what is given, or what is right without float */
    private void closeShift(Money less, Money counted) {
        Money expected = retail.shifts().expectedCash(S001, shift()).minus(less);
        write(tx -> new ShiftClosed(
                        SHIFT, T01, 1, CASHIER, expected, counted, figures(), ShiftCount.NONE, NOON.plusSeconds(600))
                .appendTo(tx, S001));
    }

    private void closeDay(Figures figures) {
        write(tx ->
                new DayZ("day", T01, 1, CASHIER, List.of(SHIFT), figures, NOON.plusSeconds(700)).appendTo(tx, S001));
    }

    private IssuedDocument sell(String uuid, Instant at, int milk) {
        return issue(uuid, at, milk, sale -> sale);
    }

    private IssuedDocument issue(String uuid, Instant at, int milk, UnaryOperator<IssuedDocument> spoil) {
        IssuedDocument sale = spoil.apply(sale(uuid, at, milk));
        return written(sale);
    }

    private IssuedDocument written(IssuedDocument document) {
        write(tx -> SaleCommit.write(tx, S001, document, retail.invoices(), invoice(document)));
        return document;
    }

    private IssuedDocument sale(String uuid, Instant at, int milk) {
        Cart cart = Cart.open("cart-" + uuid, NOON).add(MILK, Quantity.of(milk), null, null);
        return IssuedDocument.sale(heading(uuid, at), cart.withTender(Tender.cash(cart.total())));
    }

    private void giveBack(IssuedDocument sale, String uuid, Instant at) {
        written(Returns.of(
                heading(uuid, at),
                sale,
                List.of(),
                List.of(new Returns.Wanted(1, Quantity.ONE)),
                "why",
                TenderKind.CASH,
                true));
    }

    private IssuedDocument.Heading heading(String uuid, Instant at) {
        Integer fixed = number;
        ReceiptNumber receipt = fixed == null ? retail.sales().nextReceipt(S001, T01) : new ReceiptNumber(T01, fixed);
        return new IssuedDocument.Heading(new DocumentId(uuid), receipt, CASHIER, null, SHIFT, at, null);
    }

    private InvoiceRecord invoice(IssuedDocument document) {
        due.put(document.uuid().value(), document.total().toString());
        String before = "hash-" + icv;
        icv++;
        return new InvoiceRecord(
                document.uuid().value(),
                T01,
                document.receipt().toString(),
                icv,
                before,
                "hash-" + icv,
                "signature",
                "qr",
                new byte[0],
                0,
                document.at());
    }

    private static Movement movement(String id, long thousandths) {
        return new Movement(
                id,
                Movement.Kind.SALE,
                T01,
                MILK.id(),
                null,
                null,
                Quantity.ofThousandths(thousandths),
                NOON,
                id,
                null,
                null,
                null,
                null);
    }

    private static IssuedDocument with(IssuedDocument sale, List<Tender> tenders, Money change, Money total) {
        return new IssuedDocument(
                sale.kind(),
                sale.uuid(),
                sale.receipt(),
                sale.cashier(),
                sale.approvedBy(),
                sale.shift(),
                sale.at(),
                sale.lines(),
                tenders,
                total,
                sale.vat(),
                change,
                sale.key(),
                sale.cart(),
                sale.cartOpenedAt(),
                sale.customerId(),
                sale.original(),
                sale.originalReceipt(),
                sale.reason(),
                sale.restock(),
                sale.deals(),
                sale.deposits(),
                sale.exchanged(),
                sale.beside());
    }
}
