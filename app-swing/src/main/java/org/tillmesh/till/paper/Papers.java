package org.tillmesh.till.paper;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.PrintPage;
import org.tillmesh.hardware.receipt.ReceiptPainter;
import org.tillmesh.reports.export.NewFile;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.invoice.Training;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
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
    private final Login login;

    public Papers(TillLock lock, Shop shop, Login login, InvoiceDesks invoices, PrintDesk prints) {
        this.login = login;
        this.lock = lock;
        this.shop = shop;
        this.book = invoices.book();
        this.training = invoices.training();
        this.prints = prints;
    }

    /** The receipt, what was paid on account, or the quotation of that number, as the printer would print it, as a PNG. */
    public byte[] receiptImage(@Nullable String receipt, @Nullable DocumentId uuid) {
        return picture(PaperWish.of(PaperKind.RECEIPT, receipt, uuid), false, null);
    }

    /**
     * The receipt into a new file, as a PDF.
     *
     * @return where it stands
     */
    public String savePdf(@Nullable String receipt, @Nullable DocumentId uuid, String file) {
        byte[] pdf = picture(PaperWish.of(PaperKind.RECEIPT, receipt, uuid), true, null);
        try {
            NewFile.write(Path.of(file), out -> out.write(pdf));
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
        return file;
    }

    /**
     * A paper as the printer would print it.
     *
     * @param pdf as a PDF of one page, else as a PNG
     * @throws TillException if there is no such paper; FORBIDDEN
     */
    public byte[] picture(PaperWish wish, boolean pdf, @Nullable String approve) {
        return lock.doing(() -> {
            shop.loggedIn();
            PrintPage page = played(wish).orElseGet(() -> {
                Subject subject = subject(wish, approve);
                return prints.sheets().page(subject.kind(), subject.id(), false, ReceiptPainter.WIDTH_80_MM);
            });
            return pdf ? PaperFile.pdf(page) : PaperFile.png(page);
        });
    }

    private Optional<PrintPage> played(PaperWish wish) {
        DocumentId uuid = wish.uuid();
        return wish.kind() != PaperKind.RECEIPT
                ? Optional.empty()
                : training.find(wish.receipt(), uuid == null ? null : uuid.value())
                        .map(sale -> prints.sheets().played(sale, ReceiptPainter.WIDTH_80_MM));
    }

    /** What a paper is of. */
    private record Subject(PaperKind kind, DocumentId id) {}

    private Subject subject(PaperWish wish, @Nullable String approve) {
        return switch (wish.kind()) {
            case X -> new Subject(PaperKind.X, new DocumentId(shop.requireShift().id().value()));
            case Z -> {
                login.allow(false, Act.SEE_REPORTS.with(), approve);
                yield new Subject(PaperKind.Z, new DocumentId(z(wish.number()).shift().value()));
            }
            default -> {
                DocumentId uuid = wish.uuid();
                if (uuid != null
                        && wish.kind() == PaperKind.RECEIPT
                        && prints.payment(uuid).isPresent()) {
                    yield new Subject(PaperKind.RECEIPT, uuid);
                }
                Optional<Subject> quoted = Optional.ofNullable(wish.uuid() == null ? wish.receipt() : null)
                        .filter(number -> wish.kind() == PaperKind.RECEIPT)
                        .flatMap(number -> shop.retail().parked().quotation(shop.scope(), number))
                        .map(parked -> new Subject(
                                PaperKind.QUOTATION, new DocumentId(parked.cart().id())));
                yield quoted.orElseGet(() -> new Subject(
                        wish.kind(), book.document(wish.receipt(), wish.uuid()).uuid()));
            }
        };
    }

    private ShiftClosed z(int number) {
        int wanted = number == 0 ? shop.retail().shifts().nextZNumber(shop.scope(), shop.till()) - 1 : number;
        return shop.retail()
                .shifts()
                .z(shop.scope(), shop.till(), wanted)
                .orElseThrow(() -> new TillException(PaperRefusal.UNKNOWN_Z, wanted));
    }

    /** Prints (or queues) it once more: a copy, or a standard invoice that has been cleared since as the tax invoice it is. */
    public void print(@Nullable String receipt, @Nullable DocumentId uuid) {
        print(PaperWish.of(PaperKind.RECEIPT, receipt, uuid), null);
    }

    /** Prints (or queues) any paper. @throws TillException if there is no such paper; FORBIDDEN */
    public void print(PaperWish wish, @Nullable String approve) {
        lock.doing(() -> {
            shop.loggedIn();
            Subject subject = subject(wish, approve);
            Optional<Payment> payment = prints.payment(subject.id());
            if (payment.isPresent()) {
                prints.again(payment.get());
            } else if (subject.kind() == PaperKind.RECEIPT) {
                prints.again(book.find(null, subject.id()));
            } else {
                prints.sheets().page(subject.kind(), subject.id(), false, ReceiptPainter.WIDTH_58_MM); // or it is refused
                prints.print(subject.kind(), subject.id());
            }
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
