package org.tillmesh.retail;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.audit.AuditRows;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.cart.ParkedRows;
import org.tillmesh.retail.catalogue.CatalogueRows;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.customer.AccountEntry;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.CustomerRows;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.escrow.EscrowRows;
import org.tillmesh.retail.hourly.HourRows;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.InvoiceRows;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.query.Fold;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.SaleRows;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.ShiftRows;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.stock.CountSheet;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.stock.StockRows;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.View;

/** By what the documents of a shop are found, and which sums are kept of them; the table is in DOCUMENTS.md. */
public final class RetailSchema implements Schema {
    /** The only one. */
    public static final RetailSchema SHOP = new RetailSchema();

    /** Raised with every change of what follows. */
    private static final int INDEXES = 11;

    private static final Map<String, Fold> FOLDS = folds();

    private RetailSchema() {}

    private static Map<String, Fold> folds() {
        var folds = new TreeMap<String, Fold>();
        for (String index : List.of(Index.RECEIPT, Index.CART, Index.RETURNS)) {
            folds.put(index, Fold.SEVERAL);
        }
        folds.putAll(ShiftRows.FOLDS);
        folds.putAll(HourRows.FOLDS);
        folds.putAll(CustomerRows.FOLDS);
        folds.putAll(StockRows.FOLDS);
        folds.putAll(InvoiceRows.FOLDS);
        folds.putAll(EscrowRows.FOLDS);
        return folds;
    }

    @Override
    public int number() {
        return DocType.SCHEMA;
    }

    @Override
    public int indexes() {
        return INDEXES;
    }

    @Override
    public boolean countsInDigest(String type) {
        return DocType.countsInDigest(type);
    }

    /** Sales and their invoices: what is large. Returns are few, and the exceptions look at them. */
    @Override
    public boolean isArchivable(String type) {
        return type.equals(DocType.SALE.typeName()) || type.equals(DocType.INVOICE.typeName());
    }

    /** What exceptions, the reporting of invoices or rights of gift cards look at stays in every folder. */
    @Override
    public boolean isArchivable(View view, Document.Record record) {
        Scope branch = record.scope();
        String uuid = record.ref().id();
        if ((view.folded(branch, Index.UNREPORTED, uuid).isPresent() && reports(view, branch))
                || view.lastRow(branch, Index.REJECTED, KeyRange.exactly(uuid)).isPresent()
                || view.lastRow(branch, Index.REISSUED, KeyRange.startingWith(Index.key(uuid, "")))
                        .isPresent()) {
            return false; // the first invoice of a sale has its uuid
        }
        if (DocType.INVOICE.is(record.ref())) {
            return true;
        }
        return Read.record(record, IssuedDocument::of)
                .filter(sale -> sale.lines().stream().allMatch(line -> line.card() == null))
                .filter(sale -> view.folded(branch, Index.RETURNS, uuid).isEmpty())
                .filter(sale -> sale.cart() == null
                        || view.folded(branch, Index.CART, sale.cart()).isEmpty())
                .isPresent();
    }

    /** Where nothing was ever reported, nothing waits for it either. */
    private static boolean reports(View view, Scope branch) {
        try (Stream<Document> answers = view.scan(branch, DocType.REPORTING.typeName())) {
            return answers.findFirst().isPresent();
        }
    }

    @Override
    public boolean isFolded(String index) {
        return FOLDS.containsKey(index);
    }

    private static Fold foldOf(String index) {
        Fold fold = FOLDS.get(index);
        if (fold == null) {
            throw new AssertionError("Index " + index + " is not folded");
        }
        return fold;
    }

    @Override
    public @Nullable Value fold(String index, List<Row> group) {
        return foldOf(index).of(group);
    }

    @Override
    public boolean isGrowing(String index) {
        return foldOf(index).isGrowing();
    }

    @Override
    public @Nullable Folded grown(String index, String key, @Nullable Value fold, List<Row> added) {
        return foldOf(index).grown(key, fold, added);
    }

    // ---- rows

    @Override
    public void index(Document document, Rows rows) {
        DocType type = DocType.named(document.ref().type()).orElse(null);
        if (type == null || !type.home().holds(document.scope())) {
            return;
        }
        if (document instanceof Document.Record record) {
            record(type, record, rows);
        } else if (document instanceof Document.State state) {
            state(type, state, rows);
        }
    }

    private static void record(DocType type, Document.Record record, Rows rows) {
        switch (type) {
            case SALE, RETURN ->
                Read.record(record, IssuedDocument::of).ifPresent(document -> {
                    SaleRows.issued(record.dot(), document, rows);
                    ShiftRows.issued(document, rows);
                    HourRows.issued(document, rows);
                    CustomerRows.issued(document, rows);
                });
            case MOVEMENT ->
                Read.record(record, Movement::of).ifPresent(movement -> StockRows.movement(record, movement, rows));
            case COUNT -> Read.record(record, Count::of).ifPresent(count -> StockRows.count(record, count, rows));
            case INVOICE ->
                Read.record(record, InvoiceRecord::of).ifPresent(invoice -> InvoiceRows.invoice(invoice, rows));
            case ESCROW -> Read.record(record, EscrowRecord::of).ifPresent(escrow -> EscrowRows.escrow(escrow, rows));
            case CASH -> Read.record(record, CashMovement::of).ifPresent(cash -> ShiftRows.cash(cash, rows));
            case PAYMENT -> Read.record(record, Payment::of).ifPresent(payment -> CustomerRows.payment(payment, rows));
            case ACCOUNT -> Read.record(record, AccountEntry::of).ifPresent(entry -> CustomerRows.entry(entry, rows));
            case AUDIT, OFFICE_AUDIT ->
                Read.record(record, AuditEvent::of).ifPresent(event -> AuditRows.event(event, rows));
            default -> {}
        }
    }

    private static void state(DocType type, Document.State state, Rows rows) {
        switch (type) {
            case PRODUCT -> Read.state(state, Product::of).ifPresent(product -> CatalogueRows.product(product, rows));
            case CUSTOMER ->
                Read.state(state, Customer::of).ifPresent(customer -> CustomerRows.customer(customer, rows));
            case PARKED -> Read.state(state, ParkedCart::of).ifPresent(cart -> ParkedRows.parked(cart, rows));
            case SHEET -> Read.state(state, CountSheet::of).ifPresent(sheet -> StockRows.sheet(state, sheet, rows));
            case REPORTING -> Read.state(state, Reporting::of).ifPresent(answer -> InvoiceRows.reporting(answer, rows));
            default -> {}
        }
    }
}
