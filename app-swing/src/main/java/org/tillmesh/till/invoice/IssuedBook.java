package org.tillmesh.till.invoice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.store.View;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.zatca.sign.QrCode;

/** Finds issued documents with their invoices, however old. */
public final class IssuedBook {
    private final Shop shop;
    private final ArchiveDesk archive;
    private final UnknownReceipts unknown;

    IssuedBook(Shop shop, ArchiveDesk archive, UnknownReceipts unknown) {
        this.shop = shop;
        this.archive = archive;
        this.unknown = unknown;
    }

    /** The document with its invoice, found by number or uuid. */
    public Issued find(@Nullable String receipt, @Nullable DocumentId uuid) {
        IssuedDocument document = document(receipt, uuid);
        return archive.read(view -> issued(view, document, false));
    }

    /** The sale or return of that uuid, if it is held here. */
    public Optional<IssuedDocument> known(DocumentId uuid) {
        return archive.read(view -> shop.retail()
                .sales()
                .find(shop.scope(), uuid)
                .flatMap(sold -> SalesBook.document(view, shop.scope(), sold)));
    }

    public IssuedDocument document(@Nullable String receipt, @Nullable DocumentId uuid) {
        Sold sold = uuid != null ? byUuid(uuid) : byNumber(receipt);
        return archive.read(view -> SalesBook.document(view, shop.scope(), sold))
                .orElseThrow(() -> unknown.refusal(sold.receipt().toString()));
    }

    /** What a key had issued before: the document that bears it, then the others of its commit. */
    public List<Issued> again(DocumentId uuid) {
        return archive.read(view -> {
            IssuedDocument first = issuedBefore(view, uuid);
            return Stream.concat(Stream.of(first), first.beside().stream().map(other -> issuedBefore(view, other)))
                    .map(document -> issued(view, document, true))
                    .toList();
        });
    }

    private IssuedDocument issuedBefore(View view, DocumentId uuid) {
        return shop.retail()
                .sales()
                .find(shop.scope(), uuid)
                .flatMap(sold -> SalesBook.document(view, shop.scope(), sold))
                .orElseThrow(() -> new AssertionError("Key names document " + uuid + ", which is not there"));
    }

    /** A note has the form and the buyer of what it corrects. */
    public InvoiceForm formOf(IssuedDocument sale) {
        return archive.read(view -> standing(view, sale.uuid()))
                .map(i -> new InvoiceForm(
                        i.standard(),
                        i.buyer(),
                        i.remark().isEmpty() ? null : InvoiceWords.RECORDED.with(i.remark()),
                        i.traits()))
                .orElse(InvoiceForm.CONSUMER);
    }

    private Issued issued(View view, IssuedDocument document, boolean again) {
        InvoiceRecord invoice = standing(view, document.uuid())
                .orElseThrow(() -> new TillException(InvoiceRefusal.INVOICE_NOT_HERE, document.uuid()));
        Reporting answer = view.state(shop.scope(), DocType.REPORTING.ref(invoice.uuid()))
                .map(Reporting::of)
                .orElse(null);
        return new Issued(document, invoice, answer, again);
    }

    /** The invoice of a document: the last one if it was issued anew. */
    private Optional<InvoiceRecord> standing(View view, DocumentId document) {
        String uuid = shop.retail()
                .invoices()
                .standing(shop.scope(), document)
                .map(InvoiceChain.Link::uuid)
                .orElse(document.value());
        return view.record(shop.scope(), DocType.INVOICE.ref(uuid)).map(InvoiceRecord::of);
    }

    private Sold byUuid(DocumentId uuid) {
        return archive.read(view -> shop.retail().sales().find(shop.scope(), uuid))
                .orElseThrow(() -> unknown.refusal(uuid.value()));
    }

    /**
     * Documents that a text names: by a number, as {@code S001-T01-000001}, {@code T01-1} or {@code 1} of any till, by the QR
     * of their paper, or by their uuid.
     */
    public List<Sold> named(String text) {
        SalesBook sales = shop.retail().sales();
        Optional<Long> counter = ReceiptText.of(text).counter().filter(number -> number > 0);
        if (counter.isPresent()) {
            return sales.tills(shop.scope()).stream()
                    .flatMap(till -> sales.byReceipt(shop.scope(), new ReceiptNumber(till, counter.get())).stream())
                    .toList();
        }
        List<Sold> found = numbered(text);
        return found.isEmpty() && Id.isOne(text)
                ? archive.read(view -> sales.find(shop.scope(), new DocumentId(text))).stream()
                        .toList()
                : found;
    }

    /** By a whole number, a number of this branch, or the QR of the paper. */
    private List<Sold> numbered(String text) {
        Optional<ReceiptNumber> number = ReceiptText.of(text).number(shop.till().branch());
        return number.map(found -> shop.retail().sales().byReceipt(shop.scope(), found))
                .orElseGet(() -> byQr(text));
    }

    private List<Sold> byQr(String text) {
        Optional<String> hash = hash(text);
        return hash.isEmpty()
                ? List.of()
                : archive.read(view -> shop.retail().sales().tills(shop.scope()).stream()
                        .flatMap(till ->
                                shop.retail().invoices().documentByHash(shop.scope(), till, hash.get()).stream())
                        .flatMap(uuid -> shop.retail().sales().find(shop.scope(), uuid).stream())
                        .toList());
    }

    /** What a QR says of its invoice; empty for what is no QR. */
    private static Optional<String> hash(String text) {
        try {
            return Optional.of(QrCode.decode(text.strip()).hash());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Sold byNumber(@Nullable String receipt) {
        if (receipt == null) {
            throw new TillException(InvoiceRefusal.RECEIPT_OR_UUID);
        }
        List<Sold> found = numbered(receipt);
        if (found.isEmpty()) {
            boolean isNamed =
                    ReceiptText.of(receipt).number(shop.till().branch()).isPresent()
                            || hash(receipt).isPresent();
            throw isNamed ? unknown.refusal(receipt) : new RetailException(Rule.NO_RECEIPT_NUMBER, receipt);
        }
        if (found.size() > 1) {
            throw new TillException(
                    InvoiceRefusal.RECEIPT_AMBIGUOUS,
                    receipt,
                    found.size(),
                    found.stream().map(s -> s.uuid() + " of " + s.at()).toList());
        }
        return found.get(0);
    }
}
