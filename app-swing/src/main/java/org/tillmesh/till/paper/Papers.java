package org.tillmesh.till.paper;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.reports.export.NewFile;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.invoice.InvoiceRefusal;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.invoice.Training;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillLock;

/** Receipts and invoices as papers: shown, printed once more, written. */
public final class Papers {
    private final TillLock lock;
    private final Shop shop;
    private final IssuedBook book;
    private final Training training;
    private final PrintDesk prints;

    public Papers(TillLock lock, Shop shop, InvoiceDesks invoices, PrintDesk prints) {
        this.lock = lock;
        this.shop = shop;
        this.book = invoices.book();
        this.training = invoices.training();
        this.prints = prints;
    }

    /** The receipt, what was paid on account, or the quotation of that number, as the printer would print it, as a PNG. */
    public byte[] receiptImage(@Nullable String receipt, @Nullable DocumentId uuid) {
        return lock.doing(() -> {
            shop.loggedIn();
            Optional<Payment> payment = uuid == null ? Optional.empty() : prints.payment(uuid);
            if (payment.isPresent()) {
                return prints.png(payment.get());
            }
            Optional<IssuedDocument> played = training.find(receipt, uuid == null ? null : uuid.value());
            if (played.isPresent()) {
                return prints.png(played.get());
            }
            return Optional.ofNullable(uuid == null ? receipt : null)
                    .flatMap(number -> shop.retail().parked().quotation(shop.scope(), number))
                    .map(prints::png)
                    .orElseGet(() -> prints.png(book.find(receipt, uuid)));
        });
    }

    /** The same as a PDF of one page. */
    public byte[] receiptPdf(@Nullable String receipt, @Nullable DocumentId uuid) {
        return lock.doing(() -> {
            shop.loggedIn();
            return prints.pdf(book.find(receipt, uuid));
        });
    }

    /**
     * The same into a new file.
     *
     * @return where it stands
     */
    public String savePdf(@Nullable String receipt, @Nullable DocumentId uuid, String file) {
        byte[] pdf = receiptPdf(receipt, uuid);
        try {
            NewFile.write(Path.of(file), out -> out.write(pdf));
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
        return file;
    }

    /**
     * The same without prices, for whom it was bought.
     *
     * @throws TillException BAD_VALUE for what is no sale
     */
    public byte[] giftReceiptImage(@Nullable String receipt, @Nullable DocumentId uuid) {
        return lock.doing(() -> {
            shop.loggedIn();
            Issued issued = book.find(receipt, uuid);
            if (!issued.document().isSale()) {
                throw new TillException(
                        InvoiceRefusal.NO_GIFT_RECEIPT, issued.document().receipt());
            }
            return prints.giftPng(issued);
        });
    }

    /** Prints (or queues) it once more: a copy, or a standard invoice that has been cleared since as the tax invoice it is. */
    public void print(@Nullable String receipt, @Nullable DocumentId uuid) {
        lock.doing(() -> {
            shop.loggedIn();
            Optional<Payment> payment = uuid == null ? Optional.empty() : prints.payment(uuid);
            payment.ifPresentOrElse(prints::again, () -> prints.again(book.find(receipt, uuid)));
            return true;
        });
        prints.wake();
    }

    /** How the printer did at its last job. */
    public PaperAnswers.Printing printing() {
        return prints.printing();
    }

    /** The signed XML, with the authority's stamp once it is cleared. */
    public byte[] invoice(@Nullable String receipt, @Nullable DocumentId uuid) {
        return invoiceDocument(receipt, uuid).xml();
    }

    /** The same, and what it is worth. */
    public PaperAnswers.Document invoiceDocument(@Nullable String receipt, @Nullable DocumentId uuid) {
        return lock.doing(() -> {
            shop.loggedIn();
            return document(book.find(receipt, uuid));
        });
    }

    private static PaperAnswers.Document document(Issued issued) {
        return new PaperAnswers.Document(
                issued.xml(),
                issued.invoice().receipt(),
                issued.invoice().standard(),
                issued.isTaxInvoice(),
                issued.answer() == null
                        ? "pending"
                        : issued.answer().state().name().toLowerCase(Locale.ROOT),
                issued.answer() != null && issued.answer().cleared() != null);
    }
}
