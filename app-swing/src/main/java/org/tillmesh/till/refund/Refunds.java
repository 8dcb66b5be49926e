package org.tillmesh.till.refund;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillLock;

/** Goods that come back, and the receipts that they come back by. */
public final class Refunds {
    private final TillLock lock;
    private final Shop shop;
    private final RefundDesks desks;
    private final IssuedBook book;
    private final Runnable wakePrinter;

    /** @param wakePrinter called after each finished document */
    public Refunds(TillLock lock, Shop shop, RefundDesks desks, IssuedBook book, Runnable wakePrinter) {
        this.lock = lock;
        this.shop = shop;
        this.desks = desks;
        this.book = book;
        this.wakePrinter = wakePrinter;
    }

    /** @param tender cash, card or account, which a cashier may not choose alone; null: the way it was paid */
    public InvoiceAnswers.Receipt returnGoods(
            @Nullable String receipt,
            @Nullable DocumentId uuid,
            List<ReturnLine> lines,
            String reason,
            @Nullable TenderKind tender,
            boolean restock,
            @Nullable String key,
            @Nullable String approve) {
        return takeBack(
                ReturnOrder.of(new ReturnOf(receipt, uuid, lines), reason, tender, restock), key, approve, text -> {});
    }

    /**
     * The same of several receipts, or of none: one credit note each, in one commit.
     *
     * @param said gets what a payment terminal shows meanwhile
     */
    public InvoiceAnswers.Receipt takeBack(
            ReturnOrder order, @Nullable String key, @Nullable String approve, Consumer<String> said) {
        InvoiceAnswers.Receipt credit =
                lock.doing(() -> Issued.answer(desks.returns.takeBack(order, key, approve, said)));
        wakePrinter.run();
        return credit;
    }

    /** How goods of a receipt would be paid back; nothing is done yet. @param kind null for the way it was paid */
    public List<InvoiceAnswers.Tender> preview(ReturnOf receipt, @Nullable TenderKind kind) {
        return lock.doing(() -> InvoiceAnswers.tenders(desks.returns.preview(receipt, kind)));
    }

    /** Sales and returns of the branch as this till knows it, the newest first. */
    public RefundAnswers.FoundSales findSales(FindSales asked) {
        return lock.doing(() -> {
            List<Sold> found = desks.finder.find(asked);
            SalesBook.Sums sums = SalesBook.sums(found);
            return new RefundAnswers.FoundSales(
                    sums.count(),
                    sums.gross(),
                    sums.vat(),
                    found.stream().map(RefundAnswers.FoundSale::of).toList());
        });
    }

    /** A receipt by its number, short or whole, or by its QR, and what of it can still come back. */
    public RefundAnswers.ReturnableReceipt receipt(String text) {
        return lock.doing(() -> {
            IssuedDocument sale = book.document(text, null);
            return new RefundAnswers.ReturnableReceipt(sale.receipt().toString(), returnable(sale));
        });
    }

    /** What of a receipt can still come back. */
    public List<RefundAnswers.ReturnableLine> returnable(String receipt) {
        return lock.doing(() -> returnable(book.document(receipt, null)));
    }

    private List<RefundAnswers.ReturnableLine> returnable(IssuedDocument sale) {
        var soFar = Returns.soFar(
                shop.store().read(view -> shop.retail().sales().returnDocuments(view, shop.scope(), sale.uuid())));
        var lines = new ArrayList<RefundAnswers.ReturnableLine>();
        for (IssuedLine line : sale.goods()) {
            Returns.Returned back = soFar.getOrDefault(line.line(), Returns.Returned.NOTHING);
            lines.add(new RefundAnswers.ReturnableLine(
                    line.line(),
                    line.productId(),
                    numbered(line.name(), line),
                    numbered(line.nameAr(), line),
                    line.qty(),
                    back.qty(),
                    line.total(),
                    line.serial()));
        }
        return lines;
    }

    private static String numbered(String name, IssuedLine line) {
        return line.serial() == null ? name : name + " · " + line.serial();
    }
}
