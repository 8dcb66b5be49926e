package org.tillmesh.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;
import org.tillmesh.reports.query.Period;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.source.PatientView;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.AuthorityTable;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.hourly.HourKey;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.ShiftCount;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.View;
import org.tillmesh.store.engine.Stores;

class ReportsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant NOW = NOON.plusSeconds(11 * 3_600);
    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");
    private static final Scope S001 = Scope.branch("S001");
    private static final TillId T01 = TillId.parse("S001-T01");
    private static final Product MILK = product("milk", 625, TaxCategory.S15);
    private static final Product SALTS = product("salts", 795, TaxCategory.Z);

    @TempDir
    Path dir;

    private Store store;
    private Retail retail;

    @BeforeEach
    void open() throws IOException {
        var authority = new AuthorityTable(origin -> Party.till(T01));
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

    @ParameterizedTest
    @EnumSource(
            value = ReportName.class,
            names = {"SALES_BY_PRODUCT", "SALES_BY_CATEGORY", "SALES_BY_CASHIER", "SALES_BY_HOUR", "VAT_SUMMARY"})
    void rows_of_every_sales_report_add_up_to_the_issued_documents(ReportName name) {
        sellAtRandom(new Random(7), 60);
        SalesBook.Sums sums = SalesBook.sums(retail.sales().since(S001, null));

        ReportTable table = report(name, null, null);

        assertThat(table.count()).isEqualTo(sums.count());
        assertThat(table.figures()).containsEntry("gross", sums.gross()).containsEntry("vat", sums.vat());
        assertThat(sum(table, "gross")).isEqualTo(sums.gross());
        assertThat(sum(table, "vat")).isEqualTo(sums.vat());
        assertThat(sum(table, "net")).isEqualTo(sums.gross().minus(sums.vat()));
    }

    @Test
    void takings_by_payment_are_what_the_documents_come_to() {
        sellAtRandom(new Random(8), 40);

        ReportTable table = report(ReportName.SALES_BY_PAYMENT, null, null);

        assertThat(sum(table, "gross")).isEqualTo(table.figures().get("gross"));
        assertThat(texts(table)).extracting(row -> row.get("tender")).containsExactly("cash", "card");
    }

    @Test
    void a_period_takes_its_first_moment_and_leaves_its_last() {
        sell("a", NOON, cart().add(MILK, Quantity.ONE, null, null), "noura");
        sell("b", NOON.plusSeconds(60), cart().add(MILK, Quantity.ONE, null, null), "noura");

        assertThat(report(ReportName.SALES_BY_PRODUCT, NOON, NOON.plusSeconds(60))
                        .count())
                .isEqualTo(1);
        assertThat(report(ReportName.SALES_BY_PRODUCT, NOON.plusSeconds(60), null)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void hours_run_in_the_stores_zone() {
        sell("a", NOON, cart().add(MILK, Quantity.ONE, null, null), "noura");

        assertThat(texts(report(ReportName.SALES_BY_HOUR, null, null)).get(0))
                .containsEntry("hour", "2026-11-23 15:00");
    }

    @Test
    void a_return_takes_away_what_it_gave_back() {
        IssuedDocument sale = sell("a", NOON, cart().add(MILK, Quantity.of(2), null, null), "noura");
        giveBack(sale, "r", NOON.plusSeconds(5));

        ReportTable table = report(ReportName.SALES_BY_PRODUCT, null, null);
        assertThat(table.count()).isEqualTo(2);
        assertThat(texts(table).get(0)).containsEntry("qty", "1").containsEntry("gross", "6.25");
        assertThat(texts(report(ReportName.VAT_SUMMARY, null, null)).get(0))
                .containsEntry("salesVat", "1.63")
                .containsEntry("returnsVat", "0.82")
                .containsEntry("vat", "0.81");
    }

    @Test
    void stock_expiring_batches_and_cash_differences_are_listed() {
        append(new Count(
                "c1",
                T01,
                new ProductId("milk"),
                "OLD",
                LocalDate.of(2020, 1, 1),
                Quantity.of(3),
                NOON,
                new UserId("noura"),
                null));
        append(new Count(
                "c2",
                T01,
                new ProductId("milk"),
                "GOOD",
                LocalDate.of(2099, 1, 1),
                Quantity.of(4),
                NOON,
                new UserId("noura"),
                null));
        append(new ShiftClosed(
                new ShiftId("shift"),
                T01,
                1,
                new UserId("noura"),
                Money.sar(20_000),
                Money.sar(19_950),
                Figures.NONE,
                ShiftCount.NONE,
                NOON));

        assertThat(texts(report(ReportName.STOCK, null, null)))
                .extracting(row -> row.get("batch") + " " + row.get("onHand"))
                .containsExactly("OLD 3", "GOOD 4");
        assertThat(texts(report(ReportName.EXPIRING_BATCHES, null, null)))
                .extracting(row -> row.get("batch") + " " + row.get("state"))
                .containsExactly("OLD expired");
        assertThat(report(ReportName.CASH_DIFFERENCES, null, null).figures())
                .containsEntry("difference", Money.sar(-50));
    }

    @ParameterizedTest
    @EnumSource(value = ReportName.class, mode = EnumSource.Mode.EXCLUDE, names = "CUSTOMER_STATEMENT")
    void an_empty_shop_has_empty_reports(ReportName name) {
        assertThat(report(name, null, null).rows()).isEmpty();
        assertThat(ReportName.of(name.code())).contains(name);
    }

    @Test
    void a_patient_look_at_many_hours_finds_what_one_look_does() {
        for (int hour = 0; hour < 200; hour++) {
            sell("h" + hour, NOON.minusSeconds(3_600L * hour), cart().add(MILK, Quantity.ONE, null, null), "noura");
        }
        var query = ReportQuery.of(ReportName.SALES_BY_HOUR, new Period.Between(null, NOON.plusSeconds(86_400)));

        ReportTable patient = new Reports(books(new PatientView(store))).run(query);

        assertThat(patient.rows())
                .hasSize(200)
                .isEqualTo(report(ReportName.SALES_BY_HOUR, null, null).rows());
    }

    /** A view of a folder whose old records were archived by a version that kept no sums of hours. */
    private static final class OldArchive implements View {
        private final View whole;
        private final Instant lacks;
        private boolean isBrought;

        OldArchive(View whole, Instant lacks) {
            this.whole = whole;
            this.lacks = lacks;
        }

        @Override
        public Optional<Document> get(Scope scope, DocRef ref) {
            if (scope.equals(S001) && !isBrought) {
                isBrought = true;
                Document.Record record = (Document.Record) whole.get(scope, ref).orElseThrow();
                throw new ArchivedException(new Document.Archived(
                        scope, ref, "2025-09", record.dot(), record.hlc(), Hash.sha256(new byte[0]), new TreeMap<>()));
            }
            return whole.get(scope, ref);
        }

        @Override
        public Stream<Schema.Folded> folds(Scope scope, String index, KeyRange keys) {
            return whole.folds(scope, index, keys)
                    .filter(fold -> !index.startsWith("hour-")
                            || !HourKey.parse(fold.key()).at().equals(lacks));
        }

        @Override
        public boolean exists(Scope scope, DocRef ref) {
            return whole.exists(scope, ref);
        }

        @Override
        public Stream<Document> scan(Scope scope, String type) {
            return whole.scan(scope, type);
        }

        @Override
        public Stream<Row> rows(Scope scope, String index, KeyRange keys) {
            return whole.rows(scope, index, keys);
        }

        @Override
        public Optional<Row> lastRow(Scope scope, String index, KeyRange keys) {
            return whole.lastRow(scope, index, keys);
        }

        @Override
        public Optional<Value> folded(Scope scope, String index, String key) {
            return whole.folded(scope, index, key);
        }

        @Override
        public void catchUp() {
            whole.catchUp();
        }

        @Override
        public long count(Scope scope, String type) {
            return whole.count(scope, type);
        }

        @Override
        public VersionVector vector() {
            return whole.vector();
        }

        @Override
        public long position() {
            return whole.position();
        }
    }

    @Test
    void hours_that_an_older_version_archived_without_sums_are_read_document_by_document() {
        for (int hour = 0; hour < 5; hour++) {
            sell("h" + hour, NOON.minusSeconds(3_600L * hour), cart().add(MILK, Quantity.ONE, null, null), "noura");
        }
        var query = ReportQuery.of(ReportName.SALES_BY_HOUR, new Period.Between(null, null));

        ReportTable table =
                store.read(view -> new Reports(books(new OldArchive(view, NOON.minusSeconds(7_200)))).run(query));

        assertThat(table.rows())
                .hasSize(5)
                .isEqualTo(report(ReportName.SALES_BY_HOUR, null, null).rows());
    }

    @Test
    void a_cell_of_another_kind_than_its_column_is_refused() {
        assertThatThrownBy(() -> new ReportTable(
                        "test",
                        null,
                        null,
                        List.of(Column.amount("gross")),
                        List.of(List.of(Cell.of("12.00"))),
                        1,
                        new TreeMap<>(),
                        new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cells of [TEXT]");
    }

    private static int at(ReportTable table, String column) {
        return table.columns().stream().map(Column::key).toList().indexOf(column);
    }

    private static Money sum(ReportTable table, String column) {
        return table.rows().stream()
                .map(row -> ((Cell.Amount) row.get(at(table, column))).value())
                .reduce(Money.ZERO, Money::plus);
    }

    private static List<Map<String, String>> texts(ReportTable table) {
        return table.rows().stream()
                .map(row -> table.columns().stream()
                        .collect(Collectors.toMap(Column::key, column -> row.get(at(table, column.key()))
                                .text())))
                .toList();
    }

    private ReportTable report(ReportName name, @Nullable Instant from, @Nullable Instant to) {
        var query = ReportQuery.of(name, new Period.Between(from, to));
        return store.read(view -> new Reports(books(view)).run(query));
    }

    private Books books(View view) {
        return new Books(retail, view, List.of(new Books.Branch(S001, RIYADH)), NOW, T01);
    }

    private void sellAtRandom(Random random, int documents) {
        var sales = new ArrayList<IssuedDocument>();
        var returned = new TreeMap<String, Boolean>();
        for (int i = 0; i < documents; i++) {
            Instant at = NOON.plusSeconds(60L * random.nextInt(600));
            if (!sales.isEmpty() && random.nextInt(4) == 0) {
                IssuedDocument sale = sales.get(random.nextInt(sales.size()));
                if (returned.put(sale.uuid().value(), true) == null) {
                    giveBack(sale, "r" + i, at);
                }
                continue;
            }
            Cart cart = cart();
            for (int line = 0; line <= random.nextInt(5); line++) {
                TaxCategory tax = TaxCategory.values()[random.nextInt(3)];
                Product product = product("p" + tax + random.nextInt(4), 1 + random.nextInt(5_000), tax);
                cart = cart.add(product, Quantity.of(1 + random.nextInt(6)), null, null);
            }
            cart = cart.withDiscount(new Discount.Percent(random.nextInt(3_000)));
            sales.add(sell("s" + i, at, cart, random.nextBoolean() ? "noura" : "khalid"));
        }
    }

    private IssuedDocument sell(String uuid, Instant at, Cart cart, String cashier) {
        Money half = Money.sar(cart.total().minor() / 2);
        Cart paid = half.isPositive() ? cart.withTender(new Tender(TenderKind.CARD, half, "A1")) : cart;
        paid = paid.withTender(Tender.cash(paid.due().plus(Money.sar(500))));
        return append(IssuedDocument.sale(
                new IssuedDocument.Heading(
                        new DocumentId(uuid),
                        retail.sales().nextReceipt(S001, T01),
                        new UserId(cashier),
                        null,
                        new ShiftId("shift"),
                        at,
                        null),
                paid));
    }

    private void giveBack(IssuedDocument sale, String uuid, Instant at) {
        append(Returns.of(
                new IssuedDocument.Heading(
                        new DocumentId(uuid),
                        retail.sales().nextReceipt(S001, T01),
                        new UserId("noura"),
                        null,
                        new ShiftId("shift"),
                        at,
                        null),
                sale,
                List.of(),
                List.of(new Returns.Wanted(sale.lines().get(0).line(), Quantity.ONE)),
                "why",
                TenderKind.CASH,
                true));
    }

    private <T extends RecordDocument> T append(T document) {
        store.write(tx -> {
            document.appendTo(tx, S001);
            return document;
        });
        return document;
    }

    private static Cart cart() {
        return Cart.open("cart", NOON).add(SALTS, Quantity.ONE, null, null).withoutLine(1);
    }

    private static Product product(String id, long halalas, TaxCategory tax) {
        return new Product(
                new ProductId(id),
                id,
                id,
                "food",
                Money.sar(halalas),
                "PCE",
                tax,
                false,
                false,
                0,
                true,
                List.of("code-" + id));
    }
}
