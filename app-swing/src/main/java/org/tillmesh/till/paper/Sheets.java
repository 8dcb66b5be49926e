package org.tillmesh.till.paper;

import java.util.Optional;
import org.tillmesh.hardware.PrintPage;
import org.tillmesh.hardware.receipt.Receipt;
import org.tillmesh.hardware.receipt.ReceiptPainter;
import org.tillmesh.hardware.receipt.Slip;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.till.invoice.InvoiceRefusal;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Every paper in its one layout, for whatever shows it: a printer of so many dots, the screen, a file. */
final class Sheets {
    private final Shop shop;
    private final IssuedBook book;
    private final Receipts receipts;
    private final Slips slips;
    private final PaymentSlips payments;

    Sheets(Shop shop, IssuedBook book) {
        this.shop = shop;
        this.book = book;
        this.receipts = new Receipts(shop);
        this.slips = new Slips(shop);
        this.payments = new PaymentSlips(shop);
    }

    /**
     * A paper of what is known under an id.
     *
     * @param id uuid of the document, cart or shift
     * @throws TillException if there is no such paper
     */
    PrintPage page(PaperKind kind, DocumentId id, boolean copy, int width) {
        return switch (kind) {
            case RECEIPT ->
                payments.find(id)
                        .map(payment -> page(payments.slip(payment, copy), width))
                        .orElseGet(() -> page(receipts.receipt(book.find(null, id), copy), width));
            case GIFT -> page(gift(id), width);
            case MERCHANT, CUSTOMER ->
                page(slips.card(book.document(null, id), kind == PaperKind.MERCHANT, copy), width);
            case X -> page(slips.x(opened(id)), width);
            case Z -> page(slips.z(closed(id), copy), width);
            case QUOTATION -> page(receipts.quoted(quoted(id)), width);
        };
    }

    /** What was paid on account, by its uuid; empty for every other document. */
    Optional<Payment> payment(DocumentId id) {
        return payments.find(id);
    }

    /** Of a sale that is only played. */
    PrintPage played(IssuedDocument sale, int width) {
        return page(receipts.played(sale), width);
    }

    private static PrintPage page(Receipt receipt, int width) {
        return new ReceiptPainter(width).page(receipt);
    }

    private static PrintPage page(Slip slip, int width) {
        return new ReceiptPainter(width).page(slip);
    }

    private Receipt gift(DocumentId id) {
        Issued issued = book.find(null, id);
        if (!issued.document().isSale()) {
            throw new TillException(
                    InvoiceRefusal.NO_GIFT_RECEIPT, issued.document().receipt());
        }
        return receipts.gift(issued);
    }

    private ShiftOpened opened(DocumentId id) {
        return shop.retail()
                .shifts()
                .opened(shop.scope(), new ShiftId(id.value()))
                .orElseThrow(() -> new TillException(PaperRefusal.UNKNOWN_PAPER, id));
    }

    private ShiftClosed closed(DocumentId id) {
        return shop.retail()
                .shifts()
                .closed(shop.scope(), new ShiftId(id.value()))
                .orElseThrow(() -> new TillException(PaperRefusal.UNKNOWN_PAPER, id));
    }

    private ParkedCart quoted(DocumentId id) {
        return shop.retail()
                .parked()
                .find(shop.scope(), id.value())
                .filter(parked -> parked.cart().quotation() != null)
                .orElseThrow(() -> new TillException(PaperRefusal.UNKNOWN_PAPER, id));
    }
}
