package org.tillmesh.relay.office;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.store.Change;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/** Issued documents of the stores, and their sums. */
public final class SalesOffice {
    private final Store store;
    private final Retail retail;
    private final Branches branches;

    SalesOffice(Store store, Retail retail, Branches branches) {
        this.store = store;
        this.retail = retail;
        this.branches = branches;
    }

    public record Sale(String receipt, String kind, String till, Money total, Money vat, String uuid, Instant at) {
        static Sale of(Sold sold) {
            return new Sale(
                    sold.receipt().toString(),
                    sold.isSale() ? "sale" : "return",
                    sold.till().toString(),
                    sold.total(),
                    sold.vat(),
                    sold.uuid().value(),
                    sold.at());
        }
    }

    /** Every issued document of a store; the digest and what was seen are of the same records or earlier ones. */
    public record Sales(int count, Money gross, Money vat, List<Sale> sales, String digest, String seen) {}

    /** @throws RelayException if the store is unknown */
    public Sales sales(String branchId, @Nullable Instant since) {
        Scope scope = branches.known(branchId);
        Store.Digest digest = store.digest(scope);
        List<Sold> found = retail.sales().since(scope, since == null ? Instant.EPOCH : since);
        SalesBook.Sums sums = SalesBook.sums(found);
        return new Sales(
                sums.count(),
                sums.gross(),
                sums.vat(),
                found.stream().map(Sale::of).toList(),
                digest.digest().toString(),
                digest.seen().toString());
    }

    // ---- one by one, for people

    /** @throws RelayException if the store is unknown */
    public ZoneId zone(String branchId) {
        branches.known(branchId);
        return branches.profile(branchId).zone();
    }

    /** The branches, by id. */
    public List<BranchProfile> branches() {
        return branches.ids().stream().map(branches::profile).toList();
    }

    /**
     * What was issued in a time, the newest first.
     *
     * @throws RelayException if the store is unknown
     */
    public List<Sold> between(String branchId, Instant from, Instant to) {
        var found = new ArrayList<>(retail.sales().between(branches.known(branchId), from, to));
        Collections.reverse(found);
        return found;
    }

    /** What bears a receipt number; none if there is none, or it is no number. */
    public List<Sold> receipt(String branchId, String number) {
        Scope scope = branches.known(branchId);
        try {
            return retail.sales().byReceipt(scope, ReceiptNumber.parse(number));
        } catch (RetailException e) {
            return List.of();
        }
    }

    /**
     * A sale or return with its invoice.
     *
     * @param invoice that stands for it; null while none has come here
     * @param answer of the tax authority; null while there is none
     */
    public record Issued(IssuedDocument document, @Nullable InvoiceRecord invoice, @Nullable Reporting answer) {
        /** Whether it may be handed over as the invoice that it says it is. */
        public boolean isFinal() {
            return invoice != null && (!invoice.standard() || answer != null && answer.isAccepted());
        }

        /** The document as it counts: with the authority's stamp where it has one. */
        public byte[] xml() {
            if (answer != null && answer.cleared() != null) {
                return answer.cleared().xml().unpack();
            }
            return Objects.requireNonNull(invoice).signedXml();
        }
    }

    /** @throws RelayException if the store is unknown, or nothing of that uuid is here */
    public Issued issued(String branchId, String uuid) {
        Scope scope = branches.known(branchId);
        IssuedDocument document = Optional.of(uuid)
                .filter(id -> id.matches("[0-9a-fA-F-]{1,64}"))
                .flatMap(id -> retail.sales().find(scope, new DocumentId(id)))
                .flatMap(sold -> store.read(view -> SalesBook.document(view, scope, sold)))
                .orElseThrow(() -> new RelayException(OfficeRefusal.NO_DOCUMENT, shortened(uuid), branchId));
        String invoiceId = retail.invoices()
                .standing(scope, document.uuid())
                .map(InvoiceChain.Link::uuid)
                .orElse(document.uuid().value());
        return new Issued(
                document,
                retail.invoices().invoice(scope, invoiceId).orElse(null),
                retail.invoices().answer(scope, invoiceId).orElse(null));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    // ---- as they come

    /**
     * Tells every document as it comes here, from any till.
     *
     * @param sees the branches that are told
     */
    public Store.Subscription follow(Predicate<String> sees, BiConsumer<String, Sale> told) {
        return store.subscribe(commit -> {
            for (Change change : commit.changes()) {
                boolean isSale = DocType.SALE.is(change.ref()) || DocType.RETURN.is(change.ref());
                if (isSale
                        && change.before() == null
                        && change.after() instanceof Document.Record record
                        && sees.test(change.scope().branchId())) {
                    Read.record(record, IssuedDocument::of)
                            .ifPresent(issued -> told.accept(change.scope().branchId(), Sale.of(Sold.of(issued))));
                }
            }
        });
    }
}
